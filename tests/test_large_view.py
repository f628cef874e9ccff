"""The view of a prepared table answers as the plain view of the same data does: counts, pages, the file it sends."""

from dataclasses import replace
from datetime import date

import pytest

from atlas import aggregates, files, large_view, views
from atlas.cells import cells_of, chosen_rows
from atlas.filters import EventFilter
from atlas.large import NotPrepared
from atlas.large_view import LargeView
from atlas.prepare import Preparing
from atlas.views import View
from tests.filters_at_random import PUBLISHED

FILTERS = [
    EventFilter(),
    EventFilter(start=date(2011, 12, 16), end=date(2012, 1, 5)),
    EventFilter(cities=("Zhanaozen", "Almaty"), types=("strike", "rally")),
    EventFilter(regions=("Mangystau",), end=date(2019, 3, 3)),
    EventFilter(campaigns=("January 2022",), whose="independent"),
    EventFilter(regions=("South Kazakhstan",), oblasts="2017", whose="official"),
    EventFilter(start=date(1991, 1, 1), end=date(1991, 1, 2), types=("riot",)),
]


@pytest.fixture(scope="module")
def edition(tmp_path_factory, data_dir) -> large_view.LargeEdition:
    folder = tmp_path_factory.mktemp("prepared")
    Preparing(data_dir, folder, size=200, report=lambda *_: None).run()
    return large_view.opened(folder, PUBLISHED)


@pytest.mark.parametrize("chosen", FILTERS, ids=EventFilter.to_link)
def test_counts_and_pages_are_those_of_the_plain_view(edition, chosen):
    large, plain = LargeView(edition, chosen), View(PUBLISHED, chosen)
    assert (large.shown, large.events, large.found()) == (plain.shown, plain.events, plain.shown)
    assert (large.first, large.last, large.start, large.end) == (
        plain.first,
        plain.last,
        plain.start,
        plain.end,
    )
    listed = plain.listed.reset_index(drop=True)
    pages = [large.page(at, 50) for at in range(0, plain.shown, 50)]
    assert [len(page) for page in pages[:-1]] == [50] * (len(pages) - 1)
    for name in [name for name in listed.columns if name not in PUBLISHED.codebook.measures]:
        assert [cell for page in pages for cell in page[name]] == listed[name].tolist(), name
    for measure in PUBLISHED.codebook.measures:
        # A vague word needs the claims, which a big table's rows do not hold.
        figures = [cell if any(sign.isdigit() for sign in cell) else "" for cell in listed[measure]]
        assert [cell for page in pages for cell in page[measure]] == figures, measure


@pytest.mark.parametrize("chosen", [one for one in FILTERS if one.whose == "all"], ids=EventFilter.to_link)
def test_the_stream_of_a_download_is_the_file_of_the_plain_view(edition, chosen):
    streamed = b"".join(LargeView(edition, chosen).csv())
    assert streamed == files.events_file(View(PUBLISHED, chosen), "csv")


def test_search_words_narrow_the_rows_and_the_page_says_that_figures_leave_them_out(edition):
    large = LargeView(edition, EventFilter(query="ZHANAOZEN strike"))
    rows = large.page(0, 500)
    assert 0 < large.found() == len(rows) < large.shown == large.events
    assert any("search" in sentence for sentence in large.unanswered())
    assert aggregates.total(large.cells, large.rows, "deaths").events == large.events


def test_a_rule_that_the_rows_do_not_hold_leaves_their_figures_empty(edition):
    large = LargeView(edition, EventFilter(unverified=True))
    assert set(large.page(0, 100).deaths) == {""}
    assert aggregates.total(large.cells, large.rows, "deaths").figure.known


def test_a_filter_is_settled_on_what_was_prepared_and_the_rest_is_said(edition):
    asked = EventFilter(known_on=date(2012, 1, 1), cities=("Almaty",))
    settled, said = large_view.settled(edition, asked)
    assert settled == replace(asked, known_on=None) and "2012-01-01" in said
    assert large_view.settled(edition, EventFilter(unverified=True)) == (EventFilter(unverified=True), "")


def test_what_is_asked_without_a_filter_is_answered_as_of_the_plain_edition(edition):
    large, plain = views.choices_of(edition), views.choices_of(PUBLISHED)
    assert (large.cities, large.regions, large.types, large.first) == (
        plain.cities,
        plain.regions,
        plain.types,
        plain.first,
    )
    assert set(large.campaigns) == set(PUBLISHED.events.campaign) - {""}
    assert views.towns(edition).equals(views.towns(PUBLISHED))
    whole = cells_of(edition, "official", aggregates.today(), False, "2017")
    plain_cells = cells_of(PUBLISHED, "official", aggregates.today(), False, "2017")
    for chosen in (EventFilter(end=date(2011, 12, 16)), EventFilter(start=date(2022, 1, 5))):
        totals = {aggregates.total(of, chosen_rows(of, chosen), "deaths") for of in (whole, plain_cells)}
        assert len(totals) == 1


def test_the_variable_of_the_server_opens_a_finished_folder_only(edition, tmp_path):
    assert large_view.served("") is None
    assert isinstance(large_view.view_of(edition, EventFilter()), LargeView)
    assert type(large_view.view_of(PUBLISHED, EventFilter())) is View
    with pytest.raises(NotPrepared, match="python -m atlas prepare"):
        large_view.served(str(tmp_path))
