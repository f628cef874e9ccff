"""Events from a number on: the same on the screen, in the file, in the API and by the independent tally."""

import csv
import io

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.routes import routes
from atlas import DATA
from atlas.downloads import files
from atlas.tally.filters import from_query
from tests.opened_pages import events_found, events_table, opened, words
from tests.tally import by_hand
from ui import dataset

PLACES = {"city": ["Oral", "Aktobe"], "from": "2018-01-01", "to": "2020-12-31"}
BY_HAND = {
    "from": "2018-01-01",
    "to": "2020-12-31",
    "city": ("Oral", "Aktobe"),
    "region": (),
    "event_type": (),
    "campaign": (),
    "known": "",
    "unverified": False,
}


def ids(body: str) -> set[str]:
    return {row["event_id"] for row in csv.DictReader(io.StringIO(body.lstrip("\ufeff")))}


@pytest.mark.parametrize("whose", ["all", "independent"])
@pytest.mark.parametrize("bound", ["low", "high"])
def test_a_threshold_keeps_the_same_events_everywhere(whose, bound):
    query = PLACES | {"detentions_min": "10", "bound": bound, "whose": whose}
    wanted = by_hand.chosen(
        DATA, BY_HAND | {"whose": whose, "bound": bound, "at_least": (("detentions", 10),)}
    )
    assert wanted
    with TestClient(Starlette(routes=routes())) as client:
        assert ids(client.get("/api/events.csv", params=query).text) == set(wanted)
        told = client.get("/api/events.json", params=query).json()
    assert {row["event_id"] for row in told["events"]} == set(wanted)
    asked = {name: value if isinstance(value, list) else [value] for name, value in query.items()}
    chosen, unmet = from_query(asked, dataset.choices())
    assert not unmet
    # What the browser is sent for any period holds no other event of this one.
    cells, live = dataset.view(chosen).live
    assert (live & dataset.view(chosen).rows).sum() == len(wanted) <= live.sum() < len(cells.frame)
    saved = b"".join(files.events_chunks(dataset.view(chosen), "csv", address=""))
    assert ids(saved.decode("utf-8-sig")) == set(wanted)
    app = opened("events", **query)
    assert events_found(app) == len(wanted)
    titles = dataset.edition().events.set_index("event_id").title
    shown = [row[0] for row in events_table(app)[1:]]
    assert len(shown) == len(wanted)
    assert all(any(title.startswith(titles[event]) for title in shown) for event in wanted)


def test_by_the_greatest_figure_more_events_reach_a_number_than_by_the_lowest():
    kept = {
        bound: set(
            by_hand.chosen(
                DATA, BY_HAND | {"whose": "all", "bound": bound, "at_least": (("detentions", 10),)}
            )
        )
        for bound in ("low", "high")
    }
    assert kept["low"] < kept["high"]


def test_the_sidebar_sets_a_threshold_the_link_keeps_it_and_a_chip_takes_it_away():
    app = opened("events", city="Zhanaozen")
    app.number_input(key="w_deaths_min").set_value(10).run()
    assert app.query_params["deaths_min"] in ("10", ["10"])
    assert "with at least 10 killed by the lowest figure" in words(app)
    rows = events_found(app)
    assert rows >= 1
    app.radio(key="w_bound").set_value("high").run()
    assert app.query_params["bound"] in ("high", ["high"])
    assert "by the greatest figure" in words(app) and events_found(app) >= rows
    app.button(key="chip_deaths_min").click().run()
    app.button(key="chip_bound").click().run()
    assert not app.exception
    assert "deaths_min" not in app.query_params and "bound" not in app.query_params
    assert app.number_input(key="w_deaths_min").value is None


def test_a_number_that_is_none_is_said_on_the_page_and_refused_by_the_api():
    said = words(opened("events", detentions_min="many", city="Oral")).replace("\\", "")
    assert "detentions_min “many”, which is not a whole number from 1 to 999999999." in said
    with TestClient(Starlette(routes=routes())) as client:
        answer = client.get("/api/events.csv", params={"detentions_min": "many", "bound": "middle"})
    assert answer.status_code == 400
    errors = {each["parameter"]: each for each in answer.json()["errors"]}
    assert errors["detentions_min"]["form"] == "A whole number from 1 to 999999999."
    assert errors["bound"]["allowed"] == ["low", "high"]


def test_nothing_that_reaches_the_number_offers_the_way_back():
    app = opened("events", city="Oral", deaths_min="100000")
    assert "No event in the data matches this choice" in words(app)
    app.button(key="show_all").click().run()
    assert "deaths_min" not in app.query_params and not app.exception
