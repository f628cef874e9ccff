"""The first screen of the overview, measured: what it promises stands whole in it, in three languages, both themes, on a phone."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_live import middle, opened
from tests.browser.waiting import STATUS, settled, until

LANGUAGES, SCHEMES = ("en", "ru", "kk"), ("light", "dark")
WHOLE = (".facts", ".when", ".track", ".map", ".legend", ".series", ".panel >> nth=0", ".panel >> nth=1")
"""Whose figures and headline, period, slider, map with its key, both series with their axes."""


def box(part: Locator) -> dict[str, float]:
    found = part.bounding_box()
    assert found is not None and found["width"] > 40 and found["height"] > 10, found
    return {**found, "right": found["x"] + found["width"], "bottom": found["y"] + found["height"]}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_all_of_it_stands_on_the_first_screen_of_a_laptop(new_page, code, scheme):
    page = new_page(width=1440, height=900, scheme=scheme)
    live = opened(page, f"/?lang={code}")
    assert box(page.get_by_role("heading", level=1))["y"] >= 0
    assert box(page.locator(STATUS))["bottom"] < 900
    for part in WHOLE:
        found = box(live.locator(part))
        assert found["bottom"] <= 900 and found["right"] <= 1440, (part, found)
    # The words of the time axis are the lowest of the series.
    assert box(live.locator(".series > svg > .ticks"))["bottom"] <= 900
    # Every range is one line, and none is cut.
    for figure in live.locator(".headline .figure").all():
        assert box(figure)["height"] < 40
        assert figure.evaluate("node => node.scrollWidth <= node.clientWidth + 1"), figure.inner_text()
    # No control is cut off at the right.
    for control in live.locator(".bar :is(button, select, input):visible").all():
        found = control.bounding_box()
        assert found is not None and found["x"] + found["width"] <= 1440, found


@pytest.mark.parametrize(("width", "height", "share"), [(1366, 768, 2 / 3), (1280, 720, 1 / 2)])
@pytest.mark.parametrize("code", LANGUAGES)
def test_on_smaller_laptops_most_of_the_map_is_there(new_page, width, height, share, code):
    page = new_page(width=width, height=height)
    live = opened(page, f"/?lang={code}")
    found = box(live.locator(".map"))
    assert (min(found["bottom"], height) - found["y"]) / found["height"] >= share, found
    assert found["height"] >= 300


@pytest.mark.parametrize("code", LANGUAGES)
def test_on_a_phone_the_first_screen_leads_to_the_map(new_page, code):
    page = new_page(width=390, height=844)
    live = opened(page, f"/?lang={code}")
    tops = [
        box(each)["y"]
        for each in (page.locator(STATUS), *map(live.locator, (".sides", ".headline", ".track", ".map")))
    ]
    assert tops == sorted(tops) and tops[-1] < 844 - 100, tops
    boxes = [box(each) for each in live.locator(".headline > div").all()]
    assert len({round(each["x"]) for each in boxes}) == 2 and len({round(each["y"]) for each in boxes}) == 2
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("code", LANGUAGES)
def test_at_320_pixels_nothing_scrolls_sideways(new_page, code):
    page = new_page(width=320, height=640)
    live = opened(page, f"/?lang={code}")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    main = page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert box(live.locator(".map"))["right"] <= 320


NARROWINGS = (
    "from=2022-01-02&to=2022-01-18",
    "q=zzqqxx",
    "city=Almaty&city=Zhanaozen&city=Astana&type=rally&type=march&whose=official&from=2011-01-01",
    "city=Atlantis",
)


def test_nothing_moves_when_chips_and_notices_come_and_go(new_page):
    tops = {}
    for asked in ("", *NARROWINGS):
        page = new_page()
        live = opened(page, f"/?{asked}")
        tops[asked] = [
            round(box(live.locator(part))["y"]) for part in (".facts", ".track", ".map", ".series")
        ]
        page.close()
    assert len({str(each) for each in tops.values()}) == 1, tops


def test_an_empty_choice_shows_no_old_figure_and_a_way_out(page: Page):
    live = opened(page, "/")
    until(page, lambda: live.evaluate("live => live.shown.events") > 100, "events")
    page.get_by_role("searchbox", name="Search").fill("zzqqxx")
    expect(page.locator(STATUS)).to_contain_text("0 of ")
    settled(page)
    until(page, lambda: live.evaluate("live => live.shown.events") == 0, "none")
    assert live.locator(".headline .figure").all_inner_texts() == ["0", "unknown", "unknown", "unknown"]
    assert live.locator("[data-town]:visible").count() == 0
    assert live.locator(".bars i").count() == 0
    live.get_by_role("button", name="Show all events").click()
    until(page, lambda: live.evaluate("live => live.shown.events") > 100, "all events again")


def test_a_link_to_an_empty_choice_has_a_slider_and_no_fault(page: Page, traffic):
    live = opened(page, "/?q=zzqqxx")
    expect(live.locator(".handle")).to_have_count(2)
    assert "January 1986" in live.locator(".period").inner_text()
    assert not [line for line in traffic.console if "uncaught" in line]


def test_terms_are_told_by_keyboard(page: Page):
    live = opened(page, "/")
    live.get_by_role("button", name="Detained: what that means").focus()
    page.keyboard.press("Enter")
    expect(live.get_by_text("People taken away or held by the police")).to_be_visible()
    page.keyboard.press("Escape")
    expect(live.get_by_text("People taken away or held by the police")).to_be_hidden()


def test_handles_of_a_short_period_part_and_each_can_be_taken(page: Page):
    live = opened(page, "/?from=2022-01-02&to=2022-01-18")
    live.get_by_role("button", name="All years on the slider").click()
    first, last = (middle(live.locator(".handle").nth(which)) for which in (0, 1))
    assert last[0] - first[0] >= 24 - 0.5
    for which, way in ((0, -60), (1, 60)):
        x, y = middle(live.locator(".handle").nth(which))
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + way, y)
        page.mouse.up()
        settled(page)
    start, end = live.evaluate("live => [live.shown.start, live.shown.end]")
    assert start < 18994 - 300 and end > 19010 + 300
