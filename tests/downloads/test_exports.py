"""A download holds exactly the rows shown, sums to the numbers shown, and never turns unknown into zero."""

import csv
import io
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.downloads import exports
from atlas.edition.edition import Edition, read_edition
from atlas.folds import aggregates, claim_rows, event_rows, shown_rows
from atlas.tally.cells import chosen_rows, make_cells
from atlas.tally.claims import counted
from atlas.tally.filters import EventFilter
from tests import small_package
from tests.filters_at_random import PUBLISHED, filters_of

TODAY = date(2026, 11, 22)
CELLS = make_cells(PUBLISHED, whose="all", known_on=None, unverified=False)
ADDITIVE = [measure for measure, additive in CELLS.additive.items() if additive]

REGION, SQUARE, TOWN = "2011-12-16-mangystau-1", "2011-12-16-zhanaozen-1", "2011-12-17-oral-1"
EVENTS = (
    {"event_id": REGION, "end_date": "2011-12-19", "region": "Mangystau"},
    {
        "event_id": SQUARE,
        "city": "Zhanaozen",
        "part_of": REGION,
        "title": 'Shots on the square, "Alangy"',
    },
    {"event_id": TOWN, "start_date": "2011-12-17", "city": "Oral", "title": "Қаланың алаңы"},
)
CLAIMS = (
    {"event_id": REGION, "low": 17, "high": 17},
    {"event_id": SQUARE, "low": 14, "high": 16, "stated_on": "2012-01-25"},
    {"event_id": SQUARE, "low": 90, "claimant": "A forum", "side": "unknown", "source_id": "forum"},
    {"event_id": SQUARE, "measure": "detentions", "high": 100},
    {"event_id": SQUARE, "measure": "injuries", "words": "hundreds"},
    {"event_id": SQUARE, "measure": "injuries", "words": "dozens", "claimant": "Radio", "side": "media"},
    {
        "event_id": SQUARE,
        "measure": "injuries",
        "words": "thousands",
        "claimant": "A forum",
        "source_id": "forum",
    },
    {"event_id": TOWN, "low": 0, "high": 0},
    {"event_id": TOWN, "measure": "participants", "low": 3000},
)


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Edition:
    edition = read_edition(
        small_package.write(
            tmp_path_factory.mktemp("exports"),
            events=EVENTS,
            claims=CLAIMS,
            links=[{"event_id": SQUARE, "source_id": "forum"}],
        )
    )
    assert edition.problems == ()
    return edition


def cells_of(edition: Edition, **rule: object):
    return make_cells(edition, **({"whose": "all", "known_on": None, "unverified": False} | rule))


def read_back(table: pd.DataFrame) -> list[dict[str, str]]:
    """The rows of the file as another program reads them."""
    return list(csv.DictReader(io.StringIO(exports.to_csv(table).decode("utf-8"), newline="")))


def everything(edition: Edition) -> np.ndarray:
    return np.ones(len(edition.events), dtype=bool)


def test_the_file_is_utf8_without_a_mark_with_rfc_4180_lines_and_quotes(small):
    raw = exports.to_csv(event_rows.events_table(small, cells_of(small), everything(small)))
    assert raw.startswith(b"event_id,start_date,end_date,")
    assert raw.endswith(b"\r\n")
    assert b'"Shots on the square, ""Alangy"""' in raw
    assert "Қаланың алаңы".encode() in raw
    assert raw.count(b"\n") == raw.count(b"\r\n") == 4


def test_the_columns_are_those_of_the_codebook_then_the_place_then_the_figures(small):
    table = event_rows.events_table(small, cells_of(small), everything(small))
    names = [column.name for column in small.codebook.tables["events"].columns]
    figures = [
        f"{measure}_{name}"
        for measure in ("participants", "deaths", "injuries", "detentions")
        for name in event_rows.FIGURE_COLUMNS
    ]
    assert table.columns.tolist() == [
        *names,
        "event_region",
        "longitude",
        "latitude",
        "within_period",
        *figures,
    ]


