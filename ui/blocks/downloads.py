"""Files of exactly what is shown, made when they are asked for."""

import streamlit as st

from atlas import exports
from atlas.language import _
from ui.dataset import View


def draw(view: View) -> None:
    """Two buttons: the events shown, and every reported figure about them."""
    events, claims = st.columns(2)
    for column, what, label, table in (
        (events, "events", _("Download these events (CSV)"), exports.events_table),
        (claims, "claims", _("Download their reported figures (CSV)"), exports.claims_table),
    ):
        with column:
            st.download_button(
                label,
                # A callable: the file is made at the click, not on every rerun.
                data=lambda table=table: exports.to_csv(table(view.edition, view.cells, view.rows)),
                file_name=exports.file_name(view.chosen, what, first=view.first, last=view.last),
                mime="text/csv",
                on_click="ignore",
                disabled=not view.shown,
                width="stretch",
                key=f"download_{what}",
            )
