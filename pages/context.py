"""Context: milestones, movements, parties, state bodies and public figures around the protests, and symbols."""

import streamlit as st

from atlas.words.language import _
from ui import dataset, link
from ui.context import actor_card, actor_list, milestones, symbols
from ui.shared import notices

view = dataset.view(link.current())
actor = link.page_parameter("actor")
if actor:
    actor_card.draw(view, actor)
else:
    notices.heading(view, _("Context: milestones, movements and public figures"))
    # In a place of its own, since what follows does not hang on the events shown.
    with st.container():
        notices.nothing_shown(view)
    milestones.draw(view)
    actor_list.draw(view)
    symbols.draw(view)
