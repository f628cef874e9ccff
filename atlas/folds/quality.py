"""What the data can and cannot tell, counted from the data themselves each time."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.edition import divisions
from atlas.edition.edition import Edition
from atlas.folds.standing import standing
from atlas.tally.cells import Cells, day_number
from atlas.words.language import _, number

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Share:
    """So many of so many. ``of`` may be 0: then there is nothing to take a share of, and ``percent`` is None."""

    part: int
    of: int

    @property
    def percent(self) -> int | None:
        """The share in whole percent; None of nothing."""
        return round(100 * self.part / self.of) if self.of else None

    def words(self) -> str:
        """The share as a reader sees it: ``40 of 160 (25%)``; ``none`` where there is nothing to take it of."""
        if self.percent is None:
            return _("none")
        part, of, percent = number(self.part), number(self.of), number(self.percent)
        if 0 < self.part and not self.percent:
            return _("{part} of {of} (less than 1%)").format(part=part, of=of)
        if self.part < self.of and self.percent == 100:
            return _("{part} of {of} (more than 99%)").format(part=part, of=of)
        return _("{part} of {of} ({percent}%)").format(part=part, of=of, percent=percent)


def table_counts(edition: Edition) -> pd.DataFrame:
    """Per table of the codebook: ``table``, ``file``, ``rows`` (in use), ``set_aside`` (kept off the screen)."""
    frames = {
        "events": edition.events,
        "claims": edition.claims,
        "sources": edition.sources,
        "event_sources": edition.event_sources,
        "campaigns": edition.campaigns,
        "context": edition.context,
        "actors": edition.actors,
        "symbols": edition.symbols,
        "outside_counts": edition.outside_counts,
        "translations": edition.translations,
    }
    tables = [edition.codebook.tables[name] for name in frames]
    return pd.DataFrame(
        {
            "table": [table.title for table in tables],
            "file": [table.path for table in tables],
            "rows": [len(frame) for frame in frames.values()],
            "set_aside": [edition.set_aside.get(table.path, 0) for table in tables],
        }
    )


def by_term(edition: Edition, values: pd.Series, table: str, column: str) -> list[tuple[str, Share]]:
    """How many of the values each term of the vocabulary has, by its words on the screen, in its order."""
    book = edition.codebook
    return [
        (book.label(table, column, term), Share(int((values == term).sum()), len(values)))
        for term in book.values(table, column)
    ]


def claims_about(edition: Edition, rows: Mask) -> pd.DataFrame:
    """The claims about the chosen events."""
    return edition.claims[edition.claims.event_id.isin(edition.events.event_id[rows])]


def without_number(claims: pd.DataFrame) -> Share:
    """Claims that say a word ("dozens") where others say a number."""
    return Share(int((claims.low.isna() & claims.high.isna()).sum()), len(claims))


def undated(claims: pd.DataFrame) -> Share:
    """Claims without a day on which they were said."""
    return Share(int(claims.stated_on.isna().sum()), len(claims))


def single_claimant(cells: Cells, rows: Mask, measure: str) -> Share:
    """Of the chosen events with a figure of their own under the rule, those where one claimant alone gives it."""
    table = cells.totals[measure][rows]
    return Share(int((table.known & (table.claimants == 1)).sum()), int(table.known.sum()))


def without_figure(edition: Edition, cells: Cells, rows: Mask, measure: str) -> dict[str, Share]:
    """Of the chosen events, those for which neither they nor their parts have a figure under the rule: ``unusable``
    (only numbers that cannot count), ``words`` (words only), ``none`` (nobody gives a number)."""
    found, all_of_them = standing(edition, cells, measure), int(rows.sum())
    return {
        kind: Share(int((found.are(kind) & rows).sum()), all_of_them)
        for kind in ("unusable", "words", "none")
    }


def events_by_year(edition: Edition, rows: Mask, first: int, last: int) -> pd.DataFrame:
    """Columns ``year`` (every one from ``first`` to ``last``) and ``events`` that began in it; what began before the
    first year and still lasted stands in the first, so that the years add up to the events."""
    counts = edition.events.start_date[rows].dt.year.clip(lower=first).value_counts()
    years = range(first, last + 1)
    return pd.DataFrame({"year": list(years), "events": [int(counts.get(year, 0)) for year in years]})


def begun_before(edition: Edition, rows: Mask, first: int) -> int:
    """How many of the chosen events began before the year ``first``."""
    return int((edition.events.start_date[rows].dt.year < first).sum())


def events_by_region(edition: Edition, rows: Mask, division: str = "today") -> pd.DataFrame:
    """Columns ``region`` (on screen), ``events``, ``cities`` (how many have any); every region of the division, the
    empty ones too, then the rows of the whole country under an empty name."""
    events, book, units = edition.events[rows], edition.codebook, divisions.units(edition, division)
    lies_in = events.event_region.map(lambda own: units.get(own, own))
    own = book.values("events", "region")
    regions = [*dict.fromkeys(units.get(region, region) for region in own), ""]
    return pd.DataFrame(
        {
            "region": [divisions.label(book, region) if region else "" for region in regions],
            "events": [int((lies_in == region).sum()) for region in regions],
            "cities": [
                events.city[(lies_in == region) & (events.city != "")].nunique() for region in regions
            ],
        }
    ).sort_values("events", ascending=False, kind="stable", ignore_index=True)


def events_by_city(edition: Edition, rows: Mask) -> pd.DataFrame:
    """Columns ``city``, ``events``, for the cities that have any, most first."""
    cities = edition.events.city[rows]
    counts = cities[cities != ""].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return pd.DataFrame({"city": counts.index.astype("str"), "events": counts.to_numpy()})


@dataclass(frozen=True)
class Comparison:
    """Our rows that overlap a period: all of them, and those that are no umbrella over others."""

    rows: int
    single: int


def overlapping(cells: Cells, start: date, end: date) -> Comparison:
    """How many of all events overlap a period, both ends inclusive."""
    columns = cells.columns
    inside = (columns["end"] >= day_number(start)) & (columns["start"] <= day_number(end))
    return Comparison(int(inside.sum()), int((inside & ~columns["umbrella"]).sum()))
