"""Play on the overview stays within the chosen period, by day, week, month or year, whatever is changed while it plays."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from atlas.tally.cells import day_number
from atlas.tally.filters import EventFilter
from tests.browser.test_live import FRAMES, READ, check, opened, plays
from tests.browser.waiting import STATUS, link_is, settled, until, witness

FIRST, LAST = day_number(date(2022, 1, 2)), day_number(date(2022, 1, 18))


def shown(live: Locator) -> list[int]:
    days: list[int] = live.evaluate("live => [live.shown.start, live.shown.end]")
    return days


EVERY_FRAME = """live => {
    live.seen = [];
    const look = () => { live.seen.push([live.shown.start, live.shown.end, live.querySelector('.clock').textContent]); live.looking = requestAnimationFrame(look); };
    look();
}"""
"""Note in every frame from now on which days are shown, and what is said large."""


def played_through(page: Page, live: Locator, **how: Any) -> list[tuple[int, int, str]]:
    """Choose January 2022 from the list of periods, play it to its end, and give back every day that was seen."""
    live.get_by_label("Periods").select_option(label="January 2022")
    settled(page)
    plays(live, pace="fast", **how)
    live.evaluate(EVERY_FRAME)
    paused = witness(live, "Pause")
    live.get_by_role("button", name="Play").click()
    until(page, paused, "playing")
    expect(live.get_by_role("button", name="Play")).to_be_visible()
    seen = live.evaluate("live => { cancelAnimationFrame(live.looking); return live.seen; }")
    return [tuple(each) for each in seen]


def test_january_2022_plays_day_by_day_and_no_day_outside_it_is_ever_seen(page):
    live = opened(page, "/")
    seen = played_through(page, live)
    assert all(FIRST <= start <= end <= LAST for start, end, _said in seen)
    ends = [end for _start, end, said in seen if said]
    # Adding up: each day once, from the first to the last, and then the whole.
    assert ends == sorted(ends) and set(ends) == set(range(FIRST, LAST + 1))
    assert {start for start, _end, _said in seen} == {FIRST}
    assert "5 January 2022" in {said for _start, _end, said in seen}
    settled(page)
    link_is(page, {"from": ["2022-01-02"], "to": ["2022-01-18"]})
    assert check(live.evaluate(READ), EventFilter())


def test_a_window_within_january_2022_is_a_day_long_and_the_period_stands_again_at_the_end(page):
    live = opened(page, "/")
    seen = played_through(page, live, mode="window")
    moving = [(start, end) for start, end, said in seen if said]
    assert all(start == end for start, end in moving)
    assert {start for start, _end in moving} == set(range(FIRST, LAST + 1))
    assert shown(live) == [FIRST, LAST]
    settled(page)
    link_is(page, {"from": ["2022-01-02"], "to": ["2022-01-18"]})


def test_every_number_of_a_frame_is_the_servers_own_while_the_axis_rests(page):
    live = opened(page, "/?from=2022-01-02&to=2022-01-18")
    live.get_by_role("button", name="Play").click()
    for read in live.evaluate(FRAMES, [10, 0]):
        assert len(read["bins"]) == LAST - FIRST + 1
        chosen = EventFilter()
        start, end = read["shown"]["start"], read["shown"]["end"]
        # The axis is that of the whole period: the bins up to the day that is shown are compared.
        read["bins"] = read["bins"][: end - start + 1]
        for measure in ("detentions", "deaths"):
            for span in read["shown"]["spans"][measure]:
                span["last"] = min(span["last"], end - start)
            rest = read["shown"]["series"][measure][end - start + 1 :]
            assert all(each["events"] == 0 and each["low"] is None for each in rest)
            del read["shown"]["series"][measure][end - start + 1 :]
        check(read, chosen)


@pytest.mark.parametrize("what", ["pace", "mode"])
def test_another_pace_or_way_while_it_plays_goes_on_from_the_day_that_is_shown(page, what):
    live = opened(page, "/?from=2010-01-01&to=2010-12-31")
    plays(live, pace="slow")
    live.get_by_role("button", name="Play").click()
    until(page, lambda: shown(live)[1] > day_number(date(2010, 2, 1)), "a month on")
    before = shown(live)[1]
    plays(live, **({"pace": "normal"} if what == "pace" else {"mode": "window"}))
    until(page, lambda: shown(live)[1] > before + 5, "playing on")
    start, end = shown(live)
    assert day_number(date(2010, 1, 1)) <= start and end <= day_number(date(2010, 12, 31))
    assert (end - start < 31) is (what == "mode")
    live.get_by_role("button", name="Pause").click()
    settled(page)
    # Paused and slower: it goes on where it was, not by a window as long as what has added up.
    paused = shown(live)
    plays(live, pace="slow")
    live.get_by_role("button", name="Play").click()
    until(page, lambda: shown(live)[1] > paused[1], "going on")
    assert shown(live)[1] <= day_number(date(2010, 12, 31))
    assert page.evaluate("() => document.documentElement.dataset.live") == "moving"


def test_steps_go_by_day_within_the_period_back_too_and_a_button_leads_to_the_whole(page):
    live = opened(page, "/?from=2022-01-02&to=2022-01-18")
    whole = live.get_by_role("button", name="Back to the whole period")
    expect(whole).to_have_count(0)
    for end in (FIRST, FIRST + 1, FIRST + 2):
        page.keyboard.press("Alt+n")
        until(page, lambda: shown(live) == [FIRST, end], "a day on")  # noqa: B023
        settled(page)
    link_is(page, {"from": ["2022-01-02"], "to": ["2022-01-04"]})
    page.keyboard.press("Alt+b")
    until(page, lambda: shown(live) == [FIRST, FIRST + 1], "a day back")
    whole.click()
    until(page, lambda: shown(live) == [FIRST, LAST], "the whole")
    settled(page)
    link_is(page, {"from": ["2022-01-02"], "to": ["2022-01-18"]})


def test_a_choice_made_after_play_stands_in_the_address(page):
    page.goto("/timeline?from=1989-01-01&to=1989-12-31")
    page.wait_for_selector(STATUS)
    settled(page)
    page.get_by_role("button", name="Play").click()
    expect(page.locator(STATUS)).to_contain_text("1991")
    page.get_by_role("link", name="Overview").click()
    live = page.locator(".live")
    live.locator(".handle").last.wait_for()
    live.get_by_text("Official", exact=True).click()
    expect(page.locator(STATUS)).to_contain_text("officials")
    settled(page)
    until(page, lambda: "whose=official" in page.url, "the choice in the address")


BANNER = "You see your own file, not the data of this atlas:"


@pytest.mark.parametrize("mode", ["cumulative", "travel"])
def test_a_file_of_this_year_plays_within_the_slider(page, mode):
    today = date.today()
    rows = [f"{today.year}-01-0{day},Almaty,Rally {day},{10 * day}" for day in (1, 2, 3)]
    page.goto("/data?show=own")
    settled(page)
    text = "\n".join(["date,place,title,detained", *rows])
    page.set_input_files(
        "input[type=file]", {"name": "mine.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Show this file on all screens").click()
    expect(page.get_by_text(BANNER)).to_be_visible()
    settled(page)
    page.get_by_role("link", name="Overview").click()
    live = page.locator(".live")
    live.locator(".handle").last.wait_for()
    settled(page)
    whole = shown(live)
    assert whole == [day_number(date(today.year, 1, 1)), day_number(today)]
    plays(live, mode=mode, pace="fast")
    live.evaluate(EVERY_FRAME)
    paused = witness(live, "Pause")
    live.get_by_role("button", name="Play").click()
    until(page, paused, "playing")
    expect(live.get_by_role("button", name="Play")).to_be_visible()
    seen = live.evaluate("live => { cancelAnimationFrame(live.looking); return live.seen; }")
    assert all(whole[0] <= start <= end <= whole[1] for start, end, _said in seen)
    assert shown(live) == whole
    left = float(live.locator(".handle").first.evaluate("node => parseFloat(node.style.left)"))
    assert left >= 0
