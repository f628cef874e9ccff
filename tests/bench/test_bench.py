"""The benchmark's own reckoning: answers without the dashboard, goals met or missed, the table that is kept."""

from datetime import date

import pytest

from atlas.big import large_edition, large_view
from atlas.big.prepare import Preparing
from atlas.drawing.circles import Scale
from atlas.folds import aggregates
from atlas.tally.filters import EventFilter
from atlas.tally.ranges import UNKNOWN, Range
from bench import goals, report
from bench.grow import grow
from bench.results import Results
from bench.row_answers import RowAnswers
from bench.shown import HEADLINE, PANELS, Group, Shown, circles, texts
from bench.visit import Seen, check
from tests.filters_at_random import PUBLISHED

SHOWN = Shown(
    link="to=2011-12-31",
    events=1234,
    of=5678,
    totals={
        "detentions": Group(1234, 30, Range(100, 2000, open_above=True)),
        "deaths": Group(1234, 2, Range(15, 15)),
        "injuries": Group(1234, 0, UNKNOWN),
    },
    towns={
        "Zhanaozen": Group(3, 2, Range(25, 100)),
        "Almaty": Group(1, 0, UNKNOWN),
        "Oral": Group(0, 0, UNKNOWN),
        "Aktau": Group(2, 2, Range(0, 0)),
    },
    most=400,
    unit="month",
    series={
        "detentions": [Group(2, 1, Range(1, 9)), Group(1, 1, Range(4, 9)), Group(1, 0, UNKNOWN)],
        "deaths": [Group(2, 2, Range(0, 0)), Group(1, 0, UNKNOWN), Group(0, 0, UNKNOWN)],
    },
    years_inside=12,
    years=40,
    latest="Strike in Zhanaozen",
)


def test_the_texts_of_the_views_say_all_numbers_of_a_period():
    assert texts(SHOWN) == {
        "headline": "1,234 | 100–2,000+ | 15 | unknown",
        "text": "1,234 | 100–2,000+ | 15 | unknown",
        "heading": "1,234 of 5,678 events",
        "circles": "Aktau 2 2; Almaty 5 0; Zhanaozen 17 8.5",
        "series": "detentions by month: 3 places, 2 known, low 5, high 18, most 4–9 | "
        "deaths by month: 3 places, 2 known, low 0, high 0, most ",
        "histogram": "12 of 40",
        "table": "Strike in Zhanaozen",
        "link": "?to=2011-12-31",
    }


def test_a_circle_of_the_highest_figure_has_the_largest_radius():
    assert circles({"Oral": Group(1, 1, Range(400, 400))}, Scale(400)) == "Oral 34 34"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bench")
    grow(folder / "table", 3_000)
    Preparing(folder / "table", folder / "out", size=700, report=lambda *_: None).run()
    return folder / "out"


LINKS = {
    "": EventFilter(),
    "to=2014-07-31": EventFilter(end=date(2014, 7, 31)),
    "from=2001-03-01&to=2005-12-31": EventFilter(start=date(2001, 3, 1), end=date(2005, 12, 31)),
    "from=2024-06-01": EventFilter(start=date(2024, 6, 1)),
}


def test_sums_over_the_rows_are_what_the_cells_of_the_same_table_give(prepared):
    answers = RowAnswers(prepared)
    edition = large_edition.opened(prepared, PUBLISHED)
    for link, shown in zip(LINKS, answers(list(LINKS)), strict=True):
        view = large_view.view_of(edition, LINKS[link])
        assert (shown.events, shown.of) == (view.shown, view.events)
        for measure in HEADLINE:
            total = aggregates.total(view.cells, view.rows, measure)
            assert (shown.totals[measure].known, shown.totals[measure].figure.words()) == (
                total.known,
                total.figure.words(),
            )
        towns = aggregates.figures_per_city(view.cells, view.rows, "detentions")
        for town in towns[towns.events > 0].itertuples():
            here = shown.towns[town.city]
            assert (here.events, here.figure.words()) == (town.events, town.words)
        unit = aggregates.granularity(view.start, view.end)
        assert shown.unit == unit
        axis = aggregates.time_axis(view.cells, view.rows, view.start, view.end, unit)
        for measure in PANELS:
            bins = aggregates.figures_over_time(view.cells, view.rows, measure, axis)
            found = [(each.figure.low or 0, each.figure.high or 0) for each in shown.series[measure]]
            assert found == list(zip(bins.low.fillna(0), bins.high.fillna(0), strict=True))
        assert shown.latest == view.page(0, 1).title[0]


