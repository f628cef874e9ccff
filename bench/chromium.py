"""The system's Chromium as tests and measurements drive it: software WebGL, and no way out of this machine."""

import shutil
import time

from playwright.sync_api import Browser, Page, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    # Containers and build machines run as root, where Chromium's sandbox does not start.
    "--no-sandbox",
    # The map needs WebGL, and machines without a screen have no graphics card.
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    # Chromium's own calls home are not the page's, and would cover up the page's.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Whatever a page asks for elsewhere cannot leave: it fails, and the test sees that it was asked for.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)

WAITING = """() => {
    const all = selector => [...document.querySelectorAll(selector)];
    const app = document.querySelector('[data-testid=stApp]');
    if (!app) return ['the page itself'];
    return [
        app.dataset.testConnectionState !== 'CONNECTED' && 'a connection: ' + app.dataset.testConnectionState,
        app.dataset.testScriptState !== 'notRunning' && 'the script: ' + app.dataset.testScriptState,
        all('[data-testid=stStatusWidget]').length && 'the status in the corner',
        all('[data-testid=stSkeleton]').length && 'an element without its code',
        all('[data-stale=true]').length && 'an element of an earlier run',
        all('[data-testid=stPlotlyChart]').some(chart => !chart.querySelector('.main-svg')) && 'an undrawn chart',
    ].filter(Boolean);
}"""
"""What is still under way in a page: nothing in the list means that it has come to rest."""


def executable() -> str:
    """The path of the system's Chromium. Raises FileNotFoundError where there is none."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise FileNotFoundError(f"none of {', '.join(NAMES)} is installed; `make chromium` installs one")


def launch(playwright: Playwright) -> Browser:
    """A headless browser with the flags above."""
    return playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))


def settled(page: Page, *, patience: float = 60, rest: float = 0.3) -> None:
    """Wait until the page has connected, its script has run, and nothing has been stale for ``rest`` seconds.

    The rest is needed because a click reaches the server a little later: the page looks finished just before
    it begins. Raises TimeoutError after ``patience`` seconds.
    """
    deadline = time.perf_counter() + patience
    quiet_since: float | None = None
    waiting: list[str] = []
    while time.perf_counter() < deadline:
        now = time.perf_counter()
        waiting = page.evaluate(WAITING)
        quiet_since = None if waiting else quiet_since or now
        if quiet_since and now - quiet_since >= rest:
            return
        page.wait_for_timeout(30)
    raise TimeoutError(f"{page.url} still waits after {patience:.0f} s for {', '.join(waiting) or 'rest'}")
