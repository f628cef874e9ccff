"""Which towns are named on the map and where their names stand, so that no two overlap at the first view.

deck.gl's own collision filter makes every label vanish under Streamlit, so they are thinned here.
"""

from dataclasses import dataclass
from math import log, pi, tan

from atlas.drawing.circles import Circle

SIZE = 13
"""Height of the letters in pixels."""


def mercator(lon: float, lat: float, zoom: float) -> tuple[float, float]:
    """Pixels east and south of an arbitrary origin on a web map of that zoom."""
    world = 512 * 2**zoom
    return world * (lon + 180) / 360, world * (1 - log(tan(pi / 4 + lat * pi / 360)) / pi) / 2


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: "Box") -> bool:
        """Whether the other lies wholly within."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    @classmethod
    def around(cls, x: float, y: float, radius: float) -> "Box":
        """The square about a disc."""
        return cls(x - radius, y - radius, x + radius, y + radius)

    def touches(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True)
class View:
    """The first view of a map: its middle in degrees, its zoom, and the canvas in pixels."""

    lon: float
    lat: float
    zoom: float
    width: int
    height: int

    def box(self) -> Box:
        """What of the web map the canvas shows."""
        x, y = mercator(self.lon, self.lat, self.zoom)
        return Box(x - self.width / 2, y - self.height / 2, x + self.width / 2, y + self.height / 2)


@dataclass(frozen=True)
class Label:
    """A name, its point, and where it stands from there: offset in pixels and how the text is anchored."""

    text: str
    lon: float
    lat: float
    offset: tuple[float, float]
    anchor: str
    baseline: str


def _places(x: float, y: float, radius: float, text: str) -> list[tuple[Box, tuple[float, float], str, str]]:
    """The four places for a name around its circle, best first: above, right, left, below."""
    width, height, gap = 0.56 * SIZE * len(text), 1.15 * SIZE, radius + 3
    half = width / 2
    return [
        (Box(x - half, y - gap - height, x + half, y - gap), (0, -gap), "middle", "bottom"),
        (Box(x + gap, y - height / 2, x + gap + width, y + height / 2), (gap, 0), "start", "center"),
        (Box(x - gap - width, y - height / 2, x - gap, y + height / 2), (-gap, 0), "end", "center"),
        (Box(x - half, y + gap, x + half, y + gap + height), (0, gap), "middle", "top"),
    ]


def labels(circles: list[Circle], view: View, count: int, selected: tuple[str, ...] = ()) -> list[Label]:
    """The names of the ``count`` towns that matter most, chosen ones first, each where it covers nothing.

    A name with no free place inside the view is left out, and the next takes its turn.
    """
    shown = [circle for circle in circles if circle.outer]
    ranked = sorted(shown, key=lambda c: (c.city not in selected, -(c.figure.high or -1), -c.events, c.city))
    points = {circle.city: mercator(circle.lon, circle.lat, view.zoom) for circle in shown}
    # A chosen town has a further ring about it.
    radii = {c.city: c.outer + (6 if c.city in selected else 0) for c in shown}
    discs = {city: Box.around(*points[city], radius) for city, radius in radii.items()}
    canvas = view.box()
    taken: list[Box] = []
    result: list[Label] = []
    for circle in ranked:
        if len(result) == count:
            break
        others = [*taken, *(disc for city, disc in discs.items() if city != circle.city)]
        for box, offset, anchor, baseline in _places(*points[circle.city], radii[circle.city], circle.name):
            if canvas.holds(box) and not any(box.touches(other) for other in others):
                taken.append(box)
                result.append(Label(circle.name, circle.lon, circle.lat, offset, anchor, baseline))
                break
    return result
