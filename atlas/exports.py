"""The rows on screen as files that stand alone: exactly what is shown, with what it rests on."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.cells import Cells
from atlas.claims import counted, dated
from atlas.codebook import Codebook
from atlas.edition import Edition
from atlas.filters import EventFilter
from atlas.language import _, short_span_words
from atlas.ranges import Range

FIGURE_COLUMNS: Mapping[str, str] = {
    "low": "Least figure of the event with its parts, under the chosen rule. Empty: unknown.",
    "high": "Greatest figure of the event with its parts. Empty: unknown.",
    "open": '"above": somebody says "at least"; "below": only an "up to" is known. Empty: closed.',
    "counted_low": "What the event adds to the low bound of a total: for an umbrella only its remainder beyond "
    "its parts, so that sums over any rows count nobody twice. Turnout is never summed.",
    "counted_high": "What the event adds to the high bound of a total. The remainder of an umbrella can be less "
    "here than in its low bound, so compare only sums.",
    "claimants": "Number of claimants whose latest word bounds the event's own figure.",
}
"""The columns that every measure adds to the events table, each with the measure's name in front."""


def events_table(edition: Edition, cells: Cells, rows: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """The chosen events. Columns: those of the codebook's events table, ``event_region``, ``longitude``,
    ``latitude`` (of the city; empty for regions and the country), then for each measure the columns of
    ``FIGURE_COLUMNS``, prefixed."""
    names = [column.name for column in edition.codebook.tables["events"].columns]
    events = edition.events[rows]
    table = events[[*names, "event_region"]].assign(
        longitude=events.city.map(edition.gazetteer.lon), latitude=events.city.map(edition.gazetteer.lat)
    )
    for measure in cells.measures:
        figures = cells.totals[measure][rows]
        for name, column in (
            ("low", figures.total_low.where(figures.total_known)),
            ("high", figures.total_high.where(figures.total_known)),
            ("open", _open_word(figures)),
            # As they are, even where a remainder's bounds are crossed: put in order, they would not add up.
            ("counted_low", figures.low.where(figures.known)),
            ("counted_high", figures.high.where(figures.known)),
            ("claimants", figures.claimants),
        ):
            table[f"{measure}_{name}"] = column if name == "open" else column.astype("Int64")
    return table


def _open_word(figures: pd.DataFrame) -> pd.Series:
    below = figures.total_open_below & (figures.total_low == 0)
    words = np.where(figures.total_open_above, "above", np.where(below, "below", ""))
    return pd.Series(words, index=figures.index, dtype="str").where(figures.total_known, "")


def claims_table(edition: Edition, cells: Cells, rows: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Every claim about the chosen events. Columns: those of the codebook's claims table, then ``said``
    (the day it counts as stated), ``grade``, ``url`` (of the source) and ``counts`` (bool: it bounds its
    event's figure under the chosen rule)."""
    names = [column.name for column in edition.codebook.tables["claims"].columns]
    about = edition.claims[edition.claims.event_id.isin(edition.events.event_id[rows])]
    bounding = counted(
        about,
        edition.events,
        sides=edition.codebook.sides(cells.whose),
        known_on=cells.known_on,
        unverified=cells.unverified,
    )
    table = dated(about, edition.events)
    return table[[*names, "said", "grade", "url"]].assign(counts=table.index.isin(bounding.index))


def shown_table(edition: Edition, cells: Cells) -> pd.DataFrame:
    """All events as the screen lists them, latest first, in the reader's language; the index is the row of
    ``edition.events``. Columns: ``event_id``, ``when``, ``place``, ``title``, ``type``, ``campaign``, and per
    measure its range (with the event's parts): a vague word where nobody gives a number, empty where
    nothing is said."""
    events, book = edition.events, edition.codebook
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
                place_words(book, city, region)
                for city, region in zip(events.city, events.event_region, strict=True)
            ],
            "title": events.title,
            "type": [book.label("events", "event_type", value) for value in events.event_type],
            "campaign": events.campaign,
        }
    )
    said = vague_words(edition, cells)
    for measure, figures in cells.totals.items():
        vague = events.event_id.map(said.get(measure, {})).astype("str").fillna("")
        table[measure] = vague.where(~figures.total_known, total_short(figures))
    return table.iloc[::-1]


def place_words(book: Codebook, city: str, region: str) -> str:
    """The town, or the region or the country that a row stands for where it names no town."""
    if city:
        return city
    return book.label("events", "region", region) if region else _("nationwide")


def vague_words(edition: Edition, cells: Cells) -> dict[str, dict[str, str]]:
    """Per measure and event, the words that stand for a number where none is given (“dozens”), from the
    claims that would count if they had one; the least word first where claimants differ."""
    said = dated(edition.claims, edition.events)
    counts = (
        (said.words != "")
        & (said.scope == "total")
        & said.side.isin(list(edition.codebook.sides(cells.whose)))
        & (said.said <= pd.Timestamp(cells.known_on))
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


def to_csv(table: pd.DataFrame) -> bytes:
    """CSV for scripts: UTF-8 without mark, RFC 4180 quoting, dates as YYYY-MM-DD, unknown as empty."""
    return table.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\r\n").encode("utf-8")


def file_name(chosen: EventFilter, what: str, *, first: date, last: date, suffix: str = "csv") -> str:
    """A name that says period and filter: ``kazakhstan-protests_2011-01-01_2011-12-31_zhanaozen_events.csv``."""
    parts = [*chosen.cities, *chosen.regions, *chosen.types, *chosen.campaigns, chosen.query]
    parts += [chosen.whose if chosen.whose != "all" else ""]
    parts += [
        f"known-{chosen.known_on}" if chosen.known_on else "",
        "unverified" if chosen.unverified else "",
    ]
    middle = "_".join(_slug(part) for part in parts if part)
    if len(middle) > 80:
        middle = middle[:80].rsplit("_", 1)[0] + "_and-more"
    period = f"{chosen.start or first}_{chosen.end or last}"
    return "_".join(part for part in ("kazakhstan-protests", period, middle, what) if part) + f".{suffix}"


def _slug(text: str) -> str:
    # Composed: taken apart, й would be и and a mark that is no letter.
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[^\w]+", "-", plain).strip("-")
