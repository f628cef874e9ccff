"""Some events of the view as a list of links, the latest first, with how many the filter keeps."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from atlas.edition.names import place_words
from atlas.words.language import _, number, span_words
from ui import link
from ui.dataset import View
from ui.shared.markup import cell, inside


def draw(view: View, rows: Sequence[int]) -> None:
    """List those of the rows of ``edition.events`` that the filter keeps."""
    shown = [row for row in rows if view.rows[row]]
    st.caption(
        _("{shown} of {all} such events match the present choice; the latest first.").format(
            shown=number(len(shown)), all=number(len(rows))
        )
    )
    items = []
    for event in view.edition.events.iloc[shown[::-1]].itertuples():
        when = span_words(event.start_date.date(), event.end_date.date(), event.date_precision)
        where = place_words(view.edition.codebook, event.city, event.event_region)
        title = inside(urlencode(link.query_for(event=event.event_id)), event.title)
        items.append(f"<li>{cell(when)}, {cell(where)}: {title}</li>")
    st.html(f"<ul>{''.join(items)}</ul>")
