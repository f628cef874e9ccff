"""Keeps the reader's filter and the address bar the same thing: the link is the whole state.

The filter lives in the session. A link that arrives from outside (typed, shared, back, reload) wins over it;
a widget that changes it rewrites the link. The address says codes; unknown ones are told to the reader.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from atlas.tally.filters import PAGE_PARAMETERS, Choices, EventFilter, Unmet, coded, from_query
from atlas.words.language import LANGUAGES, _, list_words
from ui import dataset, speech

Address = tuple[str, dict[str, list[str]]]
"""A page and the parameters of its link. In the session: ``address``, where the reader is; ``passed``, where they were
before, as long as the browser has not said that it knows of the change; ``acted``, whether a callback of this run has
changed the filter."""


def _address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def arrive(page: str) -> EventFilter:
    """The reader's filter on this run; takes it from the address if that has changed since the last run."""
    state, address = st.session_state, (page, _address())
    acted = state.pop("acted", False)
    if state.get("address") == address:
        # An act of this run may have written it itself.
        state["passed"] = state.get("passed", []) if acted else []
    elif acted and address in state.get("passed", ()):
        # An act that was on its way while the address was written: the browser had not heard of it. Taken for Back, it
        # would undo what the reader did a moment before, and leave an address that says otherwise.
        st.query_params.from_dict(state["address"][1])
    else:
        choices = dataset.choices()
        chosen, unmet = from_query(address[1], choices, others=(*PAGE_PARAMETERS, speech.PARAMETER))
        unmet += _unspoken(address[1])
        state["filter"], state["unmet"], state["asked"] = chosen, unmet, chosen
        state["address"], state["playing"] = _in_codes(address, state.get("address"), choices), False
        state["passed"] = []
    return current()


def _in_codes(address: Address, before: Address | None, choices: Choices) -> Address:
    """The address with places as codes, which a copied link should have. It is written once only: where Back leads to
    the link as it was typed, a second writing would take the reader forward again."""
    page, query = address
    written = coded(query, choices)
    if written == query or (page, written) == before:
        return address
    st.query_params.from_dict(written)
    return page, written


def _unspoken(address: dict[str, list[str]]) -> Iterator[Unmet]:
    for code in address.get(speech.PARAMETER, ()):
        if code not in LANGUAGES:
            reason = _("which must be one of {values}.").format(values=list_words(LANGUAGES, "or"))
            yield Unmet(speech.PARAMETER, code, reason)


def current() -> EventFilter:
    """The filter in force."""
    chosen: EventFilter = st.session_state["filter"]
    return chosen


def say(unmet: list[Unmet]) -> None:
    """Tell the reader what of an act of theirs cannot be met, until the filter changes; for callbacks."""
    st.session_state["said"] = [replace(each, typed=True) for each in unmet]


def unmet() -> list[Unmet]:
    """What the link or the reader's last act asked for in vain, until the reader changes the filter."""
    state = st.session_state
    return list(state["unmet"]) if state["filter"] == state["asked"] else []


def change(**fields: Any) -> None:  # noqa: ANN401 - the fields of EventFilter, checked by replace
    """Change some fields of the filter; for callbacks and before the widgets are drawn."""
    st.session_state["filter"], st.session_state["acted"] = replace(current(), **fields), True


def replace_with(chosen: EventFilter) -> None:
    """Put another filter in force; for callbacks."""
    st.session_state["playing"] = False
    st.session_state["filter"], st.session_state["acted"] = chosen, True


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
    page, before = st.session_state["address"]
    if before != _address():
        st.session_state["passed"] = [*st.session_state.get("passed", ()), (page, before)]
    st.session_state["address"], st.session_state["acted"] = (page, _address()), True


def here(**parameters: str) -> str:
    """The query string of a link to this page as it is, with some of its own parameters set or (by an empty value) dropped."""
    own = {name: page_parameters(name) for name in PAGE_PARAMETERS}
    own |= {name: [value] if value else [] for name, value in parameters.items()}
    return urlencode([*query_for(), *((name, value) for name in own for value in own[name])])


def write() -> None:
    """Bring the address bar up to date where the filter has changed, once per run, after the widgets."""
    state = st.session_state
    # While a window plays, every frame would become a step of the Back button.
    page, address = state["address"]
    spoken = dict(speech.in_link())
    silent = all(address.get(name) == [value] for name, value in spoken.items())
    said: list[Unmet] = state.pop("said", [])
    if (state["filter"] == state["asked"] and silent) or state.get("playing"):
        state["unmet"] = said or state["unmet"]
        return
    kept = {name: values for name, values in address.items() if name in PAGE_PARAMETERS}
    wanted: dict[str, list[str]] = {}
    for name, value in current().to_query():
        wanted.setdefault(name, []).append(value)
    wanted |= kept | {name: [value] for name, value in spoken.items()}
    if wanted != address:
        st.query_params.from_dict(wanted)
        state["passed"] = [*state.get("passed", ()), (page, address)]
    state["address"], state["asked"], state["unmet"] = (page, wanted), state["filter"], said


def anew() -> None:
    """Read the address once more, after other data took the place of these: what they lack is then said aloud."""
    st.session_state["playing"] = False
    write()
    st.session_state["address"] = None


def to(chosen: EventFilter) -> str:
    """The query string of a link to a page under another filter, in the same language."""
    return urlencode(chosen.to_query() + speech.in_link())


def query_for(**parameters: str) -> list[tuple[str, str]]:
    """The parameters of a link to another page that keeps the filter."""
    return current().to_query() + speech.in_link() + list(parameters.items())
