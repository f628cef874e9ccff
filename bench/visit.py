"""One visit of one reader: what reaches the browser, when the page has come to rest, and what it showed then."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from playwright.sync_api import Page

from bench.chromium import settled
from bench.stopwatch import Lap, lap

BUNDLES = r"/(PlotlyChart|DeckGlJsonChart|ArrowVegaLiteChart|EChartsChart|GraphVizChart|webgl)[^/]*\.js"
"""The scripts that Streamlit's charts are made of, by the names of their files. Not ``loadVegaEmbed``: a kilobyte that
every table brings along, and which loads a chart's script where there is a chart."""


class Wire:
    """Counts what reaches the browser: HTTP bodies and headers as sent (compressed), and websocket payloads."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.loadingFinished", lambda event: self._add(event["encodedDataLength"]))
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: self._add(len(frame))))

    def _add(self, count: float) -> None:
        self.bytes += int(count)


@dataclass(frozen=True)
class Seen:
    """What some views showed, and what they were to show: a link, or the floor's number."""

    asked: str
    texts: Mapping[str, str | None]


def check(
    contender: str,
    seen: Sequence[Seen],
    answers: Callable[[Sequence[str]], Sequence[Mapping[str, str]]],
) -> None:
    """Compare all that was seen with the answers. Raises AssertionError for the first that differs."""
    for each, right in zip(seen, answers([each.asked for each in seen]), strict=True):
        for view, text in each.texts.items():
            assert text == right[view], (
                f"{contender} at {each.asked or 'all years'}: {view} shows\n{text}\ninstead of\n{right[view]}"
            )


def rested(
    page: Page,
    changed: Collection[str],
    *,
    right: Callable[[], Mapping[str, str]] | None = None,
    patience: float = 30,
) -> Lap:
    """The lap once each of ``changed`` has changed, the page has come to rest, and a second look finds the same.

    ``right``: where it is known, what the views must show by then.
    Raises AssertionError where that has not happened after ``patience`` seconds.
    """
    deadline = time.perf_counter() + patience
    before: tuple[Mapping[str, float], Mapping[str, str | None]] | None = None
    while True:
        settled(page)
        view = lap(page)
        still = [name for name in changed if not view.times.get(name) or view.texts.get(name) is None]
        now = (view.times, view.texts)
        if right and not still:
            still = [name for name, text in right().items() if view.texts.get(name) != text]
        if not still and view.painted and now == before:
            return view
        assert time.perf_counter() < deadline, (
            f"{page.url}: {', '.join(still) or 'nothing'} is not yet right, last change after {view.last:.0f} ms:\n{view.texts}"
        )
        before = now


def first_view(page: Page, address: str, views: Collection[str]) -> Lap:
    """Open an address and wait until every view has its text."""
    page.goto(address, wait_until="commit")
    page.wait_for_load_state("networkidle")
    return rested(page, views)


def chart_bundle(page: Page) -> tuple[float, float] | None:
    """When the first script of a chart was asked for and when one was there, in ms since the navigation; None: none."""
    found: list[float] | None = page.evaluate(
        """bundles => {
            const all = performance.getEntriesByType('resource').filter(each => new RegExp(bundles).test(each.name));
            return all.length ? ['startTime', 'responseEnd'].map(when => Math.min(...all.map(each => each[when]))) : null;
        }""",
        BUNDLES,
    )
    return (found[0], found[1]) if found else None
