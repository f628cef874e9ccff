"""The page Data and its self-check: every count follows from the rows, and none is typed in."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from atlas.drawing import coverage_figure
from atlas.edition.edition import read_edition
from atlas.folds import quality
from atlas.folds.quality import Share
from atlas.folds.views import published
from atlas.tally.cells import make_cells
from atlas.tally.filters import EventFilter
from tests import small, small_package
from tests.opened_pages import ZHANAOZEN, opened, words
from ui import dataset
from ui.dataset import View

EDITION = published()
CELLS = make_cells(EDITION, whose="all", known_on=None, unverified=False)
ALL = np.ones(len(EDITION.events), dtype=bool)


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (Share(40, 160), "40 of 160 (25%)"),
        (Share(0, 1200), "0 of 1,200 (0%)"),
        (Share(1, 1200), "1 of 1,200 (less than 1%)"),
        (Share(528, 529), "528 of 529 (more than 99%)"),
        (Share(1999, 2000), "1,999 of 2,000 (more than 99%)"),
        (Share(529, 529), "529 of 529 (100%)"),
        (Share(0, 0), "none"),
    ],
)
def test_a_share_says_of_how_many_and_takes_none_of_nothing(share, told):
    assert share.words() == told


def test_words_and_missing_days_are_counted_on_small_data():
    claims = small.claims(
        {"low": 3, "high": 3},
        {"low": 3},
        {"high": 3, "stated_on": "2011-12-17"},
        {"words": "dozens"},
    )
    assert quality.without_number(claims) == Share(1, 4)
    assert quality.undated(claims) == Share(3, 4)


def test_the_counts_are_those_of_the_files(data_dir):
    counts = quality.table_counts(EDITION)
    assert set(counts.file) == {table.path for table in EDITION.codebook.tables.values()}
    for file, rows, aside in zip(counts.file, counts["rows"], counts.set_aside, strict=True):
        table = next(t for t in EDITION.codebook.tables.values() if t.path == file)
        assert rows + aside == len(pd.read_csv(data_dir / table.path, dtype="str"))


def test_the_shares_of_figures_agree_with_a_count_by_hand():
    for measure in EDITION.codebook.measures:
        table = CELLS.totals[measure]
        alone = sum(known and n == 1 for known, n in zip(table.known, table.claimants, strict=True))
        assert quality.single_claimant(CELLS, ALL, measure) == Share(alone, int(sum(table.known)))
        unknown = sum(not known for known in table.total_known)
        shares = quality.without_figure(EDITION, CELLS, ALL, measure)
        assert sum(share.part for share in shares.values()) == unknown
        assert {share.of for share in shares.values()} == {len(table)}


def test_every_event_stands_in_one_year_one_region_and_at_most_one_city():
    assert quality.events_by_year(EDITION, ALL, 1986, 2026).events.sum() == len(EDITION.events)
    assert quality.events_by_region(EDITION, ALL).events.sum() == len(EDITION.events)
    assert quality.events_by_city(EDITION, ALL).events.sum() == (EDITION.events.city != "").sum()
    regions = quality.events_by_region(EDITION, ALL)
    assert len(regions) == len(EDITION.codebook.values("events", "region")) + 1


@pytest.mark.parametrize("year", [2012, 2022, 2024, 2025])
def test_the_years_add_up_to_the_events_shown_also_where_some_began_before(year):
    view = View(EDITION, EventFilter(start=date(year, 1, 1), end=date(year, 12, 31)))
    years = quality.events_by_year(EDITION, view.rows, year, year)
    assert years.events.sum() == view.shown
    began = EDITION.events.start_date[view.rows].dt.year
    assert quality.begun_before(EDITION, view.rows, year) == (began < year).sum()


def test_a_year_without_events_is_a_row_with_none_and_no_gap():
    years = quality.events_by_year(EDITION, ~ALL, 2001, 2003)
    assert years.year.tolist() == [2001, 2002, 2003]
    assert years.events.tolist() == [0, 0, 0]
    assert coverage_figure.alt_text(years) == "Events per year: none."


def test_the_check_on_the_page_is_of_the_events_shown_under_the_readers_rule():
    app = opened("data", show="quality", whose="official", **ZHANAOZEN)
    said = words(app)
    view = View(dataset.edition(), app.session_state["filter"])
    assert view.shown < view.events
    for measure in view.edition.codebook.measures:
        label = view.edition.codebook.label("claims", "measure", measure)
        shares = quality.without_figure(view.edition, view.cells, view.rows, measure).values()
        missing = " ".join(share.words() for share in shares)
        alone = quality.single_claimant(view.cells, view.rows, measure).words()
        assert f"{label} {missing} {alone}" in said
    claims = quality.claims_about(view.edition, view.rows)
    assert f"All {len(claims)} reported figures about the events shown" in said


def test_the_codebook_on_the_page_has_every_column_and_every_value_with_its_meaning():
    said = words(opened("data"))
    for table in EDITION.codebook.tables.values():
        for column in table.columns:
            assert " ".join(column.description.split()) in said
            for term in column.terms:
                assert " ".join(f"{term.value} {term.label} {term.meaning}".split()) in said


def test_the_changes_are_those_beside_the_data(data_dir):
    said = words(opened("data", show="changes"))
    for line in (data_dir / "CHANGES.md").read_text(encoding="utf-8").splitlines()[1:]:
        if "<" not in line:
            assert " ".join(line.split()) in said


def test_a_part_that_the_page_does_not_have_is_said_and_the_codebook_is_shown():
    app = opened("data", show="secrets")
    assert "secrets" in app.warning[0].value
    assert any("events.csv" in e.label for e in app.expander)


def test_a_filter_that_keeps_nothing_leaves_every_part_standing():
    for part in ("codebook", "quality", "changes", "cite"):
        assert "No event in the data matches this choice" in words(opened("data", show=part, q="zzzz"))


def test_rows_set_aside_are_listed_with_what_is_wrong(monkeypatch, tmp_path, data_dir):
    small_package.opened_for_work(data_dir, tmp_path / "data")
    file = tmp_path / "data" / "context.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("1986-12-16,day", "1986-13-16,day", 1), "utf-8")
    broken = read_edition(tmp_path / "data")
    assert dict(broken.set_aside) == {"context.csv": 1}
    monkeypatch.setattr(dataset, "edition", lambda: broken)
    app = opened("data", show="quality")
    assert f"context.csv {len(broken.context)} 1" in words(app)
    # Once in the notice above every page, once here.
    assert sum("1986-13-16" in text.value for text in app.text) == 2
