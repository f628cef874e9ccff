"""Detentions and deaths over time: one figure, two panels, one axis."""

import streamlit as st
from pandas import DataFrame, concat

from atlas.drawing import figures
from atlas.folds import aggregates
from atlas.tally.range_columns import ranges
from atlas.words.language import _, ngettext, number, period_words
from ui.dataset import View
from ui.shared import figure
from ui.shared.city_map import measure_words
from ui.theme import is_dark

PANELS = ("detentions", "deaths")


def draw(view: View) -> None:
    """Draw the two series with the context lane above them, and say what they leave out."""
    if aggregates.granularity(view.start, view.end) == "day":
        view = view.by_day()
    unit = view.unit
    axis = aggregates.time_axis(view.cells, view.rows, view.start, view.end, unit)
    panels = {
        measure: aggregates.figures_over_time(view.cells, view.rows, measure, axis) for measure in PANELS
    }
    figure.draw(
        view,
        figures.figures_over_time(
            panels,
            view.edition.context,
            granularity=unit,
            start=view.start,
            end=view.end,
            dark=is_dark(),
        ),
        lambda: table(panels),
        name="over-time",
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


def table(panels: dict[str, DataFrame]) -> DataFrame:
    """The numbers of every panel under each other, in the reader's words, one row per time with events."""
    words = measure_words()
    parts = []
    for measure, frame in panels.items():
        found = frame[frame.events > 0]
        parts.append(
            DataFrame(
                {
                    _("Measure"): [words[measure]] * len(found),
                    _("When"): [
                        period_words(start.date(), end.date())
                        for start, end in zip(found.start, found.end, strict=True)
                    ],
                    _("Figure"): [one.shown() for one in ranges(found)],
                    _("Lowest figure"): found.low.array,
                    _("Highest figure"): found.high.array,
                    _("Number of events"): found.events.tolist(),
                    _("Events with a figure"): found.known.tolist(),
                }
            )
        )
    return concat(parts, ignore_index=True)
