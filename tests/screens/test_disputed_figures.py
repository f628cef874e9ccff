"""What is drawn of disputed figures: gaps, dumbbells, a toll's steps at the days of claims.csv, and the page."""

import csv
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from atlas import DATA
from atlas.drawing import disputes_figure, toll_figure
from atlas.folds import aggregates
from atlas.tally import disputes, toll
from atlas.tally.filters import EventFilter
from atlas.tally.ranges import UNKNOWN, Range
from tests.opened_pages import opened, told, words
from ui import dataset

JANUARY = "2022-01-02-nationwide"
TODAY = aggregates.today()


def rules(known_on=TODAY):
    return {
        whose: dataset.cells_of(dataset.edition(), whose, known_on, False)
        for whose in ("all", "official", "independent")
    }


@pytest.mark.parametrize(
    ("official", "independent", "least", "most", "said"),
    [
        (Range(100, 100), Range(2000, 2000), 1900, 1900, "independent figure higher by 1,900"),
        (Range(10, 11), Range(12, 12), 1, 2, "independent figure higher by 1–2"),
        (Range(2, 2), Range(3, 3, open_above=True), 1, 1, "independent figure higher by at least 1"),
        (Range(57, 57), Range(36, 36), 21, 21, "official figure higher by 21"),
        (
            Range(100, 100, open_above=True),
            Range(200, 200),
            100,
            100,
            "independent figure higher by 100, by the numbers given",
        ),
        (Range(30, 30), Range(30, 30), 0, 0, "both give the same figure"),
        (Range(238, 238), Range(188, 238), 0, 50, "the ranges meet; their ends lie up to 50 apart"),
        # The 0 below "up to 64" is nobody's word: the farthest ends are 14 and 64.
        (
            Range(14, 16),
            Range(0, 64, open_below=True),
            0,
            50,
            "the ranges meet; their ends lie up to 50 apart",
        ),
        (Range(0, 0), Range(1, 1), 1, 1, "independent figure higher by 1"),
    ],
)
def test_a_gap_lies_between_the_nearest_and_the_farthest_ends_that_somebody_gave(
    official, independent, least, most, said
):
    gap = disputes.gap(official, independent)
    assert (gap.least, gap.most, gap.words()) == (least, most, said)


def test_there_is_no_gap_to_an_unknown_figure():
    with pytest.raises(ValueError, match="two known figures"):
        disputes.gap(UNKNOWN, Range(1, 1))


@pytest.mark.parametrize("measure", ["deaths", "detentions", "injuries", "participants"])
def test_only_events_with_a_figure_of_both_sides_are_disputed_and_the_widest_gap_stands_first(measure):
    of, edition = rules(), dataset.edition()
    rows = dataset.view(EventFilter()).rows
    found = disputes.disputed(edition, of["official"], of["independent"], rows, measure)
    known = {w: set(edition.events.event_id[of[w].totals[measure].total_known]) for w in of}
    assert {one.event_id for one in found} == known["official"] & known["independent"]
    assert [one.gap.most for one in found] == sorted((one.gap.most for one in found), reverse=True)
    for one in found:
        total = of["official"].totals[measure].loc[one.row]
        assert (one.official.low, one.official.high) == (total.total_low, total.total_high)


def test_every_chosen_event_stands_with_exactly_one_kind_of_speaker():
    rows = dataset.view(EventFilter(start=date(2019, 1, 1))).rows
    sides = disputes.by_side(rules(), rows, "detentions")
    assert (sum(mask.astype(int) for mask in sides.values()) == rows).all()
    assert all(sides[name].any() for name in ("both", "official", "independent", "nobody"))


def test_events_with_one_claimant_or_source_are_those_that_a_hand_count_of_the_claims_finds():
    edition, of = dataset.edition(), rules()["all"]
    rows = dataset.view(EventFilter()).rows
    table = disputes.single(edition, of, rows, "deaths")
    own = of.totals["deaths"]
    expected = set(edition.events.event_id[own.known & (own.claimants == 1)])
    assert set(table.event_id[table.claimants == 1]) == expected
    assert (table.claimant[table.claimants == 1] != "").all()
    zhanaozen = "2011-12-16-zhanaozen-1"
    assert zhanaozen not in set(table.event_id)
    assert list(edition.events.event_id[table.row]) == list(table.event_id)
    assert disputes.single(edition, of, rows & False, "deaths").empty


