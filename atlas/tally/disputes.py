"""Sets what officials report of an event beside what others report of it, and says how far the two lie apart."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.edition.edition import Edition
from atlas.tally.cells import Cells
from atlas.tally.claims import counted
from atlas.tally.ranges import UNKNOWN, Range
from atlas.words.language import _, number

Mask = npt.NDArray[np.bool_]

SIDES = ("official", "independent")
"""The two rules that are set beside each other."""


@dataclass(frozen=True)
class Gap:
    """How far two figures of one thing lie apart, by the numbers given.

    ``least`` lies between the nearest ends (0 where the ranges meet), ``most`` between the farthest ones that
    somebody gave: the 0 that stands below an "up to" is nobody's word. ``higher`` is the side that reports
    more, empty where the ranges meet; ``open_higher`` and ``open_lower`` say whose figure is an "at least".
    """

    least: int
    most: int
    higher: str = ""
    open_higher: bool = False
    open_lower: bool = False

    def words(self) -> str:
        """The gap for a reader: ``independent figure higher by 1,900``."""
        if not self.higher:
            if not self.most:
                return _("both give the same figure")
            return _("the ranges meet; their ends lie up to {most} apart").format(most=number(self.most))
        by = Range(self.least, self.most, open_above=self.open_higher and not self.open_lower).words()
        text = {
            "official": _("official figure higher by {by}"),
            "independent": _("independent figure higher by {by}"),
        }[self.higher].format(by=by)
        return _("{gap}, by the numbers given").format(gap=text) if self.open_lower else text


def gap(official: Range, independent: Range) -> Gap:
    """The gap between two known ranges. ValueError where one of them is unknown."""
    if official.low is None or official.high is None or independent.low is None or independent.high is None:
        raise ValueError("a gap needs two known figures")
    ends = [
        {one.high} if one.open_below and not one.low else {one.low, one.high}
        for one in (official, independent)
    ]
    most = max(abs((a or 0) - (b or 0)) for a in ends[0] for b in ends[1])
    if independent.low > official.high:
        least, pair = independent.low - official.high, ("independent", independent, official)
    elif official.low > independent.high:
        least, pair = official.low - independent.high, ("official", official, independent)
    else:
        return Gap(0, most)
    higher, upper, lower = pair
    return Gap(least, most, higher, upper.open_above, lower.open_above)


@dataclass(frozen=True)
class Disputed:
    """One event of which both sides give a figure (with its parts); ``row`` is its place among the events."""

    row: int
    event_id: str
    official: Range
    independent: Range
    gap: Gap


def figure_of(cells: Cells, measure: str, row: int) -> Range:
    """An event's figure with its parts under one rule; unknown where nobody gives any."""
    of = cells.totals[measure].iloc[[row]]
    if not of.total_known.all():
        return UNKNOWN
    low, high = of[["total_low", "total_high"]].to_numpy()[0].tolist()
    below, above = of[["total_open_below", "total_open_above"]].to_numpy()[0].tolist()
    return Range(low, high, below, above)


def disputed(
    edition: Edition, official: Cells, independent: Cells, rows: Mask, measure: str
) -> list[Disputed]:
    """The chosen events of which both sides give a figure, the widest gap first."""
    known = rows & _known(official, measure) & _known(independent, measure)
    found = []
    for row in np.flatnonzero(known).tolist():
        pair = figure_of(official, measure, row), figure_of(independent, measure, row)
        found.append(Disputed(row, str(edition.events.event_id.loc[row]), *pair, gap(*pair)))
    return sorted(found, key=lambda one: (-one.gap.most, -one.gap.least, one.row))


def _known(cells: Cells, measure: str) -> Mask:
    return np.asarray(cells.totals[measure].total_known.to_numpy(), dtype=bool)


def by_side(rules: Mapping[str, Cells], rows: Mask, measure: str) -> dict[str, Mask]:
    """Who gives a figure of which of the chosen events: ``both``, ``official`` only, ``independent`` only,
    ``neither`` (only a speaker of no known side), ``nobody``. ``rules``: the cells of all, official and
    independent figures. Every chosen event is in exactly one."""
    anybody, official, independent = (_known(rules[whose], measure) for whose in ("all", *SIDES))
    return {
        "both": rows & official & independent,
        "official": rows & official & ~independent,
        "independent": rows & independent & ~official,
        "neither": rows & anybody & ~official & ~independent,
        "nobody": rows & ~anybody,
    }


def single(edition: Edition, cells: Cells, rows: Mask, measure: str) -> pd.DataFrame:
    """The chosen events whose own figure rests on one claimant or one source alone.

    Out, one row per event with a figure of its own of which either holds: ``row``, ``event_id``,
    ``claimants``, ``sources`` (int), ``claimant`` (the one, or empty).
    """
    bounding = counted(
        edition.claims,
        sides=edition.codebook.sides(cells.whose),
        known_on=cells.known_on,
        unverified=cells.unverified,
    )
    of_measure = bounding[bounding.measure == measure].groupby("event_id")
    counts = pd.DataFrame(
        {
            "claimants": of_measure.claimant.nunique(),
            "sources": of_measure.source_id.nunique(),
            "claimant": of_measure.claimant.first(),
        }
    )
    counts["claimant"] = counts.claimant.where(counts.claimants == 1, "")
    place = pd.Index(edition.events.event_id).get_indexer(counts.index)
    table = counts.reset_index().assign(row=place)
    chosen = (place >= 0) & rows[place]
    alone = ((table.claimants == 1) | (table.sources == 1)).to_numpy()
    columns = ["row", "event_id", "claimants", "sources", "claimant"]
    found: pd.DataFrame = table.loc[chosen & alone, columns]
    return found.sort_values("row").reset_index(drop=True)
