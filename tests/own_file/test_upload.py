"""A reader's file as an edition: every row accounted for, our own tallies as they were, payloads as text."""

import dataclasses
import json
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.downloads import exports, files
from atlas.drawing import maps
from atlas.edition.edition import Edition
from atlas.folds import aggregates, event_rows
from atlas.folds.views import View, published, towns
from atlas.own_file import upload
from atlas.own_file.formats.guesses import TARGETS
from atlas.own_file.intake import read_file
from atlas.own_file.reading import Unreadable
from atlas.tally.filters import EventFilter
from atlas.tally.tallies import WHOSE
from tests.filters_at_random import filters_of

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
BASE = published()


def made(text: str | bytes, name: str = "file.csv", **how) -> upload.Imported:
    return upload.make(read_file(name, text.encode() if isinstance(text, str) else text), BASE, **how)


def accounted_for(reading, found):
    """The law: what came in is shown or left out, and each row left out has its reason."""
    assert found.rows_in == len(reading.rows) == found.rows_shown + found.rows_rejected
    whole = found.rejects[found.rejects.left_out == "row"]
    assert set(whole.row) <= set(reading.rows.index) and whole.row.nunique() == found.rows_rejected
    assert (whole.reason != "").all() and (whole.remedy != "").all()
    assert found.report.column.tolist() == reading.columns
    cells = found.report.understood + found.report["empty"] + found.report.not_understood
    assert (cells == len(reading.rows)).all() and (
        found.report[["understood", "empty", "not_understood"]] >= 0
    ).all(axis=None)
    assert found.edition.claims.event_id.isin(found.edition.events.event_id).all()
    assert found.edition.events.event_id.is_unique and found.edition.claims.claim_id.is_unique
    assert (
        found.edition.events.city[found.edition.events.city != ""].isin(found.edition.gazetteer.index).all()
    )
    assert found.edition.gazetteer.index.is_unique
    assert found.edition.claims.source_id.isin(found.edition.sources.index).all()


@pytest.mark.parametrize(
    ("name", "format", "rows", "rejected", "events"),
    [
        ("mm_kazakhstan_1990-2020.csv", "mass_mobilization", 88, 0, 108),
        ("mass_mobilization_africa.parquet", "mass_mobilization", 4299, 713, 3586),
        ("ucdp_ged_syria_excerpt.csv", "ucdp_ged", 1555, 101, 1454),
        ("ucdp_ged_central_african_republic.geojson", "ucdp_ged", 1848, 20, 1828),
        ("gdelt_us_protests.parquet", "plain", 38655, 0, 38655),
        ("gdelt1_raw_export.tsv", "plain", 710, 0, 710),
    ],
)
def test_files_by_others_are_shown_with_every_row_accounted_for(name, format, rows, rejected, events):
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip(f"the samples beside the checkout lack {name}")
    reading = read_file(name, path.read_bytes())
    found = upload.make(reading, BASE)
    accounted_for(reading, found)
    assert (found.format, found.rows_in, found.rows_rejected, len(found.edition.events)) == (
        format,
        rows,
        rejected,
        events,
    )
    view = View(found.edition, EventFilter())
    assert view.shown == events


def test_turnout_of_several_towns_is_neither_lost_nor_doubled():
    path = SAMPLES / "mm_kazakhstan_1990-2020.csv"
    if not path.is_file():
        pytest.skip("the samples beside the checkout lack mm_kazakhstan_1990-2020.csv")
    found = made(path.read_bytes(), path.name)
    events, claims = found.edition.events, found.edition.claims
    whole = events[events.umbrella & (events.start_date == "1996-10-17")].iloc[0]
    parts = events[events.part_of == whole.event_id]
    assert sorted(parts.city) == ["Almaty", "Kostanay", "Petropavl"]
    about = claims[claims.event_id.isin([whole.event_id, *parts.event_id])]
    assert about[["event_id", "low", "high"]].to_numpy().tolist() == [[whole.event_id, 4360, 4360]]
    # Shown under names of today, with what the file lacks in the gazetteer listed.
    assert "Karkaralinsk" in set(found.unmatched.place)
    assert "Alma Ata" not in set(found.unmatched.place)
    assert not ((claims.measure == "deaths") & (claims.low.notna() | claims.high.notna())).any()


HEADER = "date,place,lat,lon,country,type,deaths,detained,participants,source,note\n"


