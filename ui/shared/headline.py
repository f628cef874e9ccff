"""The numbers at the top: how many events, and what is reported of detained, killed and injured."""

import html

import streamlit as st

from atlas.drawing.palette import palette
from atlas.folds import aggregates
from atlas.words.language import _, number
from ui.dataset import View
from ui.theme import is_dark


def titles() -> dict[str, str]:
    """What a measure is called where people are counted, by code, in the order of the headline."""
    return {"detentions": _("Detained"), "deaths": _("Killed"), "injuries": _("Injured")}


def draw(view: View) -> None:
    """One element rather than four metrics: it wraps instead of cutting a long range, and is drawn faster."""
    umbrellas = aggregates.events_in(view.cells, view.rows & (view.cells.columns["umbrella"] > 0))
    note = _("of {events} in the data").format(events=number(view.events))
    if umbrellas:
        note += _("; {count} of them sum up others").format(count=number(umbrellas))
    colours = palette(is_dark())
    boxes = [_box(_("Events"), number(view.shown), note, colours.measure("events"))]
    for measure, title in titles().items():
        total = aggregates.total(view.cells, view.rows, measure)
        known = _("known for {known} of {events} events").format(
            known=number(total.known), events=number(total.events)
        )
        boxes.append(_box(title, total.figure.words(), known, colours.measure(measure)))
    st.html(
        '<div style="display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,9.5rem),1fr));'
        f'gap:0.75rem 1.25rem;margin:0.25rem 0">{"".join(boxes)}</div>'
    )


def _box(title: str, figure: str, note: str, colour: str) -> str:
    return (
        f'<div style="border-top:3px solid {colour};padding-top:0.3rem">'
        f'<div style="font-size:0.9rem">{html.escape(title)}</div>'
        f'<div style="font-size:1.5rem;font-weight:600;line-height:1.2">{html.escape(figure)}</div>'
        f'<div style="font-size:0.8rem;opacity:0.75">{html.escape(note)}</div></div>'
    )
