"""The page Methods: its worked example says what the tally says, on every choice of the reader."""

import pytest

from atlas.folds.views import published
from atlas.tally import worked_example
from atlas.tally.cells import make_cells
from atlas.tally.derivations import REASONS, derivation
from tests.opened_pages import opened, words
from ui import dataset
from ui.dataset import View

EDITION = published()


def cells(whose: str = "all"):
    return make_cells(EDITION, whose=whose, known_on=None, unverified=False)


def test_the_parts_of_the_example_are_the_parts_of_the_umbrella():
    found = worked_example.example(EDITION, cells())
    parts = EDITION.events[EDITION.events.part_of == worked_example.EVENT].event_id.tolist()
    assert [part.event_id for part in found.parts] == ["2011-12-16-zhanaozen-1", "2011-12-17-shetpe-1"]
    assert len(found.parts) + found.silent == len(parts)


def test_its_results_are_those_worked_by_hand_in_the_method():
    rules = {whose: cells(whose) for whose in ("all", "official")}
    results = worked_example.results(EDITION, rules)
    told = {whose: (one.own.words(), one.parts.words(), one.total.words()) for whose, one in results.items()}
    assert told == {"all": ("17", "15–71", "17–71"), "official": ("17", "15–17", "17")}
    assert worked_example.beyond_parts(results["all"]) == (2, 0)


def test_the_remainder_told_is_the_one_that_totals_take():
    table = cells().totals[worked_example.MEASURE]
    row = table[(EDITION.events.event_id == worked_example.EVENT).to_numpy()].iloc[0]
    one = derivation(EDITION, cells(), worked_example.EVENT, worked_example.MEASURE)
    assert worked_example.beyond_parts(one) == (row.low, row.high)


def test_an_edition_without_the_event_is_told_by_a_key_error():
    with pytest.raises(KeyError):
        worked_example.example(EDITION, cells(), "no-such-event")


@pytest.mark.parametrize(
    "query",
    [{}, {"whose": "official"}, {"whose": "independent"}, {"known": "2011-12-31"}, {"unverified": "1"}],
)
def test_every_number_of_the_example_on_the_page_follows_the_readers_rule(query):
    app = opened("methods", **query)
    said = words(app)
    view = View(dataset.edition(), app.session_state["filter"])
    found = worked_example.example(view.edition, view.cells)
    for step in (*found.parts, found.whole):
        if step.derived.own.known:
            assert f"give {step.derived.own.words()}." in said or f"gives {step.derived.own.words()}." in said
        for claim in step.claims.itertuples():
            assert f"{claim.words} {claim.claimant} (" in said
            assert REASONS[claim.standing] in said
    total = found.whole.derived.total.words()
    assert f"together {total}." in said or f"stand: {total}." in said or f"stands: {total}." in said


def test_the_three_choices_stand_side_by_side():
    said = words(opened("methods"))
    for whose, label in (("all", "All"), ("official", "Official"), ("independent", "Independent")):
        one = derivation(EDITION, cells(whose), worked_example.EVENT, worked_example.MEASURE)
        assert f"{label} {one.own.words()} {one.parts.words()} {one.total.words()}" in said


def test_the_page_stands_when_the_filter_keeps_nothing():
    said = words(opened("methods", q="zzzz"))
    assert "No event in the data matches this choice" in said
    assert "Which figures count." in said
