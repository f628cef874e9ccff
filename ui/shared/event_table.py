"""The events shown, as a table of HTML whose titles lead to each event: it prints, translates and works by keyboard."""

from urllib.parse import urlencode

import streamlit as st
from pandas import DataFrame

from atlas.folds.event_order import ORDERS, ordered, turned
from atlas.words.language import _, number
from ui import link, page_state
from ui.dataset import View
from ui.shared import figure_list, paged_table, search_hits
from ui.shared.markup import cell, inside, within

FEW = 25
"""Rows that the overview lists: more would weigh on every change of the filter."""
MEASURES = ("detentions", "deaths", "injuries", "participants")
BEST = "best"
"""The order of a search, by how well events fit it: no code of a link, which says nothing then."""


def draw(view: View, *, few: bool) -> None:
    """The table, latest event first unless the reader orders it otherwise, what a search fits best first; with ``few`` the
    first rows and a way to all, else a page at a time."""
    if not view.listable:
        _draw_big(view, few=few)
        return
    search_hits.draw(view)
    if few:
        _say_few(view, view.shown)
        _draw(view.listed.head(FEW))
        return
    table, order = in_order(view)
    if table.empty:
        st.info(_("No event of this choice is in this list."), icon=":material/search_off:")
        return
    page = paged_table.page_of(table)
    _say_order(view, page, order)
    _draw(page.rows, order)
    paged_table.draw_turn(page)


def in_order(view: View) -> tuple[DataFrame, str]:
    """The events of a view in the order that the link asks for, with that order's code or ``BEST``. Columns as
    ``shown_rows.shown_table``, and ``why`` by ``figure_list.reasons`` where a list has them."""
    table = view.listed
    if why := figure_list.reasons(view):
        table = table.assign(why=why)
    unasked = BEST if view.chosen.query else next(iter(ORDERS))
    if link.page_parameter("sort"):
        order = page_state.chosen("sort", list(ORDERS), unasked)
    else:
        order = unasked
    # An order by figures leaves equal ones as the table has them: the latest first.
    return (
        (table, order)
        if order == BEST
        else (
            ordered(table.sort_index(ascending=False), view.cells, order),
            order,
        )
    )


def _draw_big(view: View, *, few: bool) -> None:
    page = paged_table.page_of_big(view, few=FEW if few else 0)
    if few:
        _say_few(view, page.found)
        _draw(page.rows)
        return
    if link.page_parameter("sort"):
        st.warning(
            _("A large table lists its events by time alone, the latest first: it has no other order."),
            icon=":material/link_off:",
        )
    st.markdown(page.words())
    _draw(page.rows)
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


def _say_order(view: View, page: paged_table.Page, order: str) -> None:
    """Which rows these are, and in which order; of a search the way back to its own."""
    said = cell(page.words())
    if order != BEST:
        said += f". {cell(_(ORDERS[order].words))}."
        if view.chosen.query:
            said += " " + within(link.here(sort="", page=""), _("Best fit first"), "")
    else:
        said += ". " + cell(
            _(
                "In order of how well they fit the search: its words in a town's name or a title come first, those in "
                "passing last."
            )
        )
    st.html(f'<p style="margin:0">{said}</p>')


def _draw(table: DataFrame, order: str = "") -> None:
    """The rows as a table; with the code of their ``order`` its heads lead to the others."""
    st.caption(
        _(
            "Figures run from the least to the greatest report; + means “at least”, ≤ “up to”. A word stands "
            "where nobody gives a number; an empty cell means that nobody gives a usable one."
        )
    )
    header = {"title": _("Event"), "when": _("Date"), "place": _("Place")}
    header |= dict(zip(MEASURES, (_("Detained"), _("Killed"), _("Injured"), _("Turnout")), strict=True))
    head = "".join(_head(name, words, order) for name, words in header.items())
    body = "".join(
        _row(dict(zip(table.columns, row, strict=True)), header)
        for row in table.itertuples(index=False, name=None)
    )
    # The roles say again what the elements are, because a browser forgets it where their display is changed.
    st.html(
        f'<style>{_STYLE}</style><div class="events-in"><table class="events" role="table" '
        f'aria-label="{cell(_("Events shown"))}">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
    )


