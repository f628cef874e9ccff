"""One fault planted for each check that no single cell can fail: told once, with file, row, column and what to do."""

import re
from datetime import timedelta

import openpyxl
import pytest

from atlas.__main__ import main
from atlas.edition import cross_checks, release, translations
from atlas.edition.edition import read_edition
from atlas.edition.problem import Problem, UnreadableData
from atlas.folds import aggregates
from atlas.tally.cells import make_cells
from tests import small_package
from tests.small import CODEBOOK

SQUARE, TOWN = "2011-12-16-zhanaozen-1", "2011-12-17-oral-1"
EVENTS = (
    {"event_id": SQUARE, "city": "Zhanaozen", "campaign": "Oil 2011"},
    {"event_id": TOWN, "start_date": "2011-12-17", "city": "Oral"},
)
CLAIMS = ({"event_id": SQUARE, "low": 14, "high": 16}, {"event_id": TOWN, "low": 3, "high": 3})
CAMPAIGNS = ({"campaign": "Oil 2011", "start_date": "2011-12-16", "end_date": "2011-12-19"},)
TOMORROW = (cross_checks.latest_day() + timedelta(days=1)).isoformat()


@pytest.fixture
def folder(tmp_path):
    return small_package.write(tmp_path / "data", events=EVENTS, claims=CLAIMS, campaigns=CAMPAIGNS)


def only(folder) -> Problem:
    """The one problem of a folder, which says what to do."""
    [problem] = read_edition(folder).problems
    assert problem.remedy.strip()[-1] in ".?"
    return problem


def drop(folder, name: str, row: int) -> None:
    table = CODEBOOK.tables[name]
    rows = small_package.read_rows(folder, table)
    small_package.write_rows(folder, table, rows[: row - 1] + rows[row:])


def test_an_event_without_any_source_is_told_and_stays(folder):
    drop(folder, "event_sources", 3)
    problem = only(folder)
    assert (problem.file, problem.row, problem.column, problem.value) == ("events.csv", 3, "event_id", TOWN)
    assert problem.message == "has no source"
    assert "event_sources.csv" in problem.remedy
    assert dict(read_edition(folder).set_aside) == {}


def test_a_slip_in_the_link_of_an_event_is_told_there_and_not_as_a_missing_source(folder):
    small_package.change(folder, "event_sources", 3, source_id="papr")
    problem = only(folder) if len(read_edition(folder).problems) == 1 else None
    # The claim about that event leans on the link too; the event itself has a row, only a broken one.
    told = [(p.file, p.row, p.column) for p in read_edition(folder).problems]
    assert told == [("claims.csv", 3, "source_id"), ("event_sources.csv", 3, "source_id")] and problem is None


def test_a_figure_whose_source_is_not_linked_to_its_event_is_told_with_the_row_to_add(folder):
    small_package.change(folder, "claims", 3, source_id="forum")
    problem = only(folder)
    assert (problem.file, problem.row, problem.column) == ("claims.csv", 3, "source_id")
    assert (problem.value, problem.message) == ("forum", f"is not linked to {TOWN}")
    assert f"{TOWN},forum" in problem.remedy and "event_sources.csv" in problem.remedy
    assert len(read_edition(folder).claims) == 2


@pytest.mark.parametrize(
    ("table", "row", "column", "also"),
    [
        ("events", 3, "end_date", {}),
        ("claims", 3, "stated_on", {}),
        ("sources", 3, "published_on", {}),
        ("campaigns", 2, "start_date", {"end_date": TOMORROW}),
    ],
)
def test_a_date_in_the_future_is_told(folder, table, row, column, also):
    small_package.change(folder, table, row, **{column: TOMORROW}, **also)
    found = [p for p in read_edition(folder).problems if p.column == column]
    assert [(p.file, p.row, p.value, p.message) for p in found] == [
        (CODEBOOK.tables[table].path, row, TOMORROW, "lies in the future")
    ]
    assert "Correct the date" in found[0].remedy


def test_what_is_known_only_by_the_year_may_end_with_this_year(folder):
    year = cross_checks.latest_day().year
    small_package.change(
        folder, "events", 3, start_date=f"{year}-01-01", end_date=f"{year}-12-31", date_precision="year"
    )
    assert read_edition(folder).problems == ()


@pytest.mark.parametrize(
    ("sign", "message"),
    [
        (";", "is separated by semicolons, not by commas"),
        ("\t", "is separated by tabs, not by commas"),
    ],
)
@pytest.mark.parametrize("name", ["events", "claims", "translations"])
def test_other_separators_are_one_problem_of_the_file_however_many_rows_it_has(
    data_dir, tmp_path, name, sign, message
):
    folder = small_package.opened_for_work(data_dir, tmp_path / "data")
    path = folder / CODEBOOK.tables[name].path
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line.replace(",", sign) for line in lines) + "\n", encoding="utf-8")
    problem = only(folder)
    assert (problem.file, problem.row, problem.column, problem.message) == (path.name, None, "", message)
    assert "commas" in problem.remedy
    assert main(["check", str(folder)]) == 1


