"""A file that a reader brings, in a real browser: harmless on every screen, refused where it is none, and not kept."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.server import Server
from tests.browser.conftest import Traffic
from tests.browser.waiting import STATUS, settled, until

BANNER = "You see your own file, not the data of this atlas:"
MARKER = "Zzyzxville-marker"
SCRIPT = "<script>window.ran=1</script>"
IMAGE = "<img src=x onerror=window.ran=2>"
LINK = "javascript:window.ran=3"
BIDI = "\u202eexe.pgn\u2066"
ROWS = [
    ["date", "place", "title", "campaign", "detained", "description", "source", "url"],
    ["2019-05-01", "Almaty", '=HYPERLINK("http://a.example","x")', SCRIPT, "100", IMAGE, "@SUM(A1)", LINK],
    [
        "2019-05-02",
        IMAGE,
        f"{SCRIPT} {IMAGE} **b** $x$ [l]({LINK})",
        IMAGE,
        "50",
        SCRIPT,
        IMAGE,
        "data:text/html,x",
    ],
    ["2019-06-09", MARKER, f"{BIDI} title", BIDI, "20", BIDI, SCRIPT, "https://a.example/?x=<b>"],
]
PAGES = (
    *("Overview", "Map", "Timeline", "Cities", "Campaigns", "Disputed figures", "Events"),
    *("Context", "Data", "Methods"),
)
LIMIT = 10 * 2**20


def invented() -> dict[str, str | bytes]:
    text = io.StringIO()
    csv.writer(text).writerows(ROWS)
    return {"name": f"{SCRIPT}.csv", "mimeType": "text/csv", "buffer": text.getvalue().encode()}


def brought(page: Page) -> None:
    page.goto("/data?show=own")
    settled(page)
    page.set_input_files("input[type=file]", invented())
    page.get_by_role("button", name="Show this file on all screens").click()
    expect(page.get_by_text(BANNER)).to_be_visible()
    settled(page)


def harmless(page: Page) -> None:
    """Nothing of the file has become an element or has run."""
    assert page.evaluate("window.ran") is None
    assert page.locator("img[src=x], img[onerror]").count() == 0
    assert page.locator("a[href^='javascript:'], a[href^='data:text']").count() == 0
    # The controls that turn the direction of text are spelled out.
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page.locator("body").inner_text())


def test_what_a_file_holds_is_text_on_every_page_and_stays_out_of_the_log(
    page: Page, running: Server, traffic: Traffic
) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    brought(page)
    harmless(page)
    for title in PAGES:
        page.get_by_role("link", name=title, exact=True).first.click()
        settled(page)
        expect(page.get_by_text(BANNER)).to_be_visible()
        harmless(page)
    # The links of our own pages stay in the session: by these the reader comes to one campaign, and to one event.
    page.get_by_role("link", name="Campaigns", exact=True).click()
    settled(page)
    page.get_by_role("link", name=IMAGE).first.click()
    settled(page)
    expect(page.get_by_role("heading", name=IMAGE)).to_be_visible()
    expect(page.get_by_text(BANNER)).to_be_visible()
    harmless(page)
    page.go_back()
    settled(page)
    expect(page.get_by_text(BANNER)).to_be_visible()
    page.get_by_role("link", name="Disputed figures", exact=True).click()
    settled(page)
    assert not dialogs
    assert not [told for told in traffic.console if "uncaught" in told]
    for secret in (MARKER, "window.ran", "exe.pgn"):
        assert secret not in running.written()


def test_an_event_of_the_file_has_its_page_by_a_link_in_a_table(page: Page) -> None:
    brought(page)
    page.get_by_role("link", name="Overview", exact=True).click()
    settled(page)
    # What a click on a cell with a link does.
    page.evaluate("window.open('events?event=2019-05-02-file-row-3', '_blank', 'noopener,noreferrer')")
    settled(page)
    expect(page.get_by_text(BANNER)).to_be_visible()
    expect(page.get_by_role("heading", name=SCRIPT)).to_be_visible()
    expect(page.get_by_text(SCRIPT, exact=True).first).to_be_visible()
    harmless(page)


def test_the_way_back_shows_the_published_data_and_a_reload_too(page: Page) -> None:
    brought(page)
    page.get_by_role("button", name="Back to the atlas's own data").click()
    settled(page)
    expect(page.get_by_text(BANNER)).to_have_count(0)
    brought(page)
    page.reload()
    settled(page)
    expect(page.get_by_text(BANNER)).to_have_count(0)
    expect(page.locator(STATUS)).not_to_contain_text("of 3 events")


def swelling() -> bytes:
    """A workbook of some 150 kB that unpacks to 150 MB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _n in range(150):
                sheet.write(b" " * 2**20)
    return packed.getvalue()


def test_files_that_are_none_are_refused_in_words_and_the_servers_memory_returns(
    page: Page, running: Server, tmp_path: Path
) -> None:
    page.goto("/data?show=own")
    settled(page)
    before = running.memory()
    for name, content, said in (
        ("empty.csv", b"\n", "The file is empty."),
        ("cut.parquet", b"PAR1" + bytes(5000), "cut off"),
        ("swelling.xlsx", swelling(), "unpacks to more than 128 MB"),
        ("broken.xlsx", swelling()[:90_000], "damaged"),
    ):
        page.set_input_files(
            "input[type=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        )
        expect(page.get_by_role("alert").filter(has_text=said)).to_be_visible()
        settled(page)
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(200 * 2**20)
    page.set_input_files("input[type=file]", large)
    expect(page.get_by_text(re.compile("must be 10(.0)?MB or smaller"))).to_be_visible()
    until(page, lambda: running.memory() < before + 120, "given back what it had taken")


def test_the_server_refuses_too_large_an_upload_that_did_not_ask_the_page(
    page: Page, running: Server
) -> None:
    page.goto("/data?show=own")
    settled(page)
    with page.expect_request(re.compile("/_stcore/upload_file/")) as asked:
        page.set_input_files("input[type=file]", invented())
    settled(page)
    before = running.memory()
    for megabytes, refused in ((LIMIT // 2**20 + 2, True), (1, False)):
        status = page.evaluate(
            """async ([address, megabytes]) => {
                const form = new FormData();
                form.append("file", new Blob([new Uint8Array(megabytes * 2 ** 20)]), "large.csv");
                const token = document.cookie.match(/_streamlit_xsrf=([^;]+)/);
                const headers = token ? {"X-Xsrftoken": decodeURIComponent(token[1])} : {};
                return (await fetch(address, {method: "PUT", body: form, headers})).status;
            }""",
            [asked.value.url, megabytes],
        )
        assert (status == 413) is refused, status
    until(page, lambda: running.memory() < before + 60, "given back what it had taken")


@pytest.mark.parametrize("page", [{"width": 390, "height": 844}], indirect=True)
def test_on_a_phone_the_banner_and_the_report_fit(page: Page) -> None:
    brought(page)
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 390
