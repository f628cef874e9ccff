"""Turns measurements into the table that is printed and kept in the documentation."""

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles

from bench.goals import FLOOR, OWN_FLOOR
from bench.results import Results

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
ROWS = (
    ("First view on a fresh server, numbers right, ms", "cold_first", "cold_first"),
    ("First view on a fresh server, all right, ms", "cold_all", "cold_all"),
    ("First view on a fresh server, painted, ms", "cold_painted", "cold_painted"),
    ("Second visit, numbers right, ms", "warm_first", "warm_first"),
    ("Second visit, all right, ms", "warm_all", "warm_all"),
    ("Live step by dragging, all right, ms", "drag", "change_all"),
    ("Live step by key, all right, ms", "key", "change_all"),
    ("Live step, painted, ms", "live_painted", "change_painted"),
    ("Committed change, numbers right, ms", "change_first", "change_first"),
    ("Committed change, all right, ms", "change_all", "change_all"),
    ("Committed change, painted, ms", "change_painted", "change_painted"),
    ("Server's processor time for a committed change, ms", "cpu", "cpu"),
    ("Received for the first view, kB", "load_bytes", "load_bytes"),
    ("Received for a committed change, kB", "change_bytes", "change_bytes"),
    ("First chart's script asked for in the first view, ms", "bundle_asked", ""),
    ("Server's memory after, MB", "memory", ""),
    ("Start to first answer, s", "start", ""),
)
"""Title, what was measured, and what of the floor it is divided by; nothing where a ratio means nothing."""


def section(results: Mapping[str, Results], *, rounds: int, chromium: str, load: float) -> str:
    """The measured section in Markdown: one table, with when and on what it was measured.

    ``load`` is what kept the machine busy before: over about a half, the milliseconds say little.
    """
    bases = [results[name] for name in (FLOOR, OWN_FLOOR) if name in results]
    setting = (
        f"Measured on {date.today().isoformat()} by `make bench`: by turns, {rounds} fresh servers for each column; "
        f"{os.cpu_count()} processor cores shared by server and browser, {platform.machine()}, software WebGL; "
        f"Python {platform.python_version()}, Streamlit {version('streamlit')}, Chromium {chromium}; load of the machine "
        f"before: {load:.1f}. Median / 95th percentile (n); in brackets the ratio of medians to the floor, first as ours "
        "collects garbage, then as Streamlit does by default; of a live step to the floor's committed change. Right: the "
        "page holds the right answer, each compared with sums over the data, at the big sizes over the rows. Painted: the "
        "frame with it has begun and the map is drawn, which takes much longer without a graphics card than with one. A "
        "committed change counts from the hand's letting go of the live view's handle (heading, text, table's first row "
        "and link are right), of the floor from the key."
    )
    lines = [setting, "", "| | " + " | ".join(results) + " |", "|---|" + "---|" * len(results)]
    for title, key, of_floor in ROWS:
        scale, digits = (1000, 1) if title.endswith("kB") else (1, 1 if title.endswith(", s") else 0)
        cells = [
            _cell(
                getattr(each, key),
                [getattr(base, of_floor) for base in bases] if of_floor else [],
                scale,
                digits,
            )
            for each in results.values()
        ]
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(values: Sequence[float], bases: Sequence[Sequence[float]], scale: float, digits: int) -> str:
    if not values:
        return "–"
    middle = median(values)
    text = f"{middle / scale:,.{digits}f} / {percentile95(values) / scale:,.{digits}f} ({len(values)})"
    ratios = [f"{middle / median(base):.2g}" if median(base) else "–" for base in bases if base]
    return f"{text} [{' · '.join(ratios)} ×]" if ratios else text


def percentile95(values: Sequence[float]) -> float:
    """The 95th percentile; of a single value, that value."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def write_section(document: Path, text: str) -> None:
    """Replace what stands between the marks in a document, which is begun where there is none.

    Raises ValueError where the document has no such marks.
    """
    if not document.exists():
        document.write_text(f"# Performance\n\n{BEGIN}\n{END}\n", encoding="utf-8")
    before, begin, rest = document.read_text(encoding="utf-8").partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{document} has no section between {BEGIN} and {END}")
    document.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
