"""How a reported range becomes a circle: the inner disc is the low figure, the outer ring the high one.

Areas are true to the numbers. Everything the map and its legend must agree on stands here.
"""

from dataclasses import dataclass
from math import isnan, sqrt

import pandas as pd

from atlas.tally.range_columns import ranges
from atlas.tally.ranges import Range
from atlas.words.language import _, period_words

SMALLEST_RADIUS = 3.0
"""Radius in pixels of the smallest figure above zero, so that one detention can still be seen."""
ZERO_RADIUS = 2
"""Radius in pixels of the dot for a known zero."""
UNKNOWN_RADIUS = 5
"""Radius in pixels of the hollow ring for events without a figure."""


@dataclass(frozen=True)
class Scale:
    """Figures to radii in pixels: ``most`` has the radius ``largest``, and area grows with the figure."""

    most: int
    largest: float = 34

    @classmethod
    def of(cls, per_city: pd.DataFrame, width: int = 480) -> "Scale":
        """The scale for a frame with a column ``high`` (missing = unknown) on a map ``width`` pixels wide."""
        known = per_city.high.dropna()
        # Not below 25, or a map on which every town has one event would be covered by them.
        most = max(25, int(known.max()) if len(known) else 0)
        return cls(most, 34 if width >= 380 else 22)

    def radius(self, figure: int) -> float:
        """The radius in pixels of a known figure."""
        if figure <= 0:
            return 0
        exact = round(max(SMALLEST_RADIUS, self.largest * sqrt(figure / self.most)), 1)
        # 34 and not 34.0, since every byte of the map goes to every reader on every change.
        return int(exact) if exact.is_integer() else exact

    def references(self, count: int = 3) -> list[int]:
        """Round figures for the legend, largest first, each at most a quarter of the one before."""
        digits = 10 ** len(str(self.most))
        round_figures = [
            step * digits // divisor for divisor in (10**k for k in range(12)) for step in (5, 2, 1)
        ]
        chosen: list[int] = []
        for figure in round_figures:
            if figure < 1 or len(chosen) == count:
                break
            if figure <= (chosen[-1] // 4 if chosen else self.most) and self.radius(figure) > SMALLEST_RADIUS:
                chosen.append(figure)
        return chosen


@dataclass(frozen=True)
class Circle:
    """A town on the map: its figure and the radii in pixels, ``outer`` of the high and ``inner`` of the low figure.

    ``outer`` is 0 where the town has no event under the filter or no point on the map, and fixed where no figure is known.
    """

    city: str
    name: str
    lon: float
    lat: float
    events: int
    known: int
    figure: Range
    words: str
    outer: float
    inner: float
    beyond: str = ""
    """What reaches beyond the period there, in words, such as "only for 4–18 January 2022: 151"; mostly nothing."""
    further: float = 0
    """The radius of its high."""


def circles(per_city: pd.DataFrame, scale: Scale) -> list[Circle]:
    """The circle of every town, in the frame's order. Wants the columns that ``maps.protest_cities`` lists."""
    names = ["city", "name", "lon", "lat", "events", "known", "words"]
    frame = zip(*(per_city[name].tolist() for name in names), ranges(per_city), beyond(per_city), strict=True)
    return [
        Circle(
            city,
            name,
            # No point, no circle; and what the browser is sent knows no missing number.
            0 if isnan(lon) else round(lon, 2),
            0 if isnan(lat) else round(lat, 2),
            int(events),
            int(known),
            figure,
            words,
            _outer(figure, scale) if events and not isnan(lon) else 0,
            _inner(figure, scale) if events and not isnan(lon) else 0,
            said,
            scale.radius(high) if said and not isnan(lon) else 0,
        )
        for city, name, lon, lat, events, known, words, figure, (said, high) in frame
    ]


def beyond(per_city: pd.DataFrame) -> list[tuple[str, int]]:
    """What of each town reaches beyond the period, in words, and its high; nothing where the frame does not say."""
    if "beyond_known" not in per_city:
        return [("", 0)] * len(per_city)
    columns = ("beyond_known", "beyond_start", "beyond_end", "beyond_words", "beyond_high")
    rows = zip(*(per_city[name].tolist() for name in columns), strict=True)
    return [
        (
            _("only for {period}: {figure}").format(
                # Whole months by name, as in the browser: of a big table's events no more may be known.
                period=period_words(start.date(), end.date()),
                figure=words,
            ),
            int(high),
        )
        if known
        else ("", 0)
        for known, start, end, words, high in rows
    ]


def _outer(figure: Range, scale: Scale) -> float:
    if figure.high is None:
        return UNKNOWN_RADIUS
    return scale.radius(figure.high) or ZERO_RADIUS


def _inner(figure: Range, scale: Scale) -> float:
    if figure.low is None:
        return 0
    return ZERO_RADIUS if figure.high == 0 else scale.radius(figure.low)
