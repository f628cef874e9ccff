"""Data: the codebook, what the data can and cannot tell, how they changed, how to cite and take them."""

import streamlit as st

from atlas.language import _
from ui import dataset, link, page_state
from ui.blocks import changes, citation, codebook_tables, notices, quality

view = dataset.view(link.current())
notices.heading(view, _("Data: codebook, quality, citation"))
with st.container():
    notices.nothing_shown(view)
part = page_state.segmented(
    "show",
    _("What to show"),
    {
        "codebook": _("Codebook"),
        "quality": _("Quality"),
        "changes": _("Changes"),
        "cite": _("Cite and download"),
    },
    "codebook",
)
parts = {
    "codebook": codebook_tables.draw,
    "quality": quality.draw,
    "changes": changes.draw,
    "cite": citation.draw,
}
parts[part](view)
