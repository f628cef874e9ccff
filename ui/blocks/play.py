"""Play: steps the period through the years by itself, as a moving window or adding up, until it is paused.

A step is an ordinary run of the page, asked for by a timer in the reader's browser. The timer starts anew with
each run, so that a slow machine takes longer steps and never piles them up.
"""

import time
from dataclasses import replace
from datetime import date

import streamlit as st

from atlas import aggregates
from atlas.language import _
from ui import dataset, link
from ui.dataset import View

PACES = {"slow": 2.4, "normal": 1.2, "fast": 0.6}
"""Seconds between two steps; a whole sweep by years takes 98, 49 or 25."""


def draw(view: View) -> None:
    """The button that starts and pauses, and how to step behind a second one."""
    if st.session_state.get("playing"):
        st.button(_("Pause"), icon=":material/pause:", on_click=_pause, width=130, key="pause")
    else:
        st.button(
            _("Play"),
            icon=":material/play_arrow:",
            on_click=_start,
            args=(view,),
            width=130,
            key="play",
            help=_("Steps through the years: by the length of the chosen period, or a year at a time."),
        )
    # Its content is sent only while it is open: two widgets less to draw at every step.
    options = st.popover(_("How"), icon=":material/tune:", on_change="rerun", key="play_options", width=100)
    if options.open:
        with options:
            _options()


def _options() -> None:
    modes = {"window": _("Moving window"), "cumulative": _("Adding up")}
    st.session_state["w_play_mode"] = _mode()
    st.radio(
        _("Period"),
        list(modes),
        key="w_play_mode",
        format_func=lambda code: modes[code],
        on_change=lambda: st.session_state.update(play_mode=st.session_state["w_play_mode"]),
    )
    paces = {"slow": _("Slow"), "normal": _("Normal"), "fast": _("Fast")}
    st.session_state["w_play_pace"] = _pace()
    st.radio(
        _("Pace"),
        list(paces),
        key="w_play_pace",
        format_func=lambda code: paces[code],
        on_change=lambda: st.session_state.update(play_pace=st.session_state["w_play_pace"]),
    )


def _mode() -> str:
    return str(st.session_state.get("play_mode", "window"))


def _pace() -> str:
    return str(st.session_state.get("play_pace", "normal"))


def _start(view: View) -> None:
    """Begin with the chosen period; with the first year where all years are chosen."""
    start, end = view.start, view.end
    if start <= view.first and end >= view.last:
        end = date(view.first.year, 12, 31)
    elif end >= view.last:
        start, end = view.first, view.first + (end - start)
    link.change(start=start, end=end)
    st.session_state.update(
        playing=True, play_window=(start, end), play_first=start, stepped=time.monotonic()
    )


def _pause() -> None:
    st.session_state["playing"] = False


def run() -> None:
    """Where it plays, set the timer; to be called after everything else in the same row has its place."""
    if st.session_state.get("playing"):
        st.fragment(_step, run_every=PACES[_pace()])()


def _step() -> None:
    state = st.session_state
    # A full run executes this body too: only the timer's own runs, one step apart, may move the window.
    if not state.get("playing") or time.monotonic() - state["stepped"] < 0.8 * PACES[_pace()]:
        return
    view = dataset.view(link.current())
    following = aggregates.next_window(*state["play_window"], view.last)
    if following is None:
        _pause()
    else:
        start = state["play_first"] if _mode() == "cumulative" else following[0]
        state["play_window"] = following
        # The last window may reach beyond today, where the slider ends.
        end = following[1] if following[1] < view.last else None
        state["filter"] = replace(view.chosen, start=start, end=end)
    state["stepped"] = time.monotonic()
    st.rerun()
