"""In which order events are listed: numbers as numbers, open bounds beside their number, unknown last."""

from datetime import date

import pandas as pd
import pytest

from atlas.folds.event_order import ORDERS, ordered, turned
from atlas.folds.shown_rows import shown_table
from atlas.tally.cells import make_cells
from tests.filters_at_random import PUBLISHED


class Cells:
    """What the order asks of cells: the totals of one measure."""

    def __init__(self, totals: pd.DataFrame) -> None:
        self.totals = {"deaths": totals}


FIGURES = pd.DataFrame(
    [
        ("nine", 9, 9, False, True, "9"),
        ("ten", 10, 10, False, True, "10"),
        ("open ten", 10, 10, True, True, "10+"),
        ("ten to eleven", 10, 11, False, True, "10–11"),
        ("up to ten", 0, 10, False, True, "≤10"),
        ("dozens", 0, 0, False, False, "dozens"),
        ("nothing", 0, 0, False, False, ""),
        ("none killed", 0, 0, False, True, "0"),
    ],
    columns=["event", "total_low", "total_high", "total_open_above", "total_known", "deaths"],
)
UPWARDS = ("none killed", "nine", "up to ten", "ten", "open ten", "ten to eleven")


def test_ten_comes_before_nine_and_open_bounds_words_and_the_unknown_have_their_place():
    assert list(ordered(FIGURES, Cells(FIGURES), "deaths").event) == [*UPWARDS[::-1], "dozens", "nothing"]


def test_fewest_first_leaves_words_and_the_unknown_at_the_end():
    assert list(ordered(FIGURES, Cells(FIGURES), "deaths-least").event) == [*UPWARDS, "dozens", "nothing"]


@pytest.mark.parametrize("order", ["deaths", "deaths-least"])
def test_events_with_the_same_figure_stay_latest_first(order):
    same = FIGURES.iloc[[1, 1, 1]].reset_index(drop=True).assign(event=["third", "second", "first"])
    assert list(ordered(same, Cells(same), order).event) == ["third", "second", "first"]


@pytest.mark.parametrize("code", ORDERS)
def test_an_order_loses_no_event_and_is_that_of_the_totals(code):
    order = ORDERS[code]
    cells = make_cells(PUBLISHED, whose="all", known_on=date(2026, 11, 22), unverified=False)
    table = shown_table(PUBLISHED, cells)
    found = ordered(table, cells, code)
    assert sorted(found.index) == sorted(table.index)
    if order.column in cells.totals:
        figures = cells.totals[order.column].loc[found.index]
        known = figures.total_known.tolist()
        assert known == sorted(known, reverse=True) and not all(known)
        column = figures.total_high[figures.total_known].tolist()
    elif order.column == "when":
        column = PUBLISHED.events.start_date.loc[found.index].tolist()
    else:
        column = found.place.str.casefold().tolist()
    assert column == sorted(column, reverse=not order.upwards) and column != column[::-1]


def test_a_second_click_on_a_head_turns_the_order_round_and_a_third_back():
    assert turned("deaths", "latest") == "deaths"
    assert turned("deaths", "deaths") == "deaths-least"
    assert turned("deaths", "deaths-least") == "deaths"
    assert turned("when", "latest") == "earliest"
    assert turned("when", "deaths") == "latest"
