"""What is measured: the dashboard, and the empty page that it is measured against.

When a page changes its looks, the expressions in ``VIEWS`` are what has to follow.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.answers import dashboard_answers
from bench.server import ROOT

VIEWS = {
    # How many events, and the ranges of detained, killed, injured.
    "headline": """[...document.querySelectorAll('[data-testid=stHtml] div[style*="grid-template-columns"] > div')]
        .map(box => box.children[1].textContent).join(' | ')""",
    # The numbers that plotly holds and has drawn: the sum of each trace's heights.
    "chart": """(chart => chart.querySelector('.main-svg .scatterlayer') && chart.data
        .map(trace => trace.name + ' ' + [...trace.y].reduce((sum, y) => sum + (y ?? 0), 0)).join(' | '))(
        document.querySelector('.js-plotly-plot'))""",
    # A canvas cannot be read; its text for those who do not see it changes with it.
    "map": """document.querySelector('[data-testid=stDeckGlJsonChart]').closest('[aria-label]').ariaLabel""",
    # The title in the first row, as painted: the third word from the left.
    "table": """Object.values(window.painted.cells[Math.min(...Object.keys(window.painted.cells))])[2]""",
}
"""Where each view's answer stands on the overview: an expression that gives it as text."""

FLOOR = {"number": "document.querySelector('[data-testid=stMarkdown] p').textContent"}


@dataclass(frozen=True)
class Contender:
    """A page to measure: its script, its views, the keys that change its slider, and what is then right."""

    name: str
    script: Path
    views: Mapping[str, str]
    first: str
    """The view that a reader looks at first."""
    keys: Sequence[str]
    answers: Callable[[Sequence[str], str], Mapping[str, str]]
    """From the keys pressed so far and the page's address to the text of each view."""
    environment: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    """What follows the server's own address."""


def floor_answers(pressed: Sequence[str], _address: str) -> Mapping[str, str]:
    """The empty page's number: its slider starts at 50."""
    return {"number": str(50 + pressed.count("ArrowRight") - pressed.count("ArrowLeft"))}


def contenders() -> list[Contender]:
    """The dashboard, and the floor twice: with the dashboard's settings and with Streamlit's own collector."""
    floor = ROOT / "bench" / "floor.py"
    there_and_back = ("ArrowRight",) * 6 + ("ArrowLeft",) * 6
    return [
        Contender("floor", floor, FLOOR, "number", there_and_back, floor_answers),
        Contender(
            "floor, collecting garbage after each run (Streamlit's default)",
            floor,
            FLOOR,
            "number",
            there_and_back,
            floor_answers,
            {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"},
        ),
        Contender(
            "the dashboard's overview",
            ROOT / "dashboard.py",
            VIEWS,
            "headline",
            # A tenth of the 40 years a key, on the last thumb of the period's slider: every view changes.
            ("PageDown",) * 6 + ("PageUp",) * 6,
            lambda _pressed, address: dashboard_answers(address),
            # The live view answers under the hand; measured here is what asks the server.
            address="/?view=full",
        ),
    ]
