"""Keeps the reader's filter and the address bar the same thing: the link is the whole state.

The filter lives in the session. A link that arrives from outside (typed, shared, back, reload) wins over it;
a widget that changes it rewrites the link. The address says codes; unknown ones are told to the reader.
"""

from dataclasses import replace
from typing import Any

import streamlit as st

from atlas.filters import PARAMETERS, EventFilter, Unmet, from_query
from ui import dataset

PAGE_PARAMETERS = ("event", "day", "actor", "source", "unit", "sum", "scale", "show", "rank", "with", "text")
"""Parameters that belong to one page and survive as long as the reader stays on it: one event, one day, one actor, one
source, unit of the time axis, running sum, linear or log, what is shown, ranked by, compared with, words looked for."""


def _address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def arrive(page: str) -> EventFilter:
    """The reader's filter on this run; takes it from the address if that has changed since the last run."""
    state, address = st.session_state, (page, _address())
    if state.get("address") != address:
        chosen, unmet = from_query(address[1], dataset.choices(), others=PAGE_PARAMETERS)
        state["filter"], state["unmet"], state["asked"] = chosen, unmet, chosen
        state["address"], state["playing"] = address, False
    return current()


def current() -> EventFilter:
    """The filter in force."""
    chosen: EventFilter = st.session_state["filter"]
    return chosen


def unmet() -> list[Unmet]:
    """What the link asked for in vain, until the reader changes the filter."""
    state = st.session_state
    return list(state["unmet"]) if state["filter"] == state["asked"] else []


def change(**fields: Any) -> None:  # noqa: ANN401 - the fields of EventFilter, checked by replace
    """Change some fields of the filter; for callbacks and before the widgets are drawn."""
    st.session_state["filter"] = replace(current(), **fields)


def replace_with(chosen: EventFilter) -> None:
    """Put another filter in force; for callbacks."""
    st.session_state["playing"] = False
    st.session_state["filter"] = chosen


def page_parameter(name: str) -> str:
    """A parameter of the page itself, empty if the link has none."""
    return str(st.query_params.get(name, ""))


def page_parameters(name: str) -> list[str]:
    """All values of a parameter of the page itself."""
    return st.query_params.get_all(name)


def open_here(**parameters: str | list[str]) -> None:
    """Set or (by an empty value) drop parameters of this page in the address bar; for callbacks too."""
    for name, value in parameters.items():
        if value:
            st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]
    page, _ = st.session_state["address"]
    st.session_state["address"] = (page, _address())


def write() -> None:
    """Bring the address bar up to date where the filter has changed, once per run, after the widgets."""
    state = st.session_state
    # While a window plays, every frame would become a step of the Back button.
    if state["filter"] == state["asked"] or state.get("playing"):
        return
    page, address = state["address"]
    kept = {name: values for name, values in address.items() if name in PAGE_PARAMETERS}
    wanted: dict[str, list[str]] = {}
    for name, value in current().to_query():
        wanted.setdefault(name, []).append(value)
    wanted |= kept
    if wanted != address:
        st.query_params.from_dict(wanted)
    state["address"], state["asked"], state["unmet"] = (page, wanted), state["filter"], []


def query_for(**parameters: str) -> list[tuple[str, str]]:
    """The parameters of a link to another page that keeps the filter."""
    return current().to_query() + list(parameters.items())


assert not set(PARAMETERS) & set(PAGE_PARAMETERS)
