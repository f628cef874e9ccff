"""Every problem of a data folder is told at once, with its place and a remedy, and the rest still stands."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from atlas.edition.edition import Edition, read_edition
from tests import small_package
from tests.small import CODEBOOK

SQUARE, TOWN, REGION = "2011-12-16-zhanaozen-1", "2011-12-17-oral-1", "2011-12-16-mangystau-1"
EVENTS = (
    {"event_id": REGION, "end_date": "2011-12-19", "region": "Mangystau"},
    {"event_id": SQUARE, "city": "Zhanaozen", "part_of": REGION},
    {"event_id": TOWN, "start_date": "2011-12-17", "city": "Oral", "campaign": "Oil 2011"},
)
CLAIMS = (
    {"event_id": REGION, "low": 17, "high": 17},
    {"event_id": SQUARE, "low": 14, "high": 16},
    {"event_id": SQUARE, "words": "dozens", "measure": "injuries"},
    {"event_id": TOWN, "low": 0, "high": 0},
)
CAMPAIGNS = ({"campaign": "Oil 2011", "start_date": "2011-12-16", "end_date": "2011-12-19"},)


@pytest.fixture
def folder(tmp_path):
    return small_package.write(tmp_path / "data", events=EVENTS, claims=CLAIMS, campaigns=CAMPAIGNS)


def told(edition: Edition) -> list[tuple[str, int | None, str, str, str]]:
    """The problems without their remedies, of which each must have one that is a sentence."""
    assert all(p.remedy.strip() and p.remedy.strip()[-1] in ".?" for p in edition.problems)
    return [(p.file, p.row, p.column, p.value, p.message) for p in edition.problems]


def test_a_sound_package_has_no_problem_and_nothing_set_aside(folder):
    edition = read_edition(folder)
    assert (edition.problems, dict(edition.set_aside)) == ((), {})
    assert (len(edition.events), len(edition.claims)) == (3, 4)


BROKEN_EVENTS = [
    ({"start_date": "17.12.2011"}, "start_date", "17.12.2011", "is not a date"),
    ({"end_date": "2011-02-30"}, "end_date", "2011-02-30", "is not a date"),
    (
        {"start_date": "1911-12-16"},
        "start_date",
        "1911-12-16",
        "breaks the column's rule (minimum 1986-01-01)",
    ),
    ({"start_date": ""}, "start_date", "", "is missing"),
    (
        {"end_date": "2011-12-15"},
        "start_date, end_date",
        "2011-12-16, 2011-12-15",
        "end_date is before start_date",
    ),
    ({"city": "Atlantis"}, "city", "Atlantis", "is not in the gazetteer"),
    ({"event_type": "parade"}, "event_type", "parade", "is not one of the allowed values"),
    # The rule that location_precision must fit city would see an empty cell here: no second problem.
    ({"location_precision": "town"}, "location_precision", "town", "is not one of the allowed values"),
    (
        {"location_precision": "exact"},
        "location_precision, place",
        "exact, ",
        "location_precision is exact but no place is named",
    ),
    ({"campaign": "Gas 2011"}, "campaign", "Gas 2011", "is not in campaigns.csv"),
    ({"part_of": "2011-01-01-x-1"}, "part_of", "2011-01-01-x-1", "is not in events.csv"),
    ({"title": " "}, "title", " ", r"breaks the column's rule (pattern ^\S(.*\S)?$)"),
]


def test_each_broken_cell_of_an_event_is_told_exactly_once_with_its_place(tmp_path):
    broken = [
        {"event_id": f"2011-12-16-oral-{number}", "city": "Oral", "end_date": "2011-12-16"} | cells
        for number, (cells, *_expected) in enumerate(BROKEN_EVENTS, start=1)
    ]
    folder = small_package.write(tmp_path, events=[*EVENTS, *broken], campaigns=CAMPAIGNS)
    edition = read_edition(folder)
    assert told(edition) == [
        ("events.csv", row, *expected) for row, (_cells, *expected) in enumerate(BROKEN_EVENTS, start=5)
    ]
    assert edition.events.event_id.tolist() == [SQUARE, REGION, TOWN]
    assert dict(edition.set_aside) == {"events.csv": 12, "event_sources.csv": 12}


BROKEN_CLAIMS = [
    ({"claimant": ""}, "claimant", "", "is missing"),
    ({"source_id": ""}, "source_id", "", "is missing"),
    ({"source_id": "radio"}, "source_id", "radio", "is not in sources.csv"),
    ({"event_id": "2011-01-01-x-1"}, "event_id", "2011-01-01-x-1", "is not in events.csv"),
    ({"low": "NA"}, "low", "NA", "is not a whole number"),
    # Without that number the claim says nothing, but that only follows from the slip already told.
    ({"low": "about 5", "high": ""}, "low", "about 5", "is not a whole number"),
    ({"low": "-5"}, "low", "-5", "breaks the column's rule (minimum 0)"),
    ({"low": "5", "high": "3"}, "low, high", "5, 3", "low is greater than high"),
    ({"low": "", "high": ""}, "low, high, words", ", , ", "neither a number nor a word is given"),
    ({"low": "", "high": "", "words": "many"}, "words", "many", "is not one of the allowed values"),
    ({"words": "dozens"}, "low, high, words", "1, 1, dozens", "a word and a number are both given"),
    (
        {"claim_id": f"{REGION}-deaths-1"},
        "claim_id",
        f"{REGION}-deaths-1",
        "stands in an earlier row already",
    ),
    ({"scope": "half"}, "scope", "half", "is not one of the allowed values"),
    ({"stated_on": "January 2012"}, "stated_on", "January 2012", "is not a date"),
]


def test_each_broken_cell_of_a_claim_is_told_exactly_once_with_its_place(tmp_path):
    broken = [{"event_id": TOWN, "low": 1, "high": 1} | cells for cells, *_expected in BROKEN_CLAIMS]
    folder = small_package.write(tmp_path, events=EVENTS, claims=[*CLAIMS, *broken], campaigns=CAMPAIGNS)
    edition = read_edition(folder)
    assert told(edition) == [
        ("claims.csv", row, *expected) for row, (_cells, *expected) in enumerate(BROKEN_CLAIMS, start=6)
    ]
    assert (len(edition.events), len(edition.claims)) == (3, 4)
    assert dict(edition.set_aside) == {"claims.csv": 14}


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("https://example.org/1", "stands in an earlier row already"),
        ("javascript:alert(1)", r"breaks the column's rule (pattern ^https?://\S+$)"),
    ],
)
def test_an_address_of_a_source_that_is_repeated_or_not_of_the_web_is_told_as_such(folder, url, message):
    small_package.change(folder, "sources", 3, url=url)
    assert told(read_edition(folder)) == [("sources.csv", 3, "url", url, message)]


def test_of_two_events_with_one_identifier_the_first_stands(folder):
    small_package.change(folder, "events", 4, event_id=SQUARE)
    edition = read_edition(folder)
    assert ("events.csv", 4, "event_id", SQUARE, "stands in an earlier row already") in told(edition)
    assert edition.events[["event_id", "city"]].to_numpy().tolist() == [[SQUARE, "Zhanaozen"], [REGION, ""]]


def test_a_repeated_pair_of_event_and_source_is_told_with_both(folder):
    table = CODEBOOK.tables["event_sources"]
    rows = small_package.read_rows(folder, table)
    small_package.write_rows(folder, table, [*rows, rows[1]])
    assert told(read_edition(folder)) == [
        (
            "event_sources.csv",
            5,
            "event_id, source_id",
            f"{REGION}, paper",
            "stands in an earlier row already",
        )
    ]


def test_two_broken_cells_of_one_row_are_two_problems_and_one_row_set_aside(folder):
    small_package.change(folder, "events", 4, start_date="x", city="Atlantis")
    edition = read_edition(folder)
    assert [(p.row, p.column) for p in edition.problems] == [(4, "city"), (4, "start_date")]
    assert dict(edition.set_aside) == {"events.csv": 1, "claims.csv": 1, "event_sources.csv": 1}


def test_the_claims_and_sources_of_an_event_set_aside_go_with_it_and_are_counted(folder):
    small_package.change(folder, "events", 3, city="Atlantis")
    edition = read_edition(folder)
    assert edition.events.event_id.tolist() == [REGION, TOWN]
    assert edition.claims.event_id.tolist() == [REGION, TOWN]
    assert edition.event_sources.event_id.tolist() == [REGION, TOWN]
    assert dict(edition.set_aside) == {"events.csv": 1, "claims.csv": 2, "event_sources.csv": 1}


def test_the_parts_of_an_umbrella_set_aside_stand_on_their_own(folder):
    small_package.change(folder, "events", 2, event_type="parade")
    edition = read_edition(folder)
    assert edition.events[["event_id", "part_of", "parent"]].to_numpy().tolist() == [
        [SQUARE, "", -1],
        [TOWN, "", -1],
    ]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (lambda row: row[:-1], 16),
        (lambda row: [*row, "the rest of a title with a comma"], 18),
        # The cells are shifted by one, so that a word stands under "city": that is no second problem.
        (lambda row: ["x", *row], 18),
    ],
)
def test_a_row_of_the_wrong_length_is_one_problem_of_the_row(folder, cells, found):
    table = CODEBOOK.tables["events"]
    rows = small_package.read_rows(folder, table)
    rows[3] = cells(rows[3])
    small_package.write_rows(folder, table, rows)
    edition = read_edition(folder)
    assert ("events.csv", 4, "", rows[3][0], f"has {found} cells where the header has 17") in told(edition)
    assert [p.row for p in edition.problems if p.file == "events.csv"] == [4]
    assert edition.events.event_id.tolist() == [SQUARE, REGION]


def test_rows_are_numbered_as_an_editor_sees_them_when_a_cell_spans_two_lines_or_a_row_is_blank(folder):
    small_package.change(folder, "events", 2, description="Two\nlines")
    path = folder / "events.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join([*lines[:3], "", *lines[3:]]), encoding="utf-8")
    small_package.change(folder, "events", 5, city="Atlantis")
    assert [(p.row, p.column) for p in read_edition(folder).problems if p.file == "events.csv"] == [
        (2, "description"),
        (3, ""),
        (5, "city"),
    ]


def leave_nothing(path: Path) -> None:
    path.write_bytes(b"")


def write_bytes_that_are_no_text(path: Path) -> None:
    path.write_bytes(path.read_bytes() + "Қазақстан".encode("utf-16"))


@pytest.mark.parametrize(
    ("name", "breaks", "message"),
    [
        ("events", Path.unlink, "is missing"),
        ("events", leave_nothing, "is empty"),
        ("events", write_bytes_that_are_no_text, "is not in UTF-8"),
        ("claims", Path.unlink, "is missing"),
        ("sources", leave_nothing, "is empty"),
        ("campaigns", write_bytes_that_are_no_text, "is not in UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem_of_that_file_alone(folder, name, breaks, message):
    path = folder / CODEBOOK.tables[name].path
    breaks(path)
    edition = read_edition(folder)
    assert told(edition) == [(path.name, None, "", path.name, message)]
    assert str(folder) not in edition.problems[0].words()


def test_without_campaigns_every_event_still_stands(folder):
    (folder / "campaigns.csv").unlink()
    edition = read_edition(folder)
    assert (len(edition.events), len(edition.claims), dict(edition.set_aside)) == (3, 4, {})


def test_another_header_sets_the_whole_file_aside_and_says_which_columns_are_wanted(folder):
    path = folder / "claims.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("measure", "metric", 1), encoding="utf-8")
    edition = read_edition(folder)
    [problem] = edition.problems
    assert (problem.file, problem.row, problem.column) == ("claims.csv", None, "measure")
    assert '"metric"' in problem.message
    assert "claim_id, event_id, measure, low, high, words" in problem.remedy
    assert (len(edition.claims), edition.set_aside["claims.csv"]) == (0, 4)
    assert len(edition.events) == 3


def test_a_byte_order_mark_of_a_spreadsheet_is_no_problem(folder):
    path = folder / "events.csv"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert told(read_edition(folder)) == []


def test_umbrellas_in_a_circle_are_told_row_by_row_and_their_parts_outside_it_stand(folder):
    small_package.change(folder, "events", 2, part_of=SQUARE)
    small_package.change(folder, "events", 4, part_of=SQUARE, start_date="2011-12-16", end_date="2011-12-16")
    edition = read_edition(folder)
    assert told(edition) == [
        ("events.csv", 2, "part_of", SQUARE, "is part of itself, through its umbrellas"),
        ("events.csv", 3, "part_of", REGION, "is part of itself, through its umbrellas"),
    ]
    assert edition.events[["event_id", "part_of", "depth"]].to_numpy().tolist() == [[TOWN, "", 0]]


def test_an_event_that_is_part_of_itself_is_a_circle(folder):
    small_package.change(folder, "events", 4, part_of=TOWN)
    assert told(read_edition(folder)) == [
        ("events.csv", 4, "part_of", TOWN, "is part of itself, through its umbrellas")
    ]


@pytest.mark.parametrize("dates", [("2011-12-15", "2011-12-16"), ("2011-12-19", "2011-12-20")])
def test_a_part_outside_the_dates_of_its_umbrella_is_told(folder, dates):
    small_package.change(folder, "events", 3, start_date=dates[0], end_date=dates[1])
    assert told(read_edition(folder)) == [
        ("events.csv", 3, "part_of", REGION, f"has dates that do not cover those of {SQUARE}")
    ]


def test_a_town_outside_the_country_loses_its_point_and_keeps_its_events(folder):
    path = folder / "cities.geojson"
    towns = json.loads(path.read_text(encoding="utf-8"))
    at = [town["properties"]["name"] for town in towns["features"]].index("Zhanaozen")
    towns["features"][at]["geometry"]["coordinates"].reverse()
    path.write_text(json.dumps(towns), encoding="utf-8")
    edition = read_edition(folder)
    [problem] = edition.problems
    assert (problem.file, problem.row, problem.column) == ("cities.geojson", at + 1, "geometry")
    assert (problem.message, problem.value[:6]) == ("lies outside Kazakhstan", "Zhanao")
    assert edition.gazetteer.loc["Zhanaozen", ["lon", "lat"]].isna().all()
    assert edition.gazetteer.drop("Zhanaozen").lon.notna().all()
    assert SQUARE in edition.events.event_id.tolist()
    assert dict(edition.set_aside) == {}


def test_a_problem_reads_as_place_value_fault_and_remedy(folder):
    small_package.change(folder, "events", 4, city="Zhanaosen")
    [problem] = read_edition(folder).problems
    assert problem.words() == (
        "events.csv, row 4, column city: “Zhanaosen” is not in the gazetteer. Use the gazetteer's English name, "
        "or add the town to cities.geojson. Did you mean Zhanaozen?"
    )


def check(folder) -> subprocess.CompletedProcess[str]:
    """The editor's command as a newcomer runs it."""
    return subprocess.run(
        [sys.executable, "-m", "atlas", "check", str(folder)],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )


