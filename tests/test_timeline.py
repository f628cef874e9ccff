"""The timeline: running totals, spans for what no day stands for, the period of a drawn box."""

from datetime import date

import numpy as np
import pytest

from atlas import aggregates, timeline
from atlas.filters import EventFilter
from tests.test_pages import opened, words
from ui import dataset

EDITION = dataset.edition()

CELLS = dataset.cells_of(EDITION, "all", date(2026, 11, 22), False)
ALL = np.ones(len(EDITION.events), dtype=bool)
AXIS = aggregates.time_axis(CELLS, ALL, date(1986, 1, 1), date(2026, 11, 22), "year")


@pytest.mark.parametrize("measure", ["deaths", "detentions", "injuries"])
def test_a_running_total_ends_at_the_total(measure):
    running = timeline.running_total(CELLS, ALL, measure, AXIS)
    total = aggregates.total(CELLS, ALL, measure)
    assert running.words.iloc[-1] == total.figure.words()
    assert running.known.is_monotonic_increasing
    assert running.low.dropna().is_monotonic_increasing
    assert running.words.iloc[0] != "0" or total.figure.low == 0


def test_turnout_is_never_added_up():
    with pytest.raises(ValueError, match="participants"):
        timeline.running_total(CELLS, ALL, "participants", AXIS)
    summed = timeline.panels(CELLS, ALL, ("participants",), AXIS, summed=True)["participants"]
    plain = timeline.panels(CELLS, ALL, ("participants",), AXIS, summed=False)["participants"]
    assert summed.words.tolist() == plain.words.tolist()


def test_everything_known_by_month_or_year_only_is_a_span():
    spans = timeline.spans(EDITION.events, ALL)
    vague = EDITION.events[EDITION.events.date_precision != "day"]
    assert set(vague.event_id) <= set(spans.event_id)
    for span in spans.itertuples():
        long = (span.end - span.start).days + 1 >= timeline.LONG
        assert long or span.precision != "day"


def test_a_box_sets_whole_years_on_a_yearly_axis_and_stays_within_the_period():
    boxed = timeline.boxed_period(
        ["2010-03-01T00:00:00", "2012-09-01T00:00:00"], "year", date(1986, 1, 1), date(2026, 11, 22)
    )
    assert boxed is not None
    assert date(2010, 1, 1) <= boxed[0] <= date(2011, 1, 1)
    assert date(2011, 12, 31) <= boxed[1] <= date(2012, 12, 31)


@pytest.mark.parametrize("query", [{}, {"unit": "day"}, {"sum": "1"}, {"scale": "log"}, {"show": "deaths"}])
def test_the_page_opens_cold_with_each_of_its_own_choices(query):
    said = words(opened("timeline", **{"from": "2022-01-01", "to": "2022-01-31"}, **query))
    assert "Protest events, January 2022" in said


def test_an_unknown_unit_is_said_aloud():
    assert "fortnight" in words(opened("timeline", unit="fortnight"))


def test_a_daily_axis_says_how_many_events_it_leaves_out():
    said = words(opened("timeline", **{"from": "2011-05-01", "to": "2011-08-01", "unit": "day"}))
    view = dataset.view(EventFilter(start=date(2011, 5, 1), end=date(2011, 8, 1)))
    left_out = aggregates.time_axis(view.cells, view.rows, view.start, view.end, "day").left_out
    assert left_out
    assert f"{left_out} " in said
