"""What the rule does to the total: all, official and independent figures of the same events side by side."""

from dataclasses import replace

import streamlit as st
from pandas import DataFrame, array

from atlas.drawing import disputes_figure
from atlas.folds import aggregates
from atlas.folds.aggregates import Total
from atlas.words.language import _
from ui.dataset import View
from ui.shared import figure, headline, whose
from ui.shared.markup import cell, table
from ui.theme import is_dark


def draw(view: View) -> None:
    """Every measure under each rule, as ranges over axes of their own, and as a table."""
    st.header(_("What the choice of side does to the totals"))
    st.caption(
        _(
            "The same events under each rule. A side that says nothing of an event adds nothing to its total, so a "
            "lower total may only mean that fewer events are known. Turnout is the largest single figure, never a "
            "sum."
        )
    )
    titles = headline.titles() | {"participants": _("Participants (largest)")}
    words = whose.whose_words()
    rules = {whose: replace(view, chosen=replace(view.chosen, whose=whose)) for whose in words}
    totals = {
        (measure, whose): aggregates.total(rules[whose].cells, rules[whose].rows, measure)
        for measure in titles
        for whose in rules
    }
    bars = {
        measure: disputes_figure.Row(
            f"<b>{cell(title)}</b>", [(whose, totals[measure, whose].figure) for whose in rules]
        )
        for measure, title in titles.items()
    }
    figure.draw(
        view,
        disputes_figure.totals(bars, dark=is_dark()),
        lambda: _table(totals),
        name="rules",
        alt="; ".join(
            f"{title}, {words[whose]}: {totals[measure, whose].figure.words()}"
            for measure, title in titles.items()
            for whose in rules
        ),
    )
    st.caption(
        _("Of each measure from top to bottom: {sides}.").format(
            sides=", ".join(words[whose] for whose in rules)
        )
    )
    rows = [
        [
            f"<strong>{cell(title)}</strong>",
            *(
                f"{cell(one.figure.shown())}<br><small>"
                + headline.in_table(replace(view.chosen, whose=whose), measure, one, linked=view.listable)
                + "</small>"
                for whose, one in ((whose, totals[measure, whose]) for whose in rules)
            ),
        ]
        for measure, title in titles.items()
    ]
    st.html(
        table([_("Measure"), *(words[w] for w in rules)], rows, _("Totals under each rule"), stacked=True)
    )


def _table(totals: dict[tuple[str, str], Total]) -> DataFrame:
    """The same for scripts, one row per measure and rule."""
    order = list(totals)
    return DataFrame(
        {
            "measure": [measure for measure, _whose in order],
            "whose": [whose for _measure, whose in order],
            "low": array([totals[at].figure.low for at in order], dtype="Int64"),
            "high": array([totals[at].figure.high for at in order], dtype="Int64"),
            "words": [totals[at].figure.words() for at in order],
            "known": [totals[at].known for at in order],
            "events": [totals[at].events for at in order],
        }
    )
