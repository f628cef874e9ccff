"""The page of the campaigns in a real browser: a link to one of them."""

from playwright.sync_api import expect

from tests.browser.waiting import opened


def test_a_permalink_to_a_campaign_opens_its_profile_cold(page):
    opened(page, "/campaigns?campaign=January+2022")
    expect(page.get_by_test_id("stMain").get_by_text("215–238").first).to_be_visible()
