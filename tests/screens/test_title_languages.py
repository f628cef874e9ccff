"""Titles in another language than the page's say so, so that a screen reader says them right (WCAG 3.1.2)."""

import re

import pytest

from atlas.words import language
from tests.filters_at_random import PUBLISHED
from tests.opened_pages import opened
from ui.context import actor_card

SHOWN = [
    ("events", {"event": "2011-12-16-zhanaozen-1"}),
    ("campaigns", {"campaign": "Zhanaozen 2011"}),
    ("disputed", {"event": "2011-12-16-zhanaozen-1", "show": "deaths"}),
    ("context", {}),
    ("timeline", {"from": "2011-01-01", "to": "2012-12-31"}),
    ("data", {"show": "quality"}),
]
ENGLISH = frozenset(title for title in PUBLISHED.sources.title if title)


def links(page: str, query: dict[str, str], code: str) -> list[tuple[str, str]]:
    """Every link of the page: its attributes and its text."""
    language.use(code)
    app = opened(page, lang=code, **query)
    said = "".join(each.proto.body for each in app.get("html"))
    return re.findall(r"<a ([^>]*)>([^<]*)</a>", said)


@pytest.mark.parametrize("code", ["ru", "kk"])
@pytest.mark.parametrize(("page", "query"), SHOWN)
def test_a_sources_title_says_its_language_where_that_is_not_the_pages(page, query, code):
    titles = [(about, text) for about, text in links(page, query, code) if "source=" in about]
    named = [(about, text) for about, text in titles if re.search(r"[A-Za-z]{3}.* .*[A-Za-z]{3}", text)]
    named = [(about, text) for about, text in named if text in ENGLISH]
    assert named or page in ("timeline", "context")
    assert [text for about, text in named if ' lang="en"' not in about] == []


def test_in_english_nothing_is_said_of_english_titles():
    assert all(' lang="en"' not in about for about, _text in links(*SHOWN[0], "en"))


def test_a_link_out_of_the_atlas_says_the_language_of_the_page_it_leads_to():
    outward = [about for about, _text in links(*SHOWN[0], "ru") if 'target="_blank"' in about]
    assert outward
    assert all(re.search(r' hreflang="[a-z]{2}"', about) for about in outward)


def test_the_page_of_a_source_marks_its_title():
    language.use("ru")
    source = PUBLISHED.sources[PUBLISHED.sources.language == "ru"].index[0]
    app = opened("data", lang="ru", source=source)
    assert any(each.value.startswith('# <span lang="en">') for each in app.markdown)
    language.use("en")
    assert not any("<span lang" in each.value for each in opened("data", source=source).markdown)


def test_an_actors_names_in_other_letters_say_their_language():
    said = actor_card.names("Land Defence; Жер қорғаны; Народный фронт")
    assert said == 'Land Defence; <span lang="kk">Жер қорғаны</span>; <span lang="ru">Народный фронт</span>'
