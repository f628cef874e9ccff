"""An independent tally says what the view, the API and the downloads say, for any filter: own code, from the files."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.routes import routes
from atlas import DATA
from atlas.folds import aggregates
from atlas.folds.views import View
from atlas.tally.filters import BOUNDS, EventFilter
from atlas.tally.ranges import Range
from tests.filters_at_random import PUBLISHED, filters_of
from tests.tally import by_hand

MEASURES = ("deaths", "detentions", "injuries", "participants")
DAYS = (date(2011, 12, 20), date(2012, 2, 1), date(2016, 5, 1), date(2019, 6, 30), date(2022, 1, 31))


@st.composite
def thresholds(draw: st.DrawFn) -> tuple[tuple[str, int], ...]:
    """Mostly none: two at once leave hardly an event."""
    measures = draw(st.sampled_from([(), (), ("detentions",), ("deaths",), ("participants",), MEASURES[1:3]]))
    return tuple((each, draw(st.sampled_from((1, 2, 10, 17, 100)))) for each in measures)


@st.composite
def choices(draw: st.DrawFn) -> EventFilter:
    """Any filter, under any rule, and often of a short period, which events reach beyond."""
    chosen = draw(filters_of(PUBLISHED))
    if draw(st.booleans()):
        first = draw(st.sampled_from(sorted(set(PUBLISHED.events.start_date.dt.date))))
        chosen = replace(chosen, start=first, end=draw(st.dates(first, date(first.year, 12, 31))))
    return replace(
        chosen,
        whose=draw(st.sampled_from(("all", "official", "independent"))),
        known_on=draw(
            st.one_of(st.none(), st.sampled_from(DAYS), st.dates(date(1990, 1, 1), date(2026, 11, 1)))
        ),
        unverified=draw(st.booleans()),
        at_least=draw(thresholds()),
        bound=draw(st.sampled_from(BOUNDS)),
    )


def asked(chosen: EventFilter) -> dict[str, object]:
    return {
        "from": chosen.start.isoformat() if chosen.start else "",
        "to": chosen.end.isoformat() if chosen.end else "",
        "city": chosen.cities,
        "region": chosen.regions,
        "event_type": chosen.types,
        "campaign": chosen.campaigns,
        "whose": chosen.whose,
        "known": chosen.known_on.isoformat() if chosen.known_on else "",
        "unverified": chosen.unverified,
        "at_least": chosen.at_least,
        "bound": chosen.bound,
    }


def plain(figure: Range) -> by_hand.Figure:
    if figure.low is None or figure.high is None:
        return None
    return figure.low, figure.high, figure.open_below, figure.open_above


@settings(max_examples=200, deadline=None)
@given(choices())
def test_the_view_says_what_the_independent_tally_says(chosen):
    view = View(PUBLISHED, chosen)
    for measure in MEASURES:
        own = aggregates.total(view.cells, view.rows, measure)
        beyond = own.beyond
        assert (
            plain(own.figure),
            own.known,
            own.events,
            plain(beyond.figure),
            beyond.known,
            beyond.events,
        ) == by_hand.total(DATA, measure, asked(chosen)), (measure, chosen.to_link())


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=routes())) as client:
        yield client


@settings(max_examples=40, deadline=None)
@given(choices())
def test_the_sums_of_a_download_are_the_independent_tally_s(client, chosen):
    answer = client.get(f"/api/events.csv?{chosen.to_link()}")
    assert answer.status_code == 200, answer.text
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    for measure in by_hand.SUMMED:
        figure, known, shown, _beyond, _known, reaching = by_hand.total(DATA, measure, asked(chosen))
        counted = [row for row in rows if row[f"{measure}_counted_low"]]
        assert (len(rows), len(counted)) == (shown, known)
        assert sum(row["within_period"] == "False" for row in rows) == reaching
        sums = [sum(int(row[f"{measure}_counted_{bound}"]) for row in counted) for bound in ("low", "high")]
        assert figure is None or sorted(sums) == [figure[0], figure[1]]


@pytest.mark.parametrize(
    ("link", "measure", "what"),
    [
        # What the rule is for: a toll of seventeen days is no toll of one of them.
        ({"from": "2022-01-02", "to": "2022-01-02"}, "injuries", "beyond"),
        ({"from": "2022-01-01", "to": "2022-01-31"}, "injuries", "within"),
    ],
)
def test_the_independent_tally_itself_can_tell_within_from_beyond(link, measure, what):
    nothing = asked(EventFilter(measure=measure)) | link
    figure, known, _shown, beyond, beyond_known, _events = by_hand.total(DATA, measure, nothing)
    if what == "beyond":
        assert beyond and beyond[0] > 500 and beyond_known and (figure is None or figure[1] < 500)
    else:
        assert figure and figure[0] > 500 and known
