"""How big tables behave on the server: `python -m bench.sizes 100k,1M FOLDER` grows, prepares and serves each, no browser.

A change of the period is answered as the overview needs it, and every answer is checked against sums over the rows.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import numpy as np
import pyarrow.parquet as pq

from bench.goals import MEMORY
from bench.grow import SIZES
from bench.prepared import prepared
from bench.report import percentile95
from bench.server import ROOT

FIRST, LAST = date(1986, 1, 1), date(2026, 11, 20)
STEPS = 6


@dataclass(frozen=True)
class Measured:
    """What one size took: seconds to open and to answer first, ms of each later change, MB at the end."""

    size: str
    cold: float
    changes: list[float]
    cpu: list[float]
    page: list[float]
    memory: float
    answers: list[list[int]]


def periods() -> list[tuple[date, date]]:
    """The whole time, then its end moved by a tenth, there and back, as in ``bench.drive``."""
    tenth = timedelta(days=(LAST - FIRST).days // 10)
    there = [LAST - step * tenth for step in range(STEPS + 1)]
    return [(FIRST, end) for end in [*there, *there[STEPS - 1 :: -1]]]


def serve(size: str, folder: str) -> Measured:
    """Open one size in this process and answer every period."""
    began = time.perf_counter()
    from atlas.big import large_edition, large_view
    from atlas.folds import aggregates, views
    from atlas.tally.cells import COLUMNS
    from atlas.tally.filters import EventFilter

    edition = large_edition.opened(Path(folder), views.published()) if folder else views.published()
    changes, cpu, page, answers, cold = [], [], [], [], 0.0
    for number, (start, end) in enumerate(periods()):
        clock, used = time.perf_counter(), time.process_time()
        chosen = replace(EventFilter(), start=start if number else None, end=end if number else None)
        view = large_view.view_of(edition, chosen)
        headline = [aggregates.total(view.cells, view.rows, name) for name in view.cells.measures]
        aggregates.figures_per_city(view.cells, view.rows, "detentions")
        aggregates.figures_not_on_map(view.cells, view.rows, "detentions")
        axis = aggregates.time_axis(view.cells, view.rows, view.start, view.end, view.unit)
        for measure in ("detentions", "deaths"):
            aggregates.figures_over_time(view.cells, view.rows, measure, axis)
        without = view.rows_without("period")
        aggregates.events_per_year(view.cells, without, view.first, view.last, chosen)
        choices = views.choices_of(edition)
        for field in COLUMNS:
            view.facet_counts(field, getattr(choices, field))
        shown = view.shown
        if number:
            changes.append((time.perf_counter() - clock) * 1000)
            cpu.append((time.process_time() - used) * 1000)
        else:
            cold = time.perf_counter() - began
        clock = time.perf_counter()
        if isinstance(view, large_view.LargeView):
            view.page(0, 100)
        else:
            view.listed.head(100)
        page.append((time.perf_counter() - clock) * 1000)
        detained = headline[view.cells.measures.index("detentions")]
        answers.append([shown, detained.known, detained.figure.low or 0, detained.figure.high or 0])
    status = Path("/proc/self/status").read_text(encoding="ascii")
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return Measured(size, cold, changes, cpu, page, int(resident.split()[1]) / 1024, answers)


def by_rows(folder: Path) -> list[list[int]]:
    """The same answers as sums over the prepared rows, one event at a time: no cell, no month."""
    found = np.zeros((len(periods()), 4), dtype=np.int64)
    names = ["start_date", "end_date", "detentions_counted_low", "detentions_counted_high"]
    for path in sorted((folder / "rows").glob("*.parquet")):
        rows = pq.read_table(path, columns=names)
        start, end = (rows[name].to_numpy().astype("datetime64[D]") for name in names[:2])
        low, high = (rows[name].to_pandas().astype("float64").to_numpy() for name in names[2:])
        for number, (first, last) in enumerate(periods()):
            here = np.ones(len(start), dtype=bool)
            if number:
                here = (end >= np.datetime64(first)) & (start <= np.datetime64(last))
            sums = [here.sum(), (~np.isnan(low[here])).sum(), np.nansum(low[here]), np.nansum(high[here])]
            found[number] += np.array(sums, dtype=np.int64)
    return [[int(each) for each in row] for row in found]


def measured(sizes: Sequence[str], folder: Path) -> Iterator[tuple[Measured, float]]:
    """Each size in a process of its own, so that memory is its own. Raises AssertionError for a wrong answer."""
    for size in sizes:
        out, seconds = (None, 0.0) if size == "default" else prepared(size, folder)
        command = [sys.executable, "-m", "bench.sizes", "--serve", size, str(out or "")]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        result = Measured(**json.loads(done.stdout.splitlines()[-1]))
        if out is not None:
            assert result.answers == by_rows(out), f"{size}: the cells say something else than the rows"
        yield result, seconds


def table(results: Sequence[tuple[Measured, float]]) -> str:
    """The Markdown table, with met or missed where there is a goal for the server alone."""
    lines = [
        "| Events | open and first answer, s | change, ms (median / p95) | CPU per change, ms | 100 rows, ms | server's memory, MB | goal | prepared in, s |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one, seconds in results:
        goal = MEMORY.get(one.size)
        said = "" if goal is None else f"≤ {goal}: {'met' if one.memory <= goal else 'missed'}"
        lines.append(
            f"| {one.size} ({one.answers[0][0]:,}) | {one.cold:.1f} | {median(one.changes):.0f} / "
            f"{percentile95(one.changes):.0f} | {median(one.cpu):.0f} | {median(one.page):.0f} | {one.memory:.0f} "
            f"| {said} | {f'{seconds:.0f}' if seconds else ''} |"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; ``--serve`` is what the measurement starts by itself."""
    parser = argparse.ArgumentParser(prog="python -m bench.sizes", description=__doc__)
    parser.add_argument("sizes", help=f"of default, {', '.join(SIZES)}; several with commas")
    parser.add_argument("folder", help="where the grown tables are and go, outside the repository")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.serve:
        print(json.dumps(asdict(serve(chosen.sizes, chosen.folder))))
        return
    print(table(list(measured(chosen.sizes.split(","), Path(chosen.folder)))))


if __name__ == "__main__":
    main()
