"""The events shown, as a table with their figures and a way to the sources."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from urllib.parse import urlencode

import streamlit as st
from pandas import DataFrame

from atlas.words.language import _, number
from ui import link
from ui.dataset import View
from ui.shared import figure_list, paged_table, search_hits

FEW = 50
"""Rows that the overview lists: more would weigh on every change of the filter."""


def draw(view: View, *, few: bool, height: int = 420) -> None:
    """The table, latest event first, what a search fits best first; with ``few`` the first rows and a way to all."""
    if not view.listable:
        # Its events can last from one year into the next.
        _draw(paged_table.page_of(view, few=FEW if few else 0), few=few, height=height, dates=175)
        return
    table = view.listed
    search_hits.draw(view)
    if view.chosen.query:
        st.caption(
            _(
                "In order of how well they fit the search: its words in a town's name or a title come first, those in "
                "passing last."
            )
        )
    if few and len(table) > FEW:
        text = (
            _("The first {few} of {shown} events; all of them on the page Events and in the download.")
            if view.chosen.query
            else _("The latest {few} of {shown} events; all of them on the page Events and in the download.")
        )
        st.caption(text.format(few=number(FEW), shown=number(view.shown)))
        table = table.head(FEW)
    if table.empty:
        st.info(_("No event of this choice is in this list."), icon=":material/search_off:")
        return
    _draw(table, few=few, height=height, told={} if few else figure_list.reasons(view))


def _draw(
    table: DataFrame,
    *,
    few: bool,
    height: int,
    dates: int = 115,
    told: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> None:
    st.caption(
        _(
            "Figures run from the least to the greatest report; + means “at least”, ≤ “up to”. A word stands "
            "where nobody gives a number; an empty cell means that nobody gives a usable one."
        )
    )
    # An event_id is made of digits, letters and hyphens: it needs no quoting.
    address = f"events?{urlencode(link.query_for(event=''))}"
    columns = {
        _("Date"): table.when,
        _("Place"): table.place,
        _("Event"): table.title,
        **told,
        _("Detained"): table.detentions,
        _("Killed"): table.deaths,
        _("Injured"): table.injuries,
        _("Turnout"): table.participants,
        _("Sources"): [f"{address}{event}" for event in table.event_id],
        _("Type"): table.type,
        _("Campaign"): table.campaign,
    }
    st.dataframe(
        columns,
        hide_index=True,
        height=height if len(table) > 10 else "auto",
        column_config={
            _("Date"): st.column_config.TextColumn(width=_width(_("Date"), dates)),
            _("Place"): st.column_config.TextColumn(width=_width(_("Place"), 185)),
            _("Event"): st.column_config.TextColumn(width=_width(_("Event"), 280)),
            _("Detained"): st.column_config.TextColumn(width=_width(_("Detained"), 85)),
            _("Killed"): st.column_config.TextColumn(width=_width(_("Killed"), 65)),
            _("Injured"): st.column_config.TextColumn(width=_width(_("Injured"), 70)),
            _("Turnout"): st.column_config.TextColumn(width=_width(_("Turnout"), 105)),
            _("Sources"): st.column_config.LinkColumn(
                display_text=_("sources"), width=_width(_("Sources"), 70)
            ),
        },
        key="events_few" if few else "events_all",
        alt=_("Events shown"),
    )


def _width(title: str, least: int) -> int:
    """Pixels for a column, so that its title is not cut in any language."""
    return max(least, 8 * len(title) + 26)
