"""The page of the cities in a real browser: one city's profile, and what its figures are ranked by."""

from playwright.sync_api import expect

from tests.browser.waiting import STATUS, opened, query, settled, until


def test_a_permalink_to_a_city_opens_its_profile_cold(page):
    opened(page, "/cities?city=Zhanaozen")
    main = page.get_by_test_id("stMain")
    expect(main.get_by_text("Жаңаөзен").first).to_be_visible()
    expect(main.get_by_text("Novy Uzen").first).to_be_visible()


def test_a_pages_own_choice_is_in_the_address_and_comes_back_with_a_reload(page):
    opened(page, "/cities")
    page.get_by_test_id("stMain").get_by_text("Killed", exact=True).first.click()
    settled(page)
    until(page, lambda: query(page).get("rank") == ["deaths"], "in the link")
    page.reload()
    page.wait_for_selector(STATUS)
    settled(page)
    until(page, lambda: query(page).get("rank") == ["deaths"], "in the link")
