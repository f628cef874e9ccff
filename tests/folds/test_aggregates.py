"""What a figure is drawn from: small cells folded by hand, and the published data under filters nobody thought of."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.edition.edition import read_edition
from atlas.folds import aggregates
from atlas.tally.cells import Cells, chosen_rows, make_cells
from atlas.tally.filters import FACETS, EventFilter
from atlas.tally.ranges import UNKNOWN, Range
from tests import small_package
from tests.filters_at_random import PUBLISHED, filters_of

REGION, NATION = "2011-12-16-mangystau-1", "2012-05-01-nationwide-1"
ZHANAOZEN, SHETPE = "2011-12-16-zhanaozen-1", "2011-12-17-shetpe-1"
ALMATY, ORAL, AKTAU = "2012-02-25-almaty-1", "2012-04-01-oral-1", "2013-01-01-aktau-1"
ALL = [REGION, ZHANAOZEN, SHETPE, ALMATY, ORAL, NATION, AKTAU]
EVENTS = (
    {"event_id": REGION, "end_date": "2011-12-19", "region": "Mangystau", "campaign": "Oil 2011"},
    {"event_id": ZHANAOZEN, "city": "Zhanaozen", "part_of": REGION, "campaign": "Oil 2011"},
    {"event_id": SHETPE, "start_date": "2011-12-17", "city": "Shetpe", "part_of": REGION},
    {"event_id": ALMATY, "start_date": "2012-02-25", "city": "Almaty", "event_type": "march"},
    {
        "event_id": ORAL,
        "start_date": "2012-04-01",
        "end_date": "2012-04-30",
        "date_precision": "month",
        "city": "Oral",
    },
    {"event_id": NATION, "start_date": "2012-05-01"},
    {
        "event_id": AKTAU,
        "start_date": "2013-01-01",
        "end_date": "2013-12-31",
        "date_precision": "year",
        "city": "Aktau",
        "event_type": "strike",
    },
)
CLAIMS = (
    {"event_id": REGION, "low": 17, "high": 17},
    {"event_id": ZHANAOZEN, "low": 14, "high": 16},
    {"event_id": SHETPE, "low": 1, "high": 1},
    {"event_id": ALMATY, "low": 0, "high": 0},
    {"event_id": ZHANAOZEN, "measure": "detentions", "high": 100},
    {"event_id": NATION, "measure": "detentions", "low": 20, "high": 40},
    {"event_id": ZHANAOZEN, "measure": "participants", "low": 3000},
    {"event_id": SHETPE, "measure": "participants", "low": 300, "high": 300},
    {"event_id": ALMATY, "measure": "participants", "low": 900, "high": 1000},
    {"event_id": AKTAU, "measure": "participants", "words": "hundreds"},
)
CAMPAIGNS = ({"campaign": "Oil 2011", "start_date": "2011-12-16", "end_date": "2011-12-19"},)

EPOCH_DAY = date(1970, 1, 1)


@pytest.fixture(scope="module")
def cells(tmp_path_factory) -> Cells:
    folder = tmp_path_factory.mktemp("aggregates")
    edition = read_edition(small_package.write(folder, events=EVENTS, claims=CLAIMS, campaigns=CAMPAIGNS))
    assert edition.problems == ()
    made = make_cells(edition, whose="all", known_on=None, unverified=False)
    made.frame.index = pd.Index(edition.events.event_id)
    return made


def rows(cells: Cells, *events: str) -> np.ndarray:
    """Which rows are these events, all of them if none is named."""
    return cells.frame.index.isin(events or ALL)


@pytest.mark.parametrize(
    ("measure", "events", "figure", "known", "of"),
    [
        # 14 + 1 + 0 and the region's remainder: 17 - 15 = 2 below, 17 - 17 = 0 above.
        ("deaths", ALL, Range(17, 17), 4, 7),
        ("deaths", [ZHANAOZEN, SHETPE], Range(15, 17), 2, 2),
        # The remainder alone is 2 by the lows and 0 by the highs: between 0 and 2, in this order.
        ("deaths", [REGION], Range(0, 2), 1, 1),
        # Somebody says that nobody died: known. Nobody says anything: unknown.
        ("deaths", [ALMATY, ORAL], Range(0, 0), 1, 2),
        ("deaths", [ORAL, AKTAU], UNKNOWN, 0, 2),
        ("deaths", [], UNKNOWN, 0, 0),
        ("detentions", ALL, Range(20, 140, open_below=True), 2, 7),
        ("detentions", [ZHANAOZEN], Range(0, 100, open_below=True), 1, 1),
        # Turnout is never summed: the largest stands, and with it what is open about it.
        ("participants", ALL, Range(3000, 3000, open_above=True), 3, 7),
        ("participants", [SHETPE, ALMATY, AKTAU], Range(900, 1000), 2, 3),
        ("events", ALL, Range(7, 7), 7, 7),
    ],
)
def test_total(cells, measure, events, figure, known, of):
    chosen = cells.frame.index.isin(events)
    assert aggregates.total(cells, chosen, measure) == aggregates.Total(figure, known, of)


def test_figures_by_group(cells):
    groups = np.array(
        [{REGION: 0, ZHANAOZEN: 0, ALMATY: 1, ORAL: 2}.get(event, -1) for event in cells.frame.index]
    )
    table = aggregates.figures_by(cells, rows(cells), "deaths", groups, 4)
    expected = pd.DataFrame(
        {
            "events": [2, 1, 1, 0],
            "known": [2, 1, 0, 0],
            "low": pd.array([16, 0, None, None], dtype="Int64"),
            "high": pd.array([16, 0, None, None], dtype="Int64"),
            "open_below": False,
            "open_above": False,
            "words": ["16", "0", "unknown", "unknown"],
        }
    )
    pd.testing.assert_frame_equal(table[list(expected)], expected, check_dtype=False)


def test_figures_per_city_always_have_the_same_rows_in_the_same_order(cells):
    table = aggregates.figures_per_city(cells, rows(cells, ZHANAOZEN, ORAL), "detentions")
    expected = pd.DataFrame(
        {
            "city": ["Aktau", "Almaty", "Oral", "Shetpe", "Zhanaozen"],
            "events": [0, 0, 1, 0, 1],
            "known": [0, 0, 0, 0, 1],
            "low": pd.array([None, None, None, None, 0], dtype="Int64"),
            "high": pd.array([None, None, None, None, 100], dtype="Int64"),
            "open_below": [False, False, False, False, True],
            "open_above": False,
            "words": ["unknown", "unknown", "unknown", "unknown", "up to 100"],
        }
    )
    pd.testing.assert_frame_equal(table[list(expected)], expected, check_dtype=False)
    nothing = aggregates.figures_per_city(cells, rows(cells, "none"), "detentions")
    assert nothing.city.tolist() == expected.city.tolist()
    assert nothing.events.sum() == 0


def test_figures_not_on_the_map_name_the_region_or_the_whole_country(cells):
    table = aggregates.figures_not_on_map(cells, rows(cells), "deaths")
    assert table[["place", "events", "known", "words"]].to_numpy().tolist() == [
        ["Mangystau", 1, 1, "0–2"],
        ["", 1, 0, "unknown"],
    ]
    assert aggregates.figures_not_on_map(cells, rows(cells, ORAL), "deaths").empty


def test_an_event_without_a_figure_is_unknown_and_a_reported_zero_is_zero_everywhere(cells):
    per_city = aggregates.figures_per_city(cells, rows(cells), "deaths").set_index("city")
    assert per_city.words.to_dict() == {
        "Aktau": "unknown",
        "Almaty": "0",
        "Oral": "unknown",
        "Shetpe": "1",
        "Zhanaozen": "14–16",
    }
    assert per_city.low.isna().to_dict()["Oral"] and per_city.low["Almaty"] == 0


def test_facet_counts_cover_every_value_also_those_without_an_event(cells):
    count = aggregates.facet_counts
    assert count(cells, rows(cells), "type", ["rally", "strike", "riot"]) == {
        "rally": 5,
        "strike": 1,
        "riot": 0,
    }
    assert count(cells, rows(cells), "city", ["Oral", "Astana"]) == {"Oral": 1, "Astana": 0}
    # A town counts for the region it lies in; the region's own row too.
    assert count(cells, rows(cells), "region", ["Mangystau", "Abai"]) == {"Mangystau": 4, "Abai": 0}
    assert count(cells, rows(cells, SHETPE, REGION), "campaign", ["Oil 2011"]) == {"Oil 2011": 1}


@pytest.mark.parametrize(
    ("chosen", "without", "expected"),
    [
        (EventFilter(), "", ALL),
        (EventFilter(start=date(2011, 12, 18)), "", [REGION, ALMATY, ORAL, NATION, AKTAU]),
        (EventFilter(end=date(2011, 12, 16)), "", [REGION, ZHANAOZEN]),
        (EventFilter(start=date(2012, 4, 30), end=date(2012, 4, 30)), "", [ORAL]),
        (EventFilter(start=date(2012, 4, 30), end=date(2012, 4, 30)), "period", ALL),
        (EventFilter(cities=("Oral", "Almaty")), "", [ALMATY, ORAL]),
        (EventFilter(cities=("Astana",)), "", []),
        (EventFilter(regions=("Mangystau",), types=("strike",)), "", [AKTAU]),
        (EventFilter(regions=("Mangystau",), types=("strike",)), "types", [REGION, ZHANAOZEN, SHETPE, AKTAU]),
        (EventFilter(campaigns=("Oil 2011",)), "", [REGION, ZHANAOZEN]),
    ],
)
def test_chosen_rows_are_those_that_every_field_keeps_but_the_one_left_out(cells, chosen, without, expected):
    keep = chosen_rows(cells, chosen, without=without)
    assert sorted(cells.frame.index[keep]) == sorted(expected)


def test_chosen_rows_leave_the_searchs_own_hits_untouched(cells):
    found = rows(cells, ORAL, AKTAU)
    keep = chosen_rows(cells, EventFilter(cities=("Oral",)), found)
    assert cells.frame.index[keep].tolist() == [ORAL]
    assert cells.frame.index[found].tolist() == [ORAL, AKTAU]


@pytest.mark.parametrize(
    ("start", "end", "unit"),
    [
        (date(2011, 12, 16), date(2011, 12, 16), "day"),
        (date(2022, 1, 1), date(2022, 4, 11), "day"),
        (date(2022, 1, 1), date(2022, 4, 12), "month"),
        (date(2018, 1, 1), date(2023, 12, 31), "month"),
        (date(2017, 1, 1), date(2023, 12, 31), "year"),
        (date(1986, 1, 1), date(2026, 11, 22), "year"),
    ],
)
def test_granularity_fits_the_period(start, end, unit):
    assert aggregates.granularity(start, end) == unit


@pytest.mark.parametrize(
    ("start", "end", "unit", "expected"),
    [
        (date(2012, 2, 28), date(2012, 3, 1), "day", ["2012-02-28", "2012-02-29", "2012-03-01"]),
        (date(2011, 12, 16), date(2012, 2, 2), "month", ["2011-12-01", "2012-01-01", "2012-02-01"]),
        (date(2011, 12, 16), date(2013, 1, 1), "year", ["2011-01-01", "2012-01-01", "2013-01-01"]),
    ],
)
def test_bins_are_whole_units_that_follow_each_other_without_a_gap(start, end, unit, expected):
    table = aggregates.bins(start, end, unit)
    assert table.start.dt.strftime("%Y-%m-%d").tolist() == expected
    assert (table.end.iloc[:-1] + pd.Timedelta(days=1)).tolist() == table.start.iloc[1:].tolist()
    assert (table.end >= table.start).all()
    assert table.end.iloc[-1] >= pd.Timestamp(end)
    assert str(table.start.dtype) == "datetime64[s]"


def bin_starts(axis: aggregates.TimeAxis, cells: Cells) -> dict[str, str]:
    starts = axis.bins.start.dt.strftime("%Y-%m-%d").tolist()
    return {
        event: starts[group]
        for event, group in zip(cells.frame.index, axis.groups, strict=True)
        if group >= 0
    }


def test_on_a_daily_axis_an_event_stands_at_its_first_day_within_the_period(cells):
    start, end = date(2011, 12, 18), date(2012, 2, 25)
    chosen = chosen_rows(cells, EventFilter(start=start, end=end))
    axis = aggregates.time_axis(cells, chosen, start, end, "day")
    placed = bin_starts(axis, cells)
    # The region's unrest began before the period: it stands at the period's own first day.
    assert {event: placed[event] for event in cells.frame.index[chosen]} == {
        REGION: "2011-12-18",
        ALMATY: "2012-02-25",
    }
    assert axis.left_out == 0


@pytest.mark.parametrize(("unit", "left_out"), [("day", {ORAL, AKTAU}), ("month", {AKTAU}), ("year", set())])
def test_an_axis_leaves_out_and_counts_what_is_known_less_exactly_than_its_unit(cells, unit, left_out):
    start, end = date(2011, 1, 1), date(2013, 12, 31)
    axis = aggregates.time_axis(cells, rows(cells), start, end, unit)
    assert set(ALL) - set(bin_starts(axis, cells)) == left_out
    assert axis.left_out == len(left_out)
    # Only the chosen events are missed.
    assert aggregates.time_axis(cells, rows(cells, NATION), start, end, unit).left_out == 0


def test_figures_over_time(cells):
    start, end = date(2011, 12, 1), date(2012, 5, 31)
    axis = aggregates.time_axis(cells, rows(cells), start, end, "month")
    table = aggregates.figures_over_time(cells, rows(cells), "deaths", axis)
    assert [*table.columns[:2]] == ["start", "end"]
    assert table[["events", "known", "words"]].to_numpy().tolist() == [
        [3, 3, "17"],
        [0, 0, "unknown"],
        [1, 1, "0"],
        [0, 0, "unknown"],
        [1, 0, "unknown"],
        [1, 0, "unknown"],
    ]


def test_events_per_year_count_all_years_and_mark_those_inside_the_period(cells):
    chosen = EventFilter(start=date(2012, 12, 31), end=date(2013, 6, 1))
    table = aggregates.events_per_year(cells, rows(cells), date(2010, 1, 1), date(2014, 2, 1), chosen)
    expected = pd.DataFrame(
        {
            "start": pd.to_datetime([f"{year}-01-01" for year in range(2010, 2015)]),
            "end": pd.to_datetime([f"{year}-12-31" for year in range(2010, 2015)]),
            "events": [0, 3, 3, 1, 0],
            "inside": [False, False, True, True, False],
        }
    )
    pd.testing.assert_frame_equal(table[list(expected)], expected, check_dtype=False)
    everything = aggregates.events_per_year(
        cells, rows(cells), date(2010, 1, 1), date(2014, 2, 1), EventFilter()
    )
    assert everything.inside.all()


LAST = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("start", "end", "following"),
    [
        (date(2011, 1, 1), date(2011, 12, 31), (date(2012, 1, 1), date(2012, 12, 31))),
        (date(2012, 1, 1), date(2012, 1, 31), (date(2012, 2, 1), date(2012, 2, 29))),
        (date(2011, 11, 1), date(2011, 12, 31), (date(2012, 1, 1), date(2012, 2, 29))),
        (date(2011, 12, 16), date(2011, 12, 19), (date(2011, 12, 20), date(2011, 12, 23))),
        (date(2011, 12, 31), date(2011, 12, 31), (date(2012, 1, 1), date(2012, 1, 1))),
        (date(2026, 1, 1), LAST, None),
        (date(2026, 1, 1), date(2026, 12, 31), None),
    ],
)
def test_next_window_follows_without_a_gap_and_stops_at_the_last_day(start, end, following):
    assert aggregates.next_window(start, end, LAST) == following


# From here on: the published data, under filters drawn at random.

CELLS = make_cells(PUBLISHED, whose="all", known_on=None, unverified=False)
ADDITIVE = [measure for measure, additive in CELLS.additive.items() if additive]


@settings(deadline=None, max_examples=60)
@given(filters_of(PUBLISHED), st.sampled_from(ADDITIVE))
def test_cities_and_what_is_not_on_the_map_make_up_the_total(chosen, measure):
    keep = chosen_rows(CELLS, chosen)
    whole = aggregates.total(CELLS, keep, measure)
    parts = pd.concat(
        [
            aggregates.figures_per_city(CELLS, keep, measure),
            aggregates.figures_not_on_map(CELLS, keep, measure),
        ]
    )
    assert parts.events.sum() == whole.events == keep.sum()
    assert parts.known.sum() == whole.known
    # A group shows its bounds in order; a remainder's may be crossed, so both together is what adds up.
    assert parts.low.sum() + parts.high.sum() == (whole.figure.low or 0) + (whole.figure.high or 0)
    plain = CELLS.frame[keep].groupby(["city", "region"], dropna=False, observed=True)
    sums = plain[[f"{measure}_low", f"{measure}_high"]].sum()
    assert sorted(sums.sum().tolist()) == [whole.figure.low or 0, whole.figure.high or 0]
    if (sums[f"{measure}_low"] <= sums[f"{measure}_high"]).all():
        assert (parts.low.sum(), parts.high.sum()) == (whole.figure.low or 0, whole.figure.high or 0)


@settings(deadline=None, max_examples=60)
@given(filters_of(PUBLISHED), filters_of(PUBLISHED), st.sampled_from(CELLS.measures))
def test_a_further_filter_never_increases_a_bound_or_a_count(chosen, further, measure):
    wide = chosen_rows(CELLS, chosen)
    narrow = wide & chosen_rows(CELLS, further)
    before, after = (aggregates.total(CELLS, keep, measure) for keep in (wide, narrow))
    assert (after.figure.low or 0) <= (before.figure.low or 0)
    assert (after.figure.high or 0) <= (before.figure.high or 0)
    assert after.known <= before.known and after.events <= before.events


@settings(deadline=None, max_examples=60)
@given(filters_of(PUBLISHED), st.sampled_from(sorted(FACETS)))
def test_facet_counts_equal_a_recount_of_the_events(chosen, field):
    column = {"cities": "city", "regions": "event_region", "types": "event_type", "campaigns": "campaign"}
    events = PUBLISHED.events
    kept = pd.Series(True, index=events.index)
    if chosen.start:
        kept &= events.end_date >= pd.Timestamp(chosen.start)
    if chosen.end:
        kept &= events.start_date <= pd.Timestamp(chosen.end)
    for other, name in column.items():
        if other != field and getattr(chosen, other):
            kept &= events[name].isin(getattr(chosen, other))
    recount = events[kept & (events[column[field]] != "")][column[field]].value_counts()
    values = sorted(set(events[column[field]]) - {""})
    counts = aggregates.facet_counts(CELLS, chosen_rows(CELLS, chosen, without=field), FACETS[field], values)
    assert counts == {value: int(recount.get(value, 0)) for value in values}


@settings(deadline=None, max_examples=40)
@given(filters_of(PUBLISHED), st.sampled_from(["year", "month"]))
def test_every_chosen_event_stands_in_one_bin_or_is_counted_as_left_out(chosen, unit):
    start, end = chosen.start or date(1986, 1, 1), chosen.end or date(2026, 11, 22)
    keep = chosen_rows(CELLS, chosen)
    axis = aggregates.time_axis(CELLS, keep, start, end, unit)
    table = aggregates.figures_over_time(CELLS, keep, "events", axis)
    assert table.events.sum() + axis.left_out == keep.sum()


def test_the_cells_are_not_changed_by_folding_them():
    before = CELLS.frame.copy(deep=True)
    keep = chosen_rows(CELLS, EventFilter(start=date(2011, 1, 1), cities=("Almaty",)))
    aggregates.figures_per_city(CELLS, keep, "deaths")
    aggregates.figures_not_on_map(CELLS, keep, "participants")
    pd.testing.assert_frame_equal(CELLS.frame, before)


def of_period(cells: Cells, start: date | None, end: date | None) -> tuple[Cells, np.ndarray]:
    chosen = chosen_rows(cells, EventFilter(start=start, end=end))
    return cells.within(start, end), chosen


def test_in_a_period_only_what_lies_within_it_counts_and_the_rest_is_told_as_reaching_beyond(cells):
    # One day of the four: Zhanaozen's is within, the region's row of four days is shown and reaches beyond.
    one, chosen = of_period(cells, date(2011, 12, 16), date(2011, 12, 16))
    assert set(cells.frame.index[chosen]) == {REGION, ZHANAOZEN}
    assert aggregates.total(one, chosen, "deaths") == aggregates.Total(
        Range(14, 16), 1, 2, aggregates.Beyond(Range(0, 2), 1, 1, remainder=True)
    )
    # Its own remainder reaches beyond; the part counts although its umbrella does not lie within.
    nothing = aggregates.total(one, chosen, "detentions")
    assert nothing.beyond == aggregates.Beyond(UNKNOWN, 0, 1)
    # Events are counted where they are shown.
    assert aggregates.total(one, chosen, "events").figure == Range(2, 2)
    # All four days: nothing reaches beyond, and the sum is that of all years.
    four, chosen = of_period(cells, date(2011, 12, 16), date(2011, 12, 19))
    assert aggregates.total(four, chosen, "deaths") == aggregates.Total(
        Range(17, 17), 3, 3, aggregates.Beyond(UNKNOWN, 0, 0)
    )


def test_an_end_of_the_period_that_is_not_chosen_is_open(cells):
    for start, end in ((date(2011, 12, 16), None), (None, date(2011, 12, 19)), (None, None)):
        some, chosen = of_period(cells, start, end)
        assert aggregates.total(some, chosen, "deaths").figure == Range(17, 17)
    some, chosen = of_period(cells, None, date(2011, 12, 18))
    assert aggregates.total(some, chosen, "deaths").figure == Range(15, 17)


def test_what_reaches_beyond_is_told_per_place_with_its_days(cells):
    one, chosen = of_period(cells, date(2011, 12, 18), date(2011, 12, 18))
    elsewhere = aggregates.figures_not_on_map(one, chosen, "deaths").iloc[0]
    assert (elsewhere.place, elsewhere.events, elsewhere.known) == ("Mangystau", 1, 0)
    assert pd.isna(elsewhere.low) and elsewhere.words == "unknown"
    assert (elsewhere.beyond_events, elsewhere.beyond_known, elsewhere.beyond_words) == (1, 1, "0–2")
    assert (elsewhere.beyond_start, elsewhere.beyond_end) == (
        pd.Timestamp("2011-12-16"),
        pd.Timestamp("2011-12-19"),
    )
    per_city = aggregates.figures_per_city(one, chosen, "deaths")
    assert per_city.beyond_events.sum() == 0 and per_city.beyond_start.isna().all()


def test_on_a_time_axis_a_figure_stands_in_a_bin_only_if_its_span_does(cells):
    some, chosen = of_period(cells, date(2011, 12, 16), date(2011, 12, 31))
    axis = aggregates.time_axis(some, chosen, date(2011, 12, 16), date(2011, 12, 31), "day")
    days = aggregates.figures_over_time(some, chosen, "deaths", axis)
    assert days.words.tolist()[:3] == ["14–16", "1", "unknown"]
    (span,) = aggregates.spans_over_time(some, chosen, "deaths", axis).itertuples()
    assert (span.start, span.end) == (pd.Timestamp("2011-12-16"), pd.Timestamp("2011-12-19"))
    assert (span.first, span.last, span.beyond, span.events, span.words) == (0, 3, False, 1, "0–2")
    assert aggregates.spans_total(some, chosen, "deaths", axis) == aggregates.Beyond(Range(0, 2), 1, 1)
    # By month nothing is longer than its bin.
    axis = aggregates.time_axis(some, chosen, date(2011, 12, 16), date(2011, 12, 31), "month")
    assert aggregates.figures_over_time(some, chosen, "deaths", axis).words.tolist() == ["17"]
    assert aggregates.spans_over_time(some, chosen, "deaths", axis).empty
    assert aggregates.spans_total(some, chosen, "deaths", axis).figure == UNKNOWN


def test_a_span_that_reaches_beyond_the_period_is_drawn_over_the_bins_that_it_touches():
    columns, known = CELLS.columns, CELLS.columns["detentions_known"] > 0
    at = np.flatnonzero(known & ~columns["umbrella"] & (columns["end"] - columns["start"] >= 2))[0]
    start = EPOCH_DAY + timedelta(int(columns["start"][at]) + 1)
    alone = np.zeros(len(known), dtype=bool)
    alone[at] = True
    some = CELLS.within(start, start)
    axis = aggregates.time_axis(some, alone, start, start, "day")
    (span,) = aggregates.spans_over_time(some, alone, "detentions", axis).itertuples()
    assert (span.first, span.last, span.beyond, span.known) == (0, 0, True, 1)
    # In one month with it, and still not within the period.
    axis = aggregates.time_axis(some, alone, start, start, "month")
    assert aggregates.figures_over_time(some, alone, "detentions", axis).known.sum() == 0


def test_what_umbrellas_leave_over_beyond_the_period_is_not_drawn_as_a_figure(cells):
    start, end = date(2011, 12, 17), date(2011, 12, 18)
    some, chosen = of_period(cells, start, end)
    axis = aggregates.time_axis(some, chosen, start, end, "day")
    assert aggregates.total(some, chosen, "deaths").beyond.remainder
    assert aggregates.spans_over_time(some, chosen, "deaths", axis).empty
    assert aggregates.spans_total(some, chosen, "deaths", axis).figure == UNKNOWN
    assert aggregates.figures_over_time(some, chosen, "deaths", axis).words.tolist() == ["1", "unknown"]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_bins_spans_and_what_reaches_beyond_share_the_figures_between_them(data):
    days = st.dates(date(1986, 1, 1), date(2026, 11, 1))
    start, end = sorted((data.draw(days), data.draw(days)))
    measure = data.draw(st.sampled_from(["deaths", "detentions", "injuries"]))
    some, chosen = of_period(CELLS, start, end)
    axis = aggregates.time_axis(some, chosen, start, end, aggregates.granularity(start, end))
    whole = aggregates.total(some, chosen, measure)
    binned = aggregates.figures_over_time(some, chosen, measure, axis)
    spans = aggregates.spans_over_time(some, chosen, measure, axis)
    # Every figure that counts is in a bin or in a span that does not reach beyond, and none twice.
    assert binned.known.sum() + spans.known[~spans.beyond].sum() == whole.known
    # Beyond it, all but sums that are only what umbrellas leave over.
    assert spans.known[spans.beyond].sum() <= whole.beyond.known
    assert whole.beyond.remainder <= (not spans.beyond.any())
    columns, known = CELLS.columns, CELLS.columns[f"{measure}_known"]
    for bound in ("low", "high"):
        values = columns[f"{measure}_{bound}"]
        inside = values[chosen & known & some.counts].sum()
        assert inside + values[chosen & known & ~some.counts].sum() == values[chosen & known].sum()
