"""Detentions and deaths over time: one figure, two panels, one axis."""

import streamlit as st

from atlas import aggregates, exports, figures
from atlas.language import _, ngettext, number
from ui.dataset import View
from ui.theme import is_dark

PANELS = ("detentions", "deaths")


def draw(view: View) -> None:
    """Draw the two series with the context lane above them, and say what they leave out."""
    unit = aggregates.granularity(view.start, view.end)
    axis = aggregates.time_axis(view.cells, view.rows, view.start, view.end, unit)
    panels = {
        measure: aggregates.figures_over_time(view.cells, view.rows, measure, axis) for measure in PANELS
    }
    st.plotly_chart(
        figures.figures_over_time(
            panels,
            view.edition.context,
            granularity=unit,
            start=view.start,
            end=view.end,
            dark=is_dark(),
        ),
        key="over_time",
        theme=None,
        config=figures.plotly_config(
            exports.file_name(view.chosen, "over-time", first=view.first, last=view.last, suffix="").rstrip(
                "."
            )
        ),
        alt=figures.alt_text(panels),
    )
    text = _(
        "Each mark runs from the least to the greatest reported figure; an arrow means “at least”, a hollow "
        "mark that no figure is known. Events stand at their first day."
    )
    if axis.left_out:
        text += " " + ngettext(
            "{count} event is left out because its day is not known.",
            "{count} events are left out because their day is not known.",
            axis.left_out,
        ).format(count=number(axis.left_out))
    st.caption(text)
