"""Reads our own events table back, as downloaded or as published, so that its tallies come out as they were shown."""

from collections.abc import Iterable

from atlas.edition.codebook import Codebook
from atlas.own_file.formats.own_figures import claims_of_figures
from atlas.own_file.formats.parts import Draft, Parts, row_cells, shown_as_text
from atlas.own_file.reading import Reading
from atlas.words.dates_in_files import Day, Order, span_of
from atlas.words.language import _, ngettext

NEEDED = frozenset({"event_id", "start_date", "end_date", "event_type", "city", "part_of"})
ISO = Order(day_first=True, serial=False, words="")
KEPT = ("organisers", "campaign", "place", "city_name_then", "title", "description", "part_of")


def recognises(columns: Iterable[str]) -> bool:
    """Whether the columns are those of our events table, with or without its figures."""
    return set(columns) >= NEEDED


def convert(reading: Reading, codebook: Codebook) -> Parts:
    """Each row the event that it was; its figures one claim for each side that the file keeps apart."""
    draft = Draft(reading, codebook, "own")
    source = draft.source("", reading.name, kind="dataset")
    seen: set[str] = set()
    for row, cells in row_cells(reading.rows):
        event_id = shown_as_text(cells["event_id"])
        start = draft.day(row, "start_date", cells["start_date"], ISO)
        end = draft.day(row, "end_date", cells["end_date"] or cells["start_date"], ISO) if start else None
        if start is None or end is None:
            continue
        column, reason = "", ""
        if not event_id or event_id in seen:
            column, reason = (
                "event_id",
                _("stands in an earlier row already") if event_id else _("is missing"),
            )
        elif end.last < start.first:
            column, reason = "end_date", _("is before the start date")
        if column:
            remedy = _("Give the row a value of its own, or correct it.")
            draft.leave_out(row, column, cells[column], reason, remedy, cell=False)
            continue
        seen.add(event_id)
        lon = draft.point(row, ("longitude", "latitude"), _point(cells))
        span = span_of(start, end)
        precision = _term(draft, row, cells, "date_precision", span.precision)
        draft.event(
            row,
            "",
            Day(span.first, span.last, precision),
            event_id=event_id,
            where=cells["city"],
            sources=[source],
            lon=lon[0],
            lat=lon[1],
            city=cells["city"],
            region="" if cells["city"] else _term(draft, row, cells, "region", ""),
            location_precision=cells.get("location_precision", "") or "country",
            event_type=_term(draft, row, cells, "event_type", "other"),
            sanctioned=_term(draft, row, cells, "sanctioned", "unknown"),
            response=_term(draft, row, cells, "response", "unknown"),
            **{name: cells.get(name, "") for name in KEPT},
        )
    _cut_circles(draft)
    lost = sum(bool(event["part_of"]) and event["part_of"] not in seen for event in draft.events)
    for event in draft.events:
        event["part_of"] = event["part_of"] if event["part_of"] in seen else ""
    draft.note(
        ngettext(
            "{count} event is part of an umbrella that is not in the file; it stands on its own here.",
            "{count} events are part of an umbrella that is not in the file; they stand on their own here.",
            lost,
        ),
        lost,
    )
    claims_of_figures(draft, source)
    draft.became |= {name: _("As in the file") for name in reading.columns if name in _kept(codebook)}
    draft.became |= {
        name: _("Point on the map")
        for name in ("longitude", "latitude", "lon", "lat")
        if name in reading.columns
    }
    return draft.parts()


def _cut_circles(draft: Draft) -> None:
    """Empties ``part_of`` where an event would be part of itself: a tree has no circle."""
    events = {event["event_id"]: event for event in draft.events}
    for event in draft.events:
        above, seen = events.get(event["part_of"]), {event["event_id"]}
        while above is not None and above["event_id"] not in seen:
            seen.add(above["event_id"])
            above = events.get(above["part_of"])
        if above is not None and above["event_id"] == event["event_id"]:
            reason = _("is part of itself, through its umbrellas")
            remedy = _("Break the circle: an umbrella cannot be contained in one of its own parts.")
            draft.leave_out(event["row"], "part_of", event["part_of"], reason, remedy, cell=True)
            event["part_of"] = ""


def _kept(codebook: Codebook) -> set[str]:
    return {column.name for column in codebook.tables["events"].columns}


def _point(cells: dict[str, str]) -> tuple[str, str]:
    lon, lat = (
        cells.get(long, "") or cells.get(short, "")
        for long, short in (("longitude", "lon"), ("latitude", "lat"))
    )
    return lon, lat


def _term(draft: Draft, row: int, cells: dict[str, str], column: str, otherwise: str) -> str:
    """The cell if the codebook has it as a value of the column, else the fallback, which is said."""
    value = cells.get(column, "").strip()
    if not value or value in draft.codebook.values("events", column):
        return value or otherwise
    reason = _("is not one of the allowed values")
    remedy = _("Use one of: {values}.").format(values=", ".join(draft.codebook.values("events", column)))
    draft.leave_out(row, column, value, reason, remedy, cell=True)
    return otherwise
