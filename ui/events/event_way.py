"""Where an event stands among those of the choice in force: the one before and after it, the filter, and the way out."""

import streamlit as st
from pandas import DataFrame

from atlas.folds.event_order import ORDERS
from atlas.folds.figure_lists import ListView
from atlas.words.language import _, number
from ui import link
from ui.dataset import View
from ui.shared import chips, event_table
from ui.shared.markup import cell, within


def draw_place(view: View, event_id: str) -> None:
    """The event's place in the list that it was opened from, and the way to its neighbours there."""
    table, order = event_table.in_order(view)
    ids = table.event_id.tolist()
    if event_id not in ids:
        said = _("This event is not among the {shown} events of the choice in force.")
        st.html(f"<p>{cell(said.format(shown=number(len(ids))))}</p>")
        return
    at = ids.index(event_id)
    by = _(ORDERS[order].words) if order in ORDERS else _("Best fit first")
    place = _("Event {n} of {all}").format(n=number(at + 1), all=number(len(ids)))
    before, after = (_to(table, other, name) for name, other in _neighbours(at))
    st.html(
        f'<nav aria-label="{cell(_("Events of this choice"))}" class="event-way"><style>{_STYLE}</style>'
        f"<p><strong>{cell(place)}</strong>. {cell(by)}.</p><ul>{before}{after}</ul></nav>"
    )


def _neighbours(at: int) -> tuple[tuple[str, int], tuple[str, int]]:
    return (_("Previous event"), at - 1), (_("Next event"), at + 1)


def _to(table: DataFrame, at: int, name: str) -> str:
    if not 0 <= at < len(table):
        return ""
    row = table.iloc[at]
    to = within(link.here(event=row.event_id), row.title, "")
    return f"<li>{cell(name)}: {to} <small>{cell(row.when)}</small></li>"


def draw_filter(view: View) -> None:
    """The filter in force in words, where there is one, and how to take it away."""
    if not view.chosen.narrows and not isinstance(view, ListView):
        return
    ways = []
    if isinstance(view, ListView):
        ways.append(within(link.here(figures=""), _("All events of this choice"), ""))
    st.html(
        f'<p style="margin:0">{cell(_("Filter in force: {filter}").format(filter=view.words))} {" ".join(ways)}</p>'
    )
    chips.draw(view)


_STYLE = (
    ".event-way{font-size:0.9rem}.event-way p{margin:0}.event-way ul{list-style:none;margin:0.15rem 0 0;padding:0;"
    "display:flex;flex-wrap:wrap;gap:0.15rem 2rem}.event-way li{margin:0;flex:0 1 auto}.event-way small{opacity:0.8}"
    "@media print{.event-way{display:none}}"
)
