"""Reads any table whose columns the reader has named: one event a row, figures in numbers or in words."""

import re
from collections.abc import Mapping
from datetime import date

from atlas.edition.codebook import Codebook
from atlas.own_file.formats.guesses import TARGETS
from atlas.own_file.formats.parts import Draft, Parts, row_cells, shown_as_text
from atlas.own_file.reading import Reading, Unreadable
from atlas.words.dates_in_files import Day, Order, day_of, span_of
from atlas.words.language import _, ngettext, number
from atlas.words.numbers_in_words import Size, is_missing

TYPES: Mapping[str, str] = {
    "hunger_strike": r"hunger|голодовк|аштық",
    "strike": r"strike|walkout|забастовк|стачк|ереуіл",
    "picket": r"picket|пикет",
    "march": r"march|procession|шестви|марш|шеру",
    "occupation": r"occup|sit-?in|encampment|захват|палаточн",
    "riot": r"riot|clash|unrest|violent demonstration|беспоряд|столкновени|тәртіпсіздік",
    "crackdown": r"crackdown|dispersal|разгон|зачистк",
    "commemoration": r"commemorat|memorial|поминовени|память|еске алу",
    "rally": r"rally|rallies|demonstrat|protest|gathering|meeting|митинг|демонстраци|протест|сход|жиналыс|наразылық",
}
"""The codebook's types with what begins a word for them, the more particular first."""

SIDES: Mapping[str, str] = {
    "official": r"offic|govern|police|state|prosecut|ministry|официал|власт|полици|прокурат|мвд|министер|ресми|билік",
    "opposition": r"opposition|organi[sz]er|activist|оппозиц|организатор|активист|оппозиция|белсенді",
    "ngo": r"ngo|rights|human rights|monitor|правозащит|нпо|құқық қорғау",
    "media": r"media|press|journal|newspaper|news|сми|пресс|журналист|газет|бақ",
}
MEASURES: Mapping[str, str] = {
    "deaths": "deaths",
    "injured": "injuries",
    "detained": "detentions",
    "participants": "participants",
}
CODES_FOR_UNKNOWN = ("99", "999", "9999")


def convert(reading: Reading, codebook: Codebook, mapping: Mapping[str, str | None]) -> Parts:
    """Each row an event; each figure a claim by the row's claimant, or by its source where none is named.

    Raises Unreadable where no column holds the dates.
    """
    columns = {target: column for target, column in mapping.items() if column}
    if "date" not in columns:
        raise Unreadable(
            _("No column of the file is known to hold the dates."),
            _("Choose the column with the date of each event."),
        )
    draft = Draft(reading, codebook, "file")
    dates: tuple[str, ...] = ("date", "end_date")
    orders = {target: draft.orders(columns[target]) for target in dates if target in columns}
    unknown = {
        target: _codes(draft, columns[target])
        for target in (*MEASURES, "deaths_low", "deaths_high")
        if target in columns
    }
    unmapped: dict[str, int] = {}
    types: dict[str, str] = {}
    for row, cells in row_cells(reading.rows):
        given = {
            target: "" if is_missing(cells[column]) else cells[column].strip()
            for target, column in columns.items()
        }
        span = draft.day(row, columns["date"], given["date"], orders["date"])
        if span is None:
            continue
        span = _until(draft, row, columns, given, span, orders)
        source = draft.source(
            given.get("source", ""), publisher_of(given, reading.name), given.get("url", "")
        )
        kind = given.get("type", "")
        if kind not in types:
            types[kind] = type_of(kind, codebook)
        event_type = types[kind]
        if not event_type:
            if kind:
                words = shown_as_text(kind)[:40]
                unmapped[words] = unmapped.get(words, 0) + 1
            event_type = "other"
        lon, lat = draft.point(
            row,
            (columns.get("lon", ""), columns.get("lat", "")),
            (given.get("lon", ""), given.get("lat", "")),
        )
        event_id = draft.event(
            row,
            "",
            span,
            where=given.get("place", "") or given.get("region", "") or given.get("country", ""),
            sources=[source],
            country=given.get("country", ""),
            admin=given.get("region", ""),
            lon=lon,
            lat=lat,
            event_type=event_type,
            campaign=given.get("campaign", ""),
            title=given.get("title", ""),
            description=given.get("description", ""),
        )
        _figures(draft, row, event_id, columns, given, unknown, source)
    draft.became |= {column: _(TARGETS[target]) for target, column in columns.items()}
    if unmapped:
        listed = ", ".join(f"{words} ({number(count)})" for words, count in list(unmapped.items())[:12])
        draft.notes.append(
            _("These types are not in the codebook and became “Other”: {types}.").format(types=listed)
        )
    return draft.parts()


