"""Foreign columns in our terms: sizes in words, dates, places, and each column set with its traps."""

from datetime import date

import pandas as pd
import pytest

from atlas.edition.places import Places
from atlas.folds.views import published
from atlas.own_file import formats
from atlas.own_file.formats import guesses
from atlas.own_file.formats.parts import shown_as_text
from atlas.own_file.reading import Reading, Unreadable
from atlas.words.dates_in_files import day_of, order_of
from atlas.words.numbers_in_words import is_missing, size_of

BASE = published()
PLACES = Places(BASE.gazetteer, BASE.regions, BASE.codebook)


def table(rows, columns=None):
    columns = columns or list(rows[0])
    cells = [[str(row.get(name, "")) for name in columns] for row in rows]
    frame = pd.DataFrame(
        cells, columns=columns, index=pd.RangeIndex(2, len(rows) + 2, name="row"), dtype="str"
    )
    return Reading("file.csv", "csv", columns, frame, "utf-8", ",")


def parts_of(rows, code=None, **mapping):
    reading = table(rows)
    found = formats.recognised(reading.columns)
    assert code is None or found == code
    return formats.convert(found, reading, BASE.codebook, mapping or guesses.guess(reading, PLACES))


@pytest.mark.parametrize(
    ("text", "low", "high", "words"),
    [
        ("300", 300, 300, ""),
        ("50.0", 50, 50, ""),
        ("1e+05", 100_000, 100_000, ""),
        ("1,200", 1200, 1200, ""),
        ("1 200", 1200, 1200, ""),
        ("1\u00a0200\u00a0000", 1_200_000, 1_200_000, ""),
        ("200-300", 200, 300, ""),
        ("200 – 300 people", 200, 300, ""),
        ("от 200 до 300 человек", 200, 300, ""),
        ("btw. 20000 & 30000", 20_000, 30_000, ""),
        ("2,000 to 3,000", 2000, 3000, ""),
        ("около 200", 200, 200, ""),
        ("about 1000", 1000, 1000, ""),
        ("шамамен 300 адам", 300, 300, ""),
        (">50", 50, None, ""),
        ("> 1,000", 1000, None, ""),
        ("50+", 50, None, ""),
        ("at least 300", 300, None, ""),
        ("not less than 20 people", 20, None, ""),
        ("свыше 300", 300, None, ""),
        ("не менее 1 500 человек", 1500, None, ""),
        ("300 адамнан астам", 300, None, ""),
        ("scores (>50)", 50, None, ""),
        (">50-100s", 50, None, ""),
        ("700 - >1000", 700, None, ""),
        ("200-2000+", 200, None, ""),
        ("tens of thousands", 10_000, None, ""),
        ("100000s", 100_000, None, ""),
        ("up to 64", None, 64, ""),
        ("<200", None, 200, ""),
        ("до 200 человек", None, 200, ""),
        ("100s-500", None, 500, ""),
        ("2 тыс.", 2000, 2000, ""),
        ("1,5 тыс. человек", 1500, 1500, ""),
        ("100s", None, None, "hundreds"),
        ("1000s", None, None, "thousands"),
        ("100s-1000s", None, None, "hundreds"),
        ("a few hundred ", None, None, "hundreds"),
        ("несколько сотен", None, None, "hundreds"),
        ("dozens", None, None, "dozens"),
        ("Several", None, None, "several"),
        ("жүздеген", None, None, "hundreds"),
        ("0", 0, 0, ""),
        ("between 5 and 10", 5, 10, ""),
        ("между 5 и 10", 5, 10, ""),
        ("5 to 10", 5, 10, ""),
    ],
)
def test_a_size_becomes_bounds_or_a_vague_word(text, low, high, words):
    assert not is_missing(text)
    size = size_of(text)
    assert size is not None and size[:3] == (low, high, words)
    assert words in ("", *BASE.codebook.values("claims", "words"))


@pytest.mark.parametrize(
    "text",
    ["50_", "1.200", "1.000", "100,5", "5.5", "5 and 10", "5 & 6", "5 и 10", "=1+1", "12 arrested", "500-200", "100-", "99999999999", "1e99", "2011-12-16", "yes"],
)  # fmt: skip
def test_what_could_be_read_two_ways_or_none_is_not_guessed(text):
    assert size_of(text) is None


@pytest.mark.parametrize(
    "text", ["", " ", ".", "-", "n/a", "NaN", "None", "unknown", "неизвестно", "-99", "-1", "-999.0"]
)
def test_what_stands_for_unknown_is_never_a_number(text):
    assert is_missing(text)


