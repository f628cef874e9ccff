"""Every format of a view, read back as another program reads it, holds the rows of the view and nothing else."""

import csv
import io
import json
from dataclasses import replace
from datetime import date, datetime
from zipfile import ZipFile

import numpy as np
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.downloads import files
from atlas.downloads.added_columns import fields_of
from atlas.edition.edition import Edition
from atlas.folds import aggregates, claim_rows, event_rows
from atlas.folds.views import View
from atlas.tally.claims import counted
from atlas.tally.filters import EventFilter
from tests.filters_at_random import PUBLISHED, filters_of

ADDRESS = "https://atlas.example.org/?city=Zhanaozen"
ZHANAOZEN = EventFilter(start=date(2011, 1, 1), end=date(2011, 12, 31), cities=("Zhanaozen",))
NOTHING = EventFilter(start=date(1980, 1, 1), end=date(1980, 12, 31))


def view_of(chosen: EventFilter, edition: Edition = PUBLISHED) -> View:
    return View(edition, chosen)


def same(value: object) -> object:
    """A cell whatever the format: missing as None, a date as its text, a number as a number."""
    if value == "" if isinstance(value, str) else pd.isna(value):
        return None
    if isinstance(value, date | datetime):
        return value.strftime("%Y-%m-%d")
    return value.item() if isinstance(value, np.generic) else value


def rows_of(table: pd.DataFrame) -> list[dict[str, object]]:
    return [
        {str(name): same(value) for name, value in zip(table.columns, row, strict=True)}
        for row in table.astype("object").itertuples(index=False)
    ]


def differences(found: list[dict[str, object]], wanted: list[dict[str, object]]) -> list[object]:
    """The first cells in which two tables differ: a full comparison of so many would take pytest minutes."""
    if len(found) != len(wanted):
        return [("rows", len(found), len(wanted))]
    both = zip(found, wanted, strict=True)
    return [
        (at, name, one.get(name), two.get(name))
        for at, (one, two) in enumerate(both)
        for name in {**one, **two}
        if list(one) != list(two) or one[name] != two[name]
    ][:5]


def from_text(cells: dict[str, str], kinds: dict[str, str]) -> dict[str, object]:
    """A row of a CSV with its cells read by the type that the codebook gives the column."""
    read = {"integer": int, "number": float, "boolean": {"True": True, "False": False}.__getitem__}
    return {name: read.get(kinds[name], str)(text) if text else None for name, text in cells.items()}


def read_back(raw: bytes, code: str, table: str) -> list[dict[str, object]]:
    """The rows of a file of ``events`` or ``claims`` as pandas, pyarrow, openpyxl, csv or json read them."""
    kinds = {field["name"]: field["type"] for field in fields_of(PUBLISHED.codebook, table)}
    if code in ("csv", "excel-csv"):
        text = raw.decode("utf-8-sig" if code == "excel-csv" else "utf-8")
        return [from_text(row, kinds) for row in csv.DictReader(io.StringIO(text, newline=""))]
    if code == "json":
        return json.loads(raw)[table]
    if code == "geojson":
        found = []
        for feature in json.loads(raw)["features"]:
            lon, lat = feature["geometry"]["coordinates"] if feature["geometry"] else (None, None)
            found.append(feature["properties"] | {"longitude": lon, "latitude": lat})
        return [{name: row[name] for name in kinds} for row in found]
    if code == "parquet":
        return rows_of(pd.read_parquet(io.BytesIO(raw), dtype_backend="pyarrow"))
    sheet = openpyxl.load_workbook(io.BytesIO(raw), read_only=True)[table]
    lines = list(sheet.iter_rows(values_only=True))
    return [{str(k): same(v) for k, v in zip(lines[0], line, strict=True)} for line in lines[1:]]


@pytest.mark.parametrize("code", files.FORMATS)
@settings(deadline=None, max_examples=6)
@given(chosen=filters_of(PUBLISHED), whose=st.sampled_from(["all", "official", "independent"]))
def test_the_events_of_every_format_are_those_of_the_view(code, chosen, whose):
    view = view_of(replace(chosen, whose=whose))
    wanted = rows_of(event_rows.events_table(PUBLISHED, view.cells, view.rows))
    found = read_back(files.events_file(view, code), code, "events")
    assert [row["event_id"] for row in found] == PUBLISHED.events.event_id[view.rows].tolist()
    assert differences(found, wanted) == []


