"""The view of a prepared table answers as the plain view of the same data does: counts, pages, the file it sends."""

import json
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from atlas.big import large_edition, large_view, offered
from atlas.big.large import NotPrepared
from atlas.big.large_view import LargeView
from atlas.big.manifest import NAME
from atlas.big.prepare import Preparing
from atlas.big.prepare_command import prepare
from atlas.downloads import exports, files
from atlas.edition.translations import spoken
from atlas.folds import aggregates, views, waves
from atlas.folds.views import View
from atlas.tally.cells import cells_of, chosen_rows
from atlas.tally.filters import EventFilter
from atlas.words import language
from tests.filters_at_random import PUBLISHED, filters_of

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
def edition(tmp_path_factory, data_dir) -> large_edition.LargeEdition:
    folder = tmp_path_factory.mktemp("prepared")
    Preparing(data_dir, folder, size=200, report=lambda *_: None).run()
    return large_edition.opened(folder, PUBLISHED)


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
    view = LargeView(edition, chosen)
    streamed = b"".join(exports.to_csv(block, header=at == 0) for at, block in enumerate(view.blocks(100)))
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
    whole = cells_of(edition, "official", None, False, "2017")
    plain_cells = cells_of(PUBLISHED, "official", None, False, "2017")
    for chosen in (EventFilter(end=date(2011, 12, 16)), EventFilter(start=date(2022, 1, 5))):
        totals = {aggregates.total(of, chosen_rows(of, chosen), "deaths") for of in (whole, plain_cells)}
        assert len(totals) == 1


def test_the_variable_of_the_server_opens_a_finished_folder_only(edition, tmp_path, data_dir, monkeypatch):
    monkeypatch.delenv(offered.VARIABLE, raising=False)
    assert offered.offered() is views.published()
    table = tmp_path / "table"
    table.mkdir()
    monkeypatch.setenv(offered.VARIABLE, str(table))
    with pytest.raises(NotPrepared, match=re.escape(f"python -m atlas prepare {table}")):
        offered.offered()
    for name in ("events.csv", "claims.csv", "sources.csv"):
        shutil.copy(data_dir / name, table / name)
    assert prepare(table, None, size=1000, known_on=()) == 0
    # By the table's own name, and by that of what was made of it.
    for path in (table, f"{table}.atlas"):
        monkeypatch.setenv(offered.VARIABLE, str(path))
        view = offered.view_of(offered.offered(), EventFilter(cities=("Almaty",)))
        assert isinstance(view, LargeView) and view.shown == View(PUBLISHED, view.chosen).shown
    assert isinstance(large_view.view_of(edition, EventFilter()), LargeView)
    assert type(large_view.view_of(PUBLISHED, EventFilter())) is View


def test_a_folder_that_former_rules_tallied_is_refused_with_the_command_to_run(
    edition, tmp_path, data_dir, monkeypatch, capsys
):
    old = tmp_path / "old"
    shutil.copytree(edition.table.folder, old)
    document = json.loads((old / NAME).read_text(encoding="utf-8"))
    for rules in (None, document["rules"] - 1):
        planted = {name: value for name, value in document.items() if name != "rules"}
        (old / NAME).write_text(json.dumps(planted | ({"rules": rules} if rules else {})), encoding="utf-8")
        monkeypatch.setenv(offered.VARIABLE, str(old))
        with pytest.raises(NotPrepared, match=r"rules that no longer hold .* python -m atlas prepare"):
            offered.offered()
        # Nor is it gone on with: half of it would be of other rules.
        assert prepare(data_dir, old, size=200, known_on=()) == 1
        assert "python -m atlas prepare" in capsys.readouterr().err


RULES = st.builds(
    dict,
    whose=st.sampled_from(["all", "official", "independent"]),
    unverified=st.booleans(),
    measure=st.just("deaths"),
)


