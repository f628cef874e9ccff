"""The map: what each town's circle says, what the reader's browser is sent, and what a click means."""

import json
from math import pi

import pandas as pd
import pydeck as pdk
import pytest

from atlas.drawing import maps
from atlas.drawing.circles import SMALLEST_RADIUS, UNKNOWN_RADIUS, ZERO_RADIUS, Scale, circles
from atlas.drawing.labels import Box, labels, mercator
from atlas.drawing.legend import legend
from atlas.drawing.palette import channels, palette


def frame(*rows):
    """Rows of (city, lon, lat, events, known, low, high, open_below, open_above, words)."""
    names = ["city", "lon", "lat", "events", "known", "low", "high", "open_below", "open_above", "words"]
    result = pd.DataFrame(rows, columns=names).astype({"low": "Int64", "high": "Int64"})
    return result.assign(name=result.city)


ALMATY = ("Almaty", 76.9115, 43.2525, 5, 3, 100, 400, False, False, "100–400")
ZHANAOZEN = ("Zhanaozen", 52.8619, 43.3412, 2, 2, 16, 64, False, True, "16 to at least 64")
UP_TO = ("Aktau", 51.1667, 43.65, 1, 1, 0, 64, True, False, "up to 64")
UNKNOWN = ("Oral", 51.3667, 51.2333, 4, 0, pd.NA, pd.NA, False, False, "unknown")
ZERO = ("Astana", 71.446, 51.1801, 1, 1, 0, 0, False, False, "0")
ELSEWHERE = ("Semey", 80.2275, 50.4111, 0, 0, pd.NA, pd.NA, False, False, "unknown")
TOWNS = frame(ALMATY, ZHANAOZEN, UP_TO, UNKNOWN, ZERO, ELSEWHERE)


def layer(deck, name):
    return next(layer for layer in json.loads(deck.to_json())["layers"] if layer["id"] == name)


def marks_of(deck, lon, layer_id="circles"):
    return [
        {key: value for key, value in row.items() if key != "p"}
        for row in layer(deck, layer_id)["data"]
        if row["p"][0] == lon
    ]


def draw(towns=TOWNS, measure="detentions", **more):
    return maps.protest_cities(towns, measure, **{"dark": False, **more})


def test_areas_grow_with_the_figure():
    scale = Scale(most=400, largest=30)
    assert scale.radius(400) == 30
    assert scale.radius(100) == 15
    assert pi * scale.radius(400) ** 2 / (pi * scale.radius(100) ** 2) == pytest.approx(4)


def test_one_detention_is_seen_beside_ten_thousand():
    assert Scale(most=10_000).radius(1) == SMALLEST_RADIUS


def test_a_map_where_nothing_is_large_is_not_covered_by_circles():
    ones = frame(*[("a", 70.0, 50.0, 1, 1, 1, 1, False, False, "1")])
    assert Scale.of(ones).most == 25


def test_the_largest_high_sets_the_scale_and_phones_get_smaller_circles():
    assert Scale.of(TOWNS) == Scale(400, 34.0)
    assert Scale.of(TOWNS, width=350) == Scale(400, 22.0)
    assert Scale.of(frame(UNKNOWN)).most == 25


@pytest.mark.parametrize(
    ("most", "expected"), [(400, [200, 50, 10]), (25, [20, 5, 1]), (9_970, [5_000, 1_000, 200])]
)
def test_the_legend_has_round_figures_that_the_map_reaches(most, expected):
    assert Scale(most).references() == expected


def test_outer_is_the_high_and_inner_the_low_figure():
    almaty, *_rest = circles(TOWNS, Scale(400, 30))
    assert (almaty.outer, almaty.inner) == (30, 15)


def test_unknown_zero_and_no_event_look_different():
    radii = {circle.city: (circle.outer, circle.inner) for circle in circles(TOWNS, Scale(400, 30))}
    assert radii["Oral"] == (UNKNOWN_RADIUS, 0)
    assert radii["Astana"] == (ZERO_RADIUS, ZERO_RADIUS)
    assert radii["Semey"] == (0, 0)


def test_each_town_gets_the_marks_of_its_figure():
    deck = draw(scale=Scale(400, 30))
    assert marks_of(deck, 76.91) == [{"r": 30}, {"r": 15, "d": 1}]
    # Open above: a halo beyond the ring. 12 = 30 · √(64/400), 6 = 30 · √(16/400).
    assert marks_of(deck, 52.86) == [{"r": 12}, {"r": 6, "d": 1}, {"r": 14.5, "h": 1}]
    # "Up to 64" has no low figure to fill.
    assert marks_of(deck, 51.17) == [{"r": 12}]
    assert marks_of(deck, 51.37) == [{"r": 5, "u": 1}]
    assert marks_of(deck, 71.45) == [{"r": 2}, {"r": 2, "d": 1}]
    assert marks_of(deck, 80.23) == []


