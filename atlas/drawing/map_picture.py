"""The map of towns as a standalone SVG: the same ground, circles and key as on the screen, drawn on the server."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape

import pandas as pd

from atlas.drawing import ground
from atlas.drawing.circles import UNKNOWN_RADIUS, Circle, Scale, circles
from atlas.drawing.labels import SIZE, View, labels
from atlas.drawing.maps import measure_label
from atlas.drawing.palette import Palette, palette
from atlas.drawing.picture import picture, text, text_width
from atlas.words.language import _, number

WIDTH, HEIGHT = 960, 560
LARGEST = 48
"""Radius in pixels of the greatest figure; the picture is twice as wide as the map on the screen."""
NAMES = 24
"""Towns that are named, where there is room."""
_BASELINES = {"bottom": -0.25, "center": 0.35, "top": 0.85}
"""How far below its anchor a name's base line lies, as shares of the letters' height."""


def map_picture(
    per_city: pd.DataFrame,
    measure: str,
    scale: Scale,
    *,
    title: str,
    said: str,
    notes: Sequence[str] = (),
    chosen: tuple[str, ...] = (),
) -> str:
    """The map of ``measure`` as SVG. ``per_city`` as ``maps.protest_cities`` takes it; ``scale`` is that of the map on
    the screen, enlarged here; ``chosen`` towns are ringed and named first. Every town with an event is a group of
    class ``town`` whose title gives name and figure."""
    colours, view, sizes = palette(dark=False), _view(), Scale(scale.most, LARGEST)
    drawn = [circle for circle in circles(per_city, sizes) if circle.events]
    tone = colours.measure(measure)
    # Large circles first, so that small ones lie on top of them.
    towns = "".join(
        _town(circle, tone, colours, circle.city in chosen)
        for circle in sorted(drawn, key=lambda circle: -circle.outer)
    )
    names = "".join(_name(*one, colours) for one in _names(drawn, view, chosen))
    key, key_height = _key(measure, sizes, tone, colours)
    drawing = (
        f'<clipPath id="frame"><rect width="{WIDTH}" height="{HEIGHT}"/></clipPath>'
        f'<g clip-path="url(#frame)">{_ground()}{towns}{names}</g>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="none" stroke="{colours.oblast}"/>'
        f'<g class="key" transform="translate(0,{HEIGHT + 12})">{key}</g>'
    )
    return picture(title, said, drawing, width=WIDTH, height=HEIGHT + 12 + key_height, notes=notes)


@lru_cache(maxsize=1)
def _view() -> View:
    return ground.country(WIDTH, HEIGHT)


def _place(lon: float, lat: float) -> tuple[float, float]:
    return ground.place(_view(), lon, lat)


@lru_cache(maxsize=1)
def _ground() -> str:
    """The basemap in the order of the layers on the screen. Drawn once, as no filter changes it."""
    colours = palette(dark=False)
    layers = [
        ("neighbours", colours.abroad, colours.oblast, 0.6),
        ("kazakhstan", colours.land, "none", 0),
        ("water", colours.water, colours.shore, 0.6),
        ("oblasts", "none", colours.oblast, 0.6),
        # Drawn again, since water and oblast lines lie over it.
        ("kazakhstan", "none", colours.border, 1.2),
    ]
    drawn = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colours.abroad}"/>']
    for name, fill, line, width in layers:
        areas, lines = ground.paths(_view(), ground.layer(name))
        look = f'stroke="{line}" stroke-width="{width:g}" stroke-linejoin="round"'
        drawn += [f'<path d="{areas}" fill="{fill}" fill-rule="evenodd" {look}/>'] if areas else []
        drawn += [f'<path d="{lines}" fill="none" {look}/>'] if lines else []
    return "".join(drawn)


def _disc(x: float, y: float, radius: float, look: str) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" {look}/>'


def _town(circle: Circle, tone: str, colours: Palette, chosen: bool) -> str:
    x, y = _place(circle.lon, circle.lat)
    told = _("{town}: {figure}").format(town=circle.name, figure=circle.words)
    if circle.beyond:
        told += f"; {circle.beyond}"
    marks = [_outer(circle, x, y, tone, colours)]
    if circle.inner:
        marks.append(_disc(x, y, circle.inner, f'fill="{tone}" fill-opacity="0.8"'))
    if circle.figure.open_above:
        marks.append(_disc(x, y, circle.outer + 2.5, f'fill="none" stroke="{tone}" stroke-opacity="0.45"'))
    if circle.further:
        look = f'fill="none" stroke="{tone}" stroke-opacity="0.6" stroke-dasharray="3 3"'
        marks.append(_disc(x, y, circle.further, look))
    if chosen:
        marks.append(
            _disc(x, y, circle.outer + 4.5, f'fill="none" stroke="{colours.accent}" stroke-width="2.5"')
        )
    return f'<g class="town"><title>{escape(told)}</title>{"".join(marks)}</g>'


def _outer(circle: Circle, x: float, y: float, tone: str, colours: Palette) -> str:
    if not circle.figure.known:
        return _disc(x, y, circle.outer, f'fill="none" stroke="{colours.unknown}" stroke-width="1.6"')
    return _disc(x, y, circle.outer, f'fill="{tone}" fill-opacity="0.25" stroke="{tone}" stroke-width="1.2"')


def _names(
    drawn: list[Circle], view: View, chosen: tuple[str, ...]
) -> Iterator[tuple[str, float, float, str]]:
    for name in labels(drawn, view, NAMES, chosen):
        x, y = _place(name.lon, name.lat)
        across, down = name.offset
        yield name.text, x + across, y + down + _BASELINES[name.baseline] * SIZE, name.anchor


def _name(words: str, x: float, y: float, anchor: str, colours: Palette) -> str:
    # The outline of the letters lies under them: a name stays readable over a border or a river.
    line = text(round(x, 1), round(y, 1), words, SIZE, colours.ink, anchor=anchor, weight=600)
    halo = f'<text stroke="{colours.land}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
    return line.replace("<text", halo, 1)


def _key(measure: str, scale: Scale, tone: str, colours: Palette) -> tuple[str, float]:
    """The key as SVG and its height: sizes, then what disc, ring and hollow ring mean."""
    known = f'fill="{tone}" fill-opacity="{0.8 if measure == "events" else 0.25}" stroke="{tone}"'
    entries: list[tuple[float, str, str]] = [
        (scale.radius(figure), _disc(0, 0, scale.radius(figure), known), number(figure))
        for figure in reversed(scale.references())
    ]
    if measure != "events":
        pale = f'fill="{tone}" fill-opacity="0.25" stroke="{tone}"'
        disc = _disc(0, 0, 10, pale) + _disc(0, 0, 5, f'fill="{tone}" fill-opacity="0.8"')
        second = _disc(0, 0, 6, pale) + _disc(0, 0, 8.5, f'fill="none" stroke="{tone}" stroke-opacity="0.5"')
        hollow = _disc(0, 0, UNKNOWN_RADIUS, f'fill="none" stroke="{colours.unknown}" stroke-width="1.6"')
        entries += [
            (10, disc, _("disc: lowest figure, ring: highest")),
            (9, second, _("second ring: or more")),
            (UNKNOWN_RADIUS, hollow, _("events, no figure known")),
        ]
    tallest = max((radius for radius, _symbol, _words in entries), default=0)
    x, parts = text_width(measure_label(measure), 14) + 24, []
    parts.append(text(0, tallest + 5, measure_label(measure), 14, colours.ink, weight=700))
    for radius, symbol, words in entries:
        parts.append(f'<g transform="translate({x + radius:g},{tallest:g})">{symbol}</g>')
        parts.append(text(x + 2 * radius + 7, tallest + 5, words, 13, colours.ink))
        x += 2 * radius + 7 + text_width(words, 13) + 20
    return "".join(parts), 2 * tallest + 4
