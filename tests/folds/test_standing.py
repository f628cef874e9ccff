"""What is said of an event without a figure: numbers that cannot count, words only, nobody; and the lists of them."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from atlas.downloads.about import About
from atlas.folds import aggregates
from atlas.folds.figure_lists import KINDS, MEASURES, UMBRELLAS, ListView, codes
from atlas.folds.standing import STANDINGS, standing
from atlas.folds.views import View, published
from atlas.tally.cells import cells_of
from atlas.tally.derivations import claims_with_standing
from atlas.tally.filters import EventFilter

EDITION = published()
RULES = [
    {},
    {"whose": "official"},
    {"whose": "independent"},
    {"known_on": date(2012, 1, 20)},
    {"unverified": True},
]
PERIODS = [{}, {"start": date(2022, 1, 2), "end": date(2022, 1, 2)}, {"start": date(2019, 1, 1)}]


@pytest.mark.parametrize("rule", RULES)
def test_every_event_stands_where_its_claims_say(rule):
    rule = {"whose": "all", "known_on": None, "unverified": False} | rule
    cells = cells_of(EDITION, *rule.values())
    claims = EDITION.claims
    numbers = claims[claims.low.notna() | claims.high.notna()]
    for measure in cells.measures:
        found = standing(EDITION, cells, measure)
        table = cells.totals[measure]
        with_number = EDITION.events.event_id.isin(numbers.event_id[numbers.measure == measure])
        with_words = EDITION.events.event_id.isin(
            claims.event_id[(claims.measure == measure) & (claims.words != "")]
        )
        wanted = np.select(
            [table.known, table.total_known, with_number, with_words], STANDINGS[:4], STANDINGS[4]
        )
        assert [STANDINGS[code] for code in found.codes] == wanted.tolist(), measure


def test_no_number_is_said_only_where_there_is_none():
    """The counts of the published data that a reader found untrue: numbers there are, but none that can count."""
    cells = cells_of(EDITION, "all", None, False)
    for measure in cells.measures:
        found = standing(EDITION, cells, measure)
        numbers = EDITION.claims[EDITION.claims.low.notna() | EDITION.claims.high.notna()]
        told = set(numbers.event_id[numbers.measure == measure])
        assert not told & set(EDITION.events.event_id[found.are("none", "words")]), measure
    deaths = standing(EDITION, cells, "deaths")
    assert deaths.are("unusable").any()


@pytest.mark.parametrize("rule", RULES)
def test_why_a_number_cannot_count_is_what_the_event_page_says_of_its_claims(rule):
    rule = {"whose": "all", "known_on": None, "unverified": False} | rule
    cells = cells_of(EDITION, *rule.values())
    seen = set()
    for measure in cells.measures:
        found = standing(EDITION, cells, measure)
        for row in np.flatnonzero(found.are("unusable")).tolist()[:12]:
            claims = claims_with_standing(EDITION, cells, str(EDITION.events.event_id[row]))
            numbers = claims[(claims.measure == measure) & (claims.low.notna() | claims.high.notna())]
            assert set(found.why[row].split()) == set(numbers.standing), (measure, row)
            assert found.words(row)
            seen |= set(numbers.standing)
        assert not any(found.why[row] for row in np.flatnonzero(~found.are("unusable")))
    assert seen


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("rule", RULES)
def test_each_number_of_events_in_the_headline_is_the_length_of_its_list(rule, period):
    view = View(EDITION, EventFilter(**rule, **period))
    for measure in MEASURES:
        total = aggregates.total(view.cells, view.rows, measure)
        lists = {kind: ListView.of(view, f"{measure}-{kind}") for kind in KINDS}
        assert lists["known"].shown == total.known
        assert lists["beyond"].shown == total.beyond.known
        assert lists["without"].shown == total.events - total.known - total.beyond.known
        assert lists["without"].shown == sum(
            lists[kind].shown for kind in ("parts", "unusable", "words", "none")
        )
        assert aggregates.total(lists["known"].cells, lists["known"].rows, measure).figure == total.figure
        assert len(lists["known"].listed) == total.known
    umbrellas = ListView.of(view, UMBRELLAS)
    assert umbrellas.shown == int((view.rows & EDITION.events.umbrella.to_numpy()).sum())


def test_a_list_under_a_search_keeps_its_order_and_its_rows():
    view = View(EDITION, EventFilter(query="Almaty"))
    found = ListView.of(view, "detentions-known")
    assert 0 < found.shown < view.shown
    assert found.listed.index.tolist() == [row for row in view.listed.index if found.rows[row]]


def test_an_unknown_list_is_refused():
    view = View(EDITION, EventFilter())
    for code in ("deaths", "deaths-some", "umbrella"):
        assert code not in codes()
        with pytest.raises(ValueError, match=code):
            ListView.of(view, code)


def test_a_file_of_a_list_holds_its_rows_and_says_so():
    found = ListView.of(
        View(EDITION, EventFilter(start=date(2011, 1, 1), end=date(2011, 12, 31))), "deaths-known"
    )
    table = pd.concat(found.blocks(2000))
    assert 0 < len(table) == found.shown
    assert table.deaths_claimants.gt(0).all()
    about = About(found)
    assert about.words.endswith(f"Killed: {found.what}.")
    assert about.filters["figures"] == ["deaths-known"]
    assert about.document()["events_shown"] == found.shown
    assert "figures" not in About(replace(View(EDITION, found.chosen))).filters
