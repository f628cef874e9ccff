"""Plays “as known on”: the day of knowledge steps through the months in which something new was said."""

from dataclasses import replace
from datetime import date

import streamlit as st

from atlas.folds import aggregates
from atlas.tally import toll
from atlas.words.language import _, date_words
from ui import link
from ui.dataset import View
from ui.live import reader

SECONDS = 1.2
"""Between two steps: long enough for the figures of this page to be drawn."""


def draw(view: View, event: str, measure: str) -> None:
    """The control for one event, beside the day whose knowledge the page shows."""
    ends = toll.month_ends(view.edition, event, measure, view.last)
    with st.container(horizontal=True, vertical_alignment="center"):
        # "playing" is also what keeps the steps out of the browser's history and stops on a page change.
        if playing():
            st.button(_("Pause"), icon=":material/pause:", on_click=_pause, key="pause_known")
        elif reader.wants_less_motion():
            st.button(
                _("Next month in which something was said"),
                icon=":material/skip_next:",
                on_click=_one_step,
                args=(ends,),
                disabled=not ends,
                key="step_known",
            )
        else:
            st.button(
                _("Play what was known"),
                icon=":material/play_arrow:",
                on_click=_start,
                args=(ends,),
                disabled=not ends,
                key="play_known",
                help=_(
                    "Steps “as known on” to the end of each month in which something new was said of this "
                    "event, from the month in which it began. All figures follow."
                ),
            )
        st.button(
            _("As known today"),
            on_click=_to_today,
            disabled=view.chosen.known_on is None,
            key="known_today",
        )
        st.markdown(_("As known on {day}").format(day=date_words(view.cells.known_on or aggregates.today())))
        if playing():
            # The run of the page executes the body of the timer too, however late: only the timer's own runs move the day.
            st.session_state["known_drawn"] = True
            _tick(ends)


def playing() -> bool:
    """Whether the day of knowledge is being stepped."""
    return bool(st.session_state.get("playing")) and "known_stepped" in st.session_state


def _start(ends: list[date]) -> None:
    st.session_state["playing"], st.session_state["known_stepped"] = True, True
    link.change(known_on=ends[0])


def _one_step(ends: list[date]) -> None:
    """Move on by hand; after the last month, and from today, begin with the first."""
    known_on = link.current().known_on
    link.change(known_on=(toll.next_month(ends, known_on) if known_on else None) or ends[0])


def _pause() -> None:
    st.session_state["playing"] = False
    st.session_state.pop("known_stepped", None)


def _to_today() -> None:
    _pause()
    link.change(known_on=None)


@st.fragment(run_every=SECONDS)
def _tick(ends: list[date]) -> None:
    if st.session_state.pop("known_drawn", False) or not playing():
        return
    chosen = link.current()
    following = toll.next_month(ends, chosen.known_on) if chosen.known_on else None
    if following is None:
        _pause()
    else:
        st.session_state["filter"] = replace(chosen, known_on=following)
    st.rerun()