def test_the_figures_of_each_event_in_full(small):
    rows = read_back(event_rows.events_table(small, cells_of(small), everything(small)))
    chosen = ("low", "high", "open", "counted_low", "counted_high", "claimants")
    figures = {
        row["event_id"]: [row[f"{measure}_{name}"] for measure in ("deaths", "detentions") for name in chosen]
        for row in rows
    }
    # low, high, open, counted low, counted high, claimants: of deaths, then of detentions.
    assert figures == {
        SQUARE: ["14", "16", "", "14", "16", "1", "0", "100", "below", "0", "100", "1"],
        # The region adds 17 - 14 to the low total and 17 - 16 to the high one.
        REGION: ["17", "17", "", "3", "1", "1", "0", "100", "below", "", "", "0"],
        TOWN: ["0", "0", "", "0", "0", "1", "", "", "", "", "", "0"],
    }


def test_each_side_stands_beside_the_chosen_rule_with_the_number_of_claims(small):
    sided = [f"{side}_{name}" for side in ("official", "independent") for name in ("low", "high", "open")]
    for whose in ("all", "official", "independent"):
        table = event_rows.events_table(
            small, cells_of(small, whose=whose, unverified=True), everything(small)
        )
        rows = {row["event_id"]: row for row in read_back(table)}
        figures = {
            measure: [rows[SQUARE][f"{measure}_{name}"] for name in ("claims", *sided)]
            for measure in ("deaths", "injuries", "detentions", "participants")
        }
        # The forum is on no side: its 90 deaths count only where all do. Words are claims and give no number.
        assert figures == {
            "deaths": ["2", "14", "16", "", "", "", ""],
            "injuries": ["3", "", "", "", "", "", ""],
            "detentions": ["1", "0", "100", "below", "", "", ""],
            "participants": ["0", "", "", "", "", "", ""],
        }
        assert rows[REGION]["deaths_official_low"] == "17" and rows[REGION]["deaths_claims"] == "1"


@settings(deadline=None, max_examples=15)
@given(filters_of(PUBLISHED), st.sampled_from(["official", "independent"]))
def test_the_columns_of_a_side_are_those_of_its_own_rule(chosen, side):
    keep = chosen_rows(CELLS, chosen)
    whole = event_rows.events_table(PUBLISHED, CELLS, keep)
    alone = event_rows.events_table(PUBLISHED, RULES[side], keep)
    for measure in CELLS.measures:
        for name in ("low", "high", "open"):
            wanted = alone[f"{measure}_{name}"].rename(f"{measure}_{side}_{name}")
            pd.testing.assert_series_equal(whole[f"{measure}_{side}_{name}"], wanted)
    about = PUBLISHED.claims[PUBLISHED.claims.event_id.isin(whole.event_id)]
    assert sum(int(whole[f"{measure}_claims"].sum()) for measure in CELLS.measures) == len(about)


def test_places_and_a_mask_choose_the_same_rows(small):
    keep = np.array([True, False, True])
    by_place = event_rows.events_table(small, cells_of(small), np.flatnonzero(keep))
    pd.testing.assert_frame_equal(by_place, event_rows.events_table(small, cells_of(small), keep))


def test_at_least_is_told_as_open_above_and_a_word_leaves_the_number_empty(small):
    rows = {
        row["event_id"]: row
        for row in read_back(event_rows.events_table(small, cells_of(small), everything(small)))
    }
    town, square = rows[TOWN], rows[SQUARE]
    assert [town[f"participants_{name}"] for name in ("low", "high", "open")] == ["3000", "3000", "above"]
    assert [square[f"injuries_{name}"] for name in ("low", "high", "open", "counted_low")] == ["", "", "", ""]


def test_a_region_has_no_point_and_a_city_has_that_of_the_gazetteer(small):
    rows = {
        row["event_id"]: row
        for row in read_back(event_rows.events_table(small, cells_of(small), everything(small)))
    }
    assert (rows[REGION]["longitude"], rows[REGION]["latitude"]) == ("", "")
    assert rows[REGION]["event_region"] == rows[SQUARE]["event_region"] == "Mangystau"
    oral = small.gazetteer.loc["Oral"]
    assert (float(rows[TOWN]["longitude"]), float(rows[TOWN]["latitude"])) == (oral.lon, oral.lat)


