"""The banner of every page while a file of the reader's own stands on the screens."""

import streamlit as st

from atlas.own_file import formats
from atlas.own_file.formats.parts import shown_as_text
from atlas.own_file.upload import sentence
from atlas.words.language import _
from ui import link, own_file
from ui.shared.markup import plain


def draw(data_page: st.Page) -> None:
    """Say whose rows these are, and offer the way back. ``data_page``: where the file's report stands."""
    # The place is kept where there is nothing to say: else all that follows would be built anew.
    place, own = st.empty(), own_file.shown()
    if own is None:
        return
    with place.container(border=True):
        st.markdown(
            _("**You see your own file, not the data of this atlas:** {name} ({format}). {rows}").format(
                name=plain(name_words()),
                format=plain(_(formats.NAMES[own.format])),
                rows=plain(sentence(own)),
            )
        )
        st.caption(
            _(
                "It is in the memory of this session only. The link in the address bar does not carry it: whoever "
                "opens that link, you after a reload too, sees the atlas's own data."
            )
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                _("Back to the atlas's own data"), key="own_back", icon=":material/undo:", on_click=put_back
            )
            st.page_link(
                data_page,
                label=_("What became of the file"),
                query_params=link.query_for(show="own"),
                icon=":material/rule:",
            )


def name_words() -> str:
    """The file's name as text in one line."""
    reading = own_file.state().reading
    return shown_as_text(reading.name)[:80] if reading else ""


def put_back() -> None:
    """Take the file off the screens and read the link against the published data; for callbacks."""
    own_file.put_back()
    link.anew()
