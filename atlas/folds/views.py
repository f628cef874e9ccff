"""The reader's view of an edition: a filter, the cells under its rule, and the rows it keeps.

The pages and the api answer from here, so that a link and its download can never differ.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas import DATA
from atlas.edition import divisions, names
from atlas.edition.divisions import DIVISIONS
from atlas.edition.edition import Edition, kept, read_edition
from atlas.edition.once import once
from atlas.edition.place_names import PlaceNames, region_names, town_names
from atlas.folds import aggregates, event_rows, search, search_index, shown_rows
from atlas.tally import cells, claims
from atlas.tally.cells import COLUMNS, Cells, cells_of
from atlas.tally.filters import Choices, EventFilter, in_words
from atlas.words import language


@lru_cache(maxsize=1)
def published() -> Edition:
    """The published data, read and checked once. functools rather than st.cache_data, which copies on
    every hit, and rather than st.cache_resource, so that the server can load it before the first reader."""
    data = read_edition(DATA)
    names.learn(data)
    return data


@kept(32)
def _listed(
    data: Edition, whose: str, known_on: date | None, unverified: bool, language: str
) -> pd.DataFrame:
    return shown_rows.shown_table(data, cells_of(data, whose, known_on, unverified))


@kept(2)
def first_day(data: Edition) -> date:
    """The first day of the time slider: that of the year of the earliest event."""
    return date(data.events.start_date.iloc[0].year, 1, 1)


@kept(2)
def last_event(data: Edition) -> tuple[date, str]:
    """The day on which the last event of the data ends, and as how exact it is known: ``day``, ``month`` or ``year``."""
    events = data.events
    ends = events[events.end_date == events.end_date.max()]
    known = set(ends.date_precision)
    return ends.end_date.iloc[0].date(), next(each for each in ("day", "month", "year") if each in known)


@kept(2)
def towns(data: Edition) -> pd.DataFrame:
    """The towns that have events, in the order of the cells: ``city``, ``lon``, ``lat``."""
    names = cells_of(data, "all", None, False).categories["city"]
    return data.gazetteer.loc[names, ["lon", "lat"]].rename_axis("city").reset_index()


@kept(1)
def place_names_of(data: Edition) -> dict[str, PlaceNames]:
    """The names of the edition's places, by parameter of a link."""
    return {
        "city": town_names(data.gazetteer),
        "region": region_names(data.regions, divisions.ENDED, data.codebook),
    }


def choices_of(data: Edition) -> Choices:
    """What the filter's fields can hold in this edition, today."""
    return Choices(
        cities=tuple(data.gazetteer.index),
        regions=tuple(data.regions.index),
        types=data.codebook.values("events", "event_type"),
        campaigns=tuple(data.campaigns.index),
        first=first_day(data),
        last=aggregates.today(),
        units={each: divisions.units(data, each) for each in DIVISIONS if each != "today"},
        names=place_names_of(data.english or data),
    )


def warm() -> None:
    """Load everything that the first reader of the published data would otherwise wait for."""
    rule = (published(), "all", None, False)
    cells_of(*rule)
    _listed(*rule, language.current())
    search_index.index(published())


