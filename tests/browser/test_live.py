"""The live view in a real browser: every number under the hand is the server's own, by mouse, keys, finger and play."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from atlas.big.offered import view_of
from atlas.drawing.circles import Scale, circles
from atlas.edition.edition import Edition
from atlas.folds import aggregates
from atlas.folds.figure_lists import beyond_form, from_form, reaching_form, without_form
from atlas.tally.cells import day_number
from atlas.tally.filters import EventFilter, from_query
from atlas.tally.ranges import Range
from atlas.words import language
from atlas.words.language import number
from tests.browser.conftest import prepare
from tests.browser.waiting import STATUS, let_pass, link_is, query, settled, until
from ui import dataset
from ui.shared import city_map, over_time

EPOCH = date(1970, 1, 1)
HEADLINE = ("detentions", "deaths", "injuries")


def opened(page: Page, address: str) -> Locator:
    """The live view, at rest."""
    page.goto(address)
    live = page.locator(".live")
    # On a projector the handles are there and not shown.
    live.locator(".handle").last.wait_for(state="attached")
    page.wait_for_function("() => document.documentElement.dataset.live === 'still'")
    settled(page)
    return live


READ = """live => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
    const { axis, ...shown } = live.shown;
    const bins = Array.from({ length: axis.count }, (_, at) => [axis.start(at), axis.end(at)]);
    const text = node => node.textContent;
    done({
        // A copy: the next frame fills the same objects anew.
        shown: structuredClone(shown), unit: axis.unit, bins,
        headline: Object.fromEntries([...live.querySelectorAll('.headline > div')].map(box =>
            [box.dataset.measure, text(box.querySelector('.figure'))])),
        ...Object.fromEntries([['known', 'known'], ['without', 'without'], ['further', 'beyond']].map(([name, kind]) => [name, Object.fromEntries(
             [...live.querySelectorAll(`[data-list$=-${kind}]`)].filter(way => !way.hidden)
                .map(way => [way.dataset.list.split('-')[0], text(way.lastChild)]))])),
        circles: Object.fromEntries([...live.querySelectorAll('[data-town]')].filter(g => g.getAttribute('display') !== 'none')
            .map(g => [g.dataset.town, ['outer', 'inner'].map(name => +g.querySelector('.' + name).getAttribute('r'))])),
        note: text(live.querySelector('.note.where')),
        inside: live.querySelector('.track.near') ? null : live.querySelectorAll('.bars .in').length,
        width: live.querySelector('.map').clientWidth,
        moving: document.documentElement.dataset.live,
    });
})))"""


FRAMES = f"""async (live, [count, apart]) => {{
    const all = [];
    while (all.length < count) {{
        all.push(await ({READ})(live));
        await new Promise(done => setTimeout(done, apart));
    }}
    return all;
}}"""
"""So many looks one after the other, so many ms apart at least: read in the browser itself, where play goes on."""


def figures_of(frame: Any, *, binned: bool = False) -> list[dict[str, Any]]:
    """The rows of ``aggregates.figures_by`` as the browser holds them: null for unknown, 1 open below, 2 above, and
    what reaches beyond the period with the days over which it does; the browser has none of a bin."""

    def figure(row: Any, prefix: str) -> dict[str, Any]:
        part = {
            name: getattr(row, prefix + name)
            for name in ("events", "known", "low", "high", "open_below", "open_above")
        }
        return {
            "events": int(part["events"]),
            "known": int(part["known"]),
            "low": None if part["low"] is pd.NA else int(part["low"]),
            "high": None if part["high"] is pd.NA else int(part["high"]),
            "open": int(part["open_below"]) + 2 * int(part["open_above"]),
            "start": None,
            "end": None,
            "beyond": None,
        }

    def beyond(row: Any) -> dict[str, Any]:
        days = {
            edge: None if day is pd.NaT else day_number(day.date())
            for edge, day in (("start", row.beyond_start), ("end", row.beyond_end))
        }
        return figure(row, "beyond_") | days

    return [figure(row, "") | {"beyond": None if binned else beyond(row)} for row in frame.itertuples()]


def range_of(figure: Range) -> dict[str, Any]:
    return {
        "low": figure.low,
        "high": figure.high,
        "open": int(figure.open_below) + 2 * int(figure.open_above),
    }


def spans_of(frame: Any) -> list[dict[str, Any]]:
    """The rows of ``aggregates.spans_over_time`` as the browser holds them."""
    return [
        {
            "start": day_number(row.start.date()),
            "end": day_number(row.end.date()),
            "first": int(row.first),
            "last": int(row.last),
            "further": bool(row.beyond),
            "events": int(row.events),
            "known": int(row.known),
            "low": int(row.low),
            "high": int(row.high),
            "open": int(row.open_below) + 2 * int(row.open_above),
        }
        for row in frame.itertuples()
    ]


def spread(spans: list[dict[str, Any]]) -> Counter[tuple[int, int, bool]]:
    """Of how many events the figures are drawn over which bins."""
    found: Counter[tuple[int, int, bool]] = Counter()
    for span in spans:
        found[span["first"], span["last"], span["further"]] += span["known"]
    return found


def by_whole_months(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same, with what reaches beyond told by months: where the browser holds some months of a big table by their
    days, it knows the days of what reaches beyond them too."""

    def month(day: int | None) -> str:
        return "" if day is None else f"{EPOCH + timedelta(days=day):%Y-%m}"

    return [
        each | {"beyond": beyond | {edge: month(beyond[edge]) for edge in ("start", "end")}}
        for each in figures
        for beyond in (each["beyond"],)
    ]


