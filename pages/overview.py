"""Overview: what happened, where and when, and what is reported of it."""

import streamlit as st

from atlas.words.language import _
from ui import dataset, later, link
from ui.overview import live_view, opening
from ui.shared import downloads, event_table

view = dataset.view(link.current())
opening.draw(view)
live_view.draw(view)
with st.container(key="live_follows"):
    # Where nothing is shown, the view above says so on its map, with the way back.
    if view.shown:
        st.header(_("Events shown"))
        event_table.draw(view, few=True)
        later.put(lambda: downloads.draw(view))
