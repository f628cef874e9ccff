"""The filter as chips: each names one thing that narrows the view and takes it away at a click."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import streamlit as st

from atlas.edition import divisions
from atlas.edition.divisions import DIVISIONS
from atlas.edition.names import campaign_name, town_name
from atlas.tally.filters import FACETS, THRESHOLDS, EventFilter, redivided, threshold_words
from atlas.words.language import _, date_words, period_words
from ui import dataset, link
from ui.dataset import View
from ui.shared.markup import plain


@dataclass(frozen=True)
class Chip:
    """One part of the filter: a name for the widget, words, and the filter without it."""

    name: str
    words: str
    without: EventFilter


def chips(view: View) -> Iterator[Chip]:
    """Every part of the filter that can be taken away on its own, in the order of the sidebar."""
    chosen, book = view.chosen, view.edition.codebook
    if chosen.query:
        yield Chip("q", _("“{words}”").format(words=chosen.query), replace(chosen, query=""))
    if chosen.start or chosen.end:
        began = date_words(view.start, "year" if (view.start.month, view.start.day) == (1, 1) else "day")
        period = (
            period_words(view.start, view.end) if chosen.end else _("from {start} on").format(start=began)
        )
        yield Chip("period", period, replace(chosen, start=None, end=None))
    labels = {"regions": "region", "types": "event_type"}
    named = {"cities": town_name, "campaigns": campaign_name}
    for field in FACETS:
        values: tuple[str, ...] = getattr(chosen, field)
        for value in values:
            words = book.label("events", labels[field], value) if field in labels else named[field](value)
            words = divisions.label(book, value) if field == "regions" else words
            rest = tuple(other for other in values if other != value)
            yield Chip(f"{field}_{value}", words, replace(chosen, **{field: rest}))
    if chosen.oblasts != "today":
        yield Chip("oblasts", _(DIVISIONS[chosen.oblasts]), redivided(chosen, "today", dataset.choices()))
    for measure, least in chosen.at_least:
        yield Chip(THRESHOLDS[measure], threshold_words(measure, least), chosen.from_number(measure, None))
    if chosen.bound != "low":
        yield Chip("bound", _("by the greatest figure"), replace(chosen, bound="low"))
    if chosen.whose != "all":
        words = {"official": _("official figures"), "independent": _("independent figures")}[chosen.whose]
        yield Chip("whose", words, replace(chosen, whose="all"))
    if chosen.known_on:
        words = _("as known on {day}").format(day=date_words(chosen.known_on))
        yield Chip("known", words, replace(chosen, known_on=None))
    if chosen.unverified:
        yield Chip("unverified", _("unverified sources"), replace(chosen, unverified=False))


def draw(view: View) -> None:
    """One button a chip, in a row that wraps."""
    found = list(chips(view))
    # The place is kept where there is none: else all below would be built anew, and the map lose the reader's zoom.
    place = st.empty()
    if not found:
        return
    with place.container(horizontal=True, gap="small"):
        for chip in found:
            st.button(
                plain(chip.words),
                icon=":material/close:",
                icon_position="right",
                key=f"chip_{chip.name}",
                help=_("Take this filter away"),
                on_click=link.replace_with,
                args=(chip.without,),
            )