@pytest.mark.parametrize(
    ("cells", "text", "day", "says"),
    [
        (["03/04/2011", "13/04/2011"], "03/04/2011", date(2011, 4, 3), "the day stands before the month"),
        (["03/04/2011", "04/13/2011"], "03/04/2011", date(2011, 3, 4), "the month stands before the day"),
        (["03/04/2011", "05/06/2011"], "03/04/2011", date(2011, 4, 3), "no date tells"),
        (["13/04/2011", "04/13/2011"], "04/13/2011", date(2011, 4, 13), "both orders"),
        (["16.12.11"], "16.12.11", date(2011, 12, 16), "before the month"),
        (["40893", "40894.5"], "40893", date(2011, 12, 16), "spreadsheet's days"),
        (["2011-12-16"], "2011-12-16T10:00:00Z", date(2011, 12, 16), ""),
        (["20111216"], "20111216", date(2011, 12, 16), ""),
        (["x"], "2011/12/16", date(2011, 12, 16), ""),
        (["x"], "16 декабря 2011 г.", date(2011, 12, 16), ""),
        (["x"], "December 16, 2011", date(2011, 12, 16), ""),
        (["x"], "2011 жылғы 16 желтоқсан", date(2011, 12, 16), ""),
        (["x"], "16-Dec-11", date(2011, 12, 16), ""),
    ],
)
def test_dates_are_read_by_the_column_as_a_whole_and_the_order_is_said(cells, text, day, says):
    order = order_of(cells, "date")
    found = day_of(text, order)
    assert found is not None and (found.first, found.last, found.precision) == (day, day, "day")
    assert says in order.words and bool(order.words) == bool(says)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("December 2011", date(2011, 12, 1), date(2011, 12, 31), "month"),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29), "month"),
        ("2011", date(2011, 1, 1), date(2011, 12, 31), "year"),
        ("20160700", date(2016, 7, 1), date(2016, 7, 31), "month"),
        ("16–17 December 2011", date(2011, 12, 16), date(2011, 12, 17), "day"),
        ("26.05.2011 - 19.12.2011", date(2011, 5, 26), date(2011, 12, 19), "day"),
    ],
)
def test_a_date_is_known_only_as_far_as_it_is_written(text, first, last, precision):
    found = day_of(text, order_of(["x"], "date"))
    assert found is not None and (found.first, found.last, found.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "text",
    ["31/02/2020", "99", "2011-13-01", "40893", "soon", "5 may", "16-17-18", "2011-12-16 - 2011-12-01"],
)
def test_what_is_no_date_is_none(text):
    assert day_of(text, order_of(["x"], "date")) is None


@pytest.mark.parametrize(
    ("text", "cities", "unknown", "region", "nationwide"),
    [
        ("Жаңаөзен", ["Zhanaozen"], [], "", False),
        ("жанаозен", ["Zhanaozen"], [], "", False),
        ("г. Алматы", ["Almaty"], [], "", False),
        ("Алма-Ата", ["Almaty"], [], "", False),
        ("Целиноград", ["Astana"], [], "", False),
        ("Chimkent", ["Shymkent"], [], "", False),
        ("Leninsk", ["Baikonur"], [], "", False),
        ("Dzhambul", ["Taraz"], [], "", False),
        ("Ust Kamenogorsk", ["Oskemen"], [], "", False),
        ("Almaty; Nur Sultan", ["Almaty", "Astana"], [], "", False),
        ("Almaty Petropavlovsk Kustanay", ["Almaty", "Petropavl", "Kostanay"], [], "", False),
        ("Karaganda, Shakhtinsk and Abay", ["Karaganda", "Shakhtinsk", "Abay (Karaganda)"], [], "", False),
        ("Zhanaozen, Mangystau Region, Kazakhstan", ["Zhanaozen"], [], "", False),
        (
            "western Kazakhstan; Zhanaozen and Aktau",
            ["Zhanaozen", "Aktau"],
            ["western Kazakhstan"],
            "",
            False,
        ),
        ("Lome, Martitime Region", [], ["Lome, Martitime Region"], "", False),
        ("Yuzhnyy, Zapadnyy and Vostochny", [], ["Yuzhnyy, Zapadnyy and Vostochny"], "", False),
        ("Мангистауская область", [], [], "Mangystau", False),
        ("Nationwide", [], [], "", True),
        ("Almaty; national", ["Almaty"], [], "", True),
    ],
)
def test_a_cell_names_one_town_several_a_region_or_the_country(text, cities, unknown, region, nationwide):
    found = PLACES.find(text)
    assert (list(found.cities), list(found.unknown), found.region, found.nationwide) == (
        cities,
        unknown,
        region,
        nationwide,
    )


