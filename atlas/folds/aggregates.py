"""Folds filtered cells into the small frame behind one figure; nothing here asks an engine or a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.tally.cells import EPOCH, Cells, day_number
from atlas.tally.filters import EventFilter
from atlas.tally.ranges import UNKNOWN, Range
from atlas.words.language import number

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Beyond:
    """What is shown in a period and reaches beyond it, which no total of the period has: the figure of these events,
    of how many of them one is known, and how many there are. ``remainder``: all that have one sum up others, so that it is
    only what these leave over, and no event's own figure: it is not to be told by itself."""

    figure: Range
    known: int
    events: int
    remainder: bool = False


@dataclass(frozen=True)
class Total:
    """One headline: the range over the chosen events whose span lies within the period, of how many of them a figure
    is known, how many events are shown in all, and what reaches ``beyond`` the period."""

    figure: Range
    known: int
    events: int
    beyond: Beyond = Beyond(UNKNOWN, 0, 0)


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
    """The figures of all given rows, whether they count in the period or not."""
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
    """The figure of a set of events in the period of ``cells``: the sum of what they contribute, or for turnout the
    largest one; and the same of those that reach beyond it. Events themselves ("events") count where they are shown."""
    nowhere = np.zeros(len(rows), dtype=np.intp)
    shown = events_in(cells, rows)
    counts = np.ones(len(rows), dtype=bool) if measure == "events" else cells.counts
    inside, beyond = (_folded(cells, rows & part, measure, nowhere, 1) for part in (counts, ~counts))
    further = rows & ~cells.counts
    # Cells of a big table stand for several events: one of them that sums up none is enough.
    own = cells.columns.get("events", 1) > cells.columns["umbrella"]
    known = cells.columns[f"{measure}_known"] > 0 if measure != "events" else further
    reaching = Beyond(
        beyond.figure(0),
        int(beyond.known[0]),
        shown - int(events_in(cells, rows & cells.counts)),
        bool((further & known).any() and not (further & known & own).any()),
    )
    return Total(inside.figure(0), int(inside.known[0]), shown, reaching)


BEYOND = ("known", "low", "high", "open_below", "open_above", "words")
"""What ``figures_by`` says of what reaches beyond, each with ``beyond_`` in front, besides its events and span."""


def figures_by(
    cells: Cells,
    rows: Mask,
    measure: str,
    groups: npt.NDArray[np.intp],
    count: int,
    counts: Mask | None = None,
) -> pd.DataFrame:
    """The figure of each of ``count`` groups; ``groups`` gives each row's group, negative for none. ``counts``: of
    which rows the figures count (None: of those within the period of ``cells``); the others reach beyond.

    Out, one row per group: ``events`` (int, all that are shown), ``known`` (int, of how many that count a figure is
    known), ``low``, ``high`` (Int64, missing = unknown), ``open_below``, ``open_above`` (bool), ``words``; then of
    what reaches beyond ``beyond_events`` and those of ``BEYOND`` with ``beyond_`` in front (``beyond_words`` is empty
    where no figure is known), and ``beyond_start``, ``beyond_end`` (datetime64[s]: first and last day of those with a
    figure, missing where there are none). ``measure`` may be "events": then the number of events, which is always
    known and all within; ``beyond_events`` still says how many of them reach beyond.
    """
    inside = cells.counts if counts is None else counts
    events = _folded(cells, rows, "events", groups, count).events
    if measure == "events":
        one, other = (_folded(cells, part, measure, groups, count) for part in (rows, np.zeros_like(rows)))
        unknown = np.zeros(count, dtype=bool)
        words = [number(int(each)) for each in events]
    else:
        one, other = (_folded(cells, rows & part, measure, groups, count) for part in (inside, ~inside))
        unknown = one.known == 0
        words = [one.figure(group).words() for group in range(count)]
    first, last = _reach(cells, rows & ~inside, measure, groups, count)
    return pd.DataFrame(
        {
            "events": events,
            **_columns(one, unknown, words),
            "beyond_events": _folded(cells, rows & ~inside, "events", groups, count).events,
            **{
                f"beyond_{name}": values
                for name, values in _columns(
                    other,
                    other.known == 0,
                    [other.figure(group).words() if other.known[group] else "" for group in range(count)],
                ).items()
            },
            "beyond_start": first,
            "beyond_end": last,
        }
    )


def _columns(one: _Folded, unknown: Mask, words: list[str]) -> dict[str, Any]:
    return {
        "known": one.known,
        "low": pd.arrays.IntegerArray(one.low.astype(np.int64), unknown.copy()),
        "high": pd.arrays.IntegerArray(one.high.astype(np.int64), unknown.copy()),
        "open_below": one.open_below,
        "open_above": one.open_above,
        "words": words,
    }


