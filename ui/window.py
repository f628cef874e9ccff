"""What the browser's window, its tabs and its history call a page: the page first, then the atlas."""

import streamlit as st

from atlas.words.language import _


def name(page: str) -> None:
    """Give the window the name of a page, or of the card or profile on it, before the atlas's own."""
    st.set_page_config(
        page_title=_("{page} – {atlas}").format(page=page, atlas=_("Kazakhstan Protest Atlas"))
    )
