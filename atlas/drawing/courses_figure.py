"""Draws the courses of campaigns over each other, all beginning at day 0, each as a band between low and high."""

from html import escape
from typing import Any

from atlas.drawing.look import look
from atlas.drawing.palette import palette, translucent
from atlas.drawing.range_marks import at_least_one
from atlas.drawing.ticks import figure_ticks
from atlas.edition.names import campaign_name
from atlas.folds.courses import Course
from atlas.words.language import _, date_words, list_words, number

MOST = 6
"""Courses that can still be told apart."""
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
# Campaigns, not measures: none of the measures' colours, and a dash each, so that colour is never alone.
_LIGHT = ("#10171E", "#B5338A", "#5B7F00", "#2F5FD0", "#B84A00", "#6B7077")
_DARK = ("#E6EBF0", "#F08BD0", "#B4D455", "#8FB0FF", "#FF9B5E", "#A3AEB8")


def shown_title(shown: str) -> str:
    """What runs up, in words, by a code of ``courses.SHOWN``."""
    return {"events": _("Events"), "cities": _("Cities reached"), "detentions": _("Detained")}[shown]


def overlay(courses: list[Course], shown: str, *, dark: bool) -> dict[str, Any]:
    """One figure of up to ``MOST`` courses; those of which no figure is known are left to the words beside it."""
    colours, tones = palette(dark), (_DARK if dark else _LIGHT)
    known = [(one, tones[at], DASHES[at]) for at, one in enumerate(courses[:MOST]) if one.figure.known]
    top = max((one.figure.high or 0 for one, _tone, _dash in known), default=0)
    days = max((one.length for one, _tone, _dash in known), default=0)
    data = [trace for one, tone, dash in known for trace in _traces(one, tone, dash)]
    ticks, at_days = figure_ticks(top), figure_ticks(days)
    axis = {
        "tickfont": {"size": 12, "color": colours.muted},
        "gridcolor": colours.grid,
        "zeroline": True,
        "zerolinecolor": colours.muted,
        "fixedrange": True,
    }
    note = {
        "xref": "paper",
        "yref": "paper",
        "showarrow": False,
        "font": {"size": 13, "color": colours.muted},
    }
    annotations: list[dict[str, Any]] = []
    if not known:
        annotations.append(note | {"x": 0.5, "y": 0.5, "text": _("No figures known")})
    layout = {
        **look(colours),
        "height": 380 + 20 * len(known),
        "margin": {"l": 16 + 7 * max(len(number(tick)) for tick in ticks), "r": 14, "t": 16, "b": 46},
        "showlegend": bool(known),
        "legend": {"orientation": "v", "x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom"}
        | {"font": {"size": 13, "color": colours.ink}, "itemdoubleclick": False},
        "annotations": annotations,
        "xaxis": axis
        | {
            "range": [-0.02 * max(days, 1), 1.03 * max(days, 1)],
            "tickvals": at_days,
            "ticktext": [number(tick) for tick in at_days],
            "title": {"text": _("days since the first day"), "font": {"size": 12, "color": colours.muted}},
        },
        "yaxis": axis
        | {
            "range": [0, 1.08 * top or 1],
            "tickvals": ticks,
            "ticktext": [number(tick) for tick in ticks],
        },
    }
    return {"data": at_least_one(data), "layout": layout}


def _traces(one: Course, tone: str, dash: str) -> list[dict[str, Any]]:
    days, lows, highs = (one.steps[name].tolist() for name in ("day", "low", "high"))
    name = f"{escape(campaign_name(one.campaign), quote=False)}: {one.figure.words()}"
    line = {"color": tone, "width": 2.2, "dash": dash, "shape": "hv"}
    common = {
        "type": "scatter",
        "x": days,
        "legendgroup": one.campaign,
        "hoverinfo": "text",
        "cliponaxis": False,
    }
    low = common | {
        "mode": "lines+markers",
        "name": name,
        "y": lows,
        "line": line,
        "text": [_hover(one, *step) for step in zip(days, lows, highs, strict=True)],
        "marker": {"color": tone, "opacity": 1, "line": {"width": 0}, "size": [3] * (len(days) - 1) + [8]},
    }
    if lows == highs:
        return [low]
    high = common | {
        "mode": "lines",
        "y": highs,
        "line": line | {"width": 1},
        "fill": "tonexty",
        "fillcolor": translucent(tone, 0.13),
        "showlegend": False,
        "hoverinfo": "skip",
    }
    return [low, high]


def _hover(one: Course, day: int, low: int, high: int) -> str:
    figure = number(low) if low == high else _("{low}–{high}").format(low=number(low), high=number(high))
    when = _("day {day}, {date}").format(day=number(day), date=date_words(one.on(day)))
    return f"<b>{escape(campaign_name(one.campaign), quote=False)}</b><br>{when}<br>{figure}"


def alt_text(courses: list[Course], shown: str) -> str:
    """What the figure shows, for readers who do not see it: where each course ends, after how many days."""
    ends = [
        _("{campaign} {figure} after {days} days").format(
            campaign=campaign_name(one.campaign), figure=one.figure.words(), days=number(one.length)
        )
        for one in courses[:MOST]
    ]
    return _("{what} added up by day since each campaign's first day: {ends}.").format(
        what=shown_title(shown), ends=list_words(ends)
    )