def test_a_first_line_that_names_the_separator_is_understood(folder):
    path = folder / "claims.csv"
    path.write_text("sep=;\n" + path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    assert only(folder).message == "is separated by semicolons, not by commas"


def test_an_excel_workbook_named_csv_is_told_as_such(folder):
    book = openpyxl.Workbook()
    book.active.append(["event_id", "source_id"])
    book.save(folder / "event_sources.csv")
    problem = only(folder)
    assert (problem.file, problem.row, problem.column) == ("event_sources.csv", None, "")
    assert problem.message == "is an Excel workbook, although its name ends in .csv"
    assert "CSV UTF-8" in problem.remedy


@pytest.mark.parametrize("keep", [0, 1])
def test_an_events_table_without_rows_is_one_problem_in_plain_words(folder, keep, capsys):
    path = folder / "events.csv"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:keep]), "utf-8")
    problem = only(folder)
    assert (problem.file, problem.message) == ("events.csv", ["is empty", "has a header and no rows"][keep])
    assert main(["check", str(folder)]) == 1
    assert "Traceback" not in capsys.readouterr().out


@pytest.mark.parametrize("cell", ["1_000", "٥", "５", " 5", "+5", "12345678901234567890"])
@pytest.mark.parametrize("column", ["low", "high"])
def test_a_number_that_programs_read_differently_is_a_problem_and_never_a_traceback(folder, column, cell):
    small_package.change(folder, "claims", 3, **({"low": "", "high": ""} | {column: cell}))
    [problem] = [p for p in read_edition(folder).problems if p.column == column]
    assert (problem.file, problem.row, problem.value) == ("claims.csv", 3, cell)
    assert problem.message in ("is not a whole number", "breaks the column's rule (maximum 100000000)")
    assert dict(read_edition(folder).set_aside) == {"claims.csv": 1}


@pytest.mark.parametrize("cell", ["2011-1-6", "２０１１-12-17", "20111217", "2011-12-17T00:00"])
def test_a_date_in_another_form_is_a_problem(folder, cell):
    small_package.change(folder, "events", 3, start_date=cell)
    [problem] = [p for p in read_edition(folder).problems if p.column == "start_date"]
    assert (problem.row, problem.value, problem.message) == (3, cell, "is not a date")
    assert "YYYY-MM-DD" in problem.remedy


def test_a_slip_of_three_billion_is_told_and_no_total_turns_negative(folder):
    small_package.change(folder, "claims", 3, low="3000000000", high="3000000000")
    [problem] = [p for p in read_edition(folder).problems if p.column == "low"]
    assert (problem.file, problem.row, problem.value) == ("claims.csv", 3, "3000000000")
    assert problem.message == "breaks the column's rule (maximum 100000000)"
    assert dict(read_edition(folder).set_aside) == {"claims.csv": 1}


def test_the_largest_numbers_that_may_stand_add_up_beyond_32_bits(tmp_path):
    most = 100_000_000
    parts = [{"event_id": f"2011-12-16-part-{n}", "part_of": "2011-12-16-whole-1"} for n in range(1, 41)]
    claims = [{"event_id": part["event_id"], "low": most, "high": most} for part in parts]
    edition = read_edition(
        small_package.write(tmp_path, events=[{"event_id": "2011-12-16-whole-1"}, *parts], claims=claims)
    )
    assert edition.problems == ()
    cells = make_cells(edition, whose="all", known_on=None, unverified=False)
    rows = [True] * len(edition.events)
    total = aggregates.total(cells, cells.frame.umbrella.to_numpy() | rows, "deaths").figure
    assert (total.low, total.high) == (40 * most, 40 * most)


def released(folder):
    """The folder as version 1.0.1, sealed."""
    (folder / "CHANGES.md").write_text("# Changes\n\n## 1.0.1 (2026-11-30)\n\n- Planted.\n", "utf-8")
    release.draft(folder)
    descriptor = folder / "datapackage.json"
    text = re.sub(r'"version": "[^"]*"', '"version": "1.0.1-draft"', descriptor.read_text("utf-8"), count=1)
    descriptor.write_text(text, encoding="utf-8")
    table = CODEBOOK.tables["translations"]
    texts = sorted(translations.units(read_edition(folder)))
    rows = [
        {"table": name, "key": key, "column": column, "language": code, "text": "Текст"}
        for name, key, column in texts
        for code in ("kk", "ru")
    ]
    header = [column.name for column in table.columns]
    small_package.write_rows(folder, table, [header, *([row[name] for name in header] for row in rows)])
    assert main(["seal", str(folder)]) == 0
    return folder