def test_a_place_with_a_point_in_the_country_stands_on_the_map_and_one_abroad_only_in_tables():
    found = made(
        HEADER + "2011-12-16,Invented Mine,44.2,52.4,Kazakhstan,rally,,5,,x,\n"
        "2011-12-17,Osh,40.5,72.8,Kyrgyzstan,rally,,7,,x,\n"
        "2011-12-18,Aktau,,,Kazakhstan,rally,,9,,x,\n"
        "2011-12-19,Almaty,12.0,76.9,,rally,,11,,x,\n"
        "2011-12-20,,,,,rally,,13,,x,\n"
    )  # fmt: skip
    gazetteer = found.edition.gazetteer
    assert gazetteer.loc["Invented Mine", ["lon", "lat"]].tolist() == [52.4, 44.2]
    assert gazetteer.loc["Osh", ["lon", "lat"]].isna().all()
    assert found.unmatched.set_index("place").on_map.to_dict() == {
        "Invented Mine": True, "Osh": False, "Almaty (12.00, 76.90)": False,
    }  # fmt: skip
    assert len(BASE.gazetteer) < len(gazetteer) and "Osh" not in BASE.gazetteer.index
    view = View(found.edition, EventFilter())
    per_city = aggregates.figures_per_city(view.cells, view.rows, "detentions").set_index("city")
    assert per_city.low.to_dict() == {
        "Aktau": 9, "Almaty (12.00, 76.90)": 11, "Invented Mine": 5, "Osh": 7, "no place named": 13,
    }  # fmt: skip
    assert len(view.listed) == 5
    points = towns(found.edition)
    frame = per_city.reset_index().merge(points, on="city").assign(name=points.city)
    drawn = maps.protest_cities(frame, "detentions", dark=False).to_json()
    # What the browser is sent is JSON, which knows no missing number.
    json.loads(drawn, parse_constant=lambda word: pytest.fail(word))
    assert drawn.count("52.4") > 0 and "72.8" not in drawn


def test_payloads_in_cells_stay_text_and_break_nothing():
    cells = [
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "a\u202eb",
        "@SUM(1)",
        "+1",
        "\ttab",
        "{braces} {0} %s",
    ]
    rows = pd.DataFrame(
        [
            {"date": "2011-12-16", "place": c, "type": c, "deaths": c, "source": c, "note": c, "title": c}
            for c in cells
        ]
    )
    found = made(rows.to_csv(index=False), "<b>{file}</b>.csv")
    accounted_for(read_file("f.csv", rows.to_csv(index=False).encode()), found)
    assert found.rows_shown == len(cells)
    assert set(found.edition.events.title) == {
        "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "a‹U+202E›b", "@SUM(1)", "+1", "tab", "{braces} {0} %s",
    }  # fmt: skip
    # "+1" is no count that somebody wrote by hand: it stays out of the sums.
    assert found.edition.claims.empty
    assert found.edition.events.event_id.str.fullmatch(r"[a-z0-9-]+").all()
    assert len(View(found.edition, EventFilter()).listed) == len(cells)


def test_rows_that_cannot_be_shown_are_named_with_their_reason():
    reading = read_file(
        "f.csv", (HEADER + "32.12.2011,Aktau,,,,,,,,,\n,Aktau,,,,,,,,,\n2011-12-16,Aktau,,,,,,,,,,shifted\n"
        "2999-01-01,Aktau,,,,,,,,,\n2011-12-17,Aktau,,,,,x,,,,\n").encode()
    )  # fmt: skip
    found = upload.make(reading, BASE)
    accounted_for(reading, found)
    assert found.rejects[["row", "column", "left_out"]].to_numpy().tolist() == [
        [2, "date", "row"], [3, "date", "row"], [4, "", "row"], [5, "date", "row"], [6, "deaths", "cell"],
    ]  # fmt: skip
    deaths = found.report.set_index("column").loc["deaths"]
    assert (deaths.understood, deaths["empty"], deaths.not_understood) == (0, 4, 1)


def test_a_file_of_which_nothing_can_be_shown_is_refused_with_the_first_reason():
    with pytest.raises(Unreadable, match="32"):
        made(HEADER + "32.12.2011,Aktau,,,,,,,,,\n")


def test_the_mapping_that_the_reader_chose_goes_before_the_guess():
    text = "a,b,c\n2011-12-16,Aktau,7\n"
    mapping = dict.fromkeys(TARGETS) | {"date": "a", "place": "b", "injured": "c"}
    found = made(text, format="plain", mapping=mapping)
    assert found.edition.claims[["measure", "low"]].to_numpy().tolist() == [["injuries", 7]]


def test_rows_of_acled_may_be_seen_and_not_exported():
    header = "event_id_cnty,event_date,event_type,sub_event_type,admin1,location,fatalities,notes\n"
    found = made(header + "KAZ0,2011-12-16,Riots,Mob violence,Mangystau,Aktau,3,Invented.\n")
    assert found.format == "acled" and found.restricted == found.edition.restricted != ""
    with pytest.raises(PermissionError):
        files.events_file(View(found.edition, EventFilter()), "csv")
    assert files.may_export(BASE) == ""


