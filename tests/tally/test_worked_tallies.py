"""Four totals worked by hand from the published data, each with its arithmetic spelled out.

Unverified sources are left out, as is the default. If an edition adds a figure, work the sum anew here.
"""

from datetime import date

import numpy as np
import pytest

from atlas.edition.edition import read_edition
from atlas.folds import aggregates
from atlas.tally.cells import chosen_rows, make_cells
from atlas.tally.filters import EventFilter

EDITION = read_edition()


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
    # All: an encyclopedia infobox 2, RFE/RL "at least 3", the encyclopedia article 168-200.
    # Least low = min(2, 2, 3, 168) = 2. Greatest high = max(2, 2, 200) = 200; "at least 3" leaves it open.
    event = "1986-12-17-almaty-1"
    assert words("deaths", "official", event) == "2"
    assert words("deaths", "all", event) == "2 to at least 200"
    # Independent: RFE/RL alone.
    assert words("deaths", "independent", event) == "at least 3"
    # A guidebook's "up to 250" is unverified: with it the greatest high is 250, and it has no low.
    assert words("deaths", "all", event, unverified=True) == "2 to at least 250"


def test_zhanaozen_16_december_2011_officials_against_independents():
    # The city row. Officials: the government's latest word 16 (26 January 2012; 11 before), the prosecutors' 14
    # (25 January 2012; 10, 11 and 14 before): 14-16. Independents: openDemocracy "up to 64".
    city = "2011-12-16-zhanaozen-1"
    assert words("deaths", "official", city) == "14–16"
    assert words("deaths", "independent", city) == "up to 64"
    assert words("deaths", "all", city) == "14–64"


def test_zhanaozen_and_shetpe_december_2011_with_the_umbrella():
    # Officials: Zhanaozen 14-16, Shetpe 1: parts 15-17. The umbrella's own 17: max(17, 15) to max(17, 17) = 17.
    # All: Zhanaozen 14-64, Shetpe 1: parts 15-65. Umbrella 17: max(17, 15) to max(17, 65) = 17-65.
    umbrella = "2011-12-16-mangystau-1"
    assert words("deaths", "official", umbrella) == "17"
    assert words("deaths", "all", umbrella) == "17–65"
    # The umbrella adds 17 - 15 = 2 to the low and max(0, 17 - 65) = 0 to the high.
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
        # Country: prosecutors' latest 238, authorities' latest 238. Parts, prosecutors' latest: Almaty 151,
        # Kyzylorda 26, Shymkent 20, Taraz 17, and the ministry's 1 in Taldykorgan, the police's 0 in East
        # Kazakhstan: 151 + 26 + 20 + 17 + 1 + 0 = 215. max(238, 215) = 238.
        ("official", "238"),
        # Country: RFE/RL's list 188, Ar.Rukh.Khak's 221, The Diplomat 238; no independent figure for a city.
        ("independent", "188–238"),
        # Low: max(least own 188, parts 215) = 215. High: max(greatest own 238, parts 215) = 238.
        ("all", "215–238"),
    ],
)
def test_january_2022_deaths_in_the_cities_and_the_country(whose, expected):
    assert words("deaths", whose, "2022-01-02-nationwide") == expected


def test_january_2022_deaths_as_known_on_20_january_2022():
    # The prosecutors' 225 of 15 January stands; the ministry's 164 was taken back and never counts.
    cells = make_cells(EDITION, whose="official", known_on=date(2022, 1, 20), unverified=False)
    rows = (EDITION.events.event_id == "2022-01-02-nationwide").to_numpy()
    assert cells.totals["deaths"][rows].iloc[0][["own_low", "own_high"]].tolist() == [225, 225]
