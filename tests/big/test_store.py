"""The store reads any file of our columns and keeps the same rows as the cells do, page by page and in a stream."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from atlas.big import store
from atlas.edition import divisions
from atlas.folds import aggregates
from atlas.tally import cells
from atlas.tally.filters import EventFilter
from tests.filters_at_random import PUBLISHED, filters_of

REGIONS = PUBLISHED.gazetteer.region.to_dict()
BOOK = PUBLISHED.codebook


def opened(path) -> store.Store:
    return store.opened(path, BOOK, REGIONS)


@pytest.fixture(scope="module")
def published(data_dir) -> store.Store:
    return opened(data_dir)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters_of(PUBLISHED))
def test_it_keeps_the_rows_that_the_cells_keep(published, chosen):
    of = cells.cells_of(PUBLISHED, "all", aggregates.today(), False)
    rows = cells.chosen_rows(of, chosen)
    expected = PUBLISHED.events.event_id[rows].tolist()[::-1]
    assert published.count(chosen) == len(expected)
    assert published.page(chosen, limit=1000).event_id.tolist() == expected
    assert published.page(chosen, limit=7, offset=3).event_id.tolist() == expected[3:10]


def test_regions_of_another_division_are_kept_by_their_parts(published):
    units = divisions.units(PUBLISHED, "2017")
    chosen = EventFilter(regions=("South Kazakhstan",), oblasts="2017")
    here = PUBLISHED.events.event_region.map(units) == "South Kazakhstan"
    assert 0 < published.count(chosen, units) == int(here.sum())


def test_a_stream_has_every_row_once_earliest_first_in_any_stretches(published):
    ends = [date(year, month, day) for year in (1900, 2011, 2012, 2021) for month, day in ((1, 1), (6, 30))]
    blocks = [
        published.stretch(EventFilter(), first, last - timedelta(days=1))
        for first, last in pairwise([*ends, date(2100, 1, 1)])
    ]
    assert sum(len(block) > 0 for block in blocks) > 3
    assert pd.concat(blocks).event_id.tolist() == PUBLISHED.events.event_id.tolist()


def test_search_finds_words_of_any_case_and_accent_in_title_text_and_town(published):
    events = PUBLISHED.events
    text = (events.title + " " + events.description + " " + events.city + " " + events.place).str.casefold()
    expected = set(events.event_id[text.str.contains("zhanaozen") & text.str.contains("oil")])
    for query in ("zhanaozen oil", "OIL Zhanaozén"):
        assert set(published.page(EventFilter(query=query), limit=999).event_id) == expected != set()
    assert published.count(EventFilter(query="no such word 100%_")) == 0


@pytest.mark.parametrize("shape", ["csv", "parquet", "folder", "folders", "several"])
def test_one_table_is_the_same_in_any_file(tmp_path, shape):
    names = [column.name for column in BOOK.tables["events"].columns]
    table = PUBLISHED.events[names]
    path = tmp_path / f"table.{shape}"
    if shape == "csv":
        table.to_csv(path, index=False, date_format="%Y-%m-%d")
    elif shape == "parquet":
        table.to_parquet(path)
    else:
        folder = path / "events" if shape == "folders" else path
        folder.mkdir(parents=True)
        if shape == "folder":
            table.to_csv(folder / "events.csv", index=False, date_format="%Y-%m-%d")
        else:
            for at, piece in enumerate(np.array_split(np.arange(len(table)), 3)):
                table.iloc[piece].to_parquet(folder / f"piece-{at}.parquet")
    read = opened(path).page(EventFilter(), limit=1000).iloc[::-1].reset_index(drop=True)
    pd.testing.assert_frame_equal(read[names], table, check_dtype=False)
    assert read.event_region.tolist() == PUBLISHED.events.event_region.tolist()
    assert read.start_date.dtype == "datetime64[s]"


def test_what_a_table_leaves_out_is_empty_or_neutral(tmp_path):
    pd.DataFrame({"event_id": ["a"], "start_date": ["2011-12-16"], "city": [" Zhanaozen "]}).to_csv(
        tmp_path / "few.csv", index=False
    )
    row = opened(tmp_path / "few.csv").page(EventFilter(), limit=1).iloc[0]
    assert (row.event_type, row.date_precision, row.title, row.city) == ("other", "day", "", "Zhanaozen")
    assert row.end_date == row.start_date and row.event_region == "Mangystau"


def test_a_folder_without_a_table_is_said(tmp_path):
    with pytest.raises(store.TableMissing, match="no Parquet or CSV"):
        opened(tmp_path)


def test_a_filter_for_a_region_that_the_division_lacks_keeps_nothing(published):
    units = divisions.units(PUBLISHED, "2021")
    chosen = replace(EventFilter(), regions=("no such region",), oblasts="2021")
    assert published.count(chosen, units) == 0
