"""Cells that a lenient parser takes for a number or a date and a strict one does not: ``1_000``, ``٥``, ``2011-1-6``.

The descriptor's check reads as Python does, the tables are typed as pandas does; what either would refuse is told here,
so that a slip is a problem with its row and never a traceback.
"""

import re
from collections.abc import Collection, Iterator, Mapping

import pandas as pd

from atlas.edition.codebook import Table
from atlas.edition.problem import Problem
from atlas.words.language import _

# Not \d, which takes the digits of every script. Eighteen digits always fit the 64 bits of a column.
FORMS = {
    "integer": re.compile(r"-?[0-9]{1,18}"),
    "year": re.compile(r"[0-9]{4}"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}


def check_forms(
    texts: Mapping[str, pd.DataFrame], tables: Mapping[str, Table], told: Collection[Problem]
) -> Iterator[Problem]:
    """Filled cells of numbers and dates that are not written in the one form that every program reads alike.

    ``texts``: by table the frames of ``tables.read_text``; ``told``: problems found before, which are not told twice.
    """
    cells = {(problem.file, problem.row, problem.column) for problem in told}
    shifted = {(problem.file, problem.row) for problem in told if not problem.column}
    for name, table in tables.items():
        for column in table.columns:
            form = FORMS.get(column.type)
            if form is None or (table.path, None) in shifted:
                continue
            for row, cell in texts[name][column.name].items():
                at = (table.path, int(str(row)), column.name)
                if cell and not form.fullmatch(cell) and at not in cells and at[:2] not in shifted:
                    yield Problem(*at, cell, *words_of_type(column.type))


def words_of_type(kind: str) -> tuple[str, str]:
    """What is wrong with a cell that is not of its column's type, and what to do."""
    said = {
        "date": (_("is not a date"), _("Write the date as YYYY-MM-DD, such as 2011-12-16.")),
        "integer": (_("is not a whole number"), _("Write digits only; leave the cell empty if unknown.")),
    }
    return said.get(kind, (_("is not of the column's type"), _("See the column in CODEBOOK.md.")))
