"""The numbers of several measures over time as one table, for those who want them as numbers."""

from pandas import DataFrame, concat

from atlas.tally.range_columns import ranges
from atlas.words.language import _, period_words
from ui.shared.city_map import measure_words

PANELS = ("detentions", "deaths")
"""What the overview shows over time unless the reader asks for other measures."""


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
