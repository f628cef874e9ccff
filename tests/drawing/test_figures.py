"""Figures over time, the lane of milestones, the histogram, and the colours they share."""

import json
import re
from datetime import date
from itertools import combinations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from atlas.drawing import figures
from atlas.drawing.context_lane import MOST_LINES, key, lane_trace, marks
from atlas.drawing.palette import channels, palette
from atlas.drawing.range_marks import CIRCLE, HOLLOW, LINE_EAST_WEST, TRIANGLE_UP
from atlas.drawing.ticks import figure_ticks, time_ticks


def panel(*rows):
    """Rows of (month of 2011, events, known, low, high, open_below, open_above, words)."""
    names = ["month", "events", "known", "low", "high", "open_below", "open_above", "words"]
    result = pd.DataFrame(rows, columns=names).astype({"low": "Int64", "high": "Int64"})
    start = pd.to_datetime([f"2011-{month:02}-01" for month in result.month]).astype("datetime64[s]")
    return result.assign(start=start, end=start + pd.offsets.MonthEnd(0)).drop(columns="month")


RANGE = (12, 5, 3, 14, 64, False, False, "14–64")
EQUAL = (3, 2, 2, 40, 40, False, False, "40")
OPEN_ABOVE = (4, 1, 1, 20, 30, False, True, "20 to at least 30")
AT_LEAST = (7, 1, 1, 9, 9, False, True, "at least 9")
UP_TO = (5, 1, 1, 0, 50, True, False, "up to 50")
ZERO = (6, 1, 1, 0, 0, False, False, "0")
UNKNOWN = (8, 4, 0, pd.NA, pd.NA, False, False, "unknown")
NOTHING = (9, 0, 0, pd.NA, pd.NA, False, False, "unknown")
ALL = panel(EQUAL, OPEN_ABOVE, UP_TO, ZERO, AT_LEAST, UNKNOWN, NOTHING, RANGE)
EMPTY = ALL.iloc[:0]

CONTEXT = pd.DataFrame(
    [
        ("2011-04-03", "day", "election", "Early presidential election"),
        ("2011-10-01", "month", "court", "Communist Party suspended for six months"),
        ("2011-12-17", "day", "law", "State of emergency <in> Zhanaozen"),
        ("2015-04-26", "day", "election", "Outside the period"),
    ],
    columns=["date", "date_precision", "kind", "title"],
).assign(date=lambda frame: pd.to_datetime(frame.date))


def figure(panels, context=CONTEXT, **more):
    period = {"granularity": "month", "start": date(2011, 1, 1), "end": date(2011, 12, 31), "dark": False}
    return figures.figures_over_time(panels, context, **{**period, **more})


def trace(drawn, name, axis="y2"):
    found = [one for one in drawn["data"] if one["name"] == name and one.get("yaxis", "y") == axis]
    return found[0] if found else None


def point(drawn, day):
    marks_ = trace(drawn, "figures")
    place = marks_["x"].index(day)
    parts = {key: marks_["marker"][key][place] for key in ("symbol", "size", "color")}
    return {"y": marks_["y"][place], "text": marks_["text"][place], **parts}


def notes(drawn):
    return [note["text"] for note in drawn["layout"]["annotations"]]


def test_a_range_is_a_band_from_low_to_high_with_a_stem_below_and_an_end_at_both():
    drawn = figure({"deaths": panel(RANGE)})
    assert trace(drawn, "to low")["x"] == ["2011-12-16", "2011-12-16", None]
    assert trace(drawn, "to low")["y"] == [0, 14, None]
    assert trace(drawn, "low to high")["y"] == [14, 64, None]
    assert trace(drawn, "low")["y"] == [14]
    assert point(drawn, "2011-12-16") == {
        "y": 64,
        "text": "December 2011: 14–64<br>known for 3 of 5 events",
        "symbol": LINE_EAST_WEST,
        "size": 12,
        "color": palette(False).deaths,
    }


def test_equal_bounds_are_a_dot_and_no_band():
    drawn = figure({"deaths": panel(EQUAL)})
    assert trace(drawn, "low to high") is None
    assert trace(drawn, "to low")["y"] == [0, 40, None]
    found = point(drawn, "2011-03-16")
    assert (found["y"], found["symbol"]) == (40, CIRCLE)


def test_an_open_upper_bound_ends_in_a_triangle():
    drawn = figure({"deaths": ALL})
    assert point(drawn, "2011-04-16")["symbol"] == TRIANGLE_UP
    assert point(drawn, "2011-04-16")["text"] == "April 2011:<br>20 to at least 30<br>known for 1 of 1 event"
    found = point(drawn, "2011-07-16")
    assert (found["y"], found["symbol"]) == (9, TRIANGLE_UP)