def known_words(known: int) -> str:
    return from_form(known).format(n=number(known)) if known else ""


def without_words(whose: str, total: aggregates.Total) -> str:
    count = total.events - total.known - total.beyond.known
    return without_form(whose, count).format(n=number(count)) if count else ""


def beyond_words(measure: str, beyond: aggregates.Beyond) -> str:
    if not beyond.known:
        return ""
    text = (
        beyond_form(measure, beyond.known)
        if beyond.figure.high and not beyond.remainder
        else reaching_form(beyond.known)
    )
    return text.format(figure=beyond.figure.shown(), n=number(beyond.known))


def check(read: dict[str, Any], chosen: EventFilter, edition: Edition | None = None) -> int:
    """Compare all that the browser shows with what the server makes of the same filter; how many numbers that were.
    ``edition``: another than the published one, such as a big table."""
    edition = edition or dataset.edition()
    shown = read["shown"]
    start, end = (EPOCH + timedelta(days=shown[name]) for name in ("start", "end"))
    whole = view_of(edition, chosen)
    view = view_of(
        edition,
        EventFilter(
            **{
                **chosen.__dict__,
                "start": start if start > whole.first else None,
                "end": end if end < whole.last else None,
            }
        ),
    )
    where = f"{start} to {end} of {chosen.to_link()}"
    assert shown["events"] == view.shown, where
    assert shown["umbrellas"] == aggregates.events_in(
        view.cells, view.rows & (view.cells.columns["umbrella"] > 0)
    ), where
    assert read["headline"]["events"] == number(view.shown), where
    for measure in HEADLINE:
        total = aggregates.total(view.cells, view.rows, measure)
        figure = total.figure
        seen = shown["totals"][measure]
        further = seen.pop("beyond")
        assert seen == {
            "events": total.events,
            "known": total.known,
            "start": None,
            "end": None,
            **range_of(figure),
        }, f"{measure}, {where}"
        beyond = total.beyond
        assert {name: further[name] for name in ("events", "known", "low", "high", "open")} == {
            "events": beyond.events,
            "known": beyond.known,
            **range_of(beyond.figure),
        }, f"{measure} beyond, {where}"
        assert read["headline"][measure] == figure.shown(), where
        # A big table has no lists behind its numbers of events.
        if view.listable:
            assert read["known"].get(measure, "") == known_words(total.known), where
            assert read["without"].get(measure, "") == without_words(chosen.whose, total), where
            assert read["further"].get(measure, "") == beyond_words(measure, beyond), where

    per_city = aggregates.figures_per_city(view.cells, view.rows, chosen.measure)
    told_of = (lambda figures: figures) if view.listable else by_whole_months
    assert told_of(shown["towns"]) == told_of(figures_of(per_city)), where
    located = city_map.located(view, chosen.measure, view.rows)
    scale = Scale.of(
        city_map.located(view, chosen.measure, view.rows_without("period"), whole=True), int(read["width"])
    )
    drawn = {c.city: [c.outer, c.inner] for c in circles(located, scale) if c.outer}
    assert read["circles"] == drawn, where

    elsewhere = aggregates.figures_not_on_map(view.cells, view.rows, chosen.measure)
    places = [*view.cells.categories["region"], ""]
    nowhere = {place: each for place, each in zip(places, shown["nowhere"], strict=True) if each["events"]}
    expected = dict(zip(elsewhere.place, told_of(figures_of(elsewhere)), strict=True))
    assert dict(zip(nowhere, told_of([*nowhere.values()]), strict=True)) == expected, where

    assert read["note"] == city_map.not_on_map(view, chosen.measure), where

    unit = view.unit
    axis = aggregates.time_axis(view.cells, view.rows, view.start, view.end, unit)
    assert read["unit"] == unit, where
    edges = [[day_number(row.start.date()), day_number(row.end.date())] for row in axis.bins.itertuples()]
    assert read["bins"] == edges, where
    assert shown["leftOut"] == axis.left_out, where
    for measure in over_time.PANELS:
        panel = aggregates.figures_over_time(view.cells, view.rows, measure, axis)
        assert shown["series"][measure] == figures_of(panel, binned=True), f"{measure}, {where}"
        spans = aggregates.spans_over_time(view.cells, view.rows, measure, axis)
        if view.listable:
            assert shown["spans"][measure] == spans_of(spans), f"spans of {measure}, {where}"
        else:
            # Where the browser holds some months of a big table by their days, it tells spans apart that end there.
            assert spread(shown["spans"][measure]) == spread(spans_of(spans)), f"spans of {measure}, {where}"
        spanned = aggregates.spans_total(view.cells, view.rows, measure, axis)
        told = shown["spanned"][measure]
        assert (told["events"], told["known"]) == (spanned.events, spanned.known), where
        assert {name: told[name] for name in ("low", "high", "open")} == range_of(spanned.figure), where
    years = aggregates.events_per_year(
        view.cells, view.rows_without("period"), view.first, view.last, view.chosen
    )
    # Looked at closely, the slider's bars are months or days.
    if read["inside"] is not None:
        assert read["inside"] == int((years.inside & (years.events > 0)).sum()), where
    return 2 + 5 * (len(HEADLINE) + len(per_city) + 2 * len(edges)) + len(drawn)


