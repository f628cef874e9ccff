"""Overview: what happened, where and when, and what is reported of it."""

import streamlit as st

from atlas.words.language import _
from ui import dataset, later, link, own_file
from ui.overview import live_view
from ui.shared import city_map, downloads, event_table, headline, notices, over_time, time_slider

view = dataset.view(link.current())
notices.heading(
    view,
    _("Events in your own file") if own_file.shown() else _("Protest in Kazakhstan since 1986"),
    steady=True,
)
with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
    full = live_view.full(view)
    if not full:
        time_slider.presets(view)
if full:
    headline.draw(view)
    time_slider.draw(view)
    if not notices.nothing_shown(view):
        where, when = st.columns([1, 1.2], gap="medium")
        with where:
            city_map.draw(view)
        with when:
            over_time.draw(view)
else:
    # In a place of its own, since the view below stays while events come and go.
    with st.container():
        notices.nothing_shown(view)
    live_view.draw(view)
if view.shown:
    with st.container(key="live_follows"):
        st.header(_("Events shown"))
        event_table.draw(view, few=True)
        later.put(lambda: downloads.draw(view))
