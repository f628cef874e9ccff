"""The panel of downloads: which files it offers for what is shown, and the addresses that it gives to copy."""

import pytest
from streamlit.testing.v1 import AppTest

from atlas.downloads import files
from tests.opened_pages import opened
from ui.address import base_of


@pytest.mark.parametrize(
    ("url", "page", "base"),
    [
        ("https://atlas.example.org/", "", "https://atlas.example.org"),
        ("https://atlas.example.org/events?city=Almaty", "events", "https://atlas.example.org"),
        ("http://localhost:8501/atlas/data/", "data", "http://localhost:8501/atlas"),
        ("https://example.org/opendata", "", "https://example.org/opendata"),
        ("https://example.org/opendata/", "data", "https://example.org/opendata"),
        ("", "events", ""),
    ],
)
def test_the_base_of_every_address_is_what_stands_before_the_page(url, page, base):
    assert base_of(url, page) == base


def labels(app: AppTest) -> list[tuple[str, bool]]:
    return [(button.proto.label, button.proto.disabled) for button in app.get("download_button")]


def test_every_format_is_offered_with_a_word_on_what_it_is_for():
    app = opened("events", city="Zhanaozen")
    (choice,) = [radio for radio in app.radio if radio.key == "download_format"]
    assert choice.options == [made.title for made in files.FORMATS.values()]
    captions = choice.proto.captions
    assert len(captions) == len(files.FORMATS) and all(captions)


@pytest.mark.parametrize("code", files.FORMATS)
def test_claims_are_offered_only_in_formats_that_have_them(code):
    app = opened("events", city="Zhanaozen")
    app.radio(key="download_format").set_value(code).run()
    assert not app.exception
    offered = [label for label, _disabled in labels(app)]
    assert ("Reported figures" in offered) == (code in files.CLAIM_FORMATS)
    assert offered.count("Events") == 1


def test_where_nothing_is_shown_nothing_can_be_taken():
    app = opened("data", show="cite", city="Zhanaozen", to="1987-01-01")
    assert len(labels(app)) == 4
    assert all(disabled for _label, disabled in labels(app))
