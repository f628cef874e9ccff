"""Where in the country something happened: a small map of its towns and regions, as SVG."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from atlas.drawing import ground
from atlas.drawing.palette import palette

WIDTH, HEIGHT = 320, 180
NAME = 14
"""Pixels of a town's name."""

Spot = tuple[str, float, float]
"""A town: what it is called, longitude and latitude."""


def place_map(spots: Iterable[Spot], regions: Iterable[str], *, dark: bool, whole: bool = False) -> str:
    """The country with some towns as dots and some regions (codes) filled, or with ``whole`` all of it. A single town is
    named."""
    colours, spots = palette(dark), list(spots)
    land, oblasts, filled = _outlines(tuple(sorted(set(regions))))
    shape = 'stroke-linejoin="round"'
    ground_look = f'fill="{colours.accent}" fill-opacity="0.3"' if whole else f'fill="{colours.land}"'
    drawn = [
        f'<path d="{land}" {ground_look}/>',
        f'<path d="{filled}" fill="{colours.accent}" fill-opacity="0.3"/>' if filled else "",
        f'<path d="{oblasts}" fill="none" stroke="{colours.oblast}" stroke-width="0.6" {shape}/>',
        f'<path d="{land}" fill="none" stroke="{colours.border}" {shape}/>',
    ]
    for name, lon, lat in spots:
        x, y = ground.place(_VIEW, lon, lat)
        drawn.append(
            f'<circle cx="{x:g}" cy="{y:g}" r="5" fill="{colours.accent}" stroke="{colours.ground}" stroke-width="1.5">'
            f"<title>{escape(name)}</title></circle>"
        )
        if len(spots) == 1:
            drawn.append(_name(name, x, y, colours.ink, colours.ground))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif">{"".join(drawn)}</svg>'
    )


_VIEW = ground.country(WIDTH, HEIGHT)


def _name(name: str, x: float, y: float, ink: str, halo: str) -> str:
    # On the side that has more room.
    left = x > WIDTH / 2
    return (
        f'<text x="{x + (-9 if left else 9):g}" y="{y + NAME * 0.35:g}" font-size="{NAME}" font-weight="600" '
        f'text-anchor="{"end" if left else "start"}" fill="{ink}" stroke="{halo}" stroke-width="3" '
        f'stroke-linejoin="round" paint-order="stroke">{escape(name)}</text>'
    )


@lru_cache(maxsize=64)
def _outlines(regions: tuple[str, ...]) -> tuple[str, str, str]:
    """The country, its regions and those that are filled, as path data."""
    oblasts = ground.layer("oblasts")
    chosen = [each for each in oblasts if each["properties"]["name"] in regions]
    land, all_oblasts, filled = (
        ground.paths(_VIEW, each, apart=1.5)[0] for each in (ground.layer("kazakhstan"), oblasts, chosen)
    )
    return land, all_oblasts, filled
