"""Range marks lying side by side: official against independent figures, and totals under each rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log10
from typing import Any

from atlas.drawing.look import look
from atlas.drawing.palette import Palette, palette
from atlas.drawing.range_marks import at_least_one
from atlas.drawing.ticks import figure_ticks
from atlas.tally.ranges import Range
from atlas.words.language import number

ROW, LANE = 34, 19
"""Pixels for a row's heading and for each of its lanes."""
BOTTOM, EDGE = 34, 14
SYMBOLS = {"official": "square", "independent": "circle", "all": "diamond"}


@dataclass(frozen=True)
class Row:
    """A heading and one range per rule, drawn below it; an unknown range says so in words."""

    heading: str
    lanes: Sequence[tuple[str, Range]]


def tone(whose: str, measure: str, colours: Palette) -> str:
    """The colour of a rule: ink for officials, the measure's own for the others."""
    if whose == "official":
        return colours.ink
    return colours.measure(measure) if whose == "independent" else colours.muted


def dumbbells(rows: Sequence[Row], measure: str, *, logarithmic: bool, dark: bool) -> dict[str, Any]:
    """One row per event over one axis; ``logarithmic`` widens small figures, zero staying at the edge.

    Drawn per lane: a bar from low to high with a mark at each end, a dot where they are equal, an arrow where
    somebody says "at least", an open start below an "up to"; between the lanes of a row a dotted line over
    the gap. Out: a dictionary in plotly's schema.
    """
    colours = palette(dark)
    most = max((one.high or 0 for row in rows for _whose, one in row.lanes), default=0)
    axis = _Axis(most, logarithmic)
    data: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    height = sum(ROW + LANE * len(row.lanes) for row in rows)
    y = float(height)
    for row in rows:
        notes.append(_heading(row.heading, y - 15, colours))
        ends = [one for _whose, one in row.lanes if one.known]
        lanes = [y - ROW - LANE * (at + 0.5) + 8 for at in range(len(row.lanes))]
        pair = len(ends) == len(row.lanes) == 2
        bridge = _bridge(ends[0], ends[1], lanes, axis, colours) if pair else []
        data += bridge
        for (whose, one), place in zip(row.lanes, lanes, strict=True):
            colour = tone(whose, measure, colours)
            marks, label = _lane(one, place, axis, SYMBOLS[whose], colour, bridged=bool(bridge))
            data += marks
            notes.append(label)
        y -= ROW + LANE * len(row.lanes)
    return {"data": at_least_one(data), "layout": _layout(axis, height, notes, colours)}


def totals(rows: Mapping[str, Row], *, dark: bool) -> dict[str, Any]:
    """One panel per measure below each other, each its row over an axis of its own, as their figures differ by
    thousands. Out: a dictionary in plotly's schema."""
    colours = palette(dark)
    panels = [dumbbells([row], measure, logarithmic=False, dark=dark) for measure, row in rows.items()]
    heights = [panel["layout"]["height"] for panel in panels]
    layout = {**look(colours), "height": sum(heights), "margin": {"l": EDGE, "r": EDGE, "t": 0, "b": 0}}
    data: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    bottom = float(sum(heights))
    for at, (panel, height) in enumerate(zip(panels, heights, strict=True), start=1):
        own, bottom = panel["layout"], bottom - height
        place = [max((bottom + BOTTOM) / sum(heights), 0), min((bottom + height - EDGE) / sum(heights), 1)]
        x, y = f"x{at}", f"y{at}"
        layout[f"xaxis{at}"] = own["xaxis"] | {"anchor": y}
        layout[f"yaxis{at}"] = own["yaxis"] | {"anchor": x, "domain": place}
        data += [trace | {"xaxis": x, "yaxis": y} for trace in panel["data"]]
        notes += [
            note | {"yref": y} | ({"xref": x} if note["xref"] == "x" else {}) for note in own["annotations"]
        ]
    return {"data": data, "layout": layout | {"showlegend": False, "annotations": notes}}


class _Axis:
    """Where a figure stands between 0 and the greatest, on a plain or a logarithmic scale."""

    def __init__(self, most: int, logarithmic: bool) -> None:
        self.most, self.logarithmic = max(most, 1), logarithmic

    def at(self, value: int) -> float:
        # One is added, so that a reported zero has its place too.
        return log10(value + 1) / log10(self.most + 1) if self.logarithmic else value / self.most

    def ticks(self) -> list[int]:
        if not self.logarithmic:
            return figure_ticks(self.most)
        tens = [10**power for power in range(8) if 10**power <= self.most]
        return [0, *(tens if len(tens) <= 5 else tens[::2])]


