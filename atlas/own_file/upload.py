"""Makes an edition in memory of a reader's own file, with an account of what became of every row and column."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from atlas.edition import events as events_
from atlas.edition import grading
from atlas.edition.codebook import Codebook, Table, Term
from atlas.edition.edition import Edition
from atlas.edition.places import Places
from atlas.edition.problem import Problem
from atlas.edition.tables import typed
from atlas.own_file import formats
from atlas.own_file.formats import guesses
from atlas.own_file.formats.parts import Parts
from atlas.own_file.reading import Reading, Unreadable
from atlas.own_file.settling import Settled, settled
from atlas.words.language import N_, _, ngettext, number
from atlas.words.numbers_in_words import is_missing

FORMATS = tuple(formats.NAMES)
"""The codes of ``Imported.format`` and of ``make(format=…)``; their titles are in ``formats.NAMES``."""

REPORT = ["column", "became", "understood", "empty", "not_understood"]
REJECTS = ["row", "column", "value", "reason", "remedy", "left_out"]
MOST_PROBLEMS = 10_000
"""Reject rows that also become problems of the edition; the whole log is in ``Imported.rejects``."""


@dataclass(frozen=True)
class Imported:
    """A file as an edition, and what became of it.

    ``report``: ``column``, ``became`` (words), ``understood``, ``empty``, ``not_understood`` (cells; int).
    ``rejects``: ``row`` (the file's own number), ``column``, ``value``, ``reason``, ``remedy``, ``left_out``
    ("row": the whole row is not shown; "cell": the row is shown without this cell).
    ``unmatched``: ``place``, ``rows``, ``on_map`` (bool: the file gave a point inside the country).
    ``rows_in`` is always ``rows_shown + rows_rejected``; ``restricted`` is empty, or why rows may not be exported.
    """

    edition: Edition
    report: pd.DataFrame
    rejects: pd.DataFrame
    unmatched: pd.DataFrame
    notes: tuple[str, ...]
    rows_in: int
    rows_shown: int
    rows_rejected: int
    restricted: str
    format: str


def recognised(reading: Reading) -> str:
    """The code of the column set that the file has: one of ``FORMATS``, "plain" where no other fits."""
    return formats.recognised(reading.columns)


def guess(reading: Reading, base: Edition) -> dict[str, str | None]:
    """For a plain table: per target (``guesses.TARGETS``), the file's column that seems to hold it, or None."""
    return guesses.guess(reading, Places(base.gazetteer, base.regions, base.codebook))


def make(
    reading: Reading,
    base: Edition,
    *,
    format: str | None = None,
    mapping: Mapping[str, str | None] | None = None,
) -> Imported:
    """The file as an edition, with the vocabularies, towns, regions and context of ``base``.

    ``format``: one of ``FORMATS``, None to recognise it. ``mapping``: for "plain" only, target → column;
    None takes ``guess``. Raises ``reading.Unreadable`` where not one row can be shown.
    """
    code = format or recognised(reading)
    places = Places(base.gazetteer, base.regions, base.codebook)
    if code == "plain" and mapping is None:
        mapping = guesses.guess(reading, places)
    whole = replace(reading, rows=reading.rows[~reading.rows.index.isin(list(reading.misshapen))])
    parts = formats.convert(code, whole, base.codebook, mapping or {})
    at_home = settled(parts, base, places)
    rejects = pd.DataFrame([*_misshapen(reading), *parts.rejects], columns=REJECTS)
    rejects = rejects.sort_values("row", kind="stable").reset_index(drop=True)
    shown = {event["row"] for event in at_home.events}
    # A row can lose a cell before it is left out for another.
    lost = set(reading.rows.index.tolist()) - shown
    if not shown:
        first = rejects[rejects.left_out == "row"].head(1)
        why = "; ".join(f"{r.column}: “{r.value}” {r.reason}" for r in first.itertuples())
        raise Unreadable(
            _("Not one row of the file can be shown. The first: {reason}.").format(reason=why or _("empty")),
            _("Check which column holds the dates."),
        )
    edition = _edition(reading, base, parts, at_home, rejects, len(lost))
    return Imported(
        edition=edition,
        report=_report(reading, parts, rejects, lost),
        rejects=rejects,
        unmatched=at_home.unmatched,
        notes=(*reading.notes, *parts.notes, *at_home.notes),
        rows_in=len(reading.rows),
        rows_shown=len(shown),
        rows_rejected=len(lost),
        restricted=parts.restricted,
        format=code,
    )


def _misshapen(reading: Reading) -> list[dict[str, Any]]:
    """Rows with more cells than the header: what stands under a column there is another column's."""
    return [
        {
            "row": row,
            "column": "",
            "value": str(reading.rows.loc[row].iloc[0])[:200],
            "reason": _("has {found} cells where the header has {wanted}").format(
                found=cells, wanted=len(reading.columns)
            ),
            "remedy": _("Give the row one cell per column; put text that holds a comma in double quotes."),
            "left_out": "row",
        }
        for row, cells in reading.misshapen.items()
    ]


def _report(reading: Reading, parts: Parts, rejects: pd.DataFrame, lost: set[int]) -> pd.DataFrame:
    """Per column of the file what it was used for, and how many of its cells could be."""
    wrong: dict[str, set[int]] = {}
    for row, columns in zip(rejects.row.tolist(), rejects.column.tolist(), strict=True):
        for column in str(columns).split(", "):
            wrong.setdefault(column, set()).add(row)
    lines = []
    for column in reading.columns:
        empty = int(reading.rows[column].map(is_missing).sum())
        # An empty cell that costs the row is empty, not misunderstood.
        cells = reading.rows.loc[sorted(wrong.get(column, ())), column]
        bad = sum(not is_missing(cell) for cell in cells)
        used = parts.became.get(column, "")
        lines.append((column, used or _("not used"), len(reading.rows) - empty - bad, empty, bad))
    return pd.DataFrame(lines, columns=REPORT)


def _edition(
    reading: Reading, base: Edition, parts: Parts, at_home: Settled, rejects: pd.DataFrame, lost: int
) -> Edition:
    book = file_codebook(base.codebook, reading.name)
    frames = {
        "events": at_home.events,
        "claims": parts.claims,
        "sources": parts.sources,
        "event_sources": parts.event_sources,
    }
    tables = {
        name: typed(_texts(rows, book.tables[name]), book.tables[name]) for name, rows in frames.items()
    }
    campaigns = _campaigns(tables["events"], base)
    # Symbols and the tracker of the base stay, and with them the sources that they rest on.
    wanted = {*base.outside_counts.source_id, *base.symbols.source_id}
    own = tables["sources"].set_index("source_id")
    out = rejects[rejects.left_out == "row"].head(MOST_PROBLEMS)
    columns = ("row", "column", "value", "reason", "remedy")
    problems = tuple(
        Problem(reading.name, int(row), column, value, reason, remedy)
        for row, column, value, reason, remedy in zip(*(out[name].tolist() for name in columns), strict=True)
    )
    return replace(
        base,
        codebook=book,
        events=events_.placed(tables["events"], at_home.gazetteer),
        claims=grading.graded(tables["claims"], tables["sources"]),
        sources=pd.concat([own, base.sources[base.sources.index.isin(wanted)]]),
        event_sources=tables["event_sources"],
        campaigns=campaigns,
        gazetteer=at_home.gazetteer,
        problems=problems,
        set_aside={book.tables["events"].path: lost} if lost else {},
        restricted=parts.restricted,
        english=None,
        memos={},
    )


def _texts(rows: list[dict[str, Any]], table: Table) -> pd.DataFrame:
    names = [column.name for column in table.columns]
    return pd.DataFrame({name: pd.Series([row.get(name, "") for row in rows], dtype="str") for name in names})


def _campaigns(events: pd.DataFrame, base: Edition) -> pd.DataFrame:
    """The campaigns that the file names: as the base has them, or with the days of their events."""
    named = events[events.campaign != ""].groupby("campaign")
    table = pd.DataFrame({"start_date": named.start_date.min(), "end_date": named.end_date.max()})
    table["name"] = table.index.astype("str")
    for column in base.campaigns.columns:
        if column not in table:
            table[column] = pd.Series("", index=table.index, dtype=base.campaigns[column].dtype)
    known = table.index.isin(base.campaigns.index)
    table = pd.concat([base.campaigns.loc[table.index[known]], table[~known][base.campaigns.columns]])
    return table.sort_values("start_date", kind="stable").rename_axis("campaign")


def file_codebook(codebook: Codebook, name: str) -> Codebook:
    """The codebook for a reader's file: title, version and licence are not those of the base, and two words are
    added: the grade "file" for its sources and the side "independent" for figures that only say that no official
    gave them."""
    grade = Term("file", N_("Your file"), N_("Named in the file that you brought; not checked here."))
    side = Term(
        "independent", N_("Independent"), N_("Somebody other than officials."), {"whose": "independent"}
    )
    tables = dict(codebook.tables)
    for table, column, term in (("sources", "grade", grade), ("claims", "side", side)):
        columns = tuple(
            replace(one, terms=(*one.terms, term)) if one.name == column else one
            for one in tables[table].columns
        )
        tables[table] = replace(tables[table], columns=columns)
    own = {
        "title": _("A reader's own file: {name}").format(name=name),
        "version": _("your file: {name}").format(name=name),
        # The identifier that open data catalogues use where no licence is given.
        "licenses": [{"name": "notspecified", "title": _("Licence not stated in the file"), "path": ""}],
    }
    return replace(codebook, tables=tables, descriptor={**codebook.descriptor, **own})


def sentence(imported: Imported) -> str:
    """How many rows there are and what became of them, for the head of the report."""
    said = ngettext("{count} row of the file", "{count} rows of the file", imported.rows_in)
    return _("{rows}: {shown} shown, {rejected} left out.").format(
        rows=said.format(count=number(imported.rows_in)),
        shown=number(imported.rows_shown),
        rejected=number(imported.rows_rejected),
    )