@dataclass(frozen=True)
class View:
    """What one reader sees: the data, the filter, the cells under its rule, and the rows it keeps."""

    edition: Edition
    chosen: EventFilter

    @property
    def listable(self) -> bool:
        """Whether every event is at hand by itself, with its claims and sources; not so in a big table."""
        return True

    def unanswered(self) -> list[str]:
        """What the pages must say that this view leaves open, a sentence each; nothing of ordinary data."""
        return []

    def blocks(self, size: int) -> Iterator[pd.DataFrame]:
        """The events and their figures as a download has them, about ``size`` at a time; one block without rows where
        there are none, for the header."""
        places = np.flatnonzero(self.rows)
        for start in range(0, max(len(places), 1), size):
            yield event_rows.events_table(self.edition, self.cells, places[start : start + size])

    def left_out(self) -> str:
        """What of the filter these data cannot answer and the view does without, as a sentence; mostly nothing."""
        return ""

    def without(self, field: str) -> Self:
        """The view with one field of the filter, which holds several values, left empty."""
        nothing: dict[str, Any] = {field: ()}
        return replace(self, chosen=replace(self.chosen, **nothing))

    def by_day(self) -> Self:
        """The view whose cells stand at their days throughout the period: this one, but for big tables."""
        return self

    def by(self, column: str) -> Self:
        """The view whose cells tell apart the values of one more column (``type``, ``campaign``): this one, but for
        big tables."""
        return self

    @property
    def unit(self) -> str:
        """The unit of a time axis that fits the period: ``year``, ``month`` or ``day``."""
        return aggregates.granularity(self.start, self.end)

    @property
    def live(self) -> tuple[Cells, npt.NDArray[np.bool_]]:
        """What the browser needs to fold any period by itself: cells, and which of their rows the filter keeps but
        for its period."""
        return self.cells, self.rows_without("period")

    def facet_counts(self, field: str, values: Sequence[str]) -> dict[str, int]:
        """How many events each value of a facet would show under the rest of the filter. ``field``: as in
        ``cells.COLUMNS``."""
        return aggregates.facet_counts(self.cells, self.rows_without(field), COLUMNS[field], values)

    @once
    def cells(self) -> Cells:
        """The cells under the reader's rule and day of knowledge; what reaches beyond the period does not count."""
        chosen = self.chosen
        own = cells_of(self.edition, chosen.whose, chosen.known_on, chosen.unverified, chosen.oblasts)
        return own.within(chosen.start, chosen.end)

    def undated(self) -> int:
        """How many reported figures of the chosen events are left out under a day of knowledge because nobody can tell
        whether they were known by then; none where no such day is chosen."""
        if self.chosen.known_on is None:
            return 0
        about = self.edition.claims
        sides = self.edition.codebook.sides(self.chosen.whose)
        left = claims.usable(about, sides=sides, unverified=self.chosen.unverified) & about.said.isna()
        return int((left & about.event_id.isin(self.edition.events.event_id[self.rows])).sum())

    @property
    def first(self) -> date:
        """The first day of the time slider."""
        return first_day(self.edition)

    @property
    def last(self) -> date:
        """The last day of the time slider: today."""
        return aggregates.today()

    @property
    def last_event(self) -> tuple[date, str]:
        """The day on which the last event of the data ends, and as how exact it is known; see ``last_event``."""
        return last_event(self.edition)

    @property
    def words(self) -> str:
        """The filter as one plain sentence."""
        last, precision = self.last_event
        return in_words(self.chosen, self.edition.codebook, first=self.first, last=last, precision=precision)

    @property
    def start(self) -> date:
        """The first day of the chosen period."""
        return self.chosen.start or self.first

    @property
    def end(self) -> date:
        """The last day of the chosen period."""
        return self.chosen.end or self.last

    @once
    def rows(self) -> npt.NDArray[np.bool_]:
        """Which events the filter keeps."""
        return self.rows_without("")

    def rows_without(self, field: str) -> npt.NDArray[np.bool_]:
        """The same with one field of the filter left out, for a facet's counts."""
        found = search.found(self.edition, self.chosen.query) if self.chosen.query else None
        return cells.chosen_rows(self.cells, self.chosen, found, without=field)

    @property
    def listed(self) -> pd.DataFrame:
        """The events of the view as ``shown_rows.shown_table`` lists them: latest first, what a search finds best first."""
        rule = (self.cells.whose, self.cells.known_on, self.cells.unverified)
        table = _listed(self.edition, *rule, language.current())
        if self.chosen.query:
            return table.loc[self.ranked]
        return table[self.rows[table.index]]

    @property
    def ranked(self) -> npt.NDArray[np.intp]:
        """The places of the events that the filter keeps, those that the search words fit best first."""
        order = search.ranked(self.edition, self.chosen.query)
        return order[self.rows[order]]

    @property
    def shown(self) -> int:
        """How many events the filter keeps."""
        return int(self.rows.sum())

    @property
    def events(self) -> int:
        """How many events there are."""
        return len(self.rows)
