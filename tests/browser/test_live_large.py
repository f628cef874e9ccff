"""The live view over a big table: every number under the hand, by whole months, is the server's own and that of its rows."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import parse_qs

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

from atlas.big import large_edition
from atlas.big.large_edition import LargeEdition
from atlas.folds import aggregates
from atlas.folds.views import choices_of
from atlas.tally.cells import day_number
from atlas.tally.filters import EventFilter, from_query
from atlas.words import language
from bench.grow import grow
from bench.server import ROOT, Server, serving
from tests.browser.test_live import EPOCH, FRAMES, READ, check, middle, opened, plays
from tests.browser.waiting import PATIENCE, STATUS, link_is, settled, until

EVENTS = 20_000
NUMBERS_A_STEP = 300


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A grown table of some thousand events, prepared by the command that a reader would run."""
    folder = tmp_path_factory.mktemp("grown")
    grow(folder / "table", EVENTS)
    command = [
        sys.executable,
        "-m",
        "atlas",
        "prepare",
        str(folder / "table"),
        "--out",
        str(folder / "prepared"),
    ]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder / "prepared"


@pytest.fixture(scope="module")
def edition(prepared: Path) -> LargeEdition:
    """The same table, opened here beside the server."""
    return large_edition.served(str(prepared))


@pytest.fixture(scope="module")
def running(root: Path, prepared: Path) -> Iterator[Server]:
    """A server of the big table, instead of the one of the published data."""
    with serving(
        root / "dashboard.py", environment={"ATLAS_EVENTS": str(prepared)}, patience=PATIENCE
    ) as server:
        yield server


@pytest.fixture(scope="module")
def rows(prepared: Path) -> pd.DataFrame:
    """The prepared events themselves."""
    found = pd.concat(pd.read_parquet(part) for part in sorted((prepared / "rows").glob("*.parquet")))
    return found.astype({"start_date": "datetime64[s]", "end_date": "datetime64[s]"})


@pytest.fixture
def compared(edition: LargeEdition) -> Callable[[Locator, EventFilter], dict[str, Any]]:
    """Compare what the browser shows now with the server's own answer, number by number, and give it back."""

    def compare(live: Locator, chosen: EventFilter) -> dict[str, Any]:
        read: dict[str, Any] = live.evaluate(READ)
        assert check(read, chosen, edition) >= NUMBERS_A_STEP
        return read

    return compare


def committed(page: Page) -> None:
    """Wait until keys have rested, the server was told, and the page shows what it said."""
    page.wait_for_function("() => document.documentElement.dataset.live === 'still'")
    settled(page)


def period(read: dict[str, Any]) -> tuple[date, date]:
    start, end = (EPOCH + timedelta(days=read["shown"][name]) for name in ("start", "end"))
    return start, end


def whole_months(start: date, end: date, last: date) -> bool:
    return start.day == 1 and (end == last or (end + timedelta(days=1)).day == 1)


def in_link(start: date, end: date, last: date) -> dict[str, list[str]]:
    """What the address says of a period: nothing of an end that is the data's own."""
    ends = {"from": start if start > date(1986, 1, 1) else None, "to": end if end < last else None}
    return {name: [day.isoformat()] for name, day in ends.items() if day}


def chosen_of(asked: str, edition: LargeEdition) -> EventFilter:
    chosen, unmet = from_query(parse_qs(asked), choices_of(edition))
    assert not unmet
    return chosen


FILTERS = [
    "",
    "whose=official&measure=participants",
    "type=rally&type=riot&measure=injuries",
    "city=Almaty&city=Astana&measure=events",
    "region=Mangystau&unverified=1&whose=independent&measure=deaths",
    "oblasts=2017&region=South+Kazakhstan",
]


@pytest.mark.parametrize("asked", FILTERS)
def test_in_a_long_drag_not_one_number_differs_from_the_servers_own(page, asked, edition, compared):
    chosen, draw, last = chosen_of(asked, edition), Random(asked), aggregates.today()
    live = opened(page, f"/?{asked}{'&' if asked else ''}from=2015-03-01&to=2019-08-31")
    rail = live.locator(".rail").bounding_box()
    assert rail is not None
    units = set()
    for part in (live.locator(".handle").first, live.locator(".handle").last, live.locator(".hold")):
        here = middle(part)
        page.mouse.move(*here)
        page.mouse.down()
        # As often near the hand as anywhere: there the axis has months.
        steps = [
            here[0] + draw.uniform(-30, 30)
            if draw.random() < 0.5
            else draw.uniform(rail["x"] - 20, rail["x"] + rail["width"] + 20)
            for _step in range(24 if asked else 50)
        ]
        for x in [*steps, here[0] + 12]:
            page.mouse.move(x, here[1])
            read = compared(live, chosen)
            assert read["moving"] == "moving"
            assert whole_months(*period(read), last)
            units.add(read["unit"])
        page.mouse.up()
        settled(page)
        start, end = period(compared(live, chosen))
        link_is(page, in_link(start, end, last) | parse_qs(asked))
    assert units == {"year", "month"}


