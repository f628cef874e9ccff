"""Detentions and deaths over time: one figure, two panels, one axis."""

import streamlit as st
from pandas import DataFrame, concat

from atlas.drawing import figures
from atlas.folds import aggregates
from atlas.tally.range_columns import ranges
from atlas.words.language import _, period_words
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
    spans = {measure: aggregates.spans_over_time(view.cells, view.rows, measure, axis) for measure in PANELS}
    figure.draw(
        view,
        figures.figures_over_time(
            panels,
            view.edition.context,
            granularity=unit,
            start=view.start,
            end=view.end,
            dark=is_dark(),
            spans=spans,
        ),
        lambda: table(panels, spans),
        name="over-time",
        alt=figures.alt_text(panels),
    )
    text = _(
        "Each mark runs from the least to the greatest reported figure; an arrow means “at least”, a hollow "
        "mark that no figure is known. A thin level line: a figure of several such units, pale where it reaches "
        "beyond the period."
    )
    st.caption(text)


def table(panels: dict[str, DataFrame], spans: dict[str, DataFrame] | None = None) -> DataFrame:
    """The numbers of every panel under each other, in the reader's words, one row per time with events; those of
    ``spans``, which stand in no single unit of time, after them."""
    words = measure_words()
    parts = []
    for measure, frame in panels.items():
        longer = [spans[measure]] if spans and measure in spans else []
        found = concat([frame[frame.events > 0], *longer], ignore_index=True)
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
