"""Waiting in a browser test: for what should be true, with one generous limit, and never for a time."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from bench.chromium import WAITING

STATUS = "p[role=status]"
"""The sentence at the top of every screen: how many events are shown, and the filter in words."""

PATIENCE = 120
"""Seconds before a test gives up on anything: far more than a machine needs that does twenty other things."""

ASKED = (Path(__file__).parent / "asked.js").read_text(encoding="utf-8")
"""What is put into every page, so that ``settled`` knows what was asked and not yet answered."""

OPEN = f"""() => [
    ...({WAITING})(),
    ...(window.atlasHeard?.runs ? [] : ['the first run']),
    ...(window.atlasHeard?.open ? ['the answer to what was asked last'] : []),
]"""

T = TypeVar("T")

expect.set_options(timeout=PATIENCE * 1000)


def until(page: Page, look: Callable[[], T], what: str = "what was looked for") -> T:
    """Look until there is something true to see, and give that back. Raises AssertionError after ``PATIENCE``."""
    deadline = time.monotonic() + PATIENCE
    while not (seen := look()):
        assert time.monotonic() < deadline, f"{page.url}: not {what} within {PATIENCE} s; seen: {seen!r}"
        page.wait_for_timeout(50)
    return seen


def settled(page: Page, *, rest: float = 0.3) -> None:
    """Wait until all that the page asked for is answered and drawn, and has been so for ``rest`` seconds.

    The rest is for what a page does by itself just after it was drawn, such as a block that tells the server what it
    knows of the browser. Raises AssertionError after ``PATIENCE``.
    """
    quiet_since: float | None = None
    looks = 0

    def rested() -> bool:
        nonlocal quiet_since, looks
        quiet = not page.evaluate(OPEN)
        quiet_since = (quiet_since or time.monotonic()) if quiet else None
        looks = looks + 1 if quiet else 0
        # Looks too, since on a busy machine the time may pass without the browser having had a turn.
        return bool(quiet_since) and looks > 4 and time.monotonic() - quiet_since >= rest

    try:
        until(page, rested)
    except AssertionError as error:
        raise AssertionError(f"{page.url} still waits for {page.evaluate(OPEN) or 'rest'}") from error


def opened(page: Page, address: str) -> None:
    """Open a screen and wait until it has come to rest."""
    page.goto(address)
    page.wait_for_selector(STATUS)
    settled(page)


def query(page: Page) -> dict[str, list[str]]:
    """What stands after the question mark of the page's address."""
    return parse_qs(urlsplit(page.url).query)


def year_played(page: Page) -> int:
    """The last year that the status names: while it plays, the address stays as it was."""
    return int(re.findall(r"\b(?:19|20)\d\d\b", page.locator(STATUS).inner_text())[-1])


def link_is(page: Page, wanted: dict[str, list[str]]) -> None:
    """Wait until the page's address asks for exactly this."""
    try:
        until(page, lambda: query(page) == wanted)
    except AssertionError:
        # By an assertion of its own, so that pytest shows the difference.
        assert query(page) == wanted
        raise


def witness(part: Locator, text: str) -> Callable[[], bool]:
    """From now on see whether these words appear in a part of the page, however shortly; ask by calling the result.

    For what comes and goes by itself: a look now and then may miss it on a busy machine.
    """
    part.evaluate(
        """(node, text) => {
            node.witnessed = { ...node.witnessed, [text]: node.textContent.includes(text) };
            new MutationObserver(() => { node.witnessed[text] ||= node.textContent.includes(text); })
                .observe(node, { childList: true, characterData: true, subtree: true });
        }""",
        text,
    )
    return lambda: bool(part.evaluate("(node, text) => node.witnessed[text]", text))


def let_pass(page: Page, seconds: float = 2.5) -> None:
    """Give what must *not* happen by itself the time to happen: two steps of play and more. Nothing is waited for here,
    so a slow machine can make the look weaker, and never make it fail.
    """
    page.wait_for_timeout(seconds * 1000)
    settled(page)


def unmoving(page: Page, picture: Callable[[], bytes]) -> bytes:
    """The picture of something once it is drawn and moves no more: two looks in a row that are the same."""
    last = picture()

    def same() -> bytes | None:
        nonlocal last
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        before, last = last, picture()
        return last if before == last else None

    found = until(page, same, "a picture that stands still")
    assert found is not None
    return found
