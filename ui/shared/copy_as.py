"""The view as texts to copy, on every page: its link, its file by address, its citation, a line of Python."""

from dataclasses import dataclass

import streamlit as st

from atlas.downloads import citations
from atlas.downloads.citations import Citation
from atlas.folds import aggregates
from atlas.folds.figure_lists import PARAMETER, ListView, codes
from atlas.words.language import _
from ui import address, link, own_file
from ui.dataset import View


@dataclass(frozen=True)
class ByAddress:
    """A file that the api gives of a page. ``title`` stands above its ``address``; ``python`` reads it with pandas,
    empty where no one line does."""

    title: str
    address: str
    python: str = ""


def draw(view: View) -> None:
    """A button that opens the texts, each in a box that has a button to copy it. To be called once, after the page,
    which can have changed its part of the address."""
    with st.container(key="copy_as"), st.popover(_("Copy as"), icon=":material/content_copy:"):
        if own_file.shown():
            st.markdown(_("**Link of this choice, in the atlas's own data**"))
            _box(address.here(view))
            st.caption(
                _(
                    "You see your own file. No link carries it, no address of this server holds it, and it is cited "
                    "as whoever published it asks."
                )
            )
            return
        for title, text in _of_published(view):
            if text:
                st.markdown(f"**{title}**")
                _box(text)


def _box(text: str) -> None:
    # Without colours: those of the highlighter are too faint on the light ground.
    st.code(text, language=None, wrap_lines=True)


def _of_published(view: View) -> list[tuple[str, str]]:
    here = address.here(view)
    cited = Citation.of(view.edition.codebook, accessed=aggregates.today(), address=here)
    # Where the server does not know its own address, there are none to give.
    files = [each for each in by_address(view) if each.address]
    python = [each.python for each in files if each.python]
    return [
        (_("Link of this view"), here),
        *((each.title, each.address) for each in files),
        # Whose a big table is, and how it is to be cited, nobody tells us.
        (_("Citation (APA)"), citations.apa(cited) if view.listable else ""),
        (_("In Python, with pandas"), "\n".join(["import pandas as pd", *python]) if python else ""),
    ]


def by_address(view: View) -> list[ByAddress]:
    """What the api answers of this page: the events of the choice, and beside or instead of them what says better
    what the page shows; of a big table, its events alone."""
    page, _query = st.session_state["address"]
    view = _listed(view, page)
    event, source = link.page_parameter("event"), link.page_parameter("source")
    if page == "events" and (view.edition.events.event_id == event).any():
        return [_one_event(view, event)]
    found = address.of_api(view, "events.csv")
    events = ByAddress(_("Events of the present choice (CSV)"), found, f'events = pd.read_csv("{found}")')
    if not view.listable:
        return [events]
    if page in ("cities", "map"):
        return [events, _towns(view)]
    if page == "disputed":
        return [events, _figures(view)]
    if page == "data" and source in view.edition.sources.index:
        return [_figures(view, source)]
    if page == "data":
        whole = address.of_api(view, "package.zip")
        return [events, ByAddress(_("Everything with its codebook (zip)"), whole)]
    return [events]


def _listed(view: View, page: str) -> View:
    """The list behind a number of events where the page shows one; what cannot be met the page itself has said."""
    code = link.page_parameter(PARAMETER)
    return ListView.of(view, code) if page == "events" and code in codes() and view.listable else view


def _one_event(view: View, event: str) -> ByAddress:
    found = address.of_event(view, event)
    python = f'figures = pd.DataFrame(pd.read_json("{found}", typ="series")["claims"])'
    return ByAddress(_("This event with its reported figures and sources (JSON)"), found, python)


def _towns(view: View) -> ByAddress:
    found = address.of_api(view, "cities.geojson")
    python = f'towns = pd.json_normalize(pd.read_json("{found}", typ="series")["features"])'
    return ByAddress(_("Towns of the present choice, with their figures (GeoJSON)"), found, python)


def _figures(view: View, source: str = "") -> ByAddress:
    found = address.of_api(view, "claims.csv")
    of_source = f'.query("source_id == {source!r}")' if source else ""
    python = f'figures = pd.read_csv("{found}"){of_source}'
    return ByAddress(_("Reported figures of the present choice (CSV)"), found, python)