def _reach(
    cells: Cells, rows: Mask, measure: str, groups: npt.NDArray[np.intp], count: int
) -> tuple[npt.NDArray[np.datetime64], npt.NDArray[np.datetime64]]:
    """First and last day of the given rows of each group that have a figure; missing where there are none."""
    first, last = np.full(count, _NEVER), np.full(count, -_NEVER)
    if measure != "events":
        at = np.flatnonzero(rows & (groups >= 0))
        at = at[cells.columns[f"{measure}_known"][at] > 0]
        np.minimum.at(first, groups[at], cells.columns["start"][at])
        np.maximum.at(last, groups[at], cells.columns["end"][at])
    return dates(np.where(last < first, _NEVER, first)), dates(np.where(last < first, _NEVER, last))


_NEVER = 10**7
"""A day that no event has."""


def dates(days: npt.NDArray[np.integer]) -> npt.NDArray[np.datetime64]:
    """Days since 1970 as datetime64[s], missing for ``_NEVER``."""
    found = (EPOCH + days.astype("timedelta64[D]")).astype("datetime64[s]")
    return np.where(days == _NEVER, np.datetime64("NaT", "s"), found)


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
    """Where each event, and where each figure stands on a time axis.

    ``groups``: the bin in which an event is counted as an event: that of its start, clamped to the period; negative
    where it cannot be placed. ``counted``: whether its figure stands in that bin: only if its span lies within bin and
    period. ``ends``: the bin in which its span ends. ``left_out`` counts the chosen events that a daily or monthly axis
    cannot place, because only their month or year is known.
    """

    bins: pd.DataFrame
    groups: npt.NDArray[np.intp]
    counted: Mask
    ends: npt.NDArray[np.intp]
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
    after = int((axis.end.iloc[-1].to_datetime64().astype("datetime64[D]") - EPOCH).astype(int))
    last = cells.columns["end"]
    ends = (np.searchsorted(edges, np.minimum(last, after), side="right") - 1).astype(np.intp)
    counted = cells.counts & (cells.columns["start"] >= edges[groups]) & (ends == groups) & (last <= after)
    groups[too_vague] = -1
    return TimeAxis(axis, groups, counted & ~too_vague, ends, events_in(cells, rows & too_vague))


def figures_over_time(cells: Cells, rows: Mask, measure: str, axis: TimeAxis) -> pd.DataFrame:
    """The figure of each bin of a time axis: ``start``, ``end``, then the columns of ``figures_by``, where ``beyond_``
    is what begins in the bin and does not lie within it. See ``spans_over_time``."""
    result = figures_by(cells, rows, measure, axis.groups, len(axis.bins), axis.counted)
    return pd.concat([axis.bins, result], axis=1)


def spans_over_time(cells: Cells, rows: Mask, measure: str, axis: TimeAxis) -> pd.DataFrame:
    """The figures that stand in no single bin, one row a span, in order of their days.

    Out: ``start``, ``end`` (datetime64[s], the span as it is, also where it leaves the axis), ``first``, ``last`` (int,
    the bins over which it is drawn), ``beyond`` (bool: it reaches beyond the period, so that no total has it), then
    ``events``, ``known``, ``low``, ``high``, ``open_below``, ``open_above``, ``words`` as in ``figures_by``. Only events
    with a known figure; none for "events".
    """
    columns, known = cells.columns, columns_known(cells, measure)
    at = np.flatnonzero(rows & known & ~axis.counted)
    pairs, of = np.unique(
        np.column_stack([columns[edge][at].astype(np.int64) for edge in ("start", "end")]),
        axis=0,
        return_inverse=True,
    )
    groups = np.full(len(rows), -1, dtype=np.intp)
    groups[at] = of.reshape(-1)
    everything = np.ones(len(rows), dtype=bool)
    figures = figures_by(cells, rows & known, measure, groups, len(pairs), everything)
    edges = (axis.bins.start.to_numpy().astype("datetime64[D]") - EPOCH).astype(np.int64)
    first, last = (
        np.clip(np.searchsorted(edges, pairs[:, edge], side="right") - 1, 0, len(edges) - 1)
        for edge in (0, 1)
    )
    beyond = np.zeros(len(pairs), dtype=bool)
    beyond[of.reshape(-1)] = ~cells.counts[at]
    placed = pd.DataFrame(
        {
            "start": dates(pairs[:, 0]),
            "end": dates(pairs[:, 1]),
            "first": first,
            "last": last,
            "beyond": beyond,
        }
    )
    # A cell may hold events of the same days of which nobody gives a figure.
    return pd.concat([placed, figures[["events", *BEYOND]].assign(events=figures.known)], axis=1)


def spans_total(cells: Cells, rows: Mask, measure: str, axis: TimeAxis) -> Beyond:
    """What stands in no single bin, folded into one figure, for where there is no room to draw it."""
    known = columns_known(cells, measure)
    one = _folded(cells, rows & known & ~axis.counted, measure, np.zeros(len(rows), dtype=np.intp), 1)
    return Beyond(one.figure(0), int(one.known[0]), int(one.known[0]))


def columns_known(cells: Cells, measure: str) -> Mask:
    """Of which rows a figure is known; of no row for "events", which are no figure."""
    if measure == "events":
        return np.zeros(len(cells.columns["start"]), dtype=bool)
    known: Mask = cells.columns[f"{measure}_known"] > 0
    return known


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
