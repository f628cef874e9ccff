"""Which reported figures count: the latest word of each claimant, from the sides the reader chose."""

from collections.abc import Collection
from datetime import date

import pandas as pd


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
