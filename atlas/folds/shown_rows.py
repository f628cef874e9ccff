"""The events as the screen lists them: when and where in words, and each measure as a short range."""

import pandas as pd

from atlas.edition.edition import Edition
from atlas.edition.gazetteer import names_then
from atlas.edition.names import campaign_name, place_then_words, place_words
from atlas.tally.cells import Cells
from atlas.tally.claims import said_by
from atlas.tally.ranges import Range
from atlas.words.language import current, short_span_words


def shown_table(edition: Edition, cells: Cells) -> pd.DataFrame:
    """All events as the screen lists them, latest first, in the reader's language; the index is the row of
    ``edition.events``. Columns: ``event_id``, ``when``, ``place``, ``title``, ``type``, ``campaign``, and per
    measure its range (with the event's parts): a vague word where nobody gives a number, empty where
    nothing is said."""
    events, book = edition.events, edition.codebook
    then_called = names_then(events, edition.gazetteer, current())
    table = pd.DataFrame(
        {
            "event_id": events.event_id,
            "when": [
                short_span_words(start.date(), end.date(), precision)
                for start, end, precision in zip(
                    events.start_date, events.end_date, events.date_precision, strict=True
                )
            ],
            "place": [
                place_then_words(place_words(book, city, region), then)
                for city, region, then in zip(events.city, events.event_region, then_called, strict=True)
            ],
            "title": events.title,
            "type": [book.label("events", "event_type", value) for value in events.event_type],
            "campaign": [campaign_name(name) for name in events.campaign],
        }
    )
    said = vague_words(edition, cells)
    for measure, figures in cells.totals.items():
        vague = events.event_id.map(said.get(measure, {})).astype("str").fillna("")
        table[measure] = vague.where(~figures.total_known, total_short(figures))
    return table.iloc[::-1]


def vague_words(edition: Edition, cells: Cells) -> dict[str, dict[str, str]]:
    """Per measure and event, the words that stand for a number where none is given (“dozens”), from the
    claims that would count if they had one; the least word first where claimants differ."""
    said = edition.claims
    counts = (
        (said.words != "")
        & (said.scope == "total")
        & said.side.isin(list(edition.codebook.sides(cells.whose)))
        & said_by(said, cells.known_on)
        & ((said.grade != "unverified") | cells.unverified)
    )
    order = {value: at for at, value in enumerate(edition.codebook.values("claims", "words"))}
    words: dict[str, dict[str, set[str]]] = {}
    for claim in said[counts].itertuples():
        words.setdefault(str(claim.measure), {}).setdefault(str(claim.event_id), set()).add(str(claim.words))
    return {
        measure: {
            event: " – ".join(
                edition.codebook.label("claims", "words", word)
                for word in sorted(found, key=lambda word: order.get(word, 0))
            )
            for event, found in of_event.items()
        }
        for measure, of_event in words.items()
    }


def total_short(figures: pd.DataFrame) -> list[str]:
    """Each event's total in the short form of a table cell, from a table of ``tallies.tally``."""
    columns = ("total_low", "total_high", "total_open_below", "total_open_above", "total_known")
    return [
        Range(int(low), int(high), bool(below), bool(above)).short() if known else ""
        for low, high, below, above, known in zip(*(figures[name] for name in columns), strict=True)
    ]