def january_in_the_file():
    with (DATA / "claims.csv").open(encoding="utf-8", newline="") as file:
        return [
            row
            for row in csv.DictReader(file)
            if row["event_id"] == JANUARY and row["measure"] == "deaths" and row["stated_on"]
        ]


def test_january_2022_shows_every_official_revision_at_its_date_as_claims_csv_has_it():
    told = toll.words_over_time(dataset.edition(), rules()["all"], JANUARY, "deaths")
    figure = toll_figure.toll_over_time(
        told, "deaths", began=date(2022, 1, 2), known_on=TODAY, dark=False, width=340
    )
    go.Figure(figure)
    marks = [
        (day, high, symbol)
        for trace in figure["data"]
        if trace["name"] == "figures"
        for day, high, symbol in zip(trace["x"], trace["y"], trace["marker"]["symbol"], strict=True)
    ]
    in_file = january_in_the_file()
    assert len(marks) == len(in_file) == 18
    for row in in_file:
        symbol = {
            ("official", "total"): "square",
            ("official", "partial"): "square-open",
            ("media", "total"): "diamond",
            ("media", "partial"): "diamond-open",
            ("ngo", "total"): "circle",
        }.get((row["side"], row["scope"]), "x-thin-open")
        # "At least 188" has no high: its mark stands at its low, under an arrow.
        assert (row["stated_on"], int(row["high"] or row["low"]), symbol) in marks
    revisions = [
        (row["stated_on"], int(row["high"]))
        for row in sorted(in_file, key=lambda row: row["stated_on"])
        if row["side"] == "official" and row["scope"] != "partial"
    ]
    assert list(dict.fromkeys(high for _day, high in revisions)) == [164, 225, 227, 230, 232, 241, 238]
    assert ("2022-01-09", 164, "x-thin-open") in marks
    open_above = {(row["stated_on"], int(row["low"])) for row in in_file if not row["high"]}
    assert open_above == {("2022-07-29", 188), ("2022-07-29", 221)}
    arrows = [
        (day, symbol)
        for trace in figure["data"]
        if trace["name"] == "open"
        for day, symbol in zip(trace["x"], trace["marker"]["symbol"], strict=True)
    ]
    assert arrows == [("2022-07-29", "triangle-up")] * 2
    numbers = {note["text"] for note in figure["layout"]["annotations"]}
    assert {"164", "225", "227", "230", "232", "241", "238", "at least 188", "at least 221"} <= numbers


def test_a_claimants_line_steps_at_each_new_word_and_never_through_a_withdrawn_or_partial_one():
    told = toll.words_over_time(dataset.edition(), rules()["all"], JANUARY, "deaths")
    figure = toll_figure.toll_over_time(told, "deaths", began=date(2022, 1, 2), known_on=TODAY, dark=True)
    lines = {t["name"]: t for t in figure["data"] if t["mode"] == "lines" and t["line"].get("shape") == "hv"}
    assert lines["Prosecutor General's Office"]["y"] == [225, 230, 232, 241, 238, 238, 238]
    assert "Ministry of Health" not in lines and "Ministry of Internal Affairs" not in lines


def test_what_was_said_after_the_day_of_knowledge_is_pale_and_carried_by_no_line():
    then = rules(date(2022, 3, 31))["all"]
    told = toll.words_over_time(dataset.edition(), then, JANUARY, "deaths")
    assert (told.idle == (told.said > pd.Timestamp("2022-03-31"))).all() and told.idle.any()
    figure = toll_figure.toll_over_time(
        told, "deaths", began=date(2022, 1, 2), known_on=then.known_on, dark=False
    )
    lines = [t for t in figure["data"] if t["mode"] == "lines" and t["line"].get("shape") == "hv"]
    assert max(x for line in lines for x in line["x"]) == "2022-03-31T00:00:00"
    assert figure["layout"]["shapes"][0]["x0"] == "2022-03-31"


def small_words(*rows):
    names = ["said", "by_default", "claimant", "side", "low", "high", "scope", "words", "idle"]
    frame = pd.DataFrame(rows, columns=names).astype({"low": "Int64", "high": "Int64"})
    return frame.assign(said=pd.to_datetime(frame.said).astype("datetime64[s]"))


