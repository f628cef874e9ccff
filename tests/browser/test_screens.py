"""What every screen shares, in a real browser: cold links, chips, one's own state in the address."""

import re
from datetime import date
from pathlib import Path

import pytest
from pandas import concat
from playwright.sync_api import Page, expect

from atlas.edition import milestones
from atlas.folds import aggregates, quality
from atlas.tally import worked_example
from atlas.tally.filters import EventFilter
from atlas.tally.ranges import Range
from atlas.words.language import period_words
from tests.browser.waiting import STATUS, settled
from ui import dataset

PAGES = sorted(path.stem for path in (Path(__file__).parents[2] / "pages").glob("*.py"))


JANUARY = dataset.view(EventFilter(start=date(2022, 1, 1), end=date(2022, 1, 31), whose="official"))
"""What every screen is opened with below."""


def total(measure: str) -> str:
    return aggregates.total(JANUARY.cells, JANUARY.rows, measure).figure.shown()


def highest_on_the_timeline(measure: str) -> str:
    """The highest figure of a day, or of the days that an event lasted."""
    of = (JANUARY.cells, JANUARY.rows)
    axis = aggregates.time_axis(*of, JANUARY.start, JANUARY.end, "day")
    days = aggregates.figures_over_time(*of, measure, axis)
    spans = aggregates.spans_over_time(*of, measure, axis)
    marks = concat([days, spans[~spans.beyond]], ignore_index=True)
    top = marks.loc[marks.high.idxmax()]
    figure = Range.of(int(top.low), int(top.high), bool(top.open_below), bool(top.open_above))
    return f"highest figure {figure.words()} ({period_words(top.start.date(), top.end.date())})"


def highest_city(measure: str) -> str:
    towns = aggregates.figures_per_city(JANUARY.cells, JANUARY.rows, measure)
    top = towns.loc[towns.high.idxmax()]
    return f"{top.city} ({top.words})"


def numbers() -> dict[str, tuple[str, list[str]]]:
    """Per screen the rest of its address and what must stand on it, from the tally."""
    claims = quality.claims_about(JANUARY.edition, JANUARY.rows)
    example = worked_example.example(JANUARY.edition, JANUARY.cells)
    found = milestones.within(JANUARY.edition.context, JANUARY.start, JANUARY.end)
    wave = JANUARY.rows & (JANUARY.edition.events.campaign == "January 2022").to_numpy()
    killed = aggregates.total(JANUARY.cells, wave, "deaths").figure
    detained = aggregates.total(JANUARY.cells, wave, "detentions").figure
    unknown = quality.without_figure(JANUARY.edition, JANUARY.cells, JANUARY.rows, "deaths")["none"]
    return {
        "overview": ("", [total("deaths"), total("detentions"), total("injuries")]),
        "timeline": ("", [highest_on_the_timeline(one) for one in ("deaths", "detentions", "injuries")]),
        "cities": ("", [highest_city("detentions")]),
        "map": ("&measure=detentions", [highest_city("detentions")]),
        "campaigns": ("", [str(wave.sum()), killed.short(), detained.short()]),
        "disputed": (
            "",
            [
                f"{name}, Official: {aggregates.total(JANUARY.cells, JANUARY.rows, measure).figure.words()}"
                for name, measure in (("Killed", "deaths"), ("Detained", "detentions"))
            ],
        ),
        "events": ("", [str(JANUARY.shown)]),
        "context": ("", [f"{len(found)} milestones"]),
        "data": ("&show=quality", [f"All {len(claims)} reported figures", unknown.words()]),
        "methods": ("", [example.whole.derived.total.words()]),
    }


NUMBERS = numbers()


def everything_said(page: Page) -> str:
    """The page's text, and what a screen reader is told of its figures."""
    main = page.get_by_test_id("stMain")
    told = main.locator("[aria-label]").evaluate_all("all => all.map(one => one.ariaLabel)")
    return re.sub(r"\s+", " ", " ".join([main.inner_text(), *told]))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_every_screen_opens_cold_with_a_filter_and_shows_the_numbers_of_the_tally(
    new_page, traffic, name, scheme
):
    page = new_page(scheme=scheme)
    more, expected = NUMBERS[name]
    page.goto(f"/{'' if name == 'overview' else name}?from=2022-01-01&to=2022-01-31&whose=official{more}")
    expect(page.locator(STATUS)).to_have_text(
        f"{JANUARY.shown} of {JANUARY.events} events. Protest events, January 2022; figures as reported by "
        "officials."
    )
    settled(page)
    said = everything_said(page)
    assert [text for text in expected if text not in said] == []
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_text("encountered an error").count() == 0
    # Streamlit's frontend looks for its server below a deep link first: two 404 of its own.
    assert [text for text in traffic.console if "404" not in text] == []


@pytest.mark.parametrize("name", PAGES)
def test_where_nothing_is_shown_every_screen_says_so_and_offers_the_way_back(new_page, name):
    page = new_page()
    page.goto(f"/{'' if name == 'overview' else name}?q=zzzz")
    expect(page.locator(STATUS)).to_contain_text(f"0 of {JANUARY.events} events")
    expect(page.get_by_text("No event in the data matches this choice")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Show all events").click()
    expect(page.locator(STATUS)).to_contain_text(f"{JANUARY.events} of {JANUARY.events} events")
