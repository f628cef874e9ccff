"""The course of a campaign, day by day from its first, so that campaigns of different years can be laid on one axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.folds.aggregates import Mask
from atlas.tally.cells import EPOCH, Cells
from atlas.tally.ranges import UNKNOWN, Range

SHOWN = ("events", "cities", "detentions")
"""What can run up over the days: events, towns reached, or people detained."""


@dataclass(frozen=True)
class Course:
    """One campaign's running sum. ``steps``: ``day`` (int, 0 = the first day), ``low``, ``high`` (int), one row for
    day 0, each day that changes them, and the last. ``figure`` is what it ends at; ``left_out`` counts the events
    whose day is not known."""

    campaign: str
    first: date
    steps: pd.DataFrame
    figure: Range
    known: int
    events: int
    left_out: int

    @property
    def length(self) -> int:
        """The number of its last day."""
        return int(self.steps.day.iloc[-1])

    def on(self, day: int) -> date:
        """The date of one of its days."""
        return self.first + timedelta(days=day)


def course(cells: Cells, rows: Mask, campaign: str, shown: str, *, of: Sequence[str] = ()) -> Course | None:
    """The course of one campaign's chosen events; none where the day of no event is known. Where ``of`` names
    campaigns, these run as one, and ``campaign`` is what they are called.

    An event, and the town it reached, counts from its first day. Of an event that lasted, nobody says on which day how
    many were detained: the high figure counts from its first day on, the low one from its last. What reaches beyond the
    period of ``cells`` has no figure here, as in any total.
    """
    columns, names = cells.columns, cells.categories["campaign"]
    codes = [names.index(name) for name in of or (campaign,) if name in names]
    own = rows & np.isin(columns["campaign"], codes)
    exact = [at for at, value in enumerate(cells.categories["precision"]) if value == "day"]
    dated = np.isin(columns["precision"], exact)
    keep = np.flatnonzero(own & dated)
    if not len(keep):
        return None
    first = int(columns["start"][keep].min())
    start, end = (columns[name][keep].astype(np.intp) - first for name in ("start", "end"))
    length = int(end.max())
    if shown == "detentions":
        known = columns["detentions_known"][keep] & cells.counts[keep]
        low = _running(end[known], columns["detentions_low"][keep][known], length)
        high = _running(start[known], columns["detentions_high"][keep][known], length)
        below, above = (
            bool(columns[f"detentions_{flag}"][keep][known].any()) for flag in ("open_below", "open_above")
        )
        # A remainder's bounds can be crossed, as Range.of says.
        low, high = np.minimum(low, high), np.maximum(low, high)
        count = int(known.sum())
        figure = Range(int(low[-1]), int(high[-1]), below, above) if count else UNKNOWN
    else:
        stands = start if shown == "events" else _first_of_each(start, columns["city"][keep])
        low = high = _running(stands, np.ones(len(stands), dtype=np.int64), length)
        count, figure = len(keep), Range(int(low[-1]), int(low[-1]))
    changes = np.flatnonzero(np.diff(low, prepend=low[0]) | np.diff(high, prepend=high[0]))
    days = np.unique([0, *changes, length])
    steps = pd.DataFrame({"day": days, "low": low[days], "high": high[days]})
    begun = (EPOCH + np.timedelta64(first, "D")).item()
    return Course(campaign, begun, steps, figure, count, len(keep), int((own & ~dated).sum()))


def _running(
    days: npt.NDArray[np.intp], figures: npt.NDArray[np.integer], length: int
) -> npt.NDArray[np.int64]:
    sums = np.zeros(length + 1, dtype=np.int64)
    np.add.at(sums, days, figures)
    return np.cumsum(sums)


def _first_of_each(days: npt.NDArray[np.intp], city: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    placed = city >= 0
    order = np.lexsort((days[placed], city[placed]))
    _towns, at = np.unique(city[placed][order], return_index=True)
    return np.asarray(days[placed][order][at], dtype=np.intp)


def table(courses: list[Course]) -> pd.DataFrame:
    """The steps of several courses as one table: ``campaign``, ``day``, ``date``, ``low``, ``high`` (Int64, missing
    where no figure of the campaign is known)."""
    parts = [
        one.steps.assign(
            campaign=one.campaign,
            date=[one.on(int(day)).isoformat() for day in one.steps.day],
            low=one.steps.low.astype("Int64")
            if one.figure.known
            else pd.array([pd.NA] * len(one.steps), "Int64"),
            high=one.steps.high.astype("Int64")
            if one.figure.known
            else pd.array([pd.NA] * len(one.steps), "Int64"),
        )
        for one in courses
    ]
    names = ["campaign", "day", "date", "low", "high"]
    return pd.concat(parts, ignore_index=True)[names] if parts else pd.DataFrame(columns=names)
