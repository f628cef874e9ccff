"""The pictures that the server draws: well-formed SVG with a circle for every town, a cell for every figure."""

import re

import pandas as pd
from defusedxml import ElementTree

from atlas.drawing.circles import Scale
from atlas.drawing.heat_picture import heat_picture
from atlas.drawing.map_picture import map_picture
from atlas.drawing.palette import palette
from atlas.drawing.picture import picture

SVG = "{http://www.w3.org/2000/svg}"
TOWNS = pd.DataFrame(
    {
        "city": ["Almaty", "Zhanaozen", "Oral", "Semey", "Aktau"],
        "name": ["Almaty", "<Zhanaozen> & “co”", "Oral", "Semey", "Aktau"],
        "lon": [76.95, 52.86, 51.37, 80.25, 51.16],
        "lat": [43.26, 43.34, 51.23, 50.43, 43.65],
        "events": [10, 4, 1, 2, 0],
        "known": [5, 4, 0, 2, 0],
        "low": pd.array([100, 14, None, 0, None], "Int64"),
        "high": pd.array([400, 64, None, 0, None], "Int64"),
        "open_below": [False] * 5,
        "open_above": [True, False, False, False, False],
        "words": ["100 to at least 400", "14–64", "unknown", "0", "unknown"],
    }
)
TEXT = {"title": "Killed <by> town & year", "said": "Protest events, 2011", "notes": ["Credits & more."]}


def drawn(table: pd.DataFrame = TOWNS, measure: str = "deaths", **more) -> ElementTree:
    return ElementTree.fromstring(map_picture(table, measure, Scale.of(table), **TEXT, **more))


def groups(root, name):
    return [group for group in root.iter(f"{SVG}g") if group.get("class") == name]


def words(root):
    return [text.text for text in root.iter(f"{SVG}text")]


def test_the_map_is_well_formed_and_says_what_it_shows():
    root = drawn()
    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}title").text == "Killed <by> town & year"
    assert {"Killed <by> town & year", "Protest events, 2011", "Credits & more."} <= set(words(root))


def test_every_town_with_an_event_has_one_group_whose_title_gives_its_figure():
    titles = [group.find(f"{SVG}title").text for group in groups(drawn(), "town")]
    assert sorted(titles) == [
        "<Zhanaozen> & “co”: 14–64",
        "Almaty: 100 to at least 400",
        "Oral: unknown",
        "Semey: 0",
    ]


def circles_of(root, town):
    (group,) = [g for g in groups(root, "town") if g.find(f"{SVG}title").text.startswith(town)]
    return group.findall(f"{SVG}circle")


def test_areas_are_true_to_the_numbers_and_an_open_figure_has_a_second_ring():
    root = drawn()
    outer, inner, halo = circles_of(root, "Almaty")
    assert abs((float(outer.get("r")) / float(inner.get("r"))) ** 2 - 4) < 0.05
    assert float(halo.get("r")) == float(outer.get("r")) + 2.5
    assert halo.get("fill") == "none"
    (smaller, _disc) = circles_of(root, "<Zhanaozen>")
    assert abs((float(outer.get("r")) / float(smaller.get("r"))) ** 2 - 400 / 64) < 0.1


def test_an_unknown_figure_is_hollow_and_a_known_zero_is_a_dot():
    (unknown,) = circles_of(drawn(), "Oral")
    assert (unknown.get("fill"), unknown.get("stroke")) == ("none", palette(False).unknown)
    zero = circles_of(drawn(), "Semey")
    assert {float(circle.get("r")) for circle in zero} == {2.0}


def test_towns_stand_where_they_lie_and_inside_the_frame():
    places = {
        town: (float(circles_of(drawn(), town)[0].get("cx")), float(circles_of(drawn(), town)[0].get("cy")))
        for town in ("Almaty", "<Zhanaozen>", "Oral", "Semey")
    }
    assert places["Oral"][0] < places["<Zhanaozen>"][0] < places["Almaty"][0] < places["Semey"][0]
    assert places["Oral"][1] < places["Semey"][1] < places["Almaty"][1]
    assert all(0 < x < 960 and 0 < y < 560 for x, y in places.values())


def test_a_chosen_town_is_ringed_and_named():
    root = drawn(chosen=("Oral",))
    assert [c.get("stroke") for c in circles_of(root, "Oral")][-1] == palette(False).accent
    assert "Oral" in words(root)
    assert len(circles_of(root, "Oral")) == len(circles_of(drawn(), "Oral")) + 1


def test_the_picture_asks_no_host_and_runs_nothing():
    text = map_picture(TOWNS, "events", Scale.of(TOWNS), **TEXT)
    assert re.findall(r"https?://[^\"]*", text) == ["http://www.w3.org/2000/svg"]
    assert "<script" not in text and "href" not in text


def test_a_map_without_events_is_still_a_map():
    root = drawn(TOWNS.assign(events=0))
    assert groups(root, "town") == []
    assert len(list(root.iter(f"{SVG}path"))) > 4


def test_a_long_title_is_broken_and_makes_the_picture_taller():
    short, long = (
        ElementTree.fromstring(picture("Title", said, "", width=400, height=10))
        for said in ("few words", "many words " * 40)
    )
    assert float(long.get("height")) > float(short.get("height")) + 100
    assert all(len(text) < 80 for text in words(long))


BY_YEAR = pd.DataFrame(
    {
        "city": ["A & B", "A & B", "Oral", "Oral"],
        "start": pd.to_datetime(["2010-01-01", "2012-01-01", "2010-01-01", "2011-01-01"]),
        "low": pd.array([1, 2000, None, 0], "Int64"),
        "high": pd.array([4, 9000, None, 0], "Int64"),
        "open_below": [False] * 4,
        "open_above": [False, True, False, False],
        "words": ["1–4", "2,000 to at least 9,000", "unknown", "0"],
    }
)


def test_the_table_of_years_has_a_cell_for_every_figure_and_none_where_nothing_is_recorded():
    root = ElementTree.fromstring(
        heat_picture(BY_YEAR, ["A & B", "Oral", "Semey"], range(2010, 2013), "deaths", **TEXT)
    )
    cells = {cell.find(f"{SVG}title").text: cell for cell in groups(root, "cell")}
    assert {title: cell.find(f"{SVG}text").text for title, cell in cells.items()} == {
        "A & B, 2010: 1–4": "4",
        "A & B, 2012: 2,000 to at least 9,000": "9,000+",
        "Oral, 2010: unknown": "?",
        "Oral, 2011: 0": "0",
    }
    assert {"A & B", "Oral", "Semey", "’10", "’11", "’12"} <= set(words(root))
    shades = {title: float(cell.find(f"{SVG}rect").get("fill-opacity", 0)) for title, cell in cells.items()}
    assert shades["Oral, 2010: unknown"] == shades["Oral, 2011: 0"] == 0
    assert 0 < shades["A & B, 2010: 1–4"] < shades["A & B, 2012: 2,000 to at least 9,000"] == 0.42
