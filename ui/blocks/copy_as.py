"""The view as texts to copy: its link, its file by address, its citation, a line of Python."""

import streamlit as st

from atlas import aggregates, citations
from atlas.citations import Citation
from atlas.language import _
from ui import address, own_file
from ui.dataset import View


def draw(view: View) -> None:
    """Each text in a box that has a button to copy it."""
    if own_file.shown():
        st.markdown(_("**Link of this choice, in the atlas's own data**"))
        st.code(address.here(view), language=None, wrap_lines=True)
        st.caption(
            _(
                "You see your own file. No link carries it, no address of this server holds it, and it is cited as "
                "whoever published it asks."
            )
        )
        return
    file = address.of_api(view, "events.csv")
    cited = Citation.of(view.edition.codebook, accessed=aggregates.today(), address=address.overview(view))
    for name, text in (
        (_("Link of this view"), address.here(view)),
        (_("Its events as a file (CSV)"), file),
        (_("Citation (APA)"), citations.apa(cited)),
        (_("In Python, with pandas"), f'import pandas as pd\nevents = pd.read_csv("{file}")' if file else ""),
    ):
        if text:
            st.markdown(f"**{name}**")
            # Without colours: those of the highlighter are too faint on the light ground.
            st.code(text, language=None, wrap_lines=True)
