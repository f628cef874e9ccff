"""In which order events are listed: numbers as numbers, open bounds beside their number, unknown last."""

from datetime import date

import pandas as pd
import pytest

from atlas.folds.event_order import ORDERS, ordered
from atlas.folds.shown_rows import shown_table
from atlas.tally.cells import make_cells
from tests.filters_at_random import PUBLISHED


class Cells:
    """What the order asks of cells: the totals of one measure."""

    def __init__(self, totals: pd.DataFrame) -> None:
        self.totals = {"deaths": totals}


FIGURES = pd.DataFrame(
    {
        "event": [
            "nine",
            "ten",
            "open ten",
            "ten to eleven",
            "up to ten",
            "dozens",
            "nothing",
            "none killed",
        ],
        "total_low": [9, 10, 10, 10, 0, 0, 0, 0],
        "total_high": [9, 10, 10, 11, 10, 0, 0, 0],
        "total_open_above": [False, False, True, False, False, False, False, False],
        "total_known": [True, True, True, True, True, False, False, True],
        "deaths": ["9", "10", "10+", "10–11", "≤10", "dozens", "", "0"],
    }
)


def test_ten_comes_before_nine_and_open_bounds_words_and_the_unknown_have_their_place():
    found = ordered(FIGURES, Cells(FIGURES), "deaths")
    assert list(found.event) == [
        *("ten to eleven", "open ten", "ten", "up to ten", "nine", "none killed", "dozens", "nothing")
    ]


def test_events_with_the_same_figure_stay_latest_first():
    same = FIGURES.iloc[[1, 1, 1]].reset_index(drop=True).assign(event=["third", "second", "first"])
    assert list(ordered(same, Cells(same), "deaths").event) == ["third", "second", "first"]


@pytest.mark.parametrize("order", ORDERS)
def test_an_order_loses_no_event_and_is_that_of_the_totals(order):
    cells = make_cells(PUBLISHED, whose="all", known_on=date(2026, 11, 22), unverified=False)
    table = shown_table(PUBLISHED, cells)
    found = ordered(table, cells, order)
    assert sorted(found.index) == sorted(table.index)
    if order in cells.totals:
        figures = cells.totals[order].loc[found.index]
        known = figures.total_known.tolist()
        assert known == sorted(known, reverse=True)
        highs = figures.total_high[figures.total_known].tolist()
        assert highs == sorted(highs, reverse=True)
    elif order in ("latest", "earliest"):
        starts = PUBLISHED.events.start_date.loc[found.index].tolist()
        assert starts == sorted(starts, reverse=order == "latest")
