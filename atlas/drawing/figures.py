"""Figures over time: every bin's range between its lowest and highest reported figure, never one bar.

The figures are plain dictionaries in plotly's schema, since plotly express was measured at 40 ms a figure.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import pandas as pd

from atlas.drawing.context_lane import LANE_HEIGHT, lane
from atlas.drawing.context_lane import key as lane_key
from atlas.drawing.histogram import events_histogram
from atlas.drawing.look import look
from atlas.drawing.palette import Palette, palette
from atlas.drawing.range_marks import Bin, bins_of, known_bins, most_of, panel_traces, span_traces, spans_of
from atlas.drawing.ticks import figure_ticks, time_ticks
from atlas.edition.codebook import read_codebook
from atlas.words.language import _, current, ngettext, number, period_words

__all__ = ["alt_text", "events_histogram", "figures_over_time", "plotly_config"]

"""The font that Streamlit carries. Named here because plotly has one of its own unless told."""
TOP, TITLE_HEIGHT, PANEL_HEIGHT, AXIS_HEIGHT = 30, 46, 132, 40


def _note(text: str, axis: str, **where: Any) -> dict[str, Any]:  # noqa: ANN401 - plotly's own keys
    return {"text": text, "xref": "paper", "yref": f"{axis} domain", "showarrow": False, **where}


def measure_title(measure: str) -> str:
    """The heading of a measure's panel in the reader's language."""
    name = _("Events") if measure == "events" else read_codebook().label("claims", "measure", measure)
    return _("{measure} over time").format(measure=name)


def _panel_notes(
    measure: str, axis: str, bins: list[Bin], unit: str, ends: tuple[date, date], colours: Palette
) -> list[dict[str, Any]]:
    by_unit = {"year": _("by year"), "month": _("by month"), "day": _("by day")}.get(unit, "")
    title = f'<b>{measure_title(measure)}</b> <span style="color:{colours.muted}">{by_unit}</span>'
    notes = [
        _note(
            title,
            axis,
            x=0,
            y=1,
            xanchor="left",
            yanchor="bottom",
            yshift=8,
            font={"size": 15, "color": colours.ink},
        )
    ]
    most = most_of(bins)
    if most is None and not known_bins(bins):
        notes.append(
            _note(
                _("No figures for this period"), axis, x=0.5, y=0.5, font={"size": 13, "color": colours.muted}
            )
        )
    elif most is not None:
        first, last = ends
        late = (most.start - first).days > (last - first).days / 2
        notes.append(
            {
                "text": f"<b>{most.words}</b>",
                "x": most.middle,
                "y": most.figure.high,
                "xref": "x",
                "yref": axis,
                "xanchor": "right" if late else "left",
                "xshift": -8 if late else 8,
                "showarrow": False,
                "font": {"size": 13, "color": colours.measure(measure)},
            }
        )
    return notes


def _y_axis(bins: list[Bin], domain: tuple[float, float], colours: Palette) -> dict[str, Any]:
    most = most_of(bins)
    top = most.figure.high if most and most.figure.high else 0
    ticks = figure_ticks(top)
    return {
        "domain": domain,
        "range": [0, 1.12 * top or 1],
        "tickvals": ticks,
        "ticktext": [number(tick) for tick in ticks],
        "tickfont": {"size": 12, "color": colours.muted},
        "gridcolor": colours.grid,
        "zeroline": True,
        "zerolinecolor": colours.muted,
        "zerolinewidth": 1,
        "fixedrange": True,
    }


def _x_axis(first: date, last: date, unit: str, anchor: str, colours: Palette) -> dict[str, Any]:
    ticks = time_ticks(first, last, unit)
    pad = timedelta(days=max((last - first).days * 0.012, 0.7))
    return {
        "type": "date",
        "anchor": anchor,
        # Half a mark of room at both ends.
        "range": [
            (datetime.combine(day, time()) + way * pad).isoformat() for day, way in ((first, -1), (last, 1))
        ],
        "tickvals": [tick.day.isoformat() for tick in ticks],
        "ticktext": [tick.words for tick in ticks],
        "tickfont": {"size": 12, "color": colours.muted},
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": colours.muted,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _domains(panels: int) -> list[tuple[float, float]]:
    """Where the lane and each panel stand in the figure's height, top down, as shares from the bottom."""
    total = LANE_HEIGHT + panels * (TITLE_HEIGHT + PANEL_HEIGHT)
    result = [(1 - LANE_HEIGHT / total, 1.0)]
    for i in range(panels):
        top = 1 - (LANE_HEIGHT + (i + 1) * TITLE_HEIGHT + i * PANEL_HEIGHT) / total
        result.append((max(top - PANEL_HEIGHT / total, 0.0), top))
    return result