def test_a_sealed_edition_has_no_problem_and_its_descriptor_holds_rows_bytes_and_hash(folder):
    released(folder)
    edition = read_edition(folder)
    assert (edition.problems, edition.version) == ((), "1.0.1")
    claims = next(one for one in edition.codebook.descriptor["resources"] if one["name"] == "claims")
    assert (claims["rows"], claims["bytes"]) == (2, (folder / "claims.csv").stat().st_size)
    assert claims["hash"].startswith("sha256:")


def test_a_table_cut_at_the_end_of_a_row_is_told_with_both_counts_and_sets_nothing_aside(folder):
    released(folder)
    drop(folder, "claims", 3)
    problem = only(folder)
    assert (problem.file, problem.row, problem.column) == ("claims.csv", None, "")
    assert problem.message == "has 1 rows where the released version 1.0.1 has 2"
    assert "python -m atlas draft" in problem.remedy
    assert (len(read_edition(folder).claims), dict(read_edition(folder).set_aside)) == (1, {})


def test_a_changed_cell_and_a_changed_map_of_a_released_edition_are_told(folder):
    released(folder)
    small_package.change(folder, "claims", 3, low="2")
    water = folder / "basemap" / "water.geojson"
    water.write_text(water.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert [(p.file, "another content" in p.message) for p in read_edition(folder).problems] == [
        ("basemap/water.geojson", True),
        ("claims.csv", True),
    ]


def test_a_released_version_that_is_not_sealed_is_one_problem(folder):
    descriptor = folder / "datapackage.json"
    (folder / "CHANGES.md").write_text("# Changes\n\n## 1.0.1 (2026-11-30)\n\n- Planted.\n", "utf-8")
    text = re.sub(r'"version": "[^"]*"', '"version": "1.0.1"', descriptor.read_text("utf-8"), count=1)
    descriptor.write_text(text, encoding="utf-8")
    problem = only(folder)
    assert (problem.file, problem.column, problem.value) == ("datapackage.json", "version", "1.0.1")
    assert "python -m atlas seal" in problem.remedy


def test_a_change_after_the_release_goes_through_a_draft_to_a_version_of_its_own(folder, capsys):
    released(folder)
    assert main(["seal", str(folder)]) == 1
    assert "sealed already" in capsys.readouterr().out
    assert main(["draft", str(folder)]) == 0
    small_package.change(folder, "claims", 3, low="2")
    # The history does not tell of it yet.
    problem = only(folder)
    assert (problem.file, problem.value) == ("CHANGES.md", "1.0.2-draft")
    assert problem.message == "has no entry in the history of changes"
    assert "## 1.0.2 (YYYY-MM-DD)" in problem.remedy
    assert main(["seal", str(folder)]) == 1
    history = folder / "CHANGES.md"
    history.write_text("# Changes\n\n## 1.0.2 (2026-12-01)\n\n- Lower.\n", encoding="utf-8")
    assert main(["seal", str(folder)]) == 0
    edition = read_edition(folder)
    assert (edition.problems, edition.version) == ((), "1.0.2")
    assert edition.codebook.descriptor["created"] == "2026-12-01T00:00:00Z"


def test_an_edition_with_a_problem_is_not_sealed(folder, capsys):
    small_package.change(folder, "events", 3, city="Orel")
    before = (folder / "datapackage.json").read_bytes()
    assert main(["seal", str(folder)]) == 1
    assert "Not sealed" in capsys.readouterr().out
    assert (folder / "datapackage.json").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("cities.geojson", None, ("cities.geojson", None, "", "is missing")),
        ("cities.geojson", "{", ("cities.geojson", 1, "", "is not JSON, from the sign 2 of this line on")),
        ("cities.geojson", '{"features": []}', ("cities.geojson", None, "", "holds no features")),
        (
            "cities.geojson",
            '{"features": [{"properties": {"name": "Oral"}, "geometry": {}}]}',
            (
                "cities.geojson",
                1,
                "name_kk",
                "lacks name_kk, name_ru, oblast, oblast_iso, former_names, former_oblasts, aliases",
            ),
        ),
        ("basemap/oblasts.geojson", None, ("basemap/oblasts.geojson", None, "", "is missing")),
        ("datapackage.json", '{"name"}', ("datapackage.json", 1, "", None)),
    ],
)
def test_what_nothing_can_be_read_without_is_named_with_its_place(folder, name, content, told, capsys):
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableData) as caught:
        read_edition(folder)
    problem = caught.value.problem
    assert (problem.file, problem.row, problem.column) == told[:3]
    assert told[3] is None or problem.message == told[3]
    assert problem.remedy
    assert main(["check", str(folder)]) == 1
    assert problem.words() in capsys.readouterr().out
