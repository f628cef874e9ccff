"""Dates, spans, numbers and ranges as a reader sees them."""

import re
import threading
from datetime import date

import pytest

from atlas.tally.ranges import UNKNOWN, Range
from atlas.words import language
from atlas.words.language import (
    date_words,
    list_words,
    ngettext,
    number,
    period_words,
    short_span_words,
    span_words,
)

# Between two dates Babel puts a dash with thin spaces, within one date none.
TO = "\u2009–\u2009"


@pytest.mark.parametrize(
    ("value", "words"), [(0, "0"), (64, "64"), (999, "999"), (9900, "9,900"), (1234567, "1,234,567")]
)
def test_a_number_has_thousands_separated(value, words):
    assert number(value) == words


@pytest.mark.parametrize(
    ("day", "precision", "words"),
    [
        (date(2011, 12, 16), "day", "16 December 2011"),
        (date(1986, 12, 1), "month", "December 1986"),
        (date(2002, 1, 1), "year", "2002"),
    ],
)
def test_a_date_is_told_only_as_far_as_it_is_known(day, precision, words):
    assert date_words(day, precision) == words


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        (date(2011, 12, 16), date(2011, 12, 16), "day", "16 December 2011"),
        (date(2011, 12, 16), date(2011, 12, 19), "day", "16–19 Dec 2011"),
        (date(2011, 11, 27), date(2011, 12, 3), "day", f"27 Nov{TO}3 Dec 2011"),
        (date(2011, 12, 30), date(2012, 1, 2), "day", f"30 Dec 2011{TO}2 Jan 2012"),
        (date(1986, 12, 1), date(1986, 12, 31), "month", "December 1986"),
        (date(1997, 10, 1), date(1997, 11, 30), "month", f"October{TO}November 1997"),
        (date(1989, 12, 1), date(1990, 1, 31), "month", f"December 1989{TO}January 1990"),
        (date(2002, 1, 1), date(2002, 12, 31), "year", "2002"),
        (date(2002, 1, 1), date(2004, 12, 31), "year", "2002–2004"),
    ],
)
def test_a_span_is_told_in_the_shortest_form_that_its_precision_allows(start, end, precision, words):
    assert span_words(start, end, precision) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2011, 1, 1), date(2011, 12, 31), "2011"),
        (date(2018, 1, 1), date(2020, 12, 31), "2018–2020"),
        (date(2022, 1, 1), date(2022, 1, 31), "January 2022"),
        (date(2012, 2, 1), date(2012, 2, 29), "February 2012"),
        (date(2011, 2, 1), date(2011, 2, 27), "1–27 Feb 2011"),
        (date(2019, 6, 9), date(2019, 6, 9), "9 June 2019"),
    ],
)
def test_a_period_of_whole_years_or_months_is_told_by_their_names(start, end, words):
    assert period_words(start, end) == words


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([], ""),
        (["Oral"], "Oral"),
        (["Almaty", "Oral"], "Almaty and Oral"),
        (["Almaty", "Astana", "Oral"], "Almaty, Astana and Oral"),
    ],
)
def test_items_are_joined_as_the_language_joins_them(items, words):
    assert list_words(items) == words


@pytest.mark.parametrize(("count", "words"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (21, "21 rows")])
def test_english_has_a_singular_for_one_alone(count, words):
    assert ngettext("{n} row", "{n} rows", count).format(n=count) == words


RANGES = [
    (Range(17, 17), "17", "17"),
    (Range(0, 0), "0", "0"),
    (Range(238, 241), "238–241", "238–241"),
    (Range(1200, 9900), "1,200–9,900", "1,200–9,900"),
    (Range(9900, 9900, open_above=True), "at least 9,900", "9,900+"),
    (Range(2, 200, open_above=True), "2 to at least 200", "2–200+"),
    (Range(0, 64, open_below=True), "up to 64", "≤64"),
    (Range(14, 64, open_below=True), "14–64", "14–64"),
    (Range(0, 64), "0–64", "0–64"),
    (Range(0, 64, open_below=True, open_above=True), "0 to at least 64", "0–64+"),
    (UNKNOWN, "unknown", ""),
]


@pytest.mark.parametrize(("figure", "words", "short"), RANGES)
def test_a_range_is_told_with_both_its_bounds_and_with_what_is_open(figure, words, short):
    assert figure.words() == words
    assert figure.short() == short


def test_unknown_is_not_zero():
    assert not UNKNOWN.known
    assert Range(0, 0).known
    assert UNKNOWN != Range(0, 0)


def test_crossed_bounds_of_a_remainder_are_put_in_order():
    assert Range.of(23, 0) == Range(0, 23)
    assert Range.of(2, 3, open_above=True) == Range(2, 3, open_above=True)


