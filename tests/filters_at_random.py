"""Filters drawn at random from what the published data hold, for properties that must be true of any of them."""

from datetime import date

from hypothesis import strategies as st

from atlas.edition.edition import Edition
from atlas.folds.views import published
from atlas.tally.filters import EventFilter

PUBLISHED = published()


def filters_of(edition: Edition) -> st.SearchStrategy[EventFilter]:
    """Filters whose values are in this edition, from none at all to several of each field."""
    events = edition.events
    days = st.one_of(st.none(), st.dates(date(1986, 1, 1), date(2026, 11, 22)))

    def few_of(column: str) -> st.SearchStrategy[tuple[str, ...]]:
        values = sorted(set(events[column]) - {""})
        some = st.lists(st.sampled_from(values), min_size=1, max_size=4, unique=True).map(tuple)
        # Mostly none: every field chosen at once would leave no event to speak of.
        return st.one_of(st.just(()), st.just(()), some)

    def in_order(ends: tuple[date | None, date | None]) -> tuple[date | None, date | None]:
        first, last = ends
        return (last, first) if first and last and first > last else ends

    def build(ends: tuple[date | None, date | None], **fields: tuple[str, ...]) -> EventFilter:
        return EventFilter(start=ends[0], end=ends[1], **fields)

    return st.builds(
        build,
        st.tuples(days, days).map(in_order),
        cities=few_of("city"),
        regions=few_of("event_region"),
        types=few_of("event_type"),
        campaigns=few_of("campaign"),
    )
