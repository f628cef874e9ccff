"""The overview in a real browser: link, slider, presets, map, play, downloads, Back and reload."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Page, expect

from atlas.drawing import maps
from atlas.drawing.labels import mercator
from atlas.tally.filters import EventFilter
from tests.browser.waiting import (
    STATUS,
    let_pass,
    link_is,
    opened,
    query,
    settled,
    unmoving,
    until,
    witness,
    year_played,
)
from ui import dataset
from ui.shared import city_map

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
    page.get_by_test_id("stButtonGroup").get_by_text("January 2022").click()
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


def test_the_slider_moves_by_keyboard_and_the_link_follows(page):
    opened(page, "/?view=full&from=2011-01-01&to=2011-12-31")
    handle = page.locator("[data-testid=stSlider] input").first
    handle.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(STATUS)).to_contain_text("2 Jan")
    settled(page)
    until(page, lambda: query(page).get("from") == ["2011-01-02"], "in the link")


def test_typing_a_date_beside_the_slider_sets_the_period(page):
    opened(page, "/")
    page.get_by_role("spinbutton", name="year, First day").click()
    for part in ("2022", "01", "05"):
        page.keyboard.type(part, delay=50)
    page.get_by_role("heading", level=1).click()
    expect(page.locator(STATUS)).to_contain_text("5 Jan 2022")
    settled(page)
    link_is(page, {"from": ["2022-01-05"]})


def town_pixel(page: Page, city: str) -> tuple[float, float]:
    """Where a town lies on the screen, by the map's own view and Web Mercator."""
    view = maps.home_view(390, city_map.HEIGHT)
    town = dataset.edition().gazetteer.loc[city]
    x, y = mercator(town.lon, town.lat, view.zoom)
    middle = mercator(view.lon, view.lat, view.zoom)
    box = page.locator("[data-testid=stDeckGlJsonChart] canvas").first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2 + x - middle[0], box["y"] + box["height"] / 2 + y - middle[1]


def click_town(page: Page, city: str, done: Callable[[], bool]) -> None:
    """Press as a hand does, until it was noticed: software rendering drops a click that comes before the map has
    found what lies under the pointer."""
    page.locator("[data-testid=stDeckGlJsonChart]").scroll_into_view_if_needed()
    x, y = town_pixel(page, city)

    def pressed() -> bool:
        page.mouse.move(x - 3, y)
        page.mouse.move(x, y)
        expect(page.locator(".deck-tooltip")).to_contain_text(city)
        page.mouse.down()
        page.wait_for_timeout(40)
        page.mouse.up()
        # A click that was noticed has asked the server by then, and a second one would take it back.
        page.wait_for_timeout(1_000)
        settled(page)
        return done()

    until(page, pressed, f"{city} clicked")


def test_clicking_a_town_on_the_map_filters_to_it_and_clicking_it_again_clears(page):
    opened(page, "/?view=full&measure=events")
    everything = shown(page)[0]
    click_town(page, "Almaty", lambda: "in Almaty" in page.locator(STATUS).inner_text())
    link_is(page, {"view": ["full"], "measure": ["events"], "city": ["Almaty"]})
    click_town(page, "Almaty", lambda: "in Almaty" not in page.locator(STATUS).inner_text())
    until(page, lambda: "city" not in query(page), "out of the link")
    assert shown(page)[0] == everything


def test_the_tooltip_of_a_town_says_its_figure_in_plain_text(page):
    opened(page, "/?view=full&measure=deaths")
    page.get_by_test_id("stDeckGlJsonChart").scroll_into_view_if_needed()
    x, y = town_pixel(page, "Zhanaozen")
    tip = page.locator(".deck-tooltip")

    def pointed_at() -> bool:
        # The map picks what lies under a pointer that moves.
        page.mouse.move(x - 3, y)
        page.mouse.move(x, y)
        return "Zhanaozen" in (tip.text_content() or "")

    until(page, pointed_at, "Zhanaozen under the pointer")
    expect(tip).to_contain_text("Zhanaozen")
    assert "<" not in tip.inner_text()


def test_what_cannot_be_placed_is_said_under_the_map_with_its_numbers(page):
    opened(page, "/?from=2022-01-01&to=2022-01-31&measure=deaths")
    note = page.get_by_text("Not on the map")
    expect(note).to_contain_text(re.compile(r"whole country: 0–23"))


