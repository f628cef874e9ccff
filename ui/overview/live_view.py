"""The live view: headline, slider, map and series that follow the handle in the reader's own browser, at its pace.

The server sends the cells of the filter once and is told the period when the hand lets go; then the link, the table
and the downloads follow.
"""

import json
from dataclasses import asdict, replace
from datetime import date
from math import isnan
from typing import Any

import streamlit as st

from atlas.drawing import context_lane, figures, maps
from atlas.drawing.live_words import live_words
from atlas.drawing.palette import palette
from atlas.edition import divisions
from atlas.edition.edition import Edition, kept
from atlas.edition.names import town_name
from atlas.folds import aggregates
from atlas.folds.live_cells import Message, by_month, fits, live_cells
from atlas.folds.live_months import edges, exact_months
from atlas.tally.cells import day_number
from atlas.tally.filters import MAP_MEASURES, EventFilter
from atlas.words.language import _, current, date_words, number
from ui import dataset, later, link, page_state, sidebar
from ui.dataset import View
from ui.live import reader
from ui.live.assets import component
from ui.shared import city_map, figure, headline, over_time, time_slider
from ui.theme import is_dark

KEY, CELLS, CHOICE, ALTS = "live", "live_cells", "live_choice", "live_alts"


def full(view: View) -> bool:
    """The choice between the live view and the full figures with their tools, and whether it is the latter; no choice
    where there are more events than a browser can fold."""
    if not fits(view.live[0]):
        return True
    words = {"live": _("Live view"), "full": _("Full figures")}
    st.session_state["p_view"] = page_state.chosen("view", list(words), "live")
    st.segmented_control(
        _("View"),
        list(words),
        key="p_view",
        format_func=lambda code: words[code],
        required=True,
        label_visibility="collapsed",
        help=_("The full figures can be zoomed and saved as pictures."),
        on_change=lambda: link.open_here(view="" if st.session_state["p_view"] == "live" else "full"),
    )
    return bool(st.session_state["p_view"] == "full")


def draw(view: View) -> None:
    """Mount the view with all that lasts, and beside it what follows the filter: its cells, and the choice of period,
    measure and towns. A message each, since Streamlit sends a large one again only when it has changed."""
    # Until the script has come, and for those whom it cannot serve, the same numbers as text; then it hides them.
    with st.container(key="live_text"):
        # Its ways to the lists would take the keyboard where nothing is seen: those of the live headline are there.
        headline.draw(view, linked=False)
    component(KEY)(
        key=KEY,
        data=_lasting(
            view.edition,
            current(),
            is_dark(),
            view.chosen.oblasts,
            tuple(view.live[0].categories["region"]),
            view.events,
            reduced=reader.wants_less_motion(),
            lists=view.listable,
        ),
        on_period_change=_period,
        on_town_change=_town,
        on_measure_change=_measure,
    )
    cells = _cells(view)
    with st.container(gap=None):
        component(KEY)(key=CELLS, data=cells.data, height=1)
        component(KEY)(key=CHOICE, data={"role": "choice", "tag": cells.tag, **_passing(view)}, height=1)
    later.put(lambda: component(KEY)(key=ALTS, data={"role": "alts", **_alts(view)}, height=1))
    later.put(lambda: behind(view))
    later.put(lambda: _days(view))


