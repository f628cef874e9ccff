"""Coverage: ours beside what others counted, whose figures there are, where events are few; all counted again by hand."""

import numpy as np
import pandas as pd

from atlas.drawing import outside_figure
from atlas.drawing.kind_table import kind_table
from atlas.folds import coverage
from atlas.folds.quality import Share
from atlas.tally.cells import make_cells
from tests.filters_at_random import PUBLISHED as EDITION
from tests.opened_pages import ZHANAOZEN, opened, words
from ui import dataset
from ui.dataset import View

CELLS = make_cells(EDITION, whose="all", known_on=None, unverified=False)
EVENTS = EDITION.events
ALL = np.ones(len(EVENTS), dtype=bool)


def test_every_count_by_others_stands_beside_our_events_of_its_period_with_its_source():
    found = coverage.outside_counts(EDITION, CELLS)
    known = {(str(one.start), str(one.end)): one.counted for one in found}
    assert known == {
        ("2018-01-01", "2020-08-31"): 520,
        ("2018-01-01", "2020-12-31"): 780,
        ("2020-09-01", "2020-12-31"): 254,
        ("2021-01-01", "2021-06-30"): 435,
    }
    for one in found:
        touching = (EVENTS.end_date >= pd.Timestamp(one.start)) & (EVENTS.start_date <= pd.Timestamp(one.end))
        assert one.ours == int((touching & ~EVENTS.umbrella).sum())
        assert one.source_id in EDITION.sources.index
    assert [one.start for one in found] == sorted(one.start for one in found)


def test_a_figure_of_both_sides_is_one_of_each():
    chosen = EVENTS.start_date.dt.year.to_numpy() == 2011
    for measure in EDITION.codebook.measures:
        shares = coverage.with_figure(EDITION, CELLS, chosen, measure)
        known = {
            whose: make_cells(EDITION, whose=whose, known_on=None, unverified=False)
            .totals[measure]
            .total_known
            for whose in ("all", "official", "independent")
        }
        for whose, has in known.items():
            assert shares[whose] == Share(int((has.to_numpy() & chosen).sum()), int(chosen.sum()))
        both = known["official"].to_numpy() & known["independent"].to_numpy() & chosen
        assert shares["both"] == Share(int(both.sum()), int(chosen.sum()))


def test_every_event_stands_in_one_region_and_one_kind_and_empty_pairs_are_zero():
    table = coverage.by_region_and_kind(EDITION, ALL)
    assert int(table.to_numpy().sum()) == len(EVENTS)
    assert set(table.index) == {*EDITION.codebook.values("events", "region"), ""}
    assert list(table.columns) == list(EDITION.codebook.values("events", "event_type"))
    for region in ("Almaty", "Mangystau", ""):
        for kind in ("strike", "rally"):
            by_hand = ((EVENTS.event_region == region) & (EVENTS.event_type == kind)).sum()
            assert table.loc[region, kind] == by_hand
    assert table.sum(axis=1).is_monotonic_decreasing
    assert coverage.by_region_and_kind(EDITION, ~ALL).to_numpy().sum() == 0


def test_in_the_regions_of_the_time_the_same_events_stand_in_fewer_rows():
    table = coverage.by_region_and_kind(EDITION, ALL, "2017")
    assert int(table.to_numpy().sum()) == len(EVENTS)
    assert len(table) < len(coverage.by_region_and_kind(EDITION, ALL))


def test_the_table_marks_empty_pairs_and_has_the_share_of_every_region():
    table = pd.DataFrame({"rally": [3, 0], "strike": [1, 0]}, index=["Oral <b>", "Abai"])
    drawn = kind_table(
        table,
        {name: name for name in table.index},
        {name: name for name in table.columns},
        caption="Events",
        dark=False,
    )
    assert drawn.count('class="u"') == 2
    assert "4 (100%)" in drawn and "0 (0%)" in drawn and "3 (75%)" in drawn
    assert "<b>" not in drawn


def test_the_bars_say_in_words_what_they_show():
    found = coverage.outside_counts(EDITION, CELLS)
    text = outside_figure.alt_text(found)
    assert f"{found[0].ours} here, 520 counted by others" in text
    drawn = outside_figure.outside_figure(found, dark=True)
    assert drawn["data"][1]["x"] == [one.counted for one in found]


def test_the_page_has_the_counts_of_the_events_shown():
    app = opened("data", show="quality", **ZHANAOZEN)
    view = View(dataset.edition(), app.session_state["filter"])
    said = words(app)
    assert "520" in said and "780" in said and "435" in said
    for measure in view.edition.codebook.measures:
        shares = coverage.with_figure(view.edition, view.cells, view.rows, measure)
        label = view.edition.codebook.label("claims", "measure", measure)
        row = " ".join([label, *(shares[one].words() for one in ("all", "official", "independent", "both"))])
        assert row in said
    assert "pairs of a region and a kind have no event at all" in said
