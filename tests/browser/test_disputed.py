"""Disputed figures in a real browser: the day of knowledge is played."""

from playwright.sync_api import expect

from tests.browser.waiting import STATUS, let_pass, opened, query, settled


def test_the_day_of_knowledge_plays_month_by_month_and_pauses(page):
    opened(page, "/disputed?campaign=January+2022")
    page.get_by_role("button", name="Play what was known").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    first = page.locator(STATUS).inner_text()
    expect(page.locator(STATUS)).not_to_have_text(first)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play what was known")).to_be_visible()
    settled(page)
    stopped = page.locator(STATUS).inner_text()
    let_pass(page)
    assert page.locator(STATUS).inner_text() == stopped
    assert query(page)["known"]
