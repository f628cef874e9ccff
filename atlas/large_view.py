"""What one reader sees of a prepared big table: the same questions as ``views.View``, answered from cells and pages.

Its figures follow every filter but the search words, which narrow the rows alone: ``unanswered`` says what else a big
table leaves open, for the page to show.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache, partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas import aggregates, cells, divisions, exports, store, views
from atlas.cells import Cells
from atlas.codebook import Codebook
from atlas.edition import Edition
from atlas.filters import EventFilter
from atlas.gazetteer import names_then
from atlas.language import _, current, short_span_words
from atlas.large import PreparedTable
from atlas.names import campaign_name
from atlas.ranges import Range
from atlas.views import View

PAGED = (
    *("event_id", "start_date", "end_date", "date_precision", "city", "city_name_then", "event_region"),
    *("title", "event_type", "campaign"),
)
"""The columns that a page of events is made of, beside figures."""
BLOCK = 20_000
"""Rows of a download that are in memory at a time."""


@dataclass(frozen=True, eq=False)
class LargeEdition(Edition):
    """A prepared folder as an edition: codebook, towns and context of the published data, and no event in memory."""

    table: PreparedTable | None = None
    rows: store.Store | None = None


def opened(folder: Path, base: Edition) -> LargeEdition:
    """A folder of ``prepare`` as an edition. Raises ``large.NotPrepared`` where it is not finished."""
    table = PreparedTable(folder, base)
    names = [str(name) for name in table.facts["campaigns"]]
    edition = LargeEdition(
        **{name: getattr(base, name) for name in Edition.__dataclass_fields__}
        | {
            "events": base.events.iloc[:0],
            "claims": base.claims.iloc[:0],
            "event_sources": base.event_sources.iloc[:0],
            "campaigns": base.campaigns.reindex(pd.Index(names, name="campaign")).assign(name=names),
            "problems": (),
            "set_aside": dict(table.facts["set_aside"]),
            "memos": {},
        },
        table=table,
        rows=store.prepared(folder, table.facts["starts"]),
    )
    # What is asked of an edition without a filter, so that sidebar and map need not know which kind it is.
    edition.memos[views.first_day] = lambda: date(table.span[0].year, 1, 1)
    edition.memos[views.towns] = lambda: (
        base.gazetteer.loc[table.present["city"], ["lon", "lat"]].rename_axis("city").reset_index()
    )
    edition.memos[cells.cells_of] = partial(_whole_cells, edition)
    return edition


def _whole_cells(
    edition: LargeEdition, whose: str, known_on: date, unverified: bool, division: str = "today"
) -> Cells:
    """The cells of one rule for any period at all: right for every filter, and slow, as every day is read."""
    assert edition.table is not None
    day = None if known_on >= aggregates.today() else known_on
    rule = EventFilter(whose=whose, known_on=day, unverified=unverified)
    return edition.table.cells(rule, by_day=True, units=divisions.units(edition, division))


@lru_cache(maxsize=1)
def served(folder: str) -> LargeEdition | None:
    """The edition that ``ATLAS_EVENTS`` names, opened once; None where it is empty. Raises ``NotPrepared``."""
    return opened(Path(folder), views.published()) if folder else None


def view_of(edition: Edition, chosen: EventFilter) -> View:
    """The view of a filter over an edition of either kind."""
    return LargeView(edition, chosen) if isinstance(edition, LargeEdition) else View(edition, chosen)


@dataclass(frozen=True)
class LargeView(View):
    """The view of a big table. Rows of ``cells`` stand for several events each; ``shown`` and ``events`` count events."""

    @property
    def _table(self) -> PreparedTable:
        assert isinstance(self.edition, LargeEdition) and self.edition.table is not None
        return self.edition.table

    @property
    def _rows(self) -> store.Store:
        assert isinstance(self.edition, LargeEdition) and self.edition.rows is not None
        return self.edition.rows

    @cached_property
    def cells(self) -> Cells:
        """The cells that answer every figure of this filter. Raises ``large.NotPrepared``: see ``PreparedTable.rule``."""
        return self._table.cells(self.chosen, units=self._units)

    @property
    def _units(self) -> dict[str, str]:
        return dict(divisions.units(self.edition, self.chosen.oblasts))

    @property
    def first(self) -> date:
        """The first day of the time slider."""
        return views.first_day(self.edition)

    def rows_without(self, field: str) -> npt.NDArray[np.bool_]:
        """Which cells the filter keeps, one field left out. The search words are not among what cells know."""
        return cells.chosen_rows(self.cells, self.chosen, without=field)

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
        return self._rows.count(self.chosen, self._units) if self.chosen.query else self.shown

    def page(self, offset: int, limit: int) -> pd.DataFrame:
        """Some events as ``exports.shown_table`` lists them, latest first; a measure's column is empty where not
        ``figures_in_rows``."""
        book, towns = self.edition.codebook, self.edition.gazetteer
        side = "" if self.chosen.whose == "all" else f"{self.chosen.whose}_"
        figures = [f"{measure}_{side}{part}" for measure in book.measures for part in ("low", "high", "open")]
        rows = self._rows.page(
            self.chosen, limit=limit, offset=offset, units=self._units, columns=[*PAGED, *figures]
        )
        spans = zip(rows.start_date, rows.end_date, rows.date_precision, strict=True)
        places = zip(rows.city, rows.event_region, names_then(rows, towns, current()), strict=True)
        table = pd.DataFrame(
            {
                "event_id": rows.event_id,
                "when": [short_span_words(start.date(), end.date(), known) for start, end, known in spans],
                "place": [
                    exports.place_then_words(exports.place_words(book, city, region), then)
                    for city, region, then in places
                ],
                "title": rows.title,
                "type": [book.label("events", "event_type", value) for value in rows.event_type],
                "campaign": [campaign_name(name) for name in rows.campaign],
            }
        )
        return table.assign(**{measure: self._short(rows, f"{measure}_{side}") for measure in book.measures})

    def _short(self, rows: pd.DataFrame, prefix: str) -> list[str]:
        if not self.figures_in_rows:
            return [""] * len(rows)
        columns = zip(rows[f"{prefix}low"], rows[f"{prefix}high"], rows[f"{prefix}open"], strict=True)
        return [
            "" if low is pd.NA else Range(int(low), int(high), said == "below", said == "above").short()
            for low, high, said in columns
        ]

    def csv(self) -> Iterator[bytes]:
        """The events and their figures as the download of CSV has them, block by block: under the rule of all sides,
        verified sources, known by now."""
        names = csv_columns(self.edition.codebook)
        header = True
        for rows in self._rows.batches(self.chosen, size=BLOCK, units=self._units):
            yield exports.to_csv(rows[names], header=header)
            header = False
        if header:
            yield (",".join(names) + "\r\n").encode("utf-8")

    def unanswered(self) -> list[str]:
        """What the page must say of a big table, a sentence each."""
        said = [
            _(
                "A large table of its own: single reported figures, their sources and what is disputed are not shown. "
                "Events and figures are not checked here."
            )
        ]
        if self.chosen.query:
            said.append(_("The search narrows the list of events; figures, map and series leave it out."))
        if not self.figures_in_rows:
            said.append(_("The list gives no figures under this rule; the totals above it do."))
        return said


def csv_columns(book: Codebook) -> list[str]:
    """The columns of a download of events."""
    of_events = [column.name for column in book.tables["events"].columns]
    of_measures = [f"{measure}_{name}" for measure in book.measures for name in exports.FIGURE_COLUMNS]
    return [*of_events, "event_region", "longitude", "latitude", *of_measures]


def settled(edition: LargeEdition, chosen: EventFilter) -> tuple[EventFilter, str]:
    """The filter without what the table was not prepared for, and what that was, in words; empty where it can be
    answered as it is."""
    table = edition.table
    assert table is not None
    if chosen.known_on and chosen.known_on.isoformat() not in table.facts["known_on"]:
        text = _("This table was not prepared for figures as known on {day}: they are shown as known by now.")
        return replace(chosen, known_on=None), text.format(day=chosen.known_on.isoformat())
    if chosen.unverified and not table.facts["claims"]:
        return replace(chosen, unverified=False), _(
            "This table gives figures without their sources: none can be told to be unverified."
        )
    return chosen, ""
