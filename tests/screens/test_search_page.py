"""On the page: what a search finds first stands above the table, marked; the switch of borders keeps the rows."""

import html
import re

import pytest

from tests.opened_pages import opened, words


def lists(app) -> str:
    return html.unescape(" ".join(e.proto.body for e in app.get("html")))


def test_what_fits_best_is_listed_with_its_hits_marked_and_led_to():
    app = opened("events", q="Новый Узень")
    (found,) = re.findall(r'<ol aria-label="Found first".*?</ol>', lists(app))
    items = re.findall("<li>.*?</li>", found)
    assert len(items) == 8
    # Those of the time when the town had that name come first.
    assert "June 1989" in items[0]
    assert "(then <mark" in items[0]
    assert re.search(r"<mark[^>]*>Novy</mark> <mark[^>]*>Uzen</mark>", items[0])
    assert 'href="events?q=' in items[0]
    assert "event=1989-06-" in items[0]
    assert "how well they fit the search" in words(app)


def test_a_near_spelling_is_said_to_be_one():
    assert "spelled nearly so" in words(opened("events", q="Zhanaozne"))
    assert "spelled nearly so" not in words(opened("events", q="Zhanaozen"))


def test_without_a_search_there_is_no_such_list():
    app = opened("events")
    assert "Found first" not in lists(app)
    assert "how well they fit" not in words(app)


def test_a_hit_in_the_description_alone_is_shown_in_an_excerpt():
    found = lists(opened("events", q="repeated"))
    assert re.search(r"<small[^>]*>…?[^<]*<mark[^>]*>repeated</mark>", found)


def test_what_is_looked_for_is_text_and_never_html():
    app = opened("events", q="<script>alert(1)</script> Almaty")
    assert "<script" not in " ".join(e.proto.body for e in app.get("html"))


@pytest.mark.parametrize("division", ["2021", "2017"])
def test_the_switch_of_borders_widens_a_region_and_the_map_says_whose_borders_it_draws(division):
    app = opened("map", region="Abai")
    app.selectbox(key="w_oblasts").set_value(division).run()
    assert not app.exception
    assert app.query_params["region"] == "East Kazakhstan"
    assert app.query_params["oblasts"] == division
    assert "The borders drawn are those of today" in lists(app)
    assert app.multiselect(key="w_regions").value == ["East Kazakhstan"]
    app.selectbox(key="w_oblasts").set_value("today").run()
    assert app.query_params["region"] == ["Abai", "East Kazakhstan"]
    assert "oblasts" not in app.query_params
