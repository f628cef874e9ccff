"""Every screen in Kazakh and Russian: no English word of ours is left, and the browser is told the language."""

import re
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from atlas.folds.views import published
from tests.browser.conftest import prepare
from tests.browser.waiting import STATUS, settled, until

PAGES = sorted(path.stem for path in (Path(__file__).parents[2] / "pages").glob("*.py"))

WORDS = """() => {
    // Sources keep their titles, code its spelling; icons are letters only to the machine.
    const left = 'code, pre, kbd, [data-testid=stIconMaterial], [lang=en], a[target=_blank], a[href*="source="], ' +
        'script, style, [data-testid=stShortcut], .st-key-source_list, [data-testid=stDataFrame]';
    const texts = [];
    const walker = document.createTreeWalker(document.querySelector('[data-testid=stApp]'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const around = walker.currentNode.parentElement;
        if (!around.closest(left) && around.getClientRects().length) texts.push(walker.currentNode.data);
    }
    for (const one of document.querySelectorAll('[data-testid=stApp] [placeholder]')) texts.push(one.placeholder);
    for (const one of document.querySelectorAll('[data-testid=stApp] [aria-label]'))
        if (one.getClientRects().length && !one.closest(left)) texts.push(one.ariaLabel);
    return texts;
}"""

NAMES = {
    *(
        "CSV",
        "PNG",
        "SVG",
        "XLSX",
        "JSON",
        "GeoJSON",
        "Parquet",
        "Excel",
        "APA",
        "BibTeX",
        "RIS",
        "CFF",
        "API",
        "Data",
    ),
    *(
        "Package",
        "Natural",
        "Earth",
        "GeoNames",
        "CC",
        "BY",
        "UTF",
        "pandas",
        "Python",
        "OpenAPI",
        "ACLED",
        "UCDP",
        "GED",
    ),
    *(
        "Mass",
        "Mobilization",
        "GDELT",
        "Alt",
        "Oxus",
        "Society",
        "DOI",
        "URL",
        "English",
        "Eng",
        "https",
        "http",
    ),
}
"""Names of formats, licences and data sets, which are the same in every language."""

STREAMLIT = re.compile(
    r"Skip to main content|Sidebar|(Collapse|Expand) sidebar|Main menu|Link to heading|(Clear|Choose) date|yyyy|mm|dd|"
    r"(Fullscreen|Help for|month,|day,|year,|Open|Clear value|Remove) ?.*",
    re.DOTALL,
)
"""What Streamlit says itself and cannot be told to say otherwise (docs/decisions.md)."""


@cache
def names_in_the_data() -> frozenset[str]:
    """Latin words that the data hold on purpose: sources, and names that Kazakh and Russian texts leave in Latin."""
    edition = published()
    texts = [*edition.sources.title, *edition.sources.publisher, *edition.translations.text]
    texts += [*edition.context.source_title, *edition.actors.source_title, *edition.codebook.tables]
    texts += [edition.version]  # "-draft" while an editor is at work
    return frozenset(word for text in texts for word in re.findall(r"[A-Za-z]+", text))


def english_words(page: Page) -> set[str]:
    said = [text.strip() for text in page.evaluate(WORDS)]
    ours = [text for text in said if not STREAMLIT.fullmatch(text)]
    return {word for text in ours for word in re.findall(r"[A-Za-z]{2,}", text)} - NAMES


# The codebook names columns and codes, which have no language.
MORE = {"data": "&show=quality"}


@pytest.mark.parametrize("code", ["kk", "ru"])
@pytest.mark.parametrize("name", PAGES)
def test_no_english_word_of_ours_is_left(new_page, name, code):
    page = new_page()
    page.goto(
        f"/{'' if name == 'overview' else name}?lang={code}&from=2022-01-01&to=2022-01-31{MORE.get(name, '')}"
    )
    page.wait_for_selector(STATUS)
    settled(page)
    expect(page.locator("html")).to_have_attribute("lang", code)
    left = sorted(english_words(page) - names_in_the_data())
    assert not left, " ".join(left)


