"""`make bench`: drives the dashboard at four sizes and the floor by turns in Chromium and prints what a reader waits for.

Milliseconds belong to the machine and the hour; what may be compared between days is the ratio to the floor, which
is measured in the same run. Every answer is checked: a fast wrong number is no result.
"""

import argparse
import contextlib
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench import goals
from bench.chromium import launch
from bench.contenders import Contender, floors, live_view
from bench.grow import SIZES
from bench.hand import dragged, pressed, stepped
from bench.prepared import FOLDER, prepared
from bench.report import section, write_section
from bench.results import Results
from bench.server import ROOT, Server, serving
from bench.stopwatch import install
from bench.visit import Seen, Wire, chart_bundle, check, first_view


def measure_round(browser: Browser, contender: Contender, server: Server, into: Results) -> list[Seen]:
    """One reader who comes first to a fresh server, changes the period, and comes a second time. Out: what was seen."""
    with contextlib.closing(browser.new_context(viewport={"width": 1440, "height": 900})) as context:
        page = context.new_page()
        wire = Wire(page)
        install(page, contender.views)
        view = first_view(page, server.url + contender.address, contender.views)
        into.cold(view, contender.first)
        into.load_bytes.append(wire.bytes)
        if bundle := chart_bundle(page):
            into.bundle_asked.append(bundle[0])
            into.bundle_loaded.append(bundle[1])
        start = Seen(contender.start, view.texts)
        loaded, used = wire.bytes, server.processor()
        changes = len(into.change_all)
        seen = [start, *(pressed if contender.keys else dragged)(page, contender, into)]
        changes = len(into.change_all) - changes
        into.change_bytes.append((wire.bytes - loaded) / changes)
        into.cpu.append((server.processor() - used) / changes)
        if not contender.keys:
            seen += stepped(page, contender, into)
        page.close()
        page = context.new_page()
        install(page, contender.views)
        view = first_view(page, server.url + contender.address, contender.views)
        into.warm(view, contender.first)
        into.memory.append(server.memory())
        into.start.append(server.started_in)
        return [*seen, Seen(contender.start, view.texts)]


def entered(sizes: Sequence[str], grown: Path, only: str) -> list[Contender]:
    """All that is driven, the big tables grown and prepared where they are not yet."""
    driven = floors()
    for size in sizes:
        if size == "default":
            driven.append(live_view(size, None))
        elif only in f"{goals.LIVE}{size}":
            _say(f"{size}: {SIZES[size]:,} events, kept below {grown}")
            driven.append(live_view(size, prepared(size, grown)[0]))
    return [contender for contender in driven if only in contender.name]


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; with ``--write`` put the table into a document as well."""
    sizes = ["default", *SIZES]
    parser = argparse.ArgumentParser(prog="python -m bench.drive", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="readers who come anew, for each contender")
    parser.add_argument("--only", default="", help="contenders whose name contains this")
    parser.add_argument("--sizes", default=",".join(sizes), help="some of %(default)s")
    parser.add_argument(
        "--grown",
        type=Path,
        default=FOLDER,
        help="where big tables are grown, prepared and kept, outside the repository (%(default)s)",
    )
    parser.add_argument("--write", type=Path, help="a Markdown file whose measured section is replaced")
    chosen = parser.parse_args(arguments)
    wanted = chosen.sizes.split(",")
    if unknown := set(wanted) - set(sizes):
        parser.error(f"no such size: {', '.join(sorted(unknown))}")
    driven = entered(wanted, chosen.grown, chosen.only)
    load = os.getloadavg()[0]
    results = {contender.name: Results(contender.size) for contender in driven}
    with sync_playwright() as playwright:
        # By turns, so that a slow minute of the machine is shared by all.
        for turn in range(chosen.rounds):
            for contender in driven:
                began = time.perf_counter()
                # A browser of its own, so that none carries on what another has left behind.
                with contextlib.closing(launch(playwright)) as browser:
                    version = browser.version
                    with serving(contender.script, environment=contender.environment) as server:
                        seen = measure_round(browser, contender, server, results[contender.name])
                check(contender.name, seen, contender.answers)
                _say(
                    f"round {turn + 1} of {chosen.rounds}: {contender.name}, {len(seen)} answers right, "
                    f"{time.perf_counter() - began:.0f} s"
                )
    text = section(results, rounds=chosen.rounds, chromium=version, load=load)
    text += "\n\n" + goals.table(results)
    print(text)
    if chosen.write:
        write_section(ROOT / chosen.write, text)


if __name__ == "__main__":
    main()