def middle(part: Locator) -> tuple[float, float]:
    box = part.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def dragged(
    page: Page, live: Locator, part: Locator, to: list[float], chosen: EventFilter
) -> tuple[int, set[str]]:
    """Take hold of a part of the slider and move it to each place, checking every number there; then let go."""
    page.mouse.move(*middle(part))
    page.mouse.down()
    y = middle(part)[1]
    checked, units = 0, set()
    for x in to:
        page.mouse.move(x, y)
        read = live.evaluate(READ)
        assert read["moving"] == "moving"
        checked += check(read, chosen)
        units.add(read["unit"])
    page.mouse.up()
    settled(page)
    assert check(live.evaluate(READ), chosen)
    return checked, units


FILTERS = [
    "",
    "whose=official",
    "whose=independent&measure=deaths",
    "unverified=1&measure=participants",
    "known=2012-06-30&measure=deaths",
    "type=rally&type=riot&measure=injuries",
    "region=Mangystau&region=Almaty&unverified=1&whose=independent",
    "city=Almaty&city=Astana&measure=events",
    "oblasts=2017&q=zhanaozen",
]
"""Every choice that a figure depends on, in links."""


@pytest.mark.parametrize("asked", FILTERS)
def test_in_a_long_drag_not_one_number_differs_from_the_servers_own(page, asked):
    # 300 places under the first filter, which has the most numbers; a third of that under each of the others.
    steps = 110 if not asked else 36
    chosen, unmet = from_query(parse_qs(asked), dataset.choices())
    assert not unmet
    draw = random.Random(asked)
    live = opened(page, f"/?{asked}{'&' if asked else ''}from=2019-03-01&to=2022-02-10")
    left, right = (middle(live.locator(".handle").nth(which))[0] for which in (0, 1))
    rail = live.locator(".rail").bounding_box()
    assert rail is not None

    def places(near: float) -> list[float]:
        """Anywhere on the slider, and as often close to the other handle: there the axis has months and days."""
        return [
            draw.uniform(rail["x"] - 20, rail["x"] + rail["width"] + 20)
            if draw.random() < 0.5
            else near + draw.uniform(-9, 9)
            for _step in range(steps)
        ]

    checked, units = dragged(page, live, live.locator(".handle").first, [*places(right), right - 3], chosen)
    left = right - 3
    more, other = dragged(page, live, live.locator(".handle").last, [*places(left), left + 40], chosen)
    whole, rest = dragged(page, live, live.locator(".hold"), places(right), chosen)
    assert units | other | rest == {"year", "month", "day"}
    assert checked + more + whole > 30_000 if not asked else checked


