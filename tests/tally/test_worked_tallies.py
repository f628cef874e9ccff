"""Four totals worked by hand from the published data, each with its arithmetic spelled out.

Unverified sources are left out, as is the default. If an edition adds a figure, work the sum anew here.
"""

from datetime import date

import numpy as np
import pytest

from atlas.folds import aggregates
from atlas.folds.views import View, published
from atlas.tally.cells import chosen_rows, make_cells
from atlas.tally.filters import EventFilter

EDITION = published()


def words(measure: str, whose: str, *events: str, unverified: bool = False, **period: date) -> str:
    """The total of these events with all their parts, in words."""
    cells = make_cells(EDITION, whose=whose, known_on=None, unverified=unverified)
    rows = EDITION.events.event_id.isin(events).to_numpy(copy=True)
    for _level in range(4):
        rows |= np.isin(EDITION.events.part_of, EDITION.events.event_id[rows])
    assert rows.sum() >= len(events)
    if period:
        rows &= chosen_rows(cells, EventFilter(**period))
    return aggregates.total(cells, rows, measure).figure.words()


def test_jeltoqsan_1986_deaths():
    # One row, 17-18 December, Alma-Ata. Officials: the government of the Kazakh SSR, 2.
    # All: an encyclopedia infobox 2, RFE/RL and Helsinki Watch "at least 3", Masa Media "up to 170", the encyclopedia
    # article 168-200. Least low = min(2, 2, 3, 3, 168) = 2. Greatest high = max(2, 2, 3, 3, 170, 200) = 200; no
    # "at least" reaches it, so nothing is open.
    event = "1986-12-17-almaty-1"
    assert words("deaths", "official", event) == "2"
    assert words("deaths", "all", event) == "2–200"
    # Independent: "at least 3" twice and "up to 170".
    assert words("deaths", "independent", event) == "3–170"
    # A guidebook's "up to 250" is unverified: with it the greatest high is 250, and it has no low.
    assert words("deaths", "all", event, unverified=True) == "2–250"


def test_zhanaozen_16_december_2011_officials_against_independents():
    # The city row. Officials: the government's latest word 16 (26 January 2012; 11 before), the prosecutors' 14
    # (25 January 2012; 10, 11 and 14 before): 14-16. Independents: openDemocracy "up to 64". All: residents' 30-70 too.
    city = "2011-12-16-zhanaozen-1"
    assert words("deaths", "official", city) == "14–16"
    assert words("deaths", "independent", city) == "up to 64"
    assert words("deaths", "all", city) == "14–70"


def test_zhanaozen_and_shetpe_december_2011_with_the_umbrella():
    # Officials: Zhanaozen 14-16, Shetpe 1: parts 15-17. The umbrella's own 17: max(17, 15) to max(17, 17) = 17.
    # All: Zhanaozen 14-70, Shetpe 1: parts 15-71. Umbrella 17: max(17, 15) to max(17, 71) = 17-71.
    umbrella = "2011-12-16-mangystau-1"
    assert words("deaths", "official", umbrella) == "17"
    assert words("deaths", "all", umbrella) == "17–71"
    # The umbrella adds 17 - 15 = 2 to the low and max(0, 17 - 71) = 0 to the high.
    cells = make_cells(EDITION, whose="all", known_on=None, unverified=False)
    row = cells.totals["deaths"][(EDITION.events.event_id == umbrella).to_numpy()].iloc[0]
    assert (row.low, row.high) == (2, 0)


def test_9_june_2019_detentions_in_almaty_astana_and_the_whole_country():
    # Officials, 9 June: the ministry's 500 for the country; no official figure for a city: 500.
    # Officials, 9-13 June: the ministry's latest 4,000; parts: the 500 of the 9th: max(4,000, 500) = 4,000.
    day, week = "2019-06-09-nationwide-1", "2019-06-09-nationwide-2"
    assert words("detentions", "official", day) == "500"
    assert words("detentions", "official", week) == "4,000"
    # All, 9 June: Almaty "at least 100" (RFE/RL), Shymkent 20 (RFE/RL), Astana unknown: parts at least 120.
    # The country's 500: max(500, 120) for both bounds; Almaty's "at least" keeps the total open.
    assert words("detentions", "all", day) == "at least 500"
    assert words("detentions", "all", "2019-06-09-almaty-1") == "at least 100"
    assert words("detentions", "all", "2019-06-09-astana-1") == "unknown"
    # Independents, 9 June: the parts alone, 100 + 20 = 120, open above.
    assert words("detentions", "independent", day) == "at least 120"


