"""In which order events are listed: by time, by place, or by a measure's figure, so that 10 comes after 9."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.tally.cells import Cells
from atlas.words.language import N_


@dataclass(frozen=True)
class Order:
    """One order: the column of ``shown_rows.shown_table`` that leads it, whether upwards, and what the reader reads."""

    column: str
    upwards: bool
    words: str


ORDERS: Mapping[str, Order] = {
    "latest": Order("when", False, N_("Latest first")),
    "earliest": Order("when", True, N_("Earliest first")),
    "place": Order("place", True, N_("Places from A to Z")),
    "place-last": Order("place", False, N_("Places from Z to A")),
    "detentions": Order("detentions", False, N_("Most detained first")),
    "detentions-least": Order("detentions", True, N_("Fewest detained first")),
    "deaths": Order("deaths", False, N_("Most killed first")),
    "deaths-least": Order("deaths", True, N_("Fewest killed first")),
    "injuries": Order("injuries", False, N_("Most injured first")),
    "injuries-least": Order("injuries", True, N_("Fewest injured first")),
    "participants": Order("participants", False, N_("Largest turnout first")),
    "participants-least": Order("participants", True, N_("Smallest turnout first")),
}
"""The orders by their code; those of one column stand together, and the first of them is asked for first."""


def turned(column: str, order: str) -> str:
    """The code of the order that a click on a column's head asks for: its first, or the next where the list has it already."""
    codes = [code for code, each in ORDERS.items() if each.column == column]
    return codes[(codes.index(order) + 1) % len(codes)] if order in codes else codes[0]


def ordered(table: pd.DataFrame, cells: Cells, order: str) -> pd.DataFrame:
    """The same rows in an order of ``ORDERS``. In: columns as ``shown_rows.shown_table``, latest first, indexed by the row
    of the cells' totals. Raises KeyError for another order."""
    asked = ORDERS[order]
    if asked.column == "when":
        return table.iloc[::-1] if asked.upwards else table
    if asked.column == "place":
        # What has no town of its own (regions, the country) stands among the others by its words.
        return table.sort_values(
            "place", kind="stable", ascending=asked.upwards, key=lambda places: places.str.casefold()
        )
    return table.iloc[_by_figure(table, cells, asked)]


def _by_figure(table: pd.DataFrame, cells: Cells, order: Order) -> npt.NDArray[np.intp]:
    """By the high, at the same number an open "at least" above the closed one, then by the low. Whichever way it runs, after
    the numbers stand the words ("dozens"), then what is unknown. Equal ones stay latest first."""
    figures = cells.totals[order.column].iloc[table.index]
    known = figures.total_known.to_numpy()
    worded = (table[order.column] != "").to_numpy() & ~known
    way = 1 if order.upwards else -1
    keys = [
        way * np.where(known, figures[name], 0).astype(np.int64)
        for name in ("total_low", "total_open_above", "total_high")
    ]
    # lexsort sorts by its last key first and upwards, and leaves equal ones as they are.
    return np.lexsort([*keys, ~worded, ~known])
