"""The tally rules one by one, on data of a few rows."""

from datetime import date

import pandas as pd
import pytest

from atlas.tally.tallies import tally
from tests.small import CODEBOOK, claims, deaths, events

ONE = events(("a", ""))


def bounds(row) -> tuple[int, int, bool, bool]:
    return int(row.low), int(row.high), bool(row.open_below), bool(row.open_above)


def test_the_range_runs_from_the_least_low_to_the_greatest_high_over_all_claimants():
    table = deaths(ONE, claims({"low": 14, "high": 14}, {"low": 17, "high": 20, "side": "media"}))
    assert bounds(table.loc["a"]) == (14, 20, False, False)


def test_only_the_latest_word_of_a_claimant_counts():
    same = {"claimant": "Prosecutor"}
    table = deaths(
        ONE,
        claims(
            same | {"low": 14, "high": 14, "stated_on": "2012-01-25"},
            same | {"low": 10, "high": 10, "stated_on": "2011-12-16"},
        ),
    )
    assert bounds(table.loc["a"]) == (14, 14, False, False)


def test_of_one_claimant_on_one_day_the_higher_running_number_is_the_later_word():
    same = {"claimant": "Prosecutor", "stated_on": "2011-12-16"}
    table = deaths(
        ONE,
        claims(
            same | {"claim_id": "a-deaths-10", "low": 3, "high": 3},
            same | {"claim_id": "a-deaths-2", "low": 1, "high": 1},
        ),
    )
    assert bounds(table.loc["a"]) == (3, 3, False, False)


def test_an_undated_claim_counts_until_a_day_of_knowledge_is_chosen():
    undated = claims({"low": 5, "high": 5})
    assert deaths(ONE, undated).known["a"]
    # Nobody can tell whether it was known by then, not even long after.
    assert not deaths(ONE, undated, known_on=date(2011, 12, 16)).known["a"]
    assert not deaths(ONE, undated, known_on=date(2026, 11, 22)).known["a"]


def test_a_claim_without_a_date_is_of_the_day_on_which_its_source_was_published():
    article = claims({"low": 17, "high": 17, "source_id": "article"})
    assert article.said.tolist() == [pd.Timestamp("2021-12-16")]
    assert not deaths(ONE, article, known_on=date(2021, 12, 15)).known["a"]
    assert deaths(ONE, article, known_on=date(2021, 12, 16)).known["a"]
    # Its own day goes before that of its source.
    own = claims({"low": 17, "high": 17, "source_id": "article", "stated_on": "2011-12-20"})
    assert deaths(ONE, own, known_on=date(2011, 12, 20)).known["a"]


def test_a_dated_word_replaces_an_undated_one_of_the_same_claimant():
    same = {"claimant": "Prosecutor"}
    for words in (
        ({"low": 14, "high": 14, "stated_on": "2011-12-16"}, {"low": 10, "high": 10}),
        ({"low": 10, "high": 10}, {"low": 14, "high": 14, "stated_on": "2011-12-16"}),
    ):
        table = deaths(ONE, claims(*(same | word for word in words)))
        assert bounds(table.loc["a"]) == (14, 14, False, False)
    # Of two undated ones, the later running number.
    table = deaths(ONE, claims(same | {"low": 3, "high": 3}, same | {"low": 5, "high": 5}))
    assert bounds(table.loc["a"]) == (5, 5, False, False)


@pytest.mark.parametrize("digits", ["2147483648", "20111216093000123456789", "9" * 40])
def test_a_running_number_may_be_as_long_as_somebody_writes_it(digits):
    same = {"claimant": "Prosecutor", "stated_on": "2011-12-16"}
    table = deaths(
        ONE,
        claims(
            same | {"claim_id": f"c-{digits}", "low": 9, "high": 9},
            same | {"claim_id": f"c-{int(digits) - 1}", "low": 5, "high": 5},
        ),
    )
    assert bounds(table.loc["a"]) == (9, 9, False, False)


def test_as_known_on_an_earlier_day_the_earlier_word_stands():
    same = {"claimant": "Prosecutor"}
    both = claims(
        same | {"low": 10, "high": 10, "stated_on": "2011-12-16"},
        same | {"low": 14, "high": 14, "stated_on": "2012-01-25"},
    )
    assert bounds(deaths(ONE, both, known_on=date(2012, 1, 24)).loc["a"]) == (10, 10, False, False)


@pytest.mark.parametrize(
    ("whose", "expected"), [("all", (2, 70)), ("official", (14, 14)), ("independent", (60, 70))]
)
def test_whose_figures_count_is_the_readers_choice(whose, expected):
    table = deaths(
        ONE,
        claims(
            {"low": 14, "high": 14},
            {"low": 60, "high": 60, "side": "ngo"},
            {"low": 70, "high": 70, "side": "opposition"},
            {"low": 2, "high": 2, "side": "unknown"},
        ),
        whose=whose,
    )
    assert bounds(table.loc["a"])[:2] == expected


def test_partial_and_withdrawn_figures_bound_nothing():
    table = deaths(
        ONE,
        claims({"low": 9, "high": 9, "scope": "partial"}, {"low": 164, "high": 164, "scope": "withdrawn"}),
    )
    assert not table.known["a"]


def test_an_unverified_source_counts_only_when_the_reader_includes_such_sources():
    both = claims({"low": 14, "high": 14}, {"low": 90, "source_id": "unverified"})
    assert bounds(deaths(ONE, both).loc["a"]) == (14, 14, False, False)
    assert bounds(deaths(ONE, both, unverified=True).loc["a"]) == (14, 90, False, True)


