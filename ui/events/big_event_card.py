"""One event of a big table: what the table tells of it, and its figures by side; single reports are not read."""

from typing import TYPE_CHECKING, Any

import streamlit as st
from pandas import NA

from atlas.tally.ranges import UNKNOWN, Range
from atlas.words.language import _, ngettext, number
from ui import window
from ui.events import event_card, event_result, event_way
from ui.shared import headline, whose
from ui.shared.markup import cell, plain, table

if TYPE_CHECKING:
    # Not when it runs: the engine of big tables takes 50 MB that most servers never need.
    from atlas.big.large_view import LargeView

MEASURES = ("deaths", "detentions", "injuries", "participants")
MOST = 200
"""Parts of an umbrella that are listed."""


def draw(view: "LargeView", event_id: str) -> None:
    """The event's own page; an unknown identifier is said, with a way to the list."""
    event_card.draw_way_back()
    with st.spinner(_("Looking for the event…"), show_time=True):
        found = view.event(event_id)
    if found.empty:
        event_card.draw_unknown(event_id)
        return
    event = next(found.itertuples())
    window.name(event.title)
    st.title(plain(event.title))
    event_result.draw({measure: _range(event, measure, "all") for measure in MEASURES}, {})
    event_way.draw_filter(view)
    event_card.draw_facts(view, event)
    st.html(f"<p>{cell(event.description)}</p>")
    _figures(event)
    with st.spinner(_("Looking for its parts…"), show_time=True):
        parts = view.parts_of(event_id, MOST + 1)
        whole = view.event(event.part_of) if event.part_of else found.iloc[:0]
    for title, rows in ((_("Part of"), whole), (_("Its parts"), parts)):
        if len(rows):
            st.header(title)
            st.html(event_card.listed(view, rows.head(MOST)))
    if len(parts) > MOST:
        st.caption(_parts_left_out())


def _parts_left_out() -> str:
    """That the list of parts stops. How many there are would have to be read from the whole table."""
    return ngettext(
        "The first part is listed; the event has more.",
        "The first {count} parts are listed; the event has more.",
        MOST,
    ).format(count=number(MOST))


def _figures(event: Any) -> None:  # noqa: ANN401 - a row of events
    st.header(_("What the reports add up to"))
    st.caption(
        _(
            "With the event's parts, as known by now and from verified sources, whatever is chosen beside. The single "
            "reported figures are not read for this table."
        )
    )
    titles = headline.titles() | {"participants": _("Participants")}
    words = whose.whose_words()
    rows = [
        [f"<strong>{cell(title)}</strong>", *(cell(_range(event, measure, whose).shown()) for whose in words)]
        for measure, title in titles.items()
    ]
    st.html(table([_("Measure"), *words.values()], rows, _("Figures of this event"), stacked=True))


def _range(event: Any, measure: str, whose: str) -> Range:  # noqa: ANN401 - a row of events
    side = measure if whose == "all" else f"{measure}_{whose}"
    low, high, said = (getattr(event, f"{side}_{part}") for part in ("low", "high", "open"))
    if low is NA or high is NA:
        return UNKNOWN
    return Range.of(int(low), int(high), said == "below", said == "above")
