"""The reader's hand: presses keys on a slider, or drags the last handle of the live view and lets go."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page

from bench.contenders import HAND, SETTLED, Contender
from bench.results import Results
from bench.stopwatch import Lap, lap, start
from bench.visit import Seen, rested

EPOCH = date(1970, 1, 1)
SHARES = tuple(share / 10 for share in (9, 8, 7, 6, 5, 4, 5, 6, 7, 8, 9, 10))
"""Where on the slider the last handle is let go: a tenth of the years on each time, so that every view changes."""
KEYS = ("PageDown",) * 6 + ("PageUp",) * 6
"""A year each."""


def pressed(page: Page, contender: Contender, into: Results) -> Iterator[Seen]:
    """Change a slider that tells the server at each key."""
    slider = page.locator("[data-testid=stSlider] input").last
    slider.focus()
    number = 50
    for key in contender.keys:
        start(page, "keydown")
        slider.press(key)
        number += {"ArrowRight": 1, "ArrowLeft": -1}.get(key, 0)

        def asked(number: int = number) -> str:
            return page.url if contender.size else str(number)

        # A key's answer is known before it comes: what is still wrong is waited for.
        view = rested(page, [contender.first], right=lambda: contender.answers([asked()])[0])
        into.change(view, contender.first)
        yield Seen(asked(), view.texts)


def dragged(page: Page, contender: Contender, into: Results) -> Iterator[Seen]:
    """Take the last handle, move it half the way, move it on, let go; each move is a live step, each letting go a
    committed change."""
    live = page.locator(".live")
    at = 1.0
    for share in SHARES:
        (x, top), (left, width) = _handle(live), _rail(live)
        page.mouse.move(x, top)
        page.mouse.down()
        for place in ((at + share) / 2, share):
            start(page, "pointermove")
            page.mouse.move(left + place * width, top)
            view = _frame(page)
            into.drag.append(view.last)
            into.live_painted.append(view.painted)
            yield Seen(_link(live, near=place, slack=contender.slack), view.texts)
        start(page, "pointerup")
        page.mouse.up()
        view = rested(page, SETTLED)
        into.change(view.of(SETTLED), contender.first)
        yield Seen(_link(live, near=share, slack=contender.slack), view.texts)
        at = share


def stepped(page: Page, contender: Contender, into: Results) -> Iterator[Seen]:
    """Move the last handle by keys, each on a page at rest: the server, which is told a little after each, is waited for."""
    live = page.locator(".live")
    live.locator(".handle").last.focus()
    for key in KEYS:
        start(page, "keydown")
        page.keyboard.press(key)
        view = _frame(page)
        into.key.append(view.last)
        into.live_painted.append(view.painted)
        yield Seen(_link(live), {name: view.texts[name] for name in HAND})
        rested(page, ["link"])


def _frame(page: Page, *, patience: float = 5) -> Lap:
    """The lap of what follows the hand, once the frame after it has begun. The places of the series change with every
    move, while a circle or a bar may stay what it was."""
    deadline = time.perf_counter() + patience
    while True:
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        view = lap(page).of(HAND)
        if view.painted and view.last:
            return view
        assert time.perf_counter() < deadline, f"{page.url}: nothing has followed the hand: {view}"


def _handle(live: Locator) -> tuple[float, float]:
    """The middle of the last handle on the screen."""
    box = live.locator(".handle").last.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _rail(live: Locator) -> tuple[float, float]:
    """The slider's left edge on the screen and its width."""
    box = live.locator(".rail").bounding_box()
    assert box is not None
    return box["x"], box["width"]


def _link(live: Locator, near: float | None = None, slack: int = 0) -> str:
    """The link of the period that the live view says it shows. Raises AssertionError where its end is not ``near`` the
    hand: a share of the slider."""
    start_, end, first, last = live.evaluate(
        """live => [live.shown.start, live.shown.end,
            +live.querySelector('.handle').ariaValueMin, +[...live.querySelectorAll('.handle')].at(-1).ariaValueMax]"""
    )
    if near is not None:
        wanted = first + near * (last - first)
        assert abs(end - wanted) <= slack, f"the handle stands {end - wanted:.0f} days from the hand"
    days = {"from": start_ if start_ > first else None, "to": end if end < last else None}
    return urlencode(
        {name: (EPOCH + timedelta(days=day)).isoformat() for name, day in days.items() if day is not None}
    )
