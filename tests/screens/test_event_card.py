"""The page of one event: its result as headline, its place among the events of the choice, its map and its campaign."""

import html
import re
from datetime import date
from urllib.parse import parse_qs, unquote

import pytest

from atlas.folds.event_order import ordered
from atlas.folds.figure_lists import ListView
from atlas.tally.filters import EventFilter
from atlas.tally.ranges import UNKNOWN, Range
from atlas.words import language
from tests.opened_pages import opened, words
from ui import dataset
from ui.events import event_result

SHOOTING = "2011-12-16-zhanaozen-1"


def neighbours(app) -> dict[str, dict[str, str]]:
    """The queries of the ways to the event before and after, by what stands before each."""
    (body,) = (e.proto.body for e in app.get("html") if 'class="event-way"' in e.proto.body)
    found = re.findall(r'<li>([^:]+): <a href="\?([^"]*)"', body)
    return {
        name: {key: values[0] for key, values in parse_qs(html.unescape(query)).items()}
        for name, query in found
    }


def picture(app) -> str:
    """The small map of the page, as SVG, after what it says to those who do not see it."""
    (body,) = (e.proto.body for e in app.get("html") if "data:image/svg+xml" in e.proto.body)
    said, drawn = re.search(r'alt="([^"]*)" src="data:image/svg\+xml,([^"]*)"', body).groups()
    return said + unquote(drawn)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "14–64 killed, at least 30 detained, up to 5 injured, dozens present"),
        ("ru", "Погибших: 14–64, задержанных: не менее 30, пострадавших: до 5, участников: dozens"),
    ],
)
def test_the_result_tells_ranges_open_bounds_and_words_and_nothing_of_the_unknown(code, said):
    figures = {
        "detentions": Range(30, 30, open_above=True),
        "deaths": Range(14, 64),
        "injuries": Range(0, 5, open_below=True),
        "participants": UNKNOWN,
    }
    language.use(code)
    try:
        assert event_result.in_words(figures, {"participants": "dozens"}) == said
        assert "14" not in event_result.in_words(dict.fromkeys(figures, UNKNOWN), {})
    finally:
        language.use("en")


def test_the_card_begins_with_the_figures_of_the_rule_in_force():
    assert "14–70 killed, 700 detained, 70–400 injured" in words(opened("events", event=SHOOTING))
    official = words(opened("events", event=SHOOTING, whose="official"))
    assert "14–70 killed" not in official and re.search(r"\d+(–\d+)? killed", official)


@pytest.mark.parametrize("sort", ["", "earliest", "deaths"])
def test_the_ways_lead_through_the_whole_list_in_its_order(sort):
    asked = {"city": "Zhanaozen", "from": "2011-01-01", "to": "2011-12-31"} | ({"sort": sort} if sort else {})
    start, end = (date.fromisoformat(asked[name]) for name in ("from", "to"))
    view = dataset.view(EventFilter(cities=("Zhanaozen",), start=start, end=end))
    wanted = ordered(view.listed, view.cells, sort or "latest").event_id.tolist()
    walked = [wanted[0]]
    while following := neighbours(opened("events", event=walked[-1], **asked)).get("Next event"):
        assert {name: value for name, value in following.items() if name != "event"} == asked
        walked.append(following["event"])
    assert walked == wanted and len(walked) > 3
    last = neighbours(opened("events", event=wanted[-1], **asked))
    assert last["Previous event"]["event"] == wanted[-2] and "Next event" not in last


def test_the_card_says_which_filter_is_in_force_and_a_chip_takes_it_away():
    app = opened("events", event=SHOOTING, city="Oral")
    said = words(app)
    assert "This event is not among the" in said
    assert "Filter in force: Protest events in Oral" in said
    app.button(key="chip_cities_Oral").click().run()
    assert not app.exception and app.query_params["event"] in (SHOOTING, [SHOOTING])
    said = words(app)
    assert "Filter in force" not in said
    assert f"of {len(dataset.edition().events)}" in said


def test_from_a_list_of_a_figure_the_ways_stay_in_it():
    view = ListView.of(dataset.view(EventFilter()), "deaths-known")
    ids = view.listed.event_id.tolist()
    app = opened("events", event=ids[1], figures="deaths-known")
    ways = neighbours(app)
    assert (ways["Previous event"]["event"], ways["Next event"]["event"]) == (ids[0], ids[2])
    assert {way["figures"] for way in ways.values()} == {"deaths-known"}
    assert view.heading in words(app) and "All events of this choice" in words(app)


def test_the_place_in_the_campaign_is_that_of_time():
    events = dataset.edition().events
    of_campaign = events[events.campaign == "Zhanaozen 2011"].sort_values("start_date", kind="stable")
    at = of_campaign.event_id.tolist().index(SHOOTING) + 1
    said = words(opened("events", event=SHOOTING))
    assert f"event {at} of {len(of_campaign)} in order of time" in said


@pytest.mark.parametrize(
    ("event", "said", "dots", "named"),
    [
        (SHOOTING, "Map of Kazakhstan: Zhanaozen", 1, "Zhanaozen</text>"),
        ("2011-12-16-mangystau-1", "Towns of its parts: Aktau, Shetpe and Zhanaozen.", 3, ""),
        ("1995-01-01-kazakhstan-1", "Map of Kazakhstan: nationwide", 0, ""),
    ],
)
def test_the_map_shows_the_town_or_the_towns_of_the_parts(event, said, dots, named):
    drawn = picture(opened("events", event=event))
    assert said in drawn and named in drawn
    assert drawn.count("<circle") == dots
