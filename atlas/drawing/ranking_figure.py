"""The ranking of towns: a range mark each, from the lowest to the highest reported figure, name and words above."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from atlas.drawing.look import look
from atlas.drawing.palette import palette, translucent
from atlas.drawing.ticks import figure_ticks
from atlas.edition.names import town_name
from atlas.tally.range_columns import ranges
from atlas.words.language import _, list_words, ngettext, number

ROW, TOP, AXIS = 36, 6, 30
"""Pixels: height of a town's row, room above the first and for the axis below the last."""
CIRCLE, TRIANGLE_RIGHT, LINE_NORTH_SOUTH = 0, 8, 42
"""plotly's numbers for marker symbols."""


def ranking(table: pd.DataFrame, measure: str, links: Mapping[str, str], *, dark: bool) -> dict[str, Any]:
    """The ranking as a dictionary in plotly's schema.

    ``table``: rows as ``towns.ranked`` gives them, each with a figure. ``links``: by town, the relative address
    that its name leads to. A thin stem runs up to the low figure, a band from low to high; a dot stands where
    they are equal, an arrowhead where somebody says "at least".
    """
    colours = palette(dark)
    tone = colours.measure(measure)
    found = list(enumerate(ranges(table)))
    known = [
        (at, one, one.low, one.high) for at, one in found if one.low is not None and one.high is not None
    ]
    most = max((high for _at, _one, _low, high in known), default=0)
    stems = [(at, 0, low) for at, _one, low, _high in known if low]
    bands = [(at, low, high) for at, _one, low, high in known if low < high]
    symbols = [
        TRIANGLE_RIGHT if one.open_above else CIRCLE if low == high else LINE_NORTH_SOUTH
        for _at, one, low, high in known
    ]
    marks: dict[str, Any] = {
        "type": "scatter",
        "name": "high",
        "mode": "markers",
        "x": [high for _at, _one, _low, high in known],
        "y": [at for at, _one, _low, _high in known],
        "text": [_hover(table, at) for at, _one, _low, _high in known],
        "hoverinfo": "text",
        "marker": {
            "symbol": symbols,
            "size": [10 if symbol == TRIANGLE_RIGHT else 8 for symbol in symbols],
            "color": tone,
            "opacity": 1,
            "line": {"color": tone, "width": [2 if symbol == LINE_NORTH_SOUTH else 0 for symbol in symbols]},
        },
        "cliponaxis": False,
        "showlegend": False,
    }
    ticks = figure_ticks(most)
    return {
        "data": [
            _level("to low", stems, {"color": translucent(tone, 0.4), "width": 1.5}),
            _level("low to high", bands, {"color": tone, "width": 6}),
            marks,
        ],
        "layout": {
            **look(colours),
            "height": TOP + ROW * max(len(table), 1) + AXIS,
            "margin": {"l": 8, "r": 16, "t": TOP, "b": AXIS},
            "showlegend": False,
            "xaxis": {
                "range": [0, most * 1.02 or 1],
                "tickvals": ticks,
                "ticktext": [number(tick) for tick in ticks],
                "tickfont": {"size": 12, "color": colours.muted},
                "gridcolor": colours.grid,
                "zeroline": True,
                "zerolinecolor": colours.muted,
                "fixedrange": True,
            },
            # The names stand above the marks: half a row more on top than below.
            "yaxis": {"range": [len(table) - 0.7, -0.7], "visible": False, "fixedrange": True},
            "annotations": [
                {
                    "text": f'<a href="{escape(links[str(city)])}" target="_self" style="'
                    f'color:{colours.ink};text-decoration:underline">{escape(town_name(str(city)))}</a>'
                    f"  <b>{escape(str(words))}</b>",
                    "x": 0,
                    "y": at,
                    "xanchor": "left",
                    "yanchor": "bottom",
                    "yshift": 4,
                    "showarrow": False,
                    "font": {"size": 13, "color": colours.ink},
                    "bgcolor": translucent(colours.ground, 0.75),
                    "borderpad": 0,
                    # Else the ground of the plot, which takes hovering, takes the click on the link too.
                    "captureevents": True,
                }
                for at, (city, words) in enumerate(zip(table.city, table.words, strict=True))
            ],
        },
    }


def _level(name: str, lines: list[tuple[int, int, int]], line: dict[str, Any]) -> dict[str, Any]:
    """Level lines as one path: a gap parts each from the next."""
    return {
        "type": "scatter",
        "name": name,
        "mode": "lines",
        "x": [x for _at, left, right in lines for x in (left, right, None)],
        "y": [y for at, _left, _right in lines for y in (at, at, None)],
        "line": line,
        "hoverinfo": "skip",
        "cliponaxis": False,
        "showlegend": False,
    }


def _hover(table: pd.DataFrame, at: int) -> str:
    row = table.iloc[at]
    known = _("known for {known} of {events}").format(
        known=number(int(row.known)),
        events=ngettext("{n} event", "{n} events", int(row.events)).format(n=number(int(row.events))),
    )
    return f"{escape(town_name(str(row.city)))}: {row.words}<br>{known}"


def alt_text(table: pd.DataFrame, label: str) -> str:
    """The ranking for readers who do not see it: the leading towns, and how many have no figure.

    ``table``: all towns as ``towns.ranked`` gives them; ``label``: the measure in words.
    """
    known = table[table.high.notna()]
    most = [
        _("{town} ({figure})").format(town=town_name(str(city)), figure=words)
        for city, words in zip(known.city.head(3), known.words.head(3), strict=True)
    ]
    parts = [_("{measure} by town.").format(measure=label)]
    if most:
        parts.append(_("Most: {towns}.").format(towns=list_words(most)))
    without = len(table) - len(known)
    if without:
        parts.append(
            ngettext(
                "{n} town has events but no figure.", "{n} towns have events but no figure.", without
            ).format(n=number(without))
        )
    return " ".join(parts)
