"""The sums behind the timeline: each bin's figure or the running total, the spans, the period of a drawn box."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd

from atlas.folds import aggregates
from atlas.folds.aggregates import Mask, TimeAxis
from atlas.tally.cells import Cells
from atlas.tally.range_columns import ranges

UNITS = ("year", "month", "day")
LONG = 14
"""An event of at least so many days is drawn as a span: a strike, a camp, a fast."""


def occupied(axis: TimeAxis, rows: Mask) -> TimeAxis:
    """The same axis with the bins that have events only: forty years have 15,000 days and 300 of them."""
    # And those in which a running total may rise: where an event ends.
    kept = np.unique(
        np.concatenate([axis.groups[rows & (axis.groups >= 0)], axis.ends[rows & (axis.ends >= 0)]])
    )
    place = np.full(len(axis.bins) + 1, -1, dtype=np.intp)
    place[kept] = np.arange(len(kept))
    # Index -1 reads the last place, which stands for "cannot be placed".
    return replace(
        axis,
        bins=axis.bins.iloc[kept].reset_index(drop=True),
        groups=place[axis.groups],
        ends=place[axis.ends],
    )


def running_total(cells: Cells, rows: Mask, measure: str, axis: TimeAxis) -> pd.DataFrame:
    """What has come together by the end of each bin since the start of the axis.

    A figure comes in once its event is over, so that the last bin has the total of the period. Columns as
    ``aggregates.figures_over_time`` gives them, without what reaches beyond; ``events`` and ``known`` run too, and a
    total is unknown until the first figure. ValueError for a measure whose figures cannot be added, such as turnout.
    """
    if not cells.additive[measure]:
        raise ValueError(f"figures of {measure} cannot be added up")
    columns, count = cells.columns, len(axis.bins)
    keep = np.flatnonzero(rows & (axis.groups >= 0))
    here = np.flatnonzero(rows & cells.counts & (axis.ends >= 0) & (columns[f"{measure}_known"] > 0))

    def run(at: np.ndarray, weights: np.ndarray | None = None, places: np.ndarray = axis.ends) -> np.ndarray:
        return np.cumsum(np.bincount(places[at], weights=weights, minlength=count)).astype(np.int64)

    known = run(here, columns[f"{measure}_known"][here])
    one, other = (run(here, columns[f"{measure}_{bound}"][here]) for bound in ("low", "high"))
    # As in the tally, remainders may cross: see Range.of.
    low, high = np.minimum(one, other), np.maximum(one, other)
    open_below, open_above = (
        run(here, columns[f"{measure}_{flag}"][here]) > 0 for flag in ("open_below", "open_above")
    )
    result = axis.bins.assign(
        events=run(keep, places=axis.groups),
        known=known,
        low=pd.arrays.IntegerArray(low, known == 0),
        high=pd.arrays.IntegerArray(high, known == 0),
        open_below=open_below,
        open_above=open_above,
    )
    return result.assign(words=[figure.words() for figure in ranges(result)])


def panels(
    cells: Cells, rows: Mask, measures: tuple[str, ...], axis: TimeAxis, *, summed: bool
) -> dict[str, pd.DataFrame]:
    """The frame of each measure over the bins with events: per bin, or running where ``summed`` and the
    measure's figures can be added. Columns as ``aggregates.figures_over_time`` gives them."""
    axis = occupied(axis, rows)
    return {
        measure: running_total(cells, rows, measure, axis)
        if summed and cells.additive[measure]
        else aggregates.figures_over_time(cells, rows, measure, axis)
        for measure in measures
    }


def spans(events: pd.DataFrame, rows: Mask) -> pd.DataFrame:
    """The chosen events that no single day stands for: known by month or year only, or ``LONG`` days and more.

    Columns ``event_id``, ``start``, ``end`` (datetime64, inclusive), ``precision``, ``title``, ``type``, in
    the order of their first days; the index is the row of ``events``.
    """
    lasting = (events.end_date - events.start_date).dt.days + 1 >= LONG
    chosen = events[rows & ((events.date_precision != "day") | lasting)]
    table = chosen[["event_id", "start_date", "end_date", "date_precision", "title", "event_type"]]
    table = table.set_axis(["event_id", "start", "end", "precision", "title", "type"], axis=1)
    return table.sort_values(["start", "end"], kind="stable")


def milestones(context: pd.DataFrame, start: date, end: date) -> pd.DataFrame:
    """The rows of ``context`` (``date``, ``date_precision``) that fall into a period, as far as their date is known."""
    last = context.date.mask(context.date_precision == "month", context.date + pd.offsets.MonthEnd(0))
    last = last.mask(context.date_precision == "year", context.date + pd.offsets.YearEnd(0))
    return context[(last >= pd.Timestamp(start)) & (context.date <= pd.Timestamp(end))]


def boxed_period(ends: list[str], unit: str, start: date, end: date) -> tuple[date, date] | None:
    """The period of a box drawn from one end to the other (ISO date-times) on an axis of ``start`` to ``end``.

    It takes in the years, months or days whose mark, at their middle, is inside; where none is, those that the
    box touches. Never more than the axis; None where the box cannot be read or lies beside it.
    """
    try:
        # The axis has no time zone: one that a program writes behind an end says nothing.
        first, last = sorted(datetime.fromisoformat(_trimmed(text)).replace(tzinfo=None) for text in ends)
    except ValueError:
        return None
    if last.date() < start or first.date() > end:
        return None
    touched = aggregates.bins(max(first.date(), start), min(last.date(), end), unit)
    length = touched.end - touched.start + pd.Timedelta(days=1)
    middle = touched.start + length / 2
    inside = touched[(middle >= first) & (middle <= last)]
    bins = inside if len(inside) else touched
    return max(bins.start.iloc[0].date(), start), min(bins.end.iloc[-1].date(), end)


def _trimmed(text: str) -> str:
    # The browser writes as many places of a second as it likes, such as 2011-05-01 03:12:00.1234.
    return str(text).strip().partition(".")[0]


def rows_apart(table: pd.DataFrame, first: date, last: date, most: int) -> list[int | None]:
    """On which row each span of ``spans`` is drawn so that none lies over another; None beyond ``most`` rows."""
    gap = timedelta(days=max((last - first).days / 110, 0.5))
    free: list[datetime] = []
    result: list[int | None] = []
    for begins, ends in zip(table.start.dt.to_pydatetime(), table.end.dt.to_pydatetime(), strict=True):
        row = next((at for at, until in enumerate(free) if until <= begins), len(free))
        if row >= most:
            result.append(None)
            continue
        until = max(ends + timedelta(days=1), begins + gap) + gap
        free[row : row + 1] = [until]
        result.append(row)
    return result
