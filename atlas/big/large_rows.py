"""The events of a big table, a page or a block at a time, found by the months in which they begin.

The cells of the view tell how many of its events begin in each month, so the last page costs no more than the first, and a
download never holds more than a few months. Only search words are looked for in the rows themselves.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.big.large import day_of
from atlas.big.store.shared import SharedStore
from atlas.edition import divisions
from atlas.edition.codebook import Codebook
from atlas.edition.gazetteer import names_then
from atlas.edition.memory import give_back
from atlas.edition.names import campaign_name, place_then_words, place_words
from atlas.folds import event_rows
from atlas.folds.aggregates import counted
from atlas.folds.views import View
from atlas.tally.months import first_day, month_of
from atlas.tally.ranges import Range
from atlas.words.language import current, short_span_words

PAGED = (
    *("event_id", "start_date", "end_date", "date_precision", "city", "city_name_then", "event_region"),
    *("title", "event_type", "campaign"),
)
"""The columns that a page of events is made of, beside figures."""
REST = 2
"""After so many blocks, memory that is no longer used is given back to the system: else it grows by some 20 MB a block."""
Span = tuple[date, date]


def page(view: View, rows: SharedStore, offset: int, limit: int, *, figures: bool) -> pd.DataFrame:
    """See ``LargeView.page``. ``figures``: whether the rows hold those of the chosen rule."""
    book, chosen = view.edition.codebook, view.chosen
    side = "" if chosen.whose == "all" else f"{chosen.whose}_"
    bounds = [f"{measure}_{side}{part}" for measure in book.measures for part in ("low", "high", "open")]
    rest, within = (offset, None) if chosen.query else _stretch(view, offset, limit)
    with rows.lent() as store:
        found = store.page(
            chosen,
            limit=limit,
            offset=rest,
            units=divisions.units(view.edition, chosen.oblasts),
            columns=[*PAGED, *bounds],
            within=within,
        )
    spans = zip(found.start_date, found.end_date, found.date_precision, strict=True)
    then = names_then(found, view.edition.gazetteer, current())
    table = pd.DataFrame(
        {
            "event_id": found.event_id,
            "when": [short_span_words(start.date(), end.date(), known) for start, end, known in spans],
            "place": [
                place_then_words(place_words(book, city, region), called)
                for city, region, called in zip(found.city, found.event_region, then, strict=True)
            ],
            "title": found.title,
            "type": [book.label("events", "event_type", value) for value in found.event_type],
            "campaign": [campaign_name(name) for name in found.campaign],
        }
    )
    return table.assign(
        **{
            measure: _short(found, f"{measure}_{side}") if figures else [""] * len(found)
            for measure in book.measures
        }
    )


def _short(rows: pd.DataFrame, prefix: str) -> list[str]:
    columns = zip(rows[f"{prefix}low"], rows[f"{prefix}high"], rows[f"{prefix}open"], strict=True)
    return [
        "" if low is pd.NA else Range(int(low), int(high), said == "below", said == "above").short()
        for low, high, said in columns
    ]


def _months(view: View) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The months in which the view's events begin, earliest first, and how many begin in each; search words left out."""
    rows = np.flatnonzero(view.rows)
    months, at = np.unique(month_of(view.cells.columns["start"][rows]), return_inverse=True)
    return months, counted(view.cells, rows, at, len(months))


def _stretch(view: View, offset: int, limit: int) -> tuple[int, Span | None]:
    """The months of the events of a page, and how many of their events come before it."""
    months, events = _months(view)
    if not len(months):
        return offset, None
    until = np.cumsum(events[::-1])
    first, last = (
        min(int(np.searchsorted(until, number, side="right")), len(months) - 1)
        for number in (offset, offset + limit - 1)
    )
    before = int(until[first] - events[::-1][first])
    return offset - before, _days(months[::-1][last], months[::-1][first])


def blocks(view: View, rows: SharedStore, size: int) -> Iterator[pd.DataFrame]:
    """See ``LargeView.blocks``."""
    names, empty = csv_columns(view.edition.codebook), True
    units = divisions.units(view.edition, view.chosen.oblasts)
    for number, (first, last) in enumerate(_stretches(*_months(view), size), start=1):
        with rows.lent() as store:
            found = store.stretch(view.chosen, first, last, units=units)
        if len(found):
            yield in_period(found, view)[names]
            empty = False
        if number % REST == 0:
            give_back()
    if empty:
        with rows.lent() as store:
            found = store.page(view.chosen, limit=0)
        yield in_period(found, view)[names]


def in_period(found: pd.DataFrame, view: View) -> pd.DataFrame:
    """Rows as they were prepared, for any period, with ``within_period`` as the view's own period has it; what reaches
    beyond adds nothing to a sum."""
    start, end = view.chosen.start, view.chosen.end
    within = np.ones(len(found), dtype=bool)
    if start:
        within &= (pd.to_datetime(found.start_date) >= pd.Timestamp(start)).to_numpy()
    if end:
        within &= (pd.to_datetime(found.end_date) <= pd.Timestamp(end)).to_numpy()
    counted_ = [
        f"{measure}_counted_{bound}"
        for measure in view.edition.codebook.measures
        for bound in ("low", "high")
    ]
    return found.assign(within_period=within, **{name: found[name].where(within) for name in counted_})


def _stretches(months: npt.NDArray[np.int64], events: npt.NDArray[np.int64], size: int) -> Iterator[Span]:
    """Stretches of whole months with at most ``size`` events each, but at least one month."""
    begun, held = 0, 0
    for at, count in enumerate(events):
        if at > begun and held + count > size:
            yield _days(months[begun], months[at - 1])
            begun, held = at, 0
        held += int(count)
    if len(months):
        yield _days(months[begun], months[-1])


def _days(first: Any, last: Any) -> Span:  # noqa: ANN401 - whole numbers of numpy
    begin, after = (int(day) for day in first_day(np.array([first, last + 1])))
    return day_of(begin), day_of(after - 1)


def csv_columns(book: Codebook) -> list[str]:
    """The columns of a download of events."""
    of_events = [column.name for column in book.tables["events"].columns]
    of_measures = [f"{measure}_{name}" for measure in book.measures for name in event_rows.FIGURE_COLUMNS]
    return [*of_events, "event_region", "longitude", "latitude", "within_period", *of_measures]