def test_the_claims_table_says_of_each_figure_whether_it_counts(small):
    rows = read_back(claim_rows.claims_table(small, cells_of(small), everything(small)))
    names = [column.name for column in small.codebook.tables["claims"].columns]
    assert list(rows[0]) == [*names, "said", "grade", "url", "counts"]
    assert [[row[name] for name in ("low", "high", "words", "said", "grade", "counts")] for row in rows] == [
        # Only one of them has a day, its own; their sources have none either: the others are undated.
        ["17", "17", "", "", "established", "True"],
        ["14", "16", "", "2012-01-25", "established", "True"],
        ["90", "", "", "", "unverified", "False"],
        ["", "100", "", "", "established", "True"],
        ["", "", "hundreds", "", "established", "False"],
        ["", "", "dozens", "", "established", "False"],
        ["", "", "thousands", "", "unverified", "False"],
        ["0", "0", "", "", "established", "True"],
        ["3000", "", "", "", "established", "True"],
    ]


def test_a_vague_word_stands_where_nobody_gives_a_number_the_least_first(small):
    assert shown_rows.vague_words(small, cells_of(small)) == {"injuries": {SQUARE: "Dozens – Hundreds"}}
    assert shown_rows.vague_words(small, cells_of(small, whose="official")) == {
        "injuries": {SQUARE: "Hundreds"}
    }
    with_forum = shown_rows.vague_words(small, cells_of(small, unverified=True))
    assert with_forum == {"injuries": {SQUARE: "Dozens – Hundreds – Thousands"}}
    assert shown_rows.vague_words(small, cells_of(small, known_on=date(2011, 12, 15))) == {}


def test_the_table_on_screen_shows_ranges_words_and_nothing_for_the_unknown(small):
    table = shown_rows.shown_table(small, cells_of(small)).set_index("event_id")
    measures = ["deaths", "injuries", "detentions", "participants"]
    assert table[measures].to_dict("index") == {
        TOWN: {"deaths": "0", "injuries": "", "detentions": "", "participants": "3,000+"},
        REGION: {"deaths": "17", "injuries": "", "detentions": "≤100", "participants": ""},
        SQUARE: {
            "deaths": "14–16",
            "injuries": "Dozens – Hundreds",
            "detentions": "≤100",
            "participants": "",
        },
    }
    assert table.index.tolist() == [TOWN, REGION, SQUARE]


def test_no_rows_make_a_file_of_the_header_alone(small):
    nothing = ~everything(small)
    for table in (event_rows.events_table, claim_rows.claims_table):
        lines = exports.to_csv(table(small, cells_of(small), nothing)).decode().split("\r\n")
        assert len(lines) == 2 and lines[1] == "" and lines[0].count(",") > 10


PERIOD = "kazakhstan-protests_1986-01-01_2026-11-22"


@pytest.mark.parametrize(
    ("chosen", "name"),
    [
        (EventFilter(), f"{PERIOD}_events.csv"),
        (
            EventFilter(start=date(2011, 1, 1), end=date(2011, 12, 31), cities=("Zhanaozen",)),
            "kazakhstan-protests_2011-01-01_2011-12-31_zhanaozen_events.csv",
        ),
        (
            EventFilter(types=("hunger_strike",), campaigns=("Jeltoqsan 1986",), whose="official"),
            f"{PERIOD}_hunger_strike_jeltoqsan-1986_official_events.csv",
        ),
        (
            EventFilter(known_on=date(2012, 1, 20), unverified=True),
            f"{PERIOD}_known-2012-01-20_unverified_events.csv",
        ),
        (EventFilter(query="Жаңаөзен мұнайшылары"), f"{PERIOD}_жаңаөзен-мұнайшылары_events.csv"),
        (EventFilter(query='..\\../etc: "passwd" *?<>|'), f"{PERIOD}_etc-passwd_events.csv"),
        (EventFilter(query="!!!"), f"{PERIOD}_events.csv"),
        (
            EventFilter(
                cities=(
                    "Almaty",
                    "Astana",
                    "Shymkent",
                    "Karaganda",
                    "Aktobe",
                    "Taraz",
                    "Pavlodar",
                    "Oskemen",
                    "Semey",
                    "Atyrau",
                    "Kyzylorda",
                )
            ),
            f"{PERIOD}_almaty_astana_shymkent_karaganda_aktobe_taraz_pavlodar_oskemen_semey_atyrau_and-more_events.csv",
        ),
    ],
)
def test_a_file_name_says_period_and_filter(chosen, name):
    assert exports.file_name(chosen, "events", first=date(1986, 1, 1), last=TODAY) == name


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400))
def test_a_file_name_is_short_and_holds_no_sign_that_a_file_system_minds(query):
    name = exports.file_name(EventFilter(query=query), "events", first=date(1986, 1, 1), last=TODAY)
    assert len(name) <= 150
    assert name.startswith(PERIOD) and name.endswith("_events.csv")
    assert not set(name) & set('/\\:*?"<>| \n\r\t\0')


