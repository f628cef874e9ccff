"""A reader's own file as rows of text, whatever it was saved as, and the words for a file that cannot be read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import NamedTuple

import numpy as np
import pandas as pd

from atlas.words.language import _, list_words, ngettext, number

MOST_BYTES = 10 * 1024 * 1024
"""What a file may weigh as sent: the limit of the upload field."""
MOST_UNPACKED = 128 * 1024 * 1024
"""What a compressed file may come to: more is no table of events, or an attack."""
MOST_ROWS = 50_000
MOST_COLUMNS = 400
MOST_ENTRIES = 2_000
"""How many files a workbook (a zip) may hold."""


class Unreadable(ValueError):
    """A file that gives no table: ``message`` says why, ``remedy`` what to do, both in the reader's language."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def words(self) -> str:
        """Both in one line."""
        return f"{self.message} {self.remedy}"


class Tabulated(NamedTuple):
    """The table within a file; fields as in ``Reading``."""

    columns: list[str]
    rows: pd.DataFrame
    notes: tuple[str, ...]
    misshapen: Mapping[int, int]


@dataclass(frozen=True)
class Reading:
    """A table as it stands in a file.

    ``kind``: "csv", "xlsx", "parquet" or "geojson". ``rows``: text cells, columns as ``columns`` (unique,
    none empty), indexed by the file's own row number (the header is row 1; without a header the first row
    is 1; in GeoJSON the number of the feature + 1). An empty cell is the empty string. ``encoding`` and
    ``separator`` are empty where the kind has none. ``notes``: what was assumed, in sentences for the reader.
    """

    name: str
    kind: str
    columns: list[str]
    rows: pd.DataFrame
    encoding: str = ""
    separator: str = ""
    notes: tuple[str, ...] = ()
    misshapen: Mapping[int, int] = field(default_factory=dict)
    """Rows with more cells than the header, which are therefore shifted: how many cells each has. Their cells
    beyond the header are not in ``rows``."""


def tabulated(records: list[tuple[int, list[str]]], *, headerless: bool = False) -> Tabulated:
    """Columns and rows from the records of a file, each with its row number; a blank record is left out.

    The header is the first record with two cells or more (above it stand titles), unless ``headerless``.
    Raises Unreadable where there is no table or too large a one.
    """
    filled = [(number, cells) for number, cells in records if any(cell.strip() for cell in cells)]
    notes = []
    top = next((at for at, (_n, cells) in enumerate(filled) if sum(map(bool, cells)) > 1), None)
    if top is None:
        raise Unreadable(
            _("The file holds no table: no row has two cells."),
            _("Save the table as CSV with commas, semicolons or tabs between the cells, one event a row."),
        )
    if top and not headerless:
        lead = ngettext(
            "{count} row above the header was taken for a title.",
            "{count} rows above the header were taken for titles.",
            top,
        )
        notes.append(lead.format(count=top))
    body = filled if headerless else filled[top + 1 :]
    header = [] if headerless else filled[top][1]
    while header and not header[-1].strip():
        header = header[:-1]
    width = max(len(cells) for _n, cells in body) if headerless and body else len(header)
    check_size(len(body), width)
    columns, named = unique_names([*header, *[""] * (width - len(header))])
    if headerless:
        notes.append(_("The first row looks like data: the file has no header, so its columns are numbered."))
    else:
        notes += named
    if not body:
        raise Unreadable(_("The table has a header and no rows."), _("Add at least one event below it."))
    misshapen = {n: len(cells) for n, cells in body if any(cell.strip() for cell in cells[width:])}
    short = sum(len(cells) < width for _n, cells in body)
    if short:
        lead = ngettext(
            "{count} row is shorter than the header; its missing cells were taken as empty.",
            "{count} rows are shorter than the header; their missing cells were taken as empty.",
            short,
        )
        notes.append(lead.format(count=short))
    blank = len(records) - len(filled)
    if blank:
        lead = ngettext("{count} blank row was passed over.", "{count} blank rows were passed over.", blank)
        notes.append(lead.format(count=blank))
    rows = pd.DataFrame(
        [(cells + [""] * (width - len(cells)))[:width] for _n, cells in body],
        columns=pd.Index(columns, dtype="str"),
        index=pd.Index([number for number, _c in body], dtype="int64", name="row"),
        dtype="str",
    )
    return Tabulated(columns, rows, tuple(notes), misshapen)


def check_size(rows: int, columns: int) -> None:
    """Raise Unreadable where a table is larger than the screens can show at ease."""
    if rows > MOST_ROWS:
        raise Unreadable(
            _("The table has more than {most} rows.").format(most=number(MOST_ROWS)),
            _("Cut it to the country or the years that you need."),
        )
    if columns > MOST_COLUMNS:
        raise Unreadable(
            _("The table has more than {most} columns.").format(most=number(MOST_COLUMNS)),
            _("Keep the columns that describe the events."),
        )


def unique_names(header: list[str]) -> tuple[list[str], list[str]]:
    """The header with a name for each column and none twice, and what had to be done for that, in words."""
    names: list[str] = []
    empty, twice = 0, []
    taken = {cell.strip() for cell in header}
    for at, cell in enumerate(header, start=1):
        name = " ".join(cell.split())
        empty += not name
        if name in names:
            twice.append(name)
        stem = name or f"column {at}"
        copy = 1
        while not name or name in names or (copy > 1 and name in taken):
            copy += 1
            name = stem if stem not in names and stem not in taken else f"{stem} ({copy})"
        names.append(name)
    notes = []
    if empty:
        lead = ngettext(
            "{count} column has no name and is called by its place.",
            "{count} columns have no name and are called by their place.",
            empty,
        )
        notes.append(lead.format(count=empty))
    if twice:
        words = list_words(list(dict.fromkeys(twice)))
        notes.append(
            _("A column name stands more than once; a number was put behind it: {names}.").format(names=words)
        )
    return names, notes


def text_of(value: object) -> str:
    """A typed cell as text: dates in ISO form, whole floats without a fraction, nothing for a missing one."""
    if value is None or value is pd.NaT:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(sep=" ")
    if isinstance(value, float | np.floating):
        return "" if np.isnan(value) else str(np.format_float_positional(value, unique=True, trim="-"))
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
