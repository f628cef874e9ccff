"""In which order events are listed: by time, by place, or by a measure's figure, so that 10 comes after 9."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.tally.cells import Cells
from atlas.words.language import N_

ORDERS: Mapping[str, str] = {
    "latest": N_("Latest first"),
    "earliest": N_("Earliest first"),
    "place": N_("By place"),
    "detentions": N_("Most detained"),
    "deaths": N_("Most killed"),
    "injuries": N_("Most injured"),
    "participants": N_("Largest turnout first"),
}
"""The codes of the orders, with what the reader reads."""


def ordered(table: pd.DataFrame, cells: Cells, order: str) -> pd.DataFrame:
    """The same rows in an order of ``ORDERS``. In: columns as ``shown_rows.shown_table``, latest first, indexed by the row
    of the cells' totals. Raises KeyError for another order."""
    if order == "latest":
        return table
    if order == "earliest":
        return table.iloc[::-1]
    if order == "place":
        # What has no town of its own (regions, the country) stands among the others by its words.
        return table.sort_values("place", kind="stable", key=lambda places: places.str.casefold())
    return table.iloc[_by_figure(table, cells, order)]


def _by_figure(table: pd.DataFrame, cells: Cells, measure: str) -> npt.NDArray[np.intp]:
    """Greatest high first, an open "at least" before the same number closed, then the greater low; after the numbers the
    words ("dozens"), then what is unknown. Equal ones stay latest first."""
    figures = cells.totals[measure].iloc[table.index]
    known = figures.total_known.to_numpy()
    worded = (table[measure] != "").to_numpy() & ~known
    keys = (
        np.where(known, figures.total_low, 0),
        np.where(known, figures.total_open_above, False),
        np.where(known, figures.total_high, 0),
        worded,
        known,
    )
    # lexsort sorts by its last key first and upwards; it is stable, so the negatives keep the latest first.
    return np.lexsort([-np.asarray(key).astype(np.int64) for key in keys])
