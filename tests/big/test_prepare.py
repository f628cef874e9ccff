"""A prepared big table says what the plain way says, survives a kill half-way, and does not trust a broken part."""

import json
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.big.large import NotPrepared, PreparedTable
from atlas.big.manifest import Manifest
from atlas.big.prepare import Preparing
from atlas.downloads import files
from atlas.edition import divisions
from atlas.folds import aggregates
from atlas.folds.views import View
from atlas.tally import cells
from atlas.tally.filters import EventFilter
from bench.grow import grow
from tests.filters_at_random import PUBLISHED, filters_of

FIRST, LAST = date(1986, 1, 1), date(2026, 11, 22)
THEN = date(2012, 6, 1)
SERIES = ("detentions", "participants", "events")
"""Followed over time: one that adds up, one that does not, and the number of events."""


def prepared(path: Path, out: Path, **settings: object) -> PreparedTable:
    Preparing(path, out, report=lambda *_: None, **settings).run()
    return PreparedTable(out, PUBLISHED)


@pytest.fixture(scope="module")
def published(tmp_path_factory, data_dir) -> PreparedTable:
    """The published data, prepared in six parts, also as known in 2012."""
    return prepared(data_dir, tmp_path_factory.mktemp("published"), size=100, known_on=[THEN])


def plain_cells(chosen: EventFilter) -> cells.Cells:
    known_on = chosen.known_on
    return cells.cells_of(PUBLISHED, chosen.whose, known_on, chosen.unverified, chosen.oblasts)


def by_place(table: pd.DataFrame, name: str) -> dict:
    """What stands at each place with events, without the order in which they come."""
    return {
        row[name]: row.drop(name).to_dict() for _, row in table[table.events > 0].astype("str").iterrows()
    }


def said(of: cells.Cells, chosen: EventFilter) -> dict[str, object]:
    """All that the overview, the cities and the sidebar fold from cells."""
    rows = cells.chosen_rows(of, chosen)
    start, end = chosen.start or FIRST, chosen.end or LAST
    answers: dict[str, object] = {"shown": aggregates.events_in(of, rows)}
    for measure in (*of.measures, "events"):
        answers[f"total {measure}"] = aggregates.total(of, rows, measure)
        answers[f"city {measure}"] = by_place(aggregates.figures_per_city(of, rows, measure), "city")
        answers[f"elsewhere {measure}"] = by_place(aggregates.figures_not_on_map(of, rows, measure), "place")
        for unit in ("month", aggregates.granularity(start, end)) if measure in SERIES else ():
            axis = aggregates.time_axis(of, rows, start, end, unit)
            over_time = aggregates.figures_over_time(of, rows, measure, axis)
            answers[f"{unit} {measure}"] = (axis.left_out, over_time.astype("str").to_dict("list"))
    without = cells.chosen_rows(of, chosen, without="period")
    histogram = aggregates.events_per_year(of, without, FIRST, LAST, chosen)
    answers["histogram"] = histogram.astype("str").to_dict("list")
    for field, column in (
        ("cities", "city"),
        ("regions", "region"),
        ("types", "type"),
        ("campaigns", "campaign"),
    ):
        values = [str(value) for value in plain_cells(chosen).categories[column]]
        rest = cells.chosen_rows(of, chosen, without=field)
        answers[f"facet {field}"] = aggregates.facet_counts(of, rest, column, values)
    return answers


@settings(max_examples=25, deadline=None)
@given(
    filters_of(PUBLISHED),
    st.sampled_from(["all", "official", "independent"]),
    st.booleans(),
    st.sampled_from([None, None, THEN]),
    st.sampled_from(["today", "2021", "2017"]),
)
def test_every_filter_gets_the_figures_of_the_plain_way(
    published, chosen, whose, unverified, known_on, division
):
    chosen = replace(chosen, whose=whose, unverified=unverified, known_on=known_on, oblasts=division)
    units = divisions.units(PUBLISHED, division)
    if division != "today":
        chosen = replace(chosen, regions=tuple(dict.fromkeys(units[region] for region in chosen.regions)))
    assert said(published.cells(chosen, units=units), chosen) == said(plain_cells(chosen), chosen)


def test_a_single_day_in_the_middle_of_a_month_is_told_from_its_neighbours(published):
    for day in (date(2011, 12, 16), date(2022, 1, 5), date(2019, 6, 9)):
        chosen = EventFilter(start=day, end=day)
        assert said(published.cells(chosen), chosen) == said(plain_cells(chosen), chosen)


def test_a_daily_axis_is_refused_where_cells_stand_by_month(published):
    of = published.cells(EventFilter())
    with pytest.raises(ValueError, match="by month"):
        aggregates.time_axis(of, cells.chosen_rows(of, EventFilter()), FIRST, LAST, "day")


def test_what_a_table_was_not_prepared_for_is_said(published):
    with pytest.raises(NotPrepared, match="--known-on 2013-01-01"):
        published.cells(EventFilter(known_on=date(2013, 1, 1)))


