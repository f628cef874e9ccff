"""Towns side by side: ranked by a measure, year by year, and on one time axis."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from atlas.folds import aggregates
from atlas.folds.aggregates import Mask, TimeAxis
from atlas.tally.cells import Cells


def ranked(cells: Cells, rows: Mask, measure: str) -> pd.DataFrame:
    """The towns that have events, the highest figure first and those without any figure last.

    Out: the columns of ``aggregates.figures_per_city``. Of equal highs the higher low leads, then the town
    with more events, then the alphabet.
    """
    table = aggregates.figures_per_city(cells, rows, measure)
    table = table[table.events > 0]
    order = ["high", "low", "events", "city"]
    by = table.sort_values(order, ascending=[False, False, False, True], na_position="last", kind="stable")
    return by.reset_index(drop=True)


def by_year(cells: Cells, rows: Mask, measure: str, axis: TimeAxis) -> pd.DataFrame:
    """The figure of every town in every bin of ``axis`` in which it has events, by town, then by time.

    Out: ``city``, ``start``, ``end`` (of the bin), then the columns of ``aggregates.figures_by``, where ``beyond_`` is what begins
    in the bin and does not lie within it.
    """
    cities, bins = cells.categories["city"], len(axis.bins)
    town = cells.columns["city"]
    groups = np.where((town < 0) | (axis.groups < 0), -1, town * bins + axis.groups)
    table = aggregates.figures_by(cells, rows, measure, groups, len(cities) * bins, axis.counted)
    at = np.arange(len(table))
    table.insert(0, "city", np.asarray(cities, dtype=object)[at // bins])
    table.insert(1, "start", axis.bins.start.to_numpy()[at % bins])
    table.insert(2, "end", axis.bins.end.to_numpy()[at % bins])
    return table[table.events > 0].reset_index(drop=True)


def side_by_side(
    cells: Cells, rows: Mask, measure: str, axis: TimeAxis, cities: Sequence[str]
) -> dict[str, pd.DataFrame]:
    """What ``aggregates.figures_over_time`` gives, for each of some towns on one axis, in their order."""
    codes = {city: code for code, city in enumerate(cells.categories["city"])}
    town = cells.columns["city"]
    return {
        # A town of the gazetteer without any event has no code: an empty panel, not an error.
        city: aggregates.figures_over_time(cells, rows & (town == codes.get(city, -2)), measure, axis)
        for city in cities
    }
