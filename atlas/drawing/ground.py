"""The basemap as paths of SVG: where a point of the globe lies in a picture, and the outlines of a layer in it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import hypot, log2
from typing import Any

from atlas import DATA
from atlas.drawing.labels import View, mercator
from atlas.drawing.maps import CENTRE, EAST, NORTH, SOUTH, WEST

Feature = dict[str, Any]
"""A feature of GeoJSON."""


def country(width: int, height: int) -> View:
    """The whole country in a picture of so many pixels, with a narrow margin."""
    (left, top), (right, bottom) = mercator(WEST, NORTH, 0), mercator(EAST, SOUTH, 0)
    zoom = min(log2(0.96 * width / (right - left)), log2(0.96 * height / (bottom - top)))
    return View(*CENTRE, zoom, width, height)


def layer(name: str) -> list[Feature]:
    """The features of one layer of the basemap."""
    shapes = json.loads((DATA / "basemap" / f"{name}.geojson").read_text(encoding="utf-8"))
    features: list[Feature] = shapes["features"]
    return features


def place(view: View, lon: float, lat: float) -> tuple[float, float]:
    """Where a point lies in the picture, in pixels from its upper left corner."""
    x, y = mercator(lon, lat, view.zoom)
    frame = view.box()
    return round(x - frame.left, 1), round(y - frame.top, 1)


def paths(view: View, features: Iterable[Feature], *, apart: float = 0) -> tuple[str, str]:
    """Areas and lines of some features as path data, without what lies outside the frame. ``apart``: a point that lies
    nearer to the one before, in pixels, is left out: a small picture needs no more."""
    areas: list[str] = []
    lines: list[str] = []
    for feature in features:
        for kind, points in _rings(feature["geometry"]):
            placed = [place(view, lon, lat) for lon, lat, *_height in points]
            xs, ys = [x for x, _y in placed], [y for _x, y in placed]
            if max(xs) < 0 or min(xs) > view.width or max(ys) < 0 or min(ys) > view.height:
                continue
            path = "M" + "L".join(f"{x:g},{y:g}" for x, y in _thinned(placed, apart))
            (areas if kind == "area" else lines).append(path + ("Z" if kind == "area" else ""))
    return "".join(areas), "".join(lines)


def _thinned(points: Sequence[tuple[float, float]], apart: float) -> Iterator[tuple[float, float]]:
    last = points[0]
    yield last
    for point, _same in groupby(points[1:]):
        if point != last and hypot(point[0] - last[0], point[1] - last[1]) >= apart:
            yield point
            last = point


def _rings(geometry: dict[str, Any]) -> Iterator[tuple[str, Sequence[Sequence[float]]]]:
    kind, parts = geometry["type"], geometry["coordinates"]
    if kind in ("Polygon", "MultiPolygon"):
        for polygon in parts if kind == "MultiPolygon" else [parts]:
            for ring in polygon:
                yield "area", ring
    elif kind in ("LineString", "MultiLineString"):
        for line in parts if kind == "MultiLineString" else [parts]:
            yield "line", line
