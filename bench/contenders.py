"""What is measured: the dashboard at several sizes, and the empty page that it is measured against.

When a page changes its looks, the expressions in ``LIVE`` are what has to follow.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.answers import live_answers
from bench.goals import FLOOR, OWN_FLOOR
from bench.goals import LIVE as LIVE_NAME
from bench.row_answers import RowAnswers
from bench.server import ROOT
from bench.shown import texts

BOXES = """[...document.querySelectorAll('%s[data-testid=stHtml] div[style*="grid-template-columns"] > div')]
    .map(box => box.children[1].textContent).join(' | ')"""
# The title in the first row, as painted: the third word from the left.
TABLE = "Object.values(window.painted.cells[Math.min(...Object.keys(window.painted.cells))])[2]"

HAND = {
    "headline": """[...within('.live').querySelectorAll('.headline .figure')].map(each => each.textContent).join(' | ')""",
    "circles": """[...within('.live').querySelectorAll('[data-town]')].filter(town => town.getAttribute('display') === 'inline')
        .map(town => [town.dataset.town, ...['outer', 'inner'].map(ring => +town.querySelector('.' + ring).getAttribute('r'))]
        .join(' ')).sort().join('; ')""",
    # Unit and highest mark as drawn; the sums from what the marks were drawn of in the same frame.
    "series": """(live => [...live.querySelectorAll('.panel')].map((panel, at) => {
        const name = Object.keys(live.shown.series)[at], bins = live.shown.series[name], sum = key => bins.reduce((all, bin) => all + (bin[key] ?? 0), 0);
        return `${name} ${live.querySelectorAll('.head .by')[at].textContent}: ${bins.length} places, ${sum('known')} known, ` +
            `low ${sum('low')}, high ${sum('high')}, most ${panel.querySelector('.most').textContent}`;
    }).join(' | '))(within('.live'))""",
    "histogram": """(bars => `${bars.querySelectorAll('.in').length} of ${bars.children.length}`)(within('.live .bars'))""",
}
"""What follows the hand."""
SETTLED = {
    "heading": "document.querySelector('p[role=status] strong').textContent",
    # The numbers as text, for those who listen.
    "text": BOXES % ".st-key-live_text ",
    "table": TABLE,
    "link": "location.search",
}
"""What the server brings up to date when the hand lets go."""
LIVE = HAND | SETTLED

NUMBER = {"number": "document.querySelector('[data-testid=stMarkdown] p').textContent"}


@dataclass(frozen=True)
class Contender:
    """A page to measure: its script, its views, the keys that change its slider, and what is then right."""

    name: str
    script: Path
    views: Mapping[str, str]
    first: str
    """The view that a reader looks at first."""
    answers: Callable[[Sequence[str]], Sequence[Mapping[str, str]]]
    """From what was asked for (the floor: its number, the dashboard: a link) to the text of each view."""
    size: str = ""
    keys: Sequence[str] = ()
    """On the last thumb of the last slider; none: the handle of the live view is dragged instead."""
    environment: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    """What follows the server's own address."""
    slack: int = 0
    """How many days a handle may stand away from the hand."""
    start: str = ""
    """What ``answers`` is asked for the first view."""


def floors() -> list[Contender]:
    """The floor twice: with the dashboard's settings and with Streamlit's own collector."""

    def answers(numbers: Sequence[str]) -> list[Mapping[str, str]]:
        return [{"number": number} for number in numbers]

    settings = {FLOOR: {}, OWN_FLOOR: {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"}}
    keys = ("ArrowRight",) * 6 + ("ArrowLeft",) * 6
    return [
        Contender(
            name,
            ROOT / "bench" / "floor.py",
            NUMBER,
            "number",
            answers,
            keys=keys,
            environment=environment,
            start="50",
        )
        for name, environment in settings.items()
    ]


def live_view(size: str, folder: Path | None) -> Contender:
    """The overview as it opens, over the published data (``folder``: None) or a prepared folder."""
    rows = RowAnswers(folder) if folder else None

    def answers(links: Sequence[str]) -> list[Mapping[str, str]]:
        return [texts(each) for each in (rows(links) if rows else map(live_answers, links))]

    return Contender(
        f"{LIVE_NAME}{size}",
        ROOT / "dashboard.py",
        LIVE,
        "text",
        answers,
        size=size,
        environment={"ATLAS_EVENTS": str(folder or "")},
        # The handles of a big table stand on whole months only, and a pixel is three weeks.
        slack=45 if folder else 1,
    )
