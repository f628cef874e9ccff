"""What the server cannot know or do alone: the page's language for screen readers, and whether less motion is wanted."""

from typing import Any

import streamlit as st

from atlas.words import language
from ui.live.assets import component

KEY = "reader"


def meet() -> None:
    """Name the language to the browser, and ask it; it answers, by a run, only where less motion is wanted."""
    data = {"language": language.current(), "reduced": wants_less_motion()}
    component(KEY)(key=KEY, data=data, height=1, on_reduced_change=lambda: None)


def wants_less_motion() -> bool:
    """Whether the reader's system has asked for less motion; what plays by itself then takes single steps."""
    told: dict[str, Any] = st.session_state.get(KEY) or {}
    return bool(told.get("reduced"))
