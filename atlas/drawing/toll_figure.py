"""Draws how one event's figure moved: each claimant's word at its day, standing until the same claimant's next."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pandas as pd

from atlas.drawing.look import look
from atlas.drawing.palette import Palette, palette, translucent
from atlas.drawing.range_marks import at_least_one
from atlas.drawing.ticks import figure_ticks, time_ticks
from atlas.folds.aggregates import granularity
from atlas.words.language import date_words, number

HEIGHT, TOP, BOTTOM = 400, 30, 46
SYMBOLS = {
    "official": "square",
    "ngo": "circle",
    "media": "diamond",
    "opposition": "pentagon",
    "unknown": "hexagon",
}
"""The mark of each side of the codebook; officials stand out by colour as well."""
LEVELS = (12, -13, 25, -26, 38)
"""Pixels above a mark at which its number may stand, in the order in which they are tried."""


def side_tone(side: str, measure: str, colours: Palette) -> str:
    """The colour of a side: ink for officials, grey for speakers of no known side, else the measure's own."""
    return {"official": colours.ink, "unknown": colours.unknown}.get(side, colours.measure(measure))


def toll_over_time(
    words: pd.DataFrame, measure: str, *, began: date, known_on: date, dark: bool, width: int = 340
) -> dict[str, Any]:
    """One event's reported figures over time, from a frame of ``toll.words_over_time``; may be empty.

    Drawn per claim with a number: a mark at the day it was said, an upright bar where it is a range, an arrow
    where it is an "at least" or "up to"; filled where it is about the whole event, hollow where partial, a
    cross where withdrawn, ringed where its day is not known, pale where the reader's choice leaves it out.
    A thin line carries each claimant's figure on to that claimant's next. Out: plotly's schema.
    """
    colours = palette(dark)
    drawn = words[words.low.notna() | words.high.notna()]
    days = [began, *(day.date() for day in drawn.said)]
    first, last = min(days), max(days)
    pad = timedelta(days=max((last - first).days * 0.05, 1.0))
    top = max(_height_of(drawn), default=0)
    until = min(datetime.combine(last, time()) + pad, datetime.combine(known_on, time()))
    data: list[dict[str, Any]] = []
    for _claimant, own in drawn[(drawn.scope == "total") & ~drawn.idle].groupby("claimant", sort=False):
        data += _steps(own, until, side_tone(own.side.iloc[0], measure, colours))
    reach = 0.05 * top
    for side in dict.fromkeys(drawn.side):
        own = drawn[drawn.side == side]
        data += _bars(own, reach, side_tone(side, measure, colours))
        data += _marks(own, SYMBOLS.get(side, "hexagon"), side_tone(side, measure, colours))
    undated = drawn[drawn.by_default]
    if len(undated):
        ring = {"symbol": "circle-open", "size": 18, "color": colours.muted, "line": {"width": 1}}
        data.append(_trace(undated, name="day not known", mode="markers", marker=ring, hoverinfo="skip"))
    frame = (datetime.combine(first, time()) - pad, datetime.combine(last, time()) + pad)
    figure = _layout(first, last, frame, top, colours)
    figure["annotations"] = _numbers(drawn, frame, top, width, measure, colours)
    if known_on < last:
        figure["shapes"] = [_known_line(known_on, colours)]
    return {"data": at_least_one(data), "layout": figure}


def _height_of(claims: pd.DataFrame) -> list[int]:
    """Where each claim's mark stands: its high, or its low where it has no high."""
    return [int(high) for high in claims.high.fillna(claims.low)]


def _days(claims: pd.DataFrame) -> list[str]:
    return [str(day) for day in claims.said.dt.strftime("%Y-%m-%d")]


def _trace(claims: pd.DataFrame, **look: Any) -> dict[str, Any]:  # noqa: ANN401 - plotly's own keys
    place = {"x": _days(claims), "y": _height_of(claims)}
    return {"type": "scatter", "showlegend": False, "cliponaxis": False} | place | look


def _steps(own: pd.DataFrame, until: datetime, tone: str) -> list[dict[str, Any]]:
    line = {"color": translucent(tone, 0.55), "width": 1.6, "shape": "hv"}
    bounds = [_height_of(own)]
    lows = [int(low) for low in own.low.fillna(own.high)]
    if lows != bounds[0]:
        bounds.append(lows)
    return [
        {
            **_trace(own, name=str(own.claimant.iloc[0]), mode="lines", line=line, hoverinfo="skip"),
            "x": [*_days(own), until.isoformat()],
            "y": [*values, values[-1]],
        }
        for values in bounds
    ]


