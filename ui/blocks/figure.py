"""A figure with what stands behind it one click away: its table, and both as files."""

from typing import Any

import streamlit as st
from pandas import DataFrame

from atlas import exports, figures
from atlas.language import _
from ui.dataset import View


def draw(view: View, figure: dict[str, Any], table: DataFrame, *, name: str, alt: str) -> None:
    """Draw a plotly figure (a dictionary as ``figures`` makes them), saved by its camera as PNG or SVG, then its
    table behind an expander with a CSV of exactly that. ``name`` is the widget key and part of the file names."""
    picture = "svg" if st.session_state.get(f"svg_{name}") else "png"
    file = exports.file_name(view.chosen, name, first=view.first, last=view.last, suffix="").rstrip(".")
    st.plotly_chart(
        figure,
        key=f"figure_{name}",
        theme=None,
        config=figures.plotly_config(file, picture=picture),
        alt=alt,
    )
    behind(view, table, name=name)


def behind(view: View, table: DataFrame, *, name: str) -> None:
    """The table behind a figure, and its CSV."""
    with st.expander(_("The numbers behind this figure")):
        st.dataframe(table, hide_index=True, key=f"table_{name}", alt=_("The numbers behind this figure"))
        st.download_button(
            _("Download these numbers (CSV)"),
            data=lambda: exports.to_csv(table),
            file_name=exports.file_name(view.chosen, name, first=view.first, last=view.last),
            mime="text/csv",
            on_click="ignore",
            key=f"download_{name}",
        )
        st.toggle(_("The figure's camera saves SVG instead of PNG"), key=f"svg_{name}")
