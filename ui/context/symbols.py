"""Flags, colours and objects by which the opposition is known, as the sources tell of them."""

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from atlas.words.language import _, date_words
from ui import link
from ui.dataset import View
from ui.shared.markup import cell, inside, table
from ui.shared.source_link import to_source


def draw(view: View) -> None:
    """A row a symbol, whatever period or place is chosen; nothing where the data tell of none."""
    symbols, book = view.edition.symbols, view.edition.codebook
    if symbols.empty:
        return
    st.header(_("Symbols of the opposition"))
    st.caption(_("As the sources named tell of them; they do not follow the period or place chosen beside."))
    rows = [
        [
            f"<strong>{cell(one.title)}</strong>",
            cell(book.label("symbols", "kind", one.kind)),
            cell(book.label("symbols", "use", one.use)),
            _told(view, one),
        ]
        for one in symbols.itertuples()
    ]
    header = [
        _("Symbol"),
        book.title("symbols", "kind"),
        book.title("symbols", "use"),
        _("What is told of it"),
    ]
    st.html(table(header, rows, _("Symbols of the opposition"), stacked=True))


def _told(view: View, one: Any) -> str:  # noqa: ANN401 - a row of symbols
    parts = [cell(one.description)]
    if one.actor_id:
        name = str(view.edition.actors["name"].loc[one.actor_id])
        link_ = inside(urlencode(link.query_for(actor=one.actor_id)), name, "context")
        parts.append(_("Symbol of: {actor}.").format(actor=link_))
    events = view.edition.events.set_index("event_id")
    named = [code for code in one.event_ids.split("; ") if code in events.index]
    parts += [
        _("{date}: {event}.").format(
            date=cell(date_words(events.start_date[code].date(), events.date_precision[code])),
            event=inside(urlencode(link.query_for(event=code)), events.title[code]),
        )
        for code in named
    ]
    parts.append(_("Source: {source}.").format(source=to_source(view, one.source_id)))
    return "<br>".join(f"<small>{part}</small>" if at else part for at, part in enumerate(parts))
