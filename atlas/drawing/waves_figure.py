"""Draws campaigns as waves: one row each on a common time axis, a band for its span and a mark for every event."""

from datetime import date, timedelta
from html import escape
from textwrap import shorten
from typing import Any

import pandas as pd

from atlas.drawing.look import look
from atlas.drawing.palette import palette, translucent
from atlas.drawing.range_marks import at_least_one
from atlas.drawing.ticks import time_ticks
from atlas.edition.names import campaign_name
from atlas.words.language import _, date_words, list_words, ngettext, number, span_words

MOST = 20
"""Rows that are drawn; more would be a wall."""
ROW, TOP, BOTTOM = 34, 8, 40


def spans(waves: pd.DataFrame, moments: pd.DataFrame, *, dark: bool) -> dict[str, Any]:
    """The figure of the first ``MOST`` rows of ``waves.waves`` from top to bottom; ``moments`` as from
    ``waves.moments``. ``waves`` must not be empty."""
    shown = waves.head(MOST)
    colours = palette(dark)
    tone = colours.measure("events")
    place = {name: -at for at, name in enumerate(shown.campaign)}
    first, last = shown.start.min().date(), shown.end.max().date()
    length = max((last - first).days, 1)
    dots = moments[moments.exact & moments.campaign.isin(list(place))]
    vague = moments[~moments.exact & moments.campaign.isin(list(place))]
    rows = _rows(shown)
    hovers = {row.campaign: _hover(row) for row in rows}
    data = [
        _line([(r.start, r.end, place[r.campaign]) for r in rows], translucent(tone, 0.28), 10),
        _line([(r.start, r.end, place[r.campaign]) for r in _rows(vague)], translucent(tone, 0.75), 2),
        {
            "type": "scatter",
            "mode": "markers",
            "x": [day.isoformat() for day in dots.start],
            "y": [place[name] for name in dots.campaign],
            "text": [hovers[name] for name in dots.campaign],
            "hoverinfo": "text",
            "marker": {"size": 7, "color": tone, "opacity": 0.75, "line": {"width": 0}},
            "cliponaxis": False,
            "showlegend": False,
        },
    ]

    pad = timedelta(days=max(length * 0.02, 0.7))
    # "day": the bands are continuous, so a year's tick stands on its first of January and not in its middle.
    ticks = time_ticks(first, last, "day")
    layout = {
        **look(colours),
        "height": TOP + BOTTOM + ROW * len(shown),
        "margin": {"l": 8, "r": 8, "t": TOP, "b": BOTTOM},
        "showlegend": False,
        "xaxis": {
            "type": "date",
            "range": [(pd.Timestamp(first) - pad).isoformat(), (pd.Timestamp(last) + pad).isoformat()],
            "tickvals": [tick.day.isoformat() for tick in ticks],
            "ticktext": [tick.words for tick in ticks],
            "tickfont": {"size": 12, "color": colours.muted},
            "gridcolor": colours.grid,
            "showgrid": True,
            "zeroline": False,
            "fixedrange": True,
        },
        "yaxis": {
            "range": [-len(shown) + 0.5, 0.8],
            "visible": False,
            "fixedrange": True,
        },
        "annotations": [_name(row, place[row.campaign], first, length, colours.ink) for row in rows],
    }
    return {"data": at_least_one(data), "layout": layout}


def _rows(frame: pd.DataFrame) -> list[Any]:
    return list(frame.itertuples())


def _line(spans: list[tuple[pd.Timestamp, pd.Timestamp, int]], colour: str, width: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for start, end, _y in spans for x in (start.isoformat(), end.isoformat(), None)],
        "y": [y for _start, _end, at in spans for y in (at, at, None)],
        "line": {"color": colour, "width": width},
        "hoverinfo": "skip",
        "cliponaxis": False,
        "showlegend": False,
    }


def _name(row: Any, place: int, first: date, length: int, ink: str) -> dict[str, Any]:  # noqa: ANN401 - a row of waves
    # Above its band, and towards the middle, so that no name is cut at the edge of a phone.
    begins, ends = ((day.date() - first).days / length for day in (row.start, row.end))
    day, anchor = (
        (row.start, "left") if begins < 0.35 else (row.end, "right") if ends > 0.6 else (None, "center")
    )
    middle = row.start + (row.end - row.start) / 2
    return {
        "text": f"{escape(shorten(campaign_name(row.campaign), 38, placeholder='…'), quote=False)} ({number(row.events)})",
        "x": (day if day is not None else middle).isoformat(),
        "y": place,
        "xanchor": anchor,
        "yanchor": "bottom",
        "yshift": 5,
        "showarrow": False,
        "font": {"size": 12, "color": ink},
    }


def when(row: Any) -> str:  # noqa: ANN401 - a row of waves
    """The span of a campaign in words, no more exact than it is known."""
    return span_words(row.start.date(), row.end.date(), row.precision)


def _hover(row: Any) -> str:  # noqa: ANN401 - a row of waves
    events = ngettext("{n} event", "{n} events", row.events).format(n=number(row.events))
    cities = ngettext("{n} city", "{n} cities", row.cities).format(n=number(row.cities))
    return f"<b>{escape(campaign_name(row.campaign), quote=False)}</b><br>{when(row)}<br>{events}, {cities}"


def alt_text(waves: pd.DataFrame) -> str:
    """What the figure shows, for readers who do not see it."""
    shown = waves.head(MOST)
    named = [
        _("{campaign} ({when}, {events})").format(
            campaign=campaign_name(row.campaign),
            when=when(row),
            events=ngettext("{n} event", "{n} events", row.events).format(n=number(row.events)),
        )
        for row in _rows(shown.head(3))
    ]
    text = ngettext(
        "{n} campaign as a band on a time axis from {first} to {last}: {named}",
        "{n} campaigns as bands on a time axis from {first} to {last}: {named}",
        len(shown),
    )
    years = [date_words(day.date(), "year") for day in (shown.start.min(), shown.end.max())]
    text = text.format(n=number(len(shown)), first=years[0], last=years[1], named=list_words(named))
    return text + (_(" and others.") if len(shown) > len(named) else ".")