@pytest.mark.parametrize("code", [*files.CLAIM_FORMATS, "xlsx"])
@settings(deadline=None, max_examples=6)
@given(chosen=filters_of(PUBLISHED))
def test_the_claims_of_every_format_are_those_about_the_events_of_the_view(code, chosen):
    view = view_of(chosen)
    raw = files.events_file(view, code) if code == "xlsx" else files.claims_file(view, code)
    found = read_back(raw, code, "claims")
    about = PUBLISHED.claims.event_id.isin(PUBLISHED.events.event_id[view.rows])
    assert [row["claim_id"] for row in found] == PUBLISHED.claims.claim_id[about].tolist()
    assert differences(found, rows_of(claim_rows.claims_table(PUBLISHED, view.cells, view.rows))) == []


@pytest.mark.parametrize("chosen", [EventFilter(), ZHANAOZEN, NOTHING], ids=["all", "some", "none"])
@pytest.mark.parametrize("code", files.STREAMED)
def test_a_file_in_blocks_is_the_file(code, chosen, monkeypatch):
    view = view_of(chosen)
    whole = files.events_file(view, code, address=ADDRESS)
    monkeypatch.setattr(files, "BLOCK", 7)
    blocks = list(files.events_chunks(view, code, address=ADDRESS))
    # As a truth value: to show where a megabyte differs takes pytest minutes.
    assert (b"".join(blocks) == whole) is True
    assert len(blocks) >= view.shown / 7
    wanted = rows_of(event_rows.events_table(PUBLISHED, view.cells, view.rows))
    assert differences(read_back(whole, code, "events"), wanted) == []


@pytest.mark.parametrize("chosen", [EventFilter(), ZHANAOZEN, NOTHING], ids=["all", "some", "none"])
@pytest.mark.parametrize("code", sorted(set(files.STREAMED) & set(files.CLAIM_FORMATS)))
def test_a_file_of_claims_in_blocks_is_the_file(code, chosen, monkeypatch):
    view = view_of(chosen)
    whole = files.claims_file(view, code, address=ADDRESS)
    monkeypatch.setattr(files, "BLOCK", 7)
    blocks = list(files.claims_chunks(view, code, address=ADDRESS))
    assert (b"".join(blocks) == whole) is True
    # The rows as they are made of the claims at once, not of those of a block.
    about = PUBLISHED.claims[PUBLISHED.claims.event_id.isin(PUBLISHED.events.event_id[view.rows])]
    counting = counted(
        about,
        sides=PUBLISHED.codebook.sides("all"),
        known_on=view.cells.known_on,
        unverified=view.cells.unverified,
    )
    rows = read_back(whole, code, "claims")
    assert [row["claim_id"] for row in rows] == about.claim_id.tolist()
    assert [row["counts"] for row in rows] == about.index.isin(counting.index).tolist()
    assert len(blocks) >= len(rows) / 7


def test_the_same_choice_gives_the_same_bytes_today_and_in_a_year(monkeypatch):
    chosen = EventFilter(start=date(2011, 1, 1), cities=("Zhanaozen", "Almaty"))

    def everything() -> dict[str, bytes]:
        view = view_of(chosen)
        made = {code: files.events_file(view, code, address=ADDRESS) for code in files.FORMATS}
        made |= {f"claims {code}": files.claims_file(view, code) for code in files.CLAIM_FORMATS}
        return made | {"cities": files.cities_geojson(view)}

    first = everything()
    monkeypatch.setattr(aggregates, "today", lambda: date(2027, 12, 24))
    assert [code for code, made in everything().items() if made != first[code]] == []


def test_a_workbook_is_dated_by_the_release_of_the_data_in_every_part():
    released = PUBLISHED.codebook.descriptor["created"]
    with ZipFile(io.BytesIO(files.events_file(view_of(ZHANAOZEN), "xlsx"))) as archive:
        core = archive.read("docProps/core.xml").decode()
        days = {info.date_time for info in archive.infolist()}
    assert core.count(f">{released}<") == 2
    assert days == {(*map(int, released[:10].split("-")), 0, 0, 0)}


