"""Reads a file in the columns of the UCDP Georeferenced Event Dataset: best, low and high estimates of deaths."""

import re
from collections.abc import Iterable

from atlas.edition.codebook import Codebook
from atlas.own_file.formats.parts import Draft, Parts, row_cells
from atlas.own_file.reading import Reading
from atlas.words.dates_in_files import Day
from atlas.words.language import _, ngettext
from atlas.words.numbers_in_words import GREATEST, Size

NEEDED = frozenset({"type_of_violence", "date_start", "date_end", "best", "low", "high", "where_coordinates"})
PRECISION = {"1": "day", "2": "month", "3": "month", "4": "month", "5": "year"}
"""``date_prec``: a day, two to six days, a week, a month, more than a month. What is less sure than a day must
not pretend to one."""


def recognises(columns: Iterable[str]) -> bool:
    """Whether the columns are those of UCDP GED, the whole set or an excerpt."""
    return {column.lower() for column in columns} >= NEEDED


def convert(reading: Reading, codebook: Codebook) -> Parts:
    """Each row an event of type "other"; its deaths one claim by UCDP from low to high."""
    rows = reading.rows.rename(columns={name: name.lower() for name in reading.columns})
    names = {name.lower(): name for name in reading.columns}
    draft = Draft(reading, codebook, "ucdp")
    orders = {name: draft.orders(names[name]) for name in ("date_start", "date_end")}
    vague = 0
    for row, cells in row_cells(rows):
        start = draft.day(row, names["date_start"], cells["date_start"], orders["date_start"])
        end = draft.day(row, names["date_end"], cells["date_end"], orders["date_end"]) if start else None
        size = _deaths(draft, row, cells) if start and end else None
        if start is None or end is None or size is None:
            continue
        if end.last < start.first:
            reason, remedy = _("is before the start date"), _("Correct the date that was mistyped.")
            draft.leave_out(row, names["date_end"], cells["date_end"], reason, remedy, cell=False)
            continue
        precision = PRECISION.get(cells.get("date_prec", "1"), "day")
        vague += precision != "day"
        source = draft.source(
            cells.get("source_headline", "") or cells.get("source_article", ""),
            cells.get("source_office", "") or cells.get("source_original", "") or "UCDP GED",
            kind="other",
        )
        where, point = _where(draft, row, cells)
        event_id = draft.event(
            row,
            cells.get("id", ""),
            Day(start.first, end.last, precision),
            where=where,
            sources=[source],
            country=cells.get("country", ""),
            admin=cells.get("adm_1", ""),
            lon=point[0],
            lat=point[1],
            event_type="other",
            title=_("{what}: {place}").format(
                what=cells.get("conflict_name") or _("Organised violence"), place=where
            ),
            description=". ".join(
                filter(
                    None,
                    (
                        cells.get("dyad_name", ""),
                        cells.get("where_description", ""),
                        cells.get("source_headline", ""),
                    ),
                )
            ),
        )
        best = "" if cells["low"] == cells["high"] else _("best estimate {best}").format(best=cells["best"])
        draft.claim(event_id, "deaths", size, claimant="UCDP", source=source, note=best)
    place, point_words = _("Place"), _("Point on the map")
    used = {name: place for name in ("where_coordinates", "adm_1", "adm_2", "country")}
    used |= {"latitude": point_words, "longitude": point_words, "where_prec": _("How far the place is known")}
    used |= {"lon": point_words, "lat": point_words}
    used |= {"date_start": _("Dates"), "date_end": _("Dates"), "date_prec": _("How far the date is known")}
    used |= {name: _("Deaths, reported by UCDP") for name in ("low", "best", "high")}
    used |= {
        name: _("Sources")
        for name in ("source_headline", "source_article", "source_office", "source_original")
    }
    used |= {"id": _("Identifier"), "conflict_name": _("Title"), "dyad_name": _("Description")}
    used |= {"where_description": _("Description")}
    draft.became |= {names[name]: words for name, words in used.items() if name in names}
    draft.notes.append(
        _("UCDP GED holds organised violence of every kind: all its events have the type “Other”.")
    )
    draft.note(
        ngettext(
            "{count} event is not known to the day and is shown as known by month or year.",
            "{count} events are not known to the day and are shown as known by month or year.",
            vague,
        ),
        vague,
    )
    return draft.parts()


def _deaths(draft: Draft, row: int, cells: dict[str, str]) -> Size | None:
    """Low to high; None, and the row left out, where the three estimates are out of order or no numbers."""
    values = []
    for name in ("low", "best", "high"):
        cell = cells[name].strip()
        digits = cell.removesuffix(".0")
        if not re.fullmatch(r"[0-9]{1,9}", digits) or int(digits) > GREATEST:
            reason = _("is not a whole number")
            draft.leave_out(row, name, cell, reason, _("Give low, best and high as digits."), cell=False)
            return None
        values.append(int(digits))
    low, best, high = values
    if not low <= best <= high:
        reason = _("breaks the rule that low is not above best, nor best above high")
        remedy = _("Look the event up in the current UCDP release and correct the three numbers.")
        draft.leave_out(row, "low, best, high", f"{low}, {best}, {high}", reason, remedy, cell=False)
        return None
    return Size(low, high)


def _where(draft: Draft, row: int, cells: dict[str, str]) -> tuple[str, tuple[float | None, float | None]]:
    """The place and its point. Beyond 25 km the point is the middle of a district, which is no place of the event."""
    near = cells.get("where_prec", "1") in ("", "1", "2")
    country = cells.get("country", "")
    if not near:
        wide = {"3": "adm_2", "4": "adm_1", "5": "where_coordinates"}.get(
            cells.get("where_prec", ""), "country"
        )
        return cells.get(wide, "") or cells.get("adm_1", "") or country, (None, None)
    lon, lat = ("lon", "lat") if "lon" in cells else ("longitude", "latitude")
    point = draft.point(row, (lon, lat), (cells.get(lon, ""), cells.get(lat, "")))
    return cells["where_coordinates"] or cells.get("adm_2", "") or cells.get("adm_1", "") or country, point
