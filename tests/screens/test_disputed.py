"""Disputed figures: who says how many, and how one event's toll moved."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from atlas.folds import aggregates
from atlas.tally import disputes, toll
from atlas.tally.filters import EventFilter
from atlas.tally.ranges import Range
from tests.opened_pages import opened, words
from ui import dataset

EDITION = dataset.edition()

JANUARY = "2022-01-02-nationwide"
TODAY = date(2026, 11, 22)


def cells(whose: str):
    return dataset.cells_of(EDITION, whose, TODAY, False)


def test_each_official_revision_of_january_2022_stands_at_its_date_as_claims_csv_has_it(data_dir):
    moved = toll.words_over_time(EDITION, cells("all"), JANUARY, "deaths")
    claims = pd.read_csv(data_dir / "claims.csv", dtype="str", keep_default_na=False)
    wanted = claims[(claims.event_id == JANUARY) & (claims.measure == "deaths")].set_index("claim_id")
    assert set(moved.claim_id) == set(wanted.index)
    for claim in moved.itertuples():
        assert str(claim.said.date()) == wanted.stated_on[claim.claim_id]
        assert str(claim.low) == wanted.low[claim.claim_id]
    prosecutors = moved[(moved.claimant == "Prosecutor General's Office") & (moved.scope == "total")]
    assert prosecutors.low.tolist() == [225, 230, 232, 241, 238, 238]
    assert [str(day.date()) for day in prosecutors.said][:3] == ["2022-01-15", "2022-03-14", "2022-05-05"]
    withdrawn = moved[moved.scope == "withdrawn"]
    assert (withdrawn.low.tolist(), withdrawn.standing.tolist()) == ([164], ["withdrawn"])


def test_the_gap_between_two_figures_is_none_where_they_meet():
    assert not disputes.gap(Range(14, 16), Range(15, 64)).higher
    apart = disputes.gap(Range(3, 3), Range(5, 5))
    assert (apart.higher, apart.least) == ("independent", 2)


def test_every_disputed_event_has_a_figure_from_both_sides_and_every_chosen_event_one_place():
    rows = np.ones(len(EDITION.events), dtype=bool)
    rules = {whose: cells(whose) for whose in ("all", "official", "independent")}
    sides = disputes.by_side(rules, rows, "deaths")
    found = disputes.disputed(EDITION, rules["official"], rules["independent"], rows, "deaths")
    assert {one.event_id for one in found} == set(EDITION.events.event_id[sides["both"]])
    assert all(one.official.known and one.independent.known for one in found)
    assert sum(int(mask.sum()) for mask in sides.values()) == len(EDITION.events)


def test_the_page_shows_both_sides_of_zhanaozen_and_the_rules_side_by_side():
    said = words(opened("disputed", **{"from": "2011-12-01", "to": "2011-12-31"}))
    assert "14–16" in said
    assert "≤64" in said
    view = dataset.view(EventFilter(start=date(2011, 12, 1), end=date(2011, 12, 31)))
    for whose in ("all", "official", "independent"):
        assert aggregates.total(cells(whose), view.rows, "deaths").figure.shown() in said


def test_one_events_page_tells_the_withdrawn_figure():
    said = words(opened("disputed", event=JANUARY, show="deaths"))
    assert "164" in said
    assert "Withdrawn" in said


@pytest.mark.parametrize(
    "query", [{"q": "zzzz"}, {"city": "Zhanaozen", "from": "2011"}, {"show": "nonsense"}]
)
def test_the_page_survives_nothing_one_town_and_an_unknown_choice(query):
    said = words(opened("disputed", **query))
    assert "events" in said
    if "show" in query:
        assert "nonsense" in said