@settings(deadline=None, max_examples=30)
@given(filters_of(PUBLISHED))
def test_the_file_holds_exactly_the_chosen_rows_with_their_cells_as_published(chosen):
    keep = chosen_rows(CELLS, chosen)
    rows = read_back(event_rows.events_table(PUBLISHED, CELLS, keep))
    names = [column.name for column in PUBLISHED.codebook.tables["events"].columns]
    published = PUBLISHED.events[keep][names].assign(
        start_date=lambda events: events.start_date.dt.strftime("%Y-%m-%d"),
        end_date=lambda events: events.end_date.dt.strftime("%Y-%m-%d"),
    )
    assert [[row[name] for name in names] for row in rows] == published.to_numpy().tolist()


@settings(deadline=None, max_examples=30)
@given(filters_of(PUBLISHED), st.sampled_from(ADDITIVE))
def test_the_counted_columns_sum_to_the_headline(chosen, measure):
    keep = chosen_rows(CELLS, chosen)
    whole = aggregates.total(CELLS, keep, measure)
    rows = read_back(event_rows.events_table(PUBLISHED, CELLS, keep))
    sums = [sum(int(row[f"{measure}_counted_{bound}"] or 0) for row in rows) for bound in ("low", "high")]
    known = [row for row in rows if row[f"{measure}_counted_low"]]
    assert len(known) == whole.known
    # A headline puts its bounds in order where a remainder alone crosses them.
    assert (sorted(sums) if known else [None, None]) == [whole.figure.low, whole.figure.high]


@settings(deadline=None, max_examples=30)
@given(filters_of(PUBLISHED))
def test_an_unknown_figure_is_an_empty_cell(chosen):
    keep = chosen_rows(CELLS, chosen)
    rows = read_back(event_rows.events_table(PUBLISHED, CELLS, keep))
    for measure in CELLS.measures:
        table = CELLS.totals[measure][keep]
        for row, known, own in zip(rows, table.total_known, table.known, strict=True):
            assert [bool(row[f"{measure}_{bound}"]) for bound in ("low", "high")] == [known, known]
            assert [bool(row[f"{measure}_counted_{bound}"]) for bound in ("low", "high")] == [own, own]


@settings(deadline=None, max_examples=30)
@given(filters_of(PUBLISHED), st.sampled_from(["all", "official", "independent"]))
def test_the_claims_file_holds_exactly_the_claims_of_those_events_and_says_which_count(chosen, whose):
    cells = RULES[whose]
    keep = chosen_rows(cells, chosen)
    rows = read_back(claim_rows.claims_table(PUBLISHED, cells, keep))
    events = set(PUBLISHED.events.event_id[keep])
    about = PUBLISHED.claims[PUBLISHED.claims.event_id.isin(events)]
    assert [row["claim_id"] for row in rows] == about.claim_id.tolist()
    bounding = counted(
        PUBLISHED.claims,
        sides=PUBLISHED.codebook.sides(whose),
        known_on=None,
        unverified=False,
    )
    assert {row["claim_id"] for row in rows if row["counts"] == "True"} == set(
        bounding[bounding.event_id.isin(events)].claim_id
    )


RULES = {whose: cells_of(PUBLISHED, whose=whose) for whose in ("all", "official", "independent")}