def test_rows_carry_the_figures_of_our_own_download(published, tmp_path):
    rows = pd.concat(
        [pd.read_parquet(path) for path in sorted((published.folder / "rows").glob("*.parquet"))]
    )
    download = pd.read_csv(files_csv(tmp_path))
    rows.to_csv(tmp_path / "rows.csv", index=False)
    rows = pd.read_csv(tmp_path / "rows.csv").set_index("event_id").loc[download.event_id].reset_index()
    pd.testing.assert_frame_equal(rows[download.columns.tolist()], download)


def files_csv(folder: Path) -> Path:
    """All published events as the dashboard's own download."""
    path = folder / "download.csv"
    path.write_bytes(files.events_file(View(PUBLISHED, EventFilter()), "csv"))
    return path


@pytest.mark.parametrize("whose", ["all", "official", "independent"])
def test_a_download_of_ours_prepared_without_its_claims_keeps_every_sum(tmp_path, whose):
    large = prepared(files_csv(tmp_path), tmp_path / "out", size=200)
    for chosen in (
        EventFilter(),
        EventFilter(start=date(2011, 12, 1), end=date(2011, 12, 20)),
        EventFilter(cities=("Almaty",)),
    ):
        chosen = replace(chosen, whose=whose)
        for measure in ("deaths", "injuries", "detentions"):
            left, right = (
                aggregates.total(of, cells.chosen_rows(of, chosen), measure).figure
                for of in (large.cells(chosen), plain_cells(chosen))
            )
            assert (left.low, left.high) == (right.low, right.high), (chosen, measure)
    with pytest.raises(NotPrepared, match="sources"):
        large.cells(EventFilter(unverified=True))


@pytest.fixture(scope="module")
def grown(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("grown")
    grow(folder, 3_000)
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory, grown) -> PreparedTable:
    """The grown table, prepared without a break."""
    return prepared(grown, tmp_path_factory.mktemp("whole"), size=500)


def test_a_grown_table_adds_up_to_what_is_counted_by_hand(whole, grown):
    """Against sums of its own making, without the atlas: the latest word of each claimant, an undated one before any
    dated one, up the tree."""
    events = pd.read_parquet(grown / "events.parquet")
    claims = pd.read_parquet(grown / "claims.parquet")
    grades = pd.read_parquet(grown / "sources.parquet").set_index("source_id").grade
    # Its sources have no day of their own. As no day of knowledge is asked for, every claim counts.
    assert claims.stated_on.isna().any() and "published_on" not in pd.read_parquet(grown / "sources.parquet")
    said = pd.to_datetime(claims.stated_on).fillna(pd.Timestamp("1900-01-01"))
    order = claims.claim_id.str.rsplit("-", n=1).str[1].astype(int)
    counts = claims.assign(said=said, order=order)[
        (claims.scope == "total")
        & (claims.measure == "detentions")
        & (claims.source_id.map(grades) != "unverified")
        & (claims.low.notna() | claims.high.notna())
    ]
    latest = counts.sort_values(["said", "order"]).groupby(["event_id", "claimant"]).tail(1)
    low = latest.groupby("event_id").low.min().fillna(0)
    high = latest.assign(high=latest.high.fillna(latest.low)).groupby("event_id").high.max()

    of = whole.cells(EventFilter())
    rows = cells.chosen_rows(of, EventFilter())
    per_city = aggregates.figures_per_city(of, rows, "detentions").set_index("city")
    # Umbrellas stand on no town here, so that a town's figure is a plain sum.
    towns = events[events.city != ""].set_index("event_id").city
    for bound, own in (("low", low), ("high", high)):
        expected = own.groupby(own.index.map(towns)).sum()
        assert per_city[bound].dropna().to_dict() == expected[expected.index != ""].to_dict()
    assert len(per_city) == 60 and per_city.events.sum() == len(towns)

    parts = events.groupby("part_of").event_id.agg(list).to_dict()

    def total(event: str, own: dict) -> float:
        return max(own.get(event, 0), sum(total(part, own) for part in parts.get(event, ())))

    figure = aggregates.total(of, rows, "detentions").figure
    for bound, own in ((figure.low, low.to_dict()), (figure.high, high.to_dict())):
        assert bound == sum(total(event, own) for event in events.event_id[events.part_of == ""])


def pieces(folder: Path) -> dict[str, str]:
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["pieces"]


def test_a_run_that_is_killed_half_way_goes_on_where_it_was(tmp_path, grown, whole, root):
    out = tmp_path / "out"
    command = [sys.executable, "-m", "atlas", "prepare", str(grown), "--out", str(out), "--size", "500"]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    done: dict[str, str] = {}
    while time.monotonic() < deadline and process.poll() is None:
        if (out / "manifest.json").is_file():
            done = {name: checksum for name, checksum in pieces(out).items() if name.startswith("rows/")}
            if len(done) >= 3:
                break
        time.sleep(0.01)
    process.kill()
    process.wait()
    assert 3 <= len(done) < len(whole.facts["parts"])
    times = {name: (out / name).stat().st_mtime_ns for name in done}

    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert {name: (out / name).stat().st_mtime_ns for name in done} == times, "made anew"
    assert pieces(out) == pieces(whole.folder)
    assert Manifest.read(out).broken() == []
    assert "3,000" in result.stdout