# Without shrinking: an example takes a second.
@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(filters_of(PUBLISHED), RULES)
def test_what_a_screen_folds_of_the_cells_is_what_it_folds_of_the_events(edition, chosen, rule):
    """By month with the period's edges by day, and all by day; headline, map, series, histogram, the filters' counts."""
    chosen = replace(chosen, **rule)
    plain = View(PUBLISHED, chosen)
    for large in (LargeView(edition, chosen), LargeView(edition, chosen).by_day()):
        assert (large.shown, large.events) == (plain.shown, plain.events)
        unit = large.unit
        for measure in PUBLISHED.codebook.measures:
            of, own = (aggregates.total(view.cells, view.rows, measure) for view in (large, plain))
            assert of == own, measure
            per_city = [figures_of(view, measure, large.cells.coarse) for view in (large, plain)]
            assert per_city[0] == per_city[1], measure
            series = []
            for view in (large, plain):
                axis = aggregates.time_axis(view.cells, view.rows, view.start, view.end, unit)
                frame = aggregates.figures_over_time(view.cells, view.rows, measure, axis)
                series.append((told(frame, large.cells.coarse).to_dict(), axis.left_out))
            assert series[0] == series[1], (measure, unit)
        years = [
            aggregates.events_per_year(view.cells, view.rows_without("period"), view.first, view.last, chosen)
            for view in (large, plain)
        ]
        assert years[0].equals(years[1])
        sums = [
            int(aggregates.events_in(view.cells, view.rows & view.cells.columns["umbrella"]))
            for view in (large, plain)
        ]
        assert sums[0] == sums[1]
    for field, values in (
        ("cities", views.choices_of(PUBLISHED).cities),
        ("types", views.choices_of(PUBLISHED).types),
    ):
        assert LargeView(edition, chosen).facet_counts(field, values) == plain.facet_counts(field, values)
        alike = [view.without(field) for view in (LargeView(edition, chosen), plain)]
        assert alike[0].shown == alike[1].shown
    along = LargeView(edition, chosen).by("campaign")
    own, of = (waves.waves(view.cells, view.rows) for view in (along, plain))
    dated = ["start", "end", "precision"]
    assert own.drop(columns=dated).equals(of.drop(columns=dated))
    # By month, and said so.
    assert set(own.precision) <= {"month", "year"}
    for edge in ("start", "end"):
        assert own[edge].dt.to_period("M").equals(of[edge].dt.to_period("M"))


def figures_of(view: View, measure: str, by_month: bool) -> list[dict[str, str]]:
    """The figures on the map and beside it; only where there are events, as a prepared table has other towns."""
    per_city = aggregates.figures_per_city(view.cells, view.rows, measure)
    elsewhere = aggregates.figures_not_on_map(view.cells, view.rows, measure)
    return [told(frame[frame.events > 0], by_month).to_dict("records") for frame in (per_city, elsewhere)]


def told(frame: pd.DataFrame, by_month: bool) -> pd.DataFrame:
    """The frame as texts. Where cells stand by month, the days of what reaches beyond are told by month as well."""
    if by_month:
        edges = {name: frame[name].dt.to_period("M") for name in ("beyond_start", "beyond_end")}
        frame = frame.assign(**edges)
    return frame.astype("str")


def test_any_page_of_a_long_list_is_found_by_its_months(edition):
    chosen = EventFilter(types=("rally", "strike"), start=date(1986, 12, 17), end=date(2022, 1, 5))
    plain, large = View(PUBLISHED, chosen).listed.event_id.tolist(), LargeView(edition, chosen)
    for at in range(0, len(plain) + 3, 3):
        assert large.page(at, 3).event_id.tolist() == plain[at : at + 3], at


def test_a_search_of_signs_only_finds_nothing(edition):
    assert LargeView(edition, EventFilter(query="?")).found() == 0


def test_one_event_and_its_parts_are_found(edition):
    large = LargeView(edition, EventFilter(cities=("Almaty",)))
    whole = PUBLISHED.events[PUBLISHED.events.umbrella].event_id.iloc[0]
    parts = PUBLISHED.events[PUBLISHED.events.part_of == whole]
    assert large.event(whole).event_id.tolist() == [whole]
    assert set(large.parts_of(whole, 500).event_id) == set(parts.event_id)
    assert large.event("no-such-event").empty


def test_the_edition_speaks_another_language_and_still_answers(edition):
    kazakh = spoken(edition, "kk")
    language.use("kk")
    try:
        view = offered.view_of(kazakh, EventFilter(cities=("Almaty",)))
        assert isinstance(view, LargeView)
        assert view.shown == View(PUBLISHED, view.chosen).shown
        assert "Алматы" in view.page(0, 1).place.iloc[0]
    finally:
        language.use("en")


def test_a_period_that_ends_where_only_a_long_event_ends_is_told_by_the_day(edition):
    """In March 2008 no event begins, and one of those of February ends."""
    for day, shown in ((date(2008, 3, 2), True), (date(2008, 3, 3), False)):
        chosen = EventFilter(start=day, campaigns=("Labour disputes 2008",))
        assert (LargeView(edition, chosen).shown > 0) == (View(PUBLISHED, chosen).shown > 0) == shown


def test_many_readers_ask_at_once_and_each_gets_the_own_answer(edition):
    """One connection of the engine fails under two questions at the same time."""
    asked = [
        LargeView(edition, EventFilter(cities=(city,))) for city in ("Almaty", "Astana", "Atyrau", "Oral")
    ]
    alone = [view.page(2, 5) for view in asked]

    def ask(number: int) -> bool:
        view = asked[number % len(asked)]
        blocks = pd.concat(list(view.blocks(50)))
        return view.page(2, 5).equals(alone[number % len(asked)]) and len(blocks) == view.shown

    with ThreadPoolExecutor(8) as readers:
        assert all(readers.map(ask, range(32)))