def test_nothing_of_the_file_stays_in_what_all_readers_share():
    before = (
        len(BASE.gazetteer),
        len(BASE.events),
        dict(BASE.memos).keys(),
        BASE.codebook.values("claims", "side"),
    )
    found = made(HEADER + "2011-12-16,Invented Mine,44.2,52.4,Kazakhstan,rally,,5,,x,\n")
    assert before == (
        len(BASE.gazetteer),
        len(BASE.events),
        dict(BASE.memos).keys(),
        BASE.codebook.values("claims", "side"),
    )
    assert found.edition.memos is not BASE.memos and found.edition.version == "your file: file.csv"


def downloaded(edition: Edition, chosen: EventFilter) -> bytes:
    view = View(edition, chosen)
    return exports.to_csv(event_rows.events_table(edition, view.cells, view.rows))


@settings(deadline=None, max_examples=10)
@given(filters_of(BASE), st.sampled_from(WHOSE), st.booleans())
def test_our_download_brought_back_gives_the_tallies_that_were_shown(chosen, whose, unverified):
    chosen = dataclasses.replace(chosen, whose=whose, unverified=unverified)
    shown = View(BASE, chosen)
    if not shown.shown:
        return
    reading = read_file("events.csv", downloaded(BASE, chosen))
    found = upload.make(reading, BASE)
    accounted_for(reading, found)
    assert (found.format, found.rows_rejected) == ("own", 0)
    again = View(found.edition, EventFilter())
    for measure in shown.cells.measures:
        ours, theirs = (aggregates.total(v.cells, v.rows, measure) for v in (shown, again))
        assert (theirs.figure.low, theirs.figure.high) == (ours.figure.low, ours.figure.high)
        assert (theirs.known, theirs.events) == (ours.known, ours.events)
        # By town and by year as in sum.
        ours, theirs = (
            aggregates.figures_per_city(v.cells, v.rows, measure)
            .query("events > 0")
            .set_index("city")[["low", "high", "known"]]
            for v in (shown, again)
        )
        pd.testing.assert_frame_equal(ours, theirs, check_index_type=False, check_dtype=False)


@pytest.mark.parametrize("whose", WHOSE)
def test_the_whole_download_brought_back_keeps_the_sides_and_what_is_open(whose):
    found = made(downloaded(BASE, EventFilter()))
    shown, again = View(BASE, EventFilter(whose=whose)), View(found.edition, EventFilter(whose=whose))
    for measure in shown.cells.measures:
        ours, theirs = (aggregates.total(v.cells, v.rows, measure).figure for v in (shown, again))
        assert ours == theirs
        # Row by row, with parts, as the table on the screen has them.
        names = ["total_low", "total_high", "total_known", "total_open_above"]
        totals = [
            v.cells.totals[measure][names].set_axis(v.edition.events.event_id).sort_index()
            for v in (shown, again)
        ]
        pd.testing.assert_frame_equal(*totals)


@pytest.mark.parametrize("code", ["csv", "excel-csv", "xlsx", "geojson", "parquet"])
def test_every_format_of_ours_comes_back_with_the_same_tallies(code):
    chosen = EventFilter(start=date(2011, 1, 1), end=date(2012, 12, 31))
    shown = View(BASE, chosen)
    found = made(files.events_file(shown, code), f"events.{code}")
    assert (found.format, found.rows_shown) == ("own", shown.shown)
    again = View(found.edition, EventFilter())
    for measure in shown.cells.measures:
        assert aggregates.total(shown.cells, shown.rows, measure) == aggregates.total(
            again.cells, again.rows, measure
        )
    same = found.edition.events.set_index("event_id").title == BASE.events.set_index(
        "event_id"
    ).title.reindex(found.edition.events.event_id)
    assert same.all()


def test_our_published_table_without_figures_is_recognised():
    text = (BASE.codebook.folder / "events.csv").read_bytes()
    found = made(text, "events.csv")
    assert (found.format, found.rows_rejected, len(found.edition.claims)) == ("own", 0, 0)
    assert Counter(found.edition.events.part_of) == Counter(BASE.events.part_of)
    assert np.array_equal(np.sort(found.edition.events.depth), np.sort(BASE.events.depth))


def test_umbrellas_in_a_circle_are_cut_loose():
    header = "event_id,start_date,end_date,event_type,city,part_of,title\n"
    found = made(
        header
        + "a,2011-12-16,2011-12-16,rally,Aktau,b,x\nb,2011-12-16,2011-12-16,rally,Aktau,a,y\nb,2011-12-16,2011-12-16,rally,,,z\n"
    )
    assert sorted(found.edition.events.part_of) == ["", "a"]
    assert found.rejects.left_out.tolist() == ["cell", "row"]
