"""Play by keyboard, on the timeline, and for readers whose system asks for less motion."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from bench.chromium import settled

STATUS = "p[role=status]"


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(STATUS)
    settled(page, rest=1)


@pytest.mark.parametrize("address", ["/?view=full&", "/timeline?"])
def test_play_and_step_work_by_keyboard(page, address):
    opened(page, f"{address}from=1989-01-01&to=1989-12-31")
    page.keyboard.press("Alt+n")
    expect(page.locator(STATUS)).to_contain_text("events, 1990;", timeout=15_000)
    settled(page)
    assert {name: days for name, days in query(page).items() if name != "view"} == {
        "from": ["1990-01-01"],
        "to": ["1990-12-31"],
    }
    page.keyboard.press("Alt+p")
    expect(page.get_by_role("button", name="Pause")).to_be_visible(timeout=15_000)
    expect(page.locator(STATUS)).to_contain_text("events, 1992;", timeout=30_000)
    page.keyboard.press("Alt+p")
    expect(page.get_by_role("button", name="Play")).to_be_visible(timeout=15_000)
    settled(page)
    stopped = page.locator(STATUS).inner_text()
    page.wait_for_timeout(2_500)
    assert page.locator(STATUS).inner_text() == stopped


@pytest.mark.parametrize("page", [{"motion": "reduce"}], indirect=True)
def test_where_less_motion_is_wanted_nothing_plays_by_itself_but_steps_can_be_taken(page):
    opened(page, "/?from=1989-01-01&to=1989-12-31")
    expect(page.get_by_role("button", name="Play")).to_have_count(0, timeout=15_000)
    page.get_by_role("button", name="Step").click()
    expect(page.locator(STATUS)).to_contain_text("events, 1990;", timeout=15_000)
    settled(page)
    page.wait_for_timeout(2_500)
    assert query(page) == {"from": ["1990-01-01"], "to": ["1990-12-31"]}


def test_the_day_of_knowledge_plays_month_by_month_and_pauses(page):
    opened(page, "/disputed?campaign=January+2022")
    page.get_by_role("button", name="Play what was known").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible(timeout=15_000)
    first = page.locator(STATUS).inner_text()
    expect(page.locator(STATUS)).not_to_have_text(first, timeout=15_000)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play what was known")).to_be_visible(timeout=15_000)
    settled(page)
    stopped = page.locator(STATUS).inner_text()
    page.wait_for_timeout(2_500)
    assert page.locator(STATUS).inner_text() == stopped
    assert query(page)["known"]
