"""Overview: what happened, where and when, and what is reported of it."""

import streamlit as st

from atlas.language import _
from ui import dataset, link
from ui.blocks import city_map, downloads, event_table, headline, notices, over_time, time_slider

view = dataset.view(link.current())
notices.heading(view, _("Protest in Kazakhstan since 1986"))
headline.draw(view)
time_slider.draw(view)
if not notices.nothing_shown(view):
    where, when = st.columns([1, 1.2], gap="medium")
    with where:
        city_map.draw(view)
    with when:
        over_time.draw(view)
    st.subheader(_("Events shown"))
    event_table.draw(view, few=True)
    downloads.draw(view)
