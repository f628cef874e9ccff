"""Two to six towns compared on one time axis."""

import streamlit as st
from pandas import DataFrame, concat

from atlas.drawing import comparison_figure
from atlas.edition.names import town_name
from atlas.folds import aggregates, towns
from atlas.tally.range_columns import ranges
from atlas.words.language import _, list_words, number, period_words, within
from ui import link, page_state
from ui.dataset import View
from ui.shared import figure
from ui.shared.city_map import measure_words
from ui.theme import is_dark

MOST = 6


def draw(view: View, measure: str) -> None:
    """The choice of towns and their panels. The filter's towns come first; without any choice, the first of the
    ranking are shown. All other filters apply; that of towns does not, or there would be nothing to compare."""
    label = measure_words()[measure]
    st.header(_("Compare: {measure}").format(measure=within(label)))
    # All other filters apply; that of towns does not, or there would be nothing to compare.
    everywhere = view.without("cities")
    fixed = list(view.chosen.cities) if len(view.chosen.cities) == 1 else []
    names = [city for city in view.edition.gazetteer.index if city in set(view.cells.categories["city"])]
    picked = page_state.several(
        "with",
        _("Towns to compare with {town}").format(town=town_name(fixed[0]))
        if fixed
        else _("Towns to compare"),
        {city: town_name(city) for city in names if city not in fixed},
        most=MOST - len(fixed),
    )
    asked = [city for city in dict.fromkeys(link.page_parameters("with")) if city in names]
    said = st.empty()
    chosen = fixed + picked
    if len(asked) > len(chosen):
        said.warning(
            _("At most {most} towns are compared; the others are left out.").format(most=number(MOST))
        )
    elif len(chosen) < 2:
        first = towns.ranked(everywhere.cells, everywhere.rows, measure).city
        others = [*view.chosen.cities, *(city for city in first if city not in view.chosen.cities)]
        chosen = (chosen + [city for city in others if city not in chosen])[: max(3, len(view.chosen.cities))]
        chosen = chosen[:MOST]
        said.caption(
            _("Choose two to six towns; until then, these are shown: {towns}.").format(
                towns=list_words([town_name(city) for city in chosen])
            )
        )
    _panels(view, everywhere, chosen, measure, label)


def _panels(view: View, everywhere: View, cities: list[str], measure: str, label: str) -> None:
    scale = page_state.segmented(
        "scale",
        _("Scale"),
        {"same": _("One scale for all"), "own": _("Each its own scale")},
        "same",
    )
    everywhere = everywhere.by_day() if aggregates.granularity(view.start, view.end) == "day" else everywhere
    unit = everywhere.unit
    axis = aggregates.time_axis(everywhere.cells, everywhere.rows, view.start, view.end, unit)
    panels = towns.side_by_side(everywhere.cells, everywhere.rows, measure, axis, cities)
    if not panels:
        st.caption(_("No event shown stands on a town."))
        return
    figure.draw(
        view,
        comparison_figure.comparison(
            panels,
            measure,
            unit=unit,
            start=view.start,
            end=view.end,
            same_scale=scale == "same",
            dark=is_dark(),
        ),
        lambda: _table(panels, label),
        name="cities-compared",
        alt=comparison_figure.alt_text(panels, label),
    )
    text = _(
        "Each mark runs from the least to the greatest reported figure; a hollow mark: no figure is known."
    )
    if axis.left_out:
        text += " " + _(
            "Events of which only the month or year is known are left out where the axis is finer."
        )
    if view.chosen.cities:
        text += " " + _(
            "The filter's choice of towns does not limit this comparison; the period and every other filter do."
        )
    st.caption(text)


def _table(panels: dict[str, DataFrame], label: str) -> DataFrame:
    parts = []
    for city, frame in panels.items():
        found = frame[frame.events > 0]
        when = [
            period_words(start.date(), end.date()) for start, end in zip(found.start, found.end, strict=True)
        ]
        parts.append(
            DataFrame(
                {
                    _("Town"): [town_name(city)] * len(found),
                    _("When"): when,
                    label: [one.shown() for one in ranges(found)],
                    _("Lowest figure"): found.low.array,
                    _("Highest figure"): found.high.array,
                    _("Number of events"): found.events.tolist(),
                }
            )
        )
    return concat(parts, ignore_index=True)
