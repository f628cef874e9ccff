"""The timeline as one figure: ``figures_over_time`` with named milestones, spans, steps and a log scale added."""

from collections.abc import Mapping
from datetime import date, timedelta
from html import escape
from math import log10
from textwrap import shorten, wrap
from typing import Any

import pandas as pd

from atlas.drawing import figures
from atlas.drawing.palette import Palette, palette, translucent
from atlas.drawing.range_marks import Bin, bins_of, known_bins, most_of
from atlas.folds.timeline import rows_apart
from atlas.words.language import _, date_words, number, span_words

NAME_ROWS, NAME_HEIGHT = 5, 17
SPAN_TITLE, SPAN_HEIGHT, MOST_SPAN_ROWS = 36, 8, 14
_STRIPS = ("office", "election", "party", "constitution", "law")
"""The kinds of milestones that are named beside the lane, in turn, as long as there is room."""

_ARROWED = {"left": "↖ {name}", "right": "{name} ↗", "center": "↑ {name}"}
"""A name's arrow leads to its mark, which is above one of its ends or its middle."""


def timeline(
    panels: Mapping[str, pd.DataFrame],
    context: pd.DataFrame,
    spans: pd.DataFrame,
    *,
    granularity: str,
    bins: int,
    start: date,
    end: date,
    summed: frozenset[str],
    logarithmic: bool,
    selectable: bool,
    dark: bool,
    width: int,
    longer: Mapping[str, pd.DataFrame] | None = None,
) -> dict[str, Any]:
    """Lane, panels and spans over one time axis, as a dictionary in plotly's schema.

    ``panels`` and ``context`` as ``figures.figures_over_time`` takes them, of which this is an extension; the
    panels hold bins with events only, ``bins`` is how many the axis has. ``spans`` as ``timeline.spans``
    gives them. ``summed``: the measures whose panel is a running total, drawn as steps. ``width``: pixels
    across on the narrowest screen. ``longer``: by measure, the figures that stand in no bin. With ``selectable``, dragging draws a box over a stretch of time.
    """
    colours = palette(dark)
    shown = max((len(frame) for frame in panels.values()), default=0)
    figure = figures.figures_over_time(
        panels,
        context,
        granularity=granularity,
        start=start,
        end=end,
        dark=dark,
        spans=longer,
        # It shares the width among the bins it is given, which here are only those with events.
        width=60 + round((width - 60) * max(shown, 1) / max(bins, 1)),
    )
    first = min([start, *(frame.start.min().date() for frame in panels.values() if len(frame))])
    last = max([end, *(frame.end.max().date() for frame in panels.values() if len(frame))])
    for place, (measure, frame) in enumerate(panels.items(), start=2):
        if measure in summed:
            _step(figure, f"y{place}", bins_of(frame), last, colours.measure(measure))
        if logarithmic:
            _stretch(figure, place, bins_of(frame), colours)
    _name_milestones(figure, context, first, last, width, colours)
    _add_spans(figure, spans, first, last, len(panels), colours)
    figure["layout"] |= (
        {"dragmode": "select", "selectdirection": "h", "newselection": {"line": {"color": colours.accent}}}
        if selectable
        else {}
    )
    return figure


def _step(figure: dict[str, Any], axis: str, bins: list[Bin], last: date, tone: str) -> None:
    """Replace the uprights of a panel by the band between the low and the high running total."""
    figure["data"] = [
        trace
        for trace in figure["data"]
        if trace.get("yaxis") != axis or trace["name"] not in ("to low", "low to high", "low")
    ]
    (marks,) = (t for t in figure["data"] if t.get("yaxis") == axis and t["name"] == "figures")
    marks["text"] = [
        _("Added up to {when}:").format(when=date_words(b.end)) + "<br>" + b.hover().partition(":")[2].strip()
        for b in bins
    ]
    for at, b in enumerate(bins):
        # A hundred caps on a line would hide the line.
        marks["marker"]["size"][at] = 4 if b.figure.known else 0
        marks["marker"]["symbol"][at] = 0
        marks["marker"]["line"]["width"][at] = 0
    for annotation in figure["layout"]["annotations"]:
        if annotation.get("yref") == axis and annotation.get("xref") == "x":
            annotation["xanchor"], annotation["xshift"], annotation["yshift"] = "right", -4, 10
    known = known_bins(bins)
    if not known:
        return
    x = [b.middle for b, _low, _high in known] + [(last + timedelta(days=1)).isoformat()]
    lows, highs = ([one[at] for one in known] for at in (1, 2))
    common = {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "yaxis": axis,
        "hoverinfo": "skip",
        "showlegend": False,
    }
    band = [
        common
        | {"name": "low", "y": [*lows, lows[-1]], "line": {"color": tone, "width": 1.2, "shape": "hv"}},
        common
        | {
            "name": "low to high",
            "y": [*highs, highs[-1]],
            "line": {"color": tone, "width": 2, "shape": "hv"},
            "fill": "tonexty",
            "fillcolor": translucent(tone, 0.3),
        },
    ]
    at = figure["data"].index(marks)
    figure["data"][at:at] = band


