"""Folds filtered cells into the small frame behind one figure; nothing here asks an engine or a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.tally.cells import EPOCH, Cells, day_number
from atlas.tally.filters import EventFilter
from atlas.tally.ranges import UNKNOWN, Range
from atlas.words.language import number

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Total:
    """One headline: the range over the chosen events, and for how many of them a figure is known."""

    figure: Range
    known: int
    events: int


@dataclass(frozen=True)
class _Folded:
    """The figures of some groups as plain arrays, one place a group; a frame costs as much as the fold."""

    events: npt.NDArray[np.int64]
    known: npt.NDArray[np.int64]
    low: npt.NDArray[np.int64]
    high: npt.NDArray[np.int64]
    open_below: Mask
    open_above: Mask

    def figure(self, group: int) -> Range:
        """The range of one group."""
        if not self.known[group]:
            return UNKNOWN
        return Range(
            int(self.low[group]),
            int(self.high[group]),
            bool(self.open_below[group]),
            bool(self.open_above[group]),
        )


def _folded(cells: Cells, rows: Mask, measure: str, groups: npt.NDArray[np.intp], count: int) -> _Folded:
    keep = np.flatnonzero(rows & (groups >= 0))
    events = counted(cells, keep, groups[keep], count)
    if measure == "events":
        closed = np.zeros(count, dtype=bool)
        return _Folded(events, events, events, events, closed, closed)
    columns = cells.columns
    known = columns[f"{measure}_known"]
    here = keep[known[keep] > 0]
    group = groups[here]
    additive = cells.additive[measure]
    lows, highs = (columns[f"{measure}_{bound}"][here] for bound in ("low", "high"))
    low, high = (_fold(values, group, count, additive) for values in (lows, highs))
    # Of turnouts only the largest is shown, so only the largest can leave the figure open.
    weighs = np.ones(len(here), dtype=bool) if additive else highs == high[group]
    open_below, open_above = (
        np.bincount(group, weights=columns[f"{measure}_{flag}"][here] & weighs, minlength=count) > 0
        for flag in ("open_below", "open_above")
    )
    # A remainder can come out with its bounds crossed (23 by the lows, 0 by the highs): see Range.of.
    low, high = np.minimum(low, high), np.maximum(low, high)
    with_figure = np.bincount(group, weights=known[here], minlength=count).astype(np.int64)
    return _Folded(events, with_figure, low, high, open_below, open_above)


def counted(
    cells: Cells, rows: npt.NDArray[np.intp], groups: npt.NDArray[np.intp], count: int
) -> npt.NDArray[np.int64]:
    """How many events the given rows of the cells make up in each of ``count`` groups: a row of a big table's cells
    stands for several. ``groups``: that of each given row, none negative."""
    if "events" not in cells.columns:
        return np.bincount(groups, minlength=count)
    return np.bincount(groups, weights=cells.columns["events"][rows], minlength=count).astype(np.int64)


def events_in(cells: Cells, rows: Mask) -> int:
    """How many events a set of rows makes up."""
    return int(cells.columns["events"][rows].sum()) if "events" in cells.columns else int(rows.sum())


def total(cells: Cells, rows: Mask, measure: str) -> Total:
    """The figure of a set of events: the sum of what they contribute, or for turnout the largest one."""
    one = _folded(cells, rows, measure, np.zeros(len(rows), dtype=np.intp), 1)
    return Total(one.figure(0), int(one.known[0]), int(one.events[0]))


def figures_by(
    cells: Cells, rows: Mask, measure: str, groups: npt.NDArray[np.intp], count: int
) -> pd.DataFrame:
    """The figure of each of ``count`` groups; ``groups`` gives each row's group, negative for none.

    Out, one row per group: ``events``, ``known`` (int), ``low``, ``high`` (Int64, missing = unknown),
    ``open_below``, ``open_above`` (bool), ``words``. ``measure`` may be "events": then the number of
    events, which is always known.
    """
    one = _folded(cells, rows, measure, groups, count)
    unknown = np.zeros(count, dtype=bool) if measure == "events" else one.known == 0
    return pd.DataFrame(
        {
            "events": one.events,
            "known": one.known,
            "low": pd.arrays.IntegerArray(one.low.astype(np.int64), unknown.copy()),
            "high": pd.arrays.IntegerArray(one.high.astype(np.int64), unknown),
            "open_below": one.open_below,
            "open_above": one.open_above,
            "words": [
                number(int(one.events[group])) if measure == "events" else one.figure(group).words()
                for group in range(count)
            ],
        }
    )


def _fold(
    values: npt.NDArray[np.int64], group: npt.NDArray[np.intp], count: int, additive: bool
) -> npt.NDArray[np.int64]:
    if additive:
        # Five times as fast as np.add.at, and exact: no sum of people comes near 2⁵³.
        return np.bincount(group, weights=values, minlength=count).astype(np.int64)
    out = np.zeros(count, dtype=np.int64)
    np.maximum.at(out, group, values)
    return out


def figures_per_city(cells: Cells, rows: Mask, measure: str) -> pd.DataFrame:
    """One row per town of the cells, always all of them in the same order, so that a click on the map
    means the same town after a change. Column ``city``, then those of ``figures_by``."""
    cities = cells.categories["city"]
    result = figures_by(cells, rows, measure, cells.columns["city"], len(cities))
    result.insert(0, "city", cities)
    return result


def figures_not_on_map(cells: Cells, rows: Mask, measure: str) -> pd.DataFrame:
    """What stands on no town. Column ``place`` (region name, or empty for the whole country), then those
    of ``figures_by``; only places with events."""
    regions, codes = cells.categories["region"], cells.columns["region"]
    nowhere = cells.columns["city"] < 0
    groups = np.where(codes < 0, len(regions), codes)
    result = figures_by(cells, rows & nowhere, measure, groups, len(regions) + 1)
    result.insert(0, "place", [*regions, ""])
    return result[result.events > 0].reset_index(drop=True)


def facet_counts(cells: Cells, rows_without: Mask, column: str, values: Sequence[str]) -> dict[str, int]:
    """How many events each value of a facet would show, under the rest of the filter."""
    codes, categories = cells.columns[column], cells.categories[column]
    here = np.flatnonzero(rows_without & (codes >= 0))
    counts = counted(cells, here, codes[here], len(categories))
    by_value = dict(zip(categories, counts.tolist(), strict=True))
    return {value: by_value.get(value, 0) for value in values}


def granularity(start: date, end: date) -> str:
    """The unit of a time axis that fits a period: year, month or day."""
    length = (end - start).days
    return "year" if length > 6 * 366 else "month" if length > 100 else "day"


def bins(start: date, end: date, unit: str) -> pd.DataFrame:
    """The years, months or days that a period touches: ``start``, ``end`` (datetime64[s], inclusive,
    whole units even where the period begins or ends inside one)."""
    code = {"year": "Y", "month": "M", "day": "D"}[unit]
    first, last = (np.datetime64(day, "D").astype(f"datetime64[{code}]") for day in (start, end))
    edges = np.arange(first, last + 2).astype("datetime64[D]")
    return pd.DataFrame(
        {
            "start": edges[:-1].astype("datetime64[s]"),
            "end": (edges[1:] - np.timedelta64(1, "D")).astype("datetime64[s]"),
        }
    )


@dataclass(frozen=True)
class TimeAxis:
    """Where each event stands on a time axis: at its start, clamped to the period.

    ``left_out`` counts the chosen events that a daily or monthly axis cannot place, because only their
    month or year is known.
    """

    bins: pd.DataFrame
    groups: npt.NDArray[np.intp]
    left_out: int


def time_axis(cells: Cells, rows: Mask, start: date, end: date, unit: str) -> TimeAxis:
    """The bins of a period and the bin of every event, negative where it cannot be placed. Raises ValueError for days of
    coarse cells."""
    if unit == "day" and cells.coarse:
        raise ValueError("these cells stand by month; ask for cells by day")
    axis = bins(start, end, unit)
    edges = (axis.start.to_numpy().astype("datetime64[D]") - EPOCH).astype(np.int32)
    stands = np.clip(cells.columns["start"], day_number(start), day_number(end))
    groups = (np.searchsorted(edges, stands, side="right") - 1).astype(np.intp)
    vague = {"year": (), "month": ("year",), "day": ("month", "year")}[unit]
    codes = [at for at, value in enumerate(cells.categories["precision"]) if value in vague]
    too_vague = np.isin(cells.columns["precision"], codes)
    groups[too_vague] = -1
    return TimeAxis(axis, groups, events_in(cells, rows & too_vague))


def figures_over_time(cells: Cells, rows: Mask, measure: str, axis: TimeAxis) -> pd.DataFrame:
    """The figure of each bin of a time axis: ``start``, ``end``, then the columns of ``figures_by``."""
    result = figures_by(cells, rows, measure, axis.groups, len(axis.bins))
    return pd.concat([axis.bins, result], axis=1)


def events_per_year(
    cells: Cells, rows_without_period: Mask, first: date, last: date, chosen: EventFilter
) -> pd.DataFrame:
    """The histogram above the time slider: ``start``, ``end``, ``events`` of each year under the rest of
    the filter, and ``inside``: whether the year touches the chosen period."""
    axis = time_axis(cells, rows_without_period, first, last, "year")
    here = np.flatnonzero(rows_without_period)
    counts = counted(cells, here, axis.groups[here], len(axis.bins))
    start = np.datetime64(chosen.start or first, "s")
    end = np.datetime64(chosen.end or last, "s")
    inside = (axis.bins.end.to_numpy() >= start) & (axis.bins.start.to_numpy() <= end)
    return axis.bins.assign(events=counts, inside=inside)


def today() -> date:
    """The day whose knowledge counts unless the reader asks for another."""
    return date.today()


def next_window(start: date, end: date, last: date) -> tuple[date, date] | None:
    """The window that follows, as long as this one; None where this one reaches the last day.

    Whole years are followed by whole years and whole months by whole months, although they differ in days.
    """
    if end >= last:
        return None
    after = end + timedelta(days=1)
    if start.day == 1 and after.day == 1:
        months = (after.year - start.year) * 12 + after.month - start.month
        beyond = after.year * 12 + after.month - 1 + months
        return after, date(beyond // 12, beyond % 12 + 1, 1) - timedelta(days=1)
    return after, after + (end - start)
