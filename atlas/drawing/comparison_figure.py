"""Two to six towns on one time axis: a panel of range marks each, one above the other."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from html import escape
from typing import Any

import pandas as pd

from atlas.drawing.look import look
from atlas.drawing.palette import Palette, palette
from atlas.drawing.range_marks import Bin, bins_of, known_bins, most_of, panel_traces
from atlas.drawing.ticks import figure_ticks, time_ticks
from atlas.edition.names import town_name
from atlas.words.language import _, number

TITLE, PANEL, AXIS = 30, 84, 40
"""Pixels: the town's name above its panel, the panel, and the time axis below the last."""


def comparison(
    panels: Mapping[str, pd.DataFrame],
    measure: str,
    *,
    unit: str,
    start: date,
    end: date,
    same_scale: bool,
    dark: bool,
    width: int = 350,
) -> dict[str, Any]:
    """One figure with a panel per town, as a dictionary in plotly's schema; marks as in the figures over time.

    ``panels`` has at least one town, each with what ``aggregates.figures_over_time`` gives, all on one axis of
    bins. With ``same_scale`` every panel reaches to the highest figure of all, otherwise to its own.
    """
    colours = palette(dark)
    frames = list(panels.values())
    first = min([start, *(frame.start.min().date() for frame in frames)])
    last = max([end, *(frame.end.max().date() for frame in frames)])
    drawn = {city: bins_of(frame) for city, frame in panels.items()}
    tops = {city: _top(bins) for city, bins in drawn.items()}
    total = len(drawn) * (TITLE + PANEL)
    room = (width - 60) / max(len(frames[0]), 1)
    layout: dict[str, Any] = {}
    data: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    widest = 1
    for place, (city, bins) in enumerate(drawn.items()):
        number_ = "" if place == 0 else str(place + 1)
        upper = 1 - (place * (TITLE + PANEL) + TITLE) / total
        top = max(tops.values()) if same_scale else tops[city]
        ticks = figure_ticks(top)[::2] if len(figure_ticks(top)) > 3 else figure_ticks(top)
        layout[f"yaxis{number_}"] = {
            "domain": [max(upper - PANEL / total, 0.0), upper],
            "range": [0, 1.15 * top or 1],
            "tickvals": ticks,
            "ticktext": [number(tick) for tick in ticks],
            "tickfont": {"size": 12, "color": colours.muted},
            "gridcolor": colours.grid,
            "zeroline": True,
            "zerolinecolor": colours.muted,
            "fixedrange": True,
        }
        widest = max(widest, *(len(number(tick)) for tick in ticks))
        data += panel_traces(bins, f"y{number_}", colours.measure(measure), colours, room)
        notes.append(_title(city, bins, f"y{number_}", colours))
    ticks_ = time_ticks(first, last, unit)
    pad = timedelta(days=max((last - first).days * 0.012, 0.7))
    return {
        "data": data,
        "layout": layout
        | {
            "xaxis": {
                "type": "date",
                "anchor": f"y{len(drawn)}" if len(drawn) > 1 else "y",
                "range": [
                    (datetime.combine(day, time()) + way * pad).isoformat()
                    for day, way in ((first, -1), (last, 1))
                ],
                "tickvals": [tick.day.isoformat() for tick in ticks_],
                "ticktext": [tick.words for tick in ticks_],
                "tickfont": {"size": 12, "color": colours.muted},
                "ticks": "outside",
                "tickcolor": colours.muted,
                # The one thing that the panels share must be followed through them all.
                "showgrid": True,
                "gridcolor": colours.grid,
                "zeroline": False,
                "fixedrange": True,
            },
            **look(colours),
            "height": total + AXIS,
            "margin": {"l": 14 + 7 * widest, "r": 12, "t": 0, "b": AXIS},
            "hoverdistance": 30,
            "showlegend": False,
            "annotations": notes,
        },
    }


def _top(bins: list[Bin]) -> int:
    most = most_of(bins)
    return int(most.figure.high or 0) if most else 0


def _title(city: str, bins: list[Bin], axis: str, colours: Palette) -> dict[str, Any]:
    return {
        "text": f'<b>{escape(town_name(city))}</b>  <span style="color:{colours.muted}">{escape(_peak(bins))}</span>',
        "x": 0,
        "y": 1,
        "xref": "paper",
        "yref": f"{axis} domain",
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 3,
        "showarrow": False,
        "font": {"size": 13, "color": colours.ink},
    }


def _peak(bins: list[Bin]) -> str:
    """The highest figure of a town in a few words, or why there is none."""
    if not bins:
        return _("no events")
    if not known_bins(bins):
        return _("no figure known")
    most = most_of(bins)
    return _("highest: {figure}").format(figure=most.words) if most else _("none reported")


def alt_text(panels: Mapping[str, pd.DataFrame], label: str) -> str:
    """The comparison for readers who do not see it. ``label``: the measure in words."""
    parts = [f"{town_name(city)}: {_peak(bins_of(frame))}." for city, frame in panels.items()]
    return " ".join([_("{measure} over time, by town.").format(measure=label), *parts])