@pytest.mark.parametrize("code", ["kk", "ru"])
@pytest.mark.parametrize("name", PAGES)
def test_on_a_phone_no_word_of_ours_is_cut_in_any_language(new_page, name, code):
    page = new_page(width=390, height=844)
    page.goto(f"/{'' if name == 'overview' else name}?lang={code}&from=2022-01-01&to=2022-01-31")
    page.wait_for_selector(STATUS)
    settled(page)
    cut = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stMainBlockContainer] :is(button, label, h1, h2, h3, p, th, td, dt, dd, summary)')]
            .filter(e => e.getClientRects().length && !e.closest('[data-testid=stDataFrame], [data-testid=stButtonGroup], [role=region]'))
            // One pixel wide is what is there for those who listen alone.
            .filter(e => e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 2 && getComputedStyle(e).overflow !== 'visible')
            .map(e => e.tagName + ': ' + e.textContent.slice(0, 60))"""
    )
    assert cut == []


BUTTON_SHOWN = """() => {
    const box = document.activeElement.closest('[data-testid=stCode]');
    const seen = { opacityProperty: true, visibilityProperty: true };
    return !box || [...box.querySelectorAll('button')].some(button => button.checkVisibility(seen));
}"""
"""Whether the code box that has the focus, where one has it, shows its button."""


@pytest.mark.parametrize("code", ["en", "kk", "ru"])
@pytest.mark.parametrize("name", ["cities", "timeline"])
def test_copy_as_opens_by_keyboard_on_a_phone_and_speaks_the_readers_language(new_page, name, code):
    page = new_page(width=390, height=844)
    page.goto(f"/{name}?lang={code}&from=2022-01-01&to=2022-01-31")
    page.wait_for_selector(STATUS)
    settled(page)
    page.locator(".st-key-copy_as button").focus()
    page.keyboard.press("Enter")
    body = page.get_by_test_id("stPopoverBody")
    expect(body).to_be_visible()
    boxes = body.locator("pre")
    expect(boxes.first).to_have_text(re.compile(rf"/{name}\?from=2022-01-01&to=2022-01-31&lang={code}$"))
    place = body.bounding_box()
    assert place["x"] >= 0 and place["x"] + place["width"] <= 390
    # By Tab alone to the last of the buttons that copy, which then is in sight.
    buttons = body.locator("[data-testid=stCode] button")
    assert buttons.count() == boxes.count() >= 4
    for _ in range(3 * buttons.count()):
        page.keyboard.press("Tab")
        # Streamlit lets a box's button appear a moment after the box is reached.
        until(page, lambda: body.evaluate(BUTTON_SHOWN), "the button of the box that was reached")
        if buttons.last.evaluate("e => e === document.activeElement"):
            break
    expect(buttons.last).to_be_focused()
    expect(buttons.last).to_be_in_viewport()
    assert body.evaluate("e => e.scrollWidth <= e.clientWidth")
    if code != "en":
        words = re.findall(r"[A-Za-z]{2,}", " ".join(body.locator("p").all_inner_texts()))
        assert not set(words) - NAMES


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_one_bundled_font_draws_every_letter(new_page, code):
    page = new_page()
    page.goto(f"/?lang={code}")
    page.wait_for_selector(STATUS)
    settled(page)
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    for selector in ("h1", STATUS, ".atlas-name"):
        node = devtools.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        fonts = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert {(font["familyName"], font["isCustomFont"]) for font in fonts} == {("SourceSans3VF", True)}


def test_the_browsers_language_decides_at_first_and_the_switch_is_in_the_link(browser, running):
    context = browser.new_context(base_url=running.url, locale="kk-KZ")
    prepare(context)
    page = context.new_page()
    page.goto("/events")
    expect(page.get_by_role("heading", name="Оқиғалар")).to_be_visible()
    settled(page)
    assert "lang" not in page.url
    page.get_by_text("Рус", exact=True).click()
    expect(page.get_by_role("heading", name="События")).to_be_visible()
    settled(page)
    assert "lang=ru" in page.url
    # A page change, a reload and a link to an event keep it.
    page.get_by_test_id("stSidebar").get_by_role("link", name="Города").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Город")
    settled(page)
    assert "lang=ru" in page.url
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Город")
    context.close()


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/methods", ()),
        ("/methods?lang=ru", ()),
        (
            "/events?event=2011-12-16-zhanaozen-1&whose=official&lang=ru",
            ("event=2011-12-16-zhanaozen-1", "whose=official"),
        ),
    ],
)
def test_the_switch_works_again_and_again_wherever_the_reader_came_in(new_page, address, kept):
    page = new_page()
    page.goto(address)
    page.wait_for_selector(STATUS if "event" not in address else "h1")
    settled(page)
    for code in ("kk", "en", "ru", "kk"):
        page.get_by_text({"kk": "Қаз", "ru": "Рус", "en": "Eng"}[code], exact=True).click()
        expect(page.locator("html")).to_have_attribute("lang", code)
        expect(page).to_have_url(re.compile(rf"[?&]lang={code}(&|$)"))
        settled(page)
        assert all(part in page.url for part in kept)
    # What was chosen last is what a reload says, and Back leads to the language before.
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    settled(page)
    page.go_back()
    expect(page.locator("html")).to_have_attribute("lang", "ru")
