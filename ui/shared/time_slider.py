"""The period at a glance and under the hand: presets, typed dates, histogram, range slider, play."""

from datetime import date, timedelta

import streamlit as st

from atlas.drawing import figures
from atlas.edition.edition import Edition, kept
from atlas.edition.names import campaign_name
from atlas.folds import aggregates
from atlas.words.language import _
from ui import sidebar
from ui.dataset import View
from ui.shared import play
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


def draw(view: View) -> None:
    """Draw the whole control; each part only shows and changes the filter's period."""
    presets(view)
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
        # Numbers alone: Streamlit would write the months in English.
        format="YYYY-MM-DD",
        key="w_period",
        label_visibility="collapsed",
        on_change=lambda: sidebar.set_period(*st.session_state["w_period"]),
    )
    # A row that wraps: columns would stack these one under the other on a phone.
    with st.container(horizontal=True, vertical_alignment="bottom"):
        play.draw()
        days(view)
        play.run()


def days(view: View) -> None:
    """Both ends of the period as typed dates, and the way back to all years; in a row of the caller's."""
    sidebar.day_input(view, "start", _("First day"), "w_first_day", width=160)
    sidebar.day_input(view, "end", _("Last day"), "w_last_day", width=160)
    st.button(
        _("All years"),
        on_click=sidebar.set_period,
        args=(None, None),
        disabled=not (view.chosen.start or view.chosen.end),
        key="all_years",
    )


@kept(1)
def spans(data: Edition) -> dict[str, tuple[date, date]]:
    """The preset periods of an edition, by campaign."""
    known = [name for name in PRESETS if name in data.campaigns.index]
    dates = data.campaigns.loc[known, ["start_date", "end_date"]]
    return {name: (row.start_date.date(), row.end_date.date()) for name, row in dates.iterrows()}


def presets(view: View) -> None:
    """The campaigns whose dates are offered as periods, as a row of buttons."""
    periods = spans(view.edition)
    st.session_state["w_preset"] = next(
        (name for name, span in periods.items() if span == (view.start, view.end)), None
    )
    st.pills(
        _("Periods"),
        list(periods),
        format_func=campaign_name,
        key="w_preset",
        label_visibility="collapsed",
        on_change=lambda: sidebar.set_period(*periods.get(st.session_state["w_preset"], (None, None))),
    )