def test_play_steps_a_window_through_the_years_and_can_be_paused(page):
    opened(page, "/?view=full&from=1986-01-01&to=1986-12-31")
    page.get_by_role("button", name="Play").click()
    until(page, lambda: year_played(page) >= 1988, "playing")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    settled(page)
    stopped = shown(page)[1]
    let_pass(page)
    assert shown(page)[1] == stopped
    year = date.fromisoformat(query(page)["from"][0]).year
    assert year >= 1988
    until(page, lambda: query(page).get("to") == [f"{year}-12-31"], "in the link")
    # The frames in between are no steps of the Back button.
    page.go_back()
    expect(page.locator(STATUS)).to_contain_text("events, 1986;")


def test_play_and_step_work_by_keyboard(page):
    opened(page, "/?view=full&from=1989-01-01&to=1989-12-31")
    page.keyboard.press("Alt+n")
    expect(page.locator(STATUS)).to_contain_text("events, 1990;")
    settled(page)
    link_is(page, {"view": ["full"], "from": ["1990-01-01"], "to": ["1990-12-31"]})
    page.keyboard.press("Alt+p")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    until(page, lambda: year_played(page) >= 1992, "playing")
    page.keyboard.press("Alt+p")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    settled(page)
    stopped = page.locator(STATUS).inner_text()
    let_pass(page)
    assert page.locator(STATUS).inner_text() == stopped


@pytest.mark.parametrize("page", [{"motion": "reduce"}], indirect=True)
def test_where_less_motion_is_wanted_nothing_plays_by_itself_but_steps_can_be_taken(page):
    opened(page, "/?from=1989-01-01&to=1989-12-31")
    expect(page.get_by_role("button", name="Play")).to_have_count(0)
    page.get_by_role("button", name="Step").click()
    expect(page.locator(STATUS)).to_contain_text("events, 1990;")
    settled(page)
    let_pass(page)
    link_is(page, {"from": ["1990-01-01"], "to": ["1990-12-31"]})


def test_play_can_add_up_and_stops_by_itself_at_the_end(page):
    last = dataset.view(EventFilter()).last
    opened(page, f"/?view=full&from={last.year - 2}-01-01&to={last.year - 2}-12-31")
    page.get_by_role("button", name="How", exact=True).click()
    page.get_by_text("Adding up").click()
    settled(page)
    page.get_by_text("Fast", exact=True).click()
    settled(page)
    page.keyboard.press("Escape")
    playing = witness(page.get_by_test_id("stMain"), "Pause")
    page.get_by_role("button", name="Play").click()
    until(page, playing, "playing")
    # Not that "Play" is there: for a moment both are.
    expect(page.get_by_role("button", name="Pause")).to_have_count(0)
    settled(page)
    link_is(page, {"view": ["full"], "from": [f"{last.year - 2}-01-01"]})
    everything_since = dataset.view(EventFilter(start=date(last.year - 2, 1, 1)))
    assert shown(page)[0] == everything_since.shown


def test_official_figures_change_the_headline(page):
    opened(page, "/?from=2022-01-01&to=2022-01-31")
    expect(page.get_by_text("215–238").first).to_be_visible()
    page.get_by_text("Official", exact=True).click()
    expect(page.get_by_text("238", exact=True).first).to_be_visible()
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


@pytest.mark.parametrize("page", [{"scheme": "dark"}], indirect=True)
def test_the_dark_theme_reaches_figures_and_map(page):
    opened(page, "/?view=full")
    colour = page.evaluate(
        "() => getComputedStyle(document.querySelector('.js-plotly-plot .xtick text')).fill"
    )
    red, green, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
    assert red + green + blue > 3 * 128


def difference(one: bytes, other: bytes) -> float:
    """How far two pictures are apart: the mean over their pixels, from 0 to 255."""
    pictures = [Image.open(io.BytesIO(png)).convert("L") for png in (one, other)]
    return ImageStat.Stat(ImageChops.difference(*pictures)).mean[0]


def test_pan_and_zoom_of_the_map_survive_a_change_of_the_filter(page):
    opened(page, "/?view=full&measure=events")
    chart = page.get_by_test_id("stDeckGlJsonChart")
    chart.scroll_into_view_if_needed()
    x, y = town_pixel(page, "Astana")
    canvas = chart.locator("canvas").first
    home = unmoving(page, canvas.screenshot)
    page.mouse.move(x, y)
    page.mouse.wheel(0, -300)
    page.mouse.move(x - 300, y - 300)
    until(page, lambda: canvas.screenshot() != home, "zoomed")
    zoomed = unmoving(page, canvas.screenshot)
    # The number of events does not depend on whose figures count, so only the view could differ.
    page.get_by_text("Official", exact=True).click()
    expect(page.locator(STATUS)).to_contain_text("by officials")
    settled(page)
    chart.scroll_into_view_if_needed()
    # The page has moved by a line, so edges of letters may fall on other pixels: compare how much differs.
    assert difference(unmoving(page, canvas.screenshot), zoomed) < 0.1 * difference(home, zoomed)
