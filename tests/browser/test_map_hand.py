"""The overview's map under the hand: wheel, drag, pinch, keys, a rectangle, the whole screen, and a presentation."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from atlas.folds import aggregates
from atlas.tally.filters import EventFilter
from tests.browser.test_live import EPOCH, READ, check, circle, middle, opened, touched  # noqa: F401 - a fixture
from tests.browser.waiting import STATUS, link_is, query, settled, until
from ui import dataset


def place(live: Locator, town: str) -> tuple[float, float]:
    """Where a town stands on the map, in pixels."""
    x, y = circle(live, town).evaluate(
        "node => node.getAttribute('transform').match(/[-\\d.]+/g).map(Number)"
    )
    return x, y


def apart(live: Locator) -> float:
    (x1, y1), (x2, y2) = place(live, "Almaty"), place(live, "Astana")
    return float(((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5)


def test_a_wheel_scrolls_the_page_until_the_map_is_meant(page: Page):
    live = opened(page, "/?measure=events")
    before, main = apart(live), page.get_by_test_id("stMain")
    x, y = middle(live.locator(".map"))
    page.mouse.move(x, y)
    page.mouse.wheel(0, 200)
    until(page, lambda: main.evaluate("node => node.scrollTop") > 50, "scrolling")
    assert apart(live) == before
    expect(live.locator(".hint")).to_contain_text("Ctrl")
    main.evaluate("node => (node.scrollTop = 0)")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    until(page, lambda: apart(live) > 1.2 * before, "closer by Ctrl and wheel")
    live.get_by_role("button", name="The whole country").click()
    until(page, lambda: apart(live) == before, "the whole country")
    # A click beside every town gives the map the focus, and the wheel.
    found = live.locator(".map").bounding_box()
    assert found is not None
    page.mouse.click(found["x"] + found["width"] / 2, found["y"] + 20)
    page.mouse.wheel(0, -200)
    until(page, lambda: apart(live) > 1.1 * before, "closer by wheel")
    assert main.evaluate("node => node.scrollTop") == 0
    assert check(live.evaluate(READ), EventFilter(measure="events"))


def test_a_drag_pushes_the_map_and_chooses_nothing(page: Page):
    live = opened(page, "/?measure=events")
    live.get_by_role("button", name="Zoom in").click()
    live.get_by_role("button", name="Zoom in").click()
    x, y = place(live, "Astana")
    here = middle(circle(live, "Astana").locator(".outer"))
    page.mouse.move(*here)
    page.mouse.down()
    page.mouse.move(here[0] + 60, here[1] + 30, steps=4)
    page.mouse.up()
    settled(page)
    moved = place(live, "Astana")
    assert abs(moved[0] - x - 60) < 4 and abs(moved[1] - y - 30) < 4
    assert "city" not in query(page)


def test_the_keyboard_zooms_pushes_and_goes_from_the_largest_town(page: Page):
    live = opened(page, "/?measure=deaths")
    first = live.locator("[data-town][tabindex='0']")
    assert (
        first.get_attribute("data-town")
        == max(
            live.evaluate(
                "live => [...live.querySelectorAll('[data-town]')].map(g => [+g.querySelector('.outer').getAttribute('r'), g.dataset.town])"
            )
        )[1]
    )
    first.focus()
    before = apart(live)
    page.keyboard.press("+")
    until(page, lambda: apart(live) > 1.3 * before, "closer")
    x, _y = place(live, "Almaty")
    page.keyboard.press("Shift+ArrowLeft")
    until(page, lambda: place(live, "Almaty")[0] > x + 20, "pushed")
    page.keyboard.press("-")
    page.keyboard.press("0")
    until(page, lambda: abs(apart(live) - before) < 0.5, "the whole country")
    page.keyboard.press("ArrowRight")
    second = live.locator("[data-town]:focus").get_attribute("data-town")
    page.keyboard.press("Enter")
    settled(page)
    until(page, lambda: query(page).get("city") == [second], "that town")


def test_a_rectangle_selects_towns_and_its_numbers_are_the_servers_own(page: Page):
    live = opened(page, "/?measure=events&from=2019-01-01")
    live.get_by_role("button", name="Choose towns by a rectangle").click()
    found = live.locator(".map").bounding_box()
    assert found is not None
    (x1, y1), (x2, y2) = place(live, "Aktau"), place(live, "Zhanaozen")
    left, top = found["x"] + min(x1, x2) - 25, found["y"] + min(y1, y2) - 25
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(found["x"] + max(x1, x2) + 12, found["y"] + max(y1, y2) + 12, steps=4)
    expect(live.locator("div.rectangle")).to_be_visible()
    page.mouse.up()
    settled(page)
    until(page, lambda: {"Aktau", "Zhanaozen"} <= set(query(page).get("city", [])), "both towns")
    cities = tuple(query(page)["city"])
    assert "Almaty" not in cities
    read = live.evaluate(READ)
    assert set(read["circles"]) <= set(cities)
    assert check(read, EventFilter(start=date(2019, 1, 1), cities=cities, measure="events"))
    # The next drag moves the map again.
    assert (
        live.get_by_role("button", name="Choose towns by a rectangle").get_attribute("aria-pressed")
        == "false"
    )


def test_a_name_can_be_tapped(touched: Page):  # noqa: F811
    live = opened(touched, "/?measure=events")
    name = live.locator(".names text", has_text="Almaty")
    name.scroll_into_view_if_needed()
    touched.touchscreen.tap(*middle(name))
    expect(live.locator(".map .tip")).to_contain_text("Almaty")


def test_two_fingers_come_closer(touched: Page):  # noqa: F811
    live = opened(touched, "/?measure=events")
    live.locator(".map").scroll_into_view_if_needed()
    x, y = middle(live.locator(".map"))
    before = apart(live)
    fingers = touched.context.new_cdp_session(touched)

    def send(kind: str, spread: float) -> None:
        points = (
            []
            if kind == "touchEnd"
            else [{"x": x - spread, "y": y, "id": 0}, {"x": x + spread, "y": y, "id": 1}]
        )
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", 30)
    for spread in range(35, 90, 5):
        send("touchMove", spread)
    send("touchEnd", 0)
    until(touched, lambda: apart(live) > 1.5 * before, "closer")


def test_the_map_fills_the_screen_and_plays_there(page: Page):
    live = opened(page, "/?from=2022-01-02&to=2022-01-18")
    live.get_by_role("button", name="Full screen").click()
    found = live.locator(".map").bounding_box()
    assert found is not None and found["width"] > 1300 and found["height"] > 600
    expect(page.get_by_role("heading", level=1)).to_be_hidden()
    live.get_by_role("button", name="Play").click()
    until(page, lambda: "January 2022" in live.locator(".clock").inner_text(), "the date said large")
    live.get_by_role("button", name="Pause").click()
    page.keyboard.press("Escape")
    until(
        page,
        lambda: (live.locator(".map").bounding_box() or {"width": 9999})["width"] < 800,
        "back in the page",
    )
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.fixture
def projector(new_page: Any) -> Iterator[Page]:
    """A projector's picture."""
    yield new_page(width=1280, height=720)


