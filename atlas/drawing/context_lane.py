"""The thin lane of milestones above the figures: elections, offices, laws and the rest, never more than fit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import groupby
from textwrap import shorten, wrap
from typing import Any

import pandas as pd

from atlas.drawing.palette import Palette
from atlas.words.language import _, date_words, ngettext, number

LANE_HEIGHT = 26
SLOTS = 30
"""Into how many places the lane is parted; milestones that fall into one share a mark (9 pixels on a phone)."""
MOST_LINES = 14
"""More upright lines than this would be a hatching."""
TOLD = 3
"""So many milestones of a shared mark are told under the pointer."""
LABELLED = 4
"""Up to so many marks are named in the lane, where their names fit."""

_RANK = {"election": 0, "office": 1, "constitution": 2, "law": 2, "court": 2, "party": 3}
_OTHER = 4
_SYMBOL = (2, 1, 6, 5, 0)  # plotly's numbers for diamond, square, triangle down, triangle up, circle


@dataclass(frozen=True)
class Mark:
    """One or more milestones at one place of the lane, the weightiest kind first."""

    day: date
    rank: int
    kind: str
    titles: tuple[str, ...]
    hover: str
    exact: bool


def key() -> str:
    """What the symbols of the lane mean, as plotly text."""
    return _("◆ elections  ■ offices  ▼ laws, courts  ▲ parties  ● other")


def marks(context: pd.DataFrame, first: date, last: date) -> list[Mark]:
    """The marks of a period. Wants ``date`` (datetime64), ``date_precision``, ``kind``, ``title``."""
    slot = max((last - first).days / SLOTS, 1)
    rows = sorted(
        (_stands(day.date(), precision), str(precision), str(kind), str(title), day.date())
        for day, precision, kind, title in zip(
            *(context[name].tolist() for name in ("date", "date_precision", "kind", "title")), strict=True
        )
    )
    inside = [row for row in rows if first <= row[0] <= last]
    return [
        _mark(list(group)) for _slot, group in groupby(inside, lambda row: int((row[0] - first).days / slot))
    ]


def _stands(day: date, precision: str) -> date:
    # A milestone known by its month or year must not pretend to a day: it stands in the middle.
    return day + timedelta(days={"month": 14, "year": 182}.get(precision, 0))


def _mark(rows: list[tuple[date, str, str, str, date]]) -> Mark:
    weightiest = min(rows, key=lambda row: _RANK.get(row[2], _OTHER))
    lines = []
    for _place, precision, _kind, title, day in rows[:TOLD]:
        lines += [
            f"<b>{date_words(day, precision)}</b>",
            *(escape(part, quote=False) for part in wrap(title, 30)),
        ]
    if len(rows) > TOLD:
        more = len(rows) - TOLD
        lines.append(ngettext("and {n} more", "and {n} more", more).format(n=number(more)))
    return Mark(
        weightiest[0],
        _RANK.get(weightiest[2], _OTHER),
        weightiest[2],
        tuple(row[3] for row in rows),
        "<br>".join(lines),
        weightiest[1] == "day",
    )


def lane_trace(found: list[Mark], colours: Palette) -> dict[str, Any]:
    """The marks as one plotly trace on the first y axis."""
    return {
        "type": "scatter",
        "name": "context",
        "mode": "markers",
        "x": [mark.day.isoformat() for mark in found],
        "y": [0] * len(found),
        "text": [mark.hover for mark in found],
        "hoverinfo": "text",
        "marker": {
            "symbol": [_SYMBOL[mark.rank] for mark in found],
            "size": [8 if mark.rank < 2 else 7 for mark in found],
            "opacity": 1,
            "line": {"color": colours.ground, "width": 1},
            "color": [colours.context(mark.kind) for mark in found],
        },
        "cliponaxis": False,
        "showlegend": False,
    }


def lane_lines(found: list[Mark], colours: Palette) -> list[dict[str, Any]]:
    """Faint upright lines through the panels, as one shape: for every mark with a day of its own, or where those are
    many for elections and offices, or where those are many for offices alone."""
    exact = [mark for mark in found if mark.exact]
    if len(exact) > MOST_LINES:
        exact = [mark for mark in exact if mark.rank <= 1]
    if len(exact) > MOST_LINES:
        exact = [mark for mark in exact if mark.rank == 1]
    if not exact:
        return []
    return [
        {
            "type": "path",
            "path": "".join(f"M{mark.day.isoformat()},0L{mark.day.isoformat()},1" for mark in exact),
            "xref": "x",
            "yref": "paper",
            "layer": "below",
            "line": {"color": colours.grid, "width": 1},
        }
    ]


def lane_labels(
    found: list[Mark], first: date, last: date, width: int, colours: Palette
) -> list[dict[str, Any]]:
    """The names of the marks beside them, where there are few and no name touches a mark, a name or the edge."""
    if not found or len(found) > LABELLED:
        return []
    across = width - 60
    place = {mark: across * (mark.day - first).days / max((last - first).days, 1) for mark in found}
    taken = [(x - 6, x + 6) for x in place.values()]
    labels: list[dict[str, Any]] = []
    for mark in sorted(found, key=lambda m: (m.rank, m.day)):
        text = shorten(mark.titles[0], 30, placeholder="…")
        long = 6.2 * len(text)
        x = place[mark]
        for left, right, anchor, shift in (
            (x + 8, x + 8 + long, "left", 8),
            (x - 8 - long, x - 8, "right", -8),
        ):
            if left >= 0 and right <= across and not any(left < b and a < right for a, b in taken):
                taken.append((left, right))
                labels.append(
                    {
                        "text": escape(text, quote=False),
                        "x": mark.day.isoformat(),
                        "y": 0,
                        "xref": "x",
                        "yref": "y",
                        "xanchor": anchor,
                        "xshift": shift,
                        "showarrow": False,
                        "font": {"size": 12, "color": colours.muted},
                    }
                )
                break
    return labels


def lane(
    context: pd.DataFrame, first: date, last: date, width: int, colours: Palette
) -> Mapping[str, list[dict[str, Any]]]:
    """Everything the lane adds to a figure: ``data``, ``shapes``, ``annotations``."""
    found = marks(context, first, last)
    return {
        "data": [lane_trace(found, colours)],
        "shapes": lane_lines(found, colours),
        "annotations": lane_labels(found, first, last, width, colours),
    }