def test_the_command_passes_the_published_data_and_prints_its_counts(data_dir, monkeypatch):
    monkeypatch.chdir(data_dir.parent)
    run = check(data_dir)
    edition = read_edition(data_dir)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines() == [
        (
            f"{data_dir}: {len(edition.events)} events, {len(edition.claims)} claims, "
            f"{len(edition.sources)} sources, {len(edition.event_sources)} event sources, "
            f"{len(edition.campaigns)} campaigns, {len(edition.context)} context, "
            f"{len(edition.actors)} actors, {len(edition.symbols)} symbols, "
            f"{len(edition.outside_counts)} outside counts, "
            f"{len(edition.translations)} translations, "
            f"{len(edition.gazetteer)} towns; version {edition.version}"
        ),
        *(
            ["A draft: not compared with a released edition. Release it: python -m atlas seal"]
            if edition.version.endswith("-draft")
            else []
        ),
        "0 problems",
    ]


def test_the_command_prints_five_slips_in_a_copy_of_the_data_and_fails(data_dir, tmp_path, monkeypatch):
    folder = small_package.opened_for_work(data_dir, tmp_path / "data")
    events, claims = CODEBOOK.tables["events"], CODEBOOK.tables["claims"]
    whole = read_edition(data_dir)
    # Five events that nothing but their own rows and claims lean on, so that each slip is only itself.
    rows = small_package.read_rows(folder, events)
    names = rows[0]
    needed = set(whole.events.part_of) | set(whole.claims.event_id)
    free = [
        at
        for at, row in enumerate(rows[1:], start=2)
        if row[names.index("city")] and not row[names.index("part_of")] and row[0] not in needed
    ]
    bad_date, unknown_city, twice = free[0], free[1], free[2]
    small_package.change(folder, "events", bad_date, start_date="2011-13-01")
    small_package.change(folder, "events", unknown_city, city="Atlantis")
    small_package.write_rows(
        folder,
        events,
        [*small_package.read_rows(folder, events), small_package.read_rows(folder, events)[twice - 1]],
    )
    repeated = len(rows) + 1
    figures = small_package.read_rows(folder, claims)
    numbers = [
        at
        for at, row in enumerate(figures[1:], start=2)
        if row[3].isdigit() and row[4].isdigit() and row[3] != "0"
    ]
    crossed, orphan = numbers[0], numbers[1]
    small_package.change(folder, "claims", crossed, low="9", high="3")
    small_package.change(folder, "claims", orphan, event_id="2011-01-01-nowhere-1")

    monkeypatch.chdir(data_dir.parent)
    run = check(folder)
    assert (run.returncode, run.stderr) == (1, "")
    lines = run.stdout.splitlines()
    places = [
        (f"claims.csv, row {crossed}, column low, high: “9, 3” low is greater than high. "),
        (f"claims.csv, row {orphan}, column event_id: “2011-01-01-nowhere-1” is not in events.csv. "),
        (f"events.csv, row {bad_date}, column start_date: “2011-13-01” is not a date. "),
        (f"events.csv, row {unknown_city}, column city: “Atlantis” is not in the gazetteer. "),
        (
            f"events.csv, row {repeated}, column event_id: “{rows[twice - 1][0]}” stands in an earlier row already. "
        ),
    ]
    assert [line[: len(place)] for line, place in zip(lines, sorted(places), strict=False)] == sorted(places)
    assert lines[-1] == "5 problems"
    # The broken rows are set aside, and with them the links from those two events to their sources.
    edition = read_edition(folder)
    sources = whole.event_sources.event_id.isin({rows[bad_date - 1][0], rows[unknown_city - 1][0]}).sum()
    assert dict(edition.set_aside) == {"claims.csv": 2, "events.csv": 3, "event_sources.csv": sources}
    leaning = "set aside (broken, or leaning on a broken row)"
    assert lines[6:9] == [
        f"events.csv: 3 rows {leaning}",
        f"claims.csv: 2 rows {leaning}",
        f"event_sources.csv: {sources} rows {leaning}",
    ]
    # Everything else is still there.
    assert len(edition.events) == len(whole.events) - 2
    assert len(edition.claims) == len(whole.claims) - 2


def test_the_command_says_where_the_package_should_be_when_the_folder_has_none(
    tmp_path, data_dir, monkeypatch
):
    monkeypatch.chdir(data_dir.parent)
    run = check(tmp_path)
    assert run.returncode == 2
    assert "has no datapackage.json. Name the folder of the data package." in run.stderr
