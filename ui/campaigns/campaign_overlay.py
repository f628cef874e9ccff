"""Campaigns laid over each other from their first day: which grew faster, and for how long."""

from textwrap import shorten

import streamlit as st

from atlas.drawing import courses_figure
from atlas.edition.names import campaign_name
from atlas.folds import courses, waves
from atlas.words.language import _, date_words, list_words, ngettext, number
from ui import page_state
from ui.dataset import View
from ui.shared import campaign_link, figure
from ui.shared.markup import plain
from ui.theme import is_dark

AT_FIRST = 3
"""So many campaigns are laid over each other before the reader chooses."""
LONGEST = 48
"""Letters of a name that several campaigns have together; longer ones are cut."""


def draw(view: View) -> None:
    """The choice of campaigns and of what runs up, the figure, and what it leaves out."""
    st.header(_("Compared from day 0"))
    own = campaign_link.profile_of(view)
    # A profile's filter would leave nothing to compare with: its own part is set aside, the rest holds.
    rows = view.rows_without("campaigns") if own else view.rows
    names = [str(name) for name in view.edition.campaigns.index if name not in own]
    chosen = page_state.several(
        "with",
        _("Compare with") if own else _("Campaigns to compare (two to six)"),
        {name: campaign_name(name) for name in names},
        most=courses_figure.MOST - 1 if own else courses_figure.MOST,
    )
    shown = page_state.segmented(
        "show",
        _("Added up by day"),
        {code: courses_figure.shown_title(code) for code in courses.SHOWN},
        "events",
    )
    note = st.empty()
    if not own and not chosen:
        chosen = waves.ranked(waves.waves(view.cells, rows), "events").campaign.head(AT_FIRST).tolist()
        note.caption(_("Until you choose, the campaigns with the most events are compared."))
    found = {name: courses.course(view.cells, rows, name, shown) for name in chosen}
    if own:
        title = shorten(campaign_link.title(view), LONGEST, placeholder="…")
        found = {title: courses.course(view.cells, rows, title, shown, of=own)} | found
    drawn = [one for one in found.values() if one]
    if drawn:
        figure.draw(
            view,
            courses_figure.overlay(drawn, shown, dark=is_dark()),
            lambda: courses.table(drawn),
            name="compared",
            alt=courses_figure.alt_text(drawn, shown),
        )
    st.caption(plain(_words(drawn, [name for name, one in found.items() if not one], shown)))


def _words(drawn: list[courses.Course], missing: list[str], shown: str) -> str:
    parts = []
    if drawn:
        began = [
            _("{campaign} on {day}").format(campaign=campaign_name(one.campaign), day=date_words(one.first))
            for one in drawn
        ]
        parts.append(
            _("Day 0 is the day of the first event under the filter whose day is known: {days}.").format(
                days=list_words(began)
            )
        )
    if shown == "detentions":
        parts.append(
            _(
                "The band lies between the least and the greatest report. Of an event that lasted several days, its "
                "greatest figure counts from the first day on and its least from the last, as nobody gives the days."
            )
        )
        parts += [
            _("{campaign}: from {known} of {events} events.").format(
                campaign=campaign_name(one.campaign), known=number(one.known), events=number(one.events)
            )
            for one in drawn
        ]
    parts += [
        ngettext(
            "{campaign}: {n} event is left out because its day is not known.",
            "{campaign}: {n} events are left out because their day is not known.",
            one.left_out,
        ).format(campaign=campaign_name(one.campaign), n=number(one.left_out))
        for one in drawn
        if one.left_out
    ]
    if missing:
        parts.append(
            _("Under this filter no event with a known day: {campaigns}.").format(
                campaigns=list_words([campaign_name(name) for name in missing])
            )
        )
    return " ".join(parts)
