"""The period at a glance and under the hand: presets, typed dates, histogram, range slider, play."""

import time
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

import streamlit as st

from atlas import aggregates, figures
from atlas.edition import Edition
from atlas.language import _
from ui import dataset, link, sidebar
from ui.dataset import View
from ui.theme import is_dark

PRESETS = (
    "Jeltoqsan 1986",
    "Nevada-Semipalatinsk 1989",
    "Zhanaozen 2011",
    "Land reform 2016",
    "Presidential election 2019",
    "January 2022",
)
"""The campaigns whose dates are offered as periods, as campaigns.csv spells them."""

SECONDS = 1.2
"""Between two steps of the play control: long enough for the slowest figure to be drawn."""


def draw(view: View) -> None:
    """Draw the whole control; each part only shows and changes the filter's period."""
    _presets(view)
    bars = aggregates.events_per_year(
        view.cells, view.rows_without("period"), view.first, view.last, view.chosen
    )
    st.html(figures.events_histogram(bars, start=view.first, end=view.last, dark=is_dark()))
    st.session_state["w_period"] = (view.start, view.end)
    st.slider(
        _("Period"),
        min_value=view.first,
        max_value=view.last,
        step=timedelta(days=1),
        format="D MMM YYYY",
        key="w_period",
        label_visibility="collapsed",
        on_change=lambda: sidebar.set_period(*st.session_state["w_period"]),
    )
    # A row that wraps: columns would stack these one under the other on a phone.
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _play(view)
        sidebar.day_input(view, "start", _("First day"), "w_first_day", width=160)
        sidebar.day_input(view, "end", _("Last day"), "w_last_day", width=160)
        st.button(
            _("All years"),
            on_click=sidebar.set_period,
            args=(None, None),
            disabled=not (view.chosen.start or view.chosen.end),
            width=130,
            key="all_years",
        )
        if st.session_state.get("playing"):
            _tick()


@lru_cache(maxsize=2)
def spans(data: Edition) -> dict[str, tuple[date, date]]:
    """The preset periods of an edition, by campaign."""
    known = [name for name in PRESETS if name in data.campaigns.index]
    dates = data.campaigns.loc[known, ["start_date", "end_date"]]
    return {name: (row.start_date.date(), row.end_date.date()) for name, row in dates.iterrows()}


def _presets(view: View) -> None:
    periods = spans(view.edition)
    st.session_state["w_preset"] = next(
        (name for name, span in periods.items() if span == (view.start, view.end)), None
    )
    st.pills(
        _("Periods"),
        list(periods),
        key="w_preset",
        label_visibility="collapsed",
        on_change=lambda: sidebar.set_period(*periods.get(st.session_state["w_preset"], (None, None))),
    )


def _play(view: View) -> None:
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
            help=_("Steps a window through the years: the chosen period, or a year at a time."),
        )


def _start(view: View) -> None:
    if not (view.chosen.start or view.chosen.end):
        link.change(start=view.first, end=date(view.first.year, 12, 31))
    elif view.end >= view.last:
        link.change(start=view.first, end=view.first + (view.end - view.start))
    st.session_state["playing"] = True
    st.session_state["stepped"] = time.monotonic()


def _pause() -> None:
    st.session_state["playing"] = False


@st.fragment(run_every=SECONDS)
def _tick() -> None:
    # A full run executes this body too: only the timer's own runs, one step apart, may move the window.
    if not st.session_state.get("playing") or time.monotonic() - st.session_state["stepped"] < SECONDS * 0.8:
        return
    view = dataset.view(link.current())
    following = aggregates.next_window(view.start, view.end, view.last)
    if following is None:
        _pause()
    else:
        st.session_state["filter"] = replace(view.chosen, start=following[0], end=following[1])
    st.session_state["stepped"] = time.monotonic()
    st.rerun()
