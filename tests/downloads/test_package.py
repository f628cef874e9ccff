"""The Data Package of a view stands alone: it validates, holds its rows, tells its choice, and never differs."""

import hashlib
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pandas as pd
import pytest
from frictionless import Package
from hypothesis import given, settings

from atlas.downloads import citations, files
from atlas.downloads.about import About
from atlas.downloads.package import package_zip
from atlas.edition.translations import spoken
from atlas.folds import aggregates, event_rows
from atlas.folds.views import View
from atlas.tally.filters import EventFilter
from atlas.words import language
from tests.downloads.test_files import NOTHING, ZHANAOZEN, view_of, with_titles
from tests.filters_at_random import PUBLISHED, filters_of

ADDRESS = "https://atlas.example.org/?from=2011-01-01&to=2011-12-31&city=Zhanaozen"


def parts_of(raw: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def problems(raw: bytes) -> list[str]:
    """What frictionless finds in the unzipped package."""
    with TemporaryDirectory() as folder:
        with ZipFile(io.BytesIO(raw)) as archive:
            archive.extractall(folder)
        report = Package(str(Path(folder) / "datapackage.json")).validate()
    return [str(error.message) for task in report.tasks for error in task.errors] + [
        str(error.message) for error in report.errors
    ]


def resources(parts: dict[str, bytes]) -> dict[str, dict]:
    return {resource["path"]: resource for resource in json.loads(parts["datapackage.json"])["resources"]}


@settings(deadline=None, max_examples=8)
@given(filters_of(PUBLISHED))
def test_the_package_of_any_choice_validates_and_holds_its_rows(chosen):
    view = view_of(chosen)
    raw = package_zip(view, address=ADDRESS)
    assert problems(raw) == []
    parts = parts_of(raw)
    made = {"events.csv": files.events_file(view, "csv"), "claims.csv": files.claims_file(view, "csv")}
    assert [name for name, content in made.items() if parts[name] != content] == []
    told = resources(parts)
    assert set(parts) == {*told, "datapackage.json", "README.md"}
    for path, resource in told.items():
        assert resource["bytes"] == len(parts[path])
        assert resource["hash"] == f"sha256:{hashlib.sha256(parts[path]).hexdigest()}"
        if path.endswith(".csv"):
            table = pd.read_csv(io.BytesIO(parts[path]), dtype=str)
            assert resource["rows"] == len(table)
            assert [field["name"] for field in resource["schema"]["fields"]] == table.columns.tolist()


@pytest.mark.parametrize("chosen", [EventFilter(), NOTHING], ids=["all", "none"])
def test_the_whole_and_the_empty_choice_validate_too(chosen):
    assert problems(package_zip(view_of(chosen))) == []


def test_the_check_sees_a_changed_file_a_lost_row_and_a_wrong_type():
    parts = parts_of(package_zip(view_of(ZHANAOZEN)))

    def found(changed: dict[str, bytes]) -> str:
        out = io.BytesIO()
        with ZipFile(out, "w") as archive:
            for name, content in (parts | changed).items():
                archive.writestr(name, content)
        return " ".join(problems(out.getvalue()))

    assert found({}) == ""
    assert "hash" in found({"sources.csv": parts["sources.csv"].replace(b"http", b"HTTP", 1)})
    described = json.loads(parts["datapackage.json"])
    for resource in described["resources"]:
        del resource["hash"], resource["bytes"]
    bare = {"datapackage.json": json.dumps(described).encode()}
    without = b"\r\n".join(parts["sources.csv"].split(b"\r\n")[:3])
    assert "foreign" in found(bare | {"sources.csv": without}).lower()
    wrong = parts["events.csv"].replace(b"2011-", b"2011/", 4)
    assert "type" in found(bare | {"events.csv": wrong})


def test_the_foreign_key_to_an_umbrella_stands_only_where_the_umbrella_is_in_the_choice():
    def keys(chosen: EventFilter) -> list[list[str]]:
        return [
            key["fields"]
            for key in resources(parts_of(package_zip(view_of(chosen))))["events.csv"]["schema"][
                "foreignKeys"
            ]
        ]

    parts = PUBLISHED.events[view_of(ZHANAOZEN).rows].part_of
    assert set(parts) - {""} - set(PUBLISHED.events.event_id[view_of(ZHANAOZEN).rows])
    assert keys(ZHANAOZEN) == [["campaign"]]
    assert keys(EventFilter()) == [["part_of"], ["campaign"]]


def test_it_tells_the_choice_the_version_the_licence_the_link_and_how_to_cite():
    view = view_of(replace(ZHANAOZEN, whose="official", measure="deaths"))
    parts = parts_of(package_zip(view, address=ADDRESS))
    told, whole = json.loads(parts["datapackage.json"]), PUBLISHED.codebook.descriptor
    for name in ("title", "version", "created", "licenses", "$schema"):
        assert told[name] == whole[name]
    assert told["homepage"] == told["view"]["address"] == ADDRESS
    assert told["view"]["filters"] == {
        "from": ["2011-01-01"],
        "to": ["2011-12-31"],
        "city": ["Zhanaozen"],
        "whose": ["official"],
    }
    assert told["view"]["shown"] == ("Protest events in Zhanaozen, 2011; figures as reported by officials.")
    text = parts["README.md"].decode()
    for part in (ADDRESS, told["view"]["shown"], PUBLISHED.version, "CC-BY-4.0", citations.ORGANISATION):
        assert part in text
    assert citations.apa(About(view, ADDRESS).cited) in text
    for column in event_rows.events_table(PUBLISHED, view.cells, view.rows).columns[:18]:
        assert f"`{column}`" in text
    assert "`official_low`" in text
    assert "Context" not in text.split("# Codebook")[1].split("Columns that downloads add")[0]


def test_the_same_choice_gives_the_same_bytes_today_and_in_a_year(monkeypatch):
    chosen = EventFilter(start=date(2011, 1, 1), campaigns=("Zhanaozen 2011",))
    first = package_zip(view_of(chosen), address=ADDRESS)
    assert (package_zip(View(PUBLISHED, chosen), address=ADDRESS) == first) is True
    monkeypatch.setattr(aggregates, "today", lambda: date(2027, 12, 24))
    assert (package_zip(view_of(chosen), address=ADDRESS) == first) is True
    with ZipFile(io.BytesIO(first)) as archive:
        released = date.fromisoformat(PUBLISHED.codebook.descriptor["created"][:10])
        assert {info.date_time[:3] for info in archive.infolist()} == {
            (released.year, released.month, released.day)
        }


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_in_another_language_it_validates_too_and_says_which_it_is(code):
    language.use(code)
    try:
        raw = package_zip(view_of(EventFilter(campaigns=("Zhanaozen 2011",)), spoken(PUBLISHED, code)))
    finally:
        language.use("en")
    assert problems(raw) == []
    parts = parts_of(raw)
    assert json.loads(parts["datapackage.json"])["view"]["language"] == code
    readme = parts["README.md"].decode("utf-8")
    assert {"kk": "Қазақстан наразылықтарының атласы", "ru": "Атлас протестов Казахстана"}[code] in readme
    titles = " ".join(pd.read_csv(io.BytesIO(parts["events.csv"]), dtype=str).title)
    assert {"kk": "Жаңаөзен", "ru": "Жанаозен"}[code] in titles


def test_kazakh_letters_are_right_in_the_files_for_excel():
    language.use("kk")
    try:
        view = view_of(EventFilter(campaigns=("Zhanaozen 2011",)), spoken(PUBLISHED, "kk"))
        raw, book = files.events_file(view, "excel-csv"), files.events_file(view, "xlsx")
    finally:
        language.use("en")
    assert raw.startswith(b"\xef\xbb\xbf")
    listed = view.edition.events.title[view.rows].tolist()
    assert pd.read_csv(io.BytesIO(raw), dtype=str, encoding="utf-8-sig").title.tolist() == listed
    assert pd.read_excel(io.BytesIO(book), sheet_name=0, dtype=str).title.tolist() == listed
    assert set("әғқңөұүі") <= set(" ".join(listed).casefold())


def test_another_choice_gives_other_bytes():
    one, other = (package_zip(view_of(c)) for c in (ZHANAOZEN, EventFilter(cities=("Zhanaozen",))))
    assert (one == other) is False


def test_texts_go_into_the_package_as_they_are():
    parts = parts_of(package_zip(with_titles("=1+1", "@x")))
    assert pd.read_csv(io.BytesIO(parts["events.csv"]), dtype=str).title.tolist() == ["=1+1", "@x"]


def test_rows_that_may_not_leave_make_no_package():
    view = view_of(ZHANAOZEN, replace(PUBLISHED, restricted="Terms of use.", memos={}))
    with pytest.raises(PermissionError, match="Terms of use"):
        package_zip(view)
