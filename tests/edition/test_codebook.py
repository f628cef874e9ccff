"""The descriptor says what the files hold, in words for every term, and its page cannot say something else."""

import csv
import io
import json
import shutil
import subprocess
import sys

import pytest
from frictionless import Package

from atlas.__main__ import main
from atlas.downloads.codebook_page import files, page
from atlas.edition.codebook import read_codebook
from atlas.folds.event_rows import FIGURE_COLUMNS
from atlas.words.language import LANGUAGES

CODEBOOK = read_codebook()
TABLES = list(CODEBOOK.tables.values())
VOCABULARIES = [(table, column) for table in TABLES for column in table.columns if column.terms]


def ids(value: object) -> str:
    return getattr(value, "name", "")


@pytest.mark.parametrize("table", TABLES, ids=ids)
def test_the_header_of_each_file_is_the_descriptors_columns_in_their_order(table, data_dir):
    with (data_dir / table.path).open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert header == [column.name for column in table.columns]


def test_every_file_of_the_package_is_in_the_descriptor(data_dir):
    described = {resource["path"] for resource in CODEBOOK.descriptor["resources"]}
    files = {path.relative_to(data_dir).as_posix() for path in data_dir.rglob("*.*")}
    assert {path for path in files if path.endswith((".csv", ".geojson"))} == described


def test_every_table_and_column_has_a_title_and_a_meaning():
    for table in TABLES:
        assert table.title and table.description.endswith("."), table.name
        for column in table.columns:
            assert column.title and column.description.endswith("."), (table.name, column.name)


@pytest.mark.parametrize(("table", "column"), VOCABULARIES, ids=ids)
def test_every_term_of_a_vocabulary_has_a_label_and_a_meaning_and_is_what_the_column_allows(table, column):
    assert [term.value for term in column.terms] == column.constraints["enum"]
    assert len({term.value for term in column.terms}) == len(column.terms)
    assert len({term.label for term in column.terms}) == len(column.terms)
    for term in column.terms:
        assert term.label[:1].isupper() and term.meaning.endswith("."), term


def test_every_column_with_allowed_values_has_a_vocabulary():
    for table in TABLES:
        assert all(column.terms for column in table.columns if "enum" in column.constraints), table.name


def test_every_side_but_the_unknown_is_official_or_independent():
    assert CODEBOOK.sides("official") == {"official"}
    assert CODEBOOK.sides("independent") == {"ngo", "media", "opposition"}
    assert CODEBOOK.sides("all") == {"official", "ngo", "media", "opposition", "unknown"}


def test_only_turnout_may_not_be_summed():
    assert CODEBOOK.additive == {
        "participants": False,
        "deaths": True,
        "injuries": True,
        "detentions": True,
    }


def test_a_label_comes_from_the_codebook_and_an_unknown_column_is_named_in_the_error():
    assert CODEBOOK.label("events", "event_type", "hunger_strike") == "Hunger strike"
    with pytest.raises(KeyError, match="events has no column 'town' in the descriptor"):
        CODEBOOK.tables["events"].column("town")


def test_the_package_passes_the_validation_of_the_frictionless_library(data_dir):
    report = Package(str(data_dir / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])
    # One task a table and one a geojson file: an empty report would pass too.
    assert len(report.tasks) == len(CODEBOOK.descriptor["resources"])


def test_the_descriptor_follows_version_2_of_the_specification_and_says_licence_and_contributors():
    descriptor = CODEBOOK.descriptor
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert descriptor["licenses"] and descriptor["contributors"]
    for table in descriptor["resources"]:
        assert "schema" not in table or table["schema"]["missingValues"] == [""]


def test_the_pages_and_the_vocabularies_are_those_generated_from_the_descriptor(data_dir):
    made = files(CODEBOOK)
    assert sorted(made) == ["CODEBOOK.kk.md", "CODEBOOK.md", "CODEBOOK.ru.md", "vocabularies.csv"]
    for name, text in made.items():
        assert (data_dir / name).read_text(encoding="utf-8") == text, name


def test_the_vocabularies_hold_every_code_in_three_languages():
    rows = list(csv.DictReader(io.StringIO(files(CODEBOOK)["vocabularies.csv"])))
    terms = sum(len(column.terms) for table in TABLES for column in table.columns)
    assert len(rows) == terms
    empty = [row for row in rows if not all(row[f"label_{code}"] for code in LANGUAGES)]
    assert empty == []
    strike = next(row for row in rows if (row["column"], row["value"]) == ("event_type", "strike"))
    assert (strike["label_en"], strike["label_kk"], strike["label_ru"]) == ("Strike", "Ереуіл", "Забастовка")


def test_every_column_term_and_rule_is_on_the_page():
    text = page(CODEBOOK)
    missing = []
    for table in TABLES:
        section = text[text.index(f"(`{table.path}`)") :].split("\n## ")[0]
        wanted = [f"| `{column.name}` | {column.type}" for column in table.columns]
        wanted += [f"| `{term.value}` | {term.label} |" for column in table.columns for term in column.terms]
        wanted += [rule["message"] for rule in table.rules] + [rule["remedy"] for rule in table.rules]
        missing += [(table.name, one) for one in wanted if one not in section]
    assert missing == []
    assert all(f"- `{name}`: {meaning}" in text for name, meaning in FIGURE_COLUMNS.items())


def test_a_stale_page_fails_the_check_and_writing_it_anew_passes(tmp_path, data_dir, root):
    shutil.copy(data_dir / "datapackage.json", tmp_path)
    descriptor = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert main(["codebook", str(tmp_path), "--check"]) == 1
    assert main(["codebook", str(tmp_path)]) == 0
    assert main(["codebook", str(tmp_path), "--check"]) == 0
    descriptor["version"] = "9.9.9"
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    command = [sys.executable, "-m", "atlas", "codebook", str(tmp_path), "--check"]
    stale = subprocess.run(command, cwd=root, capture_output=True, check=False, text=True, encoding="utf-8")
    assert stale.returncode == 1
    assert "CODEBOOK.md does not match datapackage.json. Run: make codebook" in stale.stderr
