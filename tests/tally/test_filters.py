"""The filter is the link and the sentence: nothing is lost on the way, and nothing asked for goes unsaid."""

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.edition.codebook import read_codebook
from atlas.edition.divisions import DIVISIONS
from atlas.folds import views
from atlas.tally.filters import (
    BOUNDS,
    FACETS,
    MAP_MEASURES,
    MOST_ASKED,
    MOST_LETTERS,
    MOST_WORDS,
    PARAMETERS,
    THRESHOLDS,
    Choices,
    EventFilter,
    Unmet,
    coded,
    from_query,
    in_words,
    looked_for,
)
from atlas.tally.tallies import WHOSE
from atlas.words import language
from tests.filters_at_random import PUBLISHED

CODEBOOK = read_codebook()
FIRST, LAST = date(1986, 1, 1), date(2026, 11, 22)
CHOICES = Choices(
    cities=("Almaty", "Astana", "Oral", "Zhanaozen"),
    regions=("Almaty Region", "Mangystau"),
    types=("rally", "strike", "hunger_strike"),
    campaigns=("Jeltoqsan 1986", "January 2022", "Land reform 2016"),
    first=FIRST,
    last=LAST,
)


def asked(link: str, **others: object) -> tuple[EventFilter, list[tuple[str, str, str]]]:
    """The filter of a query string, and what it asks for in vain as plain tuples."""
    chosen, unmet = from_query(parse_qs(link, keep_blank_values=True), CHOICES, **others)
    return chosen, [(one.parameter, one.value, one.reason) for one in unmet]


def some_of(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True).map(tuple)


# At its first or last day a period is open, and the link says nothing.
DAYS = st.one_of(st.none(), st.dates(FIRST + timedelta(days=1), LAST - timedelta(days=1)))


@st.composite
def filters(draw) -> EventFilter:
    start, end = draw(DAYS), draw(DAYS)
    if start and end and start > end:
        start, end = end, start
    return EventFilter(
        start=start,
        end=end,
        **{field: draw(some_of(getattr(CHOICES, field))) for field in FACETS},
        at_least=tuple(
            (each, draw(st.integers(1, MOST_ASKED))) for each in THRESHOLDS if draw(st.booleans())
        ),
        bound=draw(st.sampled_from(BOUNDS)),
        query=draw(st.text(max_size=20).map(lambda text: looked_for(text)).filter(lambda it: not it[1]))[0],
        whose=draw(st.sampled_from(WHOSE)),
        known_on=draw(DAYS),
        unverified=draw(st.booleans()),
        measure=draw(st.sampled_from(MAP_MEASURES)),
        oblasts=draw(st.sampled_from(list(DIVISIONS))),
    )


@settings(deadline=None, max_examples=200)
@given(filters())
def test_a_filter_comes_back_from_its_own_link_unchanged(chosen):
    assert asked(chosen.to_link()) == (chosen, [])


@settings(deadline=None, max_examples=100)
@given(filters())
def test_a_link_names_each_parameter_in_the_documented_order_and_never_a_default(chosen):
    names = list(dict.fromkeys(name for name, _value in chosen.to_query()))
    assert names == [name for name in PARAMETERS if name in names]
    pairs = set(chosen.to_query())
    defaults = {
        ("bound", "low"),
        ("whose", "all"),
        ("measure", "detentions"),
        ("unverified", "0"),
        ("oblasts", "today"),
    }
    assert not pairs & defaults
    assert all(value for _name, value in pairs)


VALUES = st.one_of(
    st.sampled_from(["oral", "Mangystau", "rally", "official", "deaths", "1", "10", "0", "1e3", "high"]),
    st.text(max_size=8),
)


