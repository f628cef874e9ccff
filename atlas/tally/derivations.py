"""How the tally of one event follows from its claims, step by step, for a reader who wants to check it."""

from dataclasses import dataclass

import pandas as pd

from atlas.edition.codebook import Codebook
from atlas.edition.edition import Edition
from atlas.tally.cells import Cells
from atlas.tally.claims import claims_of, counted, said_by
from atlas.tally.ranges import UNKNOWN, Range
from atlas.words.language import N_, _, date_words, within

REASONS = {
    "counts": N_("counted"),
    "partial": N_("not counted: covers only part of what this event is about"),
    "withdrawn": N_("not counted: taken back by who said it"),
    "words": N_("not counted: a word, not a number"),
    "side": N_("not counted: figures of this side are left out by the present choice"),
    "later": N_("not counted: said after the chosen “as known on” date"),
    "undated": N_("not counted: no day is known on which it was said, and “as known on” is chosen"),
    "unverified": N_("not counted: rests on an unverified source"),
    "replaced": N_("not counted: the same claimant gave a later figure"),
}
"""Why a reported figure bounds the tally or does not, by the code in ``standing``."""


def claims_with_standing(edition: Edition, cells: Cells, event_id: str) -> pd.DataFrame:
    """Every claim about an event, by measure and day, with ``said``, ``standing`` (a key of ``REASONS``)
    and ``words`` (its own figure in words)."""
    own = claims_of(edition.claims, event_id)
    words = figures_in_words(own, edition.codebook)
    return own.assign(standing=claim_standing(edition, cells, own), words=words)


def claim_standing(edition: Edition, cells: Cells, own: pd.DataFrame) -> pd.Series:
    """Of claims of whole events, as from ``grading.graded``: the key of ``REASONS`` of each."""
    sides = edition.codebook.sides(cells.whose)
    bounding = counted(own, sides=sides, known_on=cells.known_on, unverified=cells.unverified)
    standing = pd.Series("replaced", index=own.index, dtype="str")
    # From the least to the most telling reason, so that the last one written stands.
    standing[~said_by(own, cells.known_on)] = "later"
    if cells.known_on is not None:
        standing[own.said.isna()] = "undated"
    standing[~own.side.isin(list(sides))] = "side"
    standing[(own.grade == "unverified") & (not cells.unverified)] = "unverified"
    standing[own.low.isna() & own.high.isna()] = "words"
    standing[own.scope == "partial"] = "partial"
    standing[own.scope == "withdrawn"] = "withdrawn"
    standing[own.index.isin(bounding.index)] = "counts"
    return standing


def figures_in_words(claims: pd.DataFrame, codebook: Codebook) -> list[str]:
    """Each claim's figure as a reader sees it."""
    vague = [within(codebook.label("claims", "words", word)) if word else "" for word in claims.words]
    figures = zip(claims.low.array, claims.high.array, vague, strict=True)
    return [claim_words(*figure) for figure in figures]


def day_said(said: object, stated_on: object) -> str:
    """When a claim was said, for a reader: its own day, else that of its source, else that no day is known."""
    if said is pd.NaT:
        return _("not dated")
    day = date_words(pd.Timestamp(str(said)).date())
    return _("not dated, source of {day}").format(day=day) if stated_on is pd.NaT else day


def claim_words(low: object, high: object, words: str) -> str:
    """One claim's figure as a reader sees it: ``14``, ``168–200``, ``at least 300``, ``“dozens”``."""
    if low is pd.NA and high is pd.NA:
        return _("“{word}”").format(word=words) if words else _("no number")
    if low is pd.NA:
        return Range(0, int(str(high)), open_below=True).words()
    if high is pd.NA:
        return Range(int(str(low)), int(str(low)), open_above=True).words()
    return Range(int(str(low)), int(str(high))).words()


@dataclass(frozen=True)
class Derivation:
    """One measure of one event: its own figure, its parts', both together, what it adds to a total."""

    measure: str
    own: Range
    parts: Range
    total: Range
    adds: Range
    claimants: int
    has_parts: bool


def derivation(edition: Edition, cells: Cells, event_id: str, measure: str) -> Derivation:
    """The arithmetic of one event and measure under the rule of ``cells``. KeyError on an unknown event."""
    events = edition.events
    at = events.index[events.event_id == event_id]
    if at.empty:
        raise KeyError(event_id)
    table = cells.totals[measure]
    row = table.loc[at[0]]
    parts = table[(events.parent == at[0]).to_numpy() & table.total_known.to_numpy()]
    weighs = cells.additive[measure] | (parts.total_high == parts.total_high.max())
    fold = "sum" if cells.additive[measure] else "max"
    return Derivation(
        measure=measure,
        own=Range(int(row.own_low), int(row.own_high), bool(row.open_below), bool(row.open_above))
        if row.known
        else UNKNOWN,
        parts=Range(
            int(parts.total_low.agg(fold)),
            int(parts.total_high.agg(fold)),
            bool(parts.total_open_below.any()),
            # Of turnouts only the largest can leave the figure open: see tallies.
            bool(parts.total_open_above[weighs].any()),
        )
        if len(parts)
        else UNKNOWN,
        total=Range(
            int(row.total_low), int(row.total_high), bool(row.total_open_below), bool(row.total_open_above)
        )
        if row.total_known
        else UNKNOWN,
        adds=Range.of(int(row.low), int(row.high), bool(row.open_below), bool(row.open_above))
        if row.known
        else UNKNOWN,
        claimants=int(row.claimants),
        has_parts=bool(events.umbrella.loc[at[0]]),
    )