def test_a_presentation_is_legible_and_goes_by_keys_alone(projector: Page):
    page = projector
    live = opened(page, "/?from=2022-01-02&to=2022-01-18&present=1")
    until(page, lambda: live.get_attribute("data-enlarged") == "present", "presenting")
    for part in (".period", ".headline", ".map", ".series"):
        found = live.locator(part).bounding_box()
        assert found is not None and found["x"] >= 0 and found["x"] + found["width"] <= 1280, part
        assert found["y"] >= 0 and found["y"] + found["height"] <= 720, part
    for figure in live.locator(".headline .figure, .period").all():
        assert figure.evaluate("node => parseFloat(getComputedStyle(node).fontSize)") >= 28
    page.keyboard.press("ArrowRight")
    until(page, lambda: live.evaluate("live => live.shown.end - live.shown.start") == 0, "the first day")
    page.keyboard.press("ArrowRight")
    until(page, lambda: live.evaluate("live => live.shown.end - live.shown.start") == 1, "the second")
    page.keyboard.press("ArrowLeft")
    until(page, lambda: live.evaluate("live => live.shown.end - live.shown.start") == 0, "back")
    page.keyboard.press("Space")
    until(page, lambda: page.evaluate("() => document.documentElement.dataset.live") == "moving", "playing")
    page.keyboard.press("Space")
    settled(page)
    page.keyboard.press("Escape")
    until(page, lambda: live.get_attribute("data-enlarged") is None, "the page again")
    settled(page)
    until(page, lambda: "present" not in query(page), "out of the address")
    live.get_by_role("button", name="Present on a projector").click()
    until(page, lambda: live.get_attribute("data-enlarged") == "present", "presenting again")
    until(page, lambda: query(page).get("present") == ["1"], "in the address")
    live.get_by_role("button", name="Close").click()
    settled(page)
    until(page, lambda: "present" not in query(page), "out of the address")


