"""Reads one table of the package as text, row by row, and types it by the codebook."""

import csv
from pathlib import Path

import pandas as pd

from atlas.edition.codebook import Table


def read_text(folder: Path, table: Table) -> pd.DataFrame:
    """The cells of a table as they stand in its file, indexed by row number (the header is row 1).

    Every column of the codebook is present; a cell that the file lacks is empty. Cells beyond the
    header are left out here and reported by ``validation``. A missing file gives no rows.
    """
    names = [column.name for column in table.columns]
    path = folder / table.path
    if not path.is_file():
        return pd.DataFrame({name: pd.Series(dtype="str") for name in names})
    # The csv module rather than pandas: a row with too many cells must not lose the whole file.
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = list(csv.reader(file))
    header = rows[0] if rows else []
    cells = {
        name: [row[header.index(name)] if len(row) > header.index(name) else "" for row in rows[1:]]
        if name in header
        else [""] * (len(rows) - 1)
        for name in names
    }
    numbers = pd.RangeIndex(2, max(len(rows), 1) + 1, name="row")
    return pd.DataFrame({name: pd.Series(cells[name], index=numbers, dtype="str") for name in names})


def typed(text: pd.DataFrame, table: Table) -> pd.DataFrame:
    """The same rows with dates as ``datetime64[s]`` and whole numbers as ``Int64``; text stays text.

    An empty cell of a date or a number becomes missing, of a text the empty string. Raises
    ValueError on a cell that is not of its column's type: set broken rows aside before.
    """
    columns: dict[str, pd.Series] = {}
    for column in table.columns:
        cells = text[column.name]
        if column.type == "date":
            # A fixed format raises on a bad date; parse_dates would quietly leave the column as text.
            columns[column.name] = pd.to_datetime(cells.where(cells != ""), format="%Y-%m-%d").astype(
                "datetime64[s]"
            )
        elif column.type in ("integer", "year"):
            columns[column.name] = pd.to_numeric(cells.where(cells != "")).astype("Int64")
        else:
            columns[column.name] = cells
    return pd.DataFrame(columns)
