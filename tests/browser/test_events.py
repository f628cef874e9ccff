"""The events page, one event's own page, and the way between pages, in a real browser."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import STATUS, link_is, opened, settled
from ui import dataset

EVENT = "/events?event=2011-12-16-zhanaozen-1"


def test_a_permalink_to_an_event_opens_cold_with_its_figures_and_linked_sources(page):
    page.goto(EVENT)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Police fire on crowd in Zhanaozen on Independence Day"
    )
    settled(page)
    expect(page.get_by_role("cell", name="14–70", exact=True)).to_be_visible()
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
    # Its neighbour in the list of all events, above, is the same one.
    page.get_by_role("link", name="December 2011 unrest in Zhanaozen, Shetpe and Aktau").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "December 2011 unrest in Zhanaozen, Shetpe and Aktau"
    )
    expect(page.get_by_role("cell", name="17–71", exact=True)).to_be_visible()
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
    page.get_by_role("link", name="Events", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Events")
    settled(page)
    assert page.locator(STATUS).inner_text() == said
    assert urlsplit(page.url).path == "/events"
    assert parse_qs(urlsplit(page.url).query) == {"city": ["Aktau"]}
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Protest in Kazakhstan since 1986")
    settled(page)
    assert page.locator(STATUS).inner_text() == said


def test_a_chip_takes_its_filter_away_and_leaves_the_others(page):
    opened(page, "/events?city=Aktau&city=Zhanaozen&type=strike&whose=official")
    page.get_by_test_id("stMain").get_by_role("button", name="Zhanaozen").click()
    expect(page.locator(STATUS)).not_to_contain_text("Zhanaozen")
    settled(page)
    link_is(page, {"city": ["Aktau"], "type": ["strike"], "whose": ["official"]})


def column(page, name):
    """The cells of one measure from top to bottom: the highs of its numbers, and then what stands for none."""
    cells = page.locator(f"table.events td[data-label={name}]").all_inner_texts()
    numbers = [text for text in cells if text and text[0] in "≤0123456789"]
    assert cells[: len(numbers)] == numbers
    return [int(text.strip("≤+").split("–")[-1].replace(",", "")) for text in numbers], cells[len(numbers) :]


def test_sorted_by_detained_the_column_runs_from_the_greatest_figure_to_the_unknown(page):
    opened(page, "/events?from=2019-01-01&to=2019-06-30")
    head = page.get_by_role("columnheader", name="Detained")
    expect(page.get_by_role("columnheader", name="Date")).to_have_attribute("aria-sort", "descending")
    head.get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    settled(page)
    link_is(page, {"from": ["2019-01-01"], "to": ["2019-06-30"], "sort": ["detentions"]})
    highs, rest = column(page, "Detained")
    assert len(highs) > 10 and highs == sorted(highs, reverse=True)
    # 10 after 9 would be the order of text.
    assert highs != sorted(highs, key=str, reverse=True) and max(highs) > 9
    assert rest and rest == sorted(rest, key=lambda text: text == "")
    head.get_by_role("link").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    settled(page)
    again, rest_again = column(page, "Detained")
    assert again == highs[::-1] and rest_again == rest


def test_an_order_in_the_link_that_there_is_not_is_said(page):
    opened(page, "/events?sort=murders&city=Zhanaozen")
    expect(page.get_by_test_id("stAlert")).to_contain_text("“murders”")
    expect(page.get_by_role("columnheader", name="Date")).to_have_attribute("aria-sort", "descending")


def test_every_title_leads_to_its_event_by_keyboard(page):
    opened(page, "/events?city=Zhanaozen&from=2011-12-16&to=2011-12-16")
    link = page.locator("table.events").get_by_role("link", name="Police fire on crowd")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Police fire on crowd in Zhanaozen on Independence Day"
    )
    assert parse_qs(urlsplit(page.url).query)["event"] == ["2011-12-16-zhanaozen-1"]


@pytest.mark.parametrize("width", [1440, 1100, 390, 320])
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("asked", ["from=2022-01-01&to=2022-01-31", "figures=deaths-without"])
def test_every_cell_of_the_table_is_in_sight(page, width, language, asked):
    """Both as a table and, on a phone, as cards."""
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, f"/events?{asked}&lang={language}")
    page.wait_for_selector("table.events")
    beyond = page.evaluate(
        """() => {
            const room = document.querySelector("[data-testid=stMainBlockContainer]").getBoundingClientRect();
            return [...document.querySelectorAll("table.events :is(td, tbody th, thead a)")].filter((cell) => {
                const box = cell.getBoundingClientRect();
                const seen = box.width && box.left >= room.left - 1 && box.right <= room.right + 1;
                return (cell.textContent && !seen) || cell.scrollWidth > cell.clientWidth + 1 && cell.clientWidth;
            }).map((cell) => cell.textContent);
        }"""
    )
    assert beyond == []
    assert page.locator("table.events td").count() > 50


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_on_paper_the_table_is_a_table_that_fits(page, language):
    opened(page, f"/events?deaths_min=5&bound=high&lang={language}")
    # The width of A4 within its margins.
    page.set_viewport_size({"width": 718, "height": 1000})
    page.emulate_media(media="print")
    table = page.locator("table.events")
    assert table.evaluate("table => getComputedStyle(table).display") == "table"
    box = table.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 718


def test_from_event_to_event_by_keyboard_within_the_filter_and_back(page):
    page.goto(f"{EVENT}&city=Zhanaozen&from=2011-12-01&to=2011-12-31")
    settled(page)
    title = page.get_by_role("heading", level=1)
    first = title.inner_text()
    way = page.get_by_role("navigation", name="Events of this choice")
    onward = way.get_by_role("listitem").filter(has_text="Next event").get_by_role("link")
    following = onward.inner_text()
    onward.focus()
    page.keyboard.press("Enter")
    expect(title).to_have_text(following)
    settled(page)
    assert parse_qs(urlsplit(page.url).query)["city"] == ["Zhanaozen"]
    assert title.bounding_box()["y"] >= 0
    expect(page.get_by_role("img", name="Map of Kazakhstan: Zhanaozen")).to_be_visible()
    page.go_back()
    expect(title).to_have_text(first)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/events?sort=deaths&deaths_min=10", f"{EVENT}&deaths_min=10"])
def test_axe_finds_nothing_of_ours_in_the_list_and_on_the_card(page, axe, scheme, address):
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    page.wait_for_selector("h1")
    settled(page)
    assert axe(page) == []
