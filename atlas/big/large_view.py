"""What one reader sees of a prepared big table: the same questions as ``views.View``, answered from cells and pages.

Its figures follow every filter but the search words, which narrow the rows alone: ``unanswered`` says what else a big
table leaves open, for the page to show.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.big import large_folds, large_rows
from atlas.big.large import PreparedTable
from atlas.big.large_edition import LargeEdition
from atlas.big.store.shared import SharedStore
from atlas.edition import divisions
from atlas.edition.edition import Edition, kept
from atlas.edition.once import once
from atlas.folds import aggregates, views
from atlas.folds.views import View
from atlas.tally import cells
from atlas.tally.cells import Cells
from atlas.tally.filters import EventFilter
from atlas.words.language import _


def warm(edition: Edition) -> None:
    """Load everything that the first reader would otherwise wait for."""
    view = LargeView(edition, EventFilter())
    for name in view.cells.columns:
        view.cells.columns[name]
    for name, column in cells.COLUMNS.items():
        view.facet_counts(name, view.cells.categories[column])
    view.page(0, 1)


def view_of(edition: Edition, chosen: EventFilter) -> View:
    """The view of a filter over an edition of either kind; what a big table was not prepared for is left out of the
    filter, and said."""
    if not isinstance(edition, LargeEdition):
        return View(edition, chosen)
    answered, said = settled(edition, chosen)
    return LargeView(edition, answered, said=said)


@dataclass(frozen=True)
class LargeView(View):
    """The view of a big table. Rows of ``cells`` stand for several events each; ``shown`` and ``events`` count events.

    ``daily``: whether cells of the period stand at their days; ``along``: a column that they tell apart besides the
    place; ``said``: what of the reader's filter could not be answered.
    """

    daily: bool = False
    along: str = ""
    said: str = ""

    @property
    def _table(self) -> PreparedTable:
        assert isinstance(self.edition, LargeEdition)
        return self.edition.table

    @property
    def store(self) -> SharedStore:
        """The rows on disk."""
        assert isinstance(self.edition, LargeEdition)
        return self.edition.rows

    @property
    def listable(self) -> bool:
        """Never: its rows are read page by page."""
        return False

    def by_day(self) -> "LargeView":
        """The view whose cells stand at their days throughout the period; slow for many years."""
        return replace(self, daily=True)

    def by(self, column: str) -> "LargeView":
        """The view whose cells tell apart the values of one more column (``type``, ``campaign``), by month."""
        return replace(self, along=column)

    @property
    def unit(self) -> str:
        """The unit of a time axis: days only where the cells stand at theirs."""
        unit = super().unit
        return "month" if unit == "day" and not self.daily else unit

    @property
    def live(self) -> tuple[Cells, npt.NDArray[np.bool_]]:
        """The cells under the rest of the filter, by month; all of their rows."""
        found = large_folds.figures(self.edition, large_folds.bare(self.chosen), large_folds.PLACE, False)
        return found, np.ones(len(found.frame), dtype=bool)

    @once
    def cells(self) -> Cells:
        """The cells of the events that the filter keeps but for its period; see ``large_folds``."""
        keys = (*large_folds.PLACE, *((self.along,) if self.along else ()))
        own = large_folds.figures(self.edition, large_folds.bare(self.chosen), keys, self.daily)
        return own.within(self.chosen.start, self.chosen.end)

    def undated(self) -> int:
        """Not told of a big table: its single reported figures are not at hand."""
        return 0

    @property
    def _units(self) -> dict[str, str]:
        return dict(divisions.units(self.edition, self.chosen.oblasts))

    @property
    def first(self) -> date:
        """The first day of the time slider."""
        return views.first_day(self.edition)

    @property
    def last_event(self) -> tuple[date, str]:
        """As of any view; its cells do not tell how exact a day is known, so the month is said."""
        return min(self._table.span[1], self.last), "month"

    def rows_without(self, field: str) -> npt.NDArray[np.bool_]:
        """Which cells the filter keeps, or would keep without its period. The search words are not among what cells
        know. ValueError for another field: ask ``without``, whose cells hold more."""
        if field not in ("", "period"):
            raise ValueError(f"the cells of a big table hold no event that the filter's {field} leave out")
        period = EventFilter(start=self.chosen.start, end=self.chosen.end)
        return cells.chosen_rows(self.cells, period, without=field)

    def facet_counts(self, field: str, values: Sequence[str]) -> dict[str, int]:
        """As of any view."""
        other, column = self.without(field), cells.COLUMNS[field]
        counted = large_folds.counts(self.edition, large_folds.bare(other.chosen), (column,))
        period = EventFilter(start=self.chosen.start, end=self.chosen.end)
        return aggregates.facet_counts(counted, cells.chosen_rows(counted, period), column, values)

    @property
    def shown(self) -> int:
        """How many events the filter keeps, whatever the search words."""
        return aggregates.events_in(self.cells, self.rows)

    @property
    def events(self) -> int:
        """How many events there are."""
        return self._table.events

    @property
    def listed(self) -> pd.DataFrame:
        """A big table is never listed whole: see ``page``."""
        raise TypeError("ask a big table for one page of its events at a time")

    @property
    def figures_in_rows(self) -> bool:
        """Whether the rows hold the figures of the chosen rule: they hold those of verified sources, known by now."""
        return not (self.chosen.unverified or self.chosen.known_on)

    def found(self) -> int:
        """How many rows ``page`` has in all: those that hold the search words too."""
        return (
            _found(self.edition, replace(self.chosen, measure="detentions"))
            if self.chosen.query
            else self.shown
        )

    def page(self, offset: int, limit: int) -> pd.DataFrame:
        """Some events as ``shown_rows.shown_table`` lists them, latest first; a measure's column is empty where not
        ``figures_in_rows``."""
        return large_rows.page(self, self.store, offset, limit, figures=self.figures_in_rows)

    def event(self, event_id: str) -> pd.DataFrame:
        """The row of one event, in or outside the filter, with all that the table tells of it; none, or one."""
        with self.store.lent() as rows:
            return rows.single("event_id", event_id, 1)

    def parts_of(self, event_id: str, most: int) -> pd.DataFrame:
        """The first rows of the events that are part of one."""
        with self.store.lent() as rows:
            return rows.single("part_of", event_id, most)

    def blocks(self, size: int) -> Iterator[pd.DataFrame]:
        """As of any view, in whole months and earliest first, under the rule of all sides, verified sources, known by
        now."""
        return large_rows.blocks(self, self.store, size)

    def left_out(self) -> str:
        """See ``settled``."""
        return self.said

    def unanswered(self) -> list[str]:
        """What the page must say of a big table, a sentence each."""
        said = [
            _(
                "A large table of its own: single reported figures, their sources and what is disputed are not shown. "
                "Events and figures are not checked here."
            )
        ]
        if self.said:
            said.append(self.said)
        if self.chosen.query:
            said.append(_("The search narrows the list of events; figures, map and series leave it out."))
        if not self.figures_in_rows:
            said.append(_("The list gives no figures under this rule; the totals above it do."))
        return said


@kept(32)
def _found(edition: Edition, chosen: EventFilter) -> int:
    assert isinstance(edition, LargeEdition)
    with edition.rows.lent() as rows:
        return rows.count(chosen, divisions.units(edition, chosen.oblasts))


def settled(edition: LargeEdition, chosen: EventFilter) -> tuple[EventFilter, str]:
    """The filter without what the table was not prepared for, and what that was, in words; empty where it can be
    answered as it is."""
    table, said = edition.table, list[str]()
    if chosen.known_on and chosen.known_on.isoformat() not in table.facts["known_on"]:
        text = _("This table was not prepared for figures as known on {day}: they are shown as known by now.")
        said.append(text.format(day=chosen.known_on.isoformat()))
        chosen = replace(chosen, known_on=None)
    if chosen.unverified and not table.facts["claims"]:
        said.append(_("This table gives figures without their sources: none can be told to be unverified."))
        chosen = replace(chosen, unverified=False)
    if chosen.at_least:
        said.append(
            _(
                "A large table cannot be narrowed to events from a number on: its figures are folded, and the events "
                "with fewer are shown as well."
            )
        )
        chosen = replace(chosen, at_least=(), bound="low")
    return chosen, " ".join(said)
