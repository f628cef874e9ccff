"""The events shown, as a table of HTML whose titles lead to each event: it prints, translates and works by keyboard."""

from urllib.parse import urlencode

import streamlit as st
from pandas import DataFrame

from atlas.folds.event_order import ORDERS, ordered
from atlas.words.language import _, number
from ui import link, page_state
from ui.dataset import View
from ui.shared import paged_table, search_hits
from ui.shared.markup import cell, inside

FEW = 25
"""Rows that the overview lists: more would weigh on every change of the filter."""
MEASURES = ("detentions", "deaths", "injuries", "participants")


def draw(view: View, *, few: bool) -> None:
    """The table, latest event first unless the reader orders it otherwise, what a search fits best first; with ``few`` the
    first rows and a way to all, else a page at a time."""
    if not view.listable:
        page = paged_table.page_of_big(view, few=FEW if few else 0)
        if few:
            _say_few(view, page.found)
        else:
            st.markdown(page.words())
        _draw(page.rows, "latest")
        if not few:
            paged_table.draw_turn(page)
        return
    table = view.listed
    search_hits.draw(view)
    if few:
        _say_few(view, len(table))
        _draw(table.head(FEW), "latest")
        return
    # What a search finds is ordered by how well it fits, until the reader asks for another order.
    best = {"best": _("Best fit first")} if view.chosen.query else {}
    orders = best | {code: _(words) for code, words in ORDERS.items()}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        order = page_state.one_of("sort", _("Order"), orders, next(iter(orders)))
        if order != "best":
            table = ordered(table.sort_index(ascending=False), view.cells, order)
        page = paged_table.page_of(table)
        st.markdown(page.words())
    if order == "best":
        st.caption(
            _(
                "In order of how well they fit the search: its words in a town's name or a title come first, those in "
                "passing last."
            )
        )
    _draw(page.rows, order)
    paged_table.draw_turn(page)


def _say_few(view: View, found: int) -> None:
    if found <= FEW:
        return
    text = (
        _("The first {few} of {shown} events; all of them on the page Events and in the download.")
        if view.chosen.query
        else _("The latest {few} of {shown} events; all of them on the page Events and in the download.")
    )
    st.caption(text.format(few=number(FEW), shown=number(found)))


def _draw(table: DataFrame, order: str) -> None:
    st.caption(
        _(
            "Figures run from the least to the greatest report; + means “at least”, ≤ “up to”. A word stands "
            "where nobody gives a number; an empty cell means that no figure is known."
        )
    )
    header = {"title": _("Event"), "when": _("Date"), "place": _("Place")}
    header |= dict(zip(MEASURES, (_("Detained"), _("Killed"), _("Injured"), _("Turnout")), strict=True))
    by = {"latest": "when", "earliest": "when"}.get(order, order)
    head = "".join(_head(name, words, by, order) for name, words in header.items())
    body = "".join(
        _row(dict(zip(table.columns, row, strict=True)), header)
        for row in table.itertuples(index=False, name=None)
    )
    # The roles say again what the elements are, because a browser forgets it where their display is changed.
    st.html(
        f'<style>{_STYLE}</style><table class="events" role="table" aria-label="{cell(_("Events shown"))}">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def _head(name: str, words: str, by: str, order: str) -> str:
    upwards = order in ("earliest", "place")
    sort = f' aria-sort="{"ascending" if upwards else "descending"}"' if name == by else ""
    sign = f' <span aria-hidden="true">{"▲" if upwards else "▼"}</span>' if sort else ""
    kind = ' class="n"' if name in MEASURES else ""
    return f'<th scope="col" role="columnheader"{kind}{sort}>{cell(words)}{sign}</th>'


def _row(event: dict[str, str], header: dict[str, str]) -> str:
    to = inside(urlencode(link.query_for(event=event["event_id"])), event["title"])
    about = " · ".join(cell(words) for words in (event["type"], event["campaign"]) if words)
    cells = [f'<th scope="row" role="rowheader">{to}<small>{about}</small></th>']
    cells += [f'<td role="cell">{cell(event[name])}</td>' for name in ("when", "place")]
    cells += [
        f'<td role="cell" class="n" data-label="{cell(header[name])}">{cell(event[name])}</td>'
        for name in MEASURES
    ]
    return f'<tr role="row">{"".join(cells)}</tr>'


_LINE = "1px solid rgba(128,128,128,0.35)"
_STYLE = (
    ".events{border-collapse:collapse;width:100%;font-size:0.9rem;line-height:1.35}"
    f".events th,.events td{{padding:0.4rem 0.75rem 0.4rem 0;border-bottom:{_LINE};vertical-align:top;text-align:left}}"
    ".events tbody th{font-weight:400;min-width:14rem}.events small{display:block;font-size:0.8rem;opacity:0.8}"
    ".events thead th{font-weight:600;white-space:nowrap}.events thead .n{min-width:5.5rem}"
    ".events td:nth-child(2){white-space:nowrap}"
    ".events .n{text-align:right;padding-right:0;padding-left:0.5rem;font-variant-numeric:tabular-nums}"
    ".events td.n{white-space:nowrap}"
    # On a phone each event is a card: its title, when and where, and behind their names the figures that are known.
    "@media (max-width:640px){.events,.events tbody{display:block}"
    ".events thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    f".events tr{{display:block;padding:0.6rem 0;border-bottom:{_LINE}}}"
    ".events tbody th{display:block;min-width:0;padding:0 0 0.15rem;border:0}"
    ".events td,.events .n{display:inline-block;border:0;padding:0 1rem 0.1rem 0;text-align:left}"
    ".events td:nth-child(2),.events td.n{white-space:normal}"
    ".events td:empty{display:none}"
    ".events td.n::before{content:attr(data-label) ': ';opacity:0.8;font-size:0.8rem}}"
    "@media print{.events tr{break-inside:avoid}.events thead{display:table-header-group}}"
)
