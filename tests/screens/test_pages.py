"""Every page opened cold with a filter in its link, by Streamlit's own test engine; numbers against the tally.

Charts come back from it only as messages, so figures and maps are tested as figures and maps elsewhere.
"""

import html
from datetime import date

import pytest

from atlas.edition.edition import read_edition
from atlas.folds import aggregates
from atlas.tally.filters import EventFilter
from tests import small_package
from tests.opened_pages import PAGES, ZHANAOZEN, opened, told, words
from ui import dataset


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_cold_with_a_filter_in_its_link_and_says_what_it_keeps(page):
    app = opened(page, **ZHANAOZEN)
    said = words(app)
    assert "Protest events in Zhanaozen, 2011; figures as reported by all sides." in said
    view = dataset.view(EventFilter(cities=("Zhanaozen",), start=date(2011, 1, 1), end=date(2011, 12, 31)))
    assert f"{view.shown} of {view.events} events" in said
    assert 0 < view.shown < view.events


def test_the_headline_shows_the_totals_of_the_tally_and_for_how_many_events_they_are_known():
    app = opened("overview", **{"from": "2022-01-01", "to": "2022-01-31", "whose": "official"})
    view = dataset.view(EventFilter(start=date(2022, 1, 1), end=date(2022, 1, 31), whose="official"))
    said = words(app)
    assert "officials give no usable number" in said
    for measure, title in (("detentions", "Detained"), ("deaths", "Killed"), ("injuries", "Injured")):
        total = aggregates.total(view.cells, view.rows, measure)
        assert f"{title} {told(total)}".split(" ; ")[0] in said


def test_a_city_that_is_not_in_the_data_is_said_and_everything_is_shown():
    app = opened("overview", city="Atlantis")
    assert "Atlantis" in app.warning[0].value
    assert "which is not in the data" in app.warning[0].value
    view = dataset.view(EventFilter())
    assert f"{view.events} of {view.events} events" in words(app)


def test_a_filter_that_keeps_nothing_says_so_and_offers_a_way_out():
    app = opened("events", q="zzzz")
    assert "No event in the data matches this choice" in words(app)
    app.button(key="show_all").click().run()
    assert not app.exception
    assert f"{dataset.view(EventFilter()).events} events" in words(app)


def test_on_the_overview_the_live_view_alone_says_that_nothing_is_shown():
    """On its map, with the way back (tests/browser/test_screens.py): not once more below."""
    app = opened("overview", q="zzzz")
    assert "No event in the data matches this choice" not in words(app)
    assert "Events shown" not in [header.value for header in app.header]


def test_choosing_a_city_in_the_sidebar_narrows_the_page_and_writes_the_link():
    app = opened("overview")
    app.multiselect(key="w_cities").set_value(["Aktau"]).run()
    assert app.query_params["city"] == "Aktau"
    assert "Protest events in Aktau, 1986 to" in words(app)


def test_an_act_on_its_way_while_the_address_is_written_undoes_nothing():
    app = opened("cities")
    app.multiselect(key="w_cities").set_value(["Aktau"]).run()
    assert app.query_params["city"] == "Aktau"
    # The browser sent this before it had heard of the address.
    del app.query_params["city"]
    app.date_input(key="w_start").set_value(date(2016, 6, 1)).run()
    assert (app.query_params["city"], app.query_params["from"]) == ("Aktau", "2016-06-01")
    # Back brings the address alone, without an act.
    del app.query_params["from"]
    app.run()
    assert app.date_input(key="w_start").value is None
    del app.query_params["city"]
    app.run()
    assert app.multiselect(key="w_cities").value == []


def test_the_slider_and_the_typed_dates_are_one_period():
    app = opened("timeline", **{"from": "2019-01-01", "to": "2019-12-31"})
    assert [str(day) for day in app.slider(key="w_period").value] == ["2019-01-01", "2019-12-31"]
    assert str(app.date_input(key="w_first_day").value) == "2019-01-01"
    app.date_input(key="w_first_day").set_value(date(2019, 6, 1)).run()
    assert str(app.slider(key="w_period").value[0]) == "2019-06-01"
    assert app.query_params["from"] == "2019-06-01"


