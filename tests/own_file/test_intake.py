"""A reader's file as rows of text: every kind, encoding and separator, and the files that must be refused."""

import csv
import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from atlas.own_file import reading
from atlas.own_file.intake import read_file
from atlas.own_file.reading import Unreadable

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
ROWS = [
    ["дата", "город", "описание", "задержано"],
    ["16.12.2011", "Жанаозен", "Площадь, первый день\nи второй; «все»", "около 200"],
    ["17.12.2011", "Шетпе", 'Станция "Шетпе"', ""],
]


def delimited(rows, separator=","):
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_a_table_reads_the_same_in_every_encoding_and_with_every_separator(encoding, separator):
    found = read_file("events.csv", delimited(ROWS, separator).encode(encoding))
    assert found.columns == ROWS[0]
    assert found.rows.to_numpy().tolist() == ROWS[1:]
    assert found.rows.index.tolist() == [2, 3]
    assert (found.kind, found.separator, found.encoding) == ("csv", separator, encoding)
    # What a file does not say of itself is an assumption, and an assumption is told.
    assert bool(found.notes) == (encoding in ("cp1251", "utf-16-le", "utf-16-be"))


def test_kazakh_letters_of_one_byte_are_told_from_russian_ones():
    rows = [["күні", "қала"], ["2011-12-16", "Жаңаөзен"], ["2011-12-17", "Ақтөбе"]]
    found = read_file("a.csv", delimited(rows).encode("kz1048"))
    assert found.rows["қала"].tolist() == ["Жаңаөзен", "Ақтөбе"]
    assert "KZ-1048" in found.notes[0]


def test_columns_without_a_name_or_with_one_twice_are_told_apart():
    found = read_file("a.csv", b",date,city,city\n7,2011-12-16,Aktau,Aqtau\n")
    assert found.columns == ["column 1", "date", "city", "city (2)"]
    assert found.rows.iloc[0].tolist() == ["7", "2011-12-16", "Aktau", "Aqtau"]
    assert len(found.notes) == 2


def test_a_row_of_the_wrong_length_is_kept_apart_and_a_short_one_filled():
    found = read_file(
        "a.csv", b"date,city,note\n2011-12-16,Aktau,a,b\n2011-12-17,Shetpe\n\n2011-12-18,Aktau,c,,\n"
    )
    assert found.misshapen == {2: 4}
    assert found.rows.loc[3].tolist() == ["2011-12-17", "Shetpe", ""]
    assert found.rows.index.tolist() == [2, 3, 5]
    assert len(found.notes) == 2


def test_a_file_without_a_header_is_known_by_its_first_row():
    found = read_file("a.csv", b"2011-12-16,Aktau,51.15,43.65\n2011-12-17,Shetpe,52.15,44.15\n")
    assert found.columns == ["column 1", "column 2", "column 3", "column 4"]
    assert found.rows.index.tolist() == [1, 2]
    assert "no header" in found.notes[0]


def test_excels_own_line_about_the_separator_is_no_row():
    found = read_file("a.csv", b"sep=;\r\ndate;city\r\n2011-12-16;Aktau\r\n")
    assert found.columns == ["date", "city"]
    assert found.rows.index.tolist() == [3]