def figures_over_time(
    panels: Mapping[str, pd.DataFrame],
    context: pd.DataFrame,
    *,
    granularity: str,
    start: date,
    end: date,
    dark: bool,
    width: int = 350,
    spans: Mapping[str, pd.DataFrame] | None = None,
) -> dict[str, Any]:
    """One figure with a panel per measure over one time axis, and the lane of milestones on top.

    A panel's frame has one row per bin: ``start``, ``end`` (datetime64, inclusive), ``events``, ``known``, ``low``,
    ``high`` (Int64, missing = unknown), ``open_below``, ``open_above``, ``words``; it may be empty. ``context`` has
    ``date`` (datetime64), ``date_precision``, ``kind``, ``title``. ``width`` is the narrowest screen in pixels
    on which nothing may overlap. ``spans``: by measure, what ``aggregates.spans_over_time`` gives. Out: a dictionary in plotly's schema, for ``st.plotly_chart``.

    Drawn per bin: a thin stem up to the low figure and a band from low to high; a dot where they are equal, on the
    axis for a known zero; a triangle on top where somebody says "at least"; a hollow grey mark where no event has
    a figure; nothing where there was no event; a thin level line over its days for a figure that lasts longer than a bin.
    """
    colours = palette(dark)
    frames = [frame for frame in panels.values() if len(frame)]
    first = min([start, *(frame.start.min().date() for frame in frames)])
    last = max([end, *(frame.end.max().date() for frame in frames)])
    room = (width - 60) / max([len(frame) for frame in frames], default=1)
    domains = _domains(len(panels))
    top = lane(context, first, last, width, colours)
    figure: dict[str, Any] = {
        "xaxis": _x_axis(first, last, granularity, f"y{len(panels) + 1}" if panels else "y", colours),
        "yaxis": {"domain": domains[0], "range": [-1, 1], "visible": False, "fixedrange": True},
    }
    data = list(top["data"])
    annotations = [
        _note(
            lane_key(),
            "y",
            x=0,
            y=1,
            xanchor="left",
            yanchor="bottom",
            font={"size": 12, "color": colours.muted},
        ),
        *top["annotations"],
    ]
    widest = 1
    for place, (measure, frame) in enumerate(panels.items(), start=2):
        bins = bins_of(frame)
        data += panel_traces(bins, f"y{place}", colours.measure(measure), colours, room)
        longer = spans_of(spans[measure]) if spans and measure in spans else []
        data += span_traces(longer, f"y{place}", colours.measure(measure), (first, last), 8)
        figure[f"yaxis{place}"] = _y_axis([*bins, *(b for b, _beyond in longer)], domains[place - 1], colours)
        widest = max(widest, *(len(words) for words in figure[f"yaxis{place}"]["ticktext"]))
        annotations += _panel_notes(measure, f"y{place}", bins, granularity, (first, last), colours)
    figure |= {
        **look(colours),
        "height": TOP + LANE_HEIGHT + len(panels) * (TITLE_HEIGHT + PANEL_HEIGHT) + AXIS_HEIGHT,
        # Counted rather than left to plotly, which would lay the figure out twice: a tenth of a change's time.
        "margin": {"l": 14 + 7 * widest, "r": 12, "t": TOP, "b": AXIS_HEIGHT},
        "hovermode": "x",
        "hoverdistance": 30,
        "showlegend": False,
        "shapes": top["shapes"],
        "annotations": annotations,
    }
    return {"data": data, "layout": figure}


def plotly_config(file_name: str, *, picture: str = "png") -> dict[str, Any]:
    """The settings for ``st.plotly_chart``: one button, which saves the figure as ``file_name`` (no suffix), as
    ``picture`` "png" or "svg"."""
    return {
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": picture, "filename": file_name, "scale": 2},
        "displaylogo": False,
        "responsive": True,
        "scrollZoom": False,
        "doubleClick": False,
        "showTips": False,
        # plotly's own words in the reader's language; it has no file of them for Kazakh.
        "locale": current(),
        "locales": {
            current(): {
                "dictionary": {
                    f"Download plot as a {kind.upper()}": _("Save this figure as {kind}").format(
                        kind=kind.upper()
                    )
                    for kind in ("png", "svg")
                }
                | {"Download plot": _("Save this figure")},
                "format": {},
            }
        },
    }


def alt_text(
    panels: Mapping[str, pd.DataFrame],
    spans: Mapping[str, pd.DataFrame] | None = None,
    left_out: int = 0,
) -> str:
    """What the figure shows, for readers who do not see it: each measure's peak, and for how much it is known.

    ``spans``: as ``figures_over_time`` takes them; those that reach beyond the period are in no total, and not here.
    ``left_out``: how many events stand in no bin, so that their number is that of the period.
    """
    sentences = []
    for measure, frame in panels.items():
        bins = bins_of(frame)
        longer = spans_of(spans[measure]) if spans and measure in spans else []
        told = [*bins, *(span for span, beyond in longer if not beyond)]
        if not known_bins(told):
            sentences.append(_("{title}: no figures for this period.").format(title=measure_title(measure)))
            continue
        # Not those of the spans: their events stand in the bins in which they begin, or are left out of these.
        events = sum(b.events for b in bins) + left_out
        known = _("known for {known} of {events}").format(
            known=number(sum(b.known for b in told)),
            events=ngettext("{n} event", "{n} events", events).format(n=number(events)),
        )
        most = most_of(told)
        peak = (
            _("highest figure {figure} ({when})").format(
                when=period_words(most.start, most.end), figure=most.words
            )
            if most
            else _("none reported")
        )
        sentences.append(
            _("{title}: {peak}; {known}.").format(title=measure_title(measure), peak=peak, known=known)
        )
    return " ".join(sentences)