@settings(deadline=None, max_examples=100)
@given(
    st.dictionaries(
        st.sampled_from(
            [*FACETS.values(), *THRESHOLDS.values(), "bound", "q", "whose", "measure", "unverified"]
        ),
        st.lists(VALUES),
    )
)
def test_every_value_that_a_link_asks_for_is_in_the_filter_or_told(query):
    chosen, unmet = from_query(query, CHOICES)
    told = {(one.parameter, one.value) for one in unmet}
    kept = {(name, value.casefold()) for name, value in chosen.to_query()}
    kept |= {("whose", "all"), ("bound", "low"), ("measure", "detentions"), ("unverified", "0")} | {
        (name, "") for name in query
    }
    for name, values in query.items():
        for value in values:
            words = " ".join(value.split()) if name == "q" else value
            assert (name, words.casefold()) in kept or (name, value) in told


def test_the_link_of_an_untouched_view_is_empty():
    assert EventFilter().to_query() == []
    assert EventFilter().to_link() == ""
    assert not EventFilter().narrows


def test_the_link_carries_codes_and_repeats_a_parameter_for_each_of_its_values():
    chosen = EventFilter(
        start=date(2011, 1, 1),
        end=date(2011, 12, 31),
        cities=("Zhanaozen", "Oral"),
        regions=("Mangystau",),
        types=("hunger_strike",),
        campaigns=("January 2022",),
        query="oil workers",
        whose="official",
        known_on=date(2012, 1, 20),
        unverified=True,
        measure="deaths",
    )
    assert chosen.to_query() == [
        ("from", "2011-01-01"),
        ("to", "2011-12-31"),
        ("city", "Zhanaozen"),
        ("city", "Oral"),
        ("region", "Mangystau"),
        ("type", "hunger_strike"),
        ("campaign", "January 2022"),
        ("q", "oil workers"),
        ("whose", "official"),
        ("known", "2012-01-20"),
        ("unverified", "1"),
        ("measure", "deaths"),
    ]
    assert chosen.to_link().startswith("from=2011-01-01&to=2011-12-31&city=Zhanaozen&city=Oral&region=")


@pytest.mark.parametrize(
    "field, value",
    [
        ("start", FIRST),
        ("end", LAST),
        ("cities", ("Oral",)),
        ("regions", ("Mangystau",)),
        ("types", ("rally",)),
        ("campaigns", ("January 2022",)),
        ("query", "oil"),
    ],
)
def test_each_field_that_leaves_events_out_narrows(field, value):
    assert EventFilter(**{field: value}).narrows


def test_what_only_changes_how_figures_are_told_narrows_nothing():
    assert not EventFilter(whose="official", known_on=LAST, unverified=True, measure="deaths").narrows


def test_several_values_of_one_parameter_are_all_taken_in_the_order_of_the_link():
    assert asked("city=Oral&type=strike&city=Almaty") == (
        EventFilter(cities=("Oral", "Almaty"), types=("strike",)),
        [],
    )


def test_a_value_in_another_case_is_matched_and_counted_once():
    assert asked("city=ALMATY&city=almaty&region=mangystau&campaign=january%202022") == (
        EventFilter(cities=("Almaty",), regions=("Mangystau",), campaigns=("January 2022",)),
        [],
    )


NOT_IN_DATA = "which is not in the data."


@pytest.mark.parametrize(
    "link, told",
    [
        ("city=Atlantis", ("city", "Atlantis", NOT_IN_DATA)),
        ("city=Asana", ("city", "Asana", NOT_IN_DATA + " Did you mean Astana?")),
        ("region=Mangistau", ("region", "Mangistau", NOT_IN_DATA + " Did you mean Mangystau?")),
        ("type=hungerstrike", ("type", "hungerstrike", NOT_IN_DATA + " Did you mean hunger_strike?")),
        (
            "campaign=Land+reform",
            ("campaign", "Land reform", NOT_IN_DATA + " Did you mean Land reform 2016?"),
        ),
        ("whose=police", ("whose", "police", "which must be one of all, official, independent.")),
        (
            "measure=tears",
            ("measure", "tears", "which must be one of events, detentions, deaths, injuries, participants."),
        ),
        ("unverified=yes", ("unverified", "yes", "which must be one of 0, 1.")),
        ("town=Oral", ("town", "Oral", "which is not a part of any link here.")),
        ("page", ("page", "", "which is not a part of any link here.")),
    ],
)
def test_what_the_data_do_not_have_is_told_with_a_way_out_and_leaves_the_rest_standing(link, told):
    assert asked(f"{link}&from=2011") == (EventFilter(start=date(2011, 1, 1)), [told])


