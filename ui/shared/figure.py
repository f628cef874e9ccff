"""A figure with what stands behind it one click away: its table, and both as files.

The one way to a plotly chart: ``draw``. A map or a table that is a figure itself takes ``behind`` alone.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st
from pandas import DataFrame

from atlas.downloads import exports
from atlas.drawing import figures
from atlas.words.language import _
from ui.dataset import View
from ui.shared.speaking import spoken_here

Rows = DataFrame | Callable[[], DataFrame]
"""A table, or how to make it once somebody opens it."""


def draw(
    view: View,
    figure: dict[str, Any],
    table: Rows,
    *,
    name: str,
    alt: str,
    key: str = "",
    **box: Any,  # noqa: ANN401 - st.plotly_chart's own on_select and selection_mode
) -> None:
    """Draw a plotly figure (a dictionary as ``figures`` makes them), saved by its camera as PNG or SVG, then its
    table behind an expander with a CSV of exactly that. ``name`` is part of the widget keys and the file names;
    ``key`` is the chart's own where that must change for a chart to begin anew."""
    st.plotly_chart(
        figure,
        key=key or f"figure_{name}",
        theme=None,
        config=figures.plotly_config(_file(view, name, suffix="").rstrip("."), picture=_picture()),
        alt=alt,
        **box,
    )
    with _expander(_("Numbers behind this figure (CSV, PNG, SVG)"), name) as opened:
        if opened.open:
            # A table first asked for by a click: a change of the filter does not wait for it.
            rows = _table(table, name)
            with st.container(horizontal=True, vertical_alignment="bottom"):
                _csv(view, rows, name)
                _choose_picture(name)


def behind(
    view: View, table: Rows, *, name: str, svg: Callable[[], str] | None = None, svg_label: str = ""
) -> None:
    """The table behind what is drawn above, its CSV, and where ``svg`` makes one a picture for print."""
    label = _("Numbers behind this figure (CSV, SVG)") if svg else _("Numbers behind this figure (CSV)")
    with _expander(label, name) as opened:
        if not opened.open:
            return
        rows = _table(table, name)
        # A row that wraps on a phone.
        with st.container(horizontal=True):
            _csv(view, rows, name)
            if svg:
                st.download_button(
                    svg_label,
                    data=spoken_here(lambda: svg().encode("utf-8")),
                    file_name=_file(view, name, suffix="svg"),
                    mime="image/svg+xml",
                    on_click="ignore",
                    key=f"picture_{name}",
                )


def _expander(label: str, name: str) -> Any:  # noqa: ANN401 - Streamlit does not export the type of its expander
    return st.expander(label, key=f"behind_{name}", on_change="rerun")


def _file(view: View, name: str, suffix: str) -> str:
    return exports.file_name(view.chosen, name, first=view.first, last=view.last_event[0], suffix=suffix)


def _table(table: Rows, name: str) -> DataFrame:
    rows = table() if callable(table) else table
    # Unknown is empty: else the grid says "None" in English.
    alt = _("The numbers behind this figure")
    # Days without the hours that pandas gives them.
    days = {
        column: st.column_config.DateColumn(format="YYYY-MM-DD") for column in rows.select_dtypes("datetime")
    }
    st.dataframe(rows, hide_index=True, key=f"table_{name}", placeholder="", column_config=days, alt=alt)
    return rows


def _csv(view: View, rows: DataFrame, name: str) -> None:
    st.download_button(
        _("Download these numbers (CSV)"),
        data=spoken_here(lambda: exports.to_csv(rows)),
        file_name=_file(view, name, suffix="csv"),
        mime="text/csv",
        on_click="ignore",
        key=f"download_{name}",
    )


def _picture() -> str:
    """What the cameras save: one choice for all figures, kept while the reader moves about."""
    return str(st.session_state.get("picture", "png"))


def _choose_picture(name: str) -> None:
    # plotly's bar can hold its own camera once only; a second button would need a script in the page, which the
    # Content-Security-Policy forbids.
    key = f"w_picture_{name}"
    st.session_state[key] = _picture()
    st.segmented_control(
        _("The camera above the figure saves it as"),
        ["png", "svg"],
        key=key,
        format_func=str.upper,
        required=True,
        on_change=lambda: st.session_state.update(picture=st.session_state[key]),
    )
