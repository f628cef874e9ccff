"""Collects what a file's rows give, in our columns, and what of them cannot be used, with the reason."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from atlas.edition.codebook import Codebook
from atlas.own_file.reading import Reading
from atlas.words.dates_in_files import Day, Order, day_of, order_of
from atlas.words.language import _, date_words, number
from atlas.words.numbers_in_words import Size, is_missing, size_of

EARLIEST = date(1900, 1, 1)
"""An event before this is taken for a slip: a time slider of two thousand years would show nothing."""

CONTROLS = re.compile(r"[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of the text after them, also outside their cell."""


@dataclass(frozen=True)
class Parts:
    """A file in our columns.

    ``events``: one dict an event: columns of the codebook's events table, ``row`` (of the file), ``where``
    (what the file calls the place), ``country``, ``admin`` (its words for region and country, may be empty),
    ``lon``, ``lat`` (float or None). ``claims``, ``sources``, ``event_sources``: dicts in the columns of their
    tables, cells as text. ``rejects``: dicts with ``row, column, value, reason, remedy, left_out``. ``became``: per
    column of the file what it was used for, in words.
    """

    events: list[dict[str, Any]]
    claims: list[dict[str, str]]
    sources: list[dict[str, str]]
    event_sources: list[dict[str, str]]
    rejects: list[dict[str, Any]]
    became: Mapping[str, str]
    notes: list[str]
    restricted: str = ""


def shown_as_text(cell: str) -> str:
    """The cell in one line without control characters; those that turn the direction of text are spelled out."""
    if cell.isascii() and cell.isprintable():
        return " ".join(cell.split())
    spelled = CONTROLS.sub(lambda found: f"‹U+{ord(found[0]):04X}›", cell)
    return " ".join("".join(c if c >= " " and c != "\x7f" else " " for c in spelled).split())


