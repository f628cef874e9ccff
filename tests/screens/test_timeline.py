"""The timeline: running totals, spans for what no day stands for, the period of a drawn box."""

from datetime import date
from itertools import pairwise

import numpy as np
import plotly.graph_objects as go
import pytest

from atlas.drawing import timeline_figure
from atlas.folds import aggregates, timeline
from atlas.tally.filters import EventFilter
from tests.opened_pages import opened, words
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


def drawn(start, end, *, summed=False, logarithmic=False, unit="year", measures=("deaths", "participants")):
    rows = dataset.view(EventFilter(start=start, end=end)).rows
    axis = aggregates.time_axis(CELLS, rows, start, end, unit)
    return timeline_figure.timeline(
        timeline.panels(CELLS, rows, measures, axis, summed=summed),
        EDITION.context,
        timeline.spans(EDITION.events, rows),
        granularity=unit,
        bins=len(axis.bins),
        start=start,
        end=end,
        summed=frozenset({"deaths"} & set(measures)) if summed else frozenset(),
        logarithmic=logarithmic,
        selectable=True,
        dark=False,
        width=350,
    )


@pytest.mark.parametrize("choice", [{}, {"summed": True}, {"logarithmic": True}, {"unit": "day"}])
def test_plotly_accepts_the_timeline_and_its_parts_do_not_overlap(choice):
    figure = drawn(date(1986, 1, 1), date(2026, 11, 22), **choice)
    go.Figure(figure)
    axes = [axis for name, axis in figure["layout"].items() if name.startswith("yaxis")]
    domains = sorted(axis["domain"] for axis in axes)
    assert len(domains) == 4
    assert all(below[1] < above[0] for below, above in pairwise(domains))


def test_on_the_log_scale_a_zero_keeps_a_place_of_its_own_below_one():
    places = [timeline_figure.height_of(figure) for figure in (0, 1, 10, 238)]
    assert places[:3] == [0, 1, 2]
    assert places == sorted(places)
    figure = drawn(date(1986, 1, 1), date(2026, 11, 22), logarithmic=True, measures=("deaths",))
    assert figure["layout"]["yaxis2"]["ticktext"] == ["0", "1", "10", "100"]
    assert figure["layout"]["yaxis2"].get("type") != "log"


def test_names_of_milestones_stay_apart_on_a_phone():
    figure = drawn(date(1986, 1, 1), date(2026, 11, 22))
    names = [note for note in figure["layout"]["annotations"] if note.get("yref") == "y domain"]
    named = [note for note in names if note["xref"] == "x"]
    assert len(named) >= 4
    rows = [note["yshift"] for note in named]
    left = {(note["yshift"], note["xanchor"]) for note in named}
    # A phone's row holds one name from each side at most.
    assert len(left) == len(rows)


def test_a_span_of_a_month_is_told_as_a_month_and_never_as_a_day():
    words_ = timeline_figure.span_hover("Strike", date(1989, 7, 1), date(1989, 7, 31), "month")
    assert words_ == "<b>July 1989</b> (the day is not known)<br>Strike"


def test_a_box_that_cannot_be_read_or_lies_outside_sets_nothing():
    period = (date(2011, 1, 1), date(2011, 12, 31))
    assert timeline.boxed_period(["2011-05-01T00:00+05:00", "2011-05-03"], "day", *period) == (
        timeline.boxed_period(["2011-05-01", "2011-05-03"], "day", *period)
    )
    assert timeline.boxed_period(["yesterday", "2011-01-01"], "day", *period) is None
    assert timeline.boxed_period(["2012-02-01", "2012-03-01"], "month", *period) is None
    assert timeline.boxed_period(["2011-05-03 01:02:03.1234", "2011-05-01 12:00"], "day", *period) == (
        date(2011, 5, 1),
        date(2011, 5, 2),
    )


def test_a_total_in_the_numbers_matches_the_tally_and_turnout_is_said_not_to_add_up():
    app = opened("timeline", sum="1", **{"from": "2022-01-01", "to": "2022-01-31"}, unit="month")
    view = dataset.view(EventFilter(start=date(2022, 1, 1), end=date(2022, 1, 31)))
    app.session_state["behind_timeline"] = True
    app.run()
    (table,) = (frame.value for frame in app.dataframe if "In words" in frame.value)
    for measure, title in (("deaths", "Deaths"), ("detentions", "Detentions")):
        row = table[table.Measure == f"{title}, added up to then"].iloc[-1]
        assert row["In words"] == aggregates.total(view.cells, view.rows, measure).figure.shown()
    assert "Turnout cannot be added up" in words(app)


def test_what_is_known_for_longer_than_a_day_is_in_the_numbers_of_a_daily_timeline():
    app = opened("timeline", show="deaths", unit="day", **{"from": "2022-01-01", "to": "2022-01-31"})
    app.session_state["behind_timeline"] = True
    app.run()
    (table,) = (frame.value for frame in app.dataframe if "In words" in frame.value)
    view = dataset.view(EventFilter(start=date(2022, 1, 1), end=date(2022, 1, 31)))
    total = aggregates.total(view.cells, view.rows, "deaths")
    # Nothing of that month reaches beyond it, so that the rows together are the total.
    assert total.beyond.known == 0
    assert (table.Least.sum(), table.Greatest.sum()) == (total.figure.low, total.figure.high)
    assert table["Known for"].sum() == total.known
    assert "4–18 Jan 2022" in table.When.tolist()


def test_nothing_chosen_says_so():
    assert "No event in the data matches this choice" in words(opened("timeline", q="zzzz"))


def test_the_page_says_from_how_many_days_on_an_event_is_a_span():
    assert f"events that lasted {timeline.LONG} days or more" in words(opened("timeline"))