def test_an_unknown_figure_is_a_hollow_grey_ring():
    look = layer(draw(), "circles")
    assert look["getFillColor"].startswith("@@=d?")
    assert "u||h||b||s?[0, 0, 0, 0]" in look["getFillColor"]
    assert f"u?{channels(palette(False).unknown)}" in look["getLineColor"]
    assert str(channels(palette(False).detentions)) in look["getLineColor"]


def test_small_circles_lie_on_top_of_large_ones():
    outers = [row["r"] for row in layer(draw(), "circles")["data"] if set(row) <= {"p", "r", "u"}]
    assert outers == sorted(outers, reverse=True)


def test_events_are_counted_without_a_range():
    counted = frame(("Almaty", 76.9, 43.25, 5, 5, 5, 5, False, False, "5"))
    deck = draw(counted, "events", scale=Scale(25, 30))
    assert [mark["r"] for mark in marks_of(deck, 76.9)] == [13.4, 13.4]
    assert layer(deck, "cities")["data"][0]["words"] == "5"
    assert layer(deck, "cities")["data"][0]["known"] == ""


def test_the_pointer_finds_towns_in_the_frames_order_whatever_the_filter():
    targets = layer(draw(), "cities")["data"]
    assert [row["city"] for row in targets] == list(TOWNS.city)
    assert targets[0] == {
        "city": "Almaty",
        "name": "Almaty",
        "words": "100–400",
        "known": "known for 3 of 5 events",
        "p": [76.91, 43.25],
        "r": 34,
    }
    assert targets[3]["words"] == "unknown"
    assert targets[3]["known"] == "known for 0 of 4 events"
    assert targets[4]["known"] == "known for 1 of 1 event"
    # Without events nothing is found; a small circle can be hit with a finger.
    assert targets[5]["r"] == 0
    assert targets[4]["r"] == 7


def test_only_the_targets_answer_the_pointer_and_have_no_colour_that_streamlit_could_light_up():
    layers = json.loads(draw().to_json())["layers"]
    assert [one["id"] for one in layers if "pickable" in one] == ["cities"]
    targets = layers[-1]
    assert targets["pickable"] is True
    assert not {"getFillColor", "getLineColor", "autoHighlight"} & set(targets)


def test_selected_towns_are_drawn_where_no_fading_reaches_and_the_others_pale():
    deck = draw(selected=("Zhanaozen",), scale=Scale(400, 30))
    assert marks_of(deck, 52.86) == []
    chosen = layer(deck, "chosen")
    assert [row["r"] for row in chosen["data"]] == [12, 6, 14.5, 16.5]
    assert chosen["data"][-1]["s"] == 1
    assert "getFillColor" not in chosen
    assert str(channels(palette(False).accent)) in chosen["_subLayerProps"]["points-circle"]["getLineColor"]
    pale = channels(palette(False).detentions, round(0.35 * 255))
    assert str(pale) in layer(deck, "circles")["getLineColor"]


def test_the_basemap_keeps_its_colours_when_something_is_selected():
    for one in json.loads(draw().to_json())["layers"]:
        if one["@@type"] == "GeoJsonLayer":
            assert "getFillColor" not in one


def test_the_reader_s_browser_asks_no_other_host():
    text = draw().to_json()
    assert "http" not in text
    assert json.loads(text)["mapStyle"] == "__MAP_STYLE__"
    assert "mapProvider" not in json.loads(text)
    addresses = [one["data"] for one in json.loads(text)["layers"] if isinstance(one["data"], str)]
    assert addresses == [
        f"api/basemap/{name}.geojson"
        for name in ("neighbours", "kazakhstan", "water", "oblasts", "kazakhstan")
    ]


def test_the_map_says_what_pydeck_s_own_deck_would_say():
    deck = draw()
    theirs = pdk.Deck(
        deck.layers,
        views=deck.views,
        initial_view_state=deck.initial_view_state,
        map_provider=None,
        tooltip=deck._tooltip,
    )
    assert json.loads(deck.to_json()) == json.loads(theirs.to_json())


def test_46_towns_fit_in_12_kilobytes():
    towns = frame(
        *[
            (
                f"Town number {i}",
                50 + i * 0.77,
                42 + i % 11,
                12,
                7,
                1000 + i,
                3000 + i,
                False,
                True,
                "1,0 to at least 3,0",
            )
            for i in range(23)
        ],
        *[
            (f"Village {i}", 49 + i * 0.8, 43 + i % 9, 2, 0, pd.NA, pd.NA, False, False, "unknown")
            for i in range(23)
        ],
    )
    assert len(draw(towns).to_json().encode()) < 12_000


