"""The overview's figures: headline, slider, map and series that follow the handle in the reader's own browser, at its pace.

The server sends the cells of the filter once and is told the period when the hand lets go; then the link, the table
and the downloads follow.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from atlas.drawing import figures, maps
from atlas.drawing.circles import Scale
from atlas.edition.edition import Edition, kept
from atlas.folds import aggregates
from atlas.folds.live_cells import Message, by_month, live_cells
from atlas.folds.live_months import edges, exact_months
from atlas.tally.cells import day_number
from atlas.tally.filters import EventFilter
from atlas.words.language import _, current
from ui import later, link
from ui.dataset import View
from ui.live import reader
from ui.live.assets import component
from ui.overview import told
from ui.overview.lasting import lasting
from ui.shared import city_map, figure, headline, over_time, whose
from ui.theme import is_dark

KEY, CELLS, CHOICE, ALTS = told.KEY, "live_cells", "live_choice", "live_alts"


def draw(view: View) -> None:
    """Mount the view with all that lasts, and beside it what follows the filter: its cells, and the choice of period,
    measure and towns. A message each, since Streamlit sends a large one again only when it has changed."""
    # Until the script has come, and for those whom it cannot serve, the same numbers as text; then it hides them.
    with st.container(key="live_text"):
        # Its ways to the lists would take the keyboard where nothing is seen: those of the live headline are there.
        headline.draw(view, linked=False)
    component(KEY)(
        key=KEY,
        data=lasting(
            view.edition,
            current(),
            is_dark(),
            view.chosen.oblasts,
            tuple(view.live[0].categories["region"]),
            view.events,
            aggregates.today(),
            reduced=reader.wants_less_motion(),
            lists=view.listable,
        ),
        on_period_change=told.period,
        on_town_change=told.town,
        on_towns_change=told.towns,
        on_measure_change=told.measure,
        on_whose_change=told.whose,
        on_known_change=told.known,
        on_unverified_change=told.unverified,
        on_present_change=told.present,
        on_everything_change=told.everything,
    )
    cells = _cells(view)
    with st.container(gap=None):
        component(KEY)(key=CELLS, data=cells.data, height=1)
        component(KEY)(key=CHOICE, data={"role": "choice", "tag": cells.tag, **_passing(view)}, height=1)
    later.put(lambda: component(KEY)(key=ALTS, data={"role": "alts", **_alts(view)}, height=1))
    later.put(lambda: behind(view))


def behind(view: View) -> None:
    """The numbers of the map and of the series as tables, for this period, each under its figure; the map as a picture
    too."""
    where, when = st.columns([1.4, 1], gap="medium")
    measure = view.chosen.measure
    with where:
        figure.behind(
            view,
            lambda: city_map.map_table(_per_city(view), measure),
            name="map",
            svg=lambda: _map_picture(view),
            svg_label=_("Map (SVG)"),
        )
    with when:
        figure.behind(view, lambda: over_time.table(*_over_time(view)), name="over-time")


def _map_picture(view: View) -> str:
    measure = view.chosen.measure
    # The sizes of all years under the other filters, as on the screen.
    scale = Scale.of(city_map.located(view, measure, view.rows_without("period"), whole=True))
    title = _("{measure} by town").format(measure=city_map.measure_words()[measure])
    notes = [city_map.not_on_map(view, measure)]
    return city_map.svg(view, _per_city(view), measure, scale, title=title, notes=notes)


def _cells(view: View) -> Message:
    """The cells of the filter for any period, packed once: no change of the period touches them, but where a big
    table's begins or ends inside a month."""
    start, end = edges(view.chosen.start, view.chosen.end) if by_month(view.live[0]) else (None, None)
    rest = replace(view.chosen, start=start, end=end, measure=EventFilter.measure)
    return _packed(view.edition, type(view), rest, aggregates.today())


@kept(8)
def _packed(edition: Edition, kind: type[View], chosen: EventFilter, _today: date) -> Message:
    cells, rows = kind(edition, chosen).live
    return live_cells(cells, rows, exact_months(chosen.start, chosen.end) if by_month(cells) else ())


def _passing(view: View) -> dict[str, Any]:
    """What is chosen. ``query``: what of the link an address of the events behind a number keeps."""
    chosen = view.chosen
    return {
        "start": day_number(view.start),
        "end": day_number(view.end),
        "measure": chosen.measure,
        "selected": list(chosen.cities),
        "whose": chosen.whose,
        "known": chosen.known_on.isoformat() if chosen.known_on else "",
        "unverified": chosen.unverified,
        "undated": whose.undated_words(view),
        "present": link.page_parameter("present") == "1",
        "query": link.to(replace(chosen, start=None, end=None, measure=EventFilter.measure)),
    }


def _alts(view: View) -> dict[str, str]:
    """What the figures say of it to those who do not see them."""
    return {
        "map": maps.alt_text(_per_city(view), view.chosen.measure),
        "series": figures.alt_text(*_over_time(view), _axis(view).left_out),
    }


def _per_city(view: View) -> Any:  # noqa: ANN401 - a frame of pandas, which this room does not name
    return city_map.located(view, view.chosen.measure, view.rows)


def _axis(view: View) -> aggregates.TimeAxis:
    return aggregates.time_axis(view.cells, view.rows, view.start, view.end, view.unit)


def _over_time(view: View) -> tuple[dict[str, Any], dict[str, Any]]:
    """The bins of each measure, and the figures of several bins."""
    axis, rows = _axis(view), (view.cells, view.rows)
    return (
        {name: aggregates.figures_over_time(*rows, name, axis) for name in over_time.PANELS},
        {name: aggregates.spans_over_time(*rows, name, axis) for name in over_time.PANELS},
    )