def test_when_the_hand_lets_go_link_sentence_and_text_follow(page):
    live = opened(page, "/?from=2011-01-01&to=2012-12-31")
    dragged(
        page,
        live,
        live.locator(".handle").last,
        [middle(live.locator(".handle").last)[0] + 60],
        EventFilter(),
    )
    last = EPOCH + timedelta(days=live.evaluate("live => live.shown.end"))
    link_is(page, {"from": ["2011-01-01"], "to": [last.isoformat()]})
    shown = live.evaluate("live => live.shown.events")
    expect(page.locator(STATUS)).to_contain_text(f"{shown} of ")
    text = page.locator(".st-key-live_text").inner_text()
    for measure in HEADLINE:
        assert live.locator(f"[data-measure={measure}] .figure").inner_text() in text
    page.go_back()
    expect(live.locator(".handle").last).to_have_attribute("aria-valuetext", "31 December 2012")
    settled(page)
    assert live.evaluate("live => [live.shown.start, live.shown.end]") == [
        day_number(date(2011, 1, 1)),
        day_number(date(2012, 12, 31)),
    ]


def test_each_number_of_events_below_a_figure_leads_to_its_list_under_the_filter(page):
    chosen = EventFilter(start=date(2022, 1, 2), end=date(2022, 1, 2))
    live = opened(page, f"/?{chosen.to_link()}")
    assert check(live.evaluate(READ), chosen)
    way = live.locator("a[data-list=injuries-beyond]")
    expect(way).to_be_visible()
    # By keyboard too: the link has its address before it is followed.
    way.focus()
    way.press("Enter")
    expect(
        page.locator("h2, h3").filter(has_text="Injured: 1 event whose figure reaches beyond")
    ).to_be_visible()
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {"from": ["2022-01-02"], "to": ["2022-01-02"], "figures": ["injuries-beyond"]}


def test_a_preset_and_a_typed_date_move_the_handles(page):
    live = opened(page, "/")
    live.get_by_label("Periods").select_option(label="January 2022")
    expect(live.locator(".handle").first).to_have_attribute("aria-valuetext", "2 January 2022")
    expect(live.locator(".handle").last).to_have_attribute("aria-valuetext", "18 January 2022")
    live.get_by_label("Periods").select_option(label="All years")
    expect(live.locator(".handle").first).to_have_attribute("aria-valuetext", "1 January 1986")
    settled(page)
    assert check(live.evaluate(READ), EventFilter())


