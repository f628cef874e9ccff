"""The grown table is the same at every run, has what the real data have, and sound rows only."""

import pandas as pd
import pytest

from atlas.edition.codebook import read_codebook
from atlas.edition.gazetteer import read_gazetteer
from atlas.edition.grading import graded
from bench import grow as grow_

ROWS = 10_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("grown")
    grow_.grow(out, ROWS)
    return out


@pytest.fixture(scope="module")
def events(folder) -> pd.DataFrame:
    return pd.read_parquet(folder / "events.parquet")


def test_the_same_rows_come_at_every_run(folder, tmp_path):
    grow_.grow(tmp_path, ROWS)
    for name in ("events", "claims", "sources"):
        assert (tmp_path / f"{name}.parquet").read_bytes() == (folder / f"{name}.parquet").read_bytes()


def test_it_has_so_many_events_in_60_towns_and_40_years(events):
    assert len(events) == ROWS and events.event_id.is_unique
    assert set(events.city) - {""} <= set(read_gazetteer().index)
    assert events.city[events.city != ""].nunique() == 60
    years = pd.to_datetime(events.start_date).dt.year
    assert years.nunique() >= 40
    assert (pd.to_datetime(events.end_date) >= pd.to_datetime(events.start_date)).all()
    assert set(events.date_precision) == {"day", "month", "year"}


def test_its_trees_are_three_deep_and_lead_to_events_that_are_there(events):
    above = events.set_index("event_id").part_of
    parts = events[events.part_of != ""]
    assert parts.part_of.isin(above.index).all()
    depth = parts.part_of.map(above).ne("")
    assert depth.any() and not parts.part_of.map(above)[depth].map(above).ne("").any()
    assert (events.location_precision[events.event_id.isin(set(parts.part_of))] != "city").all()


def test_its_words_and_claims_are_those_of_the_codebook(folder, events):
    book = read_codebook()
    claims, sources = pd.read_parquet(folder / "claims.parquet"), pd.read_parquet(folder / "sources.parquet")
    assert set(events.event_type) <= set(book.values("events", "event_type"))
    assert claims.claim_id.is_unique and claims.event_id.isin(events.event_id).all()
    for column in ("measure", "side", "scope"):
        assert set(claims[column]) <= set(book.values("claims", column))
    assert set(claims.measure) == set(book.measures)
    assert not (claims.low > claims.high).any()
    for bound in (claims.low, claims.high, claims.stated_on):
        assert 0.02 < bound.isna().mean() < 0.3
    assert {"established", "unverified"} <= set(graded(claims, sources).grade)


def test_it_is_not_grown_inside_the_repository(root):
    with pytest.raises(ValueError, match="inside the repository"):
        grow_.grow(root / "data" / "grown", 100)
    assert not (root / "data" / "grown").exists()
