"""The way to the list behind a number of events, and what stands above the list when it is open."""

from urllib.parse import urlencode

import streamlit as st

from atlas.folds.figure_lists import KINDS, PARAMETER, UMBRELLAS, ListView, codes
from atlas.tally.filters import EventFilter
from atlas.words.language import _, list_words, opening
from ui import link, speech
from ui.dataset import View
from ui.shared.markup import cell, inside, plain

__all__ = ["PARAMETER", "UMBRELLAS", "asked", "draw", "reasons", "way"]

SHARES = ("unusable", "words", "none", "parts")
"""What the events without a usable number fall into, in the order in which it is told."""


def way(chosen: EventFilter, code: str, text: str, *, linked: bool = True) -> str:
    """The text as a link to a list of the view of a filter, or as it is."""
    query = [*chosen.to_query(), *speech.in_link(), (PARAMETER, code)]
    return inside(urlencode(query), text) if linked else cell(text)


def asked(view: View) -> View:
    """The view that the page is to show: narrowed to the list that the link asks for. What cannot be met is said."""
    code = link.page_parameter(PARAMETER)
    if not code:
        return view
    if not view.listable:
        st.warning(
            _(
                "Lists of the events behind a figure rest on single reported figures, which a large table is not read "
                "for: all events are listed."
            ),
            icon=":material/link_off:",
        )
        return view
    if code not in codes():
        text = _("This link asks for {name} “{value}”, which must be one of {values}.")
        st.warning(
            plain(text.format(name=PARAMETER, value=code, values=list_words(list(codes()), "or"))),
            icon=":material/link_off:",
        )
        return view
    return ListView.of(view, code)


def draw(view: ListView) -> None:
    """What is listed, what it falls into, and the way back to all."""
    st.header(view.heading)
    if view.kind == "without":
        shares = [each for each in (view.part(kind) for kind in SHARES) if each.shown]
        items = "".join(f"<li>{way(view.chosen, each.code, opening(each.what))}</li>" for each in shares)
        st.html(f'<ul style="margin:0">{items}</ul>')
    elif view.kind in SHARES:
        whole = view.part("without")
        st.html(
            f'<p style="margin:0">{way(view.chosen, whole.code, _("Part of the list: {what}").format(what=whole.heading))}</p>'
        )
    st.button(
        _("All events of this choice"),
        icon=":material/arrow_back:",
        on_click=link.open_here,
        kwargs={PARAMETER: ""},
        key="all_of_choice",
    )


def reasons(view: View) -> list[str]:
    """Why no number of an event counts, for each event of a list in the order of ``view.listed``; nothing for other views."""
    if not isinstance(view, ListView) or "known" in KINDS.get(view.kind, ("known",)):
        return []
    standing = view.standing
    return [opening(standing.words(row)) for row in view.listed.index]
