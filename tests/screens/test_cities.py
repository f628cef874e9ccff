"""The page Cities and what it folds: the ranking, towns by years, one town's profile, and towns on one axis."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from atlas.drawing import comparison_figure, heat_table, ranking_figure
from atlas.folds import aggregates, town_profile, towns
from atlas.tally.filters import MAP_MEASURES, EventFilter
from tests.opened_pages import opened, told, words
from ui import dataset


@pytest.fixture(scope="module")
def view():
    return dataset.view(EventFilter())


@pytest.mark.parametrize("measure", MAP_MEASURES)
def test_the_ranking_falls_and_towns_without_a_figure_come_last(view, measure):
    table = towns.ranked(view.cells, view.rows, measure)
    known = table.high.notna().tolist()
    assert known == sorted(known, reverse=True)
    highs = table.high.dropna().tolist()
    assert highs == sorted(highs, reverse=True)
    assert len(highs) > 5
    per_city = aggregates.figures_per_city(view.cells, view.rows, measure)
    assert set(table.city) == set(per_city.city[per_city.events > 0])


def test_an_unknown_figure_stays_unknown_in_the_ranking(view):
    table = towns.ranked(view.cells, view.rows, "detentions").set_index("city")
    # Its only reported figure, 4 suspects, is a part of the whole, and a part is no figure of the event.
    assert (table.known["Shetpe"], table.events["Shetpe"]) == (0, 2)
    assert table.high["Shetpe"] is pd.NA
    assert table.words["Shetpe"] == "unknown"


@pytest.mark.parametrize("measure", MAP_MEASURES)
def test_a_towns_years_add_up_to_its_place_in_the_ranking(view, measure):
    axis = aggregates.time_axis(view.cells, view.rows, view.start, view.end, "year")
    years = towns.by_year(view.cells, view.rows, measure, axis)
    ranked = towns.ranked(view.cells, view.rows, measure).set_index("city")
    assert years.events.sum() == ranked.events.sum()
    fold = "max" if measure == "participants" else "sum"
    for city, group in years.groupby("city"):
        # A figure of days in two years stands in neither, but beside them.
        known = pd.concat([group.high, group.beyond_high]).dropna()
        if ranked.high[city] is pd.NA:
            assert known.empty
        else:
            assert known.agg(fold) == ranked.high[city]


def test_a_figure_of_days_in_two_years_stands_in_no_year_of_its_town(view):
    axis = aggregates.time_axis(view.cells, view.rows, view.start, view.end, "year")
    years = towns.by_year(view.cells, view.rows, "participants", axis)
    assert sorted(years.city[years.beyond_known > 0]) == ["Zhanatas", "Zhetybay"]
    begun = years.set_index(["city", "start"]).loc["Zhanatas", pd.Timestamp("1997-01-01")]
    # 3,000 in December 1997 and January 1998, known by the month; what the year itself has is less.
    assert (begun.beyond_words, begun.beyond_known) == ("3,000", 1)
    assert begun.beyond_start == pd.Timestamp("1997-12-01")
    assert begun.beyond_end == pd.Timestamp("1998-01-31")
    assert years.high[years.city == "Zhanatas"].max() == 2000


def test_a_year_of_a_town_is_the_tally_of_exactly_its_events(view):
    axis = aggregates.time_axis(view.cells, view.rows, view.start, view.end, "year")
    years = towns.by_year(view.cells, view.rows, "deaths", axis).set_index(["city", "start"])
    events = view.edition.events
    rows = ((events.city == "Zhanaozen") & (events.start_date.dt.year == 2011)).to_numpy()
    total = aggregates.total(view.cells, rows, "deaths")
    assert years.words["Zhanaozen", pd.Timestamp("2011-01-01")] == total.figure.words() == "14–70"


def test_side_by_side_gives_each_town_its_own_bins_and_an_empty_panel_to_one_without_events(view):
    axis = aggregates.time_axis(view.cells, view.rows, view.start, view.end, "year")
    panels = towns.side_by_side(view.cells, view.rows, "events", axis, ["Astana", "Atlantis", "Oral"])
    assert list(panels) == ["Astana", "Atlantis", "Oral"]
    assert panels["Atlantis"].events.sum() == 0
    for city in ("Astana", "Oral"):
        assert panels[city].events.sum() == (view.edition.events.city == city).sum() > 0


def test_a_year_that_is_not_known_is_said_and_not_left_out(view):
    (name,) = town_profile.former_names(view.edition, "Turkistan")
    assert (name.name, name.until) == ("Yasy", None)
    assert name.words() == "until a year that is not known"
    names = town_profile.former_names(view.edition, "Astana")
    assert [(one.name, one.until) for one in names] == [
        ("Akmolinsk", 1961),
        ("Tselinograd", 1992),
        ("Akmola", 1998),
        ("Astana", 2019),
        ("Nur-Sultan", 2022),
    ]
    assert names[0].words() == "until 1961"


def test_the_regions_of_a_town_are_those_of_the_gazetteer_in_order(view):
    def told(city):
        return [(one.name, one.until) for one in town_profile.former_regions(view.edition, city)]

    assert told("Semey") == [("Semipalatinsk Region", 1997), ("East Kazakhstan Region", 2022)]
    assert told("Turkistan") == told("Shymkent") == [("South Kazakhstan Region", 2018)]
    # In June 1989, when Novy Uzen rioted, there was no region of Mangystau.
    assert told("Zhanaozen") == [("Mangyshlak Region", 1988), ("Guryev Region", 1990)]
    assert told("Pavlodar") == []


def test_a_town_has_a_former_region_for_every_division_that_the_map_records(view):
    years = {"KZ-ALM": 2022, "KZ-KAR": 2022, "KZ-VOS": 2022, "KZ-YUZ": 2018}
    assert {code for code in view.edition.regions.pre2022 if code} == set(years)
    for city, region in view.edition.gazetteer.region.items():
        code = view.edition.regions.pre2022.loc[region]
        ends = [one.until for one in town_profile.former_regions(view.edition, city)]
        assert (years[code] in ends) if code else not {2018, 2022} & set(ends), city


def test_former_names_and_regions_are_said_in_the_readers_language(view, monkeypatch):
    guryev = town_profile.former_names(view.edition, "Atyrau")[0]
    region = town_profile.former_regions(view.edition, "Aktau")[1]
    assert (guryev.called, region.called) == ("Guryev", "Guryev Region")
    monkeypatch.setattr(town_profile, "current", lambda: "ru")
    assert (guryev.called, region.called) == ("Гурьев", "Гурьевская область")
    monkeypatch.setattr(town_profile, "current", lambda: "kk")
    assert (guryev.called, region.called) == ("Гурьев", "Гурьев облысы")
    assert town_profile.Former("Ili", 1970).called == "Ili"


def test_the_profile_says_every_name_and_region_with_its_year(view):
    said = words(opened("cities", city="Zhanaozen"))
    assert "Novy Uzen (until 1993)" in said
    assert "Guryev Region, until it was divided or merged in 1990" in said
    assert "Earlier regions none recorded" in words(opened("cities", city="Pavlodar"))


def test_the_worst_event_has_the_highest_figure_of_its_side(view):
    events = view.edition.events
    rows = (events.city == "Zhanaozen").to_numpy() & (events.start_date.dt.year == 2011).to_numpy()
    figures = {}
    for side in ("official", "independent"):
        cells = dataset.cells_of(view.edition, side, view.cells.known_on, False)
        found = town_profile.worst(view.edition, cells, rows, "deaths")
        figures[side] = found.figure.words()
        assert found.event_id == "2011-12-16-zhanaozen-1"
        assert found.figure.high == cells.totals["deaths"].total_high[rows].max()
    assert figures == {"official": "14–16", "independent": "up to 64"}


def test_a_row_that_sums_up_days_is_the_worst_only_where_its_parts_have_no_figure(view):
    events, cells = view.edition.events, view.cells
    for measure in ("deaths", "detentions"):
        known = cells.totals[measure].total_known
        for at in np.flatnonzero(events.umbrella & (events.end_date > events.start_date) & known):
            rows = np.arange(len(events)) == at
            parts = known[events.parent == at]
            found = town_profile.worst(view.edition, cells, rows, measure)
            assert (found is None) == bool(parts.any())
    assert town_profile.worst(view.edition, cells, np.zeros(len(events), dtype=bool), "deaths") is None


def test_a_towns_campaigns_count_its_own_events(view):
    events = view.edition.events
    rows = (events.city == "Zhanaozen").to_numpy()
    found = town_profile.campaigns_of(view.edition, rows).set_index("campaign")
    assert found.events.to_dict() == events[rows & (events.campaign != "")].campaign.value_counts().to_dict()
    assert found.start.is_monotonic_increasing
    for campaign, precision in found.precision.items():
        known = set(events[rows & (events.campaign == campaign)].date_precision)
        assert precision == next(p for p in ("year", "month", "day") if p in known)
    assert {"month", "day"} <= set(found.precision)


def small(*rows):
    """Figures as (city, year, low, high); None is unknown."""
    return pd.DataFrame(
        {
            "city": [row[0] for row in rows],
            "start": pd.to_datetime([f"{row[1]}-01-01" for row in rows]),
            "events": 1,
            "known": [int(row[3] is not None) for row in rows],
            "low": pd.array([row[2] for row in rows], dtype="Int64"),
            "high": pd.array([row[3] for row in rows], dtype="Int64"),
            "open_below": False,
            "open_above": [row[3] == 900 for row in rows],
            "words": ["unknown" if row[3] is None else f"{row[2]}–{row[3]}" for row in rows],
        }
    )


def test_in_the_heat_table_unknown_zero_and_no_event_are_three_things():
    table = small(("A", 2001, 5, 900), ("A", 2002, 0, 0), ("B", 2001, None, None), ("B", 2002, 1, 2))
    links = {"A": "cities?city=A", "B<": "", "B": "cities?city=B&rank=deaths"}
    text = heat_table.heat_table(
        table, ["A", "B"], range(2001, 2004), "deaths", links, caption="x", dark=False
    )
    assert '<td class="s5" title="A, 2001: 5–900">900+</td>' in text
    assert '<td class="s0" title="A, 2002: 0–0">0</td>' in text
    assert '<td class="u" title="B, 2001: unknown">?</td>' in text
    assert text.count("<td></td>") == 2
    assert 'href="cities?city=B&amp;rank=deaths"' in text


def test_shades_rise_with_the_figure_and_the_greatest_is_the_darkest():
    steps = [heat_table.shade(high, 5000) for high in (0, 1, 10, 100, 1000, 5000)]
    assert steps == sorted(steps)
    assert (steps[0], steps[1], steps[-1]) == (0, 1, heat_table.SHADES)
    assert heat_table.shade(1, 1) == heat_table.SHADES


def test_the_ranking_draws_a_band_from_low_to_high_an_arrowhead_for_more_and_links_every_name():
    table = small(("A & B", 2001, 5, 900), ("C", 2001, 7, 7))
    links = {"A & B": "cities?city=A+%26+B", "C": "cities?city=C"}
    figure = ranking_figure.ranking(table, "deaths", links, dark=True)
    stem, band, marks = figure["data"]
    assert (band["x"], band["y"]) == ([5, 900, None], [0, 0, None])
    assert stem["x"] == [0, 5, None, 0, 7, None]
    assert marks["marker"]["symbol"] == [ranking_figure.TRIANGLE_RIGHT, ranking_figure.CIRCLE]
    texts = [note["text"] for note in figure["layout"]["annotations"]]
    assert 'href="cities?city=A+%26+B"' in texts[0]
    assert "A &amp; B" in texts[0]
    assert "5–900" in texts[0]


def test_compared_towns_share_the_axis_of_time_and_if_asked_that_of_figures(view):
    axis = aggregates.time_axis(view.cells, view.rows, view.start, view.end, "year")
    panels = towns.side_by_side(view.cells, view.rows, "detentions", axis, ["Almaty", "Oral"])
    tops = {}
    for same in (True, False):
        figure = comparison_figure.comparison(
            panels,
            "detentions",
            unit="year",
            start=date(1986, 1, 1),
            end=date(2024, 12, 31),
            same_scale=same,
            dark=False,
        )
        layout = figure["layout"]
        assert [name for name in layout if name.startswith("xaxis")] == ["xaxis"]
        assert {trace["yaxis"] for trace in figure["data"]} == {"y", "y2"}
        tops[same] = (layout["yaxis"]["range"][1], layout["yaxis2"]["range"][1])
    assert tops[True][0] == tops[True][1] == tops[False][0] > tops[False][1]


def test_the_page_opens_with_the_ranking_of_the_tally_and_says_what_stands_on_no_town(view):
    app = opened("cities", rank="deaths", **{"from": "2022-01-01", "to": "2022-01-31"})
    chosen = dataset.view(EventFilter(start=date(2022, 1, 1), end=date(2022, 1, 31)))
    table = towns.ranked(chosen.cells, chosen.rows, "deaths")
    said = words(app)
    assert "Ranking: killed" in [e.value for e in app.header]
    without = table[table.high.isna()]
    assert 0 < len(without) < len(table)
    for city, events in zip(without.city, without.events, strict=True):
        assert f"{city} ({events})" in said
    nowhere = aggregates.figures_not_on_map(chosen.cells, chosen.rows, "deaths")
    assert f"{nowhere.events.sum()} events stand on no town and are not ranked" in said
    app.session_state["behind_cities-ranking"] = True
    app.run()
    behind = next(frame.value for frame in app.dataframe if "Events with a figure" in frame.value)
    assert behind["Killed"].tolist() == table.words.tolist()


def test_a_towns_profile_says_names_region_worst_day_and_campaigns():
    app = opened("cities", city="Zhanaozen")
    said = words(app)
    assert app.title[0].value == "Protest in Zhanaozen, Mangystau Region"
    assert opened("cities", city="Almaty").title[0].value == "Protest in Almaty"
    for part in ("Жаңаөзен", "Жанаозен", "Novy Uzen (until 1993)", "Zhanaozen 2011", "Land reform 2016"):
        assert part in said
    assert "Killed official figures 14–16 16 December 2011 Police fire on crowd" in said
    view = dataset.view(EventFilter(cities=("Zhanaozen",)))
    assert f"Killed {told(aggregates.total(view.cells, view.rows, 'deaths'))}" in said
    html = " ".join(e.proto.body for e in app.get("html"))
    assert 'href="campaigns?campaign=Zhanaozen+2011"' in html


def test_a_towns_campaigns_and_figures_follow_the_rule_of_the_link():
    app = opened("cities", city="Zhanaozen", whose="official", **{"from": "2011-01-01", "to": "2011-12-31"})
    html = " ".join(e.proto.body for e in app.get("html"))
    assert 'href="campaigns?campaign=Zhanaozen+2011&amp;whose=official"' in html
    assert "Killed 14–16 from " in words(app)


def test_a_town_of_the_gazetteer_without_events_has_its_names_and_says_that_nothing_is_shown():
    view = dataset.view(EventFilter())
    quiet = next(city for city in view.edition.gazetteer.index if city not in view.cells.categories["city"])
    app = opened("cities", city=quiet)
    assert "No event in the data matches this choice" in words(app)
    assert view.edition.gazetteer.name_ru[quiet] in words(app)


def test_a_filter_that_keeps_nothing_says_so():
    assert "No event in the data matches this choice" in words(opened("cities", q="zzzz"))


def test_a_choice_of_events_none_of_which_stands_on_a_town_is_said():
    events = dataset.view(EventFilter()).edition.events
    words_of = [title for title in events[events.city == ""].title if title.isascii()]
    found = (dataset.view(EventFilter(query=title)) for title in words_of)
    view = next(one for one in found if one.shown and not (events.city[one.rows] != "").any())
    said = words(opened("cities", q=view.chosen.query))
    assert "No event shown stands on a town" in said
    assert f"{view.shown} events stand on no town and are not ranked" in said


def test_what_the_link_asks_in_vain_is_said():
    app = opened("cities", rank="anger", **{"with": ["Atlantis", "Almaty"]})
    warned = " ".join(warning.value for warning in app.warning)
    assert "anger" in warned
    assert "Atlantis" in warned


def test_more_than_six_towns_to_compare_are_cut_and_said():
    asked = ["Almaty", "Astana", "Shymkent", "Oral", "Aktobe", "Semey", "Taraz"]
    app = opened("cities", **{"with": asked})
    assert app.multiselect(key="p_with").value == asked[:6]
    assert "At most 6 towns are compared" in app.warning[0].value


def test_choosing_towns_to_compare_writes_them_into_the_link_and_draws_them():
    app = opened("cities", city="Zhanaozen")
    app.multiselect(key="p_with").set_value(["Aktau", "Almaty"]).run()
    assert not app.exception
    assert app.query_params["with"] == ["Aktau", "Almaty"]
    assert app.query_params["city"] == "Zhanaozen"
    app.session_state["behind_cities-compared"] = True
    app.run()
    behind = [
        frame.value for frame in app.dataframe if "Number of events" in frame.value and "Town" in frame.value
    ]
    assert set(behind[-1]["Town"]) == {"Zhanaozen", "Aktau", "Almaty"}


@pytest.mark.parametrize(
    ("query", "said"), [({"city": ["Almaty", "Astana"]}, True), ({"rank": "deaths"}, False)]
)
def test_a_comparison_that_sets_the_choice_of_towns_aside_says_so(query, said):
    text = words(opened("cities", **query))
    assert ("choice of towns does not limit this comparison" in text) == said


def test_on_a_phone_the_table_of_years_says_that_it_goes_on_sideways():
    markup = " ".join(e.proto.body for e in opened("cities").get("html"))
    assert "Swipe the table sideways for the other years." in markup
    assert "@media (max-width:640px){.heat-hint{display:block}}" in markup