def test_a_workbook_has_true_dates_a_frozen_header_and_says_what_it_is():
    raw = files.events_file(view_of(ZHANAOZEN), "xlsx", address=ADDRESS)
    book = openpyxl.load_workbook(io.BytesIO(raw))
    assert book.sheetnames == ["events", "claims", "sources", "codebook", "about"]
    events = book["events"]
    assert all(sheet.freeze_panes == "A2" for sheet in book)
    head = [cell.value for cell in events[1]]
    start = events.cell(2, head.index("start_date") + 1)
    assert start.is_date and start.number_format == "yyyy-mm-dd"
    about = {row[0].value: row[1].value for row in book["about"].iter_rows(min_row=2)}
    assert about["Link of this view"] == ADDRESS
    assert about["Shown"] == "Protest events in Zhanaozen, 2011; figures as reported by all sides."
    assert about["Filters"] == "from=2011-01-01; to=2011-12-31; city=Zhanaozen"
    assert ADDRESS in about["Cite as"] and "Retrieved" not in about["Cite as"]
    coded = {(row[0].value, row[1].value) for row in book["codebook"].iter_rows(min_row=2)}
    assert coded >= {("events", name) for name in head}
    referenced = {row[10].value for row in book["claims"].iter_rows(min_row=2)}
    listed = {row[0].value for row in book["sources"].iter_rows(min_row=2)}
    assert referenced <= listed


def test_a_parquet_file_is_typed_keeps_the_unknown_and_carries_its_codebook():
    view = view_of(EventFilter())
    table = pq.read_table(io.BytesIO(files.events_file(view, "parquet", address=ADDRESS)))
    kinds = {field.name: str(field.type) for field in table.schema}
    assert (kinds["start_date"], kinds["deaths_low"], kinds["longitude"]) == (
        "date32[day]",
        "int64",
        "double",
    )
    known = view.cells.totals["deaths"].total_known
    assert table["deaths_low"].null_count == int((~known).sum()) > 0
    assert table["deaths_low"].to_pylist().count(0) < int(known.sum())
    about = json.loads(table.schema.metadata[b"about"])
    assert (about["address"], about["version"]) == (ADDRESS, PUBLISHED.version)
    fields_told = json.loads(table.schema.metadata[b"codebook"])["fields"]
    assert [field["name"] for field in fields_told] == table.column_names
    assert all(field["description"] for field in fields_told)


def test_geojson_is_of_rfc_7946_and_an_event_without_a_town_has_no_geometry():
    view = view_of(EventFilter())
    made = json.loads(files.events_file(view, "geojson"))
    assert made["type"] == "FeatureCollection" and "crs" not in made
    for feature, city in zip(made["features"], PUBLISHED.events.city, strict=True):
        assert (feature["type"], feature["id"]) == ("Feature", feature["properties"]["event_id"])
        assert (feature["geometry"] is None) == (city == "")
        if city:
            town = PUBLISHED.gazetteer.loc[city]
            assert feature["geometry"] == {"type": "Point", "coordinates": [town.lon, town.lat]}


@settings(deadline=None, max_examples=6)
@given(chosen=filters_of(PUBLISHED))
def test_the_towns_carry_the_figures_of_the_map(chosen):
    view = view_of(chosen)
    towns = {f["id"]: f["properties"] for f in json.loads(files.cities_geojson(view))["features"]}
    placed = PUBLISHED.events[view.rows & (PUBLISHED.events.city != "")]
    assert {name: town["events"] for name, town in towns.items()} == placed.city.value_counts().to_dict()
    for measure in view.cells.measures:
        for name, town in towns.items():
            rows = view.rows & (PUBLISHED.events.city == name).to_numpy()
            total = aggregates.total(view.cells, rows, measure)
            assert [town[f"{measure}_{bound}"] for bound in ("low", "high", "known")] == [
                total.figure.low,
                total.figure.high,
                total.known,
            ]


PAYLOADS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("https://example.org")',
    "\uff1d1+1",
    "#REF!",
    "'=1",
)


def with_titles(*titles: str) -> View:
    """A view of as many published events, under these titles, as a reader's own file might bring them."""
    alone = PUBLISHED.events[(PUBLISHED.events.part_of == "") & ~PUBLISHED.events.umbrella]
    some = alone.head(len(titles)).reset_index(drop=True).assign(title=list(titles))
    about = PUBLISHED.claims[PUBLISHED.claims.event_id.isin(some.event_id)]
    return view_of(EventFilter(), replace(PUBLISHED, events=some, claims=about, memos={}))


