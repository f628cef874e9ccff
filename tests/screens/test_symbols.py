"""Symbols of the opposition are data with a source, and stand on the page Context."""

import re

import pytest

from atlas.edition.edition import read_edition
from atlas.folds.views import published
from tests import small_package
from tests.folds.test_sourcing import links, sources_linked
from tests.opened_pages import opened, words

EDITION = published()
SYMBOLS = EDITION.symbols


def test_the_flag_the_colour_and_the_want_of_a_flag_of_its_own_are_told_each_with_its_source():
    of_article = SYMBOLS[SYMBOLS.source_id == "wikipedia-kazakh-opposition"]
    assert set(zip(of_article.kind, of_article.use, strict=True)) == {
        ("flag", "none"),
        ("flag", "usual"),
        ("colour", "associated"),
    }
    assert SYMBOLS.source_id.isin(EDITION.sources.index).all()


def test_the_events_that_a_symbol_names_exist_and_name_its_actor_among_their_organisers():
    events = EDITION.events.set_index("event_id")
    named = [
        (symbol, code)
        for symbol in SYMBOLS[SYMBOLS.event_ids != ""].itertuples()
        for code in symbol.event_ids.split("; ")
    ]
    assert named
    for symbol, code in named:
        assert code in events.index
        assert EDITION.actors["name"].loc[symbol.actor_id] in events.organisers[code].split("; ")


def test_the_editors_words_on_symbols_take_no_side():
    taking_sides = re.compile(r"\b(reveal\w*|claimed|alleged\w*|so-called|regime|heroic\w*)\b", re.IGNORECASE)
    assert [text for text in [*SYMBOLS.title, *SYMBOLS.description] if taking_sides.search(text)] == []


def test_the_page_context_shows_every_symbol_with_its_source_whatever_is_filtered():
    for query in ({}, {"q": "zzzz"}):
        app = opened("context", **query)
        said = words(app)
        for symbol in SYMBOLS.itertuples():
            assert f"{symbol.title} {EDITION.codebook.label('symbols', 'kind', symbol.kind)}" in said
            assert symbol.description in said
        assert set(SYMBOLS.source_id) <= set(sources_linked(app))
        assert any("event=2018-03-21-nationwide-1" in address for address, *_ in links(app))


@pytest.fixture
def folder(tmp_path):
    folder = small_package.write(tmp_path / "data", events=[{"event_id": "2011-12-16-a-1"}])
    table = EDITION.codebook.tables["symbols"]
    columns = [column.name for column in table.columns]
    rows = [
        {"symbol_id": "flag", "title": "A flag", "kind": "flag", "use": "usual", "description": "One."},
        {"symbol_id": "hue", "title": "A hue", "kind": "colour", "use": "associated", "description": "Two."},
    ]
    sources = ("paper", "forum")
    cells = [
        [(row | {"source_id": source}).get(column, "") for column in columns]
        for row, source in zip(rows, sources, strict=True)
    ]
    small_package.write_rows(folder, table, [columns, *cells])
    return folder


def test_a_symbol_whose_source_is_set_aside_is_set_aside_with_it(folder):
    assert read_edition(folder).symbols.index.tolist() == ["flag", "hue"]
    small_package.change(folder, "sources", 3, grade="splendid")
    broken = read_edition(folder)
    assert broken.symbols.index.tolist() == ["flag"]
    assert broken.set_aside["symbols.csv"] == 1


def test_a_symbol_of_an_unknown_source_or_kind_is_a_problem(folder):
    small_package.change(folder, "symbols", 2, source_id="nowhere")
    small_package.change(folder, "symbols", 3, kind="song")
    found = {(problem.row, problem.column) for problem in read_edition(folder).problems}
    assert found == {(2, "source_id"), (3, "kind")}


def test_an_edition_without_symbols_has_a_page_without_them(folder, monkeypatch):
    table = EDITION.codebook.tables["symbols"]
    small_package.write_rows(folder, table, [[column.name for column in table.columns]])
    bare = read_edition(folder)
    assert bare.symbols.empty
    monkeypatch.setattr("ui.dataset.edition", lambda: bare)
    app = opened("context")
    assert "Symbols of the opposition" not in [heading.value for heading in app.subheader]
