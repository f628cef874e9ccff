"""A search finds an event by any name its town ever had, in any case and alphabet, word by word."""

from random import Random

import numpy as np
import pytest

from atlas.edition.edition import Edition, read_edition
from atlas.folds.search import _of_words, found, marked
from atlas.folds.search_index import Index, index
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
        ("  ", {SQUARE, TOWN, REGION}),
        # Signs alone stand in no event.
        ("  ,;  ", set()),
        ("?", set()),
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
        (".*", set()),
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


class Counting:
    """An index that counts how often it is asked."""

    def __init__(self, known: Index) -> None:
        self.known, self.asked = known, 0

    def scores(self, word: str) -> object:
        self.asked += 1
        return self.known.scores(word)


@pytest.mark.parametrize("count", [2, 3, 20, 400, 3000])
def test_each_word_each_pair_and_the_whole_are_looked_up_once(edition, count):
    asked = Counting(index(edition))
    _of_words(asked, [f"w{number}" for number in range(count)])
    assert asked.asked == 2 * count


def squared(known: Index, words: list[str]) -> list[int]:
    """The scores as their meaning says them, pair by pair: what the search must answer, however it gets there."""

    def together(keys: list[str]) -> list[int]:
        table = np.stack([known.scores(key) for key in keys])
        return np.where((table > 0).all(axis=0), table.sum(axis=0), 0)

    best = together(words)
    if len(words) > 1:
        best = np.maximum(best, known.scores("".join(words)) * len(words))
    for at in range(len(words) - 1) if len(words) > 2 else ():
        best = np.maximum(best, together([*words[:at], words[at] + words[at + 1], *words[at + 2 :]]))
    return list(best)


def test_the_scores_are_those_of_every_pair_taken_as_one_word():
    known = index(PUBLISHED)
    random = Random(12)
    common = [word for word in known.words if (known.scores(word) > 0).sum() > 40]
    # Cut in two, a word is found by its pair alone.
    halves = [half for word in random.sample(common, 40) if len(word) > 3 for half in (word[:2], word[2:])]
    for _round in range(300):
        words = random.choices([*common, *halves], k=random.randint(1, 5))
        at = random.randrange(len(halves) // 2) * 2
        words[random.randrange(len(words) + 1) : 0] = halves[at : at + 2]
        assert list(_of_words(known, words)) == squared(known, words), words


def test_a_hit_of_two_words_is_marked_whole_where_the_first_is_a_hit_too(edition):
    assert marked(edition, "In Zhana Ozen today", "zhana zhanaozen") == [
        ("In ", False),
        ("Zhana Ozen", True),
        (" today", False),
    ]
