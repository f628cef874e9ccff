"""Which reported figures count: the latest word of each claimant, from the sides the reader chose."""

from collections.abc import Collection
from datetime import date

import pandas as pd


def graded(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The same claims with ``grade`` and ``url`` of their source and ``order``: the running number at the
    end of ``claim_id``, in which a claimant's figures of one day were given."""
    by_source = sources.set_index("source_id")
    # As a number: as text, …-10 would come before …-2.
    order = pd.to_numeric(claims.claim_id.str.extract(r"(\d+)$")[0]).fillna(0).astype("int32")
    return claims.assign(
        grade=claims.source_id.map(by_source.grade),
        url=claims.source_id.map(by_source.url),
        order=order,
    )


def dated(claims: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The same claims with ``said``: ``stated_on``, or the event's last day where no date is known."""
    last_day = claims.event_id.map(events.set_index("event_id").end_date)
    return claims.assign(said=claims.stated_on.fillna(last_day))


def counted(
    claims: pd.DataFrame,
    events: pd.DataFrame,
    *,
    sides: Collection[str],
    known_on: date,
    unverified: bool,
) -> pd.DataFrame:
    """The claims that bound figures: total in scope, with a number, from these sides, said by that day,
    from a source that is not unverified unless asked for; and of these each claimant's latest only.

    A word without a number ("dozens") does not replace a number the same claimant gave: it bounds
    nothing. Columns as given, plus ``said``; at most one row per event, measure and claimant.
    """
    candidates = dated(claims, events)
    counts = (
        (candidates.scope == "total")
        & (candidates.low.notna() | candidates.high.notna())
        & candidates.side.isin(list(sides))
        & (candidates.said <= pd.Timestamp(known_on))
        & ((candidates.grade != "unverified") | unverified)
    )
    return (
        candidates[counts]
        .sort_values(["said", "order"], kind="stable")
        .drop_duplicates(["event_id", "measure", "claimant"], keep="last")
        .sort_index()
    )


def claims_of(claims: pd.DataFrame, events: pd.DataFrame, event_id: str) -> pd.DataFrame:
    """Every claim about one event, by measure and day, whether it counts or not."""
    own = dated(claims[claims.event_id == event_id], events)
    return own.sort_values(["measure", "said", "order"], kind="stable")
