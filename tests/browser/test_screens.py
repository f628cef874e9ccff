"""What every screen shares, in a real browser: cold links, chips, one's own state in the address."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from bench.chromium import settled

STATUS = "p[role=status]"
PAGES = sorted(path.stem for path in (Path(__file__).parents[2] / "pages").glob("*.py"))


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_every_screen_opens_cold_with_a_filter_and_without_an_error(new_page, traffic, name, scheme):
    page = new_page(scheme=scheme)
    page.goto(f"/{'' if name == 'overview' else name}?from=2022-01-01&to=2022-01-31&whose=official")
    expect(page.locator(STATUS)).to_contain_text(
        "January 2022; figures as reported by officials", timeout=20_000
    )
    settled(page)
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_text("encountered an error").count() == 0
    # Streamlit's frontend looks for its server below a deep link first: two 404 of its own.
    assert [text for text in traffic.console if "404" not in text] == []


def test_a_chip_takes_its_filter_away_and_leaves_the_others(page):
    page.goto("/events?city=Aktau&city=Zhanaozen&type=strike&whose=official")
    page.wait_for_selector(STATUS)
    settled(page)
    page.get_by_test_id("stMain").get_by_role("button", name="Zhanaozen").click()
    expect(page.locator(STATUS)).not_to_contain_text("Zhanaozen")
    settled(page)
    assert query(page) == {"city": ["Aktau"], "type": ["strike"], "whose": ["official"]}


def test_a_permalink_to_a_city_opens_its_profile_cold(page):
    page.goto("/cities?city=Zhanaozen")
    page.wait_for_selector(STATUS)
    settled(page)
    main = page.get_by_test_id("stMain")
    expect(main.get_by_text("Жаңаөзен").first).to_be_visible()
    expect(main.get_by_text("Novy Uzen").first).to_be_visible()


def test_a_permalink_to_a_campaign_opens_its_profile_cold(page):
    page.goto("/campaigns?campaign=January+2022")
    page.wait_for_selector(STATUS)
    settled(page)
    expect(page.get_by_test_id("stMain").get_by_text("215–238").first).to_be_visible()


def test_a_pages_own_choice_is_in_the_address_and_comes_back_with_a_reload(page):
    page.goto("/cities")
    page.wait_for_selector(STATUS)
    settled(page)
    page.get_by_test_id("stMain").get_by_text("Killed", exact=True).first.click()
    settled(page)
    assert query(page).get("rank") == ["deaths"]
    page.reload()
    page.wait_for_selector(STATUS)
    settled(page)
    assert query(page).get("rank") == ["deaths"]


def test_dragging_a_box_on_the_timeline_sets_the_period(page):
    page.goto("/timeline")
    page.wait_for_selector(STATUS)
    settled(page)
    plot = page.locator(".js-plotly-plot .nsewdrag").last
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.5, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, middle, steps=5)
    page.mouse.move(box["x"] + box["width"] * 0.75, middle, steps=5)
    page.mouse.up()
    expect(page.locator(STATUS)).not_to_contain_text("1986 to today")
    settled(page)
    start, end = (int(query(page)[name][0][:4]) for name in ("from", "to"))
    assert 2003 <= start <= 2010
    assert 2013 <= end <= 2020