def test_ranges_open_ends_and_unknown_days_are_drawn_as_such_and_words_without_number_are_not_drawn():
    told = small_words(
        ("2011-12-17", False, "A", "ngo", 10, 20, "total", "10–20", False),
        ("2011-12-18", False, "B", "media", 30, None, "total", "at least 30", False),
        ("2011-12-19", True, "C", "unknown", None, 64, "total", "up to 64", False),
        ("2011-12-19", False, "D", "media", None, None, "total", "“dozens”", False),
    )
    figure = toll_figure.toll_over_time(told, "deaths", began=date(2011, 12, 16), known_on=TODAY, dark=False)
    go.Figure(figure)
    named = [t for t in figure["data"] if t["name"] in ("range", "open", "day not known", "figures")]
    bars = [t["y"] for t in named if t["name"] == "range"]
    assert [10, 20, None] in [[int(v) if v else None for v in y] for y in bars]
    arrows = [s for t in named if t["name"] == "open" for s in t["marker"]["symbol"]]
    assert sorted(arrows) == ["triangle-down", "triangle-up"]
    assert [t["x"] for t in named if t["name"] == "day not known"] == [["2011-12-19"]]
    assert sum(len(t["x"]) for t in named if t["name"] == "figures") == 3


def test_a_figure_without_any_claim_says_nothing_and_stands():
    told = small_words().iloc[:0]
    figure = toll_figure.toll_over_time(told, "deaths", began=date(2011, 12, 16), known_on=TODAY, dark=False)
    go.Figure(figure)
    assert [trace["x"] for trace in figure["data"]] in ([], [[]])


@pytest.mark.parametrize("logarithmic", [True, False])
def test_dumbbells_draw_each_range_from_its_low_to_its_high_on_the_axis_that_the_ticks_name(logarithmic):
    row = disputes_figure.Row(
        "one", [("official", Range(0, 0)), ("independent", Range(10, 100, open_above=True))]
    )
    figure = disputes_figure.dumbbells([row], "deaths", logarithmic=logarithmic, dark=False)
    go.Figure(figure)
    ticks = dict(
        zip(figure["layout"]["xaxis"]["ticktext"], figure["layout"]["xaxis"]["tickvals"], strict=True)
    )
    ends = [t for t in figure["data"] if t["name"] == "ends"]
    assert ends[0]["x"] == [ticks["0"]]
    assert ends[1]["x"][1] == ticks["100"] == 1
    assert ends[1]["marker"]["symbol"][1] == "triangle-right"
    if logarithmic:
        assert ends[1]["x"][0] == ticks["10"]
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["one", "0", "10–100+"]


def test_an_unknown_figure_is_a_word_and_no_mark():
    row = disputes_figure.Row("one", [("official", UNKNOWN), ("independent", Range(5, 5))])
    figure = disputes_figure.dumbbells([row], "deaths", logarithmic=False, dark=False)
    assert len(figure["data"]) == 1
    assert figure["layout"]["annotations"][1]["text"] == "unknown"
    go.Figure(disputes_figure.dumbbells([], "deaths", logarithmic=True, dark=True))


def test_the_film_steps_through_the_months_in_which_something_was_said_and_ends():
    ends = toll.month_ends(dataset.edition(), JANUARY, "deaths", TODAY)
    assert ends[:3] == [date(2022, 1, 31), date(2022, 2, 28), date(2022, 3, 31)]
    assert ends[-1] == date(2023, 1, 31)
    assert toll.next_month(ends, date(2022, 1, 31)) == date(2022, 2, 28)
    assert toll.next_month(ends, ends[-1]) is None
    assert toll.month_ends(dataset.edition(), JANUARY, "deaths", date(2022, 2, 1)) == [date(2022, 1, 31)]
    # A month that is not over ends today: the first is always there.
    assert toll.month_ends(dataset.edition(), JANUARY, "deaths", date(2022, 1, 20)) == [date(2022, 1, 20)]


def test_the_page_shows_each_disputed_event_with_both_figures_and_the_gap_in_words():
    said = words(opened("disputed"))
    assert "January 2022 protests and unrest across Kazakhstan 2–18 Jan 2022 238+ 188–238 the ranges" in said
    # Officials 2; independents "at least 3" twice, which their "up to 170" reaches beyond: 3–170.
    assert "17–18 Dec 1986 2 3–170 independent figure higher by 1–168 how it moved" in said
    assert "Of 529 events shown" in said or f"Of {dataset.view(EventFilter()).events} events shown" in said
    assert "164 , Ministry of Health, 9 January 2022: withdrawn the same day" in said


