"""Play: steps the period through the years by itself, as a moving window or adding up, until it is paused.

A step is an ordinary run of the page, asked for by a timer in the reader's browser. The timer starts anew with
each run, so that a slow machine takes longer steps and never piles them up.
"""

from dataclasses import replace
from datetime import date

import streamlit as st

from atlas.folds import aggregates
from atlas.words.language import _
from ui import dataset, link
from ui.dataset import View
from ui.live import reader

PLAY_KEY, STEP_KEY = "Alt+P", "Alt+N"
"""With Alt, since a letter alone would get in the way of screen readers and of typing."""

PACES = {"slow": 2.4, "normal": 1.2, "fast": 0.6}
"""Seconds between two steps; a whole sweep by years takes 98, 49 or 25."""


def draw() -> None:
    """The buttons that start, pause and take one step, and how to step behind a last one.

    Where the reader's system asks for less motion nothing moves by itself: only the step is offered.
    """
    if st.session_state.get("playing"):
        st.button(
            _("Pause"),
            icon=":material/pause:",
            on_click=_pause,
            width="content",
            key="pause",
            shortcut=PLAY_KEY,
        )
    elif not reader.wants_less_motion():
        st.button(
            _("Play"),
            icon=":material/play_arrow:",
            on_click=_start,
            width="content",
            key="play",
            shortcut=PLAY_KEY,
            help=_("Steps through the years: by the length of the chosen period, or a year at a time."),
        )
    st.button(
        _("Step"),
        icon=":material/skip_next:",
        on_click=_one_step,
        width="content",
        key="step",
        shortcut=STEP_KEY,
        help=_("One step on: to the period that follows, or to the first year where all are chosen."),
    )
    # Its content is sent only while it is open: two widgets less to draw at every step.
    options = st.popover(
        _("How"), icon=":material/tune:", on_change="rerun", key="play_options", width="content"
    )
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


def _start() -> None:
    """Begin with the chosen period; with the first year where all years are chosen."""
    # Made here: Streamlit keeps what a button was given for as long as the session lasts.
    view = dataset.view(link.current())
    _show(*_first_window(view), view)
    st.session_state["playing"] = True


def _one_step() -> None:
    """Move on by hand, which also pauses."""
    _pause()
    view = dataset.view(link.current())
    if (view.chosen.start is None and view.chosen.end is None) or not _advance(view):
        _show(*_first_window(view), view)


def _first_window(view: View) -> tuple[date, date]:
    start, end = view.start, view.end
    if start <= view.first and end >= view.last:
        end = date(view.first.year, 12, 31)
    elif end >= view.last:
        start, end = view.first, view.first + (end - start)
    st.session_state["play_first"] = start
    return start, end


def _advance(view: View) -> bool:
    """Show the window that follows; False at the end of the data, where nothing changes."""
    state = st.session_state
    shown = (view.start, view.end)
    # A period that the reader has chosen since is where the next step begins.
    window = state["play_window"] if state.get("play_shown") == shown else shown
    if window is shown:
        state["play_first"] = view.start
    following = aggregates.next_window(*window, view.last)
    if following is not None:
        _show(*following, view)
    return following is not None


def _show(start: date, end: date, view: View) -> None:
    state = st.session_state
    state["play_window"] = (start, end)
    first = state["play_first"] if _mode() == "cumulative" else start
    # The last window may reach beyond today, where the slider ends.
    state["play_shown"] = (first, min(end, view.last))
    state["filter"] = replace(
        view.chosen, start=first if first > view.first else None, end=end if end < view.last else None
    )


def _pause() -> None:
    st.session_state["playing"] = False


def run() -> None:
    """Where it plays, set the timer; to be called after everything else in the same row has its place."""
    if st.session_state.get("playing"):
        # The run of the page executes the step too, however late: only the timer's own runs move the window.
        st.session_state["step_drawn"] = True
        st.fragment(_step, run_every=PACES[_pace()])()


def _step() -> None:
    state = st.session_state
    if state.pop("step_drawn", False) or not state.get("playing"):
        return
    if reader.wants_less_motion() or not _advance(dataset.view(link.current())):
        _pause()
    st.rerun()
