"""How one event's figure moved: what each claimant said of it, on which day, and whether that bounds the tally."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from atlas.edition.edition import Edition
from atlas.tally.cells import Cells
from atlas.tally.claims import said_by
from atlas.tally.derivations import claims_with_standing


def words_over_time(edition: Edition, cells: Cells, event_id: str, measure: str) -> pd.DataFrame:
    """Every claim about one event and measure, in the order in which they stand.

    Out: ``claim_id``, ``said`` (datetime64: where it stands), ``by_default`` (no day is known, neither its own nor its
    source's: it stands at the event's last day), ``stated_on`` (missing: the source's day), ``claimant``, ``side``, ``low``, ``high`` (Int64, missing: no such bound), ``scope``, ``standing`` (a
    key of ``derivations.REASONS``), ``words``, ``note``, ``source_id``, ``idle`` (bool: left out by the reader's own choice
    of side, day of knowledge or sources).
    """
    claims = claims_with_standing(edition, cells, event_id)
    own = claims[claims.measure == measure]
    event = edition.events[edition.events.event_id == event_id]
    last_day = event.end_date.max()
    stands = own.assign(
        by_default=own.said.isna(),
        idle=~said_by(own, cells.known_on) | own.standing.isin(["side", "unverified", "later", "undated"]),
        said=own.said.fillna(last_day),
    ).sort_values(["said", "order"], kind="stable")
    return stands[
        [
            *("claim_id", "said", "by_default", "stated_on", "claimant", "side", "low", "high"),
            *("scope", "standing", "words", "note", "source_id", "idle"),
        ]
    ].reset_index(drop=True)


def numbers_given(edition: Edition, measure: str) -> pd.Series:
    """How many numbers were ever given for each event, whoever gave them: indexed by ``event_id``, most first;
    of as many, the latest event first."""
    claims = edition.claims
    given = claims[(claims.measure == measure) & (claims.low.notna() | claims.high.notna())]
    counts = given.event_id.value_counts().rename_axis("event_id").rename("numbers").reset_index()
    place = pd.Index(edition.events.event_id).get_indexer(counts.event_id)
    ordered = counts.assign(place=place).sort_values(["numbers", "place"], ascending=[False, False])
    return ordered.set_index("event_id").numbers


def month_ends(edition: Edition, event_id: str, measure: str, today: date) -> list[date]:
    """The last days of the months, from the one in which the event began, in which something new was said of
    it; the first month is always there. A month that is not over ends ``today``."""
    event = edition.events[edition.events.event_id == event_id]
    claims = edition.claims[(edition.claims.event_id == event_id) & (edition.claims.measure == measure)]
    began = event.start_date.to_numpy().astype("datetime64[M]")
    said = claims.said.dropna()
    spoken = said[said <= pd.Timestamp(today)].to_numpy().astype("datetime64[M]")
    months = np.unique(np.concatenate([began, spoken[spoken >= began.min()]]))
    ends = [(month + 1).astype("datetime64[D]").item() - timedelta(days=1) for month in months]
    return [min(end, today) for end in ends]


def next_month(ends: list[date], known_on: date) -> date | None:
    """The step that follows a day of knowledge; None after the last."""
    return next((end for end in ends if end > known_on), None)
