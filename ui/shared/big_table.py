"""What every page says while the server offers a big table of its own, and where a part of a page needs single claims."""

import streamlit as st

from atlas.words.language import _
from ui.dataset import View
from ui.shared.markup import plain


def draw(view: View) -> None:
    """The notice on top of a page; nothing of ordinary data."""
    # The place is kept where there is nothing to say: else all that follows would be built anew.
    place, said = st.empty(), view.unanswered()
    if said:
        place.info(plain(" ".join(said)), icon=":material/table_rows:")


def lacks(view: View) -> bool:
    """Whether the view knows no single reported figure; then that is said in the place of what would rest on them."""
    if view.listable:
        return False
    st.info(
        _(
            "This part of the page rests on single reported figures and their sources, which this server's large table "
            "is not read for. The totals, the map and the list of events have all of its events."
        ),
        icon=":material/block:",
    )
    return True
