"""The reader's browser talks to our server only: every page opened and used; the fixture fails on a stranger."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.waiting import STATUS, settled, until

PAGES = sorted(path.stem for path in (Path(__file__).parents[2] / "pages").glob("*.py"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_opening_and_using_a_page_asks_nobody_else(new_page, traffic, running, name, scheme):
    page = new_page(scheme=scheme)
    page.goto("/" if name == "overview" else f"/{name}")
    page.wait_for_selector(STATUS)
    settled(page)
    sidebar = page.get_by_test_id("stSidebar")
    sidebar.get_by_role("searchbox", name="Search").fill("Almaty")
    page.keyboard.press("Enter")
    settled(page)
    sidebar.get_by_text("Official", exact=True).click()
    settled(page)
    sidebar.get_by_text("Include unverified sources").click()
    settled(page)
    page.mouse.wheel(0, 600)
    # What comes into sight may load something: half a second without a request, says Playwright.
    page.wait_for_load_state("networkidle")
    settled(page)
    host = urlsplit(running.url).netloc
    asked = [address for address in traffic.requests if urlsplit(address).netloc == host]
    assert len(asked) > 10, "nothing was recorded, so nothing was tested"
    assert traffic.strangers(host) == []


def test_the_watch_would_see_a_stranger(browser):
    # Without this, a recorder that records nothing would pass for privacy.
    page = browser.new_context(bypass_csp=True).new_page()
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.evaluate("fetch('http://stranger.invalid/').catch(() => null)")
    until(page, lambda: any("stranger.invalid" in address for address in seen), "the stranger")
    page.context.close()
