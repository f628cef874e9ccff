"""The overview and the Map by keyboard alone, from the top of the page to its end: every stop seen, named, and none a trap."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.browser.waiting import opened

MOST = 200
"""Far more stops than a page has: who has not come through by then is caught."""

HERE = """() => {
    let node = document.activeElement;
    while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
    if (!node || node === document.body) return null;
    const { left, top, right, bottom } = node.getBoundingClientRect();
    const labels = [...(node.labels ?? [])].map((each) => each.textContent);
    const pointed = (node.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean)
        .map((id) => node.getRootNode().getElementById(id)?.textContent ?? '');
    const name = [node.ariaLabel, ...labels, ...pointed, node.textContent, node.title, node.placeholder]
        .find((text) => text?.trim()) ?? '';
    // What shows the focus, on the stop itself or on what surrounds a bare field: it looks otherwise once it is left.
    const around = [node, node.parentElement, node.parentElement?.parentElement, node.parentElement?.parentElement?.parentElement,
        node.nextElementSibling, node.querySelector('.outer')];
    const looks = () => around.map((each) => {
        if (!each?.isConnected) return '';
        const style = getComputedStyle(each);
        return [style.outlineStyle !== 'none' && style.outline, style.boxShadow, style.borderColor, style.background, style.stroke, getComputedStyle(each, '::after').outline].join();
    }).join(';');
    const before = window.walking;
    if (before?.node !== node) window.walking = { focused: looks(), looks, node };
    window.walked ??= new Map();
    if (!window.walked.has(node)) window.walked.set(node, window.walked.size);
    return {
        number: window.walked.get(node), tag: node.localName, role: node.getAttribute('role') ?? '',
        kind: node.type ?? '', name: name.trim().slice(0, 60), html: node.outerHTML.slice(0, 200),
        left: !before || !before.node.isConnected || before.looks() !== before.focused,
        inside: right > 0 && bottom > 0 && left < innerWidth && top < innerHeight && right > left && bottom > top,
        section: node.closest('[class*=st-key-], section, nav')?.className ?? '',
    };
}"""


@dataclass(frozen=True)
class Stop:
    """One stop of the Tab key."""

    number: int
    tag: str
    role: str
    kind: str
    name: str
    left: bool
    html: str
    inside: bool
    section: str

    def is_a(self, role: str, name: str = "") -> bool:
        native = {"a": "link", "button": "button", "select": "list", "summary": "button", "input": self.kind}
        return role in (self.role, native.get(self.tag)) and name in self.name


def walk(page: Page) -> Iterator[Stop]:
    """Every stop of the Tab key from the top of the page on, until it leaves the page or comes round."""
    page.evaluate("() => document.activeElement?.blur()")
    # What fades in is seen a little later than a quick key goes on.
    page.add_style_tag(content="* { transition: none !important; }")
    last = -1
    for _step in range(MOST):
        page.keyboard.press("Tab")
        # A long page scrolls the stop into sight by itself, in the next frame.
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        here = page.evaluate(HERE)
        if here is None or here["number"] < last:
            return
        # Day, month and year of a field for dates are stops within it.
        if here["number"] > last:
            last = here["number"]
            yield Stop(**here)
    raise AssertionError(f"after {MOST} stops the page has no end")


STOPS = {
    "/": (
        ("radio", "Қаз"),
        ("link", "Overview"),
        ("link", "Methods"),
        ("search", "Search"),
        ("radio", "All sides"),
        ("date", "As known on"),
        ("checkbox", "Unverified"),
        ("button", "Play"),
        ("button", "Step"),
        ("date", "First day"),
        ("date", "Last day"),
        ("list", "Periods"),
        ("slider", "First day"),
        ("slider", "Last day"),
        ("list", "Shown on the map"),
        ("button", "Zoom in"),
        ("slider", "Detentions"),
        ("slider", "Deaths"),
        ("button", "Download these events (CSV)"),
    ),
    "/map": (
        ("link", "Map"),
        ("radio", "All sides"),
        ("button", "Closer"),
        ("button", "Whole country"),
        ("button", "Rectangle"),
        ("range", ""),
        ("button", "Download these events (CSV)"),
    ),
}
"""What must be reached, in this order of reading."""


@pytest.mark.parametrize("width", [1440, 320])
@pytest.mark.parametrize("address", STOPS)
def test_the_tab_key_comes_through_the_whole_page_and_every_stop_is_seen_and_named(new_page, address, width):
    page = new_page(width=width, height=900)
    opened(page, f"{address}?lang=en&from=2011-12-01&to=2011-12-31")
    stops = list(walk(page))
    assert [stop for stop in stops if not stop.name] == []
    assert [stop for stop in stops if not stop.inside] == []
    # A stop says of the one before whether leaving it could be seen.
    assert [before for before, stop in pairwise(stops) if not stop.left] == []
    rest = iter(stops)
    for role, name in STOPS[address]:
        if width < 600 and (role, name) in (
            ("radio", "Қаз"),
            ("link", "Overview"),
            ("link", "Methods"),
            ("link", "Map"),
            ("search", "Search"),
        ):
            # In the menu, which is closed on a phone.
            continue
        reached = any(stop.is_a(role, name) for stop in rest)
        assert reached, (role, name, [(stop.tag, stop.role, stop.kind, stop.name) for stop in stops])