def workbook(*sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_first_sheet_with_a_table_is_read_and_the_others_named():
    content = workbook(
        ("cover", [["Protests"], [], ["made by us"]]),
        ("data", [["A title"], [], ["date", "when", "people"], [date(2011, 12, 16), datetime(2011, 12, 16, 9, 30), 300.0]]),
        ("more", [["a", "b"], [1, 2]]),
    )  # fmt: skip
    found = read_file("book.xlsx", content)
    assert found.rows.loc[4].tolist() == ["2011-12-16", "2011-12-16 09:30:00", "300"]
    told = " ".join(found.notes)
    assert "“data”" in told and "cover and more" in told and "1 row above the header" in told


def test_a_parquet_file_keeps_its_nulls_and_its_short_floats():
    frame = pd.DataFrame(
        {
            "id": [7052011001.0, None],
            "lat": pd.Series([43.65, 44.15], dtype="float32"),
            "day": pd.to_datetime(["2011-12-16", None]),
            "type": pd.Categorical(["rally", None]),
            "n": pd.array([5, None], dtype="Int64"),
        }
    )
    out = io.BytesIO()
    frame.to_parquet(out)
    found = read_file("whatever.csv", out.getvalue())
    assert found.kind == "parquet"
    assert found.rows.to_numpy().tolist() == [
        ["7052011001", "43.65", "2011-12-16", "rally", "5"],
        ["", "44.15", "", "", ""],
    ]


def test_features_become_rows_with_their_point_and_other_geometries_are_told():
    points = [
        {"type": "Feature", "properties": {"city": "Aktau", "n": 5}, "geometry": {"type": "Point", "coordinates": [51.15, 43.65]}},
        {"type": "Feature", "properties": {"city": "Shetpe", "lat": "x"}, "geometry": {"type": "Polygon", "coordinates": []}},
    ]  # fmt: skip
    found = read_file("a.geojson", json.dumps({"type": "FeatureCollection", "features": points}).encode())
    assert found.columns == ["city", "n", "lat (2)", "lon", "lat"]
    assert found.rows.to_numpy().tolist() == [
        ["Aktau", "5", "", "51.15", "43.65"],
        ["Shetpe", "", "x", "", ""],
    ]
    assert "Polygon" in found.notes[0]


def parquet_bytes():
    out = io.BytesIO()
    pd.DataFrame({"date": ["2011-12-16"] * 500, "city": ["Aktau"] * 500}).to_parquet(out)
    return out.getvalue()


def bomb():
    out = io.BytesIO(workbook(("data", [["date", "city"], ["2011-12-16", "Aktau"]])))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/bomb.xml", "w") as file:
        for _piece in range(reading.MOST_UNPACKED // 2**22 + 1):
            file.write(bytes(2**22))
    return out.getvalue()


def long_words():
    # One word of 300 kB that forty thousand rows share: 12 GB once it is unpacked.
    words = pd.Categorical.from_codes([0] * 40_000, ["x" * 300_000])
    out = io.BytesIO()
    pd.DataFrame({"date": words, "city": "a"}).to_parquet(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n \n", "empty"),
        (b"only one word", "no table"),
        (b"date,city\n", "no rows"),
        (b"date,city\n" + b"2011-12-16,Aktau\n" * (reading.MOST_ROWS + 1), "more than 50,000 rows"),
        ((b"a," * (reading.MOST_COLUMNS + 1)) + b"b\n" + b"1,2\n", "more than 400 columns"),
        (b"a,b\n" + b"x" * reading.MOST_BYTES, "larger than 10 MB"),
        (parquet_bytes()[:-200], "cut off"),
        (parquet_bytes()[:400] + parquet_bytes()[-4:], "damaged"),
        (workbook(("a", [["date", "city"], [1, 2]]))[:-300], "damaged"),
        (workbook(("a", [["one"]])), "No sheet"),
        (b"%PDF-1.7 ...", "cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "cannot be read"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b'{"a": 1}', "not a GeoJSON"),
        (b'{"type": "FeatureCollection", "features": [{', "cut off"),
        (b'{"type": "FeatureCollection", "features": []}', "no feature"),
        (b"[" * 200_000, "cut off"),
        (bytes(range(1, 32)) * 100, "neither text"),
    ],
)  # fmt: skip
def test_what_gives_no_table_is_refused_with_the_reason_and_what_to_do(content, says):
    with pytest.raises(Unreadable) as refused:
        read_file("file", content)
    assert says in refused.value.message
    assert refused.value.remedy


def test_a_zip_that_swells_beyond_all_bounds_is_refused():
    with pytest.raises(Unreadable, match="unpacks to more than 128 MB"):
        read_file("bomb.xlsx", bomb())


def test_a_parquet_file_whose_one_word_swells_is_refused():
    with pytest.raises(Unreadable, match="unpacks to more than 128 MB"):
        read_file("a.parquet", long_words())


def test_a_zip_that_is_no_workbook_is_named():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("events.csv", "a,b\n1,2\n")
    with pytest.raises(Unreadable, match="zip archive"):
        read_file("package.zip", out.getvalue())


def test_a_workbook_that_expands_entities_is_refused():
    out = io.BytesIO(workbook(("data", [["date", "city"], ["2011-12-16", "Aktau"]])))
    whole = io.BytesIO()
    with zipfile.ZipFile(out) as before, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            text = before.read(entry)
            if entry.filename == "xl/workbook.xml":
                lol = b'<!DOCTYPE a [<!ENTITY x "aaaa"><!ENTITY y "&x;&x;">]>'
                text = lol + text.split(b"?>", 1)[-1].replace(b'name="data"', b'name="&y;"')
            after.writestr(entry, text)
    with pytest.raises(Unreadable, match="damaged"):
        read_file("a.xlsx", whole.getvalue())


@pytest.mark.parametrize(
    ("name", "kind", "rows", "columns"),
    [
        ("mm_kazakhstan_1990-2020.csv", "csv", 88, 31),
        ("mass_mobilization_africa.parquet", "parquet", 4299, 31),
        ("ucdp_ged_syria_excerpt.csv", "csv", 1555, 41),
        ("ucdp_ged_central_african_republic.geojson", "geojson", 1848, 48),
        ("gdelt_us_protests.parquet", "parquet", 38655, 9),
        ("gdelt1_raw_export.tsv", "csv", 710, 58),
    ],
)
def test_files_by_others_are_read_in_full(name, kind, rows, columns):
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip(f"the samples beside the checkout lack {name}")
    found = read_file(name, path.read_bytes())
    assert (found.kind, len(found.rows), len(found.columns)) == (kind, rows, columns)
    assert not found.misshapen
