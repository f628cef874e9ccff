"""The compact frame that every figure folds: one row per event, codes and whole numbers only.

Made once per edition, rule and "as known on" day, shared by all readers and never changed. A filter is
a handful of comparisons on these columns, a figure one pass over what is left: a few milliseconds.
"""

import dataclasses
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.edition import divisions
from atlas.edition.edition import Edition, kept
from atlas.edition.once import once
from atlas.tally import tallies
from atlas.tally.filters import EventFilter

EPOCH = np.datetime64("1970-01-01", "D")
COLUMNS = {"cities": "city", "regions": "region", "types": "type", "campaigns": "campaign"}
"""Fields of the filter that hold several values, with the column that they ask for."""


@dataclass(frozen=True)
class Cells:
    """The cells of one edition under one rule.

    ``frame``: ``start``, ``end`` (int32, days since 1970), ``precision``, ``city``, ``region``, ``type``,
    ``campaign`` (categoricals; missing city = not placed on a town, missing region = whole country),
    ``umbrella`` (bool), and per measure m of the codebook ``m_low``, ``m_high`` (int32, or int64 for more; what the event
    contributes; 0 where not known), ``m_known``, ``m_open_below``, ``m_open_above`` (bool), row for row
    with ``edition.events``. ``totals`` holds each measure's ``tallies.tally`` table for texts and rows.
    ``known_on``: None where every claim counts, whenever it was said. ``period``: the first and last day (since 1970;
    None: open) whose figures count; see ``counts``.
    """

    frame: pd.DataFrame
    totals: dict[str, pd.DataFrame]
    measures: tuple[str, ...]
    additive: dict[str, bool]
    whose: str
    known_on: date | None
    unverified: bool
    version: str
    period: tuple[int | None, int | None] = dataclasses.field(default=(None, None), kw_only=True)

    def within(self, start: date | None, end: date | None) -> Self:
        """The same cells, of which only the figures of a period count. They share everything else."""
        period = tuple(None if day is None else day_number(day) for day in (start, end))
        if period == self.period:
            return self
        # What was worked out of the frame holds for every period, and is worked out once.
        same = copy(self) if self.columns is not None else self
        same.__dict__.pop("counts", None)
        object.__setattr__(same, "period", period)
        return same

    @once
    def counts(self) -> npt.NDArray[np.bool_]:
        """Of which rows the figures count in the period: those whose span lies within it. An event that only overlaps
        it is shown, and its figure reaches beyond."""
        first, last = self.period
        inside = np.ones(len(self.columns["start"]), dtype=bool)
        if first is not None:
            inside &= self.columns["start"] >= first
        if last is not None:
            inside &= self.columns["end"] <= last
        inside.flags.writeable = False
        return inside

    @property
    def coarse(self) -> bool:
        """Whether rows may stand at the first day of their month, so that a daily axis cannot place them: never here,
        but where big tables are folded (``large``)."""
        return False

    @once
    def columns(self) -> dict[str, npt.NDArray[Any]]:
        """The frame's columns as read-only arrays, categoricals as their codes (negative: missing)."""
        arrays = {
            str(name): column.cat.codes.to_numpy().astype(np.intp)
            if isinstance(column.dtype, pd.CategoricalDtype)
            else column.to_numpy()
            for name, column in self.frame.items()
        }
        for array in arrays.values():
            array.flags.writeable = False
        return arrays

    @once
    def categories(self) -> dict[str, list[str]]:
        """What the codes of each categorical column stand for."""
        return {
            str(name): [str(value) for value in column.cat.categories]
            for name, column in self.frame.items()
            if isinstance(column.dtype, pd.CategoricalDtype)
        }


def days(dates: pd.Series) -> npt.NDArray[np.int32]:
    """Dates as whole days since 1970."""
    return (dates.to_numpy().astype("datetime64[D]") - EPOCH).astype(np.int32)


def day_number(day: date) -> int:
    """One date as whole days since 1970."""
    return int((np.datetime64(day, "D") - EPOCH).astype(int))


def _whole(figures: pd.Series) -> pd.Series:
    """Figures in 32 bits where they fit, as nearly all do; a slip of three thousand million must not turn negative."""
    return figures.astype("int32") if figures.max() < 2**31 else figures


def make_cells(edition: Edition, *, whose: str, known_on: date | None, unverified: bool) -> Cells:
    """The cells of an edition for one rule, one day of knowledge (None: all is known) and one choice on unverified sources."""
    events = edition.events
    tables = tallies.tally(
        events, edition.claims, edition.codebook, whose=whose, known_on=known_on, unverified=unverified
    )
    columns: dict[str, object] = {
        "start": days(events.start_date),
        "end": days(events.end_date),
        "precision": pd.Categorical(events.date_precision),
        "city": pd.Categorical(events.city.where(events.city != "")),
        "region": pd.Categorical(events.event_region.where(events.event_region != "")),
        "type": pd.Categorical(events.event_type),
        "campaign": pd.Categorical(events.campaign.where(events.campaign != "")),
        "umbrella": events.umbrella.to_numpy(),
    }
    for measure, table in tables.items():
        columns[f"{measure}_low"] = _whole(table.low)
        columns[f"{measure}_high"] = _whole(table.high)
        for flag in ("known", "open_below", "open_above"):
            columns[f"{measure}_{flag}"] = table[flag]
    return Cells(
        frame=pd.DataFrame(columns),
        totals=dict(tables),
        measures=tuple(tables),
        additive=dict(edition.codebook.additive),
        whose=whose,
        known_on=known_on,
        unverified=unverified,
        version=edition.version,
    )


@kept(32)
def cells_of(
    data: Edition, whose: str, known_on: date | None, unverified: bool, division: str = "today"
) -> Cells:
    """The cells of one rule: 40 kB each, so the 32 that were asked for last are kept. ``division``: the one whose
    regions stand under ``region``."""
    if division == "today":
        return make_cells(data, whose=whose, known_on=known_on, unverified=unverified)
    today = cells_of(data, whose, known_on, unverified)
    units = divisions.units(data, division)
    region = data.events.event_region.map(lambda own: units.get(own, own))
    return replace(today, frame=today.frame.assign(region=pd.Categorical(region.where(region != ""))))


def chosen_rows(
    cells: Cells,
    chosen: EventFilter,
    found: npt.NDArray[np.bool_] | None = None,
    *,
    without: str = "",
) -> npt.NDArray[np.bool_]:
    """Which rows the filter keeps. An event is in a period if its span overlaps it; a threshold is compared with its whole
    figure under the cells' rule, whatever the period.

    ``found``: the rows that the search words hit, None for all. ``without`` leaves one field of the
    filter out ("period", "cities", "regions", "types", "campaigns"): what a facet's counts need.
    """
    columns = cells.columns
    keep = np.ones(len(cells.frame), dtype=bool) if found is None else found.copy()
    if without != "period":
        if chosen.start:
            keep &= columns["end"] >= day_number(chosen.start)
        if chosen.end:
            keep &= columns["start"] <= day_number(chosen.end)
    for field, column in COLUMNS.items():
        wanted = getattr(chosen, field)
        if wanted and field != without:
            codes = [at for at, value in enumerate(cells.categories[column]) if value in wanted]
            keep &= np.isin(columns[column], codes)
    for measure, least in chosen.at_least:
        # The figure that the list of events shows, with the event's parts: an unknown one reaches no number.
        figures = cells.totals[measure]
        keep &= (figures.total_known & (figures[f"total_{chosen.bound}"] >= least)).to_numpy()
    return keep
