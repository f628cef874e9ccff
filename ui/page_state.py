"""A page's own choices, each kept in the address as a code, so that the link is the whole state here too."""

from collections.abc import Mapping, Sequence

import streamlit as st

from atlas.words.language import _, list_words
from ui import link
from ui.shared.markup import plain


def chosen(name: str, allowed: Sequence[str], default: str) -> str:
    """The code that the address gives for ``name``, or the default; an unknown code is said aloud."""
    value = link.page_parameter(name) or default
    if value in allowed:
        return value
    text = _("This link asks for {name} “{value}”, which must be one of {values}.")
    st.warning(plain(text.format(name=name, value=value, values=list_words(list(allowed), "or"))))
    return default


def segmented(name: str, label: str, words: Mapping[str, str], default: str) -> str:
    """One of several codes, as a row of buttons; ``words`` gives what stands on each."""
    key = f"p_{name}"
    st.session_state[key] = chosen(name, list(words), default)
    st.segmented_control(
        label,
        list(words),
        key=key,
        format_func=lambda code: words[code],
        required=True,
        on_change=lambda: link.open_here(
            **{name: "" if st.session_state[key] == default else st.session_state[key]}
        ),
    )
    return str(st.session_state[key])


def one_of(name: str, label: str, words: Mapping[str, str], default: str) -> str:
    """One of many codes, as a list that opens; ``words`` gives what stands in it."""
    key = f"p_{name}"
    st.session_state[key] = chosen(name, list(words), default)
    st.selectbox(
        label,
        list(words),
        key=key,
        format_func=lambda code: words[code],
        filter_mode=None,
        placeholder=_("Choose"),
        width=220,
        on_change=lambda: link.open_here(
            **{name: "" if st.session_state[key] == default else st.session_state[key], "page": ""}
        ),
    )
    return str(st.session_state[key])


def switch(name: str, label: str) -> bool:
    """Something that is on or off; off is the default and leaves the address alone."""
    key = f"p_{name}"
    st.session_state[key] = chosen(name, ("0", "1"), "0") == "1"
    st.toggle(
        label,
        key=key,
        on_change=lambda: link.open_here(**{name: "1" if st.session_state[key] else ""}),
    )
    return bool(st.session_state[key])


def several(name: str, label: str, words: Mapping[str, str], *, most: int) -> list[str]:
    """Up to ``most`` codes, in the order in which the reader chose them; unknown ones are said aloud."""
    key = f"p_{name}"
    asked = link.page_parameters(name)
    for value in (value for value in asked if value not in words):
        text = _("This link asks for {name} “{value}”, which is not in the data.")
        st.warning(plain(text.format(name=name, value=value)))
    st.session_state[key] = [value for value in dict.fromkeys(asked) if value in words][:most]
    st.multiselect(
        label,
        list(words),
        key=key,
        format_func=lambda code: words[code],
        max_selections=most,
        placeholder=_("Choose"),
        on_change=lambda: link.open_here(**{name: list(st.session_state[key])}),
    )
    return list(st.session_state[key])
