"""Elections, offices, laws and other milestones of the period: a figure, and the list with its sources."""

import streamlit as st

from atlas.drawing import milestones_figure
from atlas.edition import milestones
from atlas.words.language import _, ngettext, number, period_words
from ui.dataset import View
from ui.shared import figure
from ui.shared.markup import cell, table
from ui.shared.source_link import to_address
from ui.theme import is_dark


def draw(view: View) -> None:
    """Draw the milestones of the chosen period, whatever else is chosen, and say so."""
    book = view.edition.codebook
    found = milestones.within(view.edition.context, view.start, view.end)
    st.header(_("Elections, offices and other milestones"))
    count = ngettext("{n} milestone", "{n} milestones", len(found)).format(n=number(len(found)))
    st.caption(
        _(
            "{count} of the chosen period, {period}. They follow the period alone, not the places, types or words "
            "chosen beside. A hollow mark with a line is known only by its month."
        ).format(count=count, period=period_words(view.start, view.end))
    )
    if found.empty:
        st.info(_("No milestone is recorded for this period."))
        return
    period = {"start": view.start, "end": view.end}
    listed = milestones.table(found, book)
    figure.draw(
        view,
        milestones_figure.milestones_figure(found, book, **period, dark=is_dark()),
        listed,
        name="milestones",
        alt=milestones_figure.alt_text(found, book, **period),
    )
    # Few are read at once; ninety of them would push what follows out of sight.
    with st.expander(_("These milestones as a list, with sources"), expanded=len(found) <= 12):
        rows = [
            [
                f'<span style="white-space:nowrap">{cell(when)}</span><br><small>{cell(kind)}</small>',
                "<br>".join(
                    [f"<strong>{cell(title)}</strong>", cell(detail), _source(view, source, address)]
                ),
            ]
            for when, kind, title, detail, source, address in listed.itertuples(index=False, name=None)
        ]
        # Two columns, so that a phone shows them whole.
        header = [_("When"), _("What happened")]
        st.html(table(header, rows, _("Milestones of the period")))


def _source(view: View, title: str, address: str) -> str:
    return f"<small>{cell(_('Source:'))} {to_address(view, address, title)}</small>"
