"""Films a play-through of the live view: ``python -m bench.filmstrip`` writes a strip and a moving picture of it."""

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from bench.chromium import launch, settled
from bench.pictures import SHOTS
from bench.server import ROOT, serving

WIDTH, HEIGHT = 1200, 900
COLUMNS, ROWS = 4, 2
SMALL, GAP = 480, 12
"""Pixels: the width of a frame in the strip, and between two."""
FIRST = "/?from=1986-01-01&to=1988-12-31"
"""Where the film begins: three years that move."""


def played(address: str) -> list[Image.Image]:
    """Frames of the live view from the period of an address to today, as fast as they can be taken while it plays."""
    with serving(ROOT / "dashboard.py") as server, sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(
            base_url=server.url,
            viewport={"width": WIDTH, "height": HEIGHT},
            color_scheme="light",
            reduced_motion="no-preference",
        )
        page.goto(address)
        live = page.locator(".live")
        live.locator(".handle").last.wait_for()
        settled(page)
        # The whole view in one window, or its lower edge would be cut.
        page.set_viewport_size({"width": WIDTH, "height": int(live.bounding_box()["height"]) + 400})  # type: ignore[index]
        live.scroll_into_view_if_needed()
        settled(page)
        box = live.bounding_box()
        assert box is not None
        live.locator("select[name=pace]").select_option("fast")
        live.locator("button.play").click()
        frames = []
        for _frame in range(400):
            moving = page.evaluate("() => document.documentElement.dataset.live === 'moving'")
            if not moving:
                break
            frames.append(Image.open(BytesIO(page.screenshot(clip=box))).convert("RGB"))  # type: ignore[arg-type]
        assert not moving, "it did not come to its end"
        browser.close()
    return frames


def strip(frames: list[Image.Image]) -> Image.Image:
    """Some of the frames, at even distances, line by line."""
    count = COLUMNS * ROWS
    chosen = [frames[round(at * (len(frames) - 1) / (count - 1))] for at in range(count)]
    height = round(chosen[0].height * SMALL / chosen[0].width)
    sheet = Image.new("RGB", (COLUMNS * (SMALL + GAP) + GAP, ROWS * (height + GAP) + GAP), "#d0d4d8")
    for at, frame in enumerate(chosen):
        place = (GAP + at % COLUMNS * (SMALL + GAP), GAP + at // COLUMNS * (height + GAP))
        sheet.paste(frame.resize((SMALL, height), Image.Resampling.LANCZOS), place)
    return sheet


def main() -> None:
    """Write ``play-strip.png`` and ``play.webp`` beside the pictures of the screens."""
    frames = played(FIRST)
    print(f"{len(frames)} frames")
    strip(frames).save(SHOTS / "play-strip.png", optimize=True)
    size = (800, round(frames[0].height * 800 / frames[0].width))
    small = [frame.resize(size, Image.Resampling.LANCZOS) for frame in frames]
    small[0].save(
        Path(SHOTS) / "play.webp",
        save_all=True,
        append_images=small[1:],
        duration=20_000 // len(small),
        quality=60,
    )


if __name__ == "__main__":
    main()