def height_of(figure: float) -> float:
    """Where a figure stands on the log scale: one step for each tenfold from 1 on, and 0 a step below 1.

    A logarithm has no place for 0, so 0 has a line of its own under a gap; a reported 0 stays visible there.
    """
    return 0.0 if figure <= 0 else 1 + log10(max(figure, 1))


def _stretch(figure: dict[str, Any], place: int, bins: list[Bin], colours: Palette) -> None:
    """Move everything in a panel to the log scale."""
    axis, layout = f"y{place}", figure["layout"]
    for trace in figure["data"]:
        if trace.get("yaxis") == axis:
            trace["y"] = [None if y is None else round(height_of(y), 4) for y in trace["y"]]
    for annotation in layout["annotations"]:
        if annotation.get("yref") == axis:
            annotation["y"] = height_of(annotation["y"])
    most = most_of(bins)
    top = height_of(most.figure.high or 0) if most else 1.0
    step = 2 if top > 5 else 1
    ticks = [0, *(10**power for power in range(0, int(top), step))]
    layout[f"yaxis{place}"] |= {
        "range": [0, 1.12 * top],
        "tickvals": [height_of(tick) for tick in ticks],
        "ticktext": [number(tick) for tick in ticks],
    }
    layout["shapes"] = [
        *layout["shapes"],
        # The gap between 0 and 1 is no part of the scale.
        {
            "type": "rect",
            "xref": "paper",
            "yref": axis,
            "x0": 0,
            "x1": 1,
            "y0": 0,
            "y1": 1,
            "layer": "below",
            "line": {"width": 0},
            "fillcolor": translucent(colours.grid, 0.45),
        },
    ]
    widest = max(len(number(tick)) for tick in ticks)
    layout["margin"]["l"] = max(layout["margin"]["l"], 14 + 7 * widest)


def _name_milestones(
    figure: dict[str, Any], context: pd.DataFrame, first: date, last: date, width: int, colours: Palette
) -> None:
    """Write the names of milestones under the lane, in rows, the kinds taking turns, as far as they fit."""
    layout = figure["layout"]
    layout["annotations"] = [
        note for note in layout["annotations"] if not (note.get("xref") == "x" and note.get("yref") == "y")
    ]
    across = width - 70
    named: list[dict[str, Any]] = []
    taken: list[list[tuple[float, float]]] = [[] for _row in range(NAME_ROWS)]
    for day, title in _in_turns(context, first, last):
        text = shorten(title, 26, placeholder="…")
        x = across * (day - first).days / max((last - first).days, 1)
        long = 6.4 * len(text) + 22
        sides = (("left", x), ("right", x - long), ("center", x - long / 2))
        anchor, left = next((a, at) for a, at in sides if 0 <= at <= across - long or a == "center")
        row = next(
            (at for at, used in enumerate(taken) if not any(left < b and a < left + long for a, b in used)),
            None,
        )
        if row is None:
            continue
        taken[row].append((left, left + long))
        named.append(
            {
                "text": _ARROWED[anchor].format(name=escape(text, quote=False)),
                "x": day.isoformat(),
                "xref": "x",
                "yref": "y domain",
                "y": 0,
                "yanchor": "top",
                "yshift": -NAME_HEIGHT * row,
                "xanchor": anchor,
                "showarrow": False,
                "font": {"size": 12, "color": colours.muted},
                "borderpad": 0,
            }
        )
    rows = sum(1 for used in taken if used)
    _make_room(figure, above="yaxis", pixels=NAME_HEIGHT * rows)
    layout["annotations"] += named


def _in_turns(context: pd.DataFrame, first: date, last: date) -> list[tuple[date, str]]:
    """The milestones of a period with a day of their own, in the order in which they are named: one of each kind, then
    the next of each."""
    known = context[context.date_precision == "day"]
    days = known.date.dt.date
    rows = known[(days >= first) & (days <= last) & known.kind.isin(_STRIPS)]
    # Of no rows, pandas would make the ranks text.
    rank = rows.kind.map({kind: at for at, kind in enumerate(_STRIPS)}).astype("int64")
    by_kind = rows.groupby("kind", sort=False)
    count = by_kind.kind.transform("size")
    # Each kind begins in another part of the period, so that the names do not all crowd into its first years.
    begin = ((count - 1) * rank / (len(_STRIPS) - 1)).round().astype(int)
    turn = (by_kind.cumcount() - begin) % count
    ordered = rows.assign(turn=turn, rank=rank).sort_values(["turn", "rank"], kind="stable")
    return list(zip(ordered.date.dt.date, ordered.title, strict=True))


