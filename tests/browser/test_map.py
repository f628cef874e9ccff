"""The Map page in a real browser: towns part and get names as it comes closer, are chosen by hand and by key, and listed."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import settled, until

BAR = ".lens"
CHART = ".st-key-close_map [data-testid=stDeckGlJsonChart]"


def opened(page, address="/map"):
    page.goto(address)
    expect(page.locator(f"{BAR}[data-zoom]")).to_be_visible()
    settled(page)

    # The map fits the country once its place has its width, which on a slow machine comes late.
    def fitted():
        before = zoom(page)
        page.wait_for_timeout(700)
        return zoom(page) == before

    until(page, fitted, "the map at rest")
    return page


def zoom(page):
    return float(page.locator(BAR).get_attribute("data-zoom"))


def chosen(page):
    return re.findall(r"[?&]look=([^&]+)", page.url)


def test_the_whole_country_fits_at_first_and_keys_bring_it_closer_and_back(page):
    opened(page)
    first = zoom(page)
    page.get_by_role("button", name="Closer").focus()
    for _ in range(3):
        page.keyboard.press("+")
    expect(page.locator(BAR)).to_have_attribute("data-zoom", f"{first + 1.5:.2f}")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("0")
    expect(page.locator(BAR)).to_have_attribute("data-zoom", f"{first:.2f}")


def test_a_click_on_towns_that_stand_together_lists_them_and_parts_them(page):
    opened(page)
    first = zoom(page)
    box = page.locator(f"{CHART} canvas").first.bounding_box()
    # Almaty's circle is the largest, in the south-east of the country.
    page.mouse.click(box["x"] + box["width"] * 0.73, box["y"] + box["height"] * 0.74)
    expect(page).to_have_url(re.compile(r"look=Almaty"))
    assert len(chosen(page)) > 1
    expect(page.get_by_role("heading", level=2).first).to_contain_text(f"{len(chosen(page))} towns")
    figures = page.locator(".st-key-looked_at").get_by_role("region", name="Figures of the towns looked at")
    expect(figures).to_contain_text("Almaty")
    settled(page)
    assert zoom(page) > first
    # Its events are links that open their pages.
    link = page.locator(".st-key-looked_at li a").first
    title = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_rectangle_lists_the_towns_in_it_and_leaves_the_map_where_it_is(page):
    opened(page)
    first = zoom(page)
    box = page.locator(f"{CHART} canvas").first.bounding_box()
    page.get_by_role("button", name="Rectangle").click()
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] * 0.5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.92, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"look=Zhanaozen"))
    assert {"Aktau", "Zhanaozen"} <= set(chosen(page)) and "Almaty" not in chosen(page)
    expect(page.get_by_role("button", name="Rectangle")).to_have_attribute("aria-pressed", "false")
    settled(page)
    assert zoom(page) == first


def test_a_town_is_chosen_by_keyboard_from_the_table_and_comes_into_sight(page):
    opened(page, "/map?from=2011-01-01&to=2011-12-31&lang=en")
    page.evaluate("window.untouched = true")
    page.locator(".st-key-all_towns_list").get_by_role("link", name="Zhanaozen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name="Zhanaozen")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/map\?from=2011-01-01&to=2011-12-31&lang=en&look=Zhanaozen$"))
    expect(page.locator(BAR)).to_have_attribute("data-zoom", re.compile(r"^7"))
    assert page.evaluate("window.untouched") is True
    page.get_by_role("button", name="All towns").click()
    expect(page.locator(".st-key-all_towns_list")).to_be_visible()
    expect(page).not_to_have_url(re.compile("look="))


def test_a_filter_without_events_says_so_and_keeps_the_period_at_hand(page):
    page.goto("/map?q=zzzz")
    expect(page.get_by_role("button", name="Show all events")).to_be_visible()
    expect(page.get_by_role("slider")).to_have_count(2)
    expect(page.locator(CHART)).to_have_count(0)


def test_a_town_that_the_data_do_not_know_is_said_aloud(page):
    opened(page, "/map?look=Atlantis")
    expect(page.get_by_test_id("stAlert")).to_contain_text("Atlantis")


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_nothing_reaches_beyond_the_edge_and_the_country_fits(new_page, width):
    page = opened(new_page(width=width, height=844))
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    box = page.locator(f"{CHART} canvas").first.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    # 40.8 degrees of longitude lie side by side; the map may have got its width only after it was drawn.
    until(page, lambda: 512 * 2 ** zoom(page) * 40.8 / 360 <= box["width"], "the whole country")
    assert zoom(page) > 1
