"""A picture that a reader saves speaks the reader's language, though it is made at the click and far from the page."""

import re
import threading
from collections.abc import Callable
from html import unescape

import pytest
import streamlit

from atlas.words import language
from tests.opened_pages import opened
from ui import dataset

MAP = {"view": "full", "from": "2022-01-01", "to": "2022-01-31"}
PICTURES = [
    ("overview", MAP, "picture_map"),
    ("cities", {"from": "2022-01-01", "to": "2022-01-31"}, "picture_cities-by-year"),
    ("campaigns", {"campaign": "January 2022"}, "picture_spread"),
]
SAID = {
    "ru": ("Атлас протестов Казахстана", "Алматы"),
    "kk": ("Қазақстан наразылықтарының атласы", "Алматы"),
}


@pytest.fixture
def made(monkeypatch) -> dict[str, Callable[[], bytes]]:
    """What each button of a page makes at the click, by its key."""
    found: dict[str, Callable[[], bytes]] = {}
    button = streamlit.download_button

    def remember(*args, **kwargs):
        if callable(kwargs.get("data")):
            found[kwargs["key"]] = kwargs["data"]
        return button(*args, **kwargs)

    monkeypatch.setattr(streamlit, "download_button", remember)
    return found


def clicked(make: Callable[[], bytes]) -> str:
    """The file as Streamlit has it made: in a thread that knows no reader."""
    said: list[str] = []
    thread = threading.Thread(target=lambda: said.append(make().decode("utf-8")))
    thread.start()
    thread.join()
    return said[0]


def words_of(svg: str) -> str:
    """Everything that stands in a picture, its title and description too."""
    return unescape(" ".join(re.findall(r">([^<>]+)<", svg)))


@pytest.mark.parametrize("code", SAID)
@pytest.mark.parametrize(("page", "query", "key"), PICTURES)
def test_a_saved_picture_speaks_the_readers_language(made, page, query, key, code):
    language.use(code)
    app = opened(page, lang=code, **query)
    app.session_state[f"behind_{key.removeprefix('picture_')}"] = True
    app.run()
    assert not app.exception, app.exception
    svg = words_of(clicked(made[key]))
    atlas, town = SAID[code]
    assert atlas in svg
    assert town in svg
    # What stays in Latin letters in every language: names of others, licences, the town of a name alone, and the name
    # of the edition, which ends in "-draft" until it is sealed.
    version = dataset.edition().version
    assert version in svg
    english = set(re.findall(r"[A-Za-z]{4,}", svg.replace(version, ""))) - {"Natural", "Earth", "GeoNames"}
    assert english == set(), english
    # 1 000 and not 1,000.
    assert not re.search(r"\d,\d{3}", svg)


def test_the_same_picture_is_english_for_an_english_reader(made):
    app = opened("overview", **MAP)
    app.session_state["behind_map"] = True
    app.run()
    svg = words_of(clicked(made["picture_map"]))
    assert "Kazakhstan Protest Atlas" in svg
    assert not re.search(r"[а-яА-Я]", svg)
