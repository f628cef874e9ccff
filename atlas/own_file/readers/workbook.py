"""Reads the first table of an XLSX workbook, after looking whether its zip would swell beyond all bounds."""

import io
import zipfile

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from atlas.own_file.reading import (
    MOST_COLUMNS,
    MOST_ENTRIES,
    MOST_ROWS,
    MOST_UNPACKED,
    Reading,
    Unreadable,
    check_size,
    tabulated,
    text_of,
)
from atlas.words.language import _, list_words

Records = list[tuple[int, list[str]]]


def read_workbook(name: str, content: bytes) -> Reading:
    """The first sheet with a table as text cells; formulas as the values last computed.

    Raises Unreadable for a damaged or dangerous workbook and for one without a table.
    """
    check_zip(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = [(str(sheet.title), _cells(sheet)) for sheet in _first_with_table(book)]
        others = [title for title in book.sheetnames if title != sheets[-1][0]] if sheets else []
        book.close()
    except Unreadable:
        raise
    # openpyxl meets damage in any part of the zip or its XML, each with an exception of its own.
    except Exception as error:
        raise Unreadable(
            _("The workbook is damaged and cannot be read."),
            _("Open it in a spreadsheet programme and save it anew as XLSX or CSV."),
        ) from error
    if not sheets:
        raise Unreadable(
            _("No sheet of the workbook holds a table."), _("Put the events in rows under a header.")
        )
    title, records = sheets[-1]
    table = tabulated(records)
    notes = [_("The sheet “{sheet}” was read.").format(sheet=title)]
    if others:
        notes.append(_("Other sheets were not read: {sheets}.").format(sheets=list_words(others)))
    return Reading(name, "xlsx", table.columns, table.rows, "", "", (*notes, *table.notes), table.misshapen)


def check_zip(content: bytes) -> None:
    """Raise Unreadable where a zip is damaged, or unpacks to more than its readers should hold."""
    too_large = Unreadable(
        _("The workbook unpacks to more than {most} MB.").format(most=MOST_UNPACKED // 2**20),
        _("Save the sheet with the events as CSV."),
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise too_large
            left = MOST_UNPACKED
            for entry in entries:
                # The sizes that a zip declares may be lies.
                with archive.open(entry) as file:
                    while piece := file.read(2**20):
                        left -= len(piece)
                        if left < 0:
                            raise too_large
    except Unreadable:
        raise
    # A RuntimeError is a password, or a kind of compression that Python does not know.
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError) as error:
        raise Unreadable(
            _("The workbook is damaged, incomplete or locked with a password."),
            _("Save it anew without a password, and send the whole file."),
        ) from error


def _first_with_table(book: Workbook) -> list[Worksheet]:
    for sheet in book.worksheets:
        # The dimensions that a sheet declares may be those of the whole grid.
        sheet.reset_dimensions()
        wide = 0
        for at, row in enumerate(sheet.iter_rows(values_only=True)):
            wide += sum(value not in (None, "") for value in row) > 1
            if wide > 1:
                return [sheet]
            if at > 1000:
                break
    return []


def _cells(sheet: Worksheet) -> Records:
    records: Records = []
    for row_number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [text_of(value) for value in row[: MOST_COLUMNS + 1]]
        if any(cells):
            check_size(len(records) - 1, 0)
            records.append((row_number, cells))
        elif row_number > 4 * MOST_ROWS:
            break
    return records
