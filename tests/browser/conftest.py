"""The real server and a real Chromium for the tests in this folder; every page is watched for who it talks to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from bench.chromium import launch
from bench.server import Server, serving
from tests.browser.waiting import ASKED, PATIENCE

REPORTS = pytest.StashKey[dict[str, pytest.CollectReport]]()


@dataclass
class Traffic:
    """What one test's pages asked for and complained about."""

    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Write down every request, websocket and console error of a page."""
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda socket: self.requests.append(socket.url))
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.console.append(f"uncaught: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.violations.append(message.text)
        elif message.type == "error":
            self.console.append(message.text)

    def strangers(self, host: str) -> list[str]:
        """The addresses asked for that are not the server's: those of data and blobs are in the page itself."""
        asked = [address for address in self.requests if urlsplit(address).scheme not in ("data", "blob")]
        return [address for address in asked if urlsplit(address).netloc != host]


def prepare(context: BrowserContext) -> None:
    """What every context of a test needs before its first page: patience, and ears for what its pages ask."""
    context.set_default_timeout(PATIENCE * 1000)
    context.add_init_script(ASKED)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Keep each phase's report with its test, so that a fixture can tell whether the test failed."""
    report = yield
    item.stash.setdefault(REPORTS, {})[report.when] = report
    return report


@pytest.fixture(scope="session")
def running(root: Path) -> Iterator[Server]:
    """The server itself, as `make run` starts it, on a free port."""
    with serving(root / "dashboard.py", patience=PATIENCE) as server:
        yield server


@pytest.fixture(scope="session")
def server(running: Server) -> str:
    """The address of the running dashboard, without a slash at the end."""
    return running.url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; each test gets a context of its own."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def traffic() -> Traffic:
    """What the pages of this test ask for: also for a test that wants to look itself."""
    return Traffic()


@pytest.fixture
def new_page(
    browser: Browser, running: Server, traffic: Traffic, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Open pages as different readers: ``new_page(width=390, scheme="dark")``; fails if one talks elsewhere."""
    contexts: list[BrowserContext] = []

    def open_page(
        *, width: int = 1440, height: int = 900, scheme: str = "light", motion: str = "no-preference"
    ) -> Page:
        context = browser.new_context(
            base_url=running.url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion=motion,
        )
        prepare(context)
        contexts.append(context)
        page = context.new_page()
        traffic.watch(page)
        return page

    yield open_page
    _leave_traces(request.node, contexts, running, traffic)
    for context in contexts:
        context.close()
    strangers = traffic.strangers(urlsplit(running.url).netloc)
    assert not strangers, f"the page asked somebody else: {sorted(set(strangers))}"
    assert not traffic.violations, f"the browser had to refuse something: {traffic.violations}"


@pytest.fixture
def page(new_page: Callable[..., Page], request: pytest.FixtureRequest) -> Page:
    """One page of 1440 × 900 in the light theme; other sizes by ``parametrize("page", [...], indirect=True)``."""
    return new_page(**getattr(request, "param", {}))


def _leave_traces(
    test: pytest.Item, contexts: list[BrowserContext], running: Server, traffic: Traffic
) -> None:
    """For a failed test: pictures in test-results/, and the server's and the console's last words."""
    report = test.stash.get(REPORTS, {}).get("call")
    if report is None or report.passed:
        return
    folder = test.config.rootpath / "test-results"
    folder.mkdir(exist_ok=True)
    name = test.name.replace("/", "_")
    for number, shown in enumerate(page for context in contexts for page in context.pages):
        shown.screenshot(path=folder / f"{name}-{number}.png", full_page=True)
    report.sections.append(("server", running.written()[-4000:]))
    report.sections.append(("browser console", "\n".join(traffic.console)))