def slug(text: str) -> str:
    """Small Latin letters, digits and dashes: what may stand in an event's id."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60]


@dataclass
class Draft:
    """Parts in the making; a converter fills it row by row."""

    reading: Reading
    codebook: Codebook
    prefix: str
    events: list[dict[str, Any]] = field(default_factory=list)
    claims: list[dict[str, str]] = field(default_factory=list)
    rejects: list[dict[str, Any]] = field(default_factory=list)
    became: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    _sources: dict[tuple[str, str, str], dict[str, str]] = field(default_factory=dict)
    _event_sources: dict[tuple[str, str], None] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)
    _counted: dict[tuple[str, str], int] = field(default_factory=dict)

    def leave_out(self, row: int, column: str, value: str, reason: str, remedy: str, *, cell: bool) -> None:
        """Say that a row, or only a cell of it, is not shown, and why."""
        left_out = "cell" if cell else "row"
        at = {"row": row, "column": column, "value": shown_as_text(value)[:200]}
        self.rejects.append(at | {"reason": reason, "remedy": remedy, "left_out": left_out})

    def source(self, title: str, publisher: str, url: str = "", kind: str = "other") -> str:
        """The id of a source with these words, made once. An address that is none goes into the title."""
        title, publisher, url = shown_as_text(title)[:500], shown_as_text(publisher)[:200], url.strip()
        if not re.fullmatch(r"https?://[^\s<>\"]+", url):
            title, url = " ".join(part for part in (title, shown_as_text(url)) if part), ""
        key = (title, publisher or self.reading.name, url)
        if key not in self._sources:
            source = {"source_id": f"{self.prefix}-source-{len(self._sources) + 1}", "title": title}
            source |= {"publisher": key[1], "url": url, "kind": kind, "grade": "file"}
            self._sources[key] = source
        return self._sources[key]["source_id"]

    def day(self, row: int, column: str, cell: str, order: Order) -> Day | None:
        """The date in a cell; where there is none, the row is left out with the reason."""
        day = None if is_missing(cell) else day_of(cell, order)
        if day is None:
            reason = _("has no date") if is_missing(cell) else _("is not a date that exists")
            self.leave_out(row, column, cell, reason, _("Write the date as YYYY-MM-DD."), cell=False)
        elif not EARLIEST <= day.first <= date.today():
            reason = _("lies before {first} or after today").format(first=date_words(EARLIEST))
            self.leave_out(row, column, cell, reason, _("Correct the year."), cell=False)
            return None
        return day

    def orders(self, column: str) -> Order:
        """How the dates of a column are to be read; what decides is put into the notes."""
        order = order_of(self.reading.rows[column], column)
        self.notes += [order.words] if order.words else []
        return order

    def event(
        self,
        row: int,
        key: str,
        span: Day,
        *,
        where: str = "",
        sources: Iterable[str] = (),
        **cells: str | float | None,
    ) -> str:
        """Add an event with cells of the events table; its id. Text is made one line, a title always there."""
        stem = "-".join(filter(None, (span.first.isoformat(), self.prefix, slug(key))))
        event_id = str(cells.pop("event_id", "")) or (
            stem if stem not in self._ids and slug(key) else f"{stem}-row-{row}"
        )
        self._ids.add(event_id)
        lon, lat = cells.pop("lon", None), cells.pop("lat", None)
        text = {name: shown_as_text(str(value)) for name, value in cells.items()}
        where = shown_as_text(where)
        event_type = text.get("event_type") or "other"
        words = text.get("title") or text.get("description") or self._title(event_type, where)
        event: dict[str, Any] = {column.name: "" for column in self.codebook.tables["events"].columns}
        event |= {"sanctioned": "unknown", "response": "unknown", "where": where, "country": "", "admin": ""}
        event |= text | {
            "event_id": event_id,
            "start_date": span.first.isoformat(),
            "end_date": span.last.isoformat(),
            "date_precision": span.precision,
            "event_type": event_type,
            "title": words if len(words) <= 160 else words[:159].rstrip() + "…",
            "row": row,
            "lon": lon,
            "lat": lat,
        }
        self.events.append(event)
        self._event_sources |= {(event_id, source): None for source in sources}
        return event_id

    def _title(self, event_type: str, where: str) -> str:
        label = (
            _("Event") if event_type == "other" else self.codebook.label("events", "event_type", event_type)
        )
        return _("{what}: {place}").format(what=label, place=where) if where else label

    def claim(
        self, event_id: str, measure: str, size: Size, *, claimant: str, source: str, side: str = "unknown",
        note: str = "", stated_on: str = "",
    ) -> None:  # fmt: skip
        """Add a reported figure about the whole event."""
        at = self._counted[event_id, measure] = self._counted.get((event_id, measure), 0) + 1
        bounds = {"low": size.low, "high": size.high}
        claim = {name: "" if value is None else str(value) for name, value in bounds.items()}
        claim |= {"claim_id": f"{event_id}-{measure}-{at}", "event_id": event_id, "measure": measure}
        claim |= {"words": size.words, "scope": "total", "claimant": shown_as_text(claimant), "side": side}
        claim |= {"stated_on": stated_on, "source_id": source, "note": shown_as_text(note)}
        self.claims.append(claim)
        self._event_sources[event_id, source] = None

    def size(self, row: int, column: str, cell: str) -> Size | None:
        """The size in a cell: None where it is missing, and where it is not understood, which is said."""
        if is_missing(cell):
            return None
        size = size_of(cell)
        if size is None:
            reason = _("is not understood as a number of people")
            self.leave_out(
                row, column, cell, reason, _("Write digits, such as 300, 200-300 or >300."), cell=True
            )
        return size

    def point(
        self, row: int, columns: tuple[str, str], cells: tuple[str, str]
    ) -> tuple[float | None, float | None]:
        """Longitude and latitude of two cells, both None where they give no point."""
        if all(is_missing(cell) or cell in ("0", "0.0") for cell in cells):
            # Nothing, or the point at sea where degrees begin, which stands for nothing.
            return None, None
        try:
            lon, lat = (float(cell.strip().replace(",", ".")) for cell in cells)
        except ValueError:
            lon = lat = float("nan")
        if abs(lon) <= 180 and abs(lat) <= 90:
            return lon, lat
        reason = _("is no point on the map")
        remedy = _("Write longitude and latitude in degrees, such as 76.9115 and 43.2525.")
        self.leave_out(row, columns[0], ", ".join(cells), reason, remedy, cell=True)
        return None, None

    def note(self, words: str, count: int) -> None:
        """Add a note about so many rows, if there are any; ``words`` as from ngettext, with {count}."""
        if count:
            self.notes.append(words.format(count=number(count)))

    def parts(self, restricted: str = "") -> Parts:
        """What has been collected."""
        pairs = [{"event_id": event, "source_id": source} for event, source in self._event_sources]
        return Parts(
            self.events, self.claims, list(self._sources.values()), pairs, self.rejects, self.became, self.notes,
            restricted,
        )  # fmt: skip


def row_cells(rows: pd.DataFrame) -> Iterable[tuple[int, dict[str, str]]]:
    """Each row's number and its cells by column."""
    names = [str(name) for name in rows.columns]
    for row, cells in zip(rows.index.tolist(), rows.itertuples(index=False, name=None), strict=True):
        yield int(row), dict(zip(names, cells, strict=True))
