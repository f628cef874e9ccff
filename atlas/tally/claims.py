"""Which reported figures count: the latest word of each claimant, from the sides the reader chose."""

from collections.abc import Collection
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

EARLIEST = pd.Timestamp("1677-09-22")
"""Where an undated claim stands in the order of a claimant's words: before every dated one, which replaces it."""


def counted(
    claims: pd.DataFrame,
    *,
    sides: Collection[str],
    known_on: date | None,
    unverified: bool,
) -> pd.DataFrame:
    """The claims that bound figures: total in scope, with a number, from these sides, said by that day,
    from a source that is not unverified unless asked for; and of these each claimant's latest only.

    ``known_on``: None takes every claim; under a day, an undated one is left out, for nobody can tell whether it was
    known by then. A word without a number ("dozens") does not replace a number the same claimant gave: it bounds
    nothing. Columns as given (those of ``grading.graded``); at most one row per event, measure and claimant.
    """
    counts = usable(claims, sides=sides, unverified=unverified) & said_by(claims, known_on)
    return (
        in_order(claims[counts])
        .drop_duplicates(["event_id", "measure", "claimant"], keep="last")
        .sort_index()
    )


def usable(claims: pd.DataFrame, *, sides: Collection[str], unverified: bool) -> npt.NDArray[np.bool_]:
    """Which claims bound figures, whenever they were said: row for row."""
    return np.asarray(
        (claims.scope == "total")
        & (claims.low.notna() | claims.high.notna())
        & claims.side.isin(list(sides))
        & ((claims.grade != "unverified") | unverified)
    )


def said_by(claims: pd.DataFrame, known_on: date | None) -> npt.NDArray[np.bool_]:
    """Which claims were said by a day, row for row: all where no day is asked for, no undated one where one is."""
    if known_on is None:
        return np.ones(len(claims), dtype=bool)
    return np.asarray(claims.said <= pd.Timestamp(known_on))


def in_order(claims: pd.DataFrame, *by: str) -> pd.DataFrame:
    """The claims by some columns and then as they were said, the undated first; of one day, by running number."""
    said = claims.said.fillna(EARLIEST)
    keys = claims[[*by, "order"]].assign(said=said).sort_values([*by, "said", "order"], kind="stable")
    return claims.loc[keys.index]


def claims_of(claims: pd.DataFrame, event_id: str) -> pd.DataFrame:
    """Every claim about one event, by measure and day, the undated first, whether it counts or not."""
    return in_order(claims[claims.event_id == event_id], "measure")
