"""What no single table can tell about itself: places that do not exist, umbrellas in a circle, events without a source."""

from datetime import date, datetime, timedelta, timezone

import pandas as pd

from atlas.edition.codebook import Table
from atlas.edition.place_names import perhaps, town_names
from atlas.edition.problem import Problem
from atlas.words.language import _

KAZAKHSTAN = timezone(timedelta(hours=5))


def latest_day() -> date:
    """Today in Kazakhstan, where a day begins before it does for a server that counts in UTC."""
    return datetime.now(KAZAKHSTAN).date()


def check_cities(events: pd.DataFrame, gazetteer: pd.DataFrame, file: str = "events.csv") -> list[Problem]:
    """Events whose city the gazetteer lacks. ``events``: text frame with ``city``, indexed by row."""
    unknown = events[(events.city != "") & ~events.city.isin(gazetteer.index)]
    if unknown.empty:
        return []
    names = town_names(gazetteer)
    return [
        Problem(
            file,
            row,
            "city",
            city,
            _("is not in the gazetteer"),
            _("Use the gazetteer's English name, or add the town to cities.geojson.")
            + perhaps(names, names.meant(city) or names.near(city)),
        )
        for row, city in zip(unknown.index.tolist(), unknown.city, strict=True)
    ]


def check_coordinates(outside: pd.DataFrame) -> list[Problem]:
    """One problem a town that lies outside the country (frame as from ``gazetteer.outside_country``)."""
    return [
        Problem(
            "cities.geojson",
            int(town.row),
            "geometry",
            f"{city} ({town.lon}, {town.lat})",
            _("lies outside Kazakhstan"),
            _("Correct the coordinates: longitude first, then latitude."),
        )
        for city, town in outside.iterrows()
    ]


def check_umbrellas(events: pd.DataFrame, file: str = "events.csv") -> list[Problem]:
    """Umbrella cycles, and parts outside the dates of what they are part of.

    ``events``: typed frame with ``event_id``, ``part_of``, ``start_date``, ``end_date``, indexed by row.
    """
    parent = {e: p for e, p in zip(events.event_id, events.part_of, strict=True) if p}
    dates = events.set_index("event_id")[["start_date", "end_date"]].to_dict("index")
    problems = []
    parts = events[events.part_of != ""]
    for row, event in zip(parts.index.tolist(), parts.itertuples(), strict=True):
        if _in_cycle(str(event.event_id), parent):
            message = _("is part of itself, through its umbrellas")
            remedy = _("Break the circle: an umbrella cannot be contained in one of its own parts.")
        elif event.part_of in dates and not (
            dates[event.part_of]["start_date"] <= event.start_date
            and event.end_date <= dates[event.part_of]["end_date"]
        ):
            message = _("has dates that do not cover those of {event}").format(event=event.event_id)
            remedy = _("Widen the umbrella's dates, correct this event's, or empty part_of.")
        else:
            continue
        problems.append(Problem(file, row, "part_of", str(event.part_of), message, remedy))
    return problems


def _in_cycle(event_id: str, parent: dict[str, str]) -> bool:
    above, steps = parent.get(event_id), 0
    while above is not None and above != event_id and steps <= len(parent):
        above, steps = parent.get(above), steps + 1
    return above == event_id


def check_future(frame: pd.DataFrame, table: Table, today: date) -> list[Problem]:
    """Dates after ``today``. ``frame``: the typed rows of a table, indexed by row.

    What is known only by month or year ends with it, and a campaign goes on: the end of such a row may lie ahead.
    """
    problems = []
    for column in (column for column in table.columns if column.type == "date"):
        ahead = frame[frame[column.name] > pd.Timestamp(today)]
        if column.name == "end_date":
            open_ended = (
                ahead.date_precision != "day"
                if "date_precision" in ahead
                else pd.Series(data=True, index=ahead.index)
            )
            ahead = ahead[~(open_ended & (ahead.start_date <= pd.Timestamp(today)))]
        problems += [
            Problem(
                table.path,
                row,
                column.name,
                day.date().isoformat(),
                _("lies in the future"),
                _("Correct the date, or wait until it has come: the data tell of what has happened."),
            )
            for row, day in zip(ahead.index.tolist(), ahead[column.name], strict=True)
        ]
    return problems


def check_sources(
    events: pd.DataFrame, claims: pd.DataFrame, links: pd.DataFrame, *, files: tuple[str, str, str]
) -> list[Problem]:
    """Events that no source is linked to, and claims whose source is not linked to their event.

    Text frames indexed by row; ``links``: ``event_id``, ``source_id``, every row of the file, broken ones too, so that
    a slip there is told once and there. ``files``: the names of the three files.
    """
    of_events, of_claims, of_links = files
    linked = set(links.event_id)
    pairs = set(zip(links.event_id, links.source_id, strict=True))
    bare = events[(events.event_id != "") & ~events.event_id.isin(linked)]
    problems = [
        Problem(
            of_events,
            row,
            "event_id",
            event,
            _("has no source"),
            _(
                "Add a row with this event_id and a source_id to {file}, and the source to sources.csv."
            ).format(file=of_links),
        )
        for row, event in zip(bare.index.tolist(), bare.event_id, strict=True)
    ]
    without = set(bare.event_id)
    for row, claim in zip(claims.index.tolist(), claims.itertuples(), strict=True):
        event, source = str(claim.event_id), str(claim.source_id)
        # Of an event without any source that is told already.
        if event and source and event not in without and (event, source) not in pairs:
            problems.append(
                Problem(
                    of_claims,
                    row,
                    "source_id",
                    source,
                    _("is not linked to {event}").format(event=event),
                    _("Add the row {event},{source} to {file}, or correct the source.").format(
                        event=event, source=source, file=of_links
                    ),
                )
            )
    return problems
