"""A search finds an event by any name its town ever had, in any case and alphabet, word by word."""

import pytest

from atlas.edition.edition import Edition, read_edition
from atlas.folds.search import found
from atlas.words.spellings import folded
from tests import small_package
from tests.filters_at_random import PUBLISHED

SQUARE, TOWN, REGION = "2011-12-16-zhanaozen-1", "1986-12-17-almaty-1", "2016-04-24-mangystau-1"
EVENTS = (
    {
        "event_id": SQUARE,
        "city": "Zhanaozen",
        "place": "Alangy square",
        "title": "Oil workers shot at",
        "description": "Police fired on strikers.",
    },
    {
        "event_id": TOWN,
        "start_date": "1986-12-17",
        "city": "Almaty",
        "city_name_then": "Alma-Ata",
        "campaign": "Jeltoqsan 1986",
        "title": "Students on the square",
    },
    {
        "event_id": REGION,
        "start_date": "2016-04-24",
        "region": "Mangystau",
        "organisers": "Жер қорғаны; Café Élan",
        "title": "Rallies against land sales",
    },
)
CAMPAIGNS = ({"campaign": "Jeltoqsan 1986", "start_date": "1986-12-16", "end_date": "1986-12-18"},)


@pytest.fixture(scope="module")
def edition(tmp_path_factory) -> Edition:
    made = read_edition(
        small_package.write(tmp_path_factory.mktemp("search"), events=EVENTS, campaigns=CAMPAIGNS)
    )
    assert made.problems == ()
    return made


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {SQUARE, TOWN, REGION}),
        ("  ,;  ", {SQUARE, TOWN, REGION}),
        ("Zhanaozen", {SQUARE}),
        ("zhanao", {SQUARE}),
        # Only from the beginning of a word: "shot" is in no "gunshot".
        ("ozen", set()),
        ("Жаңаөзен", {SQUARE}),
        ("ЖАНАОЗЕН", {SQUARE}),
        ("Novy Uzen", {SQUARE}),
        ("Alma-Ata", {TOWN}),
        ("alma ata", {TOWN}),
        ("Верный", {TOWN}),
        ("Verny", {TOWN}),
        ("Алматы", {TOWN}),
        ("jeltoqsan 1986", {TOWN}),
        ("square", {SQUARE, TOWN}),
        ("students square", {TOWN}),
        # Every word, in whatever order and column.
        ("square zhanaozen police", {SQUARE}),
        ("students police", set()),
        ("mangystau", {SQUARE, REGION}),
        ("жер қорғаны", {REGION}),
        ("cafe elan", {REGION}),
        ("CAFÉ ÉLAN", {REGION}),
        ("x++ (", set()),
        (".*", {SQUARE, TOWN, REGION}),
        ("Atlantis", set()),
    ],
)
def test_a_query_finds_the_events_that_mention_every_word_of_it(edition, query, expected):
    hits = found(edition, query)
    assert set(edition.events.event_id[hits]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Élan", "elan"),
        ("Ust-Kamenogorsk!", "ust kamenogorsk "),
        ("Йод", "иод"),
        ("ҚАЗАҚ", "қазақ"),
        ("STRASSE Straße", "strasse strasse"),
    ],
)
def test_folding_takes_away_case_accents_and_punctuation(text, expected):
    assert folded(text) == expected


def test_every_town_of_the_published_data_is_found_by_each_of_its_names():
    missed = []
    for city in sorted(set(PUBLISHED.events.city) - {""}):
        town = PUBLISHED.gazetteer.loc[city]
        of_town = (PUBLISHED.events.city == city).to_numpy()
        former = [name[part] for name in town.former_names for part in ("name", "name_ru", "name_kk")]
        for name in [city, town.name_kk, town.name_ru, *former, *town.aliases]:
            if not found(PUBLISHED, name)[of_town].all():
                missed.append((city, name))
    assert missed == []
