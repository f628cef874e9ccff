"""Map: for looking closely, as wide as the window, with the period under it and the events of the towns beside it."""

import streamlit as st

from atlas.words.language import _
from ui import dataset, link
from ui.map import close_map, looked_at
from ui.shared import downloads, notices, time_slider

view = dataset.view(link.current())
notices.heading(view, _("Map"), rule=True)
where, beside = st.columns([3, 1], gap="medium")
with where:
    shown = not notices.nothing_shown(view)
    if shown:
        close_map.draw(view)
    time_slider.draw(view)
if shown:
    with beside:
        looked_at.draw(view)
    close_map.draw_numbers(view)
    downloads.draw(view)
