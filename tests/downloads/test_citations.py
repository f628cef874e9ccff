"""How a view is cited: every form carries version, day of access and link, and names nobody but the publisher."""

import re
from datetime import date

import pytest
import yaml

from atlas.downloads import citations
from atlas.downloads.citations import Citation
from atlas.edition.codebook import read_codebook
from atlas.words import language
from tests.opened_pages import opened

ADDRESS = "https://atlas.example.org/?from=2011-01-01&city=Zhanaozen&q=%22a%22"
CITED = Citation.of(read_codebook(), accessed=date(2027, 3, 1), address=ADDRESS)
FORMS = (citations.apa, citations.bibtex, citations.ris, citations.cff)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_carries_publisher_title_version_year_and_link(form):
    text = form(CITED)
    for part in (citations.ORGANISATION, CITED.title, CITED.version, str(CITED.released.year), ADDRESS):
        assert part in text
    assert "doi" not in text.lower()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("address", ["", "javascript:alert(1)"])
def test_without_a_web_address_there_is_no_empty_field_for_it(form, address):
    text = form(Citation.of(read_codebook(), accessed=date(2027, 3, 1), address=address))
    assert "javascript" not in text
    assert not re.search(r"\burl\b|UR  -|from$", text)


def test_apa_as_the_manual_writes_a_data_set_that_changes():
    assert citations.apa(CITED) == (
        f"Kazakhstan Protest Atlas. ({CITED.released.year}). Kazakhstan Protest Atlas (Version {CITED.version}) "
        f"[Data set]. Retrieved March 1, 2027, from {ADDRESS}"
    )


def test_bibtex_has_balanced_braces_and_an_organisation_that_is_not_taken_apart():
    text = citations.bibtex(CITED)
    assert text.startswith("@dataset{") and text.count("{") == text.count("}")
    assert "author = {{Kazakhstan Protest Atlas}}," in text
    assert "urldate = {2027-03-01}," in text


def test_ris_opens_with_its_type_ends_the_record_and_has_a_tag_on_each_line():
    lines = citations.ris(CITED).split("\n")
    assert (lines[0], lines[-1]) == ("TY  - DATA", "ER  - ")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert "Y2  - 2027/03/01" in lines


def test_cff_is_yaml_of_schema_1_2_0_with_the_day_of_access_in_the_preferred_citation():
    read = yaml.safe_load(citations.cff(CITED))
    assert read["cff-version"] == "1.2.0"
    assert read["type"] == "dataset"
    assert read["authors"] == [{"name": "Kazakhstan Protest Atlas"}]
    assert read["url"] == ADDRESS
    assert read["preferred-citation"]["type"] == "data"
    assert read["preferred-citation"]["date-accessed"] == "2027-03-01"
    assert {"message", "title", "version", "date-released", "license"} <= set(read)


def test_the_page_shows_the_four_forms_to_copy_and_offers_the_files():
    app = opened("data", show="cite", city="Aktau")
    codes = [code.value for code in app.code]
    marks = ("[Data set]", "@dataset{", "TY  - DATA", "cff-version")
    assert all(mark in code and CITED.version in code for mark, code in zip(marks, codes, strict=False))
    # Of the texts to copy beside the files only the citation needs no address, which no browser gave here.
    assert codes[len(marks) :] == [codes[0]]
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == [
        "Download these events (CSV)",
        "Download their reported figures (CSV)",
        # As the workbook, which holds the reported figures too.
        "Events",
        "Everything with its codebook (zip)",
    ]


@pytest.mark.parametrize(
    ("code", "start", "retrieved"),
    [
        ("kk", "Қазақстан наразылықтарының атласы. (", "Қаралған күні: 2026\u202fж. 22 қараша"),
        ("ru", "Атлас протестов Казахстана. (", "Дата обращения: 22 ноября 2026"),
    ],
)
def test_a_reference_is_in_the_readers_language(code, start, retrieved):
    before = language.current()
    language.use(code)
    try:
        cited = citations.apa(
            citations.Citation.of(read_codebook(), accessed=date(2026, 11, 22), address="https://a.example/")
        )
    finally:
        language.use(before)
    assert cited.startswith(start)
    assert retrieved in cited
    assert cited.endswith("https://a.example/")
