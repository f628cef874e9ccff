"""The reported figures about the chosen events row by row, each with whether it counts."""

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.edition.edition import Edition, kept
from atlas.tally.cells import Cells
from atlas.tally.claims import counted


def claims_table(edition: Edition, cells: Cells, rows: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Every claim about the chosen events, a mask. Columns: those of the codebook's claims table, then ``said``
    (its day, or that of its source; missing where neither is known), ``grade``, ``url`` (of the source) and ``counts`` (bool: it bounds its
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
def _standing(edition: Edition, whose: str, known_on: date | None, unverified: bool) -> pd.DataFrame:
    """``said`` and ``counts`` of every claim, row for row. Of all at once, since the choice of events changes neither:
    a file made in blocks needs no claim of another block."""
    bounding = counted(
        edition.claims,
        sides=edition.codebook.sides(whose),
        known_on=known_on,
        unverified=unverified,
    )
    said = edition.claims.said
    return pd.DataFrame({"said": said, "counts": said.index.isin(bounding.index)})
