"""The data in the reader's language: texts from translations.csv in place of the English ones, names beside keys.

Keys stay as they are in every language (``city``, ``campaign``, codes), so that a link and a join mean the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pandas as pd

from atlas.edition.edition import Edition, kept
from atlas.edition.problem import Problem
from atlas.words.language import LANGUAGES, _

BY_ROW: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "events": ("event_id", ("title", "description")),
    "campaigns": ("campaign", ("name", "summary")),
    "context": ("context_id", ("title", "description")),
    "actors": ("actor_id", ("name", "other_names", "role")),
    "symbols": ("symbol_id", ("title", "description")),
}
"""Texts of one row each: the table's key, and the columns. ``name`` of a campaign is its key in English."""

BY_TEXT: Mapping[str, tuple[str, ...]] = {
    "events": ("organisers", "place"),
    "claims": ("claimant", "note"),
}
"""Texts that several rows share: translated once, the key is the English text itself."""


@kept(len(LANGUAGES))
def spoken(edition: Edition, code: str) -> Edition:
    """The same edition in a language: the columns of ``BY_ROW`` and ``BY_TEXT`` translated where a translation
    stands, ``gazetteer.name``, ``regions.name`` and ``campaigns.name`` in it. English is the edition itself.

    Tallies do not change: each claimant has one name in every language.
    """
    if code == "en":
        return edition
    texts = _texts(edition, code)
    frames: dict[str, pd.DataFrame] = {}
    for table, (key, columns) in BY_ROW.items():
        frame: pd.DataFrame = getattr(edition, table)
        keys = frame.index.to_series() if frame.index.name == key else frame[key]
        frames[table] = frame.assign(
            **{column: _put(frame[column], keys, texts.get((table, column), {})) for column in columns}
        )
    for table, columns in BY_TEXT.items():
        frame = frames.get(table, getattr(edition, table))
        frames[table] = frame.assign(
            **{
                column: _put(frame[column], frame[column], texts.get((table, column), {}))
                for column in columns
            }
        )
    return replace(
        edition,
        events=frames["events"],
        campaigns=frames["campaigns"],
        context=frames["context"],
        actors=frames["actors"],
        symbols=frames["symbols"],
        claims=frames["claims"],
        gazetteer=_named(edition.gazetteer, code),
        regions=_named(edition.regions, code),
        english=edition,
        memos={},
    )


def _texts(edition: Edition, code: str) -> dict[tuple[str, str], dict[str, str]]:
    of_language = edition.translations[edition.translations.language == code]
    texts: dict[tuple[str, str], dict[str, str]] = {}
    for row in of_language.itertuples():
        texts.setdefault((str(row.table), str(row.column)), {})[str(row.key)] = str(row.text)
    return texts


def _put(english: pd.Series, keys: pd.Series, texts: Mapping[str, str]) -> pd.Series:
    return keys.map(texts).where(lambda found: found.notna(), english).astype("str")


def _named(places: pd.DataFrame, code: str) -> pd.DataFrame:
    return places.assign(name=places[f"name_{code}"].where(places[f"name_{code}"] != "", places.name))


def units(edition: Edition) -> Iterator[tuple[str, str, str]]:
    """Everything that has to be translated, as (table, key, column)."""
    for table, (key, columns) in BY_ROW.items():
        frame = getattr(edition, table).reset_index()
        for column in columns:
            filled = frame[frame[column] != ""]
            yield from ((table, str(each), column) for each in filled[key])
    for table, columns in BY_TEXT.items():
        for column in columns:
            distinct = getattr(edition, table)[column].drop_duplicates()
            yield from ((table, str(each), column) for each in distinct[distinct != ""])


def check(edition: Edition) -> list[Problem]:
    """Every text of the data without a translation, and every translation of a text that the data do not have.

    Neither keeps anything off the screen: English stands where a translation is missing.
    """
    table = edition.codebook.tables["translations"]
    if edition.translations.empty and any(problem.file == table.path for problem in edition.problems):
        # A file that cannot be read: that is told, and not once more for each text.
        return []
    wanted = set(units(edition))
    tables = edition.codebook.tables
    lessened = {name for name, table_ in tables.items() if table_.path in edition.set_aside}
    problems = [
        Problem(
            table.path,
            at + 2,
            "key",
            str(row.key),
            _("is not a text of {table}, column {column}").format(table=row.table, column=row.column),
            _("Correct the key, or delete the row."),
        )
        for at, row in enumerate(edition.translations.itertuples())
        # Of a table that broken rows were taken from, a text may be one of theirs.
        if (row.table, row.key, row.column) not in wanted and row.table not in lessened
    ]
    for code in (code for code in LANGUAGES if code != "en"):
        have = edition.translations[edition.translations.language == code]
        missing = wanted - set(zip(have.table, have.key, have.column, strict=True))
        problems += [
            Problem(
                table.path,
                None,
                column,
                key,
                _("of {table} has no translation into “{language}”").format(table=name, language=code),
                _("Add a row for it."),
            )
            for name, key, column in sorted(missing)
        ]
    return problems
