"""A town is told by the name that it had on the day of the event, beside today's, in the reader's language."""

from datetime import date

import pandas as pd
import pytest

from atlas.edition import gazetteer
from atlas.edition.translations import spoken
from atlas.folds import views
from atlas.folds.shown_rows import shown_table
from atlas.tally.filters import EventFilter
from atlas.words import language
from atlas.words.language import LANGUAGES
from tests.filters_at_random import PUBLISHED

TOWNS = PUBLISHED.gazetteer
EVENTS = PUBLISHED.events
STILL_IN_RUSSIAN = {"Uralsk", "Ust-Kamenogorsk", "Karaul"}
"""English names of the time that the towns have in Russian still: no former names (see data/CHANGES.md)."""


@pytest.mark.parametrize(
    ("city", "day", "name"),
    [
        ("Almaty", "1986-12-17", "Alma-Ata"),
        ("Almaty", "1910-01-01", "Verny"),
        ("Almaty", "1994-01-01", "Almaty"),
        # Renamed in the course of 1993, on a day that the gazetteer lacks.
        ("Almaty", "1993-06-01", ""),
        ("Astana", "1986-12-19", "Tselinograd"),
        ("Astana", "1995-01-01", "Akmola"),
        ("Astana", "2019-03-22", "Astana"),
        ("Astana", "2019-03-23", "Nur-Sultan"),
        ("Astana", "2022-09-16", "Nur-Sultan"),
        ("Astana", "2022-09-17", "Astana"),
        ("Zhanaozen", "1993-10-06", "Novy Uzen"),
        ("Zhanaozen", "1993-10-07", "Zhanaozen"),
        ("Aktau", "1989-06-01", "Shevchenko"),
        ("Atyrau", "1989-06-01", "Guryev"),
        ("Baikonur", "1993-06-08", "Leninsk"),
        ("Karaganda", "1989-07-01", "Karaganda"),
        # Given up in a year that nobody knows: the gazetteer does not guess.
        ("Turkistan", "1997-10-07", ""),
        ("Konaev", "1969-01-01", "Novoiliysk"),
        ("Konaev", "2000-01-01", "Kapchagay"),
    ],
)
def test_the_name_of_a_town_on_a_day(city, day, name):
    assert gazetteer.name_on(TOWNS.loc[city], date.fromisoformat(day), "en") == name


@pytest.mark.parametrize(
    ("city", "said", "day", "expected"),
    [
        ("Almaty", "Alma-Ata", "1986-12-17", {"en": "Alma-Ata", "ru": "Алма-Ата", "kk": "Алма-Ата"}),
        ("Zhanaozen", "", "1989-06-17", {"en": "Novy Uzen", "ru": "Новый Узень", "kk": "Новый Узень"}),
        ("Astana", "Nur-Sultan", "2019-06-09", {"en": "Nur-Sultan", "ru": "Нур-Султан", "kk": "Нұр-Сұлтан"}),
        # The same word in Kazakh, then and now.
        ("Taldykorgan", "Taldy-Kurgan", "1986-12-19", {"en": "Taldy-Kurgan", "ru": "Талды-Курган", "kk": ""}),
        # In Russian the town is called so today.
        ("Oral", "Uralsk", "1990-08-27", {"en": "Uralsk", "ru": "", "kk": ""}),
        ("Almaty", "", "2019-06-09", {"en": "", "ru": "", "kk": ""}),
        ("Turkistan", "", "1997-10-07", {"en": "", "ru": "", "kk": ""}),
    ],
)
def test_what_is_shown_beside_the_name_of_today(city, said, day, expected):
    town = TOWNS.loc[city]
    shown = {
        code: gazetteer.name_then(town, said, date.fromisoformat(day), code) for code in ("en", "ru", "kk")
    }
    assert shown == expected


def test_the_names_that_the_events_give_are_those_of_the_gazetteer_on_their_days():
    differ = []
    for event in EVENTS[EVENTS.city != ""].itertuples():
        name = gazetteer.name_on(TOWNS.loc[event.city], event.start_date.date(), "en")
        if name and (event.city_name_then or event.city) != name:
            differ.append((event.event_id, event.city_name_then, name))
    assert {said for _event, said, _name in differ} == STILL_IN_RUSSIAN
    for event, said, _name in differ:
        town = TOWNS.loc[EVENTS.city[EVENTS.event_id == event].iloc[0]]
        assert said not in {one["name"] for one in town.former_names}


def test_the_day_of_a_renaming_lies_in_its_year():
    days = [one for listed in TOWNS.former_names for one in listed if "until_day" in one]
    assert len(days) >= 8
    assert [one for one in days if date.fromisoformat(one["until_day"]).year != one["until"]] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_table_of_events_tells_both_names(code):
    edition = spoken(PUBLISHED, code)
    language.use(code)
    try:
        cells = views.View(edition, EventFilter()).cells
        table = shown_table(edition, cells).sort_index()
        then = gazetteer.names_then(edition.events, edition.gazetteer, code)
        told = [(place, name) for place, name in zip(table.place, then, strict=True) if name]
        assert len(told) > 40
        assert [place for place, name in told if name not in place] == []
        row = EVENTS.index[EVENTS.event_id == "1986-12-17-almaty-1"][0]
        expected = {"en": "Alma-Ata", "ru": "Алма-Ата", "kk": "Алма-Ата"}[code]
        assert expected in table.place[row]
        today = EVENTS.index[EVENTS.event_id == "2011-12-16-zhanaozen-1"][0]
        assert "(" not in table.place[today]
    finally:
        language.use("en")


def test_a_town_that_the_gazetteer_lacks_has_no_other_name():
    events = pd.DataFrame(
        {
            "city": ["Nowhere", ""],
            "city_name_then": ["Somewhere", ""],
            "start_date": pd.to_datetime(["1990-01-01"] * 2),
        }
    )
    assert gazetteer.names_then(events, TOWNS, "en") == ["", ""]
