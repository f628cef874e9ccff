"""How a tally follows from its claims: which counts, why each other does not, and the sum of an umbrella."""

from datetime import date

import pandas as pd
import pytest

from atlas.tally.cells import make_cells
from atlas.tally.derivations import REASONS, Derivation, claim_words, claims_with_standing, derivation
from atlas.tally.ranges import UNKNOWN, Range
from tests.filters_at_random import PUBLISHED

ZHANAOZEN, UMBRELLA = "2011-12-16-zhanaozen-1", "2011-12-16-mangystau-1"


def cells_of(**rule: object):
    return make_cells(PUBLISHED, **({"whose": "all", "known_on": None, "unverified": False} | rule))


def deaths(**rule: object) -> list[tuple[str, str, str]]:
    """Claimant, figure and standing of each claim about deaths in Zhanaozen on 16 December 2011."""
    table = claims_with_standing(PUBLISHED, cells_of(**rule), ZHANAOZEN)
    table = table[table.measure == "deaths"]
    return list(zip(table.claimant, table.words, table.standing, strict=True))


GOVERNMENT, PROSECUTOR = "Government of Kazakhstan", "Prosecutor General's Office"


def test_of_the_claims_about_zhanaozen_each_one_counts_or_says_why_not():
    # By the day they were said, the undated first.
    assert deaths() == [
        ("Opposition sources", "“dozens”", "words"),
        ("Human Rights Watch", "at least 12", "partial"),
        ("IWA-AIT", "70", "unverified"),
        ("thefreeonline", "at least 90", "unverified"),
        (PROSECUTOR, "10", "replaced"),
        (GOVERNMENT, "11", "replaced"),
        (PROSECUTOR, "11", "replaced"),
        ("Eyewitnesses", "64", "partial"),
        ("Independent trade unions", "50–70", "unverified"),
        (PROSECUTOR, "14", "replaced"),
        ("Residents of Zhanaozen", "30–70", "counts"),
        (PROSECUTOR, "14", "counts"),
        (GOVERNMENT, "16", "counts"),
        ("openDemocracy", "up to 64", "counts"),
    ]


def test_under_official_figures_the_independent_ones_are_left_out_and_say_so():
    standing = {(claimant, words): why for claimant, words, why in deaths(whose="official")}
    assert standing["openDemocracy", "up to 64"] == "side"
    assert standing[GOVERNMENT, "16"] == standing[PROSECUTOR, "14"] == "counts"


def test_under_independent_figures_the_official_ones_are_left_out():
    assert [one[0] for one in deaths(whose="independent") if one[2] == "counts"] == ["openDemocracy"]


def test_as_known_earlier_the_earlier_word_counts_and_the_later_one_is_told_as_later():
    standing = deaths(known_on=date(2011, 12, 17))
    assert [one[:2] for one in standing if one[2] == "counts"] == [
        (GOVERNMENT, "11"),
        (PROSECUTOR, "11"),
    ]
    assert [one[:2] for one in standing if one[2] == "later"] == [
        (PROSECUTOR, "14"),
        ("Residents of Zhanaozen", "30–70"),
        (PROSECUTOR, "14"),
        (GOVERNMENT, "16"),
        ("openDemocracy", "up to 64"),
    ]


def test_with_unverified_sources_their_figures_count():
    counted = [one[:2] for one in deaths(unverified=True) if one[2] == "counts"]
    assert ("IWA-AIT", "70") in counted and ("thefreeonline", "at least 90") in counted


def test_a_withdrawn_figure_says_so():
    table = claims_with_standing(PUBLISHED, cells_of(), "2022-01-02-nationwide")
    withdrawn = table[table.standing == "withdrawn"]
    assert withdrawn.scope.eq("withdrawn").all() and "164" in withdrawn.words.tolist()


def test_each_reason_occurs_in_the_published_data_and_none_without_words():
    cells = cells_of(whose="official", known_on=date(2011, 12, 17))
    zhanaozen = claims_with_standing(PUBLISHED, cells, ZHANAOZEN)
    january = claims_with_standing(PUBLISHED, cells, "2022-01-02-nationwide")
    # Shetpe's figure of the prosecutors has no day, and its source none.
    shetpe = claims_with_standing(PUBLISHED, cells, "2011-12-17-shetpe-1")
    assert {*zhanaozen.standing, *january.standing, *shetpe.standing} == set(REASONS)


def test_the_counting_claims_of_a_leaf_bound_its_figure():
    one = derivation(PUBLISHED, cells_of(), ZHANAOZEN, "deaths")
    assert one == Derivation(
        measure="deaths",
        own=Range(14, 70),
        parts=UNKNOWN,
        total=Range(14, 70),
        adds=Range(14, 70),
        claimants=4,
        has_parts=False,
    )


def test_an_umbrella_is_the_greater_of_its_own_figure_and_its_parts_and_adds_the_rest():
    # Own 17, parts 14-70 in Zhanaozen and 1 in Shetpe: 17-71 in all; it adds 17 - 15 below, nothing above.
    assert derivation(PUBLISHED, cells_of(), UMBRELLA, "deaths") == Derivation(
        measure="deaths",
        own=Range(17, 17),
        parts=Range(15, 71),
        total=Range(17, 71),
        adds=Range(0, 2),
        claimants=1,
        has_parts=True,
    )


def test_turnout_of_parts_is_the_largest_and_not_the_sum():
    cells = cells_of()
    one = derivation(PUBLISHED, cells, UMBRELLA, "participants")
    parts = PUBLISHED.events[PUBLISHED.events.part_of == UMBRELLA].index
    totals = cells.totals["participants"].loc[parts]
    assert one.parts.high == totals.total_high.max() > 0
    assert one.own == UNKNOWN


def test_what_nobody_gives_a_figure_for_is_unknown_throughout():
    one = derivation(PUBLISHED, cells_of(), "2011-12-17-shetpe-1", "detentions")
    assert (one.own, one.parts, one.total, one.adds, one.claimants) == (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, 0)


def test_an_unknown_event_is_an_error():
    with pytest.raises(KeyError, match="atlantis"):
        derivation(PUBLISHED, cells_of(), "2011-01-01-atlantis-1", "deaths")


@pytest.mark.parametrize(
    ("low", "high", "words", "expected"),
    [
        (14, 14, "", "14"),
        (168, 200, "", "168–200"),
        (300, pd.NA, "", "at least 300"),
        (pd.NA, 64, "", "up to 64"),
        (0, 0, "", "0"),
        (pd.NA, pd.NA, "dozens", "“dozens”"),
        (pd.NA, pd.NA, "", "no number"),
    ],
)
def test_one_claim_is_told_as_it_was_given(low, high, words, expected):
    assert claim_words(low, high, words) == expected
