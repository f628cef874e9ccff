"""The regions of today and those before 2022 and 2018 divide the same events: none is lost, none counted twice."""

from urllib.parse import parse_qs

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.edition import divisions
from atlas.edition.divisions import DIVISIONS, ENDED
from atlas.folds import aggregates
from atlas.folds.quality import events_by_region
from atlas.folds.views import View, choices_of
from atlas.tally.cells import cells_of, chosen_rows
from atlas.tally.filters import EventFilter, from_query, in_words, redivided
from tests.filters_at_random import PUBLISHED, filters_of

CHOICES = choices_of(PUBLISHED)
TODAY = aggregates.today()
EVENTS = PUBLISHED.events
ADDED = ("deaths", "detentions", "injuries")

MERGED = {
    "2021": {"Abai": "East Kazakhstan", "Jetisu": "Almaty Region", "Ulytau": "Karaganda"},
    "2017": {
        "Abai": "East Kazakhstan",
        "Jetisu": "Almaty Region",
        "Ulytau": "Karaganda",
        "Turkistan": "South Kazakhstan",
        "Shymkent": "South Kazakhstan",
    },
}


@pytest.mark.parametrize("division", MERGED)
def test_each_region_was_a_part_of_the_one_that_the_gazetteer_names(division):
    units = divisions.units(PUBLISHED, division)
    assert {region: unit for region, unit in units.items() if region != unit} == MERGED[division]
    assert set(units) == set(PUBLISHED.regions.index)
    assert len(CHOICES.regions_of(division)) == {"2021": 17, "2017": 16}[division]


@pytest.mark.parametrize("division", MERGED)
def test_every_town_says_so_by_its_own_record(division):
    codes = {term.label: term.value for term in PUBLISHED.codebook.terms("events", "region")}
    codes |= {name: code for code, name in ENDED.items()}
    units = divisions.units(PUBLISHED, division)
    for city, town in PUBLISHED.gazetteer.iterrows():
        until = {one["until"]: one["name"] for one in town.former_regions if one["until"] > int(division)}
        own = codes[until[min(until)]] if until else town.region
        assert units[town.region] == own, city


def test_of_today_every_region_is_itself():
    assert all(region == unit for region, unit in divisions.units(PUBLISHED, "today").items())
    assert CHOICES.regions_of("today") == CHOICES.regions


def tally(chosen: EventFilter) -> dict[str, int]:
    """Events and what they add to each measure's bounds, over the rows that a filter keeps."""
    view = View(PUBLISHED, chosen)
    sums = {"events": view.shown}
    for measure in ADDED:
        for bound in ("low", "high"):
            sums[f"{measure}_{bound}"] = int(view.cells.columns[f"{measure}_{bound}"][view.rows].sum())
    return sums


@pytest.mark.parametrize("division", DIVISIONS)
def test_the_sums_by_region_and_of_the_whole_country_are_the_whole(division):
    whole = tally(EventFilter())
    parts = [tally(EventFilter(oblasts=division, regions=(it,))) for it in CHOICES.regions_of(division)]
    cells = View(PUBLISHED, EventFilter(oblasts=division)).cells
    nationwide = cells.columns["region"] < 0
    parts.append(
        {"events": int(nationwide.sum())}
        | {
            f"{measure}_{bound}": int(cells.columns[f"{measure}_{bound}"][nationwide].sum())
            for measure in ADDED
            for bound in ("low", "high")
        }
    )
    assert whole["events"] == len(EVENTS)
    assert {name: sum(part[name] for part in parts) for name in whole} == whole


@pytest.mark.parametrize("division", MERGED)
def test_a_region_of_before_has_the_sum_of_its_parts_of_today(division):
    for region in CHOICES.regions_of(division):
        parts = CHOICES.parts(region, division)
        before = tally(EventFilter(oblasts=division, regions=(region,)))
        assert before == tally(EventFilter(regions=tuple(parts)))
        each = [tally(EventFilter(regions=(part,))) for part in parts]
        assert before == {name: sum(one[name] for one in each) for name in before}


