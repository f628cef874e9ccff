"""Elections, offices, laws and other milestones of a period, as rows to list and to draw."""

from datetime import date

import pandas as pd

from atlas.edition.codebook import Codebook
from atlas.words.language import _, date_words


def within(context: pd.DataFrame, start: date, end: date) -> pd.DataFrame:
    """The milestones of a period, both ends inclusive; one known by month or year is in if its span overlaps.

    Wants ``date`` (datetime64) and ``date_precision``; adds ``last``, the last day it may have happened on.
    """
    dates = pd.DatetimeIndex(context["date"])
    last = context["date"].copy()
    for precision, offset in (("month", pd.offsets.MonthEnd(0)), ("year", pd.offsets.YearEnd(0))):
        rows = (context.date_precision == precision).to_numpy()
        last[rows] = dates[rows] + offset
    placed = context.assign(last=last)
    return placed[(placed["last"] >= pd.Timestamp(start)) & (placed["date"] <= pd.Timestamp(end))]


def table(found: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """The milestones as a reader lists them: date, kind, title, description, source, in words."""
    return pd.DataFrame(
        {
            _("Date"): [
                date_words(day.date(), precision)
                for day, precision in zip(found["date"], found.date_precision, strict=True)
            ],
            _("Kind"): [book.label("context", "kind", kind) for kind in found.kind],
            _("What happened"): found.title.tolist(),
            _("In detail"): found.description.tolist(),
            _("Source"): found.source_title.tolist(),
            _("Address"): found.source_url.tolist(),
        }
    )
