"""The timeline in a real browser: play by keyboard, and a period drawn by the mouse."""

from playwright.sync_api import expect

from tests.browser.waiting import STATUS, let_pass, link_is, opened, query, settled, until, year_played


def test_play_and_step_work_by_keyboard(page):
    opened(page, "/timeline?from=1989-01-01&to=1989-12-31")
    page.keyboard.press("Alt+n")
    expect(page.locator(STATUS)).to_contain_text("events, 1990;")
    settled(page)
    link_is(page, {"from": ["1990-01-01"], "to": ["1990-12-31"]})
    page.keyboard.press("Alt+p")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    until(page, lambda: year_played(page) >= 1992, "playing")
    page.keyboard.press("Alt+p")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    settled(page)
    stopped = page.locator(STATUS).inner_text()
    let_pass(page)
    assert page.locator(STATUS).inner_text() == stopped


def test_dragging_a_box_on_the_timeline_sets_the_period(page):
    opened(page, "/timeline")
    plot = page.locator(".js-plotly-plot .nsewdrag").last
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.5, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, middle, steps=5)
    page.mouse.move(box["x"] + box["width"] * 0.75, middle, steps=5)
    page.mouse.up()
    expect(page.locator(STATUS)).not_to_contain_text("the last event in the data")
    settled(page)
    start, end = (int(query(page)[name][0][:4]) for name in ("from", "to"))
    assert 2003 <= start <= 2010
    assert 2013 <= end <= 2020