def test_a_formula_is_inert_in_a_workbook():
    raw = files.events_file(with_titles(*PAYLOADS), "xlsx")
    with ZipFile(io.BytesIO(raw)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert len(sheets) == 5 and not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    sheet = openpyxl.load_workbook(io.BytesIO(raw))["events"]
    column = [cell.value for cell in sheet[1]].index("title") + 1
    cells = [sheet.cell(row, column) for row in range(2, len(PAYLOADS) + 2)]
    assert [cell.value for cell in cells] == [text.replace("\r", "\n") for text in PAYLOADS]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [bool(cell.quotePrefix) for cell in cells] == [True] * 9 + [False]


def test_a_formula_is_inert_in_the_csv_for_excel_and_numbers_stay_numbers():
    view = with_titles(*PAYLOADS)
    raw = files.events_file(view, "excel-csv")
    assert raw.startswith(b"\xef\xbb\xbfevent_id,")
    rows = read_back(raw, "excel-csv", "events")
    guarded = [text if text in ("#REF!", "'=1") else f"'{text}" for text in PAYLOADS]
    assert [row["title"] for row in rows] == guarded
    others = [{k: v for k, v in row.items() if k != "title"} for row in rows]
    wanted = rows_of(event_rows.events_table(view.edition, view.cells, view.rows).drop(columns="title"))
    assert differences(others, wanted) == []


@pytest.mark.parametrize("code", ["csv", "json", "geojson", "parquet"])
def test_a_formula_is_untouched_where_programs_read(code):
    rows = read_back(files.events_file(with_titles(*PAYLOADS), code), code, "events")
    assert [row["title"] for row in rows] == list(PAYLOADS)


def test_signs_that_a_workbook_cannot_hold_and_texts_too_long_for_it_are_told():
    sheet = openpyxl.load_workbook(
        io.BytesIO(files.events_file(with_titles("a\x00b\x1bc", "x" * 40_000), "xlsx"))
    )["events"]
    column = [cell.value for cell in sheet[1]].index("title") + 1
    assert sheet.cell(2, column).value == "a\ufffdb\ufffdc"
    assert sheet.cell(3, column).value.endswith("x [cut here: a cell of a workbook holds no more]")


def test_one_event_comes_with_its_claims_and_sources_also_outside_the_filter():
    view = view_of(NOTHING)
    for event_id in PUBLISHED.events.event_id.iloc[::97]:
        document = files.event_document(view, event_id)
        assert document["event"]["event_id"] == event_id
        claims = PUBLISHED.claims[PUBLISHED.claims.event_id == event_id]
        assert [claim["claim_id"] for claim in document["claims"]] == claims.claim_id.tolist()
        links = PUBLISHED.event_sources[PUBLISHED.event_sources.event_id == event_id]
        wanted = {*claims.source_id, *links.source_id}
        assert {source["source_id"] for source in document["sources"]} == wanted
        assert json.loads(json.dumps(document, allow_nan=False)) == document


def test_an_unknown_event_or_format_is_a_key_error():
    view = view_of(ZHANAOZEN)
    with pytest.raises(KeyError, match="atlantis"):
        files.event_document(view, "2011-01-01-atlantis-1")
    for make in (files.events_file, files.claims_file, files.events_chunks):
        with pytest.raises(KeyError, match="ods"):
            make(view, "ods")
    with pytest.raises(KeyError, match="geojson"):
        files.claims_file(view, "geojson")


def test_the_codebook_document_describes_every_column_of_a_download():
    document = files.codebook_document(PUBLISHED)
    assert json.loads(json.dumps(document)) == document
    view = view_of(ZHANAOZEN)
    for name, table in (
        ("events", event_rows.events_table(PUBLISHED, view.cells, view.rows)),
        ("claims", claim_rows.claims_table(PUBLISHED, view.cells, view.rows)),
    ):
        assert [field["name"] for field in fields_of(PUBLISHED.codebook, name)] == table.columns.tolist()
        own = {column.name for column in PUBLISHED.codebook.tables[name].columns}
        added = [field["name"] for field in document["download_columns"][name]]
        assert added == [column for column in table.columns if column not in own]


def test_rows_that_may_not_leave_do_not_in_any_format():
    view = view_of(ZHANAOZEN, replace(PUBLISHED, restricted="Terms of use.", memos={}))
    assert files.may_export(PUBLISHED) == ""
    for code in files.FORMATS:
        with pytest.raises(PermissionError, match="Terms of use"):
            files.events_file(view, code)
    for code in files.CLAIM_FORMATS:
        with pytest.raises(PermissionError, match="Terms of use"):
            files.claims_file(view, code)
    with pytest.raises(PermissionError, match="Terms of use"):
        files.cities_geojson(view)
    with pytest.raises(PermissionError, match="Terms of use"):
        # By the call, before an answer over HTTP has begun.
        files.events_chunks(view, "csv")
    with pytest.raises(PermissionError, match="Terms of use"):
        files.claims_chunks(view, "csv")
