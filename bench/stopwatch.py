"""A stopwatch inside the page: when did each view change last, counted from the reader's own act.

The page's own clock is read whenever the page changes, so the time that Playwright takes to ask is in no result. When
that change is on the screen is another matter: the frame after it waits until the last one has been painted, which
without a graphics card takes many times as long as on a reader's machine. Both are told.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from playwright.sync_api import Page

SCRIPT = """(() => {
    const read = {%s};
    const seen = {}, changed = {};
    let began = 0, last = 0, frame = 0, map = 0, waited = '';
    // What is painted on a canvas cannot be read from the page, so it is noted while it is being painted.
    const painted = window.painted = {cells: {}};
    // Components stand behind roots of their own, whose changes nobody outside is told of.
    const roots = [];
    window.within = selector => roots.map(root => root.querySelector(selector)).find(Boolean);
    const look = () => {
        // The change is there already: what it takes to read the page is not the page's.
        const now = performance.now();
        for (const view in read) {
            let text;
            try { text = read[view]() ?? null; } catch (absent) { text = null; }
            if (text !== (seen[view] ?? null)) { seen[view] = text; last = changed[view] = now; }
        }
    };
    const words = CanvasRenderingContext2D.prototype, fillText = words.fillText;
    words.fillText = function (text, x, y, ...rest) {
        if (this.canvas.dataset.testid === 'data-grid-canvas') {
            (painted.cells[Math.round(y)] ??= {})[Math.round(x)] = text;
            look();
        }
        return fillText.call(this, text, x, y, ...rest);
    };
    const gl = WebGL2RenderingContext.prototype;
    for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced']) {
        const draw = gl[name];
        gl[name] = function (...how) { map = performance.now(); return draw.apply(this, how); };
    }
    for (const name of ['pushState', 'replaceState']) {
        const write = history[name];
        history[name] = function (...how) { write.apply(this, how); look(); };
    }
    const observer = new MutationObserver(look);
    const watch = root => observer.observe(
        root, {subtree: true, childList: true, characterData: true, attributeFilter: ['aria-label', 'd', 'r']});
    watch(document);
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (how) {
        const root = attach.call(this, how);
        roots.push(root);
        watch(root);
        return root;
    };
    const tick = now => { if (frame < last) frame = performance.now(); requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
    for (const act of ['keydown', 'pointerdown', 'pointermove', 'pointerup'])
        addEventListener(act, event => { if (act === waited) began ||= event.timeStamp; }, true);
    window.stopwatch = {
        start: act => {
            began = last = frame = map = 0;
            waited = act;
            for (const view in changed) delete changed[view];
        },
        lap: () => [began, changed, seen, frame >= last ? Math.max(frame, map) : 0],
    };
})()"""


@dataclass(frozen=True)
class Lap:
    """One measurement, in ms: when each view got its last text, and that text. A view that kept its text: 0."""

    times: Mapping[str, float]
    texts: Mapping[str, str | None]
    painted: float
    """When the frame with the last change was begun, or the map last drawn; 0 as long as there is none."""

    @property
    def last(self) -> float:
        """When the last view was right."""
        return max(self.times.values())

    def of(self, views: Collection[str]) -> "Lap":
        """The same of some of the views."""
        return replace(
            self,
            times={name: time for name, time in self.times.items() if name in views},
            texts={name: text for name, text in self.texts.items() if name in views},
        )


def install(page: Page, views: Mapping[str, str]) -> None:
    """Put the stopwatch into every page that this one will open. ``views``: a JavaScript expression each, which
    gives the view's text."""
    page.add_init_script(
        SCRIPT % ", ".join(f"{json.dumps(view)}: () => ({js})" for view, js in views.items())
    )


def start(page: Page, act: str) -> None:
    """Count from the reader's next act: ``keydown``, ``pointermove``, ``pointerup`` …"""
    page.evaluate("act => window.stopwatch.start(act)", act)


def lap(page: Page) -> Lap:
    """What has been seen since the start; before any act, since the navigation began."""
    began, changed, seen, painted = page.evaluate("() => window.stopwatch.lap()")
    times = {view: max(0.0, changed.get(view, began) - began) for view in seen}
    return Lap(times, seen, max(0.0, painted - began))
