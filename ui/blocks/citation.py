"""How to cite the view, ready to copy, and the files of what is shown."""

from datetime import date
from urllib.parse import urlsplit

import streamlit as st

from atlas import aggregates, citations
from atlas.citations import Citation
from atlas.language import _
from ui.blocks import downloads
from ui.dataset import View


def draw(view: View) -> None:
    """The citation in four forms, then the downloads."""
    cited = _cited(view, aggregates.today())
    st.subheader(_("Cite this view"))
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
    st.subheader(_("Download"))
    st.caption(
        _(
            "Exactly the events that the present choice keeps, as CSV in UTF-8. Columns as in the codebook. CC BY 4.0."
        )
    )
    downloads.draw(view)


def _cited(view: View, today: date) -> Citation:
    """The link leads to the overview, which lies one step above this page whatever the base path is."""
    address = urlsplit(st.context.url or "")
    overview = ""
    if address.netloc:
        query = view.chosen.to_link()
        path = address.path.removesuffix("/").removesuffix("data")
        overview = address._replace(path=path or "/", query=query, fragment="").geturl()
    return Citation.of(view.edition.codebook, accessed=today, address=overview)
