"""How one campaign spread over the country: the towns reached up to a day that the reader moves."""

from datetime import date, timedelta

import streamlit as st
from pandas import DataFrame

from atlas.drawing import maps
from atlas.drawing.circles import Scale
from atlas.drawing.legend import legend
from atlas.edition import divisions
from atlas.folds import aggregates, waves
from atlas.folds.aggregates import Mask
from atlas.words.language import _, date_words, list_words, ngettext, number
from ui import link
from ui.dataset import View
from ui.shared import campaign_link, city_map, figure
from ui.shared.markup import cell, plain
from ui.theme import is_dark


def draw(view: View) -> None:
    """The slider of days, the map up to that day, what it cannot place, and the days as a table."""
    st.header(_("How it spread"))
    first, last, precision = waves.span(view.cells, view.rows)
    day = _day(first, last)
    rows = waves.rows_until(view.cells, view.rows, day)
    table = waves.reached(view.cells, view.rows)
    count = waves.cities_of(view.cells, rows)
    towns = ngettext("{n} town", "{n} towns", count).format(n=number(count))
    begun = aggregates.events_in(view.cells, rows)
    events = ngettext("{n} event", "{n} events", begun).format(n=number(begun))
    words = {"day": date_words(day), "towns": towns, "events": events}
    # Where the beginning is known by its month only, no day of the campaign has a number.
    if precision == "day":
        words["count"] = number((day - first).days)
        text = _("By {day}, day {count} of the campaign: {towns} reached, {events}.").format(**words)
    else:
        text = _("By {day}: {towns} reached, {events}.").format(**words)
    new = table[table.day.dt.date == day].cities
    text += " " + (
        _("New on this day: {towns}.").format(towns=new.iloc[0]) if len(new) else _("No new town.")
    )
    st.html(f'<p role="status" style="margin:0">{cell(text)}</p>')
    per_city = city_map.located(view, "events", rows)
    # The sizes of the last day, so that circles grow as the day moves.
    scale = Scale.of(city_map.located(view, "events", view.rows), city_map.canvas_width())
    st.pydeck_chart(
        maps.protest_cities(
            per_city,
            "events",
            dark=is_dark(),
            width=city_map.canvas_width(),
            height=city_map.HEIGHT,
            scale=scale,
        ),
        key="spread_" + "_".join(campaign_link.profile_of(view)),
        height=city_map.HEIGHT,
        alt=maps.alt_text(per_city, "events"),
    )
    st.html(legend("events", scale, dark=is_dark()))
    _below(view, rows)
    figure.behind(
        view,
        lambda: _days(table),
        name="spread",
        svg=lambda: city_map.svg(
            view,
            per_city,
            "events",
            scale,
            title=_("{title}: by {day}").format(title=campaign_link.title(view), day=date_words(day)),
        ),
        svg_label=_("Map (SVG)"),
    )


def _days(table: DataFrame) -> DataFrame:
    """The days that brought new towns, in the reader's words."""
    names = {"day": _("Day"), "cities": _("New towns"), "new": _("How many"), "reached": _("Towns reached")}
    return table.rename(columns=names)[list(names.values())]


def _day(first: date, last: date) -> date:
    """The chosen day, by default the last; a day outside the campaign is said aloud."""
    place = st.empty()
    asked = link.page_parameter("day")
    day = last
    if asked:
        try:
            day = date.fromisoformat(asked)
        except ValueError:
            day = date.max
        if not first <= day <= last:
            text = _("This link asks for day “{day}”, which is not a day of this campaign.")
            place.warning(plain(text.format(day=asked)))
            day = last
    if first == last:
        return day
    st.session_state["p_day"] = day
    st.slider(
        _("Up to"),
        min_value=first,
        max_value=last,
        step=timedelta(days=1),
        format="D MMM YYYY",
        key="p_day",
        on_change=lambda: link.open_here(
            day="" if st.session_state["p_day"] == last else st.session_state["p_day"].isoformat()
        ),
    )
    return day


def _below(view: View, rows: Mask) -> None:
    elsewhere = aggregates.figures_not_on_map(view.cells, rows, "events")
    book = view.edition.codebook
    places = [
        _("{place} ({events})").format(
            place=divisions.label(book, place) if place else _("whole country"),
            events=number(int(events)),
        )
        for place, events in zip(elsewhere.place, elsewhere.events, strict=True)
    ]
    if places:
        text = _("Not on the map, because no single town is named: {events} events; {places}.").format(
            events=number(int(elsewhere.events.sum())), places=list_words(places)
        )
    else:
        text = _("Every event shown stands on a town.")
    text += " " + _("An event known only by its month or year counts once that is over.")
    st.caption(plain(text))