def test_the_keyboard_alone_moves_both_ends_plays_and_chooses_a_town(page):
    live = opened(page, "/?from=2011-01-01&to=2011-12-31&measure=events")
    first, last = live.get_by_role("slider", name="First day"), live.get_by_role("slider", name="Last day")
    first.focus()
    for key, day in (
        ("ArrowRight", "2 January 2011"),
        ("Shift+ArrowRight", "2 February 2011"),
        ("PageDown", "2 February 2010"),
        ("PageUp", "2 February 2011"),
        ("ArrowLeft", "1 February 2011"),
        ("End", "31 December 2011"),
        ("Home", "1 January 1986"),
    ):
        page.keyboard.press(key)
        expect(first).to_have_attribute("aria-valuetext", day)
    page.keyboard.press("Tab")
    expect(last).to_be_focused()
    page.keyboard.press("End")
    expect(last).to_have_attribute("aria-valuenow", str(day_number(dataset.view(EventFilter()).last)))
    expect(page.locator(STATUS)).to_contain_text("the last event in the data")
    settled(page)
    link_is(page, {"measure": ["events"]})
    # Space plays and pauses.
    page.keyboard.press("Space")
    expect(live.get_by_role("button", name="Pause")).to_be_visible()
    until(page, lambda: live.evaluate("live => live.shown.end") > day_number(date(1987, 1, 1)), "playing")
    page.keyboard.press("Space")
    expect(live.get_by_role("button", name="Play")).to_be_visible()
    settled(page)
    live.get_by_label("Periods").select_option(label="All years")
    expect(first).to_have_attribute("aria-valuetext", "1 January 1986")
    settled(page)
    assert check(live.evaluate(READ), EventFilter(measure="events"))
    # The map is one stop of the Tab key; arrows go from town to town.
    live.locator("[data-town][tabindex='0']").focus()
    assert live.locator("[data-town]:focus").get_attribute("data-town") == "Almaty"
    page.keyboard.press("ArrowRight")
    assert live.locator("[data-town]:focus").get_attribute("data-town") == "Astana"
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_contain_text("in Astana")


def test_ends_and_values_are_told_to_those_who_listen_and_only_at_rest(page):
    live = opened(page, "/?from=2011-01-01&to=2011-12-31")
    said = live.locator("[aria-live=polite]")
    assert said.inner_text() == ""
    handle = live.locator(".handle").first
    x, y = middle(handle)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(10):
        page.mouse.move(x - 10 * step, y)
    assert said.text_content() == ""
    page.mouse.up()
    settled(page)
    total = live.locator("[data-measure=deaths] .figure").inner_text()
    expect(said).to_contain_text(f"Killed: {total}.")
    assert live.get_by_role("group", name="Map of Kazakhstan").count() == 1
    assert "Deaths over time" in (live.locator(".series svg").get_attribute("aria-label") or "")


def plays(live: Locator, *, mode: str = "", pace: str = "", again: bool = False) -> None:
    """Choose how play goes, in the box behind its button."""
    live.get_by_role("button", name="Options").click()
    if mode:
        live.get_by_label("Play as").select_option(mode)
    if pace:
        live.get_by_label("Pace").select_option(pace)
    if again:
        live.get_by_label("Repeat").check()
    live.page.keyboard.press("Escape")


def circle(live: Locator, town: str) -> Locator:
    return live.locator(f"[data-town={town}]")


def test_clicking_a_town_filters_to_it_and_clicking_it_again_clears(page):
    live = opened(page, "/?measure=events")
    everything = live.evaluate("live => live.shown.events")
    circle(live, "Almaty").locator(".outer").click()
    expect(page.locator(STATUS)).to_contain_text("in Almaty")
    settled(page)
    until(page, lambda: query(page).get("city") == ["Almaty"], "in the link")
    assert check(live.evaluate(READ), EventFilter(cities=("Almaty",), measure="events"))
    assert float(circle(live, "Almaty").locator(".chosen").get_attribute("r") or 0) > 0
    circle(live, "Almaty").locator(".outer").click()
    expect(page.locator(STATUS)).not_to_contain_text("in Almaty")
    settled(page)
    until(page, lambda: "city" not in query(page), "out of the link")
    assert live.evaluate("live => live.shown.events") == everything


def test_the_pointer_is_told_the_towns_figure_and_the_bins(page):
    live = opened(page, "/?measure=deaths")
    live.locator(".legend").scroll_into_view_if_needed()
    page.mouse.move(*middle(circle(live, "Zhanaozen").locator(".outer")))
    view = dataset.view(EventFilter())
    per_city = aggregates.figures_per_city(view.cells, view.rows, "deaths").set_index("city")
    tip = live.locator(".map .tip")
    expect(tip).to_contain_text("Zhanaozen")
    expect(tip).to_contain_text(f"Killed: {per_city.words['Zhanaozen']}")
    box = live.locator(".series").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 120)
    expect(live.locator(".series .tip")).to_contain_text("known for")


