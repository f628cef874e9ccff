"""The data in Russian and Kazakh: complete, one name per claimant, and the same figures in every language."""

import re
from collections import Counter
from datetime import date

import pandas as pd
import pytest

from atlas.edition.names import campaign_name, town_name
from atlas.edition.translations import spoken, units
from atlas.folds.views import published
from atlas.tally.tallies import tally
from atlas.words import language

EDITION = published()
OTHERS = [code for code in language.LANGUAGES if code != "en"]
TODAY = date(2026, 11, 22)


@pytest.fixture(params=OTHERS)
def code(request):
    before = language.current()
    language.use(request.param)
    yield request.param
    language.use(before)


def texts_of(code):
    rows = EDITION.translations[EDITION.translations.language == code]
    return {(row.table, row.key, row.column): row.text for row in rows.itertuples()}


def test_every_text_of_the_data_is_translated_and_no_translation_is_left_over(code):
    wanted, found = set(units(EDITION)), set(texts_of(code))
    assert sorted(wanted - found) == []
    assert sorted(found - wanted) == []


PROSE = ("title", "description", "summary", "role", "note")
"""Columns of sentences; names of papers, companies and movements may stay in Latin letters."""


def test_no_sentence_is_still_english(code):
    prose = {key: text for key, text in texts_of(code).items() if key[2] in PROSE}
    assert prose
    assert [text for text in prose.values() if not re.search(r"[А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі]", text)] == []


@pytest.mark.parametrize(("code", "letters"), [("kk", "әғқңөұүһі"), ("ru", "ыэщъё")])
def test_a_language_has_its_own_letters_and_mixes_no_alphabets_within_a_word(code, letters):
    everything = " ".join(texts_of(code).values())
    assert set(letters) <= set(everything.casefold())
    words = re.findall(r"[^\W\d_]+", everything)
    assert [word for word in words if re.search(r"[A-Za-z]", word) and re.search(r"[Ѐ-ӿ]", word)] == []


def test_figures_in_a_translation_are_those_of_the_original(code):
    """Digits, since a slip there would be a wrong fact; a month by its number instead of its name is none."""
    wrong = []
    for (table, key, column), text in texts_of(code).items():
        if column not in ("title", "description", "summary") or table != "events":
            continue
        english = EDITION.events.set_index("event_id").loc[key, column]
        numbers = [
            Counter(re.findall(r"\d+", re.sub(r"(?<=\d)[ ,.\u00a0\u202f](?=\d{3}\b)", "", each)))
            for each in (english, text)
        ]
        if (numbers[0] - numbers[1]) and "one" not in english:
            wrong.append((key, column, english, text))
    assert wrong == []


def test_each_claimant_has_one_name_of_its_own(code):
    names = pd.Series(
        {key: text for (table, key, column), text in texts_of(code).items() if column == "claimant"}
    )
    assert sorted(names[names.duplicated(keep=False)]) == []


@pytest.mark.parametrize("whose", ["all", "official", "independent"])
def test_the_tally_is_the_same_in_every_language(code, whose):
    other = spoken(EDITION, code)
    rule = {"whose": whose, "known_on": None, "unverified": False}
    one = tally(EDITION.events, EDITION.claims, EDITION.codebook, **rule)
    same = tally(other.events, other.claims, other.codebook, **rule)
    for measure, table in one.items():
        pd.testing.assert_frame_equal(table, same[measure])


def test_an_english_speaker_gets_the_edition_itself():
    assert spoken(EDITION, "en") is EDITION


@pytest.mark.parametrize(
    ("code", "key", "name"),
    [
        ("kk", "Zhanaozen", "Жаңаөзен"),
        ("ru", "Zhanaozen", "Жанаозен"),
        ("en", "Oskemen", "Oskemen"),
        ("kk", "Oskemen", "Өскемен"),
    ],
)
def test_a_town_is_called_by_its_name_in_the_readers_language(code, key, name):
    before = language.current()
    language.use(code)
    assert town_name(key) == name
    assert town_name("Atlantis") == "Atlantis"
    language.use(before)


def test_campaigns_are_called_by_their_names_in_the_readers_language(code):
    called = [campaign_name(key) for key in EDITION.campaigns.index]
    assert len(set(called)) == len(called)
    assert all(re.search(r"[А-Яа-я]", name) for name in called)


def test_a_list_of_organisers_keeps_its_parts(code):
    other = spoken(EDITION, code)
    for english, translated in zip(EDITION.events.organisers, other.events.organisers, strict=True):
        assert len(english.split("; ")) == len(translated.split("; ")), (english, translated)
