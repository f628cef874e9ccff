"""Which sources a set of events rests on, and which publishers are cited for most of them."""

import pandas as pd

from atlas.edition.edition import Edition
from atlas.folds.aggregates import Mask


def cited(edition: Edition, rows: Mask) -> pd.DataFrame:
    """Every source of the chosen events and of their reported figures, most cited first: the columns of ``sources``,
    ``source_id`` and ``events``, the number of chosen events that it is cited for."""
    counts = _links(edition, rows).groupby("source_id").size().rename("events")
    table = edition.sources.join(counts, how="inner").rename_axis("source_id").reset_index()
    return table.sort_values(
        ["events", "publisher", "source_id"], ascending=[False, True, True], kind="stable"
    ).reset_index(drop=True)


def publishers(edition: Edition, rows: Mask) -> pd.DataFrame:
    """Their publishers, most cited first: ``publisher``, ``sources``, ``events`` (int)."""
    links = _links(edition, rows)
    named = links.assign(publisher=links.source_id.map(edition.sources.publisher))
    groups = named[named.publisher != ""].groupby("publisher")
    table = pd.DataFrame({"sources": groups.source_id.nunique(), "events": groups.event_id.nunique()})
    return table.reset_index().sort_values(
        ["events", "sources", "publisher"], ascending=[False, False, True], ignore_index=True
    )


def _links(edition: Edition, rows: Mask) -> pd.DataFrame:
    names = ["event_id", "source_id"]
    both = pd.concat([edition.event_sources[names], edition.claims[names]])
    return both[both.event_id.isin(edition.events.event_id[rows])].drop_duplicates()