def test_at_least_leaves_the_range_open_above_and_lifts_its_high():
    table = deaths(ONE, claims({"low": 2, "high": 2}, {"low": 300}))
    assert bounds(table.loc["a"]) == (2, 300, False, True)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        # "At least 300" goes as far as any other; "at least 3" beside 168-200 does not.
        ([(250, 250), (300, None)], (250, 300, False, True)),
        ([(2, 2), (3, None), (168, 200)], (2, 200, False, False)),
        ([(300, 300), (300, None)], (300, 300, False, True)),
        ([(300, None), (301, 301)], (300, 301, False, False)),
        ([(3, None), (400, None), (168, 200)], (3, 400, False, True)),
        ([(3, None), (None, 64)], (3, 64, False, False)),
    ],
)
def test_a_figure_is_open_above_only_where_the_open_claim_reaches_as_far_as_any_other(figures, expected):
    table = deaths(ONE, claims(*({"low": low, "high": high} for low, high in figures)))
    assert bounds(table.loc["a"]) == expected


def test_up_to_alone_adds_nothing_to_the_low_and_is_open_below():
    assert bounds(deaths(ONE, claims({"high": 64})).loc["a"]) == (0, 64, True, False)


def test_up_to_beside_a_number_takes_the_numbers_low():
    table = deaths(ONE, claims({"high": 64}, {"low": 14, "high": 14}))
    assert bounds(table.loc["a"]) == (14, 64, False, False)


def test_a_word_is_no_number_and_does_not_replace_the_number_the_claimant_gave():
    same = {"claimant": "RFE/RL"}
    table = deaths(
        ONE,
        claims(
            same | {"low": 200, "high": 200, "stated_on": "2011-12-16"},
            same | {"words": "hundreds", "stated_on": "2011-12-17"},
        ),
    )
    assert bounds(table.loc["a"]) == (200, 200, False, False)
    assert not deaths(ONE, claims({"words": "dozens"})).known["a"]


def test_a_reported_zero_is_known_and_an_unreported_figure_is_not():
    table = deaths(events(("a", ""), ("b", "")), claims({"low": 0, "high": 0}))
    assert table.known.to_dict() == {"a": True, "b": False}


TREE = events(("country", ""), ("region", "country"), ("city", "region"), ("day", "city"))


def test_a_total_is_the_greater_of_the_own_figure_and_the_parts_per_bound_at_every_level():
    table = deaths(
        TREE,
        claims(
            {"event_id": "day", "low": 10, "high": 30},
            {"event_id": "city", "low": 12, "high": 20},
            {"event_id": "country", "low": 5, "high": 40},
        ),
    )
    assert table.total_low.to_dict() == {"country": 12, "region": 12, "city": 12, "day": 10}
    assert table.total_high.to_dict() == {"country": 40, "region": 30, "city": 30, "day": 30}


def test_an_umbrella_contributes_only_its_remainder():
    table = deaths(
        TREE,
        claims(
            {"event_id": "day", "low": 10, "high": 30},
            {"event_id": "city", "low": 12, "high": 20},
            {"event_id": "country", "low": 5, "high": 40},
        ),
    )
    assert table.low.to_dict() == {"country": 0, "region": 0, "city": 2, "day": 10}
    assert table.high.to_dict() == {"country": 10, "region": 0, "city": 0, "day": 30}
    assert not table.known["region"]
    assert table.total_known["region"]


def test_open_bounds_of_a_part_stay_open_in_the_umbrellas_total():
    table = deaths(TREE, claims({"event_id": "day", "low": 10}, {"event_id": "country", "low": 5, "high": 5}))
    assert table.total_open_above.to_dict() == {"country": True, "region": True, "city": True, "day": True}
    assert not table.open_above["country"]


@pytest.mark.parametrize(
    ("own", "part", "adds_open", "total_open"),
    [
        # The umbrella's "at least" reaches as far as its parts, or does not; a part's stays in the sum.
        ((300, None), (200, 200), True, True),
        ((300, None), (300, 300), True, True),
        ((300, None), (500, 500), False, False),
        ((300, 300), (200, None), False, True),
        ((300, 300), (200, 200), False, False),
    ],
)
def test_a_sum_is_open_above_where_an_open_figure_is_in_it(own, part, adds_open, total_open):
    tree = events(("all", ""), ("part", "all"))
    said = [
        {"event_id": event, "low": low, "high": high} for event, (low, high) in (("all", own), ("part", part))
    ]
    table = deaths(tree, claims(*said))
    assert table.open_above["all"] == adds_open
    assert table.total_open_above["all"] == total_open
    # The sum of what the rows add says the same.
    assert table.open_above.any() == total_open


@pytest.mark.parametrize(
    ("own", "parts", "expected"),
    [
        # January 2022: 16,000 closed, 5,000 and 300 open.
        (None, [(16000, 16000), (5000, None), (300, None)], (16000, 16000, False)),
        (None, [(300, 300), (100, None)], (300, 300, False)),
        ((2000, 4999), [(1000, None)], (2000, 4999, False)),
        (None, [(300, 300), (300, None)], (300, 300, True)),
        ((100, None), [(300, 300)], (300, 300, False)),
        ((400, None), [(300, 300)], (400, 400, True)),
        ((400, 400), [(500, None), (20, 20)], (500, 500, True)),
    ],
)
def test_a_turnout_is_open_above_only_where_its_largest_figure_is(own, parts, expected):
    tree = events(("all", ""), *((f"part{at}", "all") for at in range(len(parts))))
    said = [
        {"event_id": event, "low": low, "high": high, "measure": "participants"}
        for event, (low, high) in [
            *([("all", own)] if own else []),
            *((f"part{at}", figure) for at, figure in enumerate(parts)),
        ]
    ]
    table = tally(tree, claims(*said), CODEBOOK)["participants"].set_axis(tree.event_id).loc["all"]
    assert (table.total_low, table.total_high, table.total_open_above) == expected
