"""Beside the map: the events of the towns looked at, and while there are none the towns to choose from."""

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from atlas.edition.names import town_name
from atlas.folds.towns import ranked
from atlas.words.language import _, list_words, ngettext, number
from ui import dataset, link, page_state
from ui.dataset import View
from ui.shared import city_map, event_list, event_table
from ui.shared.markup import cell, plain, table, within

HEIGHT = 620
"""Pixels beside the map, in which the list scrolls."""


def towns(view: View) -> list[str]:
    """The towns looked at: those of the address that the data know, in its order."""
    known = dataset.choices().cities
    return [town for town in dict.fromkeys(link.page_parameters("look")) if town in known]


def draw(view: View) -> None:
    """The choice of towns, and below it their events as links or the towns with their figures."""
    names = {city: town_name(city) for city in dataset.choices().cities}
    names = dict(sorted(names.items(), key=lambda each: each[1]))
    chosen = page_state.several("look", _("Towns looked at"), names, most=len(names))
    if not chosen:
        _all_towns(view)
        return
    st.header(plain(_title(chosen)))
    st.button(
        _("All towns"),
        icon=":material/arrow_back:",
        on_click=link.open_here,
        kwargs={"look": ""},
        key="all_towns",
    )
    with st.container(height=HEIGHT, border=False, key="looked_at"):
        _figures(view, chosen)
        if view.listable:
            held = view.edition.events.city.isin(chosen)
            event_list.draw(view, [at for at, here in enumerate(held) if here])
        else:
            event_table.draw(dataset.view(replace(view.chosen, cities=tuple(chosen))), few=True)


def _title(chosen: list[str]) -> str:
    if len(chosen) <= 3:
        return list_words([town_name(city) for city in chosen])
    return ngettext("{n} town", "{n} towns", len(chosen)).format(n=number(len(chosen)))


def _figures(view: View, chosen: list[str]) -> None:
    """The figure of the map's measure for every town looked at."""
    measure = view.chosen.measure
    per_town = city_map.located(view, measure, view.rows)
    here = per_town[per_town.city.isin(chosen) & (per_town.events > 0)]
    words = city_map.measure_words()[measure]
    rows = [[cell(town), cell(figure)] for town, figure in zip(here.name, here.words, strict=True)]
    if rows:
        st.html(table([_("Town"), words], rows, _("Figures of the towns looked at")))


def _all_towns(view: View) -> None:
    st.header(_("Towns"))
    st.caption(_("Choose towns on the map, above or here: their events are listed in this place."))
    measure = view.chosen.measure
    found = ranked(view.cells, view.rows, measure)
    rows = [
        [within(urlencode(link.query_for(look=row.city)), town_name(row.city), "map"), cell(row.words)]
        for row in found.itertuples()
    ]
    with st.container(height=HEIGHT, border=False, key="all_towns_list"):
        st.html(table([_("Town"), city_map.measure_words()[measure]], rows, _("Towns with their figures")))
