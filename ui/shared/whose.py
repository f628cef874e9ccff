"""Whose figures count, and as known on which day: the choice that matters most, in one row above the figures."""

from datetime import date

import streamlit as st

from atlas.tally.tallies import WHOSE
from atlas.words.language import _, ngettext, number
from ui import link
from ui.dataset import View


def whose_words() -> dict[str, str]:
    """The rules of whose figures count, in words, by code."""
    return dict(zip(WHOSE, (_("All sides"), _("Official"), _("Independent")), strict=True))


def draw(view: View) -> None:
    """The choice as a row that wraps, above the figures of a page."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="whose"):
        _sides(view, horizontal=True)
        _known_on(view, width=170)
        _unverified(view)
    draw_undated(view)


def undated_words(view: View) -> str:
    """How many reported figures "as known on" leaves out because nobody can tell when they were given; empty where none
    is."""
    left_out = view.undated()
    if not left_out:
        return ""
    return ngettext(
        "{count} figure without a date is left out.", "{count} figures without a date are left out.", left_out
    ).format(count=number(left_out))


def draw_undated(view: View) -> None:
    """The same below the choice."""
    # The place is kept where there is nothing to say: else all that follows would be built anew.
    with st.empty():
        if said := undated_words(view):
            st.caption(said)


def draw_column(view: View) -> None:
    """The same one below the other, for the sidebar of pages that show hardly any figures."""
    _sides(view, horizontal=False)
    _known_on(view, width="stretch")
    draw_undated(view)
    _unverified(view)


def _sides(view: View, *, horizontal: bool) -> None:
    words = whose_words()
    st.session_state["w_whose"] = view.chosen.whose
    st.radio(
        _("Whose figures"),
        WHOSE,
        key="w_whose",
        format_func=lambda code: words[code],
        horizontal=horizontal,
        help=_(
            "All sides: from the least to the greatest figure that anybody reports. "
            "Independent: NGOs, media and the opposition."
        ),
        on_change=lambda: link.change(whose=st.session_state["w_whose"]),
    )


def _known_on(view: View, *, width: int | str) -> None:
    st.session_state["w_known_on"] = view.chosen.known_on
    st.date_input(
        _("As known on"),
        value=None,
        min_value=view.first,
        max_value=view.last,
        format="YYYY-MM-DD",
        key="w_known_on",
        width=width,
        help=_("Only figures stated by that day count. Empty: all of them."),
        on_change=lambda last=view.last: link.change(
            known_on=_unless_today(st.session_state["w_known_on"], last)
        ),
    )


def _unverified(view: View) -> None:
    st.session_state["w_unverified"] = view.chosen.unverified
    st.toggle(
        _("Include unverified sources"),
        key="w_unverified",
        help=_("Anonymous, activist or forum sources. Without this they are shown but bound no figure."),
        on_change=lambda: link.change(unverified=bool(st.session_state["w_unverified"])),
    )


def _unless_today(day: date | None, today: date) -> date | None:
    return None if day is None or day >= today else day