def test_an_unmet_wish_is_one_sentence_that_quotes_it():
    _chosen, [unmet] = from_query({"city": ["Atlantis"]}, CHOICES)
    assert unmet.words() == "This link asks for city “Atlantis”, which is not in the data."


def test_an_unknown_city_beside_a_known_one_is_told_and_the_known_one_kept():
    chosen, unmet = asked("city=Atlantis&city=Oral&city=El+Dorado")
    assert chosen == EventFilter(cities=("Oral",))
    assert [one[1] for one in unmet] == ["Atlantis", "El Dorado"]


def test_of_a_single_value_given_twice_the_last_counts_and_the_other_is_told():
    assert asked("from=2011&from=2012&whose=official&whose=official") == (
        EventFilter(start=date(2012, 1, 1), whose="official"),
        [("from", "2011", "which another value later in the link replaces.")],
    )


def test_parameters_of_the_page_itself_are_not_reported():
    assert asked("event=2011-12-16-zhanaozen-1&city=Oral", others=("event",)) == (
        EventFilter(cities=("Oral",)),
        [],
    )


@pytest.mark.parametrize(
    "link, expected",
    [
        ("from=2011", EventFilter(start=date(2011, 1, 1))),
        ("to=2011", EventFilter(end=date(2011, 12, 31))),
        ("from=2012-02", EventFilter(start=date(2012, 2, 1))),
        ("to=2012-02", EventFilter(end=date(2012, 2, 29))),
        ("to=2011-12", EventFilter(end=date(2011, 12, 31))),
        ("from=2011-12-16&to=2011-12-16", EventFilter(start=date(2011, 12, 16), end=date(2011, 12, 16))),
        ("known=2011", EventFilter(known_on=date(2011, 12, 31))),
        ("from=&to=", EventFilter()),
    ],
)
def test_a_year_or_month_stands_for_its_first_day_as_beginning_and_its_last_as_end(link, expected):
    assert asked(link) == (expected, [])


@pytest.mark.parametrize(
    "text",
    ["2011-02-30", "2011-13", "2011-00", "2011-12-00", "0000", "16.12.2011", "2011-1-1", "today", "11"],
)
@pytest.mark.parametrize("parameter", ["from", "to", "known"])
def test_an_impossible_date_is_told_with_how_to_write_one(parameter, text):
    assert asked(f"{parameter}={text}") == (
        EventFilter(),
        [(parameter, text, "which is not a date; write it as 2011-12-16, 2011-12 or 2011.")],
    )


@pytest.mark.parametrize(
    "link, start, end, last",
    [
        ("from=2012-05-01&to=2011-01-31", date(2011, 1, 31), date(2012, 5, 1), "2011-01-31"),
        # Whole units stay whole: from the beginning of 2011 to the end of 2012.
        ("from=2012&to=2011", date(2011, 1, 1), date(2012, 12, 31), "2011"),
    ],
)
def test_ends_given_the_wrong_way_round_are_exchanged_and_told(link, start, end, last):
    assert asked(link) == (
        EventFilter(start=start, end=end),
        [("to", last, "which is before its beginning; the two dates were exchanged.")],
    )


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("from=1986&to=2026-11-22", EventFilter()),
        ("from=1900&to=2030", EventFilter()),
        ("from=1900&to=2011", EventFilter(end=date(2011, 12, 31))),
        ("from=2026-11-22", EventFilter(start=LAST)),
        # What is known after the last day is what is known today.
        ("known=2030", EventFilter()),
    ],
)
def test_an_end_at_or_beyond_the_days_of_the_data_leaves_the_period_open(link, expected):
    assert asked(link) == (expected, [])