def _head(name: str, words: str, order: str) -> str:
    kind = ' class="n"' if name in MEASURES else ""
    if not order or not any(each.column == name for each in ORDERS.values()):
        return f'<th scope="col" role="columnheader"{kind}>{cell(words)}</th>'
    sort = sign = ""
    if order != BEST and (own := ORDERS[order]).column == name:
        sort = f' aria-sort="{"ascending" if own.upwards else "descending"}"'
        sign = f'<span aria-hidden="true">{"▲" if own.upwards else "▼"}</span>'
    code = turned(name, order)
    # Latest first is what a list has by itself; of a search it must be asked for.
    plain = code == next(iter(ORDERS)) and not link.current().query
    to = within(link.here(sort="" if plain else code, page=""), words, "", title=_(ORDERS[code].words))
    return f'<th scope="col" role="columnheader"{kind}{sort}>{to}{sign}</th>'


def _row(event: dict[str, str], header: dict[str, str]) -> str:
    to = inside(urlencode(link.query_for(event=event["event_id"], **_kept())), event["title"])
    about = " · ".join(cell(words) for words in (event["type"], event["campaign"]) if words)
    if "why" in event:
        # Below the title: a column more would not fit beside the others in every language.
        about += f"<br>{cell(_('Why no number counts'))}: {cell(event['why'])}"
    cells = [f'<th scope="row" role="rowheader">{to}<small>{about}</small></th>']
    cells += [f'<td role="cell">{cell(event[name])}</td>' for name in ("when", "place")]
    cells += [
        f'<td role="cell" class="n" data-label="{cell(header[name])}">{cell(event[name])}</td>'
        for name in MEASURES
    ]
    return f'<tr role="row">{"".join(cells)}</tr>'


def _kept() -> dict[str, str]:
    """What an event's own page keeps of the list, so that it knows which event comes next."""
    return {name: value for name in ("sort", figure_list.PARAMETER) if (value := link.page_parameter(name))}


_LINE = "1px solid rgba(128,128,128,0.35)"
_STYLE = (
    # Cards by the room there is, not by the window: the table also stands beside a map.
    ".events-in{container-type:inline-size}"
    ".events{border-collapse:collapse;width:100%;font-size:0.9rem;line-height:1.35}"
    f".events th,.events td{{padding:0.4rem 0.75rem 0.4rem 0;border-bottom:{_LINE};vertical-align:top;text-align:left}}"
    ".events tbody th{font-weight:400;min-width:14rem}.events small{display:block;font-size:0.8rem;opacity:0.8}"
    ".events thead th{font-weight:600;white-space:nowrap}.events thead a{padding:0.2rem 0}"
    ".events thead span{font-size:0.7em;padding-left:0.25em}"
    ".events td:nth-child(2){white-space:nowrap}"
    ".events .n{text-align:right;padding-right:0;padding-left:0.75rem;font-variant-numeric:tabular-nums}"
    ".events td.n{white-space:nowrap}"
    # On paper and in a narrow window the columns move together.
    "@container (max-width:860px){.events{font-size:0.78rem}.events small{font-size:0.72rem}"
    ".events th,.events td{padding-right:0.5rem}.events .n{padding-left:0.4rem;padding-right:0}"
    ".events tbody th{min-width:7rem}.events td:nth-child(2){white-space:normal}}"
    # On a phone each event is a card: its title, when and where, and behind their names the figures that are known. The
    # heads stand above as a line of ways to order the cards.
    "@container (max-width:640px){.events{font-size:0.9rem}.events small{font-size:0.8rem}"
    ".events,.events thead,.events tbody{display:block}"
    ".events thead tr{display:flex;flex-wrap:wrap;gap:0 1rem}"
    ".events thead th,.events thead th.n{display:block;border:0;padding:0.2rem 0;text-align:left}"
    ".events thead th:not(:has(a)){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    f".events tbody tr{{display:block;padding:0.6rem 0;border-bottom:{_LINE}}}"
    ".events tbody th{display:block;min-width:0;padding:0 0 0.15rem;border:0}"
    ".events td,.events td.n{display:inline-block;border:0;padding:0 1rem 0.1rem 0;text-align:left}"
    ".events td:nth-child(2),.events td.n{white-space:normal}"
    ".events td:empty{display:none}"
    ".events td[data-label]::before{content:attr(data-label) ': ';opacity:0.8;font-size:0.8rem}}"
    "@media print{.events tr{break-inside:avoid}.events thead{display:table-header-group}}"
)
