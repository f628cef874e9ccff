"""The rows on screen as files that stand alone: exactly what is shown, with what it rests on."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.cells import Cells, cells_of
from atlas.claims import counted, dated
from atlas.codebook import Codebook
from atlas.edition import Edition, kept
from atlas.filters import EventFilter
from atlas.gazetteer import names_then
from atlas.language import N_, _, current, short_span_words
from atlas.names import campaign_name, town_name
from atlas.ranges import Range

FIGURE_COLUMNS: Mapping[str, str] = {
    "low": N_("Least figure of the event with its parts, under the chosen rule. Empty: unknown."),
    "high": N_("Greatest figure of the event with its parts. Empty: unknown."),
    "open": N_('"above": somebody says "at least"; "below": only an "up to" is known. Empty: closed.'),
    "counted_low": N_(
        "What the event adds to the low bound of a total: for an umbrella only its remainder beyond "
        "its parts, so that sums over any rows count nobody twice. Turnout is never summed."
    ),
    "counted_high": N_(
        "What the event adds to the high bound of a total. The remainder of an umbrella can be less "
        "here than in its low bound, so compare only sums."
    ),
    "claimants": N_("Number of claimants whose latest word bounds the event's own figure."),
    "claims": N_(
        "Number of reported figures about the event itself, whoever gives them and whether they count or not: "
        "its rows in the claims table."
    ),
    "official_low": N_("The low bound by officials alone, whatever the chosen rule. Empty: unknown."),
    "official_high": N_("The high bound by officials alone. Empty: unknown."),
    "official_open": N_("Whether the figure by officials alone is open, as in open."),
    "independent_low": N_(
        "The low bound by NGOs, media and the opposition alone, whatever the chosen rule. Empty: unknown."
    ),
    "independent_high": N_("The high bound by NGOs, media and the opposition alone. Empty: unknown."),
    "independent_open": N_("Whether the figure by NGOs, media and the opposition alone is open, as in open."),
}
"""The columns that every measure adds to the events table, each with the measure's name in front."""


def events_table(
    edition: Edition, cells: Cells, rows: npt.NDArray[np.bool_] | npt.NDArray[np.intp]
) -> pd.DataFrame:
    """The chosen events, by a mask or by their places. Columns: those of the codebook's events table,
    ``event_region``, ``longitude``, ``latitude`` (of the city; empty for regions and the country), then for each
    measure the columns of ``FIGURE_COLUMNS``, prefixed."""
    at = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
    names = [column.name for column in edition.codebook.tables["events"].columns]
    events = edition.events.iloc[at]
    columns: dict[str, pd.Series] = {name: events[name] for name in [*names, "event_region"]}
    columns["longitude"] = events.city.map(edition.gazetteer.lon).astype("float64")
    columns["latitude"] = events.city.map(edition.gazetteer.lat).astype("float64")
    sides = {side: cells_of(edition, side, cells.known_on, cells.unverified) for side in SIDES}
    for measure in cells.measures:
        figures = cells.totals[measure].iloc[at]
        said = _claims_per_event(edition).get(measure, np.zeros(len(edition.events), dtype=np.int64))
        own = {
            **_bounds(figures),
            # As they are, even where a remainder's bounds are crossed: put in order, they would not add up.
            "counted_low": figures.low.where(figures.known).astype("Int64"),
            "counted_high": figures.high.where(figures.known).astype("Int64"),
            "claimants": figures.claimants.astype("Int64"),
            "claims": pd.Series(said[at], index=figures.index, dtype="Int64"),
        }
        for side, of_side in sides.items():
            bounds = _bounds(of_side.totals[measure].iloc[at])
            own |= {f"{side}_{name}": column for name, column in bounds.items()}
        columns |= {f"{measure}_{name}": own[name] for name in FIGURE_COLUMNS}
    return pd.DataFrame(columns, index=events.index)


SIDES = ("official", "independent")
"""The rules whose figures stand beside those of the chosen one."""