def test_a_question_that_rows_cannot_answer_is_refused(prepared):
    with pytest.raises(ValueError, match="more than a period"):
        RowAnswers(prepared)(["city=Almaty"])
    with pytest.raises(ValueError, match="too short"):
        RowAnswers(prepared)(["from=2001-03-01&to=2001-03-31"])


def test_a_wrong_number_is_no_result():
    def answers(asked):
        return [{"number": each} for each in asked]

    check("floor", [Seen("51", {"number": "51"})], answers)
    with pytest.raises(AssertionError, match=r"floor at 52: number shows\n51\ninstead of\n52"):
        check("floor", [Seen("51", {"number": "51"}), Seen("52", {"number": "51"})], answers)


def of_floor(change: float) -> Results:
    return Results(cold_first=[1000.0], change_all=[change], change_bytes=[1000], memory=[70.0])


def of_live(size: str, **measured: list[float]) -> Results:
    given = {"drag": [10.0], "key": [15.0], "change_all": [120.0], "change_bytes": [45_000.0]}
    return Results(size, **given | {"cold_first": [900.0, 1200.0], "memory": [240.0, 260.0]} | measured)


def rows(results: dict[str, Results]) -> dict[str, str]:
    """The rows of the table of goals, by what they are about."""
    table = goals.table(results).splitlines()[2:]
    return {row.split(" | ")[0].removeprefix("| "): row for row in table}


def test_goals_are_judged_by_the_floor_of_the_same_setting_and_say_where_the_other_was_met():
    results = {
        goals.FLOOR: of_floor(40),
        goals.OWN_FLOOR: of_floor(80),
        "live view, default": of_live("default", change_all=[160.0]),
        "live view, 10M": of_live("10M"),
    }
    found = rows(results)
    assert found["live step by dragging, default"].endswith(
        "| 0.25 × floor (0.12 × the floor with Streamlit's default) | ≤ 0.3 × floor | met |"
    )
    assert "missed by 25%; met against the floor with Streamlit's default" in found["live step by key, 10M"]
    assert "| ≤ 3 × floor | missed by 33%; met" in found["committed change, all views right, default"]
    assert "3.0 × floor" in found["committed change, all views right, 10M"]
    assert "| ≤ 4 × floor | met |" in found["committed change, all views right, 10M"]


def test_the_largest_memory_and_the_slowest_first_view_count():
    found = rows({"live view, default": of_live("default"), "live view, 10M": of_live("10M")})
    assert "260.0 MB | ≤ 250 MB | missed by 4%" in found["server's memory, default"]
    assert found["server's memory, 10M"].endswith("| met |")
    assert "45.0 kB | ≤ 30 kB | missed by 50%" in found["received for a committed change, 10M"]
    assert (
        "1,200 ms, no chart's script asked for"
        in found["first view's numbers before any chart's script, 10M"]
    )
    late = rows({"live view, default": of_live("default", bundle_loaded=[1100.0, 1300.0])})
    assert "missed by 100 ms" in late["first view's numbers before any chart's script, default"]


def test_the_table_has_a_column_for_each_contender_and_a_dash_for_what_it_does_not_do(tmp_path):
    results = {goals.FLOOR: of_floor(40), "live view, default": of_live("default", change_all=[80.0, 120.0])}
    text = report.section(results, rounds=2, chromium="1", load=0.5)
    lines = {line.split(" | ")[0].removeprefix("| "): line for line in text.splitlines()}
    assert lines["Live step by dragging, all right, ms"].endswith("| – | 10 / 10 (1) [0.25 ×] |")
    assert lines["Committed change, all right, ms"].endswith("| 40 / 40 (1) [1 ×] | 100 / 118 (2) [2.5 ×] |")
    assert lines["Received for a committed change, kB"].endswith(
        "| 1.0 / 1.0 (1) [1 ×] | 45.0 / 45.0 (1) [45 ×] |"
    )

    document = tmp_path / "performance.md"
    document.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")
    report.write_section(document, text)
    assert document.read_text(encoding="utf-8") == f"before\n{report.BEGIN}\n{text}\n{report.END}\nafter\n"
    document.write_text("no marks", encoding="utf-8")
    with pytest.raises(ValueError, match="no section"):
        report.write_section(document, text)
