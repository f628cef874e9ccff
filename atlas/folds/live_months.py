"""The cells of a big table as they travel: one row a place and month, whatever else told the cells apart.

Only where the chosen period begins or ends inside a month do rows keep their days, so that its edges stay exact.
"""

from collections.abc import Collection
from datetime import date, timedelta

import numpy as np

from atlas.folds.aggregates import Mask
from atlas.tally.cell_sums import PARTS, Array, Columns, folded, groups
from atlas.tally.cells import Cells, day_number
from atlas.tally.months import first_day, month_of

VAGUE = "year"
"""The precision with which an event stands in no month; a month's or a day's does."""


def edges(start: date | None, end: date | None) -> tuple[date | None, date | None]:
    """The ends of a period that lie inside a month: None for the first and the last day of one."""
    return (
        start if start and start.day != 1 else None,
        end if end and (end + timedelta(days=1)).day != 1 else None,
    )


def exact_months(start: date | None, end: date | None) -> list[int]:
    """The months (since January 1970) in which the period begins or ends at a day inside."""
    inside = [day_number(day) for day in edges(start, end) if day]
    return sorted({int(month) for month in month_of(np.array(inside, dtype=np.int64))})


def place_of(cells: Cells, chosen: Array) -> Array:
    """Where each chosen row stands on the map: the code of its town; −1 for the whole country, −2 − the code of its
    region where no town is named."""
    city, region = (cells.columns[name][chosen].astype(np.int64) for name in ("city", "region"))
    return np.where(city >= 0, city, np.where(region >= 0, -2 - region, -1))


def monthly(cells: Cells, rows: Mask, exact: Collection[int]) -> Columns:
    """The chosen rows folded into one a place, first month and last month, in the order of time and place.

    ``exact``: months whose days are kept. Out: ``start``, ``end`` (days since 1970: the first and last of their month,
    but in an exact one), ``place`` (see ``place_of``), ``vague`` (0, or 2: known to the year alone), ``events``,
    ``umbrella`` (how many of them sum up others), and ``{measure}_{part}`` for each of ``cell_sums.PARTS``.
    """
    columns, chosen = cells.columns, np.flatnonzero(rows)
    start, end = (columns[name][chosen].astype(np.int64) for name in ("start", "end"))
    begins, ends = month_of(start), month_of(end)
    kept = np.array(sorted(exact), dtype=np.int64)
    years = [at for at, value in enumerate(cells.categories["precision"]) if value == VAGUE]
    keys = {
        "start": np.where(np.isin(begins, kept), start, first_day(begins)),
        "place": place_of(cells, chosen),
        "end": np.where(np.isin(ends, kept), end, first_day(ends + 1) - 1),
        "vague": 2 * np.isin(columns["precision"][chosen], years).astype(np.int64),
    }
    of = groups(keys)
    if not len(chosen):
        # What cannot be reduced: no cell has no sum.
        return {name: np.zeros(0, dtype=np.int64) for name in (*keys, "events", "umbrella", *_figures(cells))}
    events = columns["events"][chosen]
    out = {name: of.firsts(values) for name, values in keys.items()}
    out |= {"events": of.sums(events), "umbrella": of.sums(events * (columns["umbrella"][chosen] > 0))}
    for measure in cells.measures:
        parts = {part: columns[f"{measure}_{part}"][chosen] for part in PARTS}
        figures = folded(parts, of, additive=cells.additive[measure])
        out |= {f"{measure}_{part}": values for part, values in figures.items()}
    return out


def _figures(cells: Cells) -> list[str]:
    return [f"{measure}_{part}" for measure in cells.measures for part in PARTS]
