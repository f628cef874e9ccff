"""One event of the reader's choice: how its figure moved, each claimant's word at its day."""

from typing import Any
from urllib.parse import urlencode

import streamlit as st
from pandas import DataFrame, NaT

from atlas.drawing import toll_figure
from atlas.folds import aggregates
from atlas.tally import toll
from atlas.tally.derivations import REASONS, day_said
from atlas.words.language import _, ngettext, number
from ui import link
from ui.dataset import View
from ui.disputed import disputed_play
from ui.shared import figure
from ui.shared.markup import cell, inside, plain
from ui.shared.source_link import to_source
from ui.theme import is_dark


def choices(view: View, measure: str) -> list[str]:
    """The events of the view with a number for the measure, the most reported first; an event that the
    address asks for is always among them."""
    shown = set(view.edition.events.event_id[view.rows])
    given = [event for event in toll.numbers_given(view.edition, measure).index if event in shown]
    asked = link.page_parameter("event")
    known = asked in set(view.edition.events.event_id)
    return [*given, asked] if known and asked not in given else given


def draw(view: View, measure: str) -> None:
    """The choice of the event and, below it, what was said of it and when."""
    st.header(_("How one event's figure moved"))
    options, place = choices(view, measure), st.empty()
    asked = link.page_parameter("event")
    if asked and asked not in options:
        text = _("This link asks for an event that is not in the data: {event}")
        place.warning(plain(text.format(event=asked)))
    if not options:
        st.info(_("Nobody gives a number for this measure in the events shown."))
        return
    event = _choose(view, options, asked if asked in options else options[0])
    words = toll.words_over_time(view.edition, view.cells, event, measure)
    disputed_play.draw(view, event, measure)
    _figure(view, event, measure, words)
    _set_apart(view, words)
    _every_word(view, words)


def _choose(view: View, options: list[str], event: str) -> str:
    rows = view.edition.events.set_index("event_id")
    st.session_state["p_event"] = event
    st.selectbox(
        _("Event"),
        options,
        key="p_event",
        format_func=lambda code: f"{rows.title[code]} ({rows.start_date[code].year})",
        on_change=lambda: link.open_here(event=st.session_state["p_event"]),
        placeholder=_("Choose"),
    )
    return str(st.session_state["p_event"])


def _figure(view: View, event: str, measure: str, words: DataFrame) -> None:
    row = view.edition.events[view.edition.events.event_id == event].iloc[0]
    number_less = int((words.low.isna() & words.high.isna()).sum())
    told = words[words.low.notna() | words.high.notna()]
    figure.draw(
        view,
        toll_figure.toll_over_time(
            words,
            measure,
            began=row.start_date.date(),
            known_on=view.cells.known_on or aggregates.today(),
            dark=is_dark(),
        ),
        lambda: listing(view, words),
        name=f"toll-{measure}",
        alt=_("{measure}: {event}.").format(
            measure=view.edition.codebook.label("claims", "measure", measure), event=row.title
        )
        + " "
        + "; ".join(f"{_day(claim)}, {claim.claimant}: {claim.words}" for claim in told.itertuples()),
    )
    text = _(
        "Squares: officials; circles: NGOs; diamonds: media; pentagons: the opposition; hexagons: no known side. "
        "A line carries a figure on to the same claimant's next one. Hollow: covers a part only. Cross: "
        "withdrawn. Ringed: its day is not known, so it stands at the event's last day. Upright bar: a range; "
        "arrow: “at least” or “up to”. Pale: left out by the present choice of side, day or sources."
    )
    if number_less:
        text += " " + ngettext(
            "{count} word without a number stands in the table only.",
            "{count} words without a number stand in the table only.",
            number_less,
        ).format(count=number(number_less))
    st.caption(text)
    link_ = inside(urlencode(link.query_for(event=event)), _("The event and its sources"))
    st.html(f'<p style="margin:0">{link_}</p>')


def listing(view: View, words: DataFrame) -> DataFrame:
    """Every word of ``toll.words_over_time`` as a table for readers and scripts; empty where no date is known."""
    book = view.edition.codebook
    return DataFrame(
        {
            _("Said on"): words.said.where(~words.by_default, NaT).dt.strftime("%Y-%m-%d").fillna(""),
            _("Stands at"): words.said.dt.strftime("%Y-%m-%d"),
            _("Claimant"): words.claimant,
            _("Side"): [book.label("claims", "side", side) for side in words.side],
            _("Figure"): words.words,
            _("Standing"): [_(REASONS[standing]) for standing in words.standing],
            _("Note"): words.note,
        }
    )


def _day(claim: Any) -> str:  # noqa: ANN401 - a row of toll.words_over_time
    return day_said(NaT if claim.by_default else claim.said, claim.stated_on)


def _set_apart(view: View, words: DataFrame) -> None:
    """What was taken back, and what covers a part only, each with what is known of why."""
    titles = {
        "withdrawn": _("Withdrawn: shown, but counted nowhere"),
        "partial": _("Part of the event only: shown, but bounding no figure of the whole"),
    }
    text = ""
    for scope, title in titles.items():
        items = "".join(
            f"<li><strong>{cell(claim.words)}</strong>, {cell(claim.claimant)}, "
            f"{cell(_day(claim))}{cell(f': {claim.note}' if claim.note else '')}"
            f"<br><small>{_('Source: {source}').format(source=to_source(view, claim.source_id))}</small></li>"
            for claim in words[words.scope == scope].itertuples()
        )
        if items:
            text += f'<p style="margin:0.5rem 0 0">{cell(title)}</p><ul style="margin:0">{items}</ul>'
    if text:
        st.html(text)


def _every_word(view: View, words: DataFrame) -> None:
    with st.expander(_("Each of these figures with its source")):
        items = []
        for claim in words.itertuples():
            said = _day(claim)
            source = _("Source: {source}").format(source=to_source(view, claim.source_id))
            items.append(
                f"<li><strong>{cell(claim.words)}</strong>, {cell(claim.claimant)}, {cell(said)}. "
                f"<small>{source}</small></li>"
            )
        st.html(f'<ul style="margin:0">{"".join(items)}</ul>')
