"""Figures that rest on one claimant or one source alone, and events whose figure is never given."""

import streamlit as st
from numpy import flatnonzero

from atlas.folds import shown_rows
from atlas.tally import disputes
from atlas.words.language import _, number
from ui.dataset import View
from ui.disputed.disputed_gap import listed, rules


def draw(view: View, measure: str) -> None:
    """Three counts, each with its list a click away."""
    of = rules(view)["all"]
    name = view.edition.codebook.label("claims", "measure", measure)
    alone = disputes.single(view.edition, of, view.rows, measure)
    claimant, source = alone[alone.claimants == 1], alone[alone.sources == 1]
    own = int((of.totals[measure].known.to_numpy() & view.rows).sum())
    never = flatnonzero(disputes.by_side(rules(view), view.rows, measure)["nobody"])
    st.header(_("Figures with one voice, and figures never given: {measure}").format(measure=name))
    st.markdown(
        _(
            "{own} of the events shown have a figure of their own, all sides taken together. {claimant} of these rest "
            "on a single claimant, {source} on a single source. For {never} events no number is given at all: "
            "unknown, which is not zero."
        ).format(
            own=number(own),
            claimant=number(len(claimant)),
            source=number(len(source)),
            never=number(len(never)),
        )
    )
    for key, rows, title in (
        ("claimant", claimant, _("A single claimant")),
        ("source", source, _("A single source")),
    ):
        if len(rows):
            with st.expander(f"{title} ({number(len(rows))})"):
                back = rows[::-1]
                words = [disputes.figure_of(of, measure, row).words() for row in back.row]
                columns = {_("Figure"): words, _("Claimant"): back.claimant.to_list()}
                listed(view, back.row.to_list(), columns, key=f"one_{key}")
    if len(never):
        with st.expander(_("Never given") + f" ({number(len(never))})"):
            vague = shown_rows.vague_words(view.edition, of).get(measure, {})
            rows_ = never[::-1].tolist()
            said = [vague.get(event, "") for event in view.edition.events.event_id.loc[rows_]]
            listed(view, rows_, {_("Word instead of a number"): said}, key="never")