def test_another_measure_is_shown_at_once_and_stands_in_the_link(page):
    live = opened(page, "/")
    live.get_by_label("Shown on the map").select_option(label="Largest turnout")
    settled(page)
    link_is(page, {"measure": ["participants"]})
    assert check(live.evaluate(READ), EventFilter(measure="participants"))


@pytest.fixture
def touched(browser: Browser, running: Any, traffic: Any) -> Iterator[Page]:
    """A phone's page: a finger and no mouse."""
    context = browser.new_context(
        base_url=running.url, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    prepare(context)
    page = context.new_page()
    traffic.watch(page)
    yield page
    context.close()
    assert not traffic.strangers(urlsplit(running.url).netloc)
    assert not traffic.violations


def test_a_finger_drags_the_handle_and_taps_a_town(touched):
    live = opened(touched, "/?from=2005-01-01&to=2012-12-31&measure=events")
    handle = live.locator(".handle").last
    handle.scroll_into_view_if_needed()
    x, y = middle(handle)
    finger = touched.context.new_cdp_session(touched)

    def send(kind: str, *points: dict[str, float]) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    send("touchStart", {"x": x, "y": y})
    for step in range(1, 9):
        send("touchMove", {"x": x + 10 * step, "y": y + step})
        assert check(live.evaluate(READ), EventFilter(measure="events"))
    send("touchEnd")
    settled(touched)
    last = EPOCH + timedelta(days=live.evaluate("live => live.shown.end"))
    assert last > date(2020, 1, 1)
    until(touched, lambda: query(touched).get("to") == [last.isoformat()], "in the link")
    town = circle(live, "Almaty").locator(".outer")
    town.scroll_into_view_if_needed()
    touched.touchscreen.tap(*middle(town))
    expect(live.locator(".map .tip")).to_contain_text("Almaty")
    until(touched, lambda: "city" not in query(touched), "out of the link")
    touched.touchscreen.tap(*middle(town))
    expect(touched.locator(STATUS)).to_contain_text("in Almaty")
    wide = touched.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= 390


def test_a_period_that_moves_on_pauses_where_it_is_and_tells_the_server_then(page):
    live = opened(page, "/?from=1990-01-01&to=1991-12-31")
    plays(live, mode="travel")
    live.get_by_role("button", name="Play").click()
    seen = live.evaluate(FRAMES, [12, 0])
    starts = [read["shown"]["start"] for read in seen]
    assert starts == sorted(starts) and len(set(starts)) > 4
    assert {read["shown"]["end"] - read["shown"]["start"] for read in seen} == {729}
    for read in seen:
        check(read, EventFilter())
    link_is(page, {"from": ["1990-01-01"], "to": ["1991-12-31"]})
    live.get_by_role("button", name="Pause").click()
    settled(page)
    stopped = live.evaluate("live => [live.shown.start, live.shown.end]")
    let_pass(page)
    assert live.evaluate("live => [live.shown.start, live.shown.end]") == stopped
    days = [(EPOCH + timedelta(days=day)).isoformat() for day in stopped]
    link_is(page, {"from": [days[0]], "to": [days[1]]})


def test_a_period_that_moves_on_can_begin_again_at_the_end(page):
    last = dataset.view(EventFilter()).last
    live = opened(page, f"/?from={last.year - 1}-01-01&to={last.year - 1}-12-31")
    plays(live, mode="travel", again=True)
    live.get_by_role("button", name="Play").click()
    page.wait_for_function(
        "() => { const find = at => at.querySelector('.live') ?? [...at.querySelectorAll('*')].map(e => e.shadowRoot && "
        "find(e.shadowRoot)).find(Boolean); return find(document).shown.start < 8000 }"
    )
    expect(live.get_by_role("button", name="Pause")).to_be_visible()


def test_a_step_of_a_period_that_moves_on_goes_where_the_servers_own_step_goes(page):
    live = opened(page, "/?from=2019-02-01&to=2019-02-28")
    plays(live, mode="travel")
    window = (date(2019, 2, 1), date(2019, 2, 28))
    for _step in range(4):
        page.keyboard.press("Alt+n")
        following = aggregates.next_window(*window, dataset.view(EventFilter()).last)
        assert following is not None
        window = following
        settled(page)
        days = [day_number(day) for day in window]
        until(page, lambda: live.evaluate("live => [live.shown.start, live.shown.end]") == days, "a step on")  # noqa: B023
        link_is(page, {"from": [window[0].isoformat()], "to": [window[1].isoformat()]})


@pytest.mark.parametrize("page", [{"motion": "reduce"}], indirect=True)
def test_where_less_motion_is_wanted_there_are_steps_and_no_play(page):
    live = opened(page, "/?from=1989-01-01&to=1989-12-31")
    expect(live.get_by_role("button", name="Play")).to_have_count(0)
    live.locator(".handle").first.focus()
    page.keyboard.press("Space")
    expect(page.locator(STATUS)).to_contain_text("events, January 1989;")
    settled(page)
    let_pass(page)
    link_is(page, {"from": ["1989-01-01"], "to": ["1989-01-31"]})


@pytest.mark.parametrize(
    ("page", "bright"), [({"scheme": "dark"}, True), ({"scheme": "light"}, False)], indirect=["page"]
)
def test_both_themes_reach_words_and_land(page, bright):
    live = opened(page, "/")
    ink = live.locator(".names text").first.evaluate("node => getComputedStyle(node).fill")
    words = live.locator(".period").evaluate("node => getComputedStyle(node).color")
    for colour in (ink, words):
        channels = [int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(",")[:3]]
        assert (sum(channels) > 3 * 128) is bright

    def land() -> list[int]:
        """The colour in the middle of the map."""
        return live.locator(".map canvas").evaluate(
            "canvas => [...canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data]"
        )

    until(page, lambda: land()[3] == 255, "land")
    assert (sum(land()[:3]) < 3 * 128) is bright


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_the_live_view_speaks_the_readers_language(page, code):
    live = opened(page, f"/?lang={code}&from=2022-01-02&to=2022-01-18")
    language.use(code)
    try:
        expect(live.locator(".handle").first).to_have_attribute(
            "aria-valuetext", language.date_words(date(2022, 1, 2))
        )
        check(live.evaluate(READ), EventFilter())
        town = live.evaluate("live => live.querySelector('.names text').textContent")
    finally:
        language.use("en")
    assert any("а" <= letter <= "ӿ" for letter in town.lower())


def test_a_link_of_the_former_full_figures_opens_the_one_view(page):
    live = opened(page, "/?view=full&from=2022-01-01&to=2022-01-31")
    assert page.locator(".js-plotly-plot").count() == page.get_by_test_id("stDeckGlJsonChart").count() == 0
    assert check(live.evaluate(READ), EventFilter())


def test_between_two_frames_only_the_newest_place_is_drawn(page):
    live = opened(page, "/?from=2011-01-01&to=2012-12-31")
    frames = live.evaluate(
        """live => new Promise(done => {
            const track = live.querySelector('.track'), { left, top, width } = live.querySelector('.rail').getBoundingClientRect();
            let draws = 0;
            const words = live.querySelector('.period');
            new MutationObserver(() => draws++).observe(words, { childList: true, characterData: true, subtree: true });
            const at = (type, x) => new PointerEvent(type, { pointerId: 1, clientX: left + x, clientY: top, bubbles: true, isPrimary: true, button: 0 });
            track.setPointerCapture = () => {};
            track.dispatchEvent(at('pointerdown', 10));
            for (let step = 0; step < 500; step++) track.dispatchEvent(at('pointermove', 10 + step % width));
            requestAnimationFrame(() => requestAnimationFrame(() => { track.dispatchEvent(at('pointerup', 200)); done(draws); }));
        })"""
    )
    assert 1 <= frames <= 2
