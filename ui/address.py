"""Where this dashboard and its api stand, as the reader's own browser writes it."""

from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from atlas.folds.figure_lists import PARAMETER, ListView
from atlas.tally.filters import PAGE_PARAMETERS, EventFilter
from ui import own_file, speech
from ui.dataset import View


def base() -> str:
    """The dashboard's own address without a slash at the end; empty where it is not known."""
    page, _query = st.session_state["address"]
    return base_of(st.context.url or "", page)


def base_of(url: str, page: str) -> str:
    """What stands before the page's name in the browser's address: a proxy can put a path in front that no
    setting of the server tells."""
    address = urlsplit(url)
    path = address.path.rstrip("/").removesuffix(f"/{page}").rstrip("/")
    return f"{address.scheme}://{address.netloc}{path}" if address.netloc else ""


def overview(view: View) -> str:
    """The link of the view's choice on the overview, the same that the api writes into its files; empty for a file
    of the reader's own, which no link carries. Of a list behind a number of events, the link of the list."""
    if own_file.shown():
        return ""
    if isinstance(view, ListView):
        return _joined(base() and f"{base()}/events", [*view.chosen.to_query(), (PARAMETER, view.code)])
    return _joined(base() and f"{base()}/", view.chosen.to_query())


def here(view: View) -> str:
    """The link of this page as it stands: the choice, what the page adds to it, the language if one was chosen. From
    a file of the reader's own without its row, which nobody else has."""
    page, _query = st.session_state["address"]
    lost = ROWS if own_file.shown() else ()
    added = [
        (name, value)
        for name in st.query_params
        if name in PAGE_PARAMETERS and name not in lost
        for value in st.query_params.get_all(name)
    ]
    return _joined(base() and f"{base()}/{page}", view.chosen.to_query() + added + speech.in_link())


def of_api(view: View, name: str) -> str:
    """The address of a file of the view: ``name`` as in ``events.csv``; empty for a file of the reader's own, which
    the api does not know."""
    if own_file.shown():
        return ""
    listed = [(PARAMETER, view.code)] if isinstance(view, ListView) else []
    return _joined(base() and f"{base()}/api/{name}", view.chosen.to_query() + listed + speech.in_link())


def of_event(view: View, event_id: str) -> str:
    """The address of one event as a document under the reader's rule; the rest of the choice says nothing about it."""
    chosen = view.chosen
    rule = EventFilter(whose=chosen.whose, known_on=chosen.known_on, unverified=chosen.unverified)
    document = f"{base()}/api/events/{quote(event_id, safe='')}.json"
    return _joined(base() and document, rule.to_query() + speech.in_link())


ROWS = ("event", "source", "actor")
"""The parameters of a page that name one row of the data."""


def _joined(address: str, query: list[tuple[str, str]]) -> str:
    return f"{address}?{urlencode(query)}" if address and query else address
