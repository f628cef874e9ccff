"""Which language this reader is spoken to in: the link's, else the one chosen before, else the browser's."""

import streamlit as st

from atlas.words import language
from atlas.words.language import LANGUAGE_NAMES, LANGUAGES, _

SHORT = {code: name[:3] for code, name in LANGUAGE_NAMES.items()}

PARAMETER = "lang"
"""The name of the choice in the link."""


def settle() -> None:
    """Speak the reader's language in this run; before the first word."""
    state, asked = st.session_state, st.query_params.get_all(PARAMETER)
    # The address still says the language before when the switch is used, and while a period plays. Only one that
    # has come from outside since the last run is obeyed, as the filter is (ui/link.py, arrive).
    _page, seen = state.get("address") or ("", {})
    switched = state.pop("lang_switched", False)
    if asked and asked[-1] in LANGUAGES and asked != seen.get(PARAMETER) and not switched:
        state["lang"], state["lang_chosen"] = asked[-1], True
    if "lang" not in state:
        state["lang"] = language.wanted(st.context.headers.get("Accept-Language") or "")
    language.use(state["lang"])


def in_link() -> list[tuple[str, str]]:
    """What a link must carry so that the reader's choice stays; nothing where it is just the browser's."""
    return [(PARAMETER, language.current())] if st.session_state.get("lang_chosen") else []


def draw_switch() -> None:
    """The languages by their own names, as a row of buttons."""
    st.session_state["w_lang"] = language.current()
    st.segmented_control(
        _("Language"),
        ["kk", "ru", "en"],
        key="w_lang",
        # By their own names, as short as sites in Kazakhstan write them: three in a row fit the sidebar.
        format_func=SHORT.__getitem__,
        required=True,
        label_visibility="collapsed",
        on_change=_choose,
    )


def _choose() -> None:
    state = st.session_state
    state["lang"], state["lang_chosen"], state["lang_switched"] = state["w_lang"], True, True