def test_typed_dates_the_wrong_way_round_are_exchanged():
    app = opened("cities", to="2015-12-31")
    app.date_input(key="w_start").set_value(date(2016, 6, 1)).run()
    assert (app.query_params["from"], app.query_params["to"]) == ("2015-12-31", "2016-06-01")


def test_reset_takes_every_filter_away():
    app = opened("overview", **ZHANAOZEN, whose="official", unverified="1")
    app.button(key="reset_all").click().run()
    assert app.session_state["filter"] == EventFilter()
    assert not dict(app.query_params)


def test_an_events_own_page_shows_every_claim_with_who_said_it_and_how_the_tally_follows():
    app = opened("events", event="2011-12-16-zhanaozen-1")
    said = words(app)
    claims = dataset.edition().claims
    for claim in claims[claims.event_id == "2011-12-16-zhanaozen-1"].itertuples():
        assert f"according to {claim.claimant}" in said
    assert "Killed 14–70" in said
    assert "the same claimant gave a later figure" in said
    assert "rests on an unverified source" in said
    assert "covers only part of what this event is about" in said


def test_an_events_page_follows_whose_figures_count():
    said = words(opened("events", event="2011-12-16-zhanaozen-1", whose="official"))
    assert "Killed 14–16" in said
    assert "figures of this side are left out" in said


def test_an_event_that_does_not_exist_is_said():
    assert "not in the data: no\\-such\\-event" in words(opened("events", event="no-such-event"))


def test_broken_rows_are_counted_on_the_screen(monkeypatch, tmp_path, data_dir):
    small_package.opened_for_work(data_dir, tmp_path / "data")
    events = tmp_path / "data" / "events.csv"
    events.write_text(
        events.read_text(encoding="utf-8").replace(
            "1986-12-16,1986-12-16,day", "1986-13-16,1986-12-16,day", 1
        ),
        encoding="utf-8",
    )
    broken = read_edition(tmp_path / "data")
    assert len(broken.problems) == 1
    monkeypatch.setattr(dataset, "edition", lambda: broken)
    app = opened("overview")
    count = sum(broken.set_aside.values())
    # The event, its one claim and its two links to sources.
    assert count == 4
    (said,) = (e.value for e in app.error)
    assert "its check finds 1 problem." in said
    assert "4 rows of the data are set aside" in said
    assert "do not cite them" in said
    assert any("events.csv, row" in e.value and "1986-13-16" in e.value for e in app.text)


def test_a_period_beyond_the_data_is_said_and_one_that_reaches_beyond_is_cut():
    app = opened("overview", **{"from": "2999-01-01"})
    assert "which is after the last day of the data" in app.warning[0].value
    app = opened("overview", **{"from": "1900-01-01", "to": "1999-12-31", "known": "1900-01-01"})
    # Of the period nothing is said, since all of it that the data know is shown; the day of knowledge was moved.
    (moved,) = (e.value.replace("\\", "") for e in app.warning)
    assert moved.startswith(
        "This link asks for known “1900-01-01”, which is before the first day of the data"
    )
    assert (
        "Protest events, 1986–1999; figures as reported by all sides, as known on 1 January 1986."
        in words(app)
    )


def test_an_events_page_leads_to_its_city_its_campaign_and_its_organisers():
    events = dataset.edition().events
    event = events[events.organisers.str.contains("Oyan, Qazaqstan") & (events.city != "")].iloc[0]
    app = opened("events", event=event.event_id, whose="official")
    links = html.unescape(" ".join(e.proto.body for e in app.get("html")))
    assert f'href="cities?city={event.city}&whose=official"' in links
    assert 'href="campaigns?campaign=' in links
    assert 'href="context?actor=oyan-qazaqstan"' in links
