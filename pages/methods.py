"""Methods: how events are coded, how reported figures become totals, and a worked example from the data."""

import streamlit as st

from atlas.words.language import _
from ui import dataset, link
from ui.methods import method_text, worked_example
from ui.shared import notices

view = dataset.view(link.current())
notices.heading(view, _("Methods: from reports to totals"))
with st.container():
    notices.nothing_shown(view)
method_text.draw_coding()
method_text.draw_rules()
worked_example.draw(view)
method_text.draw_care()
