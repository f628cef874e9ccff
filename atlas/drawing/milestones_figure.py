"""Milestones over time, one row a kind; what is known only by its month is a span and not a day."""

from datetime import date, datetime, time, timedelta
from html import escape
from textwrap import wrap
from typing import Any

import pandas as pd

from atlas.drawing.look import look
from atlas.drawing.palette import palette
from atlas.drawing.ticks import time_ticks
from atlas.edition.codebook import Codebook
from atlas.words.language import _, date_words, ngettext, number, period_words

ROW = 30
"""Height of a kind's row in pixels."""


def kinds_of(found: pd.DataFrame, book: Codebook) -> list[str]:
    """The kinds that occur, in the codebook's order."""
    return [kind for kind in book.values("context", "kind") if (found.kind == kind).any()]


def milestones_figure(
    found: pd.DataFrame, book: Codebook, *, start: date, end: date, dark: bool
) -> dict[str, Any]:
    """A mark per milestone of ``milestones.within``, as a dictionary in plotly's schema.

    A filled mark stands on its day; a hollow one with a line is known by its month or year and lies in that span.
    """
    colours = palette(dark)
    kinds = kinds_of(found, book)
    row_of = {kind: len(kinds) - 1 - place for place, kind in enumerate(kinds)}
    exact = (found.date_precision == "day").to_numpy()
    middles = found["date"] + (found["last"] - found["date"]) / 2
    hover = [
        "<br>".join(
            [
                f"<b>{date_words(day.date(), precision)}</b>",
                *(escape(t, quote=False) for t in wrap(title, 34)),
            ]
        )
        for day, precision, title in zip(found["date"], found.date_precision, found.title, strict=True)
    ]
    tones = [colours.context(kind) for kind in found.kind]
    ticks = time_ticks(start, end, "day")
    pad = timedelta(days=max((end - start).days * 0.015, 0.7))
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers",
                "x": [day.isoformat() for day in middles],
                "y": [row_of[kind] for kind in found.kind],
                "text": hover,
                "hoverinfo": "text",
                "marker": {
                    "size": 10,
                    "symbol": ["circle" if known else "circle-open" for known in exact],
                    "color": tones,
                    "opacity": 0.85,
                },
                "showlegend": False,
            }
        ],
        "layout": {
            **look(colours),
            "height": 60 + ROW * max(len(kinds), 1),
            # The labels are a third of a phone's width at most; plotly would lay the figure out twice.
            "margin": {
                "l": 14 + 7 * max((len(book.label("context", "kind", k)) for k in kinds), default=0),
                "r": 12,
                "t": 20,
                "b": 40,
            },
            "shapes": [
                {
                    "type": "line",
                    "x0": first.isoformat(),
                    "x1": (last + timedelta(days=1)).isoformat(),
                    "y0": row_of[kind],
                    "y1": row_of[kind],
                    "line": {"color": tone, "width": 3},
                }
                for first, last, kind, tone, known in zip(
                    found["date"], found["last"], found.kind, tones, exact, strict=True
                )
                if not known
            ],
            "xaxis": {
                "type": "date",
                "range": [
                    (datetime.combine(day, time()) + way * pad).isoformat()
                    for day, way in ((start, -1), (end, 1))
                ],
                "tickvals": [tick.day.isoformat() for tick in ticks],
                "ticktext": [tick.words for tick in ticks],
                "tickfont": {"size": 12, "color": colours.muted},
                "gridcolor": colours.grid,
                "zeroline": False,
                "fixedrange": True,
            },
            "yaxis": {
                "range": [-0.6, max(len(kinds), 1) - 0.4],
                "tickvals": [row_of[kind] for kind in kinds],
                "ticktext": [book.label("context", "kind", kind) for kind in kinds],
                "tickfont": {"size": 12, "color": colours.ink},
                "gridcolor": colours.grid,
                "zeroline": False,
                "fixedrange": True,
            },
        },
    }


def alt_text(found: pd.DataFrame, book: Codebook, *, start: date, end: date) -> str:
    """How many milestones of each kind the period has, for readers who do not see the figure."""
    counts = [
        _("{what}: {count}").format(
            what=book.label("context", "kind", kind), count=number(int((found.kind == kind).sum()))
        )
        for kind in kinds_of(found, book)
    ]
    total = ngettext("{n} milestone", "{n} milestones", len(found)).format(n=number(len(found)))
    return _("{total}, {period}. {counts}.").format(
        total=total, period=period_words(start, end), counts="; ".join(counts)
    )
