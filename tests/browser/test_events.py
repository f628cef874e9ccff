"""The events page, one event's own page, and the way between pages, in a real browser."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from bench.chromium import settled
from ui import dataset

STATUS = "p[role=status]"
EVENT = "/events?event=2011-12-16-zhanaozen-1"


def test_a_permalink_to_an_event_opens_cold_with_its_figures_and_linked_sources(page):
    page.goto(EVENT)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Police fire on crowd in Zhanaozen on Independence Day"
    )
    settled(page)
    expect(page.get_by_role("cell", name="14–64", exact=True)).to_be_visible()
    claims = dataset.edition().claims
    about = claims[claims.event_id == "2011-12-16-zhanaozen-1"]
    inside = {link.get_attribute("href") for link in page.locator("[data-testid=stHtml] li span a").all()}
    assert inside == {f"data?source={source}" for source in about.source_id}
    outside = page.locator("[data-testid=stMain] a[target=_blank]").all()
    assert set(about.url) <= {link.get_attribute("href") for link in outside}
    assert {link.get_attribute("rel") for link in outside} <= {"noopener noreferrer", "noreferrer noopener"}


def test_the_way_from_a_part_to_its_umbrella_and_back_to_all_events(page):
    page.goto(EVENT)
    settled(page)
    page.get_by_role("link", name="December 2011 unrest in Zhanaozen, Shetpe and Aktau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "December 2011 unrest in Zhanaozen, Shetpe and Aktau"
    )
    expect(page.get_by_role("cell", name="17–65", exact=True)).to_be_visible()
    settled(page)
    page.get_by_role("button", name="All events").click()
    expect(page.locator(STATUS)).to_contain_text("events")
    assert "event" not in parse_qs(urlsplit(page.url).query)


def test_the_search_box_finds_a_town_by_its_former_name(page):
    page.goto("/events")
    page.wait_for_selector(STATUS)
    settled(page)
    box = page.get_by_test_id("stSidebar").get_by_role("searchbox", name="Search")
    box.fill("novy uzen")
    box.press("Enter")
    expect(page.locator(STATUS)).to_contain_text("that mention “novy uzen”")
    settled(page)
    events = dataset.edition().events
    assert int(page.locator(STATUS).inner_text().split(" ")[0]) >= (events.city == "Zhanaozen").sum()
    assert parse_qs(urlsplit(page.url).query) == {"q": ["novy uzen"]}


def test_going_to_another_page_and_back_keeps_the_filter(page):
    page.goto("/?city=Aktau")
    page.wait_for_selector(STATUS)
    settled(page)
    said = page.locator(STATUS).inner_text()
    page.get_by_role("link", name="Events").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Events")
    settled(page)
    assert page.locator(STATUS).inner_text() == said
    assert urlsplit(page.url).path == "/events"
    assert parse_qs(urlsplit(page.url).query) == {"city": ["Aktau"]}
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Protest in Kazakhstan since 1986")
    settled(page)
    assert page.locator(STATUS).inner_text() == said


def test_sorted_by_detained_the_column_runs_from_the_greatest_figure_to_the_unknown(page):
    page.goto("/events?from=2019-01-01&to=2019-06-30")
    settled(page)
    page.get_by_role("combobox", name="Order", exact=True).click()
    page.get_by_role("option", name="Most detained").click()
    expect(page.get_by_role("columnheader", name="Detained")).to_have_attribute("aria-sort", "descending")
    settled(page)
    assert parse_qs(urlsplit(page.url).query)["sort"] == ["detentions"]
    column = page.locator("table.events td[data-label=Detained]").all_inner_texts()
    numbers = [text for text in column if text and text[0] in "≤0123456789"]
    assert len(numbers) > 10 and column[: len(numbers)] == numbers
    highs = [int(text.strip("≤+").split("–")[-1].replace(",", "")) for text in numbers]
    assert highs == sorted(highs, reverse=True)
    # 10 after 9 would be the order of text.
    assert highs != sorted(map(str, highs), reverse=True) and max(highs) > 9
    rest = column[len(numbers) :]
    assert rest == sorted(rest, key=lambda text: text == "")


def test_every_title_leads_to_its_event_by_keyboard(page):
    page.goto("/events?city=Zhanaozen&from=2011-12-16&to=2011-12-16")
    settled(page)
    link = page.locator("table.events a", has_text="Police fire on crowd")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Police fire on crowd in Zhanaozen on Independence Day"
    )
    assert parse_qs(urlsplit(page.url).query)["event"] == ["2011-12-16-zhanaozen-1"]
