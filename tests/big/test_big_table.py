"""A server that is told to serve a big table: every screen opens on it, and the api streams it and says what it lacks."""

import html
import re
from datetime import date
from io import StringIO

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.routes import routes
from atlas.big import large_edition, offered
from atlas.big.large_view import LargeView
from atlas.big.prepare_command import prepare
from atlas.tally.filters import EventFilter
from bench.grow import grow
from tests.opened_pages import PAGES, opened, words
from ui.events import big_event_card

EVENTS = 3_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    table = tmp_path_factory.mktemp("big") / "table"
    grow(table, EVENTS)
    assert prepare(table, None, size=1_000, known_on=()) == 0
    return table


@pytest.fixture
def served(folder, monkeypatch) -> LargeView:
    """The view of all events, on a server that was started with the variable."""
    monkeypatch.setenv(offered.VARIABLE, str(folder))
    edition = offered.offered()
    assert isinstance(edition, large_edition.LargeEdition)
    return LargeView(edition, EventFilter())


SCREENS = [
    *((page, {}) for page in PAGES),
    *((page, {"city": "Almaty", "from": "2001-03-05", "to": "2001-05-20"}) for page in PAGES),
    ("map", {"measure": "deaths"}),
    ("timeline", {"unit": "day", "from": "2001-03-05", "to": "2001-04-20"}),
    ("overview", {"lang": "kk", "from": "2001-03-05"}),
    ("events", {"q": "rally Almaty"}),
    ("campaigns", {"campaign": ["Land protests 2016", "January 2022"]}),
    ("data", {"show": "sources"}),
    ("data", {"show": "quality"}),
    ("data", {"show": "cite"}),
    ("overview", {"known": "2012-01-01"}),
]


@pytest.mark.parametrize(("page", "query"), SCREENS, ids=[f"{page} {query}" for page, query in SCREENS])
def test_every_screen_opens_and_counts_its_events(served, page, query):
    if "campaign" in query:
        present = set(served.edition.campaigns.index)
        query = {"campaign": [name for name in query["campaign"] if name in present] or sorted(present)[:2]}
    app = opened(page, **query)
    said = words(app).replace("\\", "")
    if query.get("lang", "en") == "en":
        assert "A large table of its own" in said
        assert re.search(r"[\d,]+ of 3,000 events", said)
    if query.get("known"):
        assert "was not prepared for figures as known on 2012-01-01" in said


def test_the_list_of_events_is_turned_page_by_page(served):
    app = opened("events")
    assert "Events 1–100 of 3,000" in words(app)
    app.button(key="page_last").click().run()
    assert "Events 2,901–3,000 of 3,000" in words(app)
    (table,) = (element.proto.body for element in app.get("html") if 'class="events"' in element.proto.body)
    titles = re.findall(r'role="rowheader"><a [^>]*>(.*?)</a>', table)
    assert len(titles) == 100 and html.unescape(titles[-1]) == served.page(2_999, 1).title.iloc[0]
    assert app.button(key="page_next").disabled and app.query_params["page"] in ("30", ["30"])


def test_another_order_of_a_large_list_is_refused_in_words(served):
    assert "it has no other order" in words(opened("events", sort="deaths"))
    assert "it has no other order" not in words(opened("events"))


def test_a_threshold_is_refused_in_words_and_by_the_api(served):
    app = opened("events", deaths_min="5")
    said = words(app)
    assert "cannot be narrowed to events from a number on" in said and "3,000 of 3,000 events" in said
    assert "w_deaths_min" not in {each.key for each in app.number_input}
    answer = TestClient(Starlette(routes=routes())).get("/api/events.csv?deaths_min=5")
    assert answer.status_code == 400 and "from a number on" in answer.json()["detail"]


def test_one_event_shows_what_the_table_tells_of_it(served):
    with served.store.lent() as rows:
        row = rows.page(EventFilter(cities=("Almaty",)), limit=1).iloc[0]
    said = words(opened("events", event=row.event_id)).replace("\\", "")
    assert row.title in said and "not read for this table" in said
    assert "not in the data" in words(opened("events", event="no-such-event"))


def test_the_api_streams_the_events_and_nothing_that_it_does_not_have(served):
    client = TestClient(Starlette(routes=routes()))
    answer = client.get("/api/events.csv?city=Almaty&from=1990-01-01&to=2010-12-31")
    assert answer.status_code == 200 and answer.headers["etag"]
    rows = pd.read_csv(StringIO(answer.text), dtype=str, keep_default_na=False)
    chosen = EventFilter(cities=("Almaty",), start=date(1990, 1, 1), end=date(2010, 12, 31))
    assert set(rows.city) == {"Almaty"} and len(rows) == LargeView(served.edition, chosen).shown > 0
    again = {"If-None-Match": answer.headers["etag"]}
    assert (
        client.get("/api/events.csv?city=Almaty&from=1990-01-01&to=2010-12-31", headers=again).status_code
        == 304
    )
    refused = client.get("/api/events.csv?known=2012-01-01")
    assert refused.status_code == 400 and "2012-01-01" in refused.json()["detail"]
    missing = client.get("/api/claims.csv")
    assert missing.status_code == 404 and "/api/events.csv" in missing.json()["addresses"]
    assert next(iter(client.get("/api/openapi.json").json()["paths"])) == "/api/events.csv"


@pytest.mark.parametrize(("most", "said"), [(2, True), (1000, False)])
def test_of_an_umbrellas_parts_the_first_are_listed_and_that_is_said(served, monkeypatch, most, said):
    with served.store.lent() as rows:
        found = rows.page(EventFilter(), limit=5000)
    whole = found.part_of[found.part_of != ""].value_counts().index[0]
    monkeypatch.setattr(big_event_card, "MOST", most)
    text = words(opened("events", event=whole))
    assert (f"The first {most} parts are listed; the event has more." in text) == said