# Invented from the first to the last cell: ACLED's terms do not allow its rows here.
ACLED = {
    "event_id_cnty": "KAZ1", "event_date": "16 December 2011", "year": "2011", "time_precision": "1",
    "event_type": "Riots", "sub_event_type": "Mob violence", "actor1": "Nobody (Invented)", "assoc_actor_1": "A; B",
    "country": "Kazakhstan", "admin1": "Mangystau", "location": "Aktau", "latitude": "43.65", "longitude": "51.15",
    "geo_precision": "1", "source": "Invented Paper", "notes": "Nothing of this happened.", "fatalities": "3",
}  # fmt: skip


def test_acled_gives_one_figure_of_deaths_and_its_rows_may_not_leave():
    found = parts_of(
        [ACLED, ACLED | {"event_id_cnty": "KAZ2", "time_precision": "3", "event_type": "Protests"}], "acled"
    )
    assert [(c["measure"], c["low"], c["high"], c["claimant"]) for c in found.claims] == [
        ("deaths", "3", "3", "ACLED")
    ] * 2
    assert [e["event_type"] for e in found.events] == ["riot", "rally"]
    assert [(e["start_date"], e["date_precision"]) for e in found.events] == [
        ("2011-12-16", "day"),
        ("2011-12-01", "month"),
    ]
    assert found.events[0]["organisers"] == "A; B"
    assert "ACLED" in found.restricted


UCDP = {
    "id": "1", "type_of_violence": "1", "where_prec": "1", "where_coordinates": "Invented town", "adm_1": "", "adm_2": "",
    "latitude": "34.8", "longitude": "36.7", "country": "Nowhere", "date_prec": "1", "date_start": "2016-01-01T00:00:00",
    "date_end": "2016-01-02T00:00:00", "low": "1", "best": "2", "high": "5", "number_of_sources": "-1",
    "source_headline": "A\nheadline", "source_office": "Paper",
}  # fmt: skip


def test_ucdp_gives_a_range_and_a_row_whose_estimates_are_out_of_order_is_left_out():
    found = parts_of(
        [UCDP, UCDP | {"id": "2", "best": "6"}, UCDP | {"id": "3", "date_prec": "2"}, UCDP | {"low": "-1"}],
        "ucdp_ged",
    )
    assert [(c["low"], c["high"], c["note"]) for c in found.claims] == [("1", "5", "best estimate 2")] * 2
    assert [e["date_precision"] for e in found.events] == ["day", "month"]
    assert [(r["row"], r["left_out"]) for r in found.rejects] == [(3, "row"), (5, "row")]
    assert found.sources[0]["title"] == "A headline"


MM = {
    "id": "7052011001.0", "country": "Kazakhstan", "protest": "1", "protestnumber": "1", "startday": "17.0",
    "startmonth": "12.0", "startyear": "2011.0", "endday": "18.0", "endmonth": "12.0", "endyear": "2011.0",
    "protesterviolence": "0", "location": "Shetpe", "participants_category": ".", "participants": "100s",
    "stateresponse1": "arrests", "stateresponse2": "killings", "stateresponse5": ".", "notes": "text", "sources": "a; b",
}  # fmt: skip


def figures(found):
    return [(c["measure"], c["low"], c["high"], c["words"]) for c in found.claims]


def test_arrests_and_killings_that_are_not_counted_are_neither_one_nor_none():
    found = parts_of([MM], "mass_mobilization")
    assert figures(found) == [
        ("participants", "", "", "hundreds"),
        ("detentions", "", "", "some"),
        ("deaths", "", "", "some"),
    ]
    assert (found.events[0]["start_date"], found.events[0]["end_date"]) == ("2011-12-17", "2011-12-18")
    assert found.events[0]["event_id"] == "2011-12-17-mm-7052011001"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"participants": "99"}, []),
        ({"participants": "-99"}, []),
        ({"participants": "."}, []),
        ({"participants": "", "participants_category": "100-999"}, [("participants", "100", "999", "")]),
        ({"participants": "", "participants_category": ">10000"}, [("participants", "10000", "", "")]),
        ({"participants": "dozens", "participants_category": "50-99"}, [("participants", "", "", "dozens")]),
        (
            {"participants": "4000 arrested", "stateresponse1": "arrests"},
            [("detentions", "4000", "4000", "")],
        ),
        ({"participants": ">50"}, [("participants", "50", "", "")]),
    ],
)
def test_sizes_and_sentinels_of_mass_mobilization(cells, expected):
    assert figures(parts_of([MM | {"stateresponse1": "", "stateresponse2": ""} | cells])) == expected


