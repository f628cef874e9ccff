"""The overview in a real browser: link, slider, presets, map, play, downloads, Back and reload."""

import csv
import io
import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from atlas.tally.filters import EventFilter
from tests.browser.waiting import (
    STATUS,
    link_is,
    opened,
    query,
    settled,
    until,
)
from ui import dataset

ZHANAOZEN_2011 = "/?city=Zhanaozen&from=2011-01-01&to=2011-12-31"


def shown(page: Page) -> tuple[int, str]:
    """How many events the page says it shows, and the filter in words."""
    text = page.locator(STATUS).inner_text()
    return int(text.split(" ")[0].replace(",", "")), text.split(". ", 1)[1]


def expected(**wanted: str) -> set[str]:
    """The ids of the events of a city in a period, found without the filter: with pandas on the data."""
    events = dataset.edition().events
    keep = events.city == wanted["city"]
    keep &= (events.end_date >= wanted["start"]) & (events.start_date <= wanted["end"])
    return set(events.event_id[keep])


def test_the_day_of_knowledge_says_beside_its_control_how_many_figures_have_no_date(page):
    left = dataset.view(EventFilter(known_on=date(2011, 12, 20))).undated()
    assert left > 1
    opened(page, "/?known=2011-12-20")
    expect(page.locator(".live .means")).to_contain_text(f"{left} figures without a date are left out.")
    page.locator(".live input[name=known]").fill("")
    page.keyboard.press("Enter")
    link_is(page, {})
    expect(page.locator(".live .means")).not_to_contain_text("without a date")


def test_a_cold_link_shows_only_what_it_asks_for_says_so_and_its_download_holds_exactly_those_rows(page):
    opened(page, ZHANAOZEN_2011)
    wanted = expected(city="Zhanaozen", start="2011-01-01", end="2011-12-31")
    assert shown(page) == (
        len(wanted),
        "Protest events in Zhanaozen, 2011; figures as reported by all sides.",
    )
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download these events (CSV)").click()
    download = waiting.value
    assert download.suggested_filename == "kazakhstan-protests_2011-01-01_2011-12-31_zhanaozen_events.csv"
    rows = list(csv.DictReader(io.StringIO(download.path().read_text(encoding="utf-8"), newline="")))
    assert {row["event_id"] for row in rows} == wanted
    assert len(rows) == len(wanted)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download their reported figures (CSV)").click()
    claims = csv.DictReader(io.StringIO(waiting.value.path().read_text(encoding="utf-8"), newline=""))
    assert {row["event_id"] for row in claims} <= wanted


def test_a_city_that_is_not_in_the_data_is_said_aloud(page):
    opened(page, "/?city=Atlantis")
    expect(page.get_by_role("alert").filter(has_text="Atlantis")).to_contain_text("which is not in the data")
    assert shown(page)[0] == len(dataset.edition().events)


def test_a_preset_sets_the_period_back_undoes_it_and_reload_keeps_it(page):
    opened(page, "/")
    everything = shown(page)[0]
    page.get_by_label("Periods").select_option(label="January 2022")
    expect(page.locator(STATUS)).to_contain_text("2–18 Jan 2022")
    settled(page)
    link_is(page, {"from": ["2022-01-02"], "to": ["2022-01-18"]})
    few = shown(page)[0]
    assert few < everything
    page.reload()
    page.wait_for_selector(STATUS)
    settled(page)
    assert shown(page)[0] == few
    page.go_back()
    expect(page.locator(STATUS)).to_contain_text("the last event in the data")
    assert shown(page)[0] == everything


def test_typing_a_date_beside_the_slider_sets_the_period(page):
    opened(page, "/")
    page.locator(".live .dates input").first.fill("2022-01-05")
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_contain_text("Protest events, 5 January 2022 to")
    settled(page)
    link_is(page, {"from": ["2022-01-05"]})


def test_what_cannot_be_placed_is_said_under_the_map_with_its_numbers(page):
    opened(page, "/?from=2022-01-01&to=2022-01-31&measure=deaths")
    note = page.get_by_text("Not on the map")
    expect(note).to_contain_text(re.compile(r"whole country: 0–13\."))


def test_official_figures_change_the_headline(page):
    opened(page, "/?from=2022-01-01&to=2022-01-31")
    expect(page.get_by_text("222–238+").first).to_be_visible()
    page.locator(".live").get_by_text("Official", exact=True).click()
    expect(page.get_by_text("238+", exact=True).first).to_be_visible()
    settled(page)
    until(page, lambda: query(page).get("whose") == ["official"], "in the link")


@pytest.mark.parametrize("page", [{"width": 390, "height": 844}], indirect=True)
def test_on_a_phone_nothing_is_wider_than_the_screen(page):
    opened(page, "/")
    wide = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stMainBlockContainer] *')]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('[data-testid=stDataFrame], \
[data-testid=stButtonGroup], .js-plotly-plot, [data-testid=stDeckGlJsonChart], [role=region], [data-testid=stSlider] input'))
            .map(e => e.tagName + ' ' + e.className + ' ' + e.textContent.slice(0, 40))"""
    )
    assert not wide


def test_pan_and_zoom_of_the_map_survive_a_change_of_the_filter(page):
    opened(page, "/?measure=events")
    live = page.locator(".live")

    def places() -> list[str]:
        """Where the towns stand."""
        found: list[str] = live.locator("[data-town]").evaluate_all(
            "all => all.map(each => each.getAttribute('transform'))"
        )
        return found

    home = places()
    live.get_by_role("button", name="Zoom in").click()
    until(page, lambda: places() != home, "closer")
    zoomed = places()
    # The number of events does not depend on whose figures count, so only the view could differ.
    page.locator(".live").get_by_text("Official", exact=True).click()
    expect(page.locator(STATUS)).to_contain_text("by officials")
    settled(page)
    assert places() == zoomed
