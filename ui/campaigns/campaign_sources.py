"""What the events shown rest on: how many sources, the publishers cited most, and every single one."""

from typing import Any

import streamlit as st
from pandas import DataFrame, isna

from atlas.folds import publishers
from atlas.words.language import _, date_words, ngettext, number
from ui.dataset import View
from ui.shared.markup import cell, outside, table
from ui.shared.source_link import to_source

MOST = 8
"""Publishers that are named at once."""
LINKED = 3
"""Sources of each that are linked beside its name."""


def draw(view: View) -> None:
    """The count, a table of publishers, and the whole list behind an expander."""
    sources = publishers.cited(view.edition, view.rows)
    found = publishers.publishers(view.edition, view.rows)
    st.header(_("Sources"))
    if sources.empty:
        st.write(_("No source is recorded."))
        return
    count = ngettext("{n} source", "{n} sources", len(sources)).format(n=number(len(sources)))
    by = ngettext("{n} publisher", "{n} publishers", len(found)).format(n=number(len(found)))
    text = _("{sources} of {publishers}. Those cited for most of the events shown:")
    st.html(f'<p style="margin:0">{cell(text.format(sources=count, publishers=by))}</p>')
    rows = [
        [
            cell(one.publisher),
            cell(number(one.events)),
            cell(number(one.sources)),
            _linked(view, sources[sources.publisher == one.publisher]),
        ]
        for one in _rows(found.head(MOST))
    ]
    header = [_("Publisher"), _("Events"), _("Sources"), _("Cited most")]
    st.html(table(header, rows, _("Publishers cited most")))
    with st.expander(_("All sources, those cited for most events first")):
        st.html("<ul>" + "".join(_item(view, source) for source in _rows(sources)) + "</ul>")


def _linked(view: View, sources: DataFrame) -> str:
    return "<br>".join(to_source(view, one.source_id) for one in _rows(sources.head(LINKED)))


def _item(view: View, source: Any) -> str:  # noqa: ANN401 - a row of publishers.cited
    about = [
        source.publisher,
        "" if isna(source.published_on) else date_words(source.published_on.date()),
        view.edition.codebook.label("sources", "grade", source.grade),
        ngettext("for {n} event", "for {n} events", source.events).format(n=number(source.events)),
    ]
    words = ", ".join(part for part in about if part)
    page = outside(source.url, _("to the page itself"), page_language=source.language)
    return f"<li>{to_source(view, source.source_id)}<br><small>{cell(words)}; {page}</small></li>"


def _rows(frame: DataFrame) -> list[Any]:
    return list(frame.itertuples())
