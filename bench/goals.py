"""What the measurements are to reach, each with met or missed and by how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from bench.sizes import MEMORY_GOAL, Measured

if TYPE_CHECKING:
    from bench.drive import Results

BOARD = "the dashboard's overview"
FLOOR = "floor, collecting garbage after each run (Streamlit's default)"


@dataclass(frozen=True)
class Goal:
    """One goal: what it is about, what was measured, the most that it may be, and the unit of both."""

    what: str
    found: float
    most: float
    unit: str

    def row(self) -> str:
        """The goal as a row of the table."""
        said = "met" if self.found <= self.most else f"missed by {self.found / self.most - 1:.0%}"
        return f"| {self.what} | {self.found:,.1f} {self.unit} | ≤ {self.most:,.0f} {self.unit} | {said} |"


def goals(results: Mapping[str, Results], sizes: Sequence[Measured]) -> list[Goal]:
    """All goals of which there is a measurement: those of the browser where both pages were driven in this run."""
    found = []
    if BOARD in results and FLOOR in results:
        board, floor = results[BOARD], results[FLOOR]
        ratio = median(board.all_change) / median(floor.all_change)
        found += [
            Goal("committed change at the default data, all views right", ratio, 3, "× floor"),
            Goal("bytes of a committed change", median(board.change_bytes) / 1000, 40, "kB"),
            Goal("server's memory at the default data", board.memory, MEMORY_GOAL["default"], "MB"),
        ]
    found += [
        Goal(
            f"server's memory at {one.size}, figures and rows alone", one.memory, MEMORY_GOAL[one.size], "MB"
        )
        for one in sizes
        if one.size in MEMORY_GOAL and one.size != "default"
    ]
    if FLOOR in results:
        base = median(results[FLOOR].all_change)
        found += [
            Goal(
                f"server's share of a committed change at {one.size}, first 100 rows included",
                (median(one.changes) + median(one.page)) / base,
                4,
                "× floor",
            )
            for one in sizes
            if one.size != "default"
        ]
    return found


def table(results: Mapping[str, Results], sizes: Sequence[Measured]) -> str:
    """The goals in Markdown."""
    rows = [goal.row() for goal in goals(results, sizes)]
    return "\n".join(["| Goal | measured | wanted | |", "|---|---|---|---|", *rows])