def test_a_country_year_without_protest_is_no_event():
    found = parts_of([MM | {"protest": "0"}, MM])
    assert [(r["row"], r["left_out"]) for r in found.rejects] == [(2, "row")]
    assert "without protest" in found.rejects[0]["reason"]


@pytest.mark.parametrize(
    "header",
    [
        ["Дата", "Город", "Широта", "Долгота", "Погибшие", "Задержано", "Участников", "Источник", "Ссылка"],
        ["Event date", "City", "Latitude", "Longitude", "Deaths", "Detained", "Crowd size", "Source", "URL"],
        [
            "Күні",
            "Қала",
            "Ендік",
            "Бойлық",
            "Қаза тапқандар",
            "Ұсталғандар",
            "Қатысушылар",
            "Дереккөз",
            "Сілтеме",
        ],
        ["a", "b", "lat", "lon", "killed", "arrests", "turnout", "media", "link"],
    ],
)
def test_columns_are_guessed_in_three_languages_and_by_their_cells(header):
    cells = ["16.12.2011", "Жаңаөзен", "43.3", "52.8", "14", "70", "3000", "Paper", "https://example.org/1"]
    found = guesses.guess(table([dict(zip(header, cells, strict=True))]), PLACES)
    targets = ("date", "place", "lat", "lon", "deaths", "detained", "participants", "source", "url")
    assert [found[target] for target in targets] == header


def test_no_column_is_guessed_for_two_targets():
    found = guesses.guess(
        table([{"date": "2011-12-16", "event": "Rally", "type": "march", "lat": "1"}]), PLACES
    )
    given = [column for column in found.values() if column]
    assert len(given) == len(set(given))


PLAIN = {
    "date": "16.12.2011",
    "place": "Aktau",
    "type": "митинг",
    "deaths": "3",
    "low": "2",
    "high": "5",
    "detained": "99",
}
MAPPING = {"date": "date", "place": "place", "type": "type", "deaths": "deaths", "deaths_low": "low", "deaths_high": "high", "detained": "detained"}  # fmt: skip


def test_a_best_estimate_and_its_bounds_are_one_claim():
    found = parts_of([PLAIN], "plain", **MAPPING)
    assert figures(found) == [("deaths", "2", "5", ""), ("detentions", "99", "99", "")]
    assert found.events[0]["event_type"] == "rally"


def test_99_is_a_count_unless_the_column_uses_it_for_unknown():
    rows = [PLAIN | {"detained": cell} for cell in ("99", "-99", "12")]
    assert [c["low"] for c in parts_of(rows, **MAPPING).claims if c["measure"] == "detentions"] == ["12"]
    rows = [PLAIN | {"detained": cell} for cell in ("99", "120", "12")]
    assert [c["low"] for c in parts_of(rows, **MAPPING).claims if c["measure"] == "detentions"] == [
        "99",
        "120",
        "12",
    ]


def test_a_table_without_dates_is_refused():
    with pytest.raises(Unreadable, match="dates"):
        parts_of([{"a": "x", "b": "y"}])


def test_a_set_whose_columns_are_missing_is_refused():
    with pytest.raises(Unreadable, match="ACLED"):
        formats.convert("acled", table([{"a": "x"}]), BASE.codebook, {})


def test_an_address_that_a_browser_must_not_follow_is_text():
    rows = [
        PLAIN | {"source": "x", "url": url}
        for url in ("javascript:alert(1)", "data:text/html,x", "https://example.org/a")
    ]
    found = parts_of(rows, **MAPPING, source="source", url="url")
    assert [source["url"] for source in found.sources] == ["", "", "https://example.org/a"]
    assert "javascript:alert(1)" in found.sources[0]["title"]


def test_text_that_turns_the_text_after_it_is_spelled_out():
    assert shown_as_text("a\u202eb\x00\n<b>=1") == "a‹U+202E›b <b>=1"