def type_of(text: str, codebook: Codebook) -> str:
    """The codebook's type that the words mean, empty where none is meant."""
    plain = text.casefold().strip()
    if plain in codebook.values("events", "event_type"):
        return plain
    return next((code for code, spelt in TYPES.items() if re.search(rf"(?<![^\W_])(?:{spelt})", plain)), "")


def side_of(text: str, codebook: Codebook) -> str:
    """The codebook's side that the words mean, "unknown" where none is meant."""
    plain = text.casefold().strip()
    if plain in codebook.values("claims", "side"):
        return plain
    return next(
        (code for code, spelt in SIDES.items() if re.search(rf"(?<![^\W_])(?:{spelt})", plain)), "unknown"
    )


def publisher_of(given: Mapping[str, str], name: str) -> str:
    """Who published the row's source: its words, else the host of its address, else the file itself."""
    host = re.match(r"https?://(?:www\.)?([^/\s:]+)", given.get("url", ""))
    return given.get("source", "") or (host[1] if host else "") or name


def _codes(draft: Draft, column: str) -> set[str]:
    """The cells of a column that stand for "unknown" though they look like numbers: where the column has a
    negative code (-99), or 99 again and again and nothing above it."""
    cells = [cell.strip().removesuffix(".0") for cell in draft.reading.rows[column] if cell.strip()]
    codes = set()
    for code in CODES_FOR_UNKNOWN:
        above = any(
            len(cell) > len(code) or cell > code
            for cell in cells
            if cell.isdigit() and len(cell) >= len(code)
        )
        if f"-{code}" in cells or (not above and cells.count(code) >= max(3, len(cells) / 20)):
            codes |= {code, f"{code}.0"} if code in cells else set()
    if codes:
        words = _("In “{column}” the number {code} was taken for “not known”, not for a count.")
        draft.notes.append(words.format(column=column, code=min(codes, key=len)))
    negative = sum(cell.startswith("-") and cell[1:].isdigit() for cell in cells)
    draft.note(
        ngettext(
            "In “{column}” {{count}} negative number was taken for “not known”.",
            "In “{column}” {{count}} negative numbers were taken for “not known”.",
            negative,
        ).format(column=column.replace("{", "{{").replace("}", "}}")),
        negative,
    )
    return codes


def _until(
    draft: Draft,
    row: int,
    columns: Mapping[str, str],
    given: Mapping[str, str],
    span: Day,
    orders: Mapping[str, Order],
) -> Day:
    """The span to the end date. One that is no date, or before the start, leaves the event on its first day."""
    cell = given.get("end_date", "")
    if not cell:
        return span
    end = day_of(cell, orders["end_date"])
    if end is not None and end.last >= span.first and end.first <= date.today():
        return span_of(span, end)
    reason = _("is no date") if end is None else _("is before the start date, or after today")
    draft.leave_out(row, columns["end_date"], cell, reason, _("Write the date as YYYY-MM-DD."), cell=True)
    return span


def _figures(
    draft: Draft,
    row: int,
    event_id: str,
    columns: Mapping[str, str],
    given: Mapping[str, str],
    codes: Mapping[str, set[str]],
    source: str,
) -> None:
    claimant = given.get("claimant", "") or publisher_of(given, draft.reading.name)
    side = side_of(given.get("side", "") or given.get("claimant", ""), draft.codebook)

    def size(target: str) -> Size | None:
        cell = given.get(target, "")
        return None if not cell or cell in codes[target] else draft.size(row, columns[target], cell)

    def claim(measure: str, size: Size, note: str) -> None:
        draft.claim(event_id, measure, size, claimant=claimant, side=side, source=source, note=note)

    for target, measure in MEASURES.items():
        if found := size(target):
            claim(measure, found, "" if found.exact else given[target])
    least, most = size("deaths_low"), size("deaths_high")
    low, high = least.low if least else None, most.high if most else None
    if low is not None and high is not None and low > high:
        reason, remedy = _("is below the least number"), _("Swap the two numbers or correct one.")
        draft.leave_out(row, columns["deaths_high"], given["deaths_high"], reason, remedy, cell=True)
        high = None
    if low is None and high is None:
        return
    best = next((c for c in draft.claims[-4:] if (c["event_id"], c["measure"]) == (event_id, "deaths")), None)
    if best is None:
        return claim("deaths", Size(low, high), "")
    # A best estimate and its bounds are one word of the same claimant: one range, the estimate in its note.
    low = int(best["low"]) if low is None and best["low"] else low
    high = int(best["high"]) if high is None and best["high"] else high
    if low is not None and high is not None and low > high:
        low, high = high, low
    best |= {"low": "" if low is None else str(low), "high": "" if high is None else str(high), "words": ""}
    best["note"] = _("best estimate {best}").format(best=shown_as_text(given["deaths"]))
    return None
