"""The button “Copy as”, once on every page: that page’s link, and files that api and pandas really give."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from api.middleware import middleware
from api.routes import routes
from atlas.folds.views import View, choices_of, published
from atlas.tally.filters import PARAMETERS, from_query
from bench.server import serving
from tests.opened_pages import PAGES, ROOT, ZHANAOZEN
from tests.screens.test_own_file import ACLED, ROWS, as_csv, shown, visited

BASE = "https://atlas.example.org/protests"
EVENT = "2011-12-16-zhanaozen-1"
SOURCE = "tass-13379037"
ACTOR = "oyan-qazaqstan"
JANUARY = {"from": "2022-01-01", "to": "2022-01-31", "whose": "official"}
VIEWS: dict[str, tuple[str, dict[str, str]]] = {
    **{page: (page, JANUARY) for page in PAGES},
    "overview by a link of the former full figures": ("overview", JANUARY | {"view": "full"}),
    "timeline of one day": ("timeline", {"day": "2022-01-05"}),
    "city profile": ("cities", ZHANAOZEN),
    "campaign profile": ("campaigns", {"campaign": "January 2022"}),
    "event card": ("events", ZHANAOZEN | {"event": EVENT, "known": "2012-01-31"}),
    "no such event": ("events", {"event": "no-such-event"}),
    "source card": ("data", {"source": SOURCE}),
    "no such source": ("data", {"source": "no-such-source"}),
    "actor card": ("context", {"actor": ACTOR}),
    "quality": ("data", {"show": "quality"}),
    "citation": ("data", {"show": "cite"}),
    "nothing kept": ("timeline", {"q": "zzzz"}),
}
"""Every page, its cards and profiles, and the states in which a page has little to show: page and query."""


def seen(view: str, base: str = BASE) -> AppTest:
    """One of the ``VIEWS`` under an address that a browser tells."""
    page, query = VIEWS[view]
    app = AppTest.from_file(str(ROOT / "ui" / "frame.py"), default_timeout=60)
    app.context["url"] = f"{base}/{'' if page == 'overview' else page}"
    if page != "overview":
        app.switch_page(str(ROOT / "pages" / f"{page}.py"))
    app.query_params.update(query)
    app.run()
    assert not app.exception, app.exception
    return app


def texts(app: AppTest, label: str = "Copy as") -> dict[str, str]:
    """What “Copy as” offers, by the title above it; fails where there is none of it, or more than one."""
    (place,) = [block for block in app.get("popover") if block.proto.popover.label == label]
    titles = [title.value.strip("*") for title in place.markdown]
    return dict(zip(titles, [box.value for box in place.code], strict=True))


def addresses_of(offered: dict[str, str]) -> list[str]:
    return [text for text in offered.values() if text.startswith(f"{BASE}/api/")]


@pytest.fixture(scope="module")
def client():
    with TestClient(Starlette(routes=routes(), middleware=middleware())) as client:
        yield client


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_offers_its_link_its_files_a_citation_and_pandas_once(view, client):
    page, query = VIEWS[view]
    offered = texts(seen(view))

    link = urlsplit(offered["Link of this view"])
    assert link.geturl().startswith(f"{BASE}/")
    assert link.path == f"/protests/{'' if page == 'overview' else page}"
    assert dict(parse_qsl(link.query)) == query
    assert offered["Citation (APA)"].endswith(f"from {link.geturl()}")
    addresses = addresses_of(offered)
    assert addresses
    for address in addresses:
        answer = client.get(address.removeprefix(BASE))
        assert answer.status_code == 200, answer.text
        assert answer.content
    python = offered["In Python, with pandas"].splitlines()
    assert python[0] == "import pandas as pd"
    readable = [address for address in addresses if "/package.zip" not in address]
    assert len(python[1:]) == len(readable) > 0
    assert all(address in line for address, line in zip(readable, python[1:], strict=True))


@pytest.mark.parametrize(
    ("view", "files"),
    [
        ("timeline", ["events.csv"]),
        ("methods", ["events.csv"]),
        ("cities", ["events.csv", "cities.geojson"]),
        ("city profile", ["events.csv", "cities.geojson"]),
        ("disputed", ["events.csv", "claims.csv"]),
        ("data", ["events.csv", "package.zip"]),
        ("event card", [f"events/{EVENT}.json"]),
        ("no such event", ["events.csv"]),
        ("source card", ["claims.csv"]),
        ("actor card", ["events.csv"]),
    ],
)
def test_the_files_are_those_that_say_what_the_page_shows(view, files):
    found = [urlsplit(address) for address in addresses_of(texts(seen(view)))]

    assert [each.path for each in found] == [f"/protests/api/{name}" for name in files]
    query = {name: value for name, value in VIEWS[view][1].items() if name in PARAMETERS}
    if view == "event card":
        # Of one event only the day of knowledge changes anything.
        query = {"known": query["known"]}
    assert [dict(parse_qsl(each.query)) for each in found] == [query] * len(files)


def test_in_another_language_the_files_are_in_it_too(client):
    app = AppTest.from_file(str(ROOT / "ui" / "frame.py"), default_timeout=60)
    app.context["url"] = f"{BASE}/"
    app.query_params.update(JANUARY | {"lang": "kk"})
    app.run()
    link, file, cited, python = texts(app, label="Көшіру түрі").values()

    assert "lang=kk" in link and "lang=kk" in file and link in cited and file in python
    english = client.get(file.removeprefix(BASE).replace("lang=kk", "lang=en"))
    kazakh = client.get(file.removeprefix(BASE))
    assert kazakh.status_code == english.status_code == 200
    assert kazakh.content != english.content


def test_where_the_address_is_not_known_there_is_still_a_citation():
    assert list(texts(seen("timeline", base=""))) == ["Citation (APA)"]


@pytest.mark.parametrize(
    "rows", [ROWS, [list(ACLED), list(ACLED.values())]], ids=["any table", "not to leave"]
)
def test_of_a_readers_own_file_there_is_only_the_link_of_the_choice(rows):
    app = shown("mine.csv", as_csv(*rows))
    event = app.session_state["own_file"].imported.edition.events.event_id[0]
    app.context["url"] = f"{BASE}/events"
    # As the browser leaves it behind on the way to another page.
    del app.query_params["show"]
    visited(app, "events", event=event, whose="official")

    # Without the event: under this link nobody else would find it.
    assert texts(app) == {"Link of this choice, in the atlas's own data": f"{BASE}/events?whose=official"}


@pytest.fixture(scope="module")
def server(root):
    with serving(root / "dashboard.py") as server:
        yield server


@pytest.mark.parametrize("view", ["disputed", "city profile", "event card", "source card"])
def test_the_lines_of_python_run_and_give_what_the_page_shows(view, server):
    code = texts(seen(view, base=server.url))["In Python, with pandas"]

    given: dict[str, Any] = {}
    exec(code, given)  # noqa: S102 - the text is ours, and this is what a reader does with it

    edition = published()
    if "events" in given:
        query = {name: [value] for name, value in VIEWS[view][1].items()}
        chosen, unmet = from_query(query, choices_of(edition))
        kept = View(edition, chosen)
        assert not unmet
        assert list(given["events"].event_id) == list(edition.events.event_id[kept.rows])
    claims = edition.claims
    match view:
        case "disputed":
            wanted = claims.claim_id[claims.event_id.isin(given["events"].event_id)]
            assert list(given["figures"].claim_id) == list(wanted)
        case "city profile":
            assert list(given["towns"]["properties.name"]) == ["Zhanaozen"]
            assert list(given["towns"]["properties.events"]) == [len(given["events"])]
        case "event card":
            assert list(given["figures"].claim_id) == list(claims.claim_id[claims.event_id == EVENT])
        case "source card":
            assert list(given["figures"].claim_id) == list(claims.claim_id[claims.source_id == SOURCE])
    assert all(len(table) for name, table in given.items() if isinstance(table, pd.DataFrame))
