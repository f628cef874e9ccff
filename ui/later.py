"""What can wait: drawn at the end of a run, in its place on the page, after the browser has shown the figures.

A browser draws all that arrives together at once, and a change of the period is as slow as the slowest of it. So the
figures and the table are sent first; after a moment follow the texts for those who do not see the figures, downloads,
and the filters with their counts.
"""

import time
from collections.abc import Callable

import streamlit as st

STATE = "later"
MOMENT = 0.05
"""Seconds: as long as a browser takes to begin with what it has. Our part of a run takes about as long."""


def begin(page: str) -> None:
    """Forget what an interrupted run has left. ``page``: which one this run draws."""
    st.session_state[STATE] = []
    known = st.session_state.get("later_page") == page
    # A page that is opened is to be complete at once.
    st.session_state["later_pause"] = known
    st.session_state["later_page"] = page


def put(draw: Callable[[], None]) -> None:
    """Draw this at the end of the run, where it would stand now."""
    place = st.container(gap=None)

    def drawn() -> None:
        with place:
            draw()

    st.session_state[STATE].append(drawn)


def finish() -> None:
    """Let the browser draw, then draw what waits."""
    if st.session_state["later_pause"]:
        time.sleep(MOMENT)
    waiting = st.session_state[STATE]
    st.session_state[STATE] = []
    for draw in waiting:
        draw()
