"""Gives each reported figure the grade of its source, the day it was said, and its place among those of one day."""

import pandas as pd


def graded(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The same claims with ``grade`` and ``url`` of their source, ``said`` and ``order``.

    ``said`` (datetime64): ``stated_on``, else the ``published_on`` of the source, else missing: *undated*. ``order``:
    the running number at the end of ``claim_id``, in which a claimant's figures of one day were given.
    """
    by_source = sources.set_index("source_id")
    said = claims.stated_on
    # A mapping of nothing would be made into floats, which dates are not.
    if "published_on" in by_source and len(by_source):
        said = said.fillna(claims.source_id.map(by_source.published_on).astype(said.dtype))
    return claims.assign(
        grade=claims.source_id.map(by_source.grade),
        url=claims.source_id.map(by_source.url),
        said=said,
        order=_running(claims.claim_id),
    )


def _running(claim_ids: pd.Series) -> pd.Series:
    # As a number: as text, …-10 would come before …-2.
    digits = claim_ids.str.extract(r"(\d+)$")[0].fillna("0")
    if digits.str.len().max() <= 18:
        return digits.astype("int64")
    # A time stamp to the nanosecond and more: Python's own numbers know no greatest.
    return digits.map(int).astype("object")
