"""Asks axe-core, the usual judge of accessible pages, what it finds wrong on one, apart from what is Streamlit's own."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
"""WCAG 2.2, A and AA, and what axe-core calls best practice, such as the order of headings."""


@dataclass(frozen=True)
class Own:
    """Something of Streamlit's own markup that we cannot mend: which rule, in which markup, and why it stands there."""

    rule: str
    markup: str
    cause: str


STREAMLITS = (
    Own("target-size", r'role="spinbutton"', "year, month and day inside a date field are 18 × 20 pixels"),
    Own(
        "target-size",
        r"stTooltipIcon|stTooltipHoverTarget",
        "the question mark beside a label is 16 × 16 pixels",
    ),
    Own(
        "presentation-role-conflict",
        r"stFileUploaderDropzone",
        "the zone for a file takes the keyboard itself",
    ),
    Own("nested-interactive", r"stFileUploaderDropzone", "and holds a button"),
)
"""All that is let pass."""

Judge = Callable[[Page], list[str]]


def violations(page: Page) -> list[str]:
    """What is wrong on a page that has come to rest, each with its rule, its place and axe-core's words; none of
    ``STREAMLITS``."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['html'][:160]}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
        if not any(own.rule == rule["id"] and re.search(own.markup, node["html"]) for own in STREAMLITS)
    ]