def test_a_broken_part_is_said_and_made_anew(tmp_path, grown, whole):
    out = tmp_path / "out"
    shutil.copytree(whole.folder, out)
    for name in ("rows/part-0003.parquet", "cells/days/all.deaths_low.npy"):
        content = bytearray((out / name).read_bytes())
        content[len(content) // 2] ^= 1
        (out / name).write_bytes(content)
    broken = Preparing(grown, out, size=500, report=lambda *_: None).run()
    assert broken == ["cells/days/all.deaths_low.npy", "rows/part-0003.parquet"]
    assert pieces(out) == pieces(whole.folder)
    assert Manifest.read(out).broken() == []


def test_a_folder_of_another_table_is_not_gone_on_with(tmp_path, whole):
    grow(tmp_path / "other", 1_000)
    with pytest.raises(ValueError, match="another table"):
        Preparing(tmp_path / "other", whole.folder, size=500, report=lambda *_: None)


def test_rows_that_cannot_stand_are_counted_and_left_out(tmp_path):
    events = pd.DataFrame(
        {
            "event_id": ["a", "b", "c", "d", ""],
            "start_date": ["2011-12-16", "not a day", "2011-12-17", "2011-12-18", "2011-12-18"],
            "end_date": ["", "", "2011-12-01", "", ""],
            "city": ["Zhanaozen", "Almaty", "Almaty", "Atlantis", "Almaty"],
            "part_of": ["z", "", "", "", ""],
            "title": "protest",
            "deaths_low": [3, 1, 1, 1, 1],
            # Names that the preparation uses itself.
            "part": 7,
            "parent": "x",
            "event_region": "nowhere",
        }
    )
    events.to_csv(tmp_path / "table.csv", index=False)
    large = prepared(tmp_path / "table.csv", tmp_path / "out")
    left_out = {"events.event_id": 1, "events.start_date": 1, "events.end_date": 1, "events.city": 1}
    assert large.facts["set_aside"] == left_out
    assert large.events == 1
    of = large.cells(EventFilter())
    total = aggregates.total(of, cells.chosen_rows(of, EventFilter()), "deaths")
    assert total.figure.words() == "at least 3"
    assert of.categories["region"] == ["Mangystau"]


def test_two_events_of_one_id_and_a_tree_in_a_circle_are_refused(tmp_path):
    twice = pd.DataFrame({"event_id": ["a", "a"], "start_date": "2011-12-16", "title": "protest"})
    twice.to_csv(tmp_path / "twice.csv", index=False)
    with pytest.raises(ValueError, match="same event_id"):
        prepared(tmp_path / "twice.csv", tmp_path / "one")
    circle = twice.assign(event_id=["a", "b"], part_of=["b", "a"])
    circle.to_csv(tmp_path / "circle.csv", index=False)
    with pytest.raises(ValueError, match="circle"):
        prepared(tmp_path / "circle.csv", tmp_path / "two")


def test_a_row_that_is_wrong_twice_is_left_out_once_and_every_closed_vocabulary_is_checked(tmp_path):
    columns = ("city", "event_type", "response", "sanctioned", "location_precision")
    rows = [("Atlantis", "parade", "bogus", "", ""), ("", "", "bogus", "", ""), ("", "", "", "maybe", "")]
    rows += [("", "", "", "", "village"), ("Almaty", "rally", "none", "no", "city")]
    events = pd.DataFrame(rows, columns=columns).assign(
        event_id=["a", "b", "c", "d", "e"], start_date="2011-12-16", title="protest"
    )
    events.to_csv(tmp_path / "table.csv", index=False)
    large = prepared(tmp_path / "table.csv", tmp_path / "out")
    assert large.events == 1
    assert large.facts["set_aside"] == {
        "events.event_type": 1,
        "events.response": 1,
        "events.sanctioned": 1,
        "events.location_precision": 1,
    }


def test_a_source_that_stands_twice_does_not_double_the_reported_figures(tmp_path):
    folder = tmp_path / "table"
    folder.mkdir()
    events = pd.DataFrame({"event_id": ["a"], "start_date": "2011-12-16", "title": "protest"})
    claim = {"claim_id": "a-1", "event_id": "a", "measure": "deaths", "low": 3, "high": 3}
    claims = pd.DataFrame([claim | {"claimant": "Police", "side": "official", "source_id": "paper"}])
    source = {"source_id": "paper", "publisher": "A paper", "url": "https://example.org/1", "kind": "news"}
    for name, table in {
        "events": events,
        "claims": claims,
        "sources": pd.DataFrame([source | {"grade": "established"}] * 2),
    }.items():
        table.to_csv(folder / f"{name}.csv", index=False)
    large = prepared(folder, tmp_path / "out")
    assert large.facts["set_aside"] == {"sources.source_id": 1}
    (row,) = pd.read_parquet(next((tmp_path / "out" / "rows").glob("*.parquet"))).to_dict("records")
    assert (row["deaths_claims"], row["deaths_low"]) == (1, 3)
