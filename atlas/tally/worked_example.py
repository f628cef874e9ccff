"""The rules of the tally followed through one umbrella and its parts, every number taken from the data."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from atlas.edition.edition import Edition
from atlas.edition.events import parts_of
from atlas.edition.names import place_words
from atlas.tally.cells import Cells
from atlas.tally.derivations import Derivation, claims_with_standing, derivation

EVENT, MEASURE = "2011-12-16-mangystau-1", "deaths"
"""Zhanaozen and Shetpe in December 2011: a figure for the whole, and figures of its own for two of the parts."""


@dataclass(frozen=True)
class Step:
    """One event of the example: its reported figures with their standing, and what follows from them."""

    event_id: str
    title: str
    place: str
    claims: pd.DataFrame
    derived: Derivation


@dataclass(frozen=True)
class Example:
    """The umbrella and its parts with any reported figure, in order of date, and the parts without one."""

    whole: Step
    parts: tuple[Step, ...]
    silent: int


def example(edition: Edition, cells: Cells, event_id: str = EVENT, measure: str = MEASURE) -> Example:
    """The example under the rule of ``cells``. KeyError where the edition has no such event."""
    whole = _step(edition, cells, event_id, measure)
    ids = parts_of(edition.events, event_id).event_id.tolist()
    parts = [_step(edition, cells, part, measure) for part in ids]
    told = tuple(part for part in parts if len(part.claims) or part.derived.total.known)
    return Example(whole, told, len(parts) - len(told))


def results(
    edition: Edition, rules: Mapping[str, Cells], event_id: str = EVENT, measure: str = MEASURE
) -> dict[str, Derivation]:
    """The whole's derivation under each of several rules."""
    return {whose: derivation(edition, cells, event_id, measure) for whose, cells in rules.items()}


def beyond_parts(one: Derivation) -> tuple[int, int]:
    """What the whole adds to the low and to the high end of a wider total beyond its parts, each by itself: put in
    order as a range, 2 to the low and nothing to the high would read as 0–2."""
    total, parts = one.total, one.parts
    return (total.low or 0) - (parts.low or 0), (total.high or 0) - (parts.high or 0)


def _step(edition: Edition, cells: Cells, event_id: str, measure: str) -> Step:
    derived = derivation(edition, cells, event_id, measure)
    event = edition.events[edition.events.event_id == event_id].iloc[0]
    claims = claims_with_standing(edition, cells, event_id)
    return Step(
        event_id,
        event.title,
        place_words(edition.codebook, event.city, event.event_region),
        claims[claims.measure == measure],
        derived,
    )