def test_an_open_lower_bound_is_a_band_from_the_axis_without_a_lower_end():
    drawn = figure({"deaths": panel(UP_TO)})
    assert trace(drawn, "low to high")["y"] == [0, 50, None]
    assert trace(drawn, "low") is None
    assert trace(drawn, "to low") is None


def test_unknown_is_hollow_and_grey_and_a_known_zero_a_small_dot_in_the_measure_s_colour():
    drawn = figure({"deaths": ALL})
    unknown, zero = point(drawn, "2011-08-16"), point(drawn, "2011-06-16")
    assert unknown["y"] == zero["y"] == 0
    assert (unknown["symbol"], unknown["color"]) == (HOLLOW, palette(False).unknown)
    assert (zero["symbol"], zero["color"]) == (CIRCLE, palette(False).deaths)
    assert zero["size"] < point(drawn, "2011-03-16")["size"]
    assert unknown["text"] == "August 2011: unknown<br>known for 0 of 4 events"


def test_a_bin_without_events_has_no_mark():
    assert trace(figure({"deaths": panel(NOTHING)}), "figures")["x"] == []
    assert len(trace(figure({"deaths": ALL}), "figures")["x"]) == len(ALL) - 1


def test_marks_of_several_sizes_are_not_see_through():
    drawn = figure({"deaths": ALL})
    assert trace(drawn, "figures")["marker"]["opacity"] == 1
    assert trace(drawn, "context", "y")["marker"]["opacity"] == 1


def test_panels_share_one_time_axis_and_keep_their_order_and_colours():
    drawn = figure({"detentions": panel(EQUAL), "deaths": panel(RANGE)})
    assert {one.get("xaxis", "x") for one in drawn["data"]} == {"x"}
    layout = drawn["layout"]
    assert layout["xaxis"]["anchor"] == "y3"
    assert layout["yaxis"]["domain"][0] > layout["yaxis2"]["domain"][1]
    assert layout["yaxis2"]["domain"][0] > layout["yaxis3"]["domain"][1]
    assert trace(drawn, "figures", "y2")["marker"]["line"]["color"] == palette(False).detentions
    assert trace(drawn, "figures", "y3")["marker"]["line"]["color"] == palette(False).deaths
    titles = [text for text in notes(drawn) if "over time" in text]
    assert [re.sub("<[^>]*>", "", text) for text in titles] == [
        "Detentions over time by month",
        "Deaths over time by month",
    ]


def test_the_highest_figure_is_written_beside_its_mark():
    drawn = figure({"deaths": ALL})
    (note,) = [note for note in drawn["layout"]["annotations"] if note["text"] == "<b>14–64</b>"]
    assert (note["x"], note["y"], note["xanchor"]) == ("2011-12-16", 64, "right")


@pytest.mark.parametrize("frame", [EMPTY, panel(NOTHING), panel(UNKNOWN)])
def test_without_a_figure_the_panel_says_so(frame):
    drawn = figure({"deaths": frame}, CONTEXT.iloc[:0])
    assert "No figures for this period" in notes(drawn)
    assert go.Figure(drawn).data


def test_a_known_zero_is_a_figure():
    assert "No figures for this period" not in notes(figure({"deaths": panel(ZERO)}))


@pytest.mark.parametrize("dark", [True, False])
def test_plotly_accepts_the_figure_and_it_names_no_other_host(dark):
    drawn = figure({"detentions": ALL, "deaths": EMPTY}, dark=dark)
    go.Figure(drawn)
    text = json.dumps(drawn) + json.dumps(figures.plotly_config("atlas"))
    assert "http" not in text
    assert len(json.dumps(drawn, separators=(",", ":"))) < 8_000


def test_every_number_in_the_figure_is_plain_json():
    assert json.loads(json.dumps(figure({"deaths": ALL})))["data"]


def test_the_time_axis_covers_the_bins_and_the_period():
    drawn = figure(
        {"deaths": panel(RANGE)}, start=date(2011, 12, 10), end=date(2012, 1, 20), granularity="day"
    )
    first, last = drawn["layout"]["xaxis"]["range"]
    assert first < "2011-12-01"
    assert last > "2012-01-20"


def test_a_milestone_is_told_with_as_much_of_its_date_as_is_known():
    election, court, law = marks(CONTEXT, date(2011, 1, 1), date(2011, 12, 31))
    assert election.hover == "<b>3 April 2011</b><br>Early presidential election"
    assert court.hover == "<b>October 2011</b><br>Communist Party suspended for<br>six months"
    assert law.hover == "<b>17 December 2011</b><br>State of emergency &lt;in&gt;<br>Zhanaozen"
    assert court.day == date(2011, 10, 15)
    assert not court.exact


def test_a_milestone_without_a_day_draws_no_line_through_the_panels():
    (shape,) = figure({"deaths": ALL})["layout"]["shapes"]
    assert shape["path"] == "M2011-04-03,0L2011-04-03,1M2011-12-17,0L2011-12-17,1"


