"""One part of a big table: its events with their figures, and the cells they make, by the rules of ``tallies``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from atlas.edition import events as events_
from atlas.edition import grading
from atlas.edition.codebook import Codebook
from atlas.edition.edition import Edition
from atlas.folds import event_rows
from atlas.tally import tallies
from atlas.tally.cell_sums import PARTS, Columns, folded, groups, narrow
from atlas.tally.cells import cells_of, days
from atlas.tally.tallies import WHOSE


@dataclass(frozen=True)
class Rule:
    """Whose figures count, from unverified sources too or not, as known on which day (None: the latest)."""

    whose: str
    unverified: bool = False
    known_on: date | None = None

    @property
    def name(self) -> str:
        """The rule in the names of files: ``official``, ``all-unverified``, ``all@2012-01-01``."""
        return f"{self.whose}{'-unverified' if self.unverified else ''}{f'@{self.known_on}' if self.known_on else ''}"


def rules(known_on: Sequence[date], *, claims: bool) -> list[Rule]:
    """Every rule that a table is prepared for. Without claims its figures are given as they are: no rule but whose."""
    if not claims:
        return [Rule(whose) for whose in WHOSE]
    return [
        Rule(whose, extra, day) for day in (None, *known_on) for whose in WHOSE for extra in (False, True)
    ]


def vocabularies(base: Edition, campaigns: Sequence[str]) -> dict[str, list[str]]:
    """What the codes of the cells stand for."""
    book = base.codebook
    return {
        "city": [str(city) for city in base.gazetteer.index],
        "region": list(book.values("events", "region")),
        "type": list(book.values("events", "event_type")),
        "campaign": list(campaigns),
        "precision": list(book.values("events", "date_precision")),
    }


def part_edition(base: Edition, events: pd.DataFrame, claims: pd.DataFrame | None) -> Edition:
    """A part as an edition of its own, with the gazetteer and the codebook of ``base``. Its events are numbered; the
    ``event_id`` that they came with stands under ``identifier``."""
    said = base.claims.iloc[:0] if claims is None else claims
    sources = (
        base.sources.iloc[:0].reset_index()
        if claims is None
        else claims[["source_id", "grade", "url", "published_on"]].drop_duplicates("source_id")
    )
    placed = events_.placed(events.drop(columns="event_region"), base.gazetteer)
    ids = pd.Index(placed.event_id)
    # Numbers and codes in place of texts, which take most of the time to compare; ``tallied`` puts the ids back.
    said = said.drop(columns=["grade", "url", "published_on"], errors="ignore").assign(
        event_id=ids.get_indexer(pd.Index(said.event_id))
    )
    graded = grading.graded(said, sources)
    named = {
        name: graded[name].astype("category") for name in ("measure", "scope", "side", "claimant", "grade")
    }
    return replace(
        base,
        events=placed.assign(event_id=np.arange(len(placed)), identifier=ids),
        claims=graded.assign(**named),
        sources=sources.set_index("source_id"),
        event_sources=base.event_sources.iloc[:0],
        memos={},
    )


def tallied(
    part: Edition, of: Sequence[Rule], words: Mapping[str, Sequence[str]], *, claims: bool
) -> tuple[pd.DataFrame, Columns]:
    """The rows and the cells of a part.

    Rows: the columns of ``event_rows.events_table``. Cells: ``KEYS``, ``events``, and per rule and measure
    ``<rule>.<measure>_<part>`` for each of ``PARTS``. ``words``: see ``vocabularies``.
    """
    events, book = part.events, part.codebook
    coded = {"city": "city", "region": "event_region", "type": "event_type"}
    coded |= {"campaign": "campaign", "precision": "date_precision"}
    keys: Columns = {"start": days(events.start_date), "end": days(events.end_date)}
    keys |= {key: pd.Index(words[key]).get_indexer(pd.Index(events[name])) for key, name in coded.items()}
    keys["umbrella"] = events.umbrella.to_numpy()
    cells = groups(keys)
    columns = {name: narrow(cells.firsts(values).astype(np.int64)) for name, values in keys.items()}
    columns["events"] = narrow(cells.sums(np.ones(len(events), dtype=np.int64)))
    given = {} if claims else {whose: given_figures(events, book, whose) for whose in WHOSE}
    for rule in of:
        tables = (
            cells_of(part, rule.whose, rule.known_on, rule.unverified).totals if claims else given[rule.whose]
        )
        for measure, table in tables.items():
            figures = {name: table[name].to_numpy() for name in PARTS}
            made = folded(figures, cells, additive=book.additive[measure])
            columns |= {f"{rule.name}.{measure}_{name}": values for name, values in made.items()}
    if claims:
        every = np.ones(len(events), dtype=bool)
        rows = event_rows.events_table(part, cells_of(part, "all", None, False), every)
    else:
        rows = given_rows(part, given)
    return rows.assign(event_id=events.identifier), columns


def given_figures(events: pd.DataFrame, book: Codebook, whose: str) -> dict[str, pd.DataFrame]:
    """The tables of ``tallies.tally`` from figures that stand in the events themselves, as in our own downloads:
    ``<measure>_low``, ``_high``, ``_open``, for one side ``<measure>_official_low`` and so on."""
    side = "" if whose == "all" else f"{whose}_"
    tables = {}
    for measure, additive in book.additive.items():
        low, high = (_numbers(events, f"{measure}_{side}{bound}") for bound in ("low", "high"))
        said = events.get(f"{measure}_{side}open", pd.Series("", index=events.index)).fillna("")
        known = low.notna() | high.notna()
        least, most = low.fillna(0), high.fillna(low).fillna(0)
        own = pd.DataFrame(
            {
                "low": np.minimum(least, most).astype("int64"),
                "high": np.maximum(least, most).astype("int64"),
                "open_below": (said == "below") | (low.isna() & high.notna()),
                "open_above": (said == "above") | (low.notna() & high.isna()),
                "known": known,
                "claimants": known.astype("int64"),
            }
        )
        tables[measure] = tallies.with_remainders(events, own, additive=additive)
    return tables


def _numbers(events: pd.DataFrame, name: str) -> pd.Series:
    if name not in events:
        return pd.Series(np.nan, index=events.index)
    return pd.to_numeric(events[name], errors="coerce").astype("float64")


def given_rows(part: Edition, given: Mapping[str, Mapping[str, pd.DataFrame]]) -> pd.DataFrame:
    """The rows of a part whose figures were given, in the columns of ``event_rows.events_table``; what nobody gave
    (claimants, claims) stays empty."""
    events = part.events
    names = [column.name for column in part.codebook.tables["events"].columns]
    columns: dict[str, pd.Series] = {name: events[name] for name in [*names, "event_region"]}
    for name, point in (("longitude", part.gazetteer.lon), ("latitude", part.gazetteer.lat)):
        columns[name] = events.city.map(point).astype("float64")
    columns["within_period"] = pd.Series(True, index=events.index)
    for measure, table in given["all"].items():
        own = event_rows.total_bounds(table)
        own |= {
            f"counted_{bound}": table[bound].where(table.known).astype("Int64") for bound in ("low", "high")
        }
        for side in event_rows.SIDES:
            own |= {
                f"{side}_{name}": cells
                for name, cells in event_rows.total_bounds(given[side][measure]).items()
            }
        missing = pd.Series(pd.NA, index=events.index, dtype="Int64")
        columns |= {f"{measure}_{name}": own.get(name, missing) for name in event_rows.FIGURE_COLUMNS}
    return pd.DataFrame(columns, index=events.index)
