"""Every figure of every page has its table one click away, made only then, as a CSV and as a picture."""

import csv
import io
import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.opened_pages import PAGES, ROOT, opened

VARIANTS: list[tuple[str, dict[str, str | list[str]]]] = [
    *((page, {}) for page in PAGES),
    ("cities", {"city": "Zhanaozen"}),
    ("campaigns", {"campaign": "January 2022"}),
    ("campaigns", {"campaign": ["QDT rallies 2018", "Presidential election 2019"]}),
    ("timeline", {"show": "deaths", "unit": "day", "from": "2022-01-01", "to": "2022-01-31"}),
    ("data", {"show": "quality"}),
    ("disputed", {"show": "detentions", "event": "2022-01-02-january-unrest"}),
]


def charts(app: AppTest) -> list[str]:
    """The widget keys of the page's charts."""
    return [chart.key for chart in app.get("plotly_chart")]


def behind(app: AppTest) -> dict[str, list[str]]:
    """The keys of the expanders behind figures, and what stands in each."""
    return {
        one.key: [child.type for child in one.children.values()]
        for one in app.expander
        if str(one.key).startswith("behind_")
    }


@pytest.mark.parametrize(("page", "query"), VARIANTS)
def test_every_chart_has_its_numbers_behind_it_and_nothing_is_computed_until_they_are_asked_for(page, query):
    app = opened(page, **query)
    found = behind(app)
    assert all(parts == [] for parts in found.values())
    for chart in charts(app):
        name = chart.split("_", 1)[1] if chart.startswith("figure_") else chart.split("_")[0]
        assert f"behind_{name}" in found, chart
    for key in found:
        app.session_state[key] = True
    app.run()
    assert not app.exception, app.exception
    for key, parts in behind(app).items():
        assert parts[0] == "dataframe", key
        assert f"download_{key[7:]}" in {button.key for button in app.get("download_button")}, key


def test_there_are_charts_on_the_pages_that_have_figures():
    with_charts = {page for page in PAGES if charts(opened(page))}
    assert with_charts >= {"timeline", "cities", "campaigns", "disputed", "context"}


@pytest.mark.parametrize(
    ("page", "query", "names"),
    [
        ("overview", {}, ["map"]),
        ("cities", {}, ["cities-by-year"]),
        ("campaigns", {"campaign": "January 2022"}, ["spread"]),
    ],
)
def test_what_no_camera_saves_has_a_picture_of_its_own(page, query, names):
    app = opened(page, **query)
    for name in names:
        app.session_state[f"behind_{name}"] = True
    app.run()
    assert {f"picture_{name}" for name in names} <= {button.key for button in app.get("download_button")}


def test_the_cameras_of_all_pages_save_what_was_chosen_behind_one_figure():
    app = opened("timeline")
    assert picture(app) == "png"
    app.session_state["behind_timeline"] = True
    app.run()
    next(one for one in app.button_group if one.key == "w_picture_timeline").set_value("svg").run()
    assert not app.exception
    assert picture(app) == "svg"
    app.switch_page(str(ROOT / "pages" / "context.py")).run()
    assert picture(app) == "svg"


def picture(app: AppTest) -> str:
    config = json.loads(app.get("plotly_chart")[0].proto.config)
    return str(config["toImageButtonOptions"]["format"])


def test_the_table_behind_the_map_says_what_the_map_says():
    app = opened("overview", **{"measure": "deaths", "from": "2011-12-01", "to": "2011-12-31"})
    app.session_state["behind_map"] = True
    app.run()
    table = app.dataframe[0].value
    assert table.columns.tolist() == [
        "Town",
        "Killed",
        "Lowest figure",
        "Highest figure",
        "Events",
        "Events with a figure",
    ]
    row = table.set_index("Town").loc["Zhanaozen"]
    assert row["Killed"] == "14–70"
    assert (row["Lowest figure"], row["Highest figure"]) == (14, 70)
    written = list(csv.reader(io.StringIO(table.to_csv(index=False))))
    assert len(written) == len(table) + 1


def test_no_page_draws_a_chart_past_the_one_way():
    callers = {
        path.name
        for folder in ("ui", "pages")
        for path in Path(ROOT / folder).rglob("*.py")
        if "plotly_chart(" in path.read_text(encoding="utf-8")
    }
    assert callers == {"figure.py"}
