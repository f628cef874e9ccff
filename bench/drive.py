"""`make bench`: drives the dashboard and the floor by turns in one Chromium and prints what a reader waits for.

Milliseconds belong to the machine and the hour; what may be compared between days is the ratio to the floor, which
is measured in the same run. Every lap's answer is checked: a fast wrong number is no result.
"""

import argparse
import contextlib
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench import goals, sizes
from bench.chromium import launch, settled
from bench.contenders import Contender, contenders
from bench.report import section, write_section
from bench.server import ROOT, Server, serving
from bench.sizes import measured
from bench.stopwatch import Lap, install, lap, start


@dataclass
class Results:
    """All that was measured of one contender: times in ms, sizes in bytes, memory in MB."""

    first_ready: list[float] = field(default_factory=list)
    all_ready: list[float] = field(default_factory=list)
    first_painted: list[float] = field(default_factory=list)
    first_change: list[float] = field(default_factory=list)
    all_change: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)
    load_bytes: list[int] = field(default_factory=list)
    change_bytes: list[float] = field(default_factory=list)
    memory: float = 0.0
    start: float = 0.0


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


def measure_round(browser: Browser, contender: Contender, server: Server, into: Results) -> None:
    """One reader who comes for the first time, then moves the slider with the contender's keys."""
    with contextlib.closing(browser.new_context(viewport={"width": 1440, "height": 900})) as context:
        page = context.new_page()
        wire = Wire(page)
        install(page, contender.views)
        page.goto(server.url + contender.address, wait_until="commit")
        page.wait_for_load_state("networkidle")
        view = checked(page, contender, [])
        into.first_ready.append(view.times[contender.first])
        into.all_ready.append(view.last)
        into.first_painted.append(view.painted)
        into.load_bytes.append(wire.bytes)

        loaded = wire.bytes
        slider = page.locator("[data-testid=stSlider] input").last
        slider.focus()
        pressed: list[str] = []
        for key in contender.keys:
            start(page)
            slider.press(key)
            pressed.append(key)
            view = checked(page, contender, pressed)
            into.first_change.append(view.times[contender.first])
            into.all_change.append(view.last)
            into.painted.append(view.painted)
        into.change_bytes.append((wire.bytes - loaded) / len(pressed))


def checked(page: Page, contender: Contender, pressed: Sequence[str], *, patience: float = 20) -> Lap:
    """The lap, once every view shows its answer and the page has come to rest with it.

    Raises AssertionError with what a view shows and what it should show, ``patience`` seconds after a wrong one.
    """
    deadline = time.perf_counter() + patience
    while True:
        settled(page)
        view, answers = lap(page), contender.answers(pressed, page.url)
        wrong = [name for name, answer in answers.items() if view.texts.get(name) != answer]
        # Right, but nothing has changed since the key: the server has not heard of it yet.
        if not wrong and view.last and view.painted:
            return view
        name = wrong[0] if wrong else contender.first
        assert time.perf_counter() < deadline, (
            f"{contender.name} at {page.url}: {name} shows\n{view.texts.get(name)}\ninstead of\n{answers[name]}\n"
            f"last changed after {view.last:.0f} ms, painted after {view.painted:.0f} ms"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; with ``--write`` put the table into a document as well."""
    parser = argparse.ArgumentParser(prog="python -m bench.drive", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="readers who come anew, for each contender")
    parser.add_argument("--only", default="", help="contenders whose name contains this")
    parser.add_argument(
        "--sizes", default="", help="of default, 100k, 1M, 10M: big tables on the server, no browser"
    )
    parser.add_argument(
        "--grown", type=Path, help="where those are grown and prepared, outside the repository"
    )
    parser.add_argument("--write", type=Path, help="a Markdown file whose measured section is replaced")
    chosen = parser.parse_args(arguments)
    if chosen.sizes and not chosen.grown:
        parser.error("--sizes needs --grown FOLDER, for several gigabytes at 10M")
    field_of = [contender for contender in contenders() if chosen.only in contender.name]
    load = os.getloadavg()[0]
    results = {contender.name: Results() for contender in field_of}
    with contextlib.ExitStack() as stack:
        servers = {
            each.name: stack.enter_context(serving(each.script, environment=each.environment))
            for each in field_of
        }
        browser = launch(stack.enter_context(sync_playwright()))
        stack.callback(browser.close)
        for _round in range(chosen.rounds):
            # By turns, so that a slow minute of the machine is shared by all.
            for contender in field_of:
                measure_round(browser, contender, servers[contender.name], results[contender.name])
        for name, server in servers.items():
            results[name].memory, results[name].start = server.memory(), server.started_in
        version = browser.version
    text = section(results, rounds=chosen.rounds, chromium=version, load=load)
    # Once the servers are gone: ten million rows want the machine for themselves.
    large = list(measured(chosen.sizes.split(","), chosen.grown)) if chosen.sizes else []
    if large:
        text += "\n\nBig tables, on the server alone:\n\n" + sizes.table(large)
    text += "\n\n" + goals.table(results, [one for one, _seconds in large])
    print(text)
    if chosen.write:
        write_section(ROOT / chosen.write, text)


if __name__ == "__main__":
    main()
