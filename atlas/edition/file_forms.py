"""A file of the package that is no CSV as the descriptor has it is told as such, once: missing, empty, a workbook, other separators."""

import csv
from collections.abc import Iterator
from pathlib import Path

from atlas.edition.codebook import Codebook, Table
from atlas.edition.problem import Problem
from atlas.words.language import N_, _

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of Excel begin, whatever their names say: .xlsx and .xls."""
SEPARATORS = {
    ";": N_("is separated by semicolons, not by commas"),
    "\t": N_("is separated by tabs, not by commas"),
    "|": N_("is separated by vertical bars, not by commas"),
}


def unreadable(codebook: Codebook) -> list[Problem]:
    """One problem for each file of which nothing can be read, told here and not by every row or table that leans on it."""
    return [problem for table in codebook.tables.values() for problem in _unreadable(codebook.folder, table)]


def _unreadable(folder: Path, table: Table) -> Iterator[Problem]:
    remedy = whole_file_remedy(table)
    try:
        content = (folder / table.path).read_bytes()
        text = content.decode("utf-8-sig")
    except FileNotFoundError:
        message = _("is missing")
    except UnicodeDecodeError:
        message = _("is not in UTF-8")
        if content.startswith(WORKBOOKS):
            message = _("is an Excel workbook, although its name ends in .csv")
            remedy = _("Open it in Excel and save it as “CSV UTF-8 (comma delimited)” under the same name.")
    else:
        if not text.strip():
            message = _("is empty")
        elif content.startswith(WORKBOOKS):
            message = _("is an Excel workbook, although its name ends in .csv")
            remedy = _("Open it in Excel and save it as “CSV UTF-8 (comma delimited)” under the same name.")
        elif separator := _other_separator(text, table):
            message = _(SEPARATORS[separator])
            remedy = _(
                "Save it with commas: in Excel a system set to English does, in LibreOffice choose the field delimiter "
                "in “Save as”, “Edit filter settings”."
            )
        elif table.name == "events" and len(text.splitlines()) == 1:
            message = _("has a header and no rows")
            remedy = _(
                "Put the rows back, from git or from a copy of the edition; without them there is nothing to show."
            )
        else:
            return
    yield Problem(table.path, None, "", table.path, message, remedy)


def _other_separator(text: str, table: Table) -> str:
    """The sign between the columns of the header where that is no comma, else nothing."""
    lines = text.splitlines()
    # Excel's own first line, which names the sign.
    if lines[0].startswith("sep=") and lines[0][4:5] in SEPARATORS:
        return lines[0][4:5]
    names = {column.name for column in table.columns}
    found = {
        sign: len(names & set(next(csv.reader([lines[0]], delimiter=sign)))) for sign in (",", *SEPARATORS)
    }
    best = max(found, key=lambda sign: found[sign])
    return "" if best == "," else best


def whole_file_remedy(table: Table) -> str:
    """What to do about a file that cannot be read at all."""
    names = ", ".join(column.name for column in table.columns)
    return _("Save the file as UTF-8 CSV with the header {names}.").format(names=names)
