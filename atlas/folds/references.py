"""What the chosen events lean on: their sources, the links to them, and their campaigns."""

import pandas as pd

from atlas.edition.edition import Edition
from atlas.folds.views import View


def event_sources_table(view: View) -> pd.DataFrame:
    """In which sources each event of the view can be read. Columns: those of the codebook's event_sources."""
    links = view.edition.event_sources
    return _columns(view.edition, "event_sources", links[links.event_id.isin(_ids(view))])


def sources_table(view: View) -> pd.DataFrame:
    """The sources of the events of the view and of every claim about them. Columns: those of the codebook."""
    edition = view.edition
    claims = edition.claims[edition.claims.event_id.isin(_ids(view))]
    wanted = {*event_sources_table(view).source_id, *claims.source_id}
    rows = edition.sources[edition.sources.index.isin(list(wanted))]
    return _columns(edition, "sources", rows.reset_index())


def campaigns_table(view: View) -> pd.DataFrame:
    """The campaigns of the events of the view. Columns: those of the codebook."""
    edition = view.edition
    wanted = set(edition.events.campaign[view.rows])
    rows = edition.campaigns[edition.campaigns.index.isin(list(wanted))]
    return _columns(edition, "campaigns", rows.reset_index())


def _ids(view: View) -> pd.Series:
    return view.edition.events.event_id[view.rows]


def _columns(edition: Edition, table: str, rows: pd.DataFrame) -> pd.DataFrame:
    names = [column.name for column in edition.codebook.tables[table].columns]
    return rows[names].reset_index(drop=True)
