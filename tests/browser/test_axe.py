"""On the pages axe-core finds nothing of ours wrong, in both themes and every language."""

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import settled

PAGES = {"overview": "/", "map": "/map"}


@pytest.mark.parametrize("code", ["en", "ru", "kk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_ours_is_wrong(new_page, axe, name, scheme, code):
    # As tall as the page, since axe-core does not judge the contrast of what is scrolled away.
    page = new_page(scheme=scheme, height=2600)
    page.goto(f"{PAGES[name]}?lang={code}")
    expect(page.locator(".atlas-credits")).to_be_visible(timeout=30_000)
    settled(page)
    if name == "overview":
        expect(page.locator("[data-town][aria-label]").first).to_be_visible()
    assert axe(page) == []