def test_semey_moves_with_its_region_and_a_row_of_a_region_stays_in_its_own():
    in_east = View(PUBLISHED, EventFilter(oblasts="2021", regions=("East Kazakhstan",)))
    today = View(PUBLISHED, EventFilter(regions=("East Kazakhstan",)))
    semey = (EVENTS.city == "Semey").to_numpy()
    assert in_east.rows[semey].all()
    assert not today.rows[semey].any()
    of_region = (EVENTS.event_id == "2022-01-05-east-kazakhstan-region-1").to_numpy()
    assert in_east.rows[of_region].all()
    assert today.rows[of_region].all()


@pytest.mark.parametrize("division", DIVISIONS)
def test_the_counts_beside_the_regions_add_up_to_the_events_in_any_region(division):
    view = View(PUBLISHED, EventFilter(oblasts=division))
    values = CHOICES.regions_of(division)
    counts = aggregates.facet_counts(view.cells, view.rows, "region", values)
    assert sum(counts.values()) == int((EVENTS.event_region != "").sum())
    table = events_by_region(PUBLISHED, np.ones(len(EVENTS), dtype=bool), division)
    assert table.events.sum() == len(EVENTS)
    assert dict(zip(table.region, table.events, strict=True)) == {
        divisions.label(PUBLISHED.codebook, region): count for region, count in counts.items()
    } | {"": int((EVENTS.event_region == "").sum())}


@settings(deadline=None, max_examples=60)
@given(filters_of(PUBLISHED), st.sampled_from(list(DIVISIONS)))
def test_another_division_only_renames_or_widens_and_back_again_keeps_the_rows(chosen, division):
    cells = {each: cells_of(PUBLISHED, "all", TODAY, False, each) for each in DIVISIONS}
    there = redivided(chosen, division, CHOICES)
    kept, before = chosen_rows(cells[division], there), chosen_rows(cells["today"], chosen)
    assert kept[before].all()
    back = redivided(there, "today", CHOICES)
    assert (chosen_rows(cells["today"], back) == kept).all()


@pytest.mark.parametrize(
    ("link", "regions"),
    [
        ("region=East+Kazakhstan&oblasts=2021", ("East Kazakhstan",)),
        ("region=Abai&oblasts=2021", ("East Kazakhstan",)),
        ("region=Abai&region=East+Kazakhstan&oblasts=2021", ("East Kazakhstan",)),
        ("region=Abai", ("Abai",)),
        ("region=South+Kazakhstan&oblasts=2017", ("South Kazakhstan",)),
        ("region=South+Kazakhstan&oblasts=2021", ("Turkistan", "Shymkent")),
        ("region=South+Kazakhstan", ("Turkistan", "Shymkent")),
    ],
)
def test_a_link_names_regions_of_any_division(link, regions):
    chosen, unmet = from_query(parse_qs(link), CHOICES)
    assert (chosen.regions, unmet) == (regions, [])
    again, unmet = from_query(parse_qs(chosen.to_link()), CHOICES)
    assert (again, unmet) == (chosen, [])


def test_an_unknown_division_is_said():
    chosen, unmet = from_query(parse_qs("oblasts=1980&region=Abai"), CHOICES)
    assert chosen == EventFilter(regions=("Abai",))
    assert [(one.parameter, one.value) for one in unmet] == [("oblasts", "1980")]


def test_the_sentence_says_whose_borders():
    said = {
        each: in_words(
            EventFilter(oblasts=each, regions=("East Kazakhstan",)),
            PUBLISHED.codebook,
            first=CHOICES.first,
            last=CHOICES.last,
        )
        for each in DIVISIONS
    }
    assert "before" not in said["today"]
    assert "East Kazakhstan Region in the borders before June 2022" in said["2021"]
    assert "East Kazakhstan Region in the borders before June 2018" in said["2017"]