def test_where_milestones_are_many_only_the_weightiest_draw_lines():
    days = pd.date_range("1990-01-01", "2020-01-01", freq="YS")
    many = pd.DataFrame({"date": days, "date_precision": "day", "kind": "law", "title": "A law"})
    few = pd.DataFrame(
        {
            "date": pd.to_datetime(["1995-06-01"]),
            "date_precision": "day",
            "kind": "office",
            "title": "Resigns",
        }
    )
    drawn = figure({"deaths": EMPTY}, pd.concat([many, few]), start=date(1986, 1, 1), end=date(2025, 12, 31))
    (shape,) = drawn["layout"]["shapes"]
    assert len(days) > MOST_LINES
    assert shape["path"] == "M1995-06-01,0L1995-06-01,1"


def test_milestones_that_fall_together_share_a_mark_that_tells_them_all():
    days = ["2022-01-04", "2022-01-05", "2022-01-05", "2022-01-06"]
    context = pd.DataFrame(
        {
            "date": pd.to_datetime(days),
            "date_precision": "day",
            "kind": ["law", "office", "office", "international"],
            "title": ["One", "Two", "Three", "Four"],
        }
    )
    (mark,) = marks(context, date(1986, 1, 1), date(2025, 12, 31))
    assert mark.kind == "office"
    assert mark.day == date(2022, 1, 5)
    assert mark.hover.startswith("<b>4 January 2022</b><br>One<br>")
    assert mark.hover.endswith("<br>and 1 more")


def test_the_founding_of_a_party_has_a_mark_of_its_own_and_the_key_names_it():
    context = pd.DataFrame(
        {
            "date": pd.to_datetime(["2005-03-01", "2010-03-01", "2015-03-01"]),
            "date_precision": "day",
            "kind": ["party", "disaster", "election"],
            "title": ["Alliance formed", "Flood", "Vote"],
        }
    )
    found = marks(context, date(2000, 1, 1), date(2020, 12, 31))
    trace_ = lane_trace(found, palette(False))
    # plotly's numbers: triangle up, circle, diamond.
    assert trace_["marker"]["symbol"] == [5, 0, 2]
    assert "▲ parties" in key()
    together = context.assign(date=pd.to_datetime(["2005-03-01", "2005-03-02", "2005-03-03"]))
    (mark,) = marks(together.iloc[:2], date(2000, 1, 1), date(2020, 12, 31))
    assert mark.kind == "party"


def test_names_in_the_lane_stay_apart_and_inside():
    context = CONTEXT.iloc[[0, 2]]
    drawn = figure({"deaths": ALL}, context, width=900)
    named = [
        note
        for note in drawn["layout"]["annotations"]
        if note.get("yref") == "y" and "x" in note and note["x"] != 0
    ]
    assert [(note["text"], note["xanchor"]) for note in named] == [
        ("Early presidential election", "left"),
        ("State of emergency &lt;in&gt;…", "right"),
    ]


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (0, [0]),
        (1, [0, 1]),
        (64, [0, 20, 40, 60]),
        (10_483, [0, 5000, 10_000]),
        (999, [0, 200, 400, 600, 800]),
    ],
)
def test_a_figure_axis_has_few_round_ticks(most, expected):
    assert figure_ticks(most) == expected


def test_large_ticks_have_the_reader_s_separator():
    thousands = panel((3, 1, 1, 9_000, 10_483, False, False, "9,000–10,483"))
    assert figure({"detentions": thousands})["layout"]["yaxis2"]["ticktext"] == ["0", "5,000", "10,000"]


@pytest.mark.parametrize(
    ("start", "end", "unit", "words"),
    [
        (
            "1986-01-01",
            "2026-12-31",
            "year",
            ["1990", "1995", "2000", "2005", "2010", "2015", "2020", "2025"],
        ),
        ("2011-11-01", "2012-03-31", "month", ["Nov<br>2011", "Dec", "Jan<br>2012", "Feb", "Mar"]),
        ("2016-01-01", "2020-12-31", "month", ["2016", "2017", "2018", "2019", "2020"]),
        ("2011-12-16", "2011-12-19", "day", ["16 Dec<br>2011", "17 Dec", "18 Dec", "19 Dec"]),
        ("2011-12-16", "2011-12-16", "day", ["16 Dec<br>2011"]),
    ],
)
def test_a_time_axis_has_few_ticks_and_says_the_year_once(start, end, unit, words):
    ticks = time_ticks(date.fromisoformat(start), date.fromisoformat(end), unit)
    assert [tick.words for tick in ticks] == words