def test_a_day_of_knowledge_before_the_data_begin_is_told_and_the_first_day_stands_instead():
    assert asked("known=1980") == (
        EventFilter(known_on=FIRST),
        [("known", "1980", "which is before the first day of the data; that day stands instead.")],
    )


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("from=2030&to=2031", ("from", "2030-01-01", "which is after the last day of the data.")),
        ("from=1970&to=1980", ("to", "1980-12-31", "which is before the first day of the data.")),
    ],
)
def test_a_period_beyond_the_days_of_the_data_is_told_and_not_taken(link, told):
    assert asked(link) == (EventFilter(), [told])


def test_the_words_of_a_search_are_told_from_the_spaces_around_them():
    assert asked("q=++oil++++workers+") == (EventFilter(query="oil workers"), [])


ALL_SIDES = "figures as reported by all sides"


@pytest.mark.parametrize(
    "chosen, sentence",
    [
        (
            EventFilter(),
            f"Protest events, 1986 to 13 November 2025 (the last event in the data); {ALL_SIDES}.",
        ),
        (
            EventFilter(start=date(2011, 1, 1), end=date(2011, 12, 31), cities=("Zhanaozen",)),
            f"Protest events in Zhanaozen, 2011; {ALL_SIDES}.",
        ),
        (
            EventFilter(start=date(2022, 1, 1), end=date(2022, 1, 31), whose="official"),
            "Protest events, January 2022; figures as reported by officials.",
        ),
        (
            EventFilter(start=date(2011, 12, 16), end=date(2011, 12, 19), query="oil workers"),
            f"Protest events that mention “oil workers”, 16–19 Dec 2011; {ALL_SIDES}.",
        ),
        (
            EventFilter(
                types=("rally", "hunger_strike"), campaigns=("Land reform 2016",), whose="independent"
            ),
            (
                "Protest events of type rally or hunger strike of the campaign Land reform 2016, 1986 to 13 November 2025 (the last event in the data); "
                "figures as reported by NGOs, media and the opposition."
            ),
        ),
        (
            EventFilter(cities=("Almaty", "Astana", "Oral"), known_on=date(2012, 1, 20), unverified=True),
            (
                f"Protest events in Almaty, Astana or Oral, 1986 to 13 November 2025 (the last event in the data); {ALL_SIDES}, as known on "
                "20 January 2012, unverified sources included."
            ),
        ),
        (
            EventFilter(regions=("Mangystau",), start=date(2019, 6, 9)),
            (
                "Protest events in Mangystau Region, 9 June 2019 to 13 November 2025 (the last event in the data); "
                f"{ALL_SIDES}."
            ),
        ),
        (
            EventFilter(end=date(1989, 12, 31)),
            f"Protest events, 1986–1989; {ALL_SIDES}.",
        ),
        (
            # Beyond the last event nobody may have looked: that is no period "to today".
            EventFilter(start=date(2026, 1, 1)),
            f"Protest events, from 2026 on; {ALL_SIDES}.",
        ),
        (
            EventFilter(start=date(2020, 1, 1)),
            f"Protest events, 2020 to 13 November 2025 (the last event in the data); {ALL_SIDES}.",
        ),
    ],
)
def test_the_filter_reads_as_one_plain_sentence(chosen, sentence):
    assert in_words(chosen, CODEBOOK, first=FIRST, last=date(2025, 11, 13)) == sentence


@pytest.mark.parametrize(
    ("code", "period"),
    [
        ("en", "1986 to October 2024 (the last event in the data)"),
        ("ru", "1986 – октябрь 2024 (последнее событие в данных)"),
        ("kk", "1986 – 2024 ж. қазан (деректердегі соңғы оқиға)"),
    ],
)
def test_the_last_event_is_named_as_exactly_as_it_is_known(code, period):
    language.use(code)
    try:
        said = in_words(EventFilter(), CODEBOOK, first=FIRST, last=date(2024, 10, 31), precision="month")
    finally:
        language.use("en")
    assert period in said.replace("\u202f", " ").replace("\xa0", " ")


PLACES = replace(CHOICES, names=views.place_names_of(PUBLISHED))


def in_places(link: str) -> tuple[EventFilter, list[Unmet]]:
    """The filter of a query string where places have all their names."""
    return from_query(parse_qs(link), PLACES)


