"""Data: the codebook, the sources, what the data can and cannot tell, how they changed, how to cite and take them."""

import streamlit as st

from atlas.words.language import _
from ui import dataset, link, page_state
from ui.data import bring_file, changes, citation, codebook_tables, quality, source_card, source_list
from ui.shared import notices

view = dataset.view(link.current())
source = link.page_parameter("source")
if source:
    source_card.draw(view, source)
else:
    notices.heading(view, _("Data: codebook, sources, quality, citation"))
    with st.container():
        notices.nothing_shown(view)
    part = page_state.segmented(
        "show",
        _("What to show"),
        {
            "codebook": _("Codebook"),
            "sources": _("Sources"),
            "quality": _("Quality"),
            "changes": _("Changes"),
            "cite": _("Cite and download"),
            "own": _("Your own file"),
        },
        "codebook",
    )
    parts = {
        "codebook": codebook_tables.draw,
        "sources": source_list.draw,
        "quality": quality.draw,
        "changes": changes.draw,
        "cite": citation.draw,
        "own": bring_file.draw,
    }
    parts[part](view)