def test_the_page_obeys_the_filter_and_its_own_choices_from_the_link():
    app = opened(
        "disputed", **{"from": "2019-06-01", "to": "2019-07-31", "show": "detentions", "known": "2019-06-30"}
    )
    said = words(app)
    view = dataset.view(
        EventFilter(start=date(2019, 6, 1), end=date(2019, 7, 31), known_on=date(2019, 6, 30))
    )
    of = rules(date(2019, 6, 30))
    sides = disputes.by_side(of, view.rows, "detentions")
    assert (
        f"Of {view.shown} events shown, {sides['both'].sum()} ha" in said
        and f"{sides['official'].sum()} only from officials, {sides['independent'].sum()} only from" in said
    )
    for whose in of:
        total = aggregates.total(of[whose], view.rows, "detentions")
        assert told(total).split(" ; ")[0] in said


def test_the_toll_table_has_every_word_of_the_event_that_the_link_names():
    app = opened("disputed", event=JANUARY, show="deaths")
    assert app.selectbox(key="p_event").value == JANUARY
    app.session_state["behind_toll-deaths"] = True
    app.run()
    table = next(frame.value for frame in app.dataframe if "Stands at" in frame.value)
    assert len(table) == 18
    row = table[table.Figure == "164"].iloc[0]
    assert (row["Said on"], row.Standing) == ("2022-01-09", "not counted: taken back by who said it")


def test_detentions_are_shown_where_no_event_has_two_figures_of_deaths():
    app = opened("disputed", **{"from": "2019-06-01", "to": "2019-07-31"})
    assert app.session_state["p_show"] == "detentions"


def test_choosing_an_event_writes_it_into_the_link():
    app = opened("disputed")
    app.selectbox(key="p_event").set_value("2011-12-16-zhanaozen-1").run()
    assert not app.exception
    assert app.query_params["event"] in ("2011-12-16-zhanaozen-1", ["2011-12-16-zhanaozen-1"])


def test_unknown_parameters_are_said_and_an_empty_choice_says_so():
    said = words(opened("disputed", show="applause", event="no-such-event"))
    assert "applause" in said and "which must be one of" in said
    assert "an event that is not in the data" in said
    app = opened("disputed", q="zzzz")
    assert "No event in the data matches this choice" in words(app)


def test_a_choice_without_disputed_events_says_so():
    said = words(opened("disputed", **{"from": "2011-01-01", "to": "2011-01-31", "show": "deaths"}))
    assert "No event of this choice has a figure from both sides" in said
    assert "Nobody gives a number for this measure in the events shown" in said


def test_playing_starts_at_the_end_of_the_month_in_which_the_event_began_and_pauses():
    app = opened("disputed", event=JANUARY, show="deaths")
    app.button(key="play_known").click().run()
    assert not app.exception
    assert app.session_state["filter"].known_on == date(2022, 1, 31)
    assert "As known on 31 January 2022" in words(app)
    app.button(key="pause_known").click().run()
    assert not app.exception
    assert not app.session_state["playing"]
    app.button(key="known_today").click().run()
    assert app.session_state["filter"].known_on is None


def test_totals_have_a_panel_and_an_axis_for_each_measure_that_do_not_overlap():
    rows = {
        "deaths": disputes_figure.Row("Killed", [("all", Range(1, 9)), ("official", Range(2, 2))]),
        "detentions": disputes_figure.Row("Detained", [("all", Range(5000, 9000)), ("official", UNKNOWN)]),
    }
    figure = disputes_figure.totals(rows, dark=False)
    go.Figure(figure)
    layout = figure["layout"]
    (below, above) = layout["yaxis2"]["domain"], layout["yaxis1"]["domain"]
    assert 0 <= below[0] < below[1] < above[0] < above[1] <= 1
    assert "9,000" not in layout["xaxis1"]["ticktext"] and "8,000" in layout["xaxis2"]["ticktext"]
    assert {trace["xaxis"] for trace in figure["data"]} == {"x1", "x2"}
    unknown = [note for note in layout["annotations"] if note["text"] == UNKNOWN.words()]
    assert [note["yref"] for note in unknown] == ["y2"]


def test_on_a_phone_the_list_of_gaps_is_stacked_with_the_name_of_each_column():
    markup = next(
        e.proto.body
        for e in opened("disputed").get("html")
        if 'aria-label="Disputed figures"' in e.proto.body
    )
    assert 'data-label="Officials"' in markup and 'data-label="Over time"' in markup
    assert 'role="table"' in markup and "@media (max-width:640px)" in markup