def _bounds(figures: pd.DataFrame) -> dict[str, pd.Series]:
    """``low``, ``high`` (Int64) and ``open`` of each event with its parts, from a table of ``tallies.tally``."""
    return {
        "low": figures.total_low.where(figures.total_known).astype("Int64"),
        "high": figures.total_high.where(figures.total_known).astype("Int64"),
        "open": _open_word(figures),
    }


def _open_word(figures: pd.DataFrame) -> pd.Series:
    below = figures.total_open_below & (figures.total_low == 0)
    words = np.where(figures.total_open_above, "above", np.where(below, "below", ""))
    return pd.Series(words, index=figures.index, dtype="str").where(figures.total_known, "")


@kept(1)
def _claims_per_event(edition: Edition) -> dict[str, npt.NDArray[np.int64]]:
    """Per measure, how many claims there are about each event, row for row with the events."""
    place = pd.Series(np.arange(len(edition.events)), index=edition.events.event_id)
    return {
        str(measure): np.bincount(place.loc[about.event_id], minlength=len(place)).astype(np.int64)
        for measure, about in edition.claims.groupby("measure")
    }


def claims_table(edition: Edition, cells: Cells, rows: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Every claim about the chosen events, a mask. Columns: those of the codebook's claims table, then ``said``
    (the day it counts as stated), ``grade``, ``url`` (of the source) and ``counts`` (bool: it bounds its
    event's figure under the chosen rule)."""
    return claims_at(edition, cells, claims_about(edition, rows))


def claims_about(edition: Edition, rows: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """The places of the claims about the chosen events, a mask, in the order of the claims."""
    return np.flatnonzero(edition.claims.event_id.isin(edition.events.event_id[rows]))


def claims_at(edition: Edition, cells: Cells, at: npt.NDArray[np.intp]) -> pd.DataFrame:
    """The claims at these places, with the columns of ``claims_table``."""
    names = [column.name for column in edition.codebook.tables["claims"].columns]
    standing = _standing(edition, cells.whose, cells.known_on, cells.unverified).iloc[at]
    table = edition.claims.iloc[at].assign(said=standing.said, counts=standing.counts)
    return table[[*names, "said", "grade", "url", "counts"]]


@kept(8)
def _standing(edition: Edition, whose: str, known_on: date, unverified: bool) -> pd.DataFrame:
    """``said`` and ``counts`` of every claim, row for row. Of all at once, since the choice of events changes neither:
    a file made in blocks needs no claim of another block."""
    bounding = counted(
        edition.claims,
        edition.events,
        sides=edition.codebook.sides(whose),
        known_on=known_on,
        unverified=unverified,
    )
    said = dated(edition.claims, edition.events).said
    return pd.DataFrame({"said": said, "counts": said.index.isin(bounding.index)})


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


def place_words(book: Codebook, city: str, region: str) -> str:
    """The town, or the region or the country that a row stands for where it names no town."""
    if city:
        return town_name(city)
    return book.label("events", "region", region) if region else _("nationwide")


def place_then_words(place: str, then: str) -> str:
    """A place with the name that it had at the time beside it, where that was another: Almaty (then Alma-Ata)."""
    return _("{city} (then {name_then})").format(city=place, name_then=then) if then else place


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


def to_csv(table: pd.DataFrame, *, header: bool = True) -> bytes:
    """CSV for scripts: UTF-8 without mark, RFC 4180 quoting, dates as YYYY-MM-DD, unknown as empty."""
    text = table.to_csv(index=False, header=header, date_format="%Y-%m-%d", lineterminator="\r\n")
    return text.encode("utf-8")


def file_name(chosen: EventFilter, what: str, *, first: date, last: date, suffix: str = "csv") -> str:
    """A name that says period and filter: ``kazakhstan-protests_2011-01-01_2011-12-31_zhanaozen_events.csv``."""
    borders = f"borders-{chosen.oblasts}" if chosen.regions and chosen.oblasts != "today" else ""
    parts = [*chosen.cities, *chosen.regions, borders, *chosen.types, *chosen.campaigns, chosen.query]
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
