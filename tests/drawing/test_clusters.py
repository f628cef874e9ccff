"""Towns that stand together far out and apart nearby, on four towns and on all of the published data."""

import pandas as pd
import pytest

from atlas.drawing import maps
from atlas.drawing.circles import Scale, circles
from atlas.drawing.clusters import REACH, clusters
from atlas.drawing.labels import View, labels, mercator
from atlas.folds.views import published, towns


def per_town(*rows):
    """Rows of name, longitude, latitude, events, figure."""
    names, lons, lats, events, figures = zip(*rows, strict=True)
    figure = pd.array(figures, dtype="Int64")
    return pd.DataFrame(
        {"city": names, "name": names, "lon": lons, "lat": lats, "events": events}
        | {"known": 1, "words": "", "low": figure, "high": figure, "open_below": False, "open_above": False}
    )


FOUR = per_town(
    ("A", 70.0, 48.0, 3, 5),
    ("B", 70.5, 48.0, 9, None),
    ("C", 60.0, 48.0, 1, 5),
    ("D", 70.2, 48.0, 0, None),
)


def grouped(frame, zoom):
    found = clusters(circles(frame, Scale.of(frame)), zoom)
    return [[frame.city[at] for at in group] for group in found]


def test_far_out_near_towns_are_one_led_by_the_most_events_and_a_town_without_events_is_none():
    assert grouped(FOUR, 3.5) == [["B", "A"], ["C"]]


def test_nearby_every_town_stands_alone():
    assert sorted(grouped(FOUR, 8)) == [["A"], ["B"], ["C"]]


def test_a_small_circle_under_a_large_one_stands_with_it():
    frame = per_town(("large", 70.0, 48.0, 1, 10_000), ("small", 71.3, 48.0, 5, 1))
    away = mercator(71.3, 48, 4)[0] - mercator(70, 48, 4)[0]
    assert REACH < away < Scale.of(frame).radius(10_000)
    assert grouped(frame, 4) == [["small", "large"]]


def test_no_town_is_lost_or_stands_twice():
    for zoom in (2, 3.5, 5, 7):
        held = [town for group in grouped(FOUR, zoom) for town in group]
        assert sorted(held) == ["A", "B", "C"]


@pytest.mark.parametrize("largest", [34, 22])
def test_as_close_as_the_map_comes_every_town_of_the_data_stands_alone_and_has_its_name(largest):
    places = towns(published())
    frame = per_town(
        *((row.city, row.lon, row.lat, 1, None) for row in places[places.lon.notna()].itertuples())
    )
    drawn = circles(frame, Scale(25, largest))
    assert all(len(group) == 1 for group in clusters(drawn, maps.CLOSEST))
    named = labels(drawn, View(*maps.CENTRE, maps.CLOSEST, *maps.WORLD), len(drawn))
    assert {label.text for label in named} == set(frame.name)