def _make_room(figure: dict[str, Any], *, above: str = "", pixels: int) -> None:
    """Make the figure higher: below the axis ``above`` (the top one), or at the foot where none is named."""
    layout = figure["layout"]
    fixed = layout["margin"]["t"] + layout["margin"]["b"]
    before = layout["height"] - fixed
    after = before + pixels
    layout["height"] = after + fixed
    for name in [key for key in layout if key.startswith("yaxis")]:
        shift = pixels if name == above or not above else 0
        low, high = layout[name]["domain"]
        layout[name]["domain"] = ((low * before + shift) / after, min((high * before + shift) / after, 1.0))


def span_hover(title: str, begins: date, ends: date, precision: str) -> str:
    """A span's words under the pointer: as much of its dates as is known."""
    lines = [escape(part, quote=False) for part in wrap(title, 34)]
    known = {
        "month": _("the day is not known"),
        "year": _("the month is not known"),
    }.get(precision)
    when = f"<b>{span_words(begins, ends, precision)}</b>" + (f" ({known})" if known else "")
    return "<br>".join([when, *lines])


def _add_spans(
    figure: dict[str, Any], spans: pd.DataFrame, first: date, last: date, panels: int, colours: Palette
) -> None:
    """A track at the foot, one bar a span, exact days solid and vague ones pale; nothing where there is none."""
    if spans.empty:
        return
    apart = rows_apart(spans, first, last, MOST_SPAN_ROWS)
    rows = max(row for row in apart if row is not None) + 1
    place, layout = panels + 2, figure["layout"]
    axis, height = f"y{place}", SPAN_HEIGHT * rows + 6
    _make_room(figure, pixels=SPAN_TITLE + height)
    inner = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    layout[f"yaxis{place}"] = {
        "domain": (0.0, height / inner),
        "range": [rows - 0.3, -0.7],
        "visible": False,
        "fixedrange": True,
    }
    layout["xaxis"]["anchor"] = axis
    bars: dict[bool, tuple[list[str | None], list[int | None]]] = {True: ([], []), False: ([], [])}
    middles: list[str] = []
    at: list[int] = []
    hovers: list[str] = []
    tones: list[str] = []
    pale = translucent(colours.accent, 0.45)
    columns = (
        spans.start.dt.date.tolist(),
        spans.end.dt.date.tolist(),
        *(spans[name].tolist() for name in ("precision", "title")),
    )
    for row, begins, ends, precision, title in zip(apart, *columns, strict=True):
        if row is None:
            continue
        exact = precision == "day"
        left, right = max(begins, first), min(ends, last) + timedelta(days=1)
        bars[exact][0].extend([left.isoformat(), right.isoformat(), None])
        bars[exact][1].extend([row, row, None])
        middles.append((left + (right - left) / 2).isoformat())
        at.append(row)
        tones.append(colours.accent if exact else pale)
        hovers.append(span_hover(title, begins, ends, precision))
    for exact, (x, y) in bars.items():
        if x:
            figure["data"].append(
                {
                    "type": "scatter",
                    "name": "spans" if exact else "vague spans",
                    "mode": "lines",
                    "x": x,
                    "y": y,
                    "yaxis": axis,
                    "line": {"color": colours.accent if exact else pale, "width": 5},
                    "hoverinfo": "skip",
                    "showlegend": False,
                }
            )
    figure["data"].append(
        {
            "type": "scatter",
            "name": "span marks",
            "mode": "markers",
            "x": middles,
            "y": at,
            "yaxis": axis,
            "text": hovers,
            "hoverinfo": "text",
            # Keeps a month visible on an axis of forty years, and answers the pointer.
            "marker": {"symbol": 1, "size": 5, "opacity": 1, "color": tones, "line": {"width": 0}},
            "showlegend": False,
        }
    )
    hidden = sum(row is None for row in apart)
    heading = f"<b>{_('Events drawn as spans')}</b>"
    if hidden:
        heading += " " + _("({count} more in the list)").format(count=number(hidden))
    layout["annotations"].append(
        {
            "text": heading,
            "xref": "paper",
            "yref": f"{axis} domain",
            "x": 0,
            "y": 1,
            "xanchor": "left",
            "yanchor": "bottom",
            "yshift": 4,
            "showarrow": False,
            "font": {"size": 13, "color": colours.ink},
        }
    )
