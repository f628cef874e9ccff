"""The frame of every page: the way to the pages, the window's titles, the order of headings, the colours of its words."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import settled

PAGES = sorted(path.stem for path in (Path(__file__).parents[2] / "pages").glob("*.py"))
NAV = "nav.atlas-pages"


def path_of(name: str) -> str:
    return "/" if name == "overview" else f"/{name}"


def test_the_way_to_the_pages_is_a_named_landmark_that_marks_the_page_and_keeps_filter_and_session(page):
    page.goto("/cities?city=Almaty&from=2022-01-01&to=2022-01-31&lang=en")
    nav = page.get_by_role("navigation", name="Pages")
    expect(nav.get_by_role("link")).to_have_count(len(PAGES))
    expect(nav.locator("[aria-current=page]")).to_have_text("Cities")
    settled(page)
    page.evaluate("window.untouched = true")
    nav.get_by_role("link", name="Events", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Events")).to_be_visible()
    expect(nav.locator("[aria-current=page]")).to_have_text("Events")
    expect(page).to_have_url(re.compile(r"/events\?from=2022-01-01&to=2022-01-31&city=Almaty&lang=en$"))
    settled(page)
    nav.get_by_role("link", name="Overview").click()
    expect(nav.locator("[aria-current=page]")).to_have_text("Overview")
    expect(page).to_have_url(re.compile(r"/\?from=2022-01-01&to=2022-01-31&city=Almaty&lang=en$"))
    settled(page)
    page.go_back()
    expect(nav.locator("[aria-current=page]")).to_have_text("Events")
    expect(page.get_by_role("heading", level=1, name="Events")).to_be_visible()
    # All of it without opening a page anew, which would end the session and lose a reader's own file.
    assert page.evaluate("window.untouched") is True


def test_the_keyboard_sees_where_it_is_among_the_pages(page):
    page.goto("/methods")
    settled(page)
    link = page.locator(NAV).get_by_role("link", name="Methods")
    link.focus()
    page.keyboard.press("Shift+Tab")
    before = page.locator(NAV).get_by_role("link", name="Data")
    expect(before).to_be_focused()
    style = before.evaluate(
        "e => { const s = getComputedStyle(e); return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.color] }"
    )
    assert style[0] == "solid" and float(style[1][:-2]) >= 2 and style[2] == style[3]
    page.keyboard.press("Enter")
    expect(page.locator(f"{NAV} [aria-current=page]")).to_have_text("Data")


def test_on_a_phone_the_menu_closes_once_a_page_is_chosen(new_page):
    page = new_page(width=390, height=844)
    page.goto("/methods?city=Almaty")
    settled(page)
    page.get_by_test_id("stExpandSidebarButton").click()
    events = page.locator(NAV).get_by_role("link", name="Events", exact=True)
    expect(events).to_be_in_viewport()
    settled(page)
    events.click()
    expect(page.get_by_role("heading", level=1, name="Events")).to_be_visible()
    expect(page.locator(NAV)).not_to_be_in_viewport()
    expect(page.get_by_test_id("stMain")).to_be_focused()


TITLES = {
    "en": [
        ("/", "Overview – Kazakhstan Protest Atlas"),
        ("/cities", "Cities – Kazakhstan Protest Atlas"),
        ("/cities?city=Almaty", "Almaty – Kazakhstan Protest Atlas"),
        ("/campaigns?campaign=January+2022", "January 2022 – Kazakhstan Protest Atlas"),
        (
            "/events?event=2011-12-16-zhanaozen-1",
            "Police fire on crowd in Zhanaozen on Independence Day – Kazakhstan Protest Atlas",
        ),
        ("/events?event=no-such", "No such event – Kazakhstan Protest Atlas"),
    ],
    "ru": [("/timeline", None), ("/cities?city=Almaty", "Алматы – Атлас протестов Казахстана")],
    "kk": [("/methods", None), ("/events?event=2011-12-16-zhanaozen-1", None)],
}


@pytest.mark.parametrize("code", TITLES)
def test_the_window_is_called_by_the_page_and_by_the_card_on_it(new_page, code):
    page = new_page()
    for address, title in TITLES[code]:
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={code}")
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_be_visible()
        settled(page)
        if title:
            expect(page).to_have_title(title)
        elif "event=" in address:
            assert page.title().startswith(heading.inner_text() + " – ")
        else:
            current = page.locator(f"{NAV} [aria-current=page]").inner_text()
            assert page.title().startswith(f"{current} – ")


CARDS = [
    "/events?event=2011-12-16-zhanaozen-1",
    "/cities?city=Almaty",
    "/campaigns?campaign=January+2022",
    *(f"/data?show={part}" for part in ("sources", "quality", "changes", "cite", "own")),
]


@pytest.mark.parametrize("address", [*map(path_of, PAGES), *CARDS])
def test_headings_go_down_a_step_at_a_time_from_the_one_title(page, address):
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    settled(page)
    levels = page.evaluate(
        """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
            .filter(e => e.getClientRects().length).map(e => Number(e.tagName[1]))"""
    )
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
