"""The numbers at the top: how many events, and what is reported of detained, killed and injured, from how many."""

import html

import streamlit as st

from atlas.drawing.palette import palette
from atlas.folds import aggregates, figure_lists
from atlas.folds.aggregates import Total
from atlas.tally.filters import EventFilter
from atlas.tally.ranges import signs_in_words
from atlas.words.language import _, number
from ui.dataset import View
from ui.shared import figure_list
from ui.theme import is_dark


def titles() -> dict[str, str]:
    """What a measure is called where people are counted, by code, in the order of the headline."""
    return {"detentions": _("Detained"), "deaths": _("Killed"), "injuries": _("Injured")}


def draw(view: View, *, linked: bool = True) -> None:
    """One element rather than four metrics: it wraps instead of cutting a long range, and is drawn faster. ``linked``:
    whether each number of events leads to its list, where the data have one."""
    linked = linked and view.listable
    umbrellas = aggregates.events_in(view.cells, view.rows & (view.cells.columns["umbrella"] > 0))
    notes = [html.escape(_("of {events} in the data").format(events=number(view.events)))]
    if umbrellas:
        text = figure_lists.umbrellas_form(umbrellas).format(n=number(umbrellas))
        notes.append(figure_list.way(view.chosen, figure_list.UMBRELLAS, text, linked=linked))
    colours = palette(is_dark())
    boxes = [_box(_("Events"), number(view.shown), "; ".join(notes), colours.measure("events"))]
    for measure, title in titles().items():
        total = aggregates.total(view.cells, view.rows, measure)
        note = from_events(view.chosen, measure, total, linked=linked)
        more = beyond(view.chosen, measure, total, linked=linked)
        boxes.append(_box(title, total.figure.shown(), note, colours.measure(measure), more))
    st.html(
        '<div style="display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,9.5rem),1fr));'
        f'gap:0.75rem 1.25rem;margin:0.25rem 0">{"".join(boxes)}</div>'
        f'<div style="font-size:0.8rem;opacity:0.75">{html.escape(signs_in_words())}</div>'
    )


def from_events(chosen: EventFilter, measure: str, total: Total, *, linked: bool) -> str:
    """From how many events a total comes, and for how many nobody gives a usable number, as HTML: each part a way to
    its list where ``linked``."""
    parts = []
    without = total.events - total.known - total.beyond.known
    if total.known:
        text = figure_lists.from_form(total.known).format(n=number(total.known))
        parts.append(figure_list.way(chosen, f"{measure}-known", text, linked=linked))
    if without:
        text = figure_lists.without_form(chosen.whose, without).format(n=number(without))
        parts.append(figure_list.way(chosen, f"{measure}-without", text, linked=linked))
    return "; ".join(parts)


def in_table(chosen: EventFilter, measure: str, total: Total, *, linked: bool) -> str:
    """All that is said of a total below its range, as HTML of one or two lines."""
    lines = (part(chosen, measure, total, linked=linked) for part in (from_events, beyond))
    return "<br>".join(line for line in lines if line)


def beyond(chosen: EventFilter, measure: str, total: Total, *, linked: bool) -> str:
    """What the events report that reach beyond the period, which no total of it has, as HTML; empty where none does."""
    count = total.beyond.known
    if not count:
        return ""
    # What an umbrella alone leaves over (0–13 of 238) is no figure of any event: the list has its own.
    untold = total.beyond.remainder or not total.beyond.figure.high
    text = figure_lists.reaching_form(count) if untold else figure_lists.beyond_form(measure, count)
    text = text.format(figure=total.beyond.figure.shown(), n=number(count))
    return figure_list.way(chosen, f"{measure}-beyond", text, linked=linked)


def _box(title: str, figure: str, note: str, colour: str, more: str = "") -> str:
    """``note`` and ``more``, a line of its own: ready-made HTML."""
    return (
        f'<div style="border-top:3px solid {colour};padding-top:0.3rem">'
        f'<div style="font-size:0.9rem">{html.escape(title)}</div>'
        f'<div style="font-size:1.5rem;font-weight:600;line-height:1.2">{html.escape(figure)}</div>'
        f'<div style="font-size:0.8rem;opacity:0.75">{note}</div>'
        + (f'<div style="font-size:0.8rem;opacity:0.75;margin-top:0.15rem">{more}</div>' if more else "")
        + "</div>"
    )
