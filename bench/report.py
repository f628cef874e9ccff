"""Turns measurements into the table that is printed and kept in the documentation."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.drive import Results

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
ROWS = (
    ("First view, headline right", "first_ready", "ms"),
    ("First view, all right", "all_ready", "ms"),
    ("First view, painted", "first_painted", "ms"),
    ("Period moved, headline right", "first_change", "ms"),
    ("Period moved, all right", "all_change", "ms"),
    ("Period moved, painted", "painted", "ms"),
    ("Sent for the first view", "load_bytes", "kB"),
    ("Sent for one move", "change_bytes", "kB"),
)


def section(results: Mapping[str, Results], *, rounds: int, chromium: str, load: float) -> str:
    """The measured section in Markdown: one table, with when and on what it was measured.

    ``load`` is what kept the machine busy before: over about a half, the milliseconds say little.
    """
    names = list(results)
    setting = (
        f"Measured on {date.today().isoformat()} by `make bench`: {rounds} rounds by turns, "
        f"{os.cpu_count()} processor cores shared by server and browser, {platform.machine()}, software WebGL; "
        f"Python {platform.python_version()}, Streamlit {version('streamlit')}, Chromium {chromium}; load of the machine before: {load:.1f}. "
        "Median / 95th percentile (n); in brackets the ratio of medians to the floor. Right: the page holds the right "
        "answer, checked against the data. Painted: the frame with it has begun and the map is drawn, which takes "
        "much longer without a graphics card than with one."
    )
    lines = [
        setting,
        "",
        "| | " + " | ".join(names) + " |",
        "|---|" + "---|" * len(names),
    ]
    for title, key, unit in ROWS:
        base = median(getattr(results[names[0]], key))
        cells = [_cell(getattr(results[name], key), unit, base) for name in names]
        lines.append(f"| {title}, {unit} | " + " | ".join(cells) + " |")
    lines.append(
        "| Server's memory after, MB | " + " | ".join(f"{results[n].memory:.0f}" for n in names) + " |"
    )
    lines.append(
        "| Start to first answer, ms | " + " | ".join(f"{results[n].start * 1000:.0f}" for n in names) + " |"
    )
    return "\n".join(lines)


def _cell(values: Sequence[float], unit: str, base: float) -> str:
    scale = 1000 if unit == "kB" else 1
    middle = median(values)
    digits = 1 if unit == "kB" else 0
    return (
        f"{middle / scale:,.{digits}f} / {percentile95(values) / scale:,.{digits}f} ({len(values)}) "
        f"[{middle / base:.1f} ×]"
    )


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