def test_keys_move_by_whole_months_and_say_so(page, compared):
    # Long enough that the slider does not look closely at it.
    live = opened(page, "/?from=2011-03-01&to=2015-10-31")
    first, last = live.get_by_role("slider", name="First day"), live.get_by_role("slider", name="Last day")
    assert "by a month" in (first.get_attribute("aria-description") or "")
    for handle, key, day in (
        (first, "ArrowRight", "1 April 2011"),
        (first, "ArrowLeft", "1 March 2011"),
        (first, "Shift+ArrowLeft", "1 March 2010"),
        (first, "PageDown", "1 March 2009"),
        (first, "PageUp", "1 March 2010"),
        (last, "ArrowRight", "30 November 2015"),
        (last, "ArrowLeft", "31 October 2015"),
        (last, "PageUp", "31 October 2016"),
        (first, "End", "1 October 2016"),
        (first, "Home", "1 January 1986"),
    ):
        handle.focus()
        page.keyboard.press(key)
        expect(handle).to_have_attribute("aria-valuetext", day)
        compared(live, EventFilter())
    last.focus()
    page.keyboard.press("End")
    expect(last).to_have_attribute("aria-valuenow", str(day_number(aggregates.today())))
    page.keyboard.press("ArrowLeft")
    committed(page)
    end = aggregates.today().replace(day=1) - timedelta(days=1)
    assert period(compared(live, EventFilter())) == (date(1986, 1, 1), end)
    link_is(page, {"to": [end.isoformat()]})


