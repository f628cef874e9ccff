"""One panel's marks: how the range of each bin of a time axis is drawn with plotly's traces."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from atlas.drawing.palette import Palette, translucent
from atlas.tally.range_columns import ranges
from atlas.tally.ranges import Range
from atlas.words.language import _, ngettext, number, period_words

CIRCLE, TRIANGLE_UP, LINE_EAST_WEST, HOLLOW = 0, 5, 41, 100
"""plotly's numbers for marker symbols."""


@dataclass(frozen=True)
class Bin:
    """One unit of the time axis with at least one event: where it stands, its range and its words."""

    start: date
    end: date
    events: int
    known: int
    figure: Range
    words: str
    longer: str = ""
    """What begins in it and lasts longer, so that it stands in no bin, in words; empty where nothing does."""

    @property
    def middle(self) -> str:
        """The day the bin's mark stands on, as ISO."""
        return (self.start + (self.end - self.start + timedelta(days=1)) // 2).isoformat()

    def hover(self) -> str:
        """The bin in the same words as the table, in lines short enough for a phone."""
        when = period_words(self.start, self.end)
        known = _("known for {known} of {events}").format(
            known=number(self.known),
            events=ngettext("{n} event", "{n} events", self.events).format(n=number(self.events)),
        )
        gap = " " if len(when) + len(self.words) < 26 else "<br>"
        longer = _("longer than this: {figure}").format(figure=self.longer) if self.longer else ""
        if longer and not self.known:
            return f"{when}:<br>{longer}"
        return f"{when}:{gap}{self.words}<br>{known}" + (f"<br>{longer}" if longer else "")


def bins_of(panel: pd.DataFrame) -> list[Bin]:
    """The bins with events. Wants the columns that ``figures.figures_over_time`` lists; may be empty."""
    names = ["events", "known", "words"]
    if "beyond_words" in panel:
        names.append("beyond_words")
    columns = (panel[name].tolist() for name in names)
    days = (panel[name].dt.date.tolist() if len(panel) else [] for name in ("start", "end"))
    return [
        Bin(start, end, int(events), int(known), figure, *words)
        for start, end, figure, events, known, *words in zip(*days, ranges(panel), *columns, strict=True)
        if events
    ]


def known_bins(bins: list[Bin]) -> list[tuple[Bin, int, int]]:
    """The bins with a figure, and its bounds as numbers."""
    return [
        (b, b.figure.low, b.figure.high)
        for b in bins
        if b.figure.low is not None and b.figure.high is not None
    ]


def _upright(name: str, axis: str, bins: list[tuple[str, int, int]], line: dict[str, Any]) -> dict[str, Any]:
    """Upright lines as one path, which draws faster than a bar each."""
    return {
        "type": "scatter",
        "name": name,
        "mode": "lines",
        "x": [x for middle, _low, _high in bins for x in (middle, middle, None)],
        "y": [y for _middle, low, high in bins for y in (low, high, None)],
        "yaxis": axis,
        "line": line,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _symbol(b: Bin) -> int:
    if b.figure.high is None:
        return HOLLOW
    if b.figure.open_above:
        return TRIANGLE_UP
    return CIRCLE if b.figure.low == b.figure.high else LINE_EAST_WEST


MOST_SPANS = 40
"""So many spans are drawn in a panel, those with the highest figures; more would be a hatching."""


def span_traces(
    spans: list[tuple[Bin, bool]], axis: str, tone: str, within: tuple[date, date], cap: float
) -> list[dict[str, Any]]:
    """Figures that stand in no single bin: a thin level line over their days at the highest figure, with a foot at each
    end that lies on the axis; paler where they reach beyond the period. The mark in the middle answers the pointer.
    ``spans``: each with whether it reaches beyond; ``within``: first and last day of the axis."""
    known = [(b, b.figure.high, beyond) for b, beyond in spans if b.figure.high is not None]
    known = sorted(known, key=lambda found: -found[1])[:MOST_SPANS]
    traces: list[dict[str, Any]] = []
    for beyond in (False, True):
        x: list[str | None] = []
        y: list[float | None] = []
        for b, high, reaches in known:
            if reaches == beyond:
                first, last = max(b.start, within[0]), min(b.end, within[1]) + timedelta(days=1)
                x += [first.isoformat(), last.isoformat(), None]
                y += [high, high, None]
        if x:
            traces.append(
                {
                    "type": "scatter",
                    "name": "beyond" if beyond else "spans",
                    "mode": "lines+markers",
                    "x": x,
                    "y": y,
                    "yaxis": axis,
                    "line": {"color": translucent(tone, 0.45 if beyond else 0.9), "width": 1.5},
                    "marker": {"symbol": "line-ns", "size": cap, "line": {"color": tone, "width": 1}},
                    "hoverinfo": "skip",
                    "showlegend": False,
                }
            )
    if known:
        middles = []
        for b, _high, _beyond in known:
            first, last = max(b.start, within[0]), min(b.end, within[1])
            middles.append((first + (last - first + timedelta(days=1)) // 2).isoformat())
        traces.append(
            {
                "type": "scatter",
                "name": "figures of spans",
                "mode": "markers",
                "x": middles,
                "y": [high for _b, high, _beyond in known],
                "yaxis": axis,
                "text": [
                    b.hover()
                    if not beyond
                    else _("{figure}<br>reaches beyond the period").format(figure=b.hover())
                    for b, _high, beyond in known
                ],
                "hoverinfo": "text",
                "marker": {"symbol": CIRCLE, "size": 5, "color": tone, "opacity": 0.9},
                "cliponaxis": False,
                "showlegend": False,
            }
        )
    return traces


def spans_of(spans: pd.DataFrame) -> list[tuple[Bin, bool]]:
    """The rows of ``aggregates.spans_over_time`` as bins, each with whether it reaches beyond the period."""
    return list(zip(bins_of(spans), spans.beyond.tolist(), strict=True))


def _marks(axis: str, bins: list[Bin], tone: str, colours: Palette, cap: float) -> dict[str, Any]:
    """One mark per bin at its highest figure, which answers the pointer."""
    symbols = [_symbol(b) for b in bins]
    # A known zero is a dot on the axis, smaller than the dot of a figure that all agree on.
    sizes = {LINE_EAST_WEST: cap, TRIANGLE_UP: 9, HOLLOW: round(min(max(0.75 * cap, 4), 6), 1)}
    return {
        "type": "scatter",
        "name": "figures",
        "mode": "markers",
        "x": [b.middle for b in bins],
        "y": [b.figure.high or 0 for b in bins],
        "yaxis": axis,
        "text": [b.hover() for b in bins],
        # Text alone: with anything else plotly adds a label with the date in English.
        "hoverinfo": "text",
        "marker": {
            "symbol": symbols,
            "size": [
                sizes.get(symbol, 7 if b.figure.high else 4) for symbol, b in zip(symbols, bins, strict=True)
            ],
            "color": [colours.unknown if symbol == HOLLOW else tone for symbol in symbols],
            # plotly makes marks of several sizes see-through unless told.
            "opacity": 1,
            "line": {"color": tone, "width": [{LINE_EAST_WEST: 2, HOLLOW: 1.3}.get(s, 0) for s in symbols]},
        },
        # Zeros stand on the axis line and would be cut in half.
        "cliponaxis": False,
        "showlegend": False,
    }


def at_least_one(traces: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The traces, or one without points: plotly 7.1 fails over its own message for a figure that has none."""
    return traces or [{"type": "scatter", "name": "nothing", "x": [], "y": [], "showlegend": False}]


def panel_traces(
    bins: list[Bin], axis: str, tone: str, colours: Palette, room: float
) -> list[dict[str, Any]]:
    """The marks of one panel; ``room`` is the width of a bin in pixels on a narrow screen."""
    # A bin of which all figures last longer is no bin without a figure.
    bins = [b for b in bins if b.known or not b.longer]
    known = known_bins(bins)
    cap = round(min(max(0.9 * room, 4), 12), 1)
    thin = {"color": translucent(tone, 0.4), "width": 1.2}
    thick = {"color": tone, "width": round(min(max(0.5 * room, 2.5), 7), 1)}
    lower = [(b.middle, low) for b, low, high in known if 0 < low < high]
    traces = [
        _upright("to low", axis, [(b.middle, 0, low) for b, low, _high in known if low], thin),
        _upright("low to high", axis, [(b.middle, low, high) for b, low, high in known if low < high], thick),
        {
            "type": "scatter",
            "name": "low",
            "mode": "markers",
            "x": [middle for middle, _low in lower],
            "y": [low for _middle, low in lower],
            "yaxis": axis,
            "marker": {"symbol": LINE_EAST_WEST, "size": cap, "line": {"color": tone, "width": 2}},
            "hoverinfo": "skip",
            "showlegend": False,
        },
    ]
    return [trace for trace in traces if trace["x"]] + [_marks(axis, bins, tone, colours, cap)]


def most_of(bins: list[Bin]) -> Bin | None:
    """The bin with the highest figure, the earliest where there are several; none where nothing is above zero."""
    known = [(high, low, b) for b, low, high in known_bins(bins) if high]
    return max(known, key=lambda found: found[:2])[2] if known else None