def _days(view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        time_slider.days(view)


def behind(view: View) -> None:
    """The numbers of the map and of the series as tables, for this period, each under its figure."""
    where, when = st.columns([1, 1.2], gap="medium")
    with where:
        figure.behind(view, lambda: city_map.map_table(_per_city(view), view.chosen.measure), name="map")
    with when:
        figure.behind(view, lambda: over_time.table(_panels(view)), name="over-time")


@kept(16)
def _lasting(
    edition: Edition,
    language: str,
    dark: bool,
    oblasts: str,
    regions: tuple[str, ...],
    events: int,
    *,
    reduced: bool,
    lists: bool,
) -> bytes:
    """All that no change of period, town or type touches, as JSON. Bytes, since in the text that Streamlit would make
    of it a Cyrillic letter takes six. ``regions``: those of the cells, in the order of their codes."""
    book, towns = edition.codebook, dataset.towns(edition)
    words = city_map.measure_words()
    lasting = {
        "role": "view",
        "first": day_number(dataset.first_day(edition)),
        "last": day_number(aggregates.today()),
        "towns": [
            # No point, no circle; and what the browser is sent knows no missing number.
            [city, town_name(city), *((None, None) if isnan(lon) else (round(lon, 3), round(lat, 3)))]
            for city, lon, lat in zip(towns.city, towns.lon.tolist(), towns.lat.tolist(), strict=True)
        ],
        "places": [
            *(divisions.label(book, region) for region in regions),
            _("whole country"),
        ],
        "measures": [[measure, words[measure]] for measure in MAP_MEASURES],
        "headline": list(headline.titles().items()),
        "series": list(over_time.PANELS),
        "colours": asdict(palette(dark)),
        "context": _context(edition),
        "of_events": _("of {events} in the data").format(events=number(events)),
        "borders": ""
        if oblasts == "today"
        else _("The borders drawn are those of today: there is no map of the older ones here."),
        "reduced": reduced,
        # Whether a number of events has a list behind it.
        "lists": lists,
        "words": live_words(),
        "language": language,
    }
    return json.dumps(lasting, ensure_ascii=False, separators=(",", ":")).encode()


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
    """What is chosen."""
    return {
        "start": day_number(view.start),
        "end": day_number(view.end),
        "measure": view.chosen.measure,
        "whose": view.chosen.whose,
        "query": link.to(view.chosen),
        "selected": list(view.chosen.cities),
    }


def _alts(view: View) -> dict[str, str]:
    """What the figures say of it to those who do not see them."""
    return {
        "map": maps.alt_text(_per_city(view), view.chosen.measure),
        "series": figures.alt_text(_panels(view)),
    }


def _per_city(view: View) -> Any:  # noqa: ANN401 - a frame of pandas, which this room does not name
    return city_map.located(view, view.chosen.measure, view.rows)


def _panels(view: View) -> dict[str, Any]:
    axis = aggregates.time_axis(view.cells, view.rows, view.start, view.end, view.unit)
    return {
        measure: aggregates.figures_over_time(view.cells, view.rows, measure, axis)
        for measure in over_time.PANELS
    }


def _context(edition: Edition) -> list[dict[str, Any]]:
    """The milestones, each as the lane above the figures shows it alone."""
    context = edition.context
    found = []
    for at in range(len(context)):
        row = context.iloc[at]
        (mark,) = context_lane.marks(context.iloc[at : at + 1], date.min, date.max)
        found.append(
            {
                "day": day_number(mark.day),
                "rank": mark.rank,
                "strong": int(mark.kind in ("election", "office")),
                "exact": int(mark.exact),
                "title": mark.titles[0],
                "when": date_words(row.date.date(), str(row.date_precision)),
            }
        )
    return sorted(found, key=lambda each: each["day"])


def _told(name: str) -> Any:  # noqa: ANN401 - whatever the browser sends; each reader of it checks
    return (st.session_state.get(KEY) or {}).get(name)


def _period() -> None:
    """The hand has let go: the period is in force, or for nonsense nothing happens."""
    told = _told("period")
    if isinstance(told, list | tuple) and len(told) == 2:
        try:
            start, end = (date.fromisoformat(str(day)) for day in told)
        except ValueError:
            return
        sidebar.set_period(start, end)


def _town() -> None:
    """A click on a town shows it alone; on the only one chosen, all again."""
    city = _told("town")
    if city in dataset.choices().cities:
        link.change(cities=() if link.current().cities == (city,) else (city,))


def _measure() -> None:
    measure = _told("measure")
    if measure in MAP_MEASURES:
        link.change(measure=measure)
