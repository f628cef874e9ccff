"""Figures that rest on one claimant or one source alone, and events of which nobody gives a usable figure."""

import streamlit as st
from numpy import flatnonzero

from atlas.folds import shown_rows
from atlas.folds.standing import standing
from atlas.tally import disputes
from atlas.tally.cells import Cells
from atlas.words.language import _, number, opening
from ui.dataset import View
from ui.disputed.disputed_gap import listed, rules


def draw(view: View, measure: str) -> None:
    """The counts, each with its list a click away."""
    of = rules(view)["all"]
    name = view.edition.codebook.label("claims", "measure", measure)
    alone = disputes.single(view.edition, of, view.rows, measure)
    claimant, source = alone[alone.claimants == 1], alone[alone.sources == 1]
    found = standing(view.edition, of, measure)
    own = int((found.are("known") & view.rows).sum())
    without = {kind: flatnonzero(found.are(kind) & view.rows) for kind in ("unusable", "words", "none")}
    st.header(_("Figures with one voice, and figures never given: {measure}").format(measure=name))
    st.markdown(
        _(
            "{own} of the events shown have a figure of their own, all sides taken together. {claimant} of these rest "
            "on a single claimant, {source} on a single source. For {unusable} events there are only numbers that "
            "cannot count (partial, taken back, from unverified sources or not yet known), {words} are told in words "
            "only, and for {none} nobody gives a number: unknown, which is not zero."
        ).format(
            own=number(own),
            claimant=number(len(claimant)),
            source=number(len(source)),
            **{kind: number(len(rows)) for kind, rows in without.items()},
        )
    )
    for key, rows, title in (
        ("claimant", claimant, _("A single claimant")),
        ("source", source, _("A single source")),
    ):
        if len(rows):
            with st.expander(f"{title} ({number(len(rows))})"):
                back = rows[::-1]
                words = [disputes.figure_of(of, measure, row).shown() for row in back.row]
                columns = {_("Figure"): words, _("Claimant"): back.claimant.to_list()}
                listed(view, back.row.to_list(), columns, key=f"one_{key}")
    titles = {
        "unusable": _("Only numbers that cannot count"),
        "words": _("In words only"),
        "none": _("Nobody gives a number"),
    }
    for kind, title in titles.items():
        rows_ = without[kind][::-1].tolist()
        if rows_:
            with st.expander(f"{title} ({number(len(rows_))})"):
                columns = {}
                if kind == "unusable":
                    columns = {_("Why no number counts"): [opening(found.words(row)) for row in rows_]}
                elif kind == "words":
                    columns = {_("Word instead of a number"): _said(view, of, measure, rows_)}
                listed(view, rows_, columns, key=f"without_{kind}")


def _said(view: View, of: Cells, measure: str, rows: list[int]) -> list[str]:
    vague = shown_rows.vague_words(view.edition, of).get(measure, {})
    return [vague.get(event, "") for event in view.edition.events.event_id.loc[rows]]
