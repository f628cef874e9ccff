"""Which towns stand as one circle when the map is seen from far: those whose circles would hide each other."""

from collections.abc import Sequence

from atlas.drawing.circles import Circle
from atlas.drawing.labels import mercator

REACH = 16
"""Pixels between the middles of two towns below which a finger cannot tell them apart."""


def clusters(circles: Sequence[Circle], zoom: float) -> list[list[int]]:
    """The positions in ``circles`` that stand together at a zoom, the town with the most events first; those without a
    circle are left out. A town joins the nearest such leader where the circle of one covers the other's middle or they
    are less than ``REACH`` pixels apart."""
    shown = [at for at, circle in enumerate(circles) if circle.outer]
    points = {at: mercator(circles[at].lon, circles[at].lat, zoom) for at in shown}
    found: list[list[int]] = []
    for at in sorted(shown, key=lambda each: (-circles[each].events, -circles[each].outer, each)):
        (x, y), near = points[at], None
        for group in found:
            east, south = points[group[0]]
            away = ((x - east) ** 2 + (y - south) ** 2) ** 0.5
            if away < max(REACH, circles[group[0]].outer, circles[at].outer) and (
                near is None or away < near[0]
            ):
                near = (away, group)
        if near:
            near[1].append(at)
        else:
            found.append([at])
    return found
