"""One fault of the data: where it stands, what is wrong, what to do about it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from atlas.words.language import _


@dataclass(frozen=True)
class Problem:
    """One broken cell, row or file: where it is, what is wrong, what to do. ``row`` counts the header as 1."""

    file: str
    row: int | None
    column: str
    value: str
    message: str
    remedy: str

    def words(self) -> str:
        """One line, as the command prints it and the screen shows it."""
        row = _("row {row}").format(row=self.row) if self.row else ""
        column = _("column {column}").format(column=self.column) if self.column else ""
        place = ", ".join(part for part in (self.file, row, column) if part)
        return f"{place}: “{self.value}” {self.message}. {self.remedy}"


class UnreadableData(ValueError):
    """A file without which nothing can be shown cannot be read; ``problem`` says which, where and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.words())
        self.problem = problem


def nearest(value: str, allowed: Iterable[str]) -> str:
    """“ Did you mean X?” where one of the allowed values is spelled much like this one, else nothing."""
    close = difflib.get_close_matches(value, list(allowed), n=1)
    return " " + _("Did you mean {value}?").format(value=close[0]) if close else ""
