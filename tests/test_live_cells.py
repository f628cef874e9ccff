"""What the browser is sent: the packed cells unpack to the cells themselves, and the words fill in to ours."""

import json
import re
from base64 import b64decode
from datetime import date, timedelta

import numpy as np
import pytest
from filters_at_random import PUBLISHED, filters_of
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas import language
from atlas.filters import EventFilter
from atlas.language import date_words, list_words, ngettext, number
from atlas.live_cells import PRECISIONS, live_cells, packed
from atlas.live_words import forms, live_words
from atlas.views import View


def unpacked(text: str) -> list[int]:
    """The numbers of ``packed``, read back bit by bit: written without looking at how they were written."""
    numbers, bits = [], ""
    for byte in b64decode(text):
        bits = f"{byte & 127:07b}" + bits
        if byte < 128:
            value = int(bits, 2)
            numbers.append(-(value // 2) - 1 if value % 2 else value // 2)
            bits = ""
    assert not bits
    return numbers


@given(st.lists(st.integers(-(2**40), 2**40)))
def test_whole_numbers_of_either_sign_come_back_as_they_were(numbers):
    assert unpacked(packed(numbers)) == numbers


@settings(max_examples=60, deadline=None)
@given(filters_of(PUBLISHED), st.sampled_from(["all", "official", "independent"]), st.booleans())
def test_every_row_of_the_filter_travels_with_all_that_a_fold_needs(chosen, whose, unverified):
    chosen = EventFilter(
        cities=chosen.cities, regions=chosen.regions, types=chosen.types, whose=whose, unverified=unverified
    )
    view = View(PUBLISHED, chosen)
    cells, rows = view.cells, view.rows
    sent = json.loads(json.dumps(live_cells(cells, rows)))
    at = np.flatnonzero(rows)
    at = at[np.argsort(cells.columns["start"][at], kind="stable")]
    start = np.cumsum(unpacked(sent["start"]))
    assert sent["count"] == len(at) == len(start)
    assert start.tolist() == cells.columns["start"][at].tolist()
    assert (start + unpacked(sent["span"])).tolist() == cells.columns["end"][at].tolist()
    grades = unpacked(sent["grade"])
    assert [PRECISIONS[grade // 2] for grade in grades] == cells.frame.precision.iloc[at].tolist()
    assert [bool(grade % 2) for grade in grades] == cells.frame.umbrella.iloc[at].tolist()
    for name in ("city", "region"):
        assert unpacked(sent[name]) == cells.columns[name][at].tolist()
    for measure, columns in sent["measures"].items():
        known = np.cumsum(unpacked(columns["row"])).astype(int).tolist()
        own = cells.frame.iloc[at].reset_index(drop=True)
        assert columns["additive"] == cells.additive[measure]
        assert known == own.index[own[f"{measure}_known"]].tolist()
        low, spread = np.array(unpacked(columns["low"]), int), np.array(unpacked(columns["spread"]), int)
        assert low.tolist() == own[f"{measure}_low"][known].tolist()
        assert (low + spread).tolist() == own[f"{measure}_high"][known].tolist()
        flags = np.array(unpacked(columns["open"]), int)
        assert (flags & 1).astype(bool).tolist() == own[f"{measure}_open_below"][known].tolist()
        assert (flags & 2).astype(bool).tolist() == own[f"{measure}_open_above"][known].tolist()


def test_the_cells_of_the_whole_table_take_less_than_ten_thousand_bytes():
    view = View(PUBLISHED, EventFilter())
    assert len(json.dumps(live_cells(view.cells, view.rows))) < 10_000


@pytest.fixture(params=language.LANGUAGES)
def spoken(request):
    """Each of our languages in turn."""
    language.use(request.param)
    yield request.param
    language.use("en")


def form_of(sentence, count):
    """The form of a counted sentence, by the rule that atlas/live_words.py states."""
    which = sentence["which"]
    return sentence["forms"][int(which[count if count < len(which) else 100 + count % 100])]


def test_a_counted_sentence_takes_the_form_of_its_language_for_every_number(spoken):
    sentence = forms(lambda count: ngettext("{n} event", "{n} events", count))
    for count in range(3_000):
        assert form_of(sentence, count) == ngettext("{n} event", "{n} events", count), count


def test_dates_fill_in_to_what_the_rest_of_the_page_says(spoken):
    words = live_words()["dates"]
    for day in (date(1986, 12, 16) + timedelta(days=37 * step) for step in range(400)):
        gaps = {"year": day.year, "day": day.day}
        assert words["day"][day.month - 1].format(**gaps) == date_words(day)
        assert words["month"][day.month - 1].format(**gaps) == date_words(day, "month")
        assert words["year"].format(**gaps) == date_words(day, "year")


def test_numbers_and_lists_are_parted_as_the_language_parts_them(spoken):
    words = live_words()
    for value in (0, 7, 999, 1_000, 9_900, 12_345, 1_234_567):
        assert f"{value:,}".replace(",", words["number"]["group"]) == number(value)
    parts = words["list"]
    assert f"A{parts['two']}B" == list_words(["A", "B"])
    assert f"A{parts['first']}B{parts['last']}C" == list_words(["A", "B", "C"])
    assert f"A{parts['first']}B{parts['middle']}C{parts['last']}D" == list_words(["A", "B", "C", "D"])


def test_no_sentence_stands_in_the_scripts_of_the_live_view(root):
    for script in sorted((root / "ui" / "live").glob("live*.js")):
        code = re.sub(r"^\s*//.*$|\s// .*$", "", script.read_text(encoding="utf-8"), flags=re.MULTILINE)
        texts = re.findall(r'"([^"\n]*)"', code)
        assert [
            text for text in texts if re.search(r"[A-Z][a-z]+ [a-z]{2,}|[a-z]{3,} [a-z]{3,} [a-z]{3,}", text)
        ] == [], script.name
