"""What the browser is sent: the packed cells unpack to the cells themselves, and the words fill in to ours."""

import json
import re
import zlib
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, reduce
from operator import or_
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.drawing.live_words import forms, live_words
from atlas.folds.live_cells import PRECISIONS, live_cells, packed
from atlas.folds.live_months import exact_months
from atlas.folds.views import View
from atlas.tally.cells import Cells
from atlas.tally.filters import EventFilter
from atlas.words import language
from atlas.words.language import date_words, list_words, ngettext, number
from tests.filters_at_random import PUBLISHED, filters_of


def unpacked(text: bytes) -> list[int]:
    """The numbers of ``packed``, read back bit by bit: written without looking at how they were written."""
    numbers, bits = [], ""
    for byte in text:
        bits = f"{byte & 127:07b}" + bits
        if byte < 128:
            value = int(bits, 2)
            numbers.append(-(value // 2) - 1 if value % 2 else value // 2)
            bits = ""
    assert not bits
    return numbers


def read_back(data: bytes) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """A message as (its line, its columns), steps summed up."""
    head, body = data.split(b"\n", 1)
    line, rest = json.loads(head), zlib.decompress(body)
    columns = {}
    for name, length in line["columns"]:
        columns[name], rest = unpacked(rest[:length]), rest[length:]
        if name in ("start", "place") or name.endswith(".row"):
            columns[name] = np.cumsum(columns[name], dtype=np.int64).tolist()
    assert not rest
    return line, columns


@given(st.lists(st.integers(-(2**62), 2**62)))
def test_whole_numbers_of_either_sign_come_back_as_they_were(numbers):
    assert unpacked(packed(np.array(numbers, dtype=np.int64))) == numbers


def place_words(cells: Cells, code: int) -> tuple[str, str]:
    """Town, or else region, of a place's code; both empty for the whole country."""
    if code >= 0:
        return cells.categories["city"][code], ""
    return "", "" if code == -1 else cells.categories["region"][-2 - code]


@settings(max_examples=60, deadline=None)
@given(filters_of(PUBLISHED), st.sampled_from(["all", "official", "independent"]), st.booleans())
def test_every_row_of_the_filter_travels_with_all_that_a_fold_needs(chosen, whose, unverified):
    view = View(PUBLISHED, replace(chosen, whose=whose, unverified=unverified))
    cells, rows = view.live
    message = live_cells(cells, rows)
    line, sent = read_back(message.data)
    own = cells.frame[rows]
    assert (line["kind"], line["tag"], line["exact"]) == ("events", message.tag, [])
    assert line["additive"] == {measure: cells.additive[measure] for measure in cells.measures}
    assert line["count"] == len(own) == len(sent["start"])
    assert sent["start"] == sorted(sent["start"])
    travelled = []
    for at, grade in enumerate(sent["grade"]):
        figures = {}
        for measure in cells.measures:
            here = sent[f"{measure}.row"].index(at) if at in sent[f"{measure}.row"] else None
            figures[measure] = (
                None
                if here is None
                else tuple(sent[f"{measure}.{part}"][here] for part in ("low", "spread", "open"))
            )
        days = (sent["start"][at], sent["start"][at] + sent["span"][at])
        travelled.append(
            (*days, place_words(cells, sent["place"][at]), PRECISIONS[grade % 3], grade // 3, figures)
        )
    expected = []
    for row in own.itertuples():
        figures = {}
        for measure in cells.measures:
            low, high, known, below, above = (
                getattr(row, f"{measure}_{part}")
                for part in ("low", "high", "known", "open_below", "open_above")
            )
            figures[measure] = (low, high - low, below + 2 * above) if known else None
        town = "" if pd.isna(row.city) else row.city
        place = (town, "" if town or pd.isna(row.region) else row.region)
        expected.append((row.start, row.end, place, row.precision, int(row.umbrella), figures))
    assert sorted(travelled, key=repr) == sorted(expected, key=repr)


@dataclass(frozen=True)
class Grown(Cells):
    """Cells as a big table has them: rows that stand for several events each."""

    lazy: Mapping[str, Any]
    words: Mapping[str, list[str]]

    @cached_property
    def columns(self) -> Any:
        return self.lazy

    @cached_property
    def categories(self) -> Any:
        return self.words


WORDS = {
    "city": ["Almaty", "Astana", "Zhanaozen"],
    "region": ["Mangystau", "Abai"],
    "precision": ["day", "month", "year"],
}
MEASURES = {"detentions": True, "participants": False}


@st.composite
def grown_cells(draw: st.DrawFn) -> Grown:
    """A few cells of a big table, also none, of any days, places and figures."""
    count = draw(st.integers(0, 12))

    def column(values: st.SearchStrategy[int], kind: type = np.int32) -> Any:
        return np.array(draw(st.lists(values, min_size=count, max_size=count)), dtype=kind)

    start = column(st.integers(15000, 15200))
    columns = {
        "start": start,
        "end": start + column(st.integers(0, 70)),
        "city": column(st.integers(-1, 2), np.intp),
        "region": column(st.integers(-1, 1), np.intp),
        "precision": column(st.integers(0, 2), np.intp),
        "umbrella": column(st.integers(0, 1)),
        "events": column(st.integers(1, 9_000)),
    }
    for measure in MEASURES:
        known = columns["events"] * column(st.integers(0, 1))
        low, more = column(st.integers(0, 70_000)), column(st.integers(-5, 10**9))
        columns |= {
            f"{measure}_known": known,
            f"{measure}_low": np.where(known > 0, low, 0),
            f"{measure}_high": np.where(known > 0, np.maximum(low.astype(np.int64) + more, 0), 0),
            f"{measure}_open_below": column(st.booleans(), bool) & (known > 0),
            f"{measure}_open_above": column(st.booleans(), bool) & (known > 0),
        }
    day = date(2026, 11, 22)
    frame = pd.DataFrame(index=pd.RangeIndex(count))
    return Grown(frame, {}, tuple(MEASURES), MEASURES, "all", day, False, "", lazy=columns, words=WORDS)


def months_by_hand(cells: Grown, rows: Any, exact: set[int]) -> dict[Any, dict[str, Any]]:
    """What a fold by month is, in plain Python: per place, days and vagueness the sums, or the largest."""
    edge = date(1970, 1, 1)

    def month(day: int) -> tuple[int, int, int]:
        at = edge + timedelta(days=int(day))
        following = date(at.year + at.month // 12, at.month % 12 + 1, 1)
        return (
            12 * (at.year - 1970) + at.month - 1,
            (at.replace(day=1) - edge).days,
            (following - edge).days - 1,
        )

    out: dict[Any, dict[str, Any]] = {}
    columns = cells.columns
    for row in np.flatnonzero(rows):
        (first, begin, _), (last, _, finish) = month(columns["start"][row]), month(columns["end"][row])
        city = columns["city"][row]
        place = ("", "") if city < 0 else (WORDS["city"][city], "")
        if city < 0 and columns["region"][row] >= 0:
            place = ("", WORDS["region"][columns["region"][row]])
        key = (
            int(columns["start"][row]) if first in exact else begin,
            int(columns["end"][row]) if last in exact else finish,
            place,
            WORDS["precision"][columns["precision"][row]] == "year",
        )
        cell = out.setdefault(key, {"events": 0, "umbrella": 0, **{measure: [] for measure in MEASURES}})
        cell["events"] += columns["events"][row]
        cell["umbrella"] += columns["events"][row] * columns["umbrella"][row]
        for measure in MEASURES:
            if known := columns[f"{measure}_known"][row]:
                low, high = (int(columns[f"{measure}_{bound}"][row]) for bound in ("low", "high"))
                below, above = (bool(columns[f"{measure}_open_{way}"][row]) for way in ("below", "above"))
                cell[measure].append((int(known), low, high, below + 2 * above))
    for cell in out.values():
        for measure, additive in MEASURES.items():
            said, cell[measure] = cell[measure], None
            if said:
                known, lows, highs, marks = zip(*said, strict=True)
                of = sum if additive else max
                weighing = [
                    mark for mark, high in zip(marks, highs, strict=True) if additive or high == max(highs)
                ]
                cell[measure] = (sum(known), of(lows), of(highs) - of(lows), reduce(or_, weighing))
    return out


@settings(max_examples=200, deadline=None)
@given(grown_cells(), st.data())
def test_a_big_table_travels_by_place_and_month_with_its_weights(cells, data):
    count = len(cells.frame)
    rows = np.array(data.draw(st.lists(st.booleans(), min_size=count, max_size=count)), dtype=bool)
    exact = data.draw(st.sets(st.integers(492, 502), max_size=2))
    line, sent = read_back(live_cells(cells, rows, exact).data)
    assert (line["kind"], line["exact"], line["count"]) == ("months", sorted(exact), len(sent["start"]))
    assert sent["start"] == sorted(sent["start"])
    travelled = {}
    for at, grade in enumerate(sent["grade"]):
        end = sent["start"][at] + sent["span"][at]
        key = (sent["start"][at], end, place_words(cells, sent["place"][at]), grade % 3 == 2)
        assert key not in travelled and grade % 3 in (0, 2)
        travelled[key] = {"events": sent["events"][at], "umbrella": grade // 3}
        for measure in MEASURES:
            here = sent[f"{measure}.row"].index(at) if at in sent[f"{measure}.row"] else None
            travelled[key][measure] = (
                None
                if here is None
                else tuple(sent[f"{measure}.{part}"][here] for part in ("known", "low", "spread", "open"))
            )
    assert travelled == months_by_hand(cells, rows, exact)


@given(st.dates(date(1986, 1, 1), date(2026, 12, 31)), st.dates(date(1986, 1, 1), date(2026, 12, 31)))
def test_a_period_has_exact_days_only_where_it_begins_or_ends_inside_a_month(start, end):
    inside = {
        12 * (day.year - 1970) + day.month - 1
        for day, edge in ((start, 1), (end, monthrange(end.year, end.month)[1]))
        if day.day != edge
    }
    assert exact_months(start, end) == sorted(inside)
    assert exact_months(start.replace(day=1), end.replace(day=monthrange(end.year, end.month)[1])) == []
    assert exact_months(None, None) == []
    assert len(exact_months(start.replace(day=2), None)) == len(exact_months(None, end.replace(day=27))) == 1


def test_the_cells_of_the_whole_table_take_less_than_five_bytes_an_event():
    cells, rows = View(PUBLISHED, EventFilter()).live
    assert len(live_cells(cells, rows).data) < 5 * rows.sum()


def test_the_same_cells_have_the_same_tag_and_others_another():
    cells, rows = View(PUBLISHED, EventFilter(cities=("Almaty",))).live
    tag = live_cells(cells, rows).tag
    assert live_cells(cells, rows.copy()).tag == tag
    assert live_cells(cells, ~rows).tag != tag


@pytest.fixture(params=language.LANGUAGES)
def spoken(request):
    """Each of our languages in turn."""
    language.use(request.param)
    yield request.param
    language.use("en")


def form_of(sentence, count):
    """The form of a counted sentence, by the rule that atlas/drawing/live_words.py states."""
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
