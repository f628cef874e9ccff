"""What must hold for any tree of events and any set of claims, whatever somebody types into the files."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.tally.tallies import tally
from tests.small import CODEBOOK, claims, events

settings.register_profile("atlas", deadline=None, max_examples=40)
settings.load_profile("atlas")

MEASURES = ("deaths", "detentions", "injuries", "participants")
SIDES = ("official", "ngo", "media", "opposition", "unknown")


@st.composite
def trees(draw) -> pd.DataFrame:
    """Up to twelve events, each part of one before it or of none."""
    size = draw(st.integers(1, 12))
    parents = [draw(st.one_of(st.none(), st.integers(0, at - 1))) if at else None for at in range(size)]
    return events(
        *((f"e{at:02}", "" if parent is None else f"e{parent:02}") for at, parent in enumerate(parents))
    )


@st.composite
def claim(draw, size: int) -> dict[str, object]:
    low = draw(st.one_of(st.none(), st.integers(0, 500)))
    high = draw(st.one_of(st.none(), st.integers(low or 0, 1000)))
    return {
        "event_id": f"e{draw(st.integers(0, size - 1)):02}",
        "measure": draw(st.sampled_from(MEASURES)),
        "low": low,
        "high": high,
        "scope": draw(st.sampled_from(("total", "total", "partial", "withdrawn"))),
        "side": draw(st.sampled_from(SIDES)),
        "claimant": draw(st.sampled_from("ABCDE")),
        "stated_on": draw(st.sampled_from((None, "2011-12-16", "2012-02-01", "2020-01-01"))),
        "source_id": draw(st.sampled_from(("established", "established", "unverified"))),
    }


@st.composite
def cases(draw) -> tuple[pd.DataFrame, list[dict[str, object]]]:
    tree = draw(trees())
    return tree, draw(st.lists(claim(len(tree)), max_size=15))


def tables(tree: pd.DataFrame, rows: list[dict[str, object]], **rule: object) -> dict[str, pd.DataFrame]:
    return dict(tally(tree, claims(*rows), CODEBOOK, **({"known_on": None} | rule)))


@given(cases(), st.data())
def test_any_grouping_of_the_additive_table_sums_to_the_same_total(case, data):
    tree, rows = case
    table = tables(tree, rows)["deaths"]
    groups = data.draw(st.lists(st.integers(0, 3), min_size=len(tree), max_size=len(tree)))
    by_group = table.groupby(groups)[["low", "high"]].sum().sum()
    assert by_group.tolist() == table[["low", "high"]].sum().tolist()
    roots = (tree.parent < 0).to_numpy()
    # And that total is the one the trees themselves give.
    assert table.low.sum() == table.total_low[roots].sum()
    assert table.high.sum() == table.total_high[roots].sum()


@given(cases())
def test_parts_and_remainder_make_the_greater_of_umbrella_and_sum_of_parts_per_bound(case):
    tree, rows = case
    measures = tables(tree, rows)
    for measure in ("deaths", "detentions", "injuries"):
        table = measures[measure].to_dict("list")
        for bound in ("low", "high"):
            for at, own in enumerate(table[f"own_{bound}"]):
                of_parts = sum(table[f"total_{bound}"][part] for part in np.flatnonzero(tree.parent == at))
                assert of_parts + table[bound][at] == max(own, of_parts) == table[f"total_{bound}"][at]


@given(cases())
def test_low_never_exceeds_high(case):
    tree, rows = case
    for table in tables(tree, rows).values():
        assert (table.own_low <= table.own_high).all()
        assert (table.total_low <= table.total_high).all()


@given(cases())
def test_unknown_never_becomes_zero(case):
    tree, rows = case
    for measure, table in tables(tree, rows).items():
        usable = {
            row["event_id"]
            for row in rows
            if row["measure"] == measure
            and row["scope"] == "total"
            and row["source_id"] == "established"
            and (row["low"] is not None or row["high"] is not None)
        }
        assert set(tree.event_id[table.known]) == usable
        for at in np.flatnonzero(~table.total_known):
            inside = [at]
            for below in range(at + 1, len(tree)):
                if tree.parent[below] in inside:
                    inside.append(below)
            assert not usable & set(tree.event_id[inside])


@given(cases())
def test_an_event_with_its_parts_is_open_above_exactly_where_what_its_rows_add_is(case):
    tree, rows = case
    for measure, table in tables(tree, rows).items():
        for at in range(len(tree)):
            inside = [at]
            for below in range(at + 1, len(tree)):
                if tree.parent[below] in inside:
                    inside.append(below)
            some = table.loc[inside]
            # Of turnouts only the largest weighs.
            weighs = some.high == some.high.max() if measure == "participants" else True
            assert table.total_open_above[at] == (some.open_above & weighs).any()


@given(cases(), st.sampled_from((None, "2011-12-16", "2012-02-01", "2026-01-01")))
def test_under_a_day_of_knowledge_no_undated_claim_counts_and_without_one_every_day_does(case, day):
    tree, rows = case
    known_on = None if day is None else pd.Timestamp(day).date()
    for measure, table in tables(tree, rows, known_on=known_on).items():
        usable = {
            row["event_id"]
            for row in rows
            if row["measure"] == measure
            and row["scope"] == "total"
            and row["source_id"] == "established"
            and (row["low"] is not None or row["high"] is not None)
            and (day is None or (row["stated_on"] is not None and str(row["stated_on"]) <= day))
        }
        assert set(tree.event_id[table.known]) == usable


@given(cases(), st.data())
def test_adding_a_claimant_never_narrows_all(case, data):
    tree, rows = case
    before = tables(tree, rows)["deaths"]
    low = data.draw(st.integers(0, 500))
    at = data.draw(st.integers(0, len(tree) - 1))
    newcomer = {
        "event_id": f"e{at:02}",
        "low": low,
        "high": data.draw(st.one_of(st.none(), st.integers(low, 900))),
        "claimant": "a new one",
        "side": data.draw(st.sampled_from(SIDES)),
    }
    after = tables(tree, [*rows, newcomer])["deaths"]
    assert after.known[at]
    if before.known[at]:
        # "Up to" alone has no low; the newcomer's low is then the first bound below, not a narrower one.
        if not before.open_below[at]:
            assert after.own_low[at] <= before.own_low[at]
        assert after.own_high[at] >= before.own_high[at]
        # What was open stays so, unless the newcomer closes it by going further.
        if after.own_high[at] == before.own_high[at]:
            assert after.open_above[at] >= before.open_above[at]


@given(cases(), st.data())
def test_taking_events_away_never_increases_a_total(case, data):
    tree, rows = case
    table = tables(tree, rows)["deaths"]
    keep = np.array(data.draw(st.lists(st.booleans(), min_size=len(tree), max_size=len(tree))))
    for bound in ("low", "high"):
        assert table[bound][keep].sum() <= table[bound].sum()


@settings(max_examples=30)
@given(cases())
def test_each_side_alone_stays_within_all(case):
    tree, rows = case
    everybody = tables(tree, rows)["deaths"]
    for whose in ("official", "independent"):
        some = tables(tree, rows, whose=whose)["deaths"]
        both = (some.known & everybody.known).to_numpy()
        assert (some.known <= everybody.known).all()
        assert (some.own_high[both] <= everybody.own_high[both]).all()
        closed = both & ~some.open_below.to_numpy()
        assert (some.own_low[closed] >= everybody.own_low[closed]).all()
