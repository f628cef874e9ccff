"""The numbers that a period must show, however they were computed, and the words in which the live view shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from atlas.drawing.circles import UNKNOWN_RADIUS, ZERO_RADIUS, Scale
from atlas.tally.ranges import UNKNOWN, Range
from atlas.words.language import number

HEADLINE = ("detentions", "deaths", "injuries")
PANELS = ("detentions", "deaths")
UNITS = {"year": "by year", "month": "by month", "day": "by day"}


@dataclass(frozen=True)
class Group:
    """The figure of some events: how many they are, for how many a figure is known, and the figure."""

    events: int
    known: int
    figure: Range

    @classmethod
    def of(
        cls, events: int, known: int, low: int, high: int, *, below: bool = False, above: bool = False
    ) -> "Group":
        """From sums; without a known figure it is unknown."""
        return cls(events, known, Range.of(low, high, below, above) if known else UNKNOWN)


@dataclass(frozen=True)
class Shown:
    """All that the overview shows of one period, as numbers; ``link`` is what stands in the address bar."""

    link: str
    events: int
    of: int
    """How many events there are in all."""
    totals: Mapping[str, Group]
    towns: Mapping[str, Group]
    most: int
    """The highest figure of a town over all years: the size of the largest circle."""
    unit: str
    series: Mapping[str, Sequence[Group]]
    years_inside: int
    years: int
    """How many years have events, and how many of them the period touches: the bars of the histogram."""
    latest: str
    """The title of the latest event."""


def texts(shown: Shown) -> dict[str, str]:
    """The text of each view of the live overview (``contenders.LIVE``)."""
    headline = " | ".join([number(shown.events), *(shown.totals[name].figure.shown() for name in HEADLINE)])
    return {
        "headline": headline,
        "circles": circles(shown.towns, Scale(max(25, shown.most))),
        "series": " | ".join(_panel(name, shown.unit, shown.series[name]) for name in PANELS),
        "histogram": f"{shown.years_inside} of {shown.years}",
        "heading": f"{number(shown.events)} of {number(shown.of)} events",
        "text": headline,
        "table": shown.latest,
        "link": f"?{shown.link}" if shown.link else "",
    }


def circles(towns: Mapping[str, Group], scale: Scale) -> str:
    """Each town with events and the radii of its ring and its disc, in the order of the alphabet."""
    said = []
    for town, group in towns.items():
        low, high = group.figure.low, group.figure.high
        if low is None or high is None:
            outer, inner = float(UNKNOWN_RADIUS), 0.0
        else:
            outer, inner = scale.radius(high) or ZERO_RADIUS, scale.radius(low) if high else ZERO_RADIUS
        if group.events:
            said.append(f"{town} {outer:g} {inner:g}")
    return "; ".join(sorted(said))


def _panel(measure: str, unit: str, bins: Sequence[Group]) -> str:
    """A panel: its unit, its places, the sums of its figures, and the words at its highest mark."""
    figures = [each.figure for each in bins]
    above = [each for each in figures if each.high]
    most = max(above, key=lambda each: (each.high or 0, each.low or 0), default=None)
    return (
        f"{measure} {UNITS[unit]}: {len(bins)} places, {sum(each.known for each in bins)} known, "
        f"low {sum(each.low or 0 for each in figures)}, high {sum(each.high or 0 for each in figures)}, "
        f"most {most.words() if most else ''}"
    )
