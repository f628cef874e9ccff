"""What others counted in a period beside the events here, a pair of bars a period."""

from collections.abc import Sequence
from typing import Any

from atlas.drawing.look import look
from atlas.drawing.palette import palette
from atlas.drawing.ticks import figure_ticks
from atlas.folds.coverage import OutsideCount
from atlas.words.language import _, number, span_words


def outside_figure(counts: Sequence[OutsideCount], *, dark: bool) -> dict[str, Any]:
    """Out: a dictionary in plotly's schema, the earliest period on top."""
    colours = palette(dark)
    periods = [span_words(one.start, one.end, "month") for one in counts]
    ticks = figure_ticks(max((max(one.counted, one.ours) for one in counts), default=0))
    bars = [
        (_("Events here"), colours.events, [one.ours for one in counts]),
        (_("Counted by others"), colours.muted, [one.counted for one in counts]),
    ]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "name": name,
                "y": periods,
                "x": values,
                "text": [number(value) for value in values],
                "textposition": "outside",
                "cliponaxis": False,
                "textfont": {"size": 12, "color": colours.ink},
                "marker": {"color": colour},
                "hovertemplate": f"{name}, %{{y}}: %{{text}}<extra></extra>",
            }
            for name, colour, values in bars
        ],
        "layout": {
            **look(colours),
            "height": 90 + 52 * len(counts),
            "margin": {"l": 8, "r": 48, "t": 32, "b": 32},
            "bargap": 0.3,
            "showlegend": True,
            "legend": {
                "orientation": "h",
                "traceorder": "reversed",
                "x": 0,
                "y": 1.02,
                "yanchor": "bottom",
                "font": {"size": 12, "color": colours.ink},
            },
            "xaxis": {
                "tickvals": ticks,
                "ticktext": [number(tick) for tick in ticks],
                "tickfont": {"size": 12, "color": colours.muted},
                "gridcolor": colours.grid,
                "zerolinecolor": colours.muted,
                "fixedrange": True,
            },
            "yaxis": {
                "autorange": "reversed",
                "automargin": True,
                "tickfont": {"size": 12, "color": colours.ink},
                "fixedrange": True,
            },
        },
    }


def alt_text(counts: Sequence[OutsideCount]) -> str:
    """Each pair in words, for readers who do not see the bars."""
    pairs = [
        _("{period}: {ours} here, {counted} counted by others").format(
            period=span_words(one.start, one.end, "month"),
            ours=number(one.ours),
            counted=number(one.counted),
        )
        for one in counts
    ]
    return "; ".join(pairs) + "."
