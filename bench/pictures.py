"""Takes the pictures in docs/screenshots of the running dashboard: ``python -m bench.pictures``."""

from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.chromium import launch, settled
from bench.server import serving

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "docs" / "screenshots"
SCREENS = {
    "overview": "/",
    "overview-kk": "/?lang=kk",
    "overview-ru": "/?lang=ru",
    "january-2022": "/?from=2022-01-02&to=2022-01-18&measure=deaths",
    "events": "/events",
    "event": "/events?event=2011-12-16-zhanaozen-1",
    "timeline": "/timeline",
    "cities": "/cities",
    "city": "/cities?city=Zhanaozen",
    "campaigns": "/campaigns",
    "campaign": "/campaigns?campaign=January+2022",
    "disputed": "/disputed",
    "context": "/context",
    "quality": "/data?show=quality",
    "methods": "/methods",
    "sources": "/data?show=sources",
    "own-file": "/data?show=own",
}
LOOKS = (("light", 1440), ("dark", 1440), ("light", 390), ("dark", 390))


def main() -> None:
    """The overview in both themes and widths, the others light and wide, dark and narrow; the whole page each."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    with serving(ROOT / "dashboard.py") as server, sync_playwright() as playwright:
        browser = launch(playwright)
        for name, address in SCREENS.items():
            for scheme, width in LOOKS if name == "overview" else (LOOKS[0], LOOKS[3]):
                context = browser.new_context(
                    base_url=server.url,
                    viewport={"width": width, "height": 900},
                    color_scheme=scheme,
                    is_mobile=width < 600,
                    user_agent="Mozilla/5.0 (Linux; Android 15) Mobile" if width < 600 else None,
                )
                page = context.new_page()
                page.goto(address)
                settled(page)
                # Streamlit scrolls inside the page: the whole of it is only seen in a window as tall.
                tall = page.get_by_test_id("stMain").evaluate("it => it.scrollHeight")
                page.set_viewport_size({"width": width, "height": min(tall, 4000)})
                page.wait_for_timeout(2_500)
                settled(page)
                page.screenshot(path=SHOTS / f"{name}-{scheme}-{width}.png")
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
