"""A link may name a place in any language, in any spelling and by what it was called once."""

import pytest

from atlas.edition import divisions
from atlas.edition.cross_checks import check_cities
from atlas.edition.place_names import perhaps, region_names, town_names
from atlas.words import language
from tests.filters_at_random import PUBLISHED

TOWNS = town_names(PUBLISHED.gazetteer)
REGIONS = region_names(PUBLISHED.regions, divisions.ENDED, PUBLISHED.codebook)


def every_name() -> list[tuple[str, str]]:
    """Today's name of every town in three languages, with its code."""
    return [
        (name, str(city))
        for city, it in PUBLISHED.gazetteer.iterrows()
        for name in (city, it.name_kk, it.name_ru)
        if name
    ]


def test_every_town_is_found_by_its_name_of_today_in_each_language_whatever_the_case():
    for name, city in every_name():
        for written in (name, name.upper(), f" {name} "):
            assert city in TOWNS.meant(written), written


def test_every_town_is_among_those_that_its_former_names_and_its_other_spellings_mean():
    missed = [
        (city, name)
        for city, town in PUBLISHED.gazetteer.iterrows()
        for name in [former["name_ru"] for former in town.former_names if former.get("name_ru")]
        if city not in TOWNS.meant(name)
    ]
    # A name of today goes before what another town was called once.
    assert all(TOWNS.meant(name) for _city, name in missed)
    assert len(missed) < 5


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Алматы", "Almaty"),
        ("Алма-Ата", "Almaty"),
        ("alma ata", "Almaty"),
        ("Nur-Sultan", "Astana"),
        ("Nursultan", "Astana"),
        ("Целиноград", "Astana"),
        ("Uralsk", "Oral"),
        ("Уральск", "Oral"),
        ("г. Уральск", "Oral"),
        ("Oral", "Oral"),
        ("Janaozen", "Zhanaozen"),
        ("Жаңаөзен қаласы", "Zhanaozen"),
        ("Semipalatinsk", "Semey"),
        ("Усть-Каменогорск", "Oskemen"),
    ],
)
def test_a_name_means_its_town(text, city):
    assert TOWNS.meant(text) == (city,)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Мангистауская область", "Mangystau"),
        ("Маңғыстау облысы", "Mangystau"),
        ("Mangistau", "Mangystau"),
        ("Алматы", "Almaty"),
        ("Almaty oblast", "Almaty Region"),
        ("Алматинская", "Almaty Region"),
        ("область Абай", "Abai"),
        ("Южно-Казахстанская область", "South Kazakhstan"),
    ],
)
def test_a_name_means_its_region_and_the_word_for_region_tells_it_from_the_town(text, region):
    assert REGIONS.meant(text) == (region,)


def test_a_name_of_several_towns_means_each_of_them_and_they_are_told_apart():
    found = TOWNS.meant("Абай")
    assert set(found) == {"Abay (Karaganda)", "Abay (Turkistan)"}
    language.use("ru")
    assert len({TOWNS.label(city) for city in found}) == 2


def test_what_is_far_from_every_name_is_taken_for_none():
    for text in ("Atlantis", "El Dorado", "?", "", "Ora", "🗺"):
        assert TOWNS.meant(text) == TOWNS.near(text) == ()


@pytest.mark.parametrize(("code", "said"), [("en", "Oral"), ("ru", "Уральск"), ("kk", "Орал")])
def test_a_slip_is_taken_for_the_nearest_name_said_in_the_readers_language(code, said):
    language.use(code)
    assert TOWNS.near("Uralks") == ("Oral",)
    assert said in perhaps(TOWNS, TOWNS.near("Uralks"))
    assert perhaps(TOWNS, ()) == ""


def test_the_check_of_the_data_proposes_the_town_of_that_name_and_not_one_spelled_alike():
    events = PUBLISHED.events.head(1)[["city"]].astype("object").assign(city="Uralsk")
    (problem,) = check_cities(events, PUBLISHED.gazetteer)
    assert "Did you mean Oral?" in problem.words()
    assert "Aralsk" not in problem.words()
