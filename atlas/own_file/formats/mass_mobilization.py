"""Reads Mass Mobilization: the original 31 columns, and the common variant with a column of 0 and 1 for each response."""

import re
from collections.abc import Iterable

from atlas.edition.codebook import Codebook
from atlas.own_file.formats.parts import Draft, Parts, row_cells, shown_as_text
from atlas.own_file.reading import Reading
from atlas.words.dates_in_files import Day, Order, span_of
from atlas.words.language import _, ngettext
from atlas.words.numbers_in_words import Size, is_missing, size_of

NEEDED = frozenset({"protest", "protestnumber", "protesterviolence", "location", "participants"})
CLAIMANT = "Mass Mobilization"
SENTINELS = ("99", "99.0")
"""Beside the negative codes: in these columns 99 is written for what is not known."""
RESPONSES = {
    "killings": "lethal_force",
    "shootings": "lethal_force",
    "arrests": "detentions",
    "crowddispersal": "dispersal",
    "beatings": "dispersal",
    "accomodation": "concessions",
    "ignore": "none",
}
"""The state's responses, the gravest first, with the codebook's words for them."""
ISO = Order(day_first=True, serial=False, words="")


def recognises(columns: Iterable[str]) -> bool:
    """Whether the columns are those of the data set, in either variant."""
    found = {column.lower() for column in columns}
    return found >= NEEDED and (found >= {"startday", "startmonth", "startyear"} or "start_date" in found)


def convert(reading: Reading, codebook: Codebook) -> Parts:
    """Each protest an event; its size a claim by the data set; arrests and killings are known to have happened,
    in what number is not: claims without a number. Rows with ``protest`` 0 are country-years without one."""
    names = {name.lower(): name for name in reading.columns}
    rows = reading.rows.rename(columns={name: name.lower() for name in reading.columns})
    draft = Draft(reading, codebook, "mm")
    classes = 0
    for row, cells in row_cells(rows):
        span = _span(draft, row, cells, names)
        if span is None:
            continue
        responses = _responses(cells)
        source = draft.source(cells.get("sources", "") or CLAIMANT, CLAIMANT, kind="dataset")
        demands = [
            value for at in range(1, 5) if not is_missing(value := cells.get(f"protesterdemand{at}", ""))
        ]
        who = "" if is_missing(cells.get("protesteridentity", "")) else cells["protesteridentity"]
        place = "" if is_missing(cells["location"]) else cells["location"]
        event_id = draft.event(
            row,
            cells.get("id", "").removesuffix(".0"),
            span,
            where=place or cells.get("country", ""),
            sources=[source],
            country=cells.get("country", ""),
            event_type="other",
            response=next((word for name, word in RESPONSES.items() if name in responses), "unknown"),
            title=_("Protest: {who}").format(who=who) if who else _("Protest in {place}").format(place=place),
            description=" ".join(filter(None, (cells.get("notes", ""), "; ".join(demands)))),
        )
        detained, by_class = _turnout(draft, row, cells, names, event_id, source)
        classes += by_class
        unknown = Size(None, None, "some")
        if "arrests" in responses and not detained:
            note = _("arrests are recorded, their number is not")
            draft.claim(event_id, "detentions", unknown, claimant=CLAIMANT, source=source, note=note)
        if "killings" in responses:
            note = _("killings are recorded, their number is not")
            draft.claim(event_id, "deaths", unknown, claimant=CLAIMANT, source=source, note=note)
    draft.became |= _became(names)
    draft.notes.append(
        _("Mass Mobilization does not tell rallies from strikes: all events have the type “Other”.")
    )
    draft.notes.append(
        _("Arrests and killings are yes or no in this data set: they are shown as “some”, never as a number.")
    )
    draft.note(
        ngettext(
            "Of {count} event only the size class is given; its bounds were taken.",
            "Of {count} events only the size class is given; its bounds were taken.",
            classes,
        ),
        classes,
    )
    return draft.parts()


def _span(draft: Draft, row: int, cells: dict[str, str], names: dict[str, str]) -> Day | None:
    if cells["protest"].removesuffix(".0") == "0":
        reason = _("is a country-year without protest")
        remedy = _("Nothing to do: such rows are no events.")
        draft.leave_out(row, names["protest"], cells["protest"], reason, remedy, cell=False)
        return None
    ends = []
    for end in ("start", "end"):
        if "startday" in names:
            parts = [cells.get(f"{end}{part}", "").removesuffix(".0") for part in ("year", "month", "day")]
            text, column = "-".join(parts), names[f"{end}day"]
        else:
            text, column = cells[f"{end}_date"], names[f"{end}_date"]
        day = draft.day(row, column, text, ISO)
        if day is None:
            return None
        ends.append(day)
    if ends[1].last < ends[0].first:
        reason, remedy = _("is before the start date"), _("Correct the date that was mistyped.")
        draft.leave_out(row, column, text, reason, remedy, cell=False)
        return None
    return span_of(ends[0], ends[1])


def _responses(cells: dict[str, str]) -> set[str]:
    given = {cells.get(f"stateresponse{at}", "").replace(" ", "").casefold() for at in range(1, 8)}
    return given | {name for name in RESPONSES if cells.get(name, "").removesuffix(".0") == "1"}


def _turnout(
    draft: Draft, row: int, cells: dict[str, str], names: dict[str, str], event_id: str, source: str
) -> tuple[bool, bool]:
    """Adds the claim on turnout. Whether the cell gave a number of detained instead, and whether only the size
    class gave bounds."""
    text, size_class = cells["participants"], cells.get("participants_category", "")
    size_class = "" if is_missing(size_class) or size_class in SENTINELS else size_class
    if arrested := re.fullmatch(r"\s*(.*\d.*?)\s+(?:arrest\w*|detain\w*)\s*", text):
        if size := size_of(arrested[1]):
            draft.claim(
                event_id, "detentions", size, claimant=CLAIMANT, source=source, note=shown_as_text(text)
            )
        text = ""
        detained = size is not None
    else:
        detained = False
    size = None if text.strip() in SENTINELS else draft.size(row, names["participants"], text)
    if size:
        words = [] if size.exact else [shown_as_text(text)]
        words += [_("size class {size}").format(size=size_class)] if size_class else []
        draft.claim(event_id, "participants", size, claimant=CLAIMANT, source=source, note="; ".join(words))
        return detained, False
    size = size_of(size_class) if size_class else None
    if size:
        note = _("size class {size}").format(size=size_class)
        draft.claim(event_id, "participants", size, claimant=CLAIMANT, source=source, note=note)
    return detained, size is not None


def _became(names: dict[str, str]) -> dict[str, str]:
    dates = [f"{end}{part}" for end in ("start", "end") for part in ("day", "month", "year", "_date")]
    used = {name: _("Dates") for name in dates}
    used |= {"id": _("Identifier"), "location": _("Place"), "country": _("Place")}
    used |= {"participants": _("Participants"), "participants_category": _("Participants")}
    used |= {
        "protest": _("Whether the row is an event"),
        "protesteridentity": _("Title"),
        "sources": _("Sources"),
    }
    used |= {name: _("Response of the state") for name in RESPONSES}
    used |= {f"stateresponse{at}": _("Response of the state") for at in range(1, 8)}
    used |= {f"protesterdemand{at}": _("Description") for at in range(1, 5)} | {"notes": _("Description")}
    used |= {"arrests": _("Detentions, in unknown number"), "killings": _("Deaths, in unknown number")}
    return {names[name]: words for name, words in used.items() if name in names}
