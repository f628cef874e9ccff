"""The lists behind the numbers of events: the ways to them, what stands above them, the way back, what is not met."""

import html as html_
import re
from datetime import date
from urllib.parse import parse_qs

import pytest

from atlas.folds.figure_lists import ListView
from atlas.tally.filters import EventFilter
from atlas.words import language
from tests.opened_pages import ZHANAOZEN, events_found, events_table, opened, words
from ui import dataset

LISTED = {"from": "2019-01-01", "to": "2019-12-31"}


def ways(app) -> dict[str, str]:
    """The text of each way to a list on the page, by the query of its address; not the ways to the list's own events."""
    body = " ".join(e.proto.body for e in app.get("html"))
    found = re.findall(r'<a href="events\?([^"]*figures=[^"]*)"[^>]*>([^<]*)</a>', body)
    return {html_.unescape(query): html_.unescape(text) for query, text in found if "event=" not in query}


@pytest.mark.parametrize(
    ("page", "asked", "least"),
    [
        ("campaigns", {"from": "2022-01-01", "to": "2022-01-10", "campaign": "January 2022"}, 10),
        ("cities", LISTED | {"city": "Almaty"}, 4),
        ("cities", LISTED | {"city": "Almaty", "whose": "official"}, 3),
    ],
)
def test_every_way_of_the_headline_leads_to_as_many_events_as_it_says(page, asked, least):
    found = ways(opened(page, **asked))
    assert len(found) >= least
    for query, text in found.items():
        led = {name: values[0] for name, values in parse_qs(query).items()}
        code = led.pop("figures")
        assert led == asked
        said = opened("events", figures=code, **asked)
        count = int(re.search(r"\d[\d,]*(?= event|$| nobody| officials| of them)", text)[0].replace(",", ""))
        assert events_found(said) == count, (query, text)


def test_the_unseen_headline_of_the_overview_takes_no_keyboard():
    """Its ways are those of the headline that is seen (``ui/live/headline.js``; tests/browser/test_live.py)."""
    app = opened("overview", **LISTED)
    assert "nobody gives a usable number" in words(app)
    assert ways(app) == {}


def test_a_list_says_what_it_holds_tells_why_and_leads_back():
    app = opened("events", figures="detentions-without", **LISTED)
    chosen = EventFilter(start=date(2019, 1, 1), end=date(2019, 12, 31))
    view = ListView.of(dataset.view(chosen), "detentions-without")
    assert view.heading in [each.value for each in (*app.header, *app.subheader)]
    assert events_found(app) == view.shown
    _heads, *rows = events_table(app)
    titles = dict(zip(view.listed.title, view.listed.index, strict=True))
    for row in rows:
        title, why = row[0].split(" Why no number counts: ")
        # The title stands before the type of the event.
        reasons = {view.standing.words(at) for name, at in titles.items() if title.startswith(name)}
        assert why.lower() in {each.lower() for each in reasons}
    shares = {parse_qs(query)["figures"][0]: text for query, text in ways(app).items()}
    assert set(shares) <= {f"detentions-{kind}" for kind in ("unusable", "words", "none", "parts")}
    assert sum(int(text.split()[0].replace(",", "")) for text in shares.values()) == view.shown
    app.button(key="all_of_choice").click().run()
    assert not app.exception
    assert "figures" not in app.query_params
    assert events_found(app) == dataset.view(view.chosen).shown


def test_a_list_that_there_is_not_is_said_and_all_events_are_shown():
    app = opened("events", figures="deaths-perhaps", **ZHANAOZEN)
    assert "deaths-perhaps" in words(app).replace("\\", "")
    assert "which must be one of" in words(app)
    view = dataset.view(EventFilter(cities=("Zhanaozen",)))
    assert 0 < events_found(app) <= view.shown


def test_an_empty_list_says_so():
    app = opened("events", figures="injuries-beyond")
    assert "No event of this choice is in this list." in words(app)
    assert app.button(key="all_of_choice")


@pytest.mark.parametrize(
    ("code", "umbrellas", "without"),
    [
        ("en", "{n} events that sum up others", "Killed: {n} events without a usable number of their own"),
        ("ru", "{n} сводных события", "Погибшие: {n} событий без собственной пригодной цифры"),
        ("kk", "{n} жиынтық оқиға", "Қаза тапқандар: өзінің жарамды саны жоқ {n} оқиға"),
    ],
)
def test_a_list_is_headed_in_the_readers_language(code, umbrellas, without):
    view = dataset.view(EventFilter(start=date(2022, 1, 1), end=date(2022, 1, 31)))
    language.use(code)
    try:
        lists = {each: ListView.of(view, each) for each in ("umbrellas", "deaths-without")}
        headings = {each: found.heading for each, found in lists.items()}
    finally:
        language.use("en")
    shown = {each: re.sub(r"\d+", "{n}", heading) for each, heading in headings.items()}
    # The forms that Russian has for other numbers begin alike.
    assert shown["umbrellas"][:11] == umbrellas[:11]
    assert shown["deaths-without"] == without


def test_the_event_page_says_no_number_only_where_there_is_none():
    view = dataset.view(EventFilter())
    for kind, said in (("none", "Nobody gives a number: unknown"), ("words", "In words only: unknown")):
        event = ListView.of(view, f"detentions-{kind}").listed.event_id.iloc[0]
        assert said in words(opened("events", event=event))
    found = ListView.of(view, "detentions-unusable")
    row = found.listed.index[0]
    shown = words(opened("events", event=found.listed.event_id.iloc[0]))
    why = found.standing.words(row)
    assert f"{why[0].upper()}{why[1:]}: unknown, which is not zero." in shown


def test_the_disputed_page_counts_what_cannot_count_apart_from_what_nobody_gives():
    said = words(opened("disputed", show="detentions"))
    view = dataset.view(EventFilter())
    shown = {kind: ListView.of(view, f"detentions-{kind}").shown for kind in ("unusable", "words", "none")}
    assert f"For {shown['unusable']} events there are only numbers that cannot count" in said
    assert f"{shown['words']} are told in words only, and for {shown['none']} nobody gives a number" in said
