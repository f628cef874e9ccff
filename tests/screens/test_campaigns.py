"""Campaigns as waves: spans no more exact than known, courses that end at the tally, and the page that shows them."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from atlas.drawing import courses_figure, waves_figure
from atlas.edition import named_waves
from atlas.folds import aggregates, courses, publishers, waves
from atlas.tally.cells import Cells, days
from atlas.tally.filters import EventFilter
from atlas.words.language import span_words
from tests.opened_pages import opened, told, words
from ui import dataset

ALL = EventFilter()
MEASURES = ("detentions", "deaths", "injuries", "participants")


def cells(*rows: dict[str, object]) -> Cells:
    """Cells of one campaign, each event on 2 May 2020 in A unless said otherwise; no figure is known."""
    neutral = {"start": "2020-05-02", "end": None, "precision": "day", "city": "A", "campaign": "wave"}
    table = pd.DataFrame([neutral | row for row in rows])
    frame = pd.DataFrame(
        {
            "start": days(pd.to_datetime(table.start)),
            "end": days(pd.to_datetime(table.end.fillna(table.start))),
            **{name: pd.Categorical(table[name]) for name in ("precision", "city", "campaign")},
        }
    )
    for measure in MEASURES:
        figures = [row.get(measure) for row in rows]
        frame[f"{measure}_known"] = [figure is not None for figure in figures]
        for at, bound in enumerate(("low", "high")):
            frame[f"{measure}_{bound}"] = np.array([f[at] if f else 0 for f in figures], dtype="int32")
        for flag in ("open_below", "open_above"):
            frame[f"{measure}_{flag}"] = False
    additive = {measure: measure != "participants" for measure in MEASURES}
    return Cells(frame, {}, MEASURES, additive, "all", date(2026, 1, 1), False, "1")


def every(small: Cells) -> aggregates.Mask:
    return np.ones(len(small.frame), dtype=bool)


def test_a_wave_has_its_span_its_towns_and_its_figures():
    small = cells(
        {"detentions": (3, 5), "participants": (100, 200)},
        {"start": "2020-05-04", "end": "2020-05-09", "city": "B", "detentions": (1, 1)},
        {"start": "2020-05-03", "city": None, "participants": (50, 900)},
        {"campaign": "other", "city": "A"},
        {"campaign": None},
    )
    other, wave = waves.waves(small, every(small)).itertuples()
    assert (other.campaign, other.events, other.cities) == ("other", 1, 1)
    assert (str(wave.start.date()), str(wave.end.date()), wave.precision) == (
        "2020-05-02",
        "2020-05-09",
        "day",
    )
    assert (wave.events, wave.cities) == (3, 2)
    assert (wave.detentions_low, wave.detentions_high, wave.detentions_known) == (4, 6, 2)
    # The largest single turnout, not 150 to 1,100.
    assert (wave.participants_low, wave.participants_high) == (100, 900)
    assert wave.deaths_low is pd.NA and other.detentions_high is pd.NA


def test_a_span_is_no_more_exact_than_its_ends_are_known():
    vague = cells(
        {"start": "2020-05-01", "end": "2020-05-31", "precision": "month"},
        {"start": "2020-05-07"},
    )
    assert waves.span(vague, every(vague)) == (date(2020, 5, 1), date(2020, 5, 31), "month")
    known = cells(
        {"start": "2020-05-01", "end": "2020-05-31", "precision": "month"},
        {"start": "2020-05-01"},
        {"start": "2020-06-02"},
    )
    assert waves.span(known, every(known)) == (date(2020, 5, 1), date(2020, 6, 2), "day")


def test_campaigns_without_a_figure_rank_last_and_after_a_reported_zero():
    small = cells(
        {"campaign": "none"},
        {"campaign": "zero", "deaths": (0, 0)},
        {"campaign": "few", "deaths": (1, 9), "start": "2021-01-01"},
        {"campaign": "many", "deaths": (5, 9)},
    )
    table = waves.waves(small, every(small))
    assert waves.ranked(table, "deaths").campaign.tolist() == ["many", "few", "zero", "none"]
    assert waves.ranked(table, "date").campaign[0] == "few"


def test_a_town_is_reached_once_and_by_an_event_of_a_month_only_when_that_is_over():
    small = cells(
        {"city": "A"},
        {"city": "A", "start": "2020-05-03"},
        {"city": "B", "start": "2020-05-03"},
        {"city": "C", "start": "2020-05-01", "end": "2020-05-31", "precision": "month"},
        {"city": None, "start": "2020-05-04"},
    )
    table = waves.reached(small, every(small))
    assert [str(day.date()) for day in table.day] == ["2020-05-02", "2020-05-03", "2020-05-31"]
    assert table.cities.tolist() == ["A", "B", "C"]
    assert table.reached.tolist() == [1, 2, 3]
    assert waves.rows_until(small, every(small), date(2020, 5, 3)).tolist() == [
        True,
        True,
        True,
        False,
        False,
    ]
    nowhere = cells({"city": None})
    assert waves.reached(nowhere, every(nowhere)).empty


def test_a_course_counts_the_low_figure_when_an_event_is_over_and_the_high_one_when_it_begins():
    small = cells(
        {"detentions": (2, 3)},
        {"end": "2020-05-06", "start": "2020-05-04", "detentions": (10, 40)},
        {"start": "2020-05-01", "end": "2020-05-31", "precision": "month", "detentions": (7, 7)},
    )
    one = courses.course(small, every(small), "wave", "detentions")
    assert one.first == date(2020, 5, 2)
    assert list(one.steps.itertuples(index=False, name=None)) == [(0, 2, 3), (2, 2, 43), (4, 12, 43)]
    assert (one.figure.words(), one.known, one.events, one.left_out) == ("12–43", 2, 2, 1)


def test_a_course_of_unknown_figures_is_unknown_and_one_without_days_is_none():
    small = cells({}, {"campaign": "month", "precision": "month"})
    one = courses.course(small, every(small), "wave", "detentions")
    assert not one.figure.known
    assert courses.table([one]).low.isna().all()
    figure = courses_figure.overlay([one], "detentions", dark=False)
    assert not any(trace["x"] for trace in figure["data"])
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["No figures known"]
    assert courses.course(small, every(small), "month", "events") is None
    assert courses.course(small, every(small), "no such", "events") is None


def test_a_reported_none_is_a_course_at_zero():
    small = cells({"detentions": (0, 0)})
    one = courses.course(small, every(small), "wave", "detentions")
    assert one.figure.words() == "0"
    assert len(courses_figure.overlay([one], "detentions", dark=True)["data"]) == 1


@pytest.mark.parametrize("whose", ["all", "official", "independent"])
def test_every_wave_and_course_of_the_data_ends_at_the_totals_of_the_tally(whose):
    view = dataset.view(EventFilter(whose=whose))
    table = waves.waves(view.cells, view.rows)
    assert set(table.campaign) == set(view.edition.campaigns.index)
    exact = (view.edition.events.date_precision == "day").to_numpy()
    for wave in table.itertuples():
        own = (view.edition.events.campaign == wave.campaign).to_numpy()
        assert wave.events == own.sum()
        assert wave.cities == view.edition.events.city[own].replace("", None).nunique()
        for measure in waves.MEASURES:
            total = aggregates.total(view.cells, own, measure)
            assert getattr(wave, f"{measure}_words") == total.figure.words()
        for shown in courses.SHOWN:
            one = courses.course(view.cells, view.rows, wave.campaign, shown)
            assert (one is None) == (not (own & exact).any())
            if one is None:
                continue
            assert one.left_out == (own & ~exact).sum()
            if shown == "detentions":
                assert one.figure == aggregates.total(view.cells, own & exact, "detentions").figure
            if shown == "events":
                assert one.figure.low == (own & exact).sum()
            if shown == "cities":
                assert one.figure.low == waves.cities_of(view.cells, own & exact)
            assert one.steps.low.is_monotonic_increasing
            assert (one.steps.low <= one.steps.high).all()


def test_the_spread_of_every_campaign_ends_at_all_its_towns_and_events():
    view = dataset.view(ALL)
    for name in view.edition.campaigns.index:
        own = (view.edition.events.campaign == name).to_numpy()
        _first, last, _precision = waves.span(view.cells, own)
        assert (waves.rows_until(view.cells, own, last) == own).all()
        table = waves.reached(view.cells, own)
        assert (table.reached.iloc[-1] if len(table) else 0) == waves.cities_of(view.cells, own)


def test_sources_are_those_of_the_events_and_of_their_figures():
    view = dataset.view(EventFilter(campaigns=("Zhanaozen 2011",)))
    table = publishers.cited(view.edition, view.rows)
    ids = set(view.edition.events.event_id[view.rows])
    expected = set()
    for links in (view.edition.event_sources, view.edition.claims):
        expected |= set(links.source_id[links.event_id.isin(ids)])
    assert set(table.source_id) == expected and len(table) == len(expected)
    assert table.events.is_monotonic_decreasing and table.events.max() <= len(ids)
    found = publishers.publishers(view.edition, view.rows)
    assert found.sources.sum() == (table.publisher != "").sum()


def test_the_figure_of_waves_draws_a_vague_event_as_a_line_and_never_as_a_dot():
    small = cells({"start": "2020-05-01", "end": "2020-05-31", "precision": "month"}, {"start": "2020-05-07"})
    found = waves.ranked(waves.waves(small, every(small)), "events")
    figure = waves_figure.spans(found, waves.moments(small, every(small)), dark=False)
    _band, vague, dots = figure["data"]
    assert [x[:10] for x in vague["x"] if x] == ["2020-05-01", "2020-05-31"]
    assert [x[:10] for x in dots["x"]] == ["2020-05-07"]
    assert "wave (May 2020, 2 events)" in waves_figure.alt_text(found)


def test_the_page_lists_the_campaigns_under_the_filter_with_links_to_their_profiles():
    app = opened("campaigns", **{"from": "2011-01-01", "to": "2012-12-31", "rank": "deaths"})
    view = dataset.view(EventFilter(start=date(2011, 1, 1), end=date(2012, 12, 31)))
    found = waves.ranked(waves.waves(view.cells, view.rows), "deaths")
    said = words(app)
    assert found.campaign[0] == "Zhanaozen 2011"
    assert f"{len(found)} campaigns" in " ".join(e.value for e in app.header)
    table = said[said.index("Campaign When") :]
    places = [table.index(f" {name} ") for name in found.campaign[:20]]
    assert places == sorted(places)
    markup = " ".join(e.proto.body for e in app.get("html"))
    assert "campaigns?from=2011-01-01&amp;to=2012-12-31&amp;campaign=Zhanaozen+2011" in markup


def test_a_profile_says_what_the_tally_says_and_how_far_it_is_known():
    app = opened("campaigns", campaign="January 2022", whose="official")
    view = dataset.view(EventFilter(campaigns=("January 2022",), whose="official"))
    said = words(app)
    assert app.title[0].value == "January 2022"
    assert view.edition.campaigns.summary["January 2022"] in said
    for measure in ("detentions", "deaths", "injuries"):
        total = aggregates.total(view.cells, view.rows, measure)
        assert told(total).split(" ; ")[0] in said
    assert "When 2–18 Jan 2022" in said
    assert "Around it: 10 milestones" in [e.value for e in app.header]
    assert "Government resigns during the unrest" in said
    assert f"{len(publishers.cited(view.edition, view.rows))} sources of" in said


def test_a_profile_narrowed_by_a_period_says_how_much_of_it_is_shown():
    said = words(opened("campaigns", campaign="January 2022", to="2022-01-04"))
    view = dataset.view(EventFilter(campaigns=("January 2022",), end=date(2022, 1, 4)))
    assert f"{view.shown} of its 63 events" in said


def test_the_spread_goes_up_to_the_day_of_the_link_and_the_slider_writes_it():
    app = opened("campaigns", campaign="January 2022", day="2022-01-04")
    view = dataset.view(EventFilter(campaigns=("January 2022",)))
    rows = waves.rows_until(view.cells, view.rows, date(2022, 1, 4))
    towns = waves.cities_of(view.cells, rows)
    assert f"By 4 January 2022, day 2 of the campaign: {towns} towns reached, {rows.sum()} events." in words(
        app
    )
    app.slider(key="p_day").set_value(date(2022, 1, 3)).run()
    assert not app.exception
    assert app.query_params["day"] == ["2022-01-03"] or app.query_params["day"] == "2022-01-03"
    assert "By 3 January 2022" in words(app)


def test_a_campaign_whose_beginning_is_known_by_its_month_has_no_numbered_days_on_the_map():
    said = words(opened("campaigns", campaign="Zhanaozen 2011"))
    # Aktau, Almaty, Shetpe and Zhanaozen.
    assert "By 31 December 2011: 4 towns reached, 16 events." in said


def test_a_comparison_in_which_no_figure_is_known_is_drawn_and_said():
    # Of the 12 events known by their day, officials give parts only (suspects, curfew breakers), and one unverified figure.
    said = words(opened("campaigns", campaign="Zhanaozen 2011", show="detentions", whose="official"))
    assert "Zhanaozen 2011: from 0 of 12 events." in said.replace("\\", "")
    # All sides have one figure: Reuters' 700 in Zhanaozen.
    said = words(opened("campaigns", campaign="Zhanaozen 2011", show="detentions"))
    assert "Zhanaozen 2011: from 1 of 12 events." in said.replace("\\", "")


@pytest.mark.parametrize("day", ["soon", "1999-01-01"])
def test_a_day_outside_the_campaign_is_said_aloud(day):
    app = opened("campaigns", campaign="January 2022", day=day)
    assert "not a day of this campaign" in " ".join(e.value for e in app.warning)


@pytest.mark.parametrize("name", dataset.edition().campaigns.index[[0, 1, 25, 60]])
def test_profiles_of_one_day_of_a_month_and_of_years_open(name):
    assert opened("campaigns", campaign=name).title


def test_campaigns_are_compared_in_the_order_of_the_link_and_unknown_ones_are_said():
    app = opened(
        "campaigns", **{"with": ["Land reform 2016", "Zhanaozen 2011", "No such"], "show": "detentions"}
    )
    said = words(app).replace("\\", "")
    assert "Land reform 2016 on 20 April 2016 and Zhanaozen 2011 on" in said
    assert "“No such”, which is not in the data" in said
    assert "its greatest figure counts from the first day on" in said


def test_unknown_parameters_of_the_page_are_said_aloud():
    said = " ".join(e.value for e in opened("campaigns", rank="beauty", show="noise").warning)
    assert "beauty" in said and "noise" in said


def test_a_filter_that_keeps_nothing_says_so():
    assert "No event in the data matches this choice" in words(opened("campaigns", q="zzzz"))
    said = words(opened("campaigns", campaign="January 2022", to="1990-01-01"))
    assert "No event in the data matches this choice" in said


PAIR = ("QDT rallies 2018", "Presidential election 2019")


def test_several_campaigns_of_the_link_have_one_profile_in_which_nobody_is_counted_twice():
    app = opened("campaigns", campaign=list(PAIR))
    view = dataset.view(EventFilter(campaigns=PAIR))
    said = words(app).replace("\\", "")
    assert app.title[0].value == "QDT rallies 2018 and Presidential election 2019"
    for measure, title in (("detentions", "Detained"), ("deaths", "Killed"), ("injuries", "Injured")):
        total = aggregates.total(view.cells, view.rows, measure)
        assert f"{title} {told(total)}" in said
    first, last, precision = waves.span(view.cells, view.rows)
    # The first of them is known by its month only, and so is the whole.
    assert (first, last, precision) == (date(2018, 3, 1), date(2019, 6, 13), "month")
    assert f"When {' '.join(span_words(first, last, precision).split())}" in said
    assert f"Cities reached {waves.cities_of(view.cells, view.rows)}" in said
    assert "2 campaigns, taken as one" in said
    assert {"The campaigns in it", "How it spread", "Compared from day 0", "Sources"} <= {
        e.value for e in app.header
    }
    assert f"{len(publishers.cited(view.edition, view.rows))} sources of" in said
    assert "QDT rallies 2018 and Presidential election 2019 on " in said


def test_the_totals_of_a_joint_profile_are_the_sums_of_its_campaigns_but_turnout_is_the_largest():
    view = dataset.view(EventFilter(campaigns=PAIR))
    parts = [dataset.view(EventFilter(campaigns=(name,))) for name in PAIR]
    for measure in ("detentions", "deaths", "injuries"):
        whole = aggregates.total(view.cells, view.rows, measure)
        each = [aggregates.total(part.cells, part.rows, measure) for part in parts]
        assert whole.known == sum(one.known for one in each)
        assert (whole.figure.high or 0) == sum(one.figure.high or 0 for one in each)
    turnout = aggregates.total(view.cells, view.rows, "participants").figure
    assert turnout.high == max(
        aggregates.total(part.cells, part.rows, "participants").figure.high or 0 for part in parts
    )


def test_the_page_leads_to_the_waves_that_readers_look_for():
    campaigns = dataset.edition().campaigns
    found = named_waves.named_waves(campaigns)
    assert [wave.title for wave in found] == [
        "Jeltoqsan 1986",
        "Nevada-Semipalatinsk 1989",
        "Zhanaozen 2011",
        "Land reform 2016",
        "QDT and election protests 2018–2020",
        "January 2022",
    ]
    joint = found[4].campaigns
    assert {*PAIR, "QDT autumn rallies 2019", "Democratic Party and QDT rallies 2020"} <= set(joint)
    assert "Mothers' protests 2019" not in joint
    spans = campaigns.loc[list(joint)]
    assert joint == named_waves.QDT_AND_ELECTION
    assert all("QDT" in said or "election" in said for said in spans.summary)
    assert spans.start_date.min() >= pd.Timestamp("2018-01-01")
    assert spans.end_date.max() <= pd.Timestamp("2020-12-31")
    app = opened("campaigns")
    said, markup = words(app), " ".join(e.proto.body for e in app.get("html"))
    assert "Well-known waves: Jeltoqsan 1986 Nevada-Semipalatinsk 1989" in said
    assert "campaigns?" + "&amp;".join(f"campaign={name.replace(' ', '+')}" for name in joint[:2]) in markup
    assert opened("campaigns", campaign=list(joint)).title[0].value.startswith("QDT and election protests")


def test_a_wave_that_the_data_lack_is_not_offered():
    few = dataset.edition().campaigns.loc[["Land reform 2016"]]
    assert [wave.title for wave in named_waves.named_waves(few)] == ["Land reform 2016"]


def test_several_campaigns_without_a_name_of_their_own_are_named_by_the_first():
    names = ["Land reform 2016", "Zhanaozen 2011", "January 2022", "Jeltoqsan 1986"]
    title = opened("campaigns", campaign=names).title[0].value.replace("\\", "")
    assert title == "Land reform 2016, Zhanaozen 2011 and 2 other campaigns"


def test_campaigns_that_run_as_one_have_the_sum_of_their_events_from_the_first_of_all():
    small = cells(
        {"campaign": "one"},
        {"campaign": "two", "start": "2020-05-05", "city": "B"},
        {"campaign": "other", "start": "2020-04-01"},
    )
    both = courses.course(small, every(small), "both", "events", of=("one", "two", "no such"))
    assert (both.campaign, both.first, both.events) == ("both", date(2020, 5, 2), 2)
    assert both.steps.low.tolist() == [1, 2]
    assert courses.course(small, every(small), "none", "events", of=("no such",)) is None


def test_a_long_list_shows_the_first_campaigns_until_all_are_asked_for():
    view = dataset.view(EventFilter())
    found = waves.ranked(waves.waves(view.cells, view.rows), "events").campaign
    app = opened("campaigns")

    def listed(app):
        return next(e.proto.body for e in app.get("html") if 'aria-label="Campaigns"' in e.proto.body)

    assert len(found) > 20
    assert listed(app).count("<tr") == 1 + 20
    app.toggle(key="p_all").set_value(True).run()
    assert not app.exception
    assert listed(app).count("<tr") == 1 + len(found)
    assert app.query_params["all"] in ("1", ["1"])
