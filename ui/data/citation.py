"""How to cite the view, ready to copy, and the files of what is shown."""

import streamlit as st

from atlas.downloads import citations
from atlas.downloads.citations import Citation
from atlas.folds import aggregates
from atlas.words.language import _
from ui import address, own_file
from ui.dataset import View
from ui.shared import downloads


def draw(view: View) -> None:
    """The citation in four forms, then the downloads."""
    if own_file.shown() or not view.listable:
        _draw_of_others(view)
        return
    # The link leads to the overview, whatever page this is.
    cited = Citation.of(view.edition.codebook, accessed=aggregates.today(), address=address.overview(view))
    st.header(_("Cite this view"))
    st.caption(
        _(
            "With the version of the data, the day on which you took them, and a link that opens the overview with the "
            "present choice. A figure belongs to whoever stated it: name that source too."
        )
    )
    for name, text in (
        (_("APA"), citations.apa(cited)),
        (_("BibTeX"), citations.bibtex(cited)),
        (_("RIS"), citations.ris(cited)),
        (_("CFF"), citations.cff(cited)),
    ):
        st.markdown(f"**{name}**")
        # Without colours: those of the highlighter are too faint on the light ground.
        st.code(text, language=None, wrap_lines=True)
    st.header(_("Download"))
    st.caption(_("Exactly the events that the present choice keeps. Columns as in the codebook. CC BY 4.0."))
    downloads.draw(view)


def _draw_of_others(view: View) -> None:
    """What is not the atlas's own is not its to cite."""
    st.header(_("Cite and download"))
    if own_file.shown():
        text = _(
            "You see your own file: it is no part of this atlas and cannot be cited from here. Cite it as whoever "
            "published it asks."
        )
        st.info(text, icon=":material/upload_file:")
    else:
        text = _(
            "You see a large table that this server is told to serve: it is no part of this atlas and cannot be cited "
            "from here. Cite it as whoever published it asks."
        )
        st.info(text, icon=":material/table_rows:")
    downloads.draw(view)
