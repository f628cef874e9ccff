"""How far the data reach: beside what others counted, by whose figures, and by region and kind of event."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.edition import divisions
from atlas.edition.edition import Edition
from atlas.folds.quality import Share, overlapping
from atlas.tally.cells import Cells, cells_of

Mask = npt.NDArray[np.bool_]
THIN = 10
"""A region or kind with fewer events than this is called thin: one more report would change what it shows by a tenth."""


@dataclass(frozen=True)
class OutsideCount:
    """What others counted in Kazakhstan in a period, and our events that overlap it, umbrellas left out."""

    counted_by: str
    start: date
    end: date
    counted: int
    ours: int
    source_id: str


def outside_counts(edition: Edition, cells: Cells) -> list[OutsideCount]:
    """Every count of the whole country in outside_counts.csv, by period, beside all events here, whatever is chosen."""
    counts = edition.outside_counts[edition.outside_counts.area == "kazakhstan"]
    rows: Any = counts.sort_values(["start_date", "end_date"]).itertuples()
    return [
        OutsideCount(
            str(one.counted_by),
            one.start_date.date(),
            one.end_date.date(),
            int(one.counted),
            overlapping(cells, one.start_date.date(), one.end_date.date()).single,
            str(one.source_id),
        )
        for one in rows
    ]


def with_figure(edition: Edition, cells: Cells, rows: Mask, measure: str) -> dict[str, Share]:
    """Of the chosen events those with a figure, their own or their parts': of ``official``, of ``independent``
    claimants, of ``both``, of anybody (``all``), as known on the day and with the sources of ``cells``."""
    known = {
        whose: cells_of(edition, whose, cells.known_on, cells.unverified)
        .totals[measure]
        .total_known.to_numpy()
        for whose in ("all", "official", "independent")
    }
    known["both"] = known["official"] & known["independent"]
    return {whose: Share(int((has & rows).sum()), int(rows.sum())) for whose, has in known.items()}


def by_region_and_kind(edition: Edition, rows: Mask, division: str = "today") -> pd.DataFrame:
    """How many of the chosen events each region of the division has of each type. Index ``region`` (code; empty: the
    whole country), a column for each type of the codebook in its order; the regions with most events first."""
    events, book, units = edition.events[rows], edition.codebook, divisions.units(edition, division)
    regions = [*dict.fromkeys(units.get(own, own) for own in book.values("events", "region")), ""]
    lies_in = events.event_region.map(lambda own: units.get(own, own))
    counts = pd.crosstab(lies_in, events.event_type)
    table = counts.reindex(index=regions, columns=list(book.values("events", "event_type")), fill_value=0)
    order = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return table.loc[order].rename_axis(index="region", columns="event_type")
