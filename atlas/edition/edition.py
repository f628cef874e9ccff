"""One edition of the data: every table read, checked and typed, with what had to be set aside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import pandas as pd

from atlas import DATA
from atlas.edition import cross_checks, events, gazetteer, grading, release, validation
from atlas.edition.cell_forms import check_forms
from atlas.edition.codebook import Codebook, Table, read_codebook
from atlas.edition.problem import Problem
from atlas.edition.tables import read_text, typed


# eq=False: an edition is itself and no other, so that results can be cached by it.
@dataclass(frozen=True, eq=False)
class Edition:
    """All that the dashboard shows, as frames that nobody changes.

    ``events`` and ``claims`` carry the columns of the codebook plus those of ``events.placed`` and
    ``grading.graded``. ``set_aside`` counts, by file, the rows that a problem or a broken neighbour
    keeps off the screen: nothing is dropped silently.
    """

    codebook: Codebook
    events: pd.DataFrame
    claims: pd.DataFrame
    sources: pd.DataFrame
    event_sources: pd.DataFrame
    campaigns: pd.DataFrame
    context: pd.DataFrame
    actors: pd.DataFrame
    symbols: pd.DataFrame
    outside_counts: pd.DataFrame
    translations: pd.DataFrame
    gazetteer: pd.DataFrame
    regions: pd.DataFrame
    problems: tuple[Problem, ...]
    set_aside: Mapping[str, int]
    english: "Edition | None" = None
    """The edition in the language of its keys, where this one is a translation of it."""
    restricted: str = ""
    """Why rows of this edition may not leave as a file, in words; empty where they may."""
    made_of: tuple[Path, ...] = ()
    """The files, beside those of the codebook's folder, of which one changes whenever the edition does."""
    memos: dict[object, Callable[..., Any]] = field(default_factory=dict, repr=False)
    """Answers that ``views`` keeps about this edition, so that they go when it goes."""

    @property
    def version(self) -> str:
        """The version of the data, as cited."""
        return self.codebook.version


P = ParamSpec("P")
T = TypeVar("T")


def kept(most: int) -> Callable[[Callable[Concatenate[Edition, P], T]], Callable[Concatenate[Edition, P], T]]:
    """Keep the last ``most`` answers with the edition that they are about. They go when it goes: what a
    reader uploads must not outlive the session in a cache of the server's."""

    def keeping(make: Callable[Concatenate[Edition, P], T]) -> Callable[Concatenate[Edition, P], T]:
        def answer(data: Edition, /, *args: P.args, **kwargs: P.kwargs) -> T:
            memo = data.memos.get(answer)
            if memo is None:
                memo = data.memos.setdefault(answer, lru_cache(maxsize=most)(partial(make, data)))
            found: T = memo(*args, **kwargs)
            return found

        return answer

    return keeping


def read_edition(folder: Path = DATA) -> Edition:
    """Read, check and type a data folder. Broken rows are set aside with a problem each; the rest stands. A link that is
    missing between two sound rows, or a file that is not what was released, is a problem that sets nothing aside.

    Raises UnreadableData where descriptor, gazetteer or basemap cannot be read.
    """
    codebook = read_codebook(folder.resolve())
    towns, regions = gazetteer.read_gazetteer(folder), gazetteer.read_regions(folder)
    tables = codebook.tables
    texts = {name: read_text(folder, table) for name, table in tables.items()}

    problems = validation.check_descriptor_rules(codebook)
    problems += check_forms(texts, tables, problems)
    outside = gazetteer.outside_country(towns, folder)
    problems += cross_checks.check_coordinates(outside)
    # A town whose point cannot be trusted is no place on the map; its events stay in every table.
    towns.loc[outside.index, ["lon", "lat"]] = float("nan")
    # In a row of the wrong length the cells are shifted: what stands under "city" is no city.
    shifted = [problem for problem in problems if problem.row is None or not problem.column]
    straight = _without(texts["events"], tables["events"], shifted)
    problems += cross_checks.check_cities(straight, towns)
    sound = {name: typed(_without(texts[name], table, problems), table) for name, table in tables.items()}
    # Of what is sound so far: rows that contradict the calendar or each other.
    for name, table in tables.items():
        found = cross_checks.check_future(sound[name], table, cross_checks.latest_day())
        sound[name] = _without(sound[name], table, found)
        problems += found
    circles = cross_checks.check_umbrellas(sound["events"])
    problems += circles
    sound["events"] = _without(sound["events"], tables["events"], circles)
    unread = {problem.file for problem in problems if problem.row is None}
    if not unread & {tables["events"].path, tables["event_sources"].path}:
        problems += cross_checks.check_sources(
            sound["events"],
            sound["claims"],
            texts["event_sources"],
            files=(tables["events"].path, tables["claims"].path, tables["event_sources"].path),
        )
    problems += [problem for problem in release.check_release(codebook) if problem.file not in unread]
    sound = _without_broken_neighbours(sound)

    return Edition(
        codebook=codebook,
        events=events.placed(sound["events"].reset_index(drop=True), towns),
        claims=grading.graded(sound["claims"].reset_index(drop=True), sound["sources"]),
        sources=sound["sources"].set_index("source_id"),
        event_sources=sound["event_sources"].reset_index(drop=True),
        campaigns=sound["campaigns"].assign(name=sound["campaigns"].campaign).set_index("campaign"),
        context=sound["context"].sort_values("date", kind="stable").reset_index(drop=True),
        actors=sound["actors"].set_index("actor_id"),
        symbols=sound["symbols"].set_index("symbol_id"),
        outside_counts=sound["outside_counts"].reset_index(drop=True),
        translations=sound["translations"].reset_index(drop=True),
        gazetteer=towns,
        regions=regions,
        problems=tuple(sorted(problems, key=lambda p: (p.file, p.row or 0, p.column))),
        set_aside={
            table.path: len(texts[name]) - len(sound[name])
            for name, table in tables.items()
            if len(texts[name]) > len(sound[name])
        },
    )


def _without(frame: pd.DataFrame, table: Table, problems: list[Problem]) -> pd.DataFrame:
    broken = {p.row for p in problems if p.file == table.path}
    # A problem without a row concerns the whole file: none of its cells can be trusted.
    return frame.iloc[:0] if None in broken else frame[~frame.index.isin(list(broken))]


def _without_broken_neighbours(sound: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The rest of the rows once those that lean on a row set aside are set aside too."""
    rows = dict(sound)
    known = rows["events"].event_id
    # The umbrella is gone, its parts are whole: they stand on their own.
    rows["events"] = rows["events"].assign(
        part_of=rows["events"].part_of.where(rows["events"].part_of.isin(known), "")
    )
    for name in ("claims", "event_sources"):
        rows[name] = rows[name][
            rows[name].event_id.isin(known) & rows[name].source_id.isin(rows["sources"].source_id)
        ]
    counts = rows["outside_counts"]
    rows["outside_counts"] = counts[counts.source_id.isin(rows["sources"].source_id)]
    symbols = rows["symbols"][rows["symbols"].source_id.isin(rows["sources"].source_id)]
    # A symbol of somebody whose row is broken is still a symbol, told of by its source.
    rows["symbols"] = symbols.assign(
        actor_id=symbols.actor_id.where(symbols.actor_id.isin(rows["actors"].actor_id), "")
    )
    return rows
