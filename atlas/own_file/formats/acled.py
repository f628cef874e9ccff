"""Reads a file in ACLED's columns. Its terms forbid passing rows on, so what is made of them cannot be exported."""

from collections.abc import Iterable

from atlas.edition.codebook import Codebook
from atlas.own_file.formats.parts import Draft, Parts, row_cells
from atlas.own_file.reading import Reading
from atlas.words.dates_in_files import Day
from atlas.words.language import _, ngettext

NEEDED = frozenset({"event_date", "event_type", "sub_event_type", "location", "fatalities", "admin1"})
TYPES = {"Protests": "rally", "Riots": "riot"}


def recognises(columns: Iterable[str]) -> bool:
    """Whether the columns are ACLED's, all or the export of a selection."""
    return {column.lower() for column in columns} >= NEEDED


def convert(reading: Reading, codebook: Codebook) -> Parts:
    """Each row an event; ``fatalities`` one claim by ACLED, which gives one figure where sources differ."""
    rows = reading.rows.rename(columns={name: name.lower() for name in reading.columns})
    names = {name.lower(): name for name in reading.columns}
    draft = Draft(reading, codebook, "acled")
    order = draft.orders(names["event_date"])
    others = vague = 0
    for row, cells in row_cells(rows):
        day = draft.day(row, names["event_date"], cells["event_date"], order)
        if day is None:
            continue
        if cells.get("time_precision", "1") in ("2", "3"):
            day, vague = whole_month(day), vague + 1
        source = draft.source("", cells.get("source", ""), kind="other")
        event_type = TYPES.get(cells["event_type"].strip(), "other")
        others += event_type == "other"
        sub = cells["sub_event_type"].strip()
        near = cells.get("geo_precision", "1") != "3"
        point = draft.point(
            row,
            (names.get("longitude", "longitude"), names.get("latitude", "latitude")),
            (cells.get("longitude", ""), cells.get("latitude", "")),
        )
        event_id = draft.event(
            row,
            cells.get("event_id_cnty", ""),
            day,
            where=cells["location"] if near else cells["admin1"] or cells["location"],
            sources=[source],
            country=cells.get("country", ""),
            admin=cells["admin1"],
            lon=point[0] if near else None,
            lat=point[1] if near else None,
            event_type=event_type,
            title=_("{what}: {place}").format(what=sub or cells["event_type"], place=cells["location"]),
            organisers=organisers(cells.get("assoc_actor_1", "")),
            description=cells.get("notes", ""),
        )
        if size := draft.size(row, names["fatalities"], cells["fatalities"]):
            draft.claim(event_id, "deaths", size, claimant="ACLED", source=source)
    used = {
        "event_date": _("Dates"),
        "time_precision": _("How far the date is known"),
        "event_type": _("Type of event"),
        "sub_event_type": _("Title"),
        "assoc_actor_1": _("Organisers"),
        "country": _("Place"),
        "admin1": _("Place"),
        "location": _("Place"),
        "latitude": _("Point on the map"),
        "longitude": _("Point on the map"),
        "geo_precision": _("How far the place is known"),
        "source": _("Sources"),
        "notes": _("Description"),
        "fatalities": _("Deaths, reported by ACLED"),
        "event_id_cnty": _("Identifier"),
    }
    draft.became |= {names[name]: words for name, words in used.items() if name in names}
    draft.note(
        ngettext(
            "{count} event of another kind than Protests and Riots has the type “Other”.",
            "{count} events of other kinds than Protests and Riots have the type “Other”.",
            others,
        ),
        others,
    )
    draft.note(
        ngettext(
            "{count} event is known by week or month only and is shown as known by month.",
            "{count} events are known by week or month only and are shown as known by month.",
            vague,
        ),
        vague,
    )
    return draft.parts(
        _(
            "ACLED's terms of use do not allow passing its rows on to others. You may look at them here; downloads of "
            "these rows are switched off. Cite ACLED with the date of access when you publish what you find."
        )
    )


def whole_month(day: Day) -> Day:
    """The month of a day, known only so far."""
    first = day.first.replace(day=1)
    after = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    return Day(first, after.fromordinal(after.toordinal() - 1), "month")


def organisers(cell: str) -> str:
    """Several names in the codebook's form: divided by a semicolon and a space."""
    return "; ".join(part.strip() for part in cell.split(";") if part.strip())