def test_an_unknown_language_falls_back_to_english():
    before = language.current()
    try:
        language.use("tlh")
        assert language.current() == "en"
        assert number(9900) == "9,900"
    finally:
        language.use(before)


def test_the_language_of_one_reader_does_not_reach_another_thread(monkeypatch):
    monkeypatch.setattr(language, "LANGUAGES", ("en", "ru"))
    seen = []

    def other_reader() -> None:
        language.use("ru")
        seen.append((language.current(), number(9900)))

    thread = threading.Thread(target=other_reader)
    thread.start()
    thread.join()
    assert seen == [("ru", "9\u00a0900")]
    assert (language.current(), number(9900)) == ("en", "9,900")


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Rally", "rally"),
        ("NGO", "NGO"),
        ("СМИ", "СМИ"),
        ("ҮЕҰ, БАҚ", "ҮЕҰ, БАҚ"),
        ("Ресми", "ресми"),
        ("", ""),
    ],
)
def test_a_label_within_a_sentence_keeps_its_abbreviation(label, inside):
    assert language.within(label) == inside


@pytest.mark.parametrize(
    ("code", "day", "span"),
    [
        ("ru", "16 декабря 2011", "16–19 дек. 2011"),
        ("kk", "2011\u202fж. 16 желтоқсан", "2011\u202fж. 16–19 жел."),
    ],
)
def test_dates_in_russian_and_kazakh(code, day, span):
    before = language.current()
    language.use(code)
    try:
        assert date_words(date(2011, 12, 16)) == day
        assert span_words(date(2011, 12, 16), date(2011, 12, 19)) == span
        assert number(9900) == "9\u00a0900"
    finally:
        language.use(before)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("kk-KZ,kk;q=0.9,ru;q=0.8", "kk"),
        ("ru", "ru"),
        ("de-DE,de;q=0.9,ru-RU;q=0.8,en;q=0.7", "ru"),
        ("en-US,en;q=0.9", "en"),
        ("fr", "en"),
        ("", "en"),
        ("kk;q=zero,ru", "ru"),
    ],
)
def test_a_browsers_wish_is_met_as_far_as_we_speak(header, code):
    assert language.wanted(header) == code


MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "ru": "янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.",
    "kk": "қаң. ақп. нау. сәу. мам. мау. шіл. там. қыр. қаз. қар. жел.",
}


@pytest.mark.parametrize("code", MONTHS)
def test_every_month_stands_whole_in_every_short_form(code):
    language.use(code)
    for month, short in enumerate(MONTHS[code].split(), start=1):
        first, last = date(2020, month, 3), date(2020, month, 16)
        said = {
            "a day": short_span_words(last, last),
            "days": short_span_words(first, last),
            "in full": span_words(first, last),
            "a month": short_span_words(first, first, "month"),
            "to the next year": short_span_words(first, date(2021, month, 3)),
        }
        for form, words in said.items():
            assert "2020" in words, (form, words)
            # Russian says май where it says no day.
            assert any(part.startswith(short[:2]) for part in words.split()), (form, words)
            # Neither a year's own letter nor half a month.
            assert not re.search(r"\bг\.|\bав\b|\bЖ\b", words), (form, words)
        for form in ("a day", "days"):
            assert short in said[form], (form, said[form])
    if code == "ru":
        assert short_span_words(date(2020, 8, 16), date(2020, 8, 16)) == "16 авг. 2020"
        assert short_span_words(date(2020, 8, 1), date(2020, 8, 1), "month") == "авг. 2020"


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("ru; q=0.9, en; q=0.1", "ru"),
        ("ru ;q=0.8", "ru"),
        ("RU", "ru"),
        ("KK-kz", "kk"),
        ("en-US;q=0.5, ru; q=0.9", "ru"),
        ("en;q=0.2,kk;Q=0.7", "kk"),
        ("ru;q=0, kk;q=0.1", "kk"),
        ("ru, kk", "ru"),
        ("kk, ru", "kk"),
        ("de, fr", "en"),
        ("ru;q=no, kk", "kk"),
        ("", "en"),
        (";;,,;q=", "en"),
    ],
)
def test_a_language_is_asked_for_with_spaces_and_capitals_too(asked, answered):
    assert language.wanted(asked) == answered


@pytest.mark.parametrize(
    ("title", "page", "code"),
    [
        ("Three police buildings burned in Taraz", "ru", "en"),
        ("В Таразе сожгли три здания полиции", "ru", "ru"),
        ("Таразда үш ғимарат өртенді", "kk", "kk"),
        ("Jeltoqsan", "", ""),
        ("Жер қорғаны", "", "kk"),
        ("Народный фронт", "", "ru"),
    ],
)
def test_a_title_is_of_the_language_that_its_letters_and_its_page_tell(title, page, code):
    assert language.written_in(title, page) == code
