"""A prepared big table as an edition: codebook, towns and context of the published data, no event in memory."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

import pandas as pd

from atlas.big import manifest
from atlas.big.large import NotPrepared, PreparedTable
from atlas.big.store.shared import SharedStore, prepared
from atlas.edition import divisions
from atlas.edition.edition import Edition
from atlas.folds import views
from atlas.tally import cells
from atlas.tally.cells import Cells
from atlas.tally.filters import EventFilter

SUFFIX = ".atlas"
"""What ``prepare`` adds to a table's name for its own folder, unless it is told another."""


@dataclass(frozen=True, eq=False)
class LargeEdition(Edition):
    """A prepared folder as an edition: codebook, towns and context of the published data, and no event in memory."""

    table: PreparedTable = field(kw_only=True)
    rows: SharedStore = field(kw_only=True)

    def __post_init__(self) -> None:
        # What is asked of an edition without a filter, so that sidebar and map need not know which kind it is.
        table, towns = self.table, self.gazetteer
        self.memos[views.first_day] = lambda: date(table.span[0].year, 1, 1)
        self.memos[views.towns] = lambda: (
            towns.loc[table.present["city"], ["lon", "lat"]].rename_axis("city").reset_index()
        )
        self.memos[cells.cells_of] = partial(_whole_cells, self)


def opened(folder: Path, base: Edition) -> LargeEdition:
    """A folder of ``prepare`` as an edition. Raises ``large.NotPrepared`` where it is not finished."""
    table = PreparedTable(folder, base)
    names = [str(name) for name in table.facts["campaigns"]]
    return LargeEdition(
        **{name: getattr(base, name) for name in Edition.__dataclass_fields__}
        | {
            "events": base.events.iloc[:0],
            "claims": base.claims.iloc[:0],
            "event_sources": base.event_sources.iloc[:0],
            "campaigns": base.campaigns.reindex(pd.Index(names, name="campaign"))
            .assign(name=names)
            .fillna(""),
            "problems": (),
            "set_aside": dict(table.facts["set_aside"]),
            # It names every file with its checksum.
            "made_of": (folder / manifest.NAME,),
            "memos": {},
        },
        table=table,
        rows=prepared([folder / name for name in sorted(table.facts["starts"])]),
    )


def _whole_cells(
    edition: LargeEdition, whose: str, known_on: date | None, unverified: bool, division: str = "today"
) -> Cells:
    """The cells of one rule for any period at all: right for every filter, and slow, as every day is read."""
    rule = EventFilter(whose=whose, known_on=known_on, unverified=unverified)
    return edition.table.cells(rule, by_day=True, units=divisions.units(edition, division))


@lru_cache(maxsize=1)
def served(path: str) -> LargeEdition:
    """The edition of a big table, opened once: ``path`` is the table or what was prepared of it. Raises
    ``NotPrepared`` with the command to run."""
    named, beside = Path(path), Path(f"{path.rstrip('/')}{SUFFIX}")
    if (named / manifest.NAME).is_file():
        return opened(named, views.published())
    if (beside / manifest.NAME).is_file():
        return opened(beside, views.published())
    raise NotPrepared(f"{path} is not prepared to be served; run once: python -m atlas prepare {path}")
