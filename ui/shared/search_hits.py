"""What a search finds first: the events that fit it best, with the words that it hit made plain."""

from urllib.parse import urlencode

import streamlit as st

from atlas.folds import search
from atlas.words.language import _, current, span_words
from ui import link
from ui.dataset import View
from ui.shared.markup import cell

MOST = 8
"""Lines that the list has: the table below it holds them all."""

AROUND = 60
"""Letters of the description on either side of a hit."""


def draw(view: View) -> None:
    """The list, above a table that is in the same order; nothing where nothing is looked for or found."""
    query = view.chosen.query
    if not query:
        return
    if search.answer(view.edition, query).near:
        st.caption(_("No event is spelled with these words; shown is what is spelled nearly so."))
    best = view.listed.head(MOST)
    items = "".join(_item(view, row, place, query) for row, place in best.place.items())
    st.html(
        f'<ol aria-label="{cell(_("Found first"))}" style="margin:0;padding-left:1.4rem;font-size:0.95rem">{items}</ol>'
    )


def _item(view: View, row: int, place: str, query: str) -> str:
    event = view.edition.events.iloc[row]
    title, place = _marked(view, event.title, query), _marked(view, place, query)
    unmarked = _MARK not in title + place
    if unmarked and (other := search.other_name(view.edition, event.city, query, current())):
        place = _("{place} ({name})").format(place=place, name=_marked(view, other, query))
    address = f"events?{cell(urlencode(link.query_for(event=event.event_id)))}"
    when = cell(span_words(event.start_date.date(), event.end_date.date(), event.date_precision))
    line = f'{when}, {place}: <a href="{address}" target="_self" style="color:inherit">{title}</a>'
    if _MARK not in title + place and (said := _excerpt(view, event.description, query)):
        line += f'<br><small style="opacity:0.85">{said}</small>'
    return f"<li>{line}</li>"


def _marked(view: View, text: str, query: str) -> str:
    pieces = search.marked(view.edition, text, query)
    return "".join(f"{_MARK}{cell(piece)}</mark>" if hit else cell(piece) for piece, hit in pieces)


# The browser's own yellow is as loud in the dark as by day.
_MARK = '<mark style="background:rgba(0,175,202,0.28);color:inherit">'


def _excerpt(view: View, text: str, query: str) -> str:
    """The description about its first hit, marked; empty where there is none."""
    pieces = search.marked(view.edition, text, query)
    at = next((number for number, (_piece, hit) in enumerate(pieces) if hit), None)
    if at is None:
        return ""
    before = "".join(piece for piece, _hit in pieces[:at])
    start = max(0, len(before) - AROUND)
    start = before.rfind(" ", 0, start) + 1 if start else 0
    end = len(before) + len(pieces[at][0]) + AROUND
    end = text.find(" ", end) if text.find(" ", end) >= 0 else len(text)
    return ("…" if start else "") + _marked(view, text[start:end], query) + ("…" if end < len(text) else "")