def test_a_typed_period_in_mid_month_is_exact_and_the_end_that_is_not_moved_stays(page, compared):
    live = opened(page, "/?from=2016-05-11&to=2016-08-19")
    read = compared(live, EventFilter())
    assert period(read) == (date(2016, 5, 11), date(2016, 8, 19))
    assert read["unit"] == "month"
    # The slider looks closely at it, from whole month to whole month; its ends are the limits of the keys.
    last = live.locator(".handle").last
    assert last.get_attribute("aria-valuemax") == str(day_number(date(2016, 9, 30)))
    live.get_by_role("button", name="All years on the slider").click()
    last.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("PageUp")
    assert period(compared(live, EventFilter())) == (date(2016, 5, 11), date(2017, 7, 31))
    committed(page)
    link_is(page, {"from": ["2016-05-11"], "to": ["2017-07-31"]})
    compared(live, EventFilter())
    live.locator(".handle").first.focus()
    page.keyboard.press("ArrowLeft")
    assert period(compared(live, EventFilter())) == (date(2016, 5, 1), date(2017, 7, 31))
    committed(page)
    # Typed again, and then taken as a whole.
    live.locator(".dates input").last.fill("2017-07-19")
    page.keyboard.press("Enter")
    expect(live.locator(".handle").last).to_have_attribute("aria-valuetext", "19 July 2017")
    settled(page)
    assert period(compared(live, EventFilter())) == (date(2016, 5, 1), date(2017, 7, 19))
    x, y = middle(live.locator(".hold"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y)
    start, end = period(compared(live, EventFilter()))
    page.mouse.up()
    committed(page)
    assert whole_months(start, end, aggregates.today())
    assert 12 * (end.year - start.year) + end.month - start.month == 14
    page.go_back()
    expect(live.locator(".handle").last).to_have_attribute("aria-valuetext", "19 July 2017")
    settled(page)
    compared(live, EventFilter())


def test_play_and_step_go_by_whole_months(page, compared, edition):
    live = opened(page, "/?from=2001-02-10&to=2002-01-20")
    plays(live, mode="travel", pace="fast")
    live.get_by_role("button", name="Play").click()
    seen = set()
    for read in live.evaluate(FRAMES, [25, 40]):
        assert check(read, EventFilter(), edition) >= NUMBERS_A_STEP
        start, end = period(read)
        assert whole_months(start, end, aggregates.today())
        assert 12 * (end.year - start.year) + end.month - start.month == 11
        seen.add(start)
    live.get_by_role("button", name="Pause").click()
    assert len(seen) > 5
    settled(page)
    start, end = period(compared(live, EventFilter()))
    link_is(page, {"from": [start.isoformat()], "to": [end.isoformat()]})
    page.keyboard.press("Alt+n")
    following = aggregates.next_window(start, end, aggregates.today())
    until(page, lambda: period(live.evaluate(READ)) == following, "a step on")
    settled(page)
    assert period(compared(live, EventFilter())) == following


@pytest.mark.parametrize(
    "chosen",
    [
        EventFilter(start=date(2012, 4, 1), end=date(2014, 9, 30)),
        EventFilter(start=date(2012, 4, 13), end=date(2013, 2, 5), types=("rally",)),
        EventFilter(cities=("Almaty",), start=date(2020, 1, 1)),
    ],
    ids=EventFilter.to_link,
)
def test_the_numbers_are_those_of_the_rows_themselves(page, chosen, rows, edition):
    live = opened(page, f"/?{chosen.to_link()}")
    shown = live.evaluate(READ)["shown"]
    mine = rows[rows.end_date >= pd.Timestamp(chosen.start)]
    if chosen.end:
        mine = mine[mine.start_date <= pd.Timestamp(chosen.end)]
    if chosen.types:
        mine = mine[mine.event_type.isin(chosen.types)]
    if chosen.cities:
        mine = mine[mine.city.isin(chosen.cities)]
    assert shown["events"] == len(mine) > 100
    # All that overlap the period are shown; a figure counts where its event lies within.
    within = mine[mine.start_date >= pd.Timestamp(chosen.start)]
    if chosen.end:
        within = within[within.end_date <= pd.Timestamp(chosen.end)]
    for measure in ("detentions", "deaths", "injuries"):
        low, high = (int(within[f"{measure}_counted_{bound}"].sum()) for bound in ("low", "high"))
        total = shown["totals"][measure]
        assert (total["low"], total["high"]) == (min(low, high), max(low, high))
        assert total["known"] == int(within[f"{measure}_counted_low"].notna().sum())
    by_town = within[within.city != ""].groupby("city")
    known = by_town.detentions_counted_low.count()
    lows, highs = (by_town[f"detentions_counted_{bound}"].sum() for bound in ("low", "high"))
    shown_there = mine.groupby("city").size()
    expected = {
        city: (shown_there[city], known[city], *sorted((lows[city], highs[city])))
        for city in known.index
        if known[city]
    }
    towns = edition.table.present["city"]
    assert expected == {
        city: (each["events"], each["known"], each["low"], each["high"])
        for city, each in zip(towns, shown["towns"], strict=True)
        if each["known"]
    }
    assert sum(each["events"] for each in shown["nowhere"]) == int((mine.city == "").sum())


class Frames:
    """What the websocket brings, by what it is."""

    def __init__(self, page: Page) -> None:
        self.received: list[bytes] = []
        page.on("websocket", lambda socket: socket.on("framereceived", self._take))

    def _take(self, frame: str | bytes) -> None:
        self.received.append(frame if isinstance(frame, bytes) else frame.encode())

    def cells(self) -> list[int]:
        """The sizes of the messages with cells since the last call."""
        found = [len(frame) for frame in self.received if b'"role":"cells"' in frame]
        self.received.clear()
        return found


def test_cells_travel_only_when_they_change(page, compared):
    frames = Frames(page)
    live = opened(page, "/?from=2011-01-01&to=2012-12-31")
    (first,) = frames.cells()
    assert 50_000 < first < 600_000
    for _step in range(3):
        live.locator(".handle").last.focus()
        page.keyboard.press("PageUp")
        committed(page)
        compared(live, EventFilter())
        assert frames.cells() == []
    live.get_by_label("Shown on the map").select_option(label="Killed")
    settled(page)
    compared(live, EventFilter(measure="deaths"))
    assert frames.cells() == []
    live.locator("[data-town=Petropavl] .outer").click()
    expect(page.locator(STATUS)).to_contain_text("in Petropavl")
    settled(page)
    assert len(frames.cells()) == 1
    page.go_back()
    expect(page.locator(STATUS)).not_to_contain_text("in Petropavl")
    settled(page)
    compared(live, EventFilter(measure="deaths"))
    # The browser still had them.
    assert frames.cells() == []


@pytest.mark.parametrize(
    "page", [{"scheme": "dark", "width": 390, "height": 844}, {"scheme": "light"}], indirect=True
)
def test_both_themes_and_widths_show_it_without_a_fault(page, compared, traffic):
    live = opened(page, "/?from=2011-01-01&to=2012-12-31")
    compared(live, EventFilter())
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    assert not traffic.console


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_it_speaks_the_readers_language(page, code, edition):
    live = opened(page, f"/?lang={code}&from=2011-01-01&to=2012-12-31")
    language.use(code)
    try:
        assert check(live.evaluate(READ), EventFilter(), edition)
        assert live.locator(".handle").first.get_attribute("aria-valuetext") == language.date_words(
            date(2011, 1, 1)
        )
    finally:
        language.use("en")


def test_the_slider_does_not_move_when_a_first_period_is_chosen(page):
    live = opened(page, "/")
    before = live.locator(".track").bounding_box()
    live.locator(".handle").last.focus()
    page.keyboard.press("PageDown")
    expect(page.get_by_role("button", name=re.compile("1986"))).to_be_visible()
    settled(page)
    assert live.locator(".track").bounding_box() == before
