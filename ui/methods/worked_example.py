"""The tally followed step by step through Zhanaozen and Shetpe, December 2011; every number comes from the data."""

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from atlas.edition.names import side_words
from atlas.tally import worked_example
from atlas.tally.derivations import REASONS, Derivation, day_said
from atlas.tally.filters import figures_in_words
from atlas.tally.tallies import WHOSE
from atlas.tally.worked_example import Step
from atlas.words.language import _, ngettext, number
from ui import dataset, link
from ui.dataset import View
from ui.shared.markup import cell, inside, table


def draw(view: View) -> None:
    """The steps under the reader's own rule, then the result under each of the three."""
    st.header(_("A worked example: deaths in Zhanaozen and Shetpe, December 2011"))
    try:
        found = worked_example.example(view.edition, view.cells)
    except KeyError:
        st.info(_("This edition of the data does not hold the event of the example."))
        return
    st.caption(
        _("Computed from the data at this moment, under your present choice: {figures}.").format(
            figures=figures_in_words(view.chosen)
        )
    )
    for at, part in enumerate(found.parts, start=1):
        _step(view, _("Step {n}: {place}").format(n=number(at), place=part.place), part)
    if found.silent:
        st.caption(
            ngettext(
                "{n} further part has no reported figure of deaths: unknown, it adds nothing.",
                "{n} further parts have no reported figure of deaths: unknown, they add nothing.",
                found.silent,
            ).format(n=number(found.silent))
        )
    at = len(found.parts) + 1
    _step(view, _("Step {n}: the umbrella over both").format(n=number(at)), found.whole)
    st.html(f"<p>{cell(_together(found.whole.derived))}</p>")
    _rules(view)


def _step(view: View, heading: str, step: Step) -> None:
    st.subheader(heading)
    query = urlencode(link.query_for(event=step.event_id))
    st.html(f'<p style="margin:0">{inside(query, step.title)}</p>')
    if len(step.claims):
        header = [_("Figure"), _("According to"), _("Does it count?")]
        rows = [_claim(view, claim) for claim in step.claims.itertuples()]
        st.html(table(header, rows, heading))
    own, claimants = step.derived.own, step.derived.claimants
    if own.known:
        text = ngettext(
            "The latest word of {count} claimant gives {figure}.",
            "The latest words of {count} claimants give {figure}.",
            claimants,
        ).format(count=number(claimants), figure=own.words())
    else:
        text = _("No reported figure counts under this choice: unknown, which is not zero.")
    st.html(f"<p><strong>{cell(text)}</strong></p>")


def _claim(view: View, claim: Any) -> list[str]:  # noqa: ANN401 - a row of claims_with_standing
    said = day_said(claim.said, claim.stated_on)
    side = side_words(view.edition.codebook, claim.side)
    who = _("{claimant} ({side})").format(claimant=claim.claimant, side=side)
    figure, standing = cell(claim.words), cell(_(REASONS[claim.standing]))
    if claim.standing == "counts":
        figure, standing = f"<strong>{figure}</strong>", f"<strong>{standing}</strong>"
    return [figure, f"{cell(who)}<br><small>{cell(said)}</small>", standing]


def _together(one: Derivation) -> str:
    """The rule for umbrellas with the example's numbers, bound by bound."""
    if not one.total.known:
        return _("Neither the umbrella nor its parts have a figure that counts: the total is unknown.")
    if not one.parts.known:
        return _("Its parts have no figure that counts, so its own stands: {total}.").format(
            total=one.total.words()
        )
    if not one.own.known:
        return _("It has no figure of its own that counts, so its parts stand: {total}.").format(
            total=one.total.words()
        )
    adds_low, adds_high = worked_example.beyond_parts(one)
    return _(
        "The parts add up to {parts}, the umbrella's own figure is {own}. The low end is the greater of {own_low} and "
        "{parts_low}, the high end the greater of {own_high} and {parts_high}: together {total}. Beyond its parts the "
        "umbrella adds {adds_low} to the low end and {adds_high} to the high end."
    ).format(
        parts=one.parts.words(),
        own=one.own.words(),
        own_low=number(one.own.low or 0),
        parts_low=number(one.parts.low or 0),
        own_high=number(one.own.high or 0),
        parts_high=number(one.parts.high or 0),
        total=one.total.words(),
        adds_low=number(adds_low),
        adds_high=number(adds_high),
    )


def _rules(view: View) -> None:
    """The same three times, whosever figures the reader counts."""
    st.subheader(_("The same under each choice of whose figures count"))
    chosen = view.chosen
    cells = {
        whose: dataset.cells_of(view.edition, whose, chosen.known_on, chosen.unverified) for whose in WHOSE
    }
    words = {"all": _("All"), "official": _("Official"), "independent": _("Independent")}
    rows = [
        [cell(words[whose]), cell(one.own.words()), cell(one.parts.words()), cell(one.total.words())]
        for whose, one in worked_example.results(view.edition, cells).items()
    ]
    header = [_("Whose figures"), _("The umbrella's own"), _("Sum of its parts"), _("Total")]
    st.html(table(header, rows, _("The example under each choice")))