def test_the_words_for_who_does_not_see_the_figure():
    words = figures.alt_text({"detentions": ALL, "deaths": EMPTY, "injuries": panel(ZERO)})
    assert words == (
        "Detentions over time: highest figure 14–64 (December 2011); known for 9 of 15 events. "
        "Deaths over time: no figures for this period. "
        "Injuries over time: none reported; known for 1 of 1 event."
    )


def test_those_who_do_not_see_the_figure_are_told_what_is_known_for_longer_than_one_mark():
    longer = panel((4, 1, 1, 90, 151, False, False, "90–151"), (5, 2, 2, 900, 900, False, False, "900"))
    longer = longer.assign(beyond=[False, True])
    words = figures.alt_text({"deaths": ALL, "injuries": panel(UNKNOWN)}, {"deaths": longer}, left_out=3)
    # What reaches beyond the period is in no total; three events more stand in no bin.
    assert words == (
        "Deaths over time: highest figure 90–151 (April 2011); known for 10 of 18 events. "
        "Injuries over time: no figures for this period."
    )
    words = figures.alt_text({"deaths": panel(UNKNOWN)}, {"deaths": longer.iloc[:1]})
    assert words == "Deaths over time: highest figure 90–151 (April 2011); known for 1 of 4 events."


def test_the_button_saves_an_image_and_nothing_leads_to_a_cloud():
    config = figures.plotly_config("protests-2011")
    assert config["modeBarButtons"] == [["toImage"]]
    assert config["toImageButtonOptions"]["filename"] == "protests-2011"
    assert config["displaylogo"] is False


YEARS = pd.DataFrame(
    {
        "start": pd.to_datetime(["2010-01-01", "2011-01-01", "2012-01-01"]),
        "events": [1, 40, 0],
        "inside": [False, True, True],
    }
)


def test_the_histogram_has_a_bar_per_year_with_events_in_the_slider_s_span():
    drawn = figures.events_histogram(YEARS, start=date(2010, 1, 1), end=date(2012, 12, 31), dark=False)
    bars = re.findall(
        r'<i title="([^"]*)" class="(\w+)" style="left:([\d.]+)%;width:([\d.]+)%;height:(\d+)px">', drawn
    )
    assert bars == [
        ("2010: 1 event", "out", "0.00", "33.30", "2"),
        ("2011: 40 events", "in", "33.30", "33.30", "64"),
    ]
    assert 'role="img"' in drawn
    assert 'aria-label="Events per year: 41 in all, most in 2011: 40 events."' in drawn
    assert palette(False).accent in drawn
    assert "http" not in drawn
    assert "<script" not in drawn


def test_the_histogram_cuts_its_last_year_where_the_slider_ends():
    drawn = figures.events_histogram(YEARS, start=date(2010, 1, 1), end=date(2011, 6, 30), dark=True)
    assert "left:66.85%;width:33.15%" in drawn


def test_an_empty_histogram_says_so():
    drawn = figures.events_histogram(
        YEARS.iloc[:0], start=date(2010, 1, 1), end=date(2012, 12, 31), dark=False
    )
    assert 'aria-label="Events per year: none."' in drawn
    assert "<i " not in drawn


MEASURES = ("deaths", "detentions", "injuries", "participants", "events")
# Machado, Oliveira and Fernandes 2009: what a full lack of one kind of cone leaves of a linear RGB colour.
SIGHT = {
    "full": np.eye(3),
    "protanopia": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "deuteranopia": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "tritanopia": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}


def linear(colour):
    share = np.array(channels(colour)[:3]) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    low, high = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(rgb):
    to_xyz = np.array([[0.4125, 0.3576, 0.1804], [0.2127, 0.7152, 0.0722], [0.0193, 0.1192, 0.9503]])
    xyz = to_xyz @ np.clip(rgb, 0, 1) / [0.9505, 1, 1.0888]
    root = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


@pytest.mark.parametrize("dark", [True, False])
def test_measures_and_words_can_be_read_on_the_page_and_seen_on_the_land(dark):
    colours = palette(dark)
    for colour in (
        *map(colours.measure, MEASURES),
        colours.unknown,
        colours.ink,
        colours.muted,
        colours.accent,
    ):
        assert contrast(colour, colours.ground) >= 4.5
        assert contrast(colour, colours.land) >= 3
    assert contrast(colours.ink, colours.land) >= 4.5


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("dark", [True, False])
def test_measures_stay_apart_for_every_kind_of_sight(dark, sight):
    colours = palette(dark)
    seen = {name: lab(np.array(SIGHT[sight]) @ linear(colours.measure(name))) for name in MEASURES}
    apart = {pair: float(np.linalg.norm(seen[pair[0]] - seen[pair[1]])) for pair in combinations(MEASURES, 2)}
    assert min(apart.values()) >= 11, apart
    # The two that stand under each other on the overview.
    assert apart["deaths", "detentions"] >= 20
