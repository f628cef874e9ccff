"""Campaigns as waves: how long each lasted, how far it reached, and what is reported of it, under one filter."""

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.folds import aggregates
from atlas.folds.aggregates import Mask
from atlas.tally.cells import EPOCH, Cells, day_number

MEASURES = ("participants", "detentions", "deaths", "injuries")
"""The figures of a campaign, in the order in which its row gives them. Turnout is its largest single one."""
RANKS = ("events", "detentions", "deaths", "participants", "date")
"""By what campaigns can be sorted."""
PRECISIONS = ("day", "month", "year")

Numbers = npt.NDArray[np.intp]


def waves(cells: Cells, rows: Mask) -> pd.DataFrame:
    """One row per campaign with a chosen event, in alphabetical order.

    Out: ``campaign``, ``start``, ``end`` (datetime64, of the chosen events), ``precision`` (how exactly both ends are
    known), ``events``, ``cities`` (int), then per measure of ``MEASURES`` the columns ``low``, ``high`` (Int64,
    missing = unknown), ``open_below``, ``open_above``, ``known`` and ``words``, prefixed.
    """
    names, groups = cells.categories["campaign"], cells.columns["campaign"]
    counted = aggregates.figures_by(cells, rows, "events", groups, len(names))
    start, end, precision = _spans(cells, rows, groups, len(names))
    table = pd.DataFrame(
        {
            "campaign": names,
            "start": _dates(start),
            "end": _dates(end),
            "precision": [PRECISIONS[at] for at in precision],
            "events": counted.events,
            "cities": _cities(cells, rows, groups, len(names)),
        }
    )
    for measure in MEASURES:
        figures = aggregates.figures_by(cells, rows, measure, groups, len(names)).drop(columns="events")
        table = table.join(figures.add_prefix(f"{measure}_"))
    return table[table.events > 0].reset_index(drop=True)


def ranked(table: pd.DataFrame, rank: str) -> pd.DataFrame:
    """The rows of ``waves`` from the most to the least by a key of ``RANKS``; ``date``: the latest first. Campaigns
    without a figure come last, never among those with a reported zero."""
    first = {"events": ["events"], "date": ["start", "end"]}.get(rank, [f"{rank}_high", f"{rank}_low"])
    by = [*first, "events"] if rank != "events" else first
    return table.sort_values(
        [*by, "campaign"], ascending=[False] * len(by) + [True], na_position="last"
    ).reset_index(drop=True)


def largest_gathering(cells: Cells, rows: Mask) -> int | None:
    """The row with the greatest turnout reported of a single event within the period; none where none is known."""
    known = np.flatnonzero(rows & cells.counts & cells.columns["participants_known"])
    if not len(known):
        return None
    return int(known[cells.columns["participants_high"][known].argmax()])


def span(cells: Cells, rows: Mask) -> tuple[date, date, str]:
    """First day, last day and precision of a set of events, which must not be empty."""
    groups = np.zeros(len(rows), dtype=np.intp)
    start, end, precision = _spans(cells, rows, groups, 1)
    first, last = (_dates(bound)[0].astype("datetime64[D]").item() for bound in (start, end))
    return first, last, PRECISIONS[precision[0]]


def reached(cells: Cells, rows: Mask) -> pd.DataFrame:
    """How a campaign spread: one row per day that brought new towns. ``day`` (datetime64), ``cities`` (names joined
    by commas), ``new``, ``reached`` (int, all towns so far). A town counts as in ``rows_until``."""
    columns, names = cells.columns, cells.categories["city"]
    keep = np.flatnonzero(rows & (columns["city"] >= 0))
    stands, city = _surely_begun(cells)[keep], columns["city"][keep]
    order = np.lexsort((city, stands))
    towns, at = np.unique(city[order], return_index=True)
    first = pd.DataFrame({"day": stands[order][at], "cities": [names[town] for town in towns]})
    table = first.groupby("day").cities.agg([", ".join, "size"]).reset_index()
    table.columns = pd.Index(["day", "cities", "new"])
    return table.assign(day=_dates(table.day.to_numpy()), reached=table.new.cumsum())


def rows_until(cells: Cells, rows: Mask, day: date) -> Mask:
    """The events that had begun by a day: one known by its month or year only counts once that is over."""
    until: Mask = rows & (_surely_begun(cells) <= day_number(day))
    return until


def _surely_begun(cells: Cells) -> Numbers:
    exact = np.isin(cells.columns["precision"], _codes(cells, "day"))
    return np.where(exact, cells.columns["start"], cells.columns["end"]).astype(np.intp)


def _codes(cells: Cells, precision: str) -> list[int]:
    return [at for at, value in enumerate(cells.categories["precision"]) if value == precision]


def _dates(days: npt.NDArray[np.integer]) -> npt.NDArray[np.datetime64]:
    return (EPOCH + days.astype("timedelta64[D]")).astype("datetime64[s]")


def _spans(cells: Cells, rows: Mask, groups: Numbers, count: int) -> tuple[Numbers, Numbers, Numbers]:
    """First and last day of each group, and the place in ``PRECISIONS`` of the less exact of the two."""
    keep = np.flatnonzero(rows & (groups >= 0))
    group, columns = groups[keep], cells.columns
    vague = np.array([PRECISIONS.index(value) for value in cells.categories["precision"]], dtype=np.intp)
    own = vague[columns["precision"][keep]]
    result, exactness = [], np.zeros(count, dtype=np.intp)
    for name, fold, nothing in (("start", np.minimum, 10**6), ("end", np.maximum, -(10**6))):
        days = columns[name][keep].astype(np.intp)
        bound = np.full(count, nothing, dtype=np.intp)
        fold.at(bound, group, days)
        # Of several events at the same end, the one known best says where it lies.
        best = np.full(count, len(PRECISIONS), dtype=np.intp)
        at_end = days == bound[group]
        np.minimum.at(best, group[at_end], own[at_end])
        exactness = np.maximum(exactness, np.where(best < len(PRECISIONS), best, 0))
        result.append(bound)
    return result[0], result[1], exactness


def _cities(cells: Cells, rows: Mask, groups: Numbers, count: int) -> Numbers:
    city = cells.columns["city"]
    keep = np.flatnonzero(rows & (groups >= 0) & (city >= 0))
    pairs = np.unique(np.column_stack([groups[keep], city[keep]]), axis=0)
    return np.bincount(pairs[:, 0], minlength=count)


def cities_of(cells: Cells, rows: Mask) -> int:
    """How many towns a set of events reached."""
    city = cells.columns["city"]
    return len(np.unique(city[rows & (city >= 0)]))


def moments(cells: Cells, rows: Mask) -> pd.DataFrame:
    """Where every chosen event of a campaign stands in time: ``campaign``, ``start``, ``end`` (datetime64), ``exact``
    (its day is known; else it is only a span)."""
    columns = cells.columns
    keep = np.flatnonzero(rows & (columns["campaign"] >= 0))
    names = cells.categories["campaign"]
    return pd.DataFrame(
        {
            "campaign": [names[code] for code in columns["campaign"][keep]],
            "start": _dates(columns["start"][keep]),
            "end": _dates(columns["end"][keep]),
            "exact": np.isin(columns["precision"][keep], _codes(cells, "day")),
        }
    )