def _heading(text: str, y: float, colours: Palette) -> dict[str, Any]:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "y": y,
        "yref": "y",
        "xanchor": "left",
        "showarrow": False,
        "font": {"size": 13, "color": colours.ink},
        "align": "left",
    }


def _trace(x: list[float], y: list[float], **look: Any) -> dict[str, Any]:  # noqa: ANN401 - plotly's own keys
    return {"type": "scatter", "x": x, "y": y, "hoverinfo": "skip", "showlegend": False} | look


def _bridge(
    one: Range, other: Range, lanes: list[float], axis: _Axis, colours: Palette
) -> list[dict[str, Any]]:
    """A dotted line between the nearer ends of two ranges, where the higher one stands; none where they meet."""
    a, b = (one, lanes[0]), (other, lanes[1])
    (lower, below), (upper, beside) = (a, b) if (one.high or 0) <= (other.high or 0) else (b, a)
    if (upper.low or 0) <= (lower.high or 0):
        return []
    near, far = axis.at(lower.high or 0), axis.at(upper.low or 0)
    # Along the higher one's lane: in the other the words of the lower one stand.
    line = {"color": colours.muted, "width": 1.4, "dash": "dot"}
    return [_trace([near, near, far], [below, beside, beside], mode="lines", line=line, name="gap")]


def _lane(
    one: Range, y: float, axis: _Axis, symbol: str, colour: str, bridged: bool
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The marks of one range and its words beside them."""
    if one.low is None or one.high is None:
        return [], _words(one, 0.0, y, "left", 4, colour)
    low, high = axis.at(one.low), axis.at(one.high)
    no_low = one.open_below and not one.low
    data = []
    if one.low < one.high:
        # The start of an "up to" is nobody's word: dotted down to zero rather than a bar.
        line = {"color": colour} | ({"width": 1.6, "dash": "dot"} if no_low else {"width": 4})
        data.append(_trace([low, high], [y, y], mode="lines", line=line, name="range"))
    # A range that nobody bounds below has no mark there; an "at least" ends in an arrow.
    first = "line-ns" if no_low else symbol
    end = "triangle-right" if one.open_above else symbol
    symbols = [first, end] if one.low < one.high else [end]
    marker = {
        "symbol": symbols,
        "size": 9,
        "color": colour,
        "opacity": 1,
        "line": {"color": colour, "width": 1.5},
    }
    xs = [low, high] if one.low < one.high else [high]
    data.append(
        _trace(
            xs,
            [y] * len(xs),
            mode="markers",
            marker=marker,
            text=[one.words()] * len(xs),
            hoverinfo="text",
            name="ends",
            cliponaxis=False,
        )
    )
    # Left of the bar where there would be no room right of it.
    left = high > 0.6 and low > 0.35 and not bridged
    shift = -10 if left else 10
    return data, _words(one, low if left else high, y, "right" if left else "left", shift, colour)


def _words(one: Range, x: float, y: float, anchor: str, shift: int, colour: str) -> dict[str, Any]:
    return {
        "text": one.shown(),
        "x": x,
        "xref": "x",
        "y": y,
        "yref": "y",
        "showarrow": False,
        "xanchor": anchor,
        "xshift": shift,
        "font": {"size": 12, "color": colour},
    }


def _layout(axis: _Axis, height: int, notes: list[dict[str, Any]], colours: Palette) -> dict[str, Any]:
    ticks = axis.ticks()
    return {
        **look(colours),
        "height": height + BOTTOM + EDGE,
        "margin": {"l": EDGE, "r": EDGE, "t": EDGE, "b": BOTTOM},
        "xaxis": {
            # Room right of the greatest figure for its arrow and, where the bar is long, for its words.
            "range": [-0.02, 1.35],
            "tickvals": [axis.at(tick) for tick in ticks],
            "ticktext": [number(tick) for tick in ticks],
            "tickfont": {"size": 12, "color": colours.muted},
            "gridcolor": colours.grid,
            "zeroline": False,
            "fixedrange": True,
        },
        "yaxis": {"range": [0, height], "visible": False, "fixedrange": True},
        "showlegend": False,
        "annotations": notes,
    }