@pytest.mark.parametrize(
    ("whose", "expected"),
    [
        # Country: prosecutors' latest 238, authorities' latest 238. Parts: Almaty 151, Kyzylorda 26, Shymkent 20,
        # Zhambyl region 17 (all in Taraz), Almaty region "at least 8" (2 of them in Taldykorgan), East Kazakhstan 0 to
        # "at least 3": 151 + 26 + 20 + 17 + 8 + 0 = 222 to 225, open. max(238, 222) to max(238, 225) = 238, and two
        # figures in the sum are open.
        ("official", "at least 238"),
        # Country: RFE/RL's list "at least 188", Ar.Rukh.Khak's "at least 221", The Diplomat 238, which goes further than
        # both; no independent figure for a part.
        ("independent", "188–238"),
        # Low: max(least own 188, parts 222) = 222. High: max(greatest own 238, parts 225) = 238, open as above.
        ("all", "222 to at least 238"),
    ],
)
def test_january_2022_deaths_in_the_cities_and_the_country(whose, expected):
    assert words("deaths", whose, "2022-01-02-nationwide") == expected


def test_january_2022_deaths_as_known_on_20_january_2022():
    # The prosecutors' 225 of 15 January stands; the ministry's 164 was taken back and never counts.
    cells = make_cells(EDITION, whose="official", known_on=date(2022, 1, 20), unverified=False)
    rows = (EDITION.events.event_id == "2022-01-02-nationwide").to_numpy()
    assert cells.totals["deaths"][rows].iloc[0][["own_low", "own_high"]].tolist() == [225, 225]


def test_zhanaozen_as_known_on_20_december_2011_has_the_official_toll_of_that_day():
    # Officials: the government's 11 of 17 December, the prosecutors' 14 of 18 December: 11-14. Shetpe's 1 is undated and
    # left out; the umbrella's 17 was said ten years later.
    view = View(
        EDITION,
        EventFilter(
            start=date(2011, 12, 1),
            end=date(2011, 12, 31),
            regions=("Mangystau",),
            whose="official",
            known_on=date(2011, 12, 20),
        ),
    )
    assert aggregates.total(view.cells, view.rows, "deaths").figure.words() == "11–14"
    assert view.undated() >= 1


def test_2_january_2022_alone_has_no_toll_of_2_to_18_january():
    day = date(2022, 1, 2)
    view = View(EDITION, EventFilter(start=day, end=day))
    whole = (EDITION.events.event_id == "2022-01-02-nationwide").to_numpy()
    assert (view.rows & whole).any() and not (view.cells.counts & whole).any()
    for measure in ("deaths", "injuries", "detentions"):
        total = aggregates.total(view.cells, view.rows, measure)
        assert (total.figure.high or 0) < 100, measure
        assert total.beyond.known >= 1, measure


def test_east_kazakhstan_in_january_2022_is_not_0():
    assert words("deaths", "all", "2022-01-05-east-kazakhstan-region-1") == "0 to at least 3"


def test_the_front_page_part_by_part():
    """Every row of the table in docs/method.md, and its sum."""
    cells = make_cells(EDITION, whose="all", known_on=None, unverified=False)
    adds = cells.totals["deaths"].set_index(EDITION.events.event_id)
    adds = adds[adds.known]
    written = {
        "1986-12-17-almaty-1": (2, 200),
        "1989-06-16-zhanaozen-1": (4, 200),
        "2006-07-14-almaty-1": (1, 1),
        "2006-10-20-tengiz-1": (0, 12),
        "2007-03-18-kazatkom-1": (3, 5),
        "2011-12-16-zhanaozen-1": (14, 70),
        "2011-12-17-shetpe-1": (1, 1),
        "2011-12-16-mangystau-1": (2, 0),
        "2019-06-29-tengiz-1": (0, 1),
        "2020-02-07-masanchi-1": (10, 12),
        "2022-01-04-almaty-total": (151, 151),
        "2022-01-05-kyzylorda-1": (26, 26),
        "2022-01-04-shymkent-total": (20, 20),
        "2022-01-04-taraz-total": (17, 17),
        "2022-01-07-taldykorgan-1": (2, 2),
        "2022-01-04-almaty-region-1": (6, 6),
        "2022-01-05-east-kazakhstan-region-1": (0, 3),
        "2022-01-02-nationwide": (0, 13),
    }
    assert {event: (row.low, row.high) for event, row in adds.iterrows()} == written
    assert set(adds.index[adds.open_above]) == {
        "2022-01-04-almaty-region-1",
        "2022-01-05-east-kazakhstan-region-1",
    }
    # 2 + 4 + 1 + 0 + 3 + 14 + 1 + 2 + 0 + 10 + 151 + 26 + 20 + 17 + 2 + 6 + 0 + 0 = 259
    # 200 + 200 + 1 + 12 + 5 + 70 + 1 + 0 + 1 + 12 + 151 + 26 + 20 + 17 + 2 + 6 + 3 + 13 = 740
    everything = np.ones(len(EDITION.events), dtype=bool)
    assert aggregates.total(cells, everything, "deaths").figure.words() == "259 to at least 740"
