"""Rows for Excel and its kin: as a workbook and as CSV, with no cell that a spreadsheet would take for a formula."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from zipfile import ZipFile

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES, ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from atlas.downloads.about import About
from atlas.downloads.added_columns import fields_of
from atlas.downloads.archive import fixed_zip
from atlas.downloads.exports import to_csv
from atlas.words.language import _

FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""First signs by which a spreadsheet takes a text for a formula (OWASP, CSV injection), wide forms too."""

MOST_ROWS, MOST_SIGNS = 1_048_576, 32_767
"""Rows that a sheet of a workbook holds, its header included, and signs that a cell holds."""


def to_excel_csv(table: pd.DataFrame) -> bytes:
    """CSV for Excel: with a byte order mark, by which Excel knows UTF-8, and an apostrophe before a text that it
    would take for a formula. Numbers and dates stay as they are."""
    inert = table.apply(lambda column: column.map(_inert) if pd.api.types.is_string_dtype(column) else column)
    return b"\xef\xbb\xbf" + to_csv(inert)


def _inert(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) else text


def to_workbook(about: About, tables: dict[str, pd.DataFrame]) -> bytes:
    """A workbook: a sheet for each of ``tables`` (by name of the codebook's table), then ``codebook`` and
    ``about``. The same tables give the same bytes. ValueError where a table has too many rows for a sheet."""
    book = Workbook(write_only=True)
    for name, table in tables.items():
        if len(table) >= MOST_ROWS:
            message = _("A sheet of a workbook holds {most} rows; choose fewer events or another format.")
            raise ValueError(message.format(most=MOST_ROWS - 1))
        _sheet(book, name, [str(column) for column in table.columns], _rows(table), _widths(table))
    heads = [_("Table"), _("Column"), _("Type"), _("Title"), _("Meaning"), _("Values")]
    _sheet(book, "codebook", heads, _codebook_rows(about, tables), [12, 26, 10, 28, 90, 60])
    texts = [*about.lines(), (_("Columns"), _("What each column means stands in the sheet “codebook”."))]
    _sheet(book, "about", [_("What"), _("Text")], texts, [24, 110])
    return _bytes(book, about)


def _sheet(
    book: Workbook,
    name: str,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    widths: Sequence[float],
) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_head(sheet, text) for text in header])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _head(sheet: Worksheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font, cell.alignment = Font(bold=True), Alignment(vertical="top")
    return cell


def _cell(sheet: Worksheet, value: object) -> object:
    if not isinstance(value, str):
        return value
    # A workbook cannot hold the control signs of old terminals; a mark says that something stood there. Its lines
    # end in a line feed: any other end would come back as one.
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > MOST_SIGNS:
        text = f"{text[: MOST_SIGNS - 100]} {_('[cut here: a cell of a workbook holds no more]')}"
    if not FORMULA.match(value) and text not in ERROR_CODES:
        return text
    cell = WriteOnlyCell(sheet, text)
    # As text and never a formula, and marked as Excel marks what was typed with an apostrophe before it.
    cell.data_type, cell.quotePrefix = "s", True
    return cell


def _rows(table: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    columns = []
    for name in table.columns:
        column = table[name]
        if pd.api.types.is_datetime64_any_dtype(column.dtype):
            column = column.dt.date
        columns.append(column.astype("object").where(column.notna(), None).tolist())
    return zip(*columns, strict=True)


def _widths(table: pd.DataFrame) -> list[float]:
    # The first rows are enough to see how wide a column is; more than 60 signs nobody reads in a cell.
    seen = {str(name): table[name].head(200).astype("str").str.len().max() for name in table.columns}
    return [min(60, max(len(name), 0 if pd.isna(most) else most) + 2) for name, most in seen.items()]


def _codebook_rows(about: About, tables: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for name in tables:
        for field in fields_of(about.view.edition.codebook, name):
            values = field.get("constraints", {}).get("enum", ())
            title, meaning = str(field.get("title", field["name"])), str(field.get("description", ""))
            listed = ", ".join(str(value) for value in values)
            yield name, field["name"], field["type"], _(title), _(meaning), listed


def _bytes(book: Workbook, about: About) -> bytes:
    book.properties.creator, book.properties.title = about.title, about.words[:255]
    raw = io.BytesIO()
    book.save(raw)
    # Saving puts the present moment into the properties and into every entry of the zip.
    book.properties.created = book.properties.modified = datetime.combine(about.created, time())
    with ZipFile(raw) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["docProps/core.xml"] = tostring(book.properties.to_tree())
    return fixed_zip(parts, about.created)
