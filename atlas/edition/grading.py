"""Gives each reported figure the grade of its source, and its place among those of one day."""

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
