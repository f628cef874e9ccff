"""Days of cells, numbered since 1970, as months and back."""

import numpy as np

from atlas.tally.cell_sums import Array


def month_of(day: Array) -> Array:
    """The number of the month since 1970 in which a day lies."""
    return day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def first_day(month: Array) -> Array:
    """The first day of a month, both as numbers since 1970."""
    return month.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
