"""Movements, parties, state bodies and people in public roles, by kind, to be searched and opened."""

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from atlas.edition import actors
from atlas.words.language import _, ngettext, number
from ui import link
from ui.dataset import View
from ui.shared.markup import cell, plain
from ui.shared.source_link import to_address

KINDS = ("movement", "party", "organisation", "state_body", "person")
"""The order on the page: who calls for protest first. Kinds that the codebook adds follow."""


def draw(view: View) -> None:
    """The search, then a list of each kind."""
    edition, text = view.edition, link.page_parameter("text")
    st.header(_("Who is named"))
    st.caption(
        _(
            "Those whom the encyclopedia articles that this atlas grew from name, with what they did and when. "
            "They are listed whatever period or place is chosen; a link leads to the events that they organised."
        )
    )
    st.session_state["p_text"] = text
    st.text_input(
        _("Search names and roles"),
        key="p_text",
        placeholder=_("Name, other name, role"),
        on_change=lambda: link.open_here(text=" ".join(st.session_state["p_text"].split())),
    )
    found = actors.found(edition.actors, text)
    if found.empty:
        st.info(_("Nobody in the data matches “{words}”.").format(words=plain(text)))
        return
    count = _("{shown} of {all} names").format(shown=number(len(found)), all=number(len(edition.actors)))
    st.caption(count)
    organised, book = actors.organised(edition), edition.codebook
    for kind in dict.fromkeys((*KINDS, *book.values("actors", "kind"))):
        of_kind = found[found.kind == kind].sort_values("name", key=lambda names: names.str.casefold())
        if of_kind.empty:
            continue
        heading = _("{what} ({count})").format(
            what=book.label("actors", "kind", kind), count=number(len(of_kind))
        )
        with st.expander(heading, expanded=bool(text) or kind in ("movement", "party")):
            items = "".join(_item(view, actor, len(organised[actor.Index])) for actor in of_kind.itertuples())
            st.html(f'<ul style="list-style:none;margin:0;padding:0">{items}</ul>')


def _item(view: View, actor: Any, events: int) -> str:  # noqa: ANN401 - a row of actors
    book = view.edition.codebook
    about = [
        book.label("actors", "side", actor.side),
        actors.years_words(actor.active_from, actor.active_to),
        ngettext("named as organiser of {n} event", "named as organiser of {n} events", events).format(
            n=number(events)
        )
        if events
        else "",
    ]
    address = f"context?{urlencode(link.query_for(actor=actor.Index))}"
    return (
        '<li style="padding:0.4rem 0;border-bottom:1px solid rgba(128,128,128,0.3)">'
        f'<a href="{cell(address)}" target="_self" style="color:inherit;font-weight:600">{cell(actor.name)}</a>'
        f' <small style="opacity:0.8">{cell(" · ".join(part for part in about if part))}</small>'
        f"<br>{cell(actor.role)} <small>{to_address(view, actor.source_url, _('source'), ours=True)}</small></li>"
    )