def test_a_place_by_any_name_is_the_same_filter_as_by_its_code():
    for name in ("Уральск", "Uralsk", "ORAL", "Орал"):
        assert in_places(f"city={name}") == (EventFilter(cities=("Oral",)), [])
    assert in_places("city=Уральск&city=Oral&region=Мангистауская область") == (
        EventFilter(cities=("Oral",), regions=("Mangystau",)),
        [],
    )


def test_a_link_is_put_into_codes_and_what_has_none_is_left_as_it_was():
    asked_for = {"city": ["Уральск", "Oral", "Atlantis"], "q": ["Уральск"], "from": ["2011"]}
    assert coded(asked_for, PLACES) == {"city": ["Oral", "Atlantis"], "q": ["Уральск"], "from": ["2011"]}


@pytest.mark.parametrize(("code", "said"), [("en", "Did you mean Oral?"), ("ru", "Уральск?"), ("kk", "Орал")])
def test_what_is_merely_near_is_told_with_the_local_name_and_not_taken(code, said):
    language.use(code)
    chosen, [unmet] = in_places("city=Uralks")
    assert chosen == EventFilter()
    assert said in unmet.words()
    assert unmet.meant == ("Oral",)


def test_what_is_far_from_every_name_is_proposed_nothing():
    _chosen, [unmet] = in_places("city=Atlantis")
    assert unmet.words() == "This link asks for city “Atlantis”, which is not in the data."


def test_of_a_name_that_several_have_none_is_taken():
    both = replace(PLACES, cities=("Abay (Karaganda)", "Abay (Turkistan)"))
    chosen, [unmet] = from_query({"city": ["Абай"]}, both)
    assert chosen == EventFilter()
    assert "Did you mean Abay (Karaganda) or Abay (Turkistan)?" in unmet.words()


def test_a_search_takes_so_many_words_and_letters_and_says_what_it_left():
    words = [f"word{number}" for number in range(3000)]
    chosen, [unmet] = asked_of(" ".join(words))
    assert chosen == " ".join(words[:MOST_WORDS])
    assert str(MOST_WORDS) in unmet.words() and str(MOST_LETTERS) in unmet.words()
    assert len(unmet.words()) < 600
    assert looked_for("a" * 5000)[0] == "a" * MOST_LETTERS
    long = " ".join(["w" * 60] * 4)
    assert looked_for(long)[0] == " ".join(["w" * 60] * 3)
    assert looked_for(" ".join(words[:MOST_WORDS])) == (" ".join(words[:MOST_WORDS]), [])


def asked_of(text: str) -> tuple[str, list[Unmet]]:
    chosen, unmet = from_query({"q": [text]}, CHOICES)
    return chosen.query, unmet


@pytest.mark.parametrize("text", ["?", "…", ".*", "— —"])
def test_a_search_of_signs_only_is_kept_and_told(text):
    query, [unmet] = asked_of(text)
    assert query == text
    assert "no letter and no digit" in unmet.words()


@pytest.mark.parametrize("value", ["0", "-3", "1.5", "ten", "01", "1000000000", "١٠", "10 "])
def test_a_threshold_that_is_no_number_from_one_on_is_told_and_leaves_everything_in(value):
    chosen, (vain,) = from_query({"deaths_min": [value]}, CHOICES)
    assert chosen == EventFilter()
    assert (vain.parameter, vain.value) == ("deaths_min", value)
    assert "which is not a whole number from 1 to 999999999." in vain.words()


def test_thresholds_stand_in_the_sentence_with_the_bound_that_must_reach_them():
    chosen, unmet = from_query({"deaths_min": ["1"], "detentions_min": ["1000"]}, CHOICES)
    assert not unmet and chosen.at_least == (("detentions", 1000), ("deaths", 1)) and chosen.narrows
    said = in_words(chosen, CODEBOOK, first=FIRST, last=date(2025, 11, 13))
    assert "with at least 1,000 detained and at least 1 killed by the lowest figure" in said
    other = in_words(replace(chosen, bound="high"), CODEBOOK, first=FIRST, last=date(2025, 11, 13))
    assert "by the greatest figure" in other
