"""The campaigns under the filter: bands on a time axis, and a table that leads to each one's profile."""

from typing import Any

import streamlit as st
from pandas import DataFrame

from atlas.drawing import waves_figure
from atlas.edition.named_waves import named_waves
from atlas.folds import waves
from atlas.tally.range_columns import ranges
from atlas.words.language import _, ngettext, number
from ui import page_state
from ui.dataset import View
from ui.shared import campaign_link, figure
from ui.shared.markup import cell, table
from ui.theme import is_dark

FEW = 20
"""Campaigns in the table unless the reader asks for all."""


def titles() -> dict[str, str]:
    """What the figures of a campaign are called, by measure, in the order of its row."""
    words = (_("Largest turnout"), _("Detained"), _("Killed"), _("Injured"))
    return dict(zip(waves.MEASURES, words, strict=True))


def draw(view: View) -> DataFrame:
    """The order, the figure, and what it leaves out; the campaigns in that order, for the table."""
    draw_named(view)
    words = dict(
        zip(
            waves.RANKS,
            (_("Events"), _("Detained"), _("Killed"), _("Largest turnout"), _("Latest")),
            strict=True,
        )
    )
    rank = page_state.segmented("rank", _("Sorted by"), words, "events")
    found = waves.ranked(waves.waves(view.cells, view.rows), rank)
    if found.empty:
        st.info(_("None of the events shown belongs to a campaign."))
        return found
    draw_figure(view, found, _("Campaigns as waves"))
    return found


def draw_named(view: View) -> None:
    """The waves that readers look for by name, each a link to its profile; some join several campaigns."""
    links = [
        campaign_link.to_joint(view, wave.campaigns, wave.title)
        for wave in named_waves(view.edition.campaigns)
    ]
    if not links:
        return
    st.html(
        '<p style="margin:0;display:flex;flex-wrap:wrap;gap:0.2rem 1rem">'
        f"<strong>{cell(_('Well-known waves:'))}</strong>{''.join(f'<span>{it}</span>' for it in links)}</p>"
    )


def draw_figure(view: View, found: DataFrame, title: str) -> None:
    """Campaigns as bands on one time axis, in their order, with what stands behind them."""
    st.header(title)
    if len(found) > waves_figure.MOST:
        text = _("The first {few} of {count} campaigns in this order; the table behind the figure has all.")
        st.caption(text.format(few=number(waves_figure.MOST), count=number(len(found))))
    figure.draw(
        view,
        # Of a big table no single event is drawn.
        waves_figure.spans(found, waves.moments(view.cells, view.rows & view.listable), dark=is_dark()),
        lambda: spans_table(found),
        name="campaigns",
        alt=waves_figure.alt_text(found),
    )
    st.caption(
        _(
            "A band runs from a campaign's first to its last event under the filter, a dot is an event, a thin line "
            "one that is known only by its month or year. The number of events stands behind the name."
        )
    )


def spans_table(found: DataFrame) -> DataFrame:
    """What the figure and the table rest on, for a file: unknown is empty."""
    names = ["campaign", "start", "end", "precision", "events", "cities"]
    figures = [
        f"{measure}_{part}"
        for measure in waves.MEASURES
        for part in ("low", "high", "open_below", "open_above", "known")
    ]
    return found[[*names, *figures]]


def draw_table(view: View, found: DataFrame) -> None:
    """The campaigns that ``draw`` found, in its order, each with a link to its profile."""
    if found.empty:
        return
    count = ngettext("{n} campaign", "{n} campaigns", len(found)).format(n=number(len(found)))
    st.header(count)
    st.caption(
        _(
            "Figures run from the least to the greatest report; + means “at least”, ≤ “up to”; an empty cell means that "
            "no figure is known. An event that sums up others adds only what these do not account for, so nobody "
            "is counted twice. Turnout is the largest of a single event and never summed."
        )
    )
    if len(found) > FEW and not page_state.switch(
        "all", _("All {count} campaigns").format(count=number(len(found)))
    ):
        found = found.head(FEW)
    measures = titles()
    shorts = {measure: _shorts(found, measure) for measure in measures}
    rows = [
        [
            campaign_link.to_profile(view, row.campaign),
            cell(waves_figure.when(row)),
            cell(number(row.events)),
            cell(number(row.cities)),
            *(cell(shorts[measure][at]) for measure in measures),
        ]
        for at, row in enumerate(_rows(found))
    ]
    header = [_("Campaign"), _("When"), _("Events"), _("Cities"), *measures.values()]
    st.html(table(header, rows, _("Campaigns"), stacked=True))


def _rows(found: DataFrame) -> list[Any]:
    return list(found.itertuples())


def _shorts(found: DataFrame, measure: str) -> list[str]:
    names = ("low", "high", "open_below", "open_above")
    columns = found[[f"{measure}_{name}" for name in names]].set_axis(list(names), axis=1)
    return [one.short() for one in ranges(columns)]