def test_the_first_view_holds_the_whole_country_on_desk_and_phone():
    for width, height in ((1000, 480), (480, 460), (350, 360)):
        canvas = maps.home_view(width, height).box()
        zoom = maps.home_view(width, height).zoom
        (left, top), (right, bottom) = (
            mercator(maps.WEST, maps.NORTH, zoom),
            mercator(maps.EAST, maps.SOUTH, zoom),
        )
        assert canvas.holds(Box(left, top, right, bottom))


def test_the_view_is_the_same_for_every_filter():
    views = [
        json.loads(draw(towns).to_json())["initialViewState"] for towns in (TOWNS, TOWNS.assign(events=0))
    ]
    assert views[0] == views[1]


def test_an_empty_frame_still_draws_the_country():
    deck = draw(TOWNS.iloc[:0])
    assert layer(deck, "circles")["data"] == []
    assert layer(deck, "land")["data"] == "api/basemap/kazakhstan.geojson"


def test_names_cover_neither_each_other_nor_a_circle_nor_leave_the_canvas():
    towns = frame(
        *[
            (f"Town {i}", 66 + 0.9 * (i % 5), 47 + 0.5 * (i // 5), 3, 3, 9, 30 + i, False, False, "")
            for i in range(25)
        ]
    )
    view = maps.home_view()
    drawn = circles(towns, Scale.of(towns))
    found = labels(drawn, view, 25)
    assert 3 <= len(found) < 25
    boxes = []
    for label in found:
        x, y = mercator(label.lon, label.lat, view.zoom)
        width, height = 0.56 * 13 * len(label.text), 1.15 * 13
        x, y = x + label.offset[0], y + label.offset[1]
        left = {"middle": x - width / 2, "start": x, "end": x - width}[label.anchor]
        top = {"bottom": y - height, "center": y - height / 2, "top": y}[label.baseline]
        boxes.append(Box(left, top, left + width, top + height))
        assert view.box().holds(boxes[-1])
    assert not any(a.touches(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
    discs = {c.city: Box.around(*mercator(c.lon, c.lat, view.zoom), c.outer) for c in drawn}
    assert not any(
        box.touches(disc)
        for label, box in zip(found, boxes, strict=True)
        for city, disc in discs.items()
        if city != label.text
    )


def test_the_largest_and_the_chosen_towns_are_named():
    drawn = circles(TOWNS, Scale.of(TOWNS))
    assert [label.text for label in labels(drawn, maps.home_view(), 2)] == ["Almaty", "Zhanaozen"]
    assert [label.text for label in labels(drawn, maps.home_view(), 1, ("Oral",))] == ["Oral"]


def test_kazakh_letters_reach_the_label_layer():
    deck = draw(TOWNS.assign(name=["Алматы", "Жаңаөзен", "Ақтау", "Орал", "Астана", "Семей"]))
    names = layer(deck, "names")
    assert "Жаңаөзен" in [row["t"] for row in names["data"]]
    assert names["characterSet"] == "auto"
    assert "getColor" not in names


def test_a_click_names_the_town_and_no_click_none():
    picked = {"indices": {"cities": [1]}, "objects": {"cities": [{"city": "Zhanaozen", "r": 12}]}}
    assert maps.picked_city(picked) == "Zhanaozen"
    assert maps.picked_city({"indices": {}, "objects": {}}) is None
    assert maps.picked_city({}) is None
    assert maps.picked_city({"objects": {"cities": [{"city": None}]}}) is None


def test_the_words_for_who_does_not_see_the_map():
    assert maps.alt_text(TOWNS, "detentions") == (
        "Map of Kazakhstan: Detentions in 4 towns. "
        "Most: Almaty (100–400), Zhanaozen (16 to at least 64) and Aktau (up to 64). "
        "1 town has events but no figure."
    )
    assert maps.alt_text(TOWNS.assign(events=0), "detentions") == "Map of Kazakhstan: no events in any town."


def test_the_legend_draws_its_sizes_with_the_map_s_scale():
    key = legend("detentions", Scale.of(TOWNS), dark=False)
    for figure in ("200", "50", "10"):
        assert f"<span>{figure}</span>" in key
        diameter = round(2 * Scale.of(TOWNS).radius(int(figure)), 1)
        assert f"width:{diameter}px" in key
    assert "events, no figure known" in key
    assert "http" not in key
    assert "events, no figure known" not in legend("events", Scale.of(TOWNS), dark=False)