def test_a_value_of_a_series_is_read_by_keys(page: Page):
    live = opened(page, "/?from=2019-01-01&to=2022-12-31")
    stop = live.get_by_role("slider", name="Deaths over time")
    stop.focus()
    page.keyboard.press("End")
    last = stop.get_attribute("aria-valuetext")
    page.keyboard.press("ArrowLeft")
    assert stop.get_attribute("aria-valuetext") != last
    expect(live.locator(".series .tip")).to_be_visible()


def test_another_measure_and_unit_over_time_are_the_servers_own(page: Page):
    live = opened(page, "/?from=2022-01-02&to=2022-01-18")
    live.get_by_label("Shown over time").first.select_option("events")
    bins = live.evaluate("live => live.shown.series.events.map(bin => bin.events)")
    assert sum(bins) == live.evaluate("live => live.shown.events - live.shown.leftOut") and len(bins) == 17
    live.get_by_label("Unit of the time axis").select_option("week")
    weeks = live.evaluate("live => live.shown.series.events.map(bin => bin.events)")
    # 2 January 2022 was a Sunday: one day, then two whole weeks, then two days.
    assert len(weeks) == 4 and sum(weeks) <= live.evaluate("live => live.shown.events")
    assert weeks[0] == bins[0] and weeks[1] == sum(bins[1:8])
    live.get_by_label("Shown over time").first.select_option("injuries")
    expect(page.locator(STATUS)).to_contain_text("2–18 Jan 2022")
    live.get_by_label("Unit of the time axis").select_option("")
    live.get_by_label("Shown over time").first.select_option("detentions")
    assert check(live.evaluate(READ), EventFilter())
    link_is(page, {"from": ["2022-01-02"], "to": ["2022-01-18"]})


def test_the_zoomed_slider_moves_by_the_day_and_every_number_is_the_servers_own(page: Page):
    live = opened(page, "/?from=2022-01-02&to=2022-01-18")
    assert live.locator(".bars i").count() > 3
    for which, way in ((1, -1), (0, 1)):
        handle = live.locator(".handle").nth(which)
        x, y = middle(handle)
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(1, 12):
            page.mouse.move(x + way * 25 * step, y)
            read = live.evaluate(READ)
            # Bars are days here, and of those only the ones within are strong.
            read["inside"] = None
            check_but_bars(read)
        page.mouse.up()
        settled(page)
    start, end = live.evaluate("live => [live.shown.start, live.shown.end]")
    inside = live.evaluate(
        "live => [...live.querySelectorAll('.bars i')].filter(bar => bar.className).length"
    )
    assert 0 < inside <= end - start + 1
    live.get_by_role("button", name="All years on the slider").click()
    assert check(live.evaluate(READ), EventFilter())


def check_but_bars(read: dict[str, Any]) -> None:
    """All that the browser shows but the bars of the slider, which stand for days and not for years here."""
    chosen = EventFilter()
    start, end = (EPOCH + timedelta(days=read["shown"][name]) for name in ("start", "end"))
    view = dataset.view(EventFilter(start=start, end=end))
    years = aggregates.events_per_year(
        view.cells, view.rows_without("period"), view.first, view.last, view.chosen
    )
    read["inside"] = int((years.inside & (years.events > 0)).sum())
    assert check(read, chosen)