def _bars(own: pd.DataFrame, reach: float, tone: str) -> list[dict[str, Any]]:
    """Upright bars over the ranges, and arrows where a figure is open at one end."""
    x: list[str | None] = []
    y: list[float | None] = []
    arrows: tuple[list[str], list[float], list[str]] = ([], [], [])
    for day, low, high in zip(_days(own), own.low, own.high, strict=True):
        if low is pd.NA or high is pd.NA:
            start = float(high if low is pd.NA else low)
            end = max(start - reach, 0.0) if low is pd.NA else start + reach
            shape = "triangle-down" if low is pd.NA else "triangle-up"
            for values, value in zip(arrows, (day, end, shape), strict=True):
                values.append(value)  # type: ignore[attr-defined]
        else:
            start, end = float(low), float(high)
        if start != end:
            x += [day, day, None]
            y += [start, end, None]
    data: list[dict[str, Any]] = []
    look = {"type": "scatter", "showlegend": False, "hoverinfo": "skip", "cliponaxis": False}
    if x:
        line = {"color": translucent(tone, 0.7), "width": 3}
        data.append(look | {"name": "range", "mode": "lines", "x": x, "y": y, "line": line})
    if arrows[0]:
        marker = {"symbol": arrows[2], "size": 8, "color": tone}
        data.append(
            look | {"name": "open", "mode": "markers", "x": arrows[0], "y": arrows[1], "marker": marker}
        )
    return data


def _marks(own: pd.DataFrame, symbol: str, tone: str) -> list[dict[str, Any]]:
    symbols = {"total": symbol, "partial": f"{symbol}-open", "withdrawn": "x-thin-open"}
    marker = {
        "symbol": [symbols[scope] for scope in own.scope],
        "size": [{"total": 9, "partial": 7, "withdrawn": 10}[scope] for scope in own.scope],
        "color": tone,
        "opacity": [0.3 if idle else 1.0 for idle in own.idle],
        "line": {"color": tone, "width": [{"withdrawn": 2.5}.get(scope, 1.3) for scope in own.scope]},
    }
    text = [
        f"{date_words(day.date())}:<br>{claimant}: {figure}"
        for day, claimant, figure in zip(own.said, own.claimant, own.words, strict=True)
    ]
    return [_trace(own, name="figures", mode="markers", marker=marker, text=text, hoverinfo="text")]


def _numbers(
    drawn: pd.DataFrame,
    frame: tuple[datetime, datetime],
    top: int,
    width: int,
    measure: str,
    colours: Palette,
) -> list[dict[str, Any]]:
    """The numbers at the marks of whole and withdrawn figures, where they find room on a narrow screen."""
    named = drawn[drawn.scope != "partial"]
    notes: list[dict[str, Any]] = []
    taken: list[tuple[float, float, float]] = []
    said: set[tuple[str, str]] = set()
    places = [_place(*mark, frame, top, width) for mark in zip(_days(drawn), _height_of(drawn), strict=True)]
    marks = zip(_days(named), _height_of(named), named.words, named.side, strict=True)
    for day, high, text, side in marks:
        if (day, text) in said:
            continue
        x, y = _place(day, high, frame, top, width)
        half = 3.4 * len(text) + 2
        for level in LEVELS:
            box = (x, y + level, half)
            free = all(abs(x - a) > half + c or abs(y + level - b) >= 10 for a, b, c in taken)
            clear = all(abs(x - a) > half + 5 or abs(y + level - b) > 10 for a, b in places)
            if free and clear:
                taken.append(box)
                said.add((day, text))
                font = {"size": 12, "color": side_tone(side, measure, colours)}
                place = {"x": day, "y": high, "xref": "x", "yref": "y", "yshift": level}
                notes.append({"text": text, "showarrow": False, "font": font} | place)
                break
    return notes


def _place(
    day: str, high: int, frame: tuple[datetime, datetime], top: int, width: int
) -> tuple[float, float]:
    """Where a mark stands on the narrow screen, in pixels from the axes."""
    share = (datetime.fromisoformat(day) - frame[0]) / (frame[1] - frame[0])
    return share * (width - 60), (HEIGHT - TOP - BOTTOM) * high / (1.2 * top or 1)


def _known_line(day: date, colours: Palette) -> dict[str, Any]:
    line = {"color": colours.accent, "width": 1.5, "dash": "dash"}
    across = {"x0": day.isoformat(), "x1": day.isoformat(), "y0": 0, "y1": 1, "yref": "y domain"}
    return {"type": "line", "line": line} | across


def _layout(
    first: date, last: date, frame: tuple[datetime, datetime], top: int, colours: Palette
) -> dict[str, Any]:
    unit = granularity(first, last)
    # Days stand where they are here, so a tick of a month or a year stands at its first day.
    ticks = time_ticks(first, last, "day" if unit == "day" else "")
    ys = figure_ticks(top)
    text = {"size": 12, "color": colours.muted}
    return {
        **look(colours),
        "height": HEIGHT,
        "margin": {"l": 18 + 7 * len(number(ys[-1])), "r": 12, "t": TOP, "b": BOTTOM},
        "xaxis": {
            "type": "date",
            "range": [end.isoformat() for end in frame],
            "tickvals": [tick.day.isoformat() for tick in ticks],
            "ticktext": [tick.words for tick in ticks],
            "tickfont": text,
            "ticks": "outside",
            "tickcolor": colours.muted,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        "yaxis": {
            "range": [0, 1.2 * top or 1],
            "tickvals": ys,
            "ticktext": [number(tick) for tick in ys],
            "tickfont": text,
            "gridcolor": colours.grid,
            "zeroline": True,
            "zerolinecolor": colours.muted,
            "fixedrange": True,
        },
        "showlegend": False,
    }
