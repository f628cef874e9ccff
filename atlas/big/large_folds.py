"""The cells of a big table folded to what one screen asks for: the events of one filter, few columns, whole months.

That is done once per filter and kept, so that a change of the period sums some ten thousand rows instead of all. Where
the period begins or ends in the middle of a month, that month's events stand at their days.
"""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from atlas.big.large import LargeCells, PreparedTable
from atlas.big.large_edition import LargeEdition
from atlas.edition import divisions
from atlas.edition.edition import Edition, kept
from atlas.edition.memory import give_back
from atlas.folds.aggregates import Mask
from atlas.tally.cell_sums import PARTS, Array, folded, groups, narrow
from atlas.tally.cells import chosen_rows
from atlas.tally.filters import EventFilter
from atlas.tally.months import first_day, month_of

PLACE = ("city", "region", "precision", "umbrella")
"""What the headline, the map and the series tell apart."""


def bare(chosen: EventFilter) -> EventFilter:
    """The filter without what folds do not look at: the measure of the map, the search words."""
    return replace(chosen, query="", measure=EventFilter().measure)


@kept(6)
def figures(edition: Edition, chosen: EventFilter, keys: tuple[str, ...], by_day: bool) -> LargeCells:
    """The cells of a bare filter with ``keys`` told apart: every row counts, but for the period."""
    return _folded(edition, chosen, keys, by_day=by_day, measures=True)


@kept(48)
def counts(edition: Edition, chosen: EventFilter, keys: tuple[str, ...]) -> LargeCells:
    """The same without any figure: events are counted, no more."""
    return _folded(edition, chosen, keys, by_day=False, measures=False)


def _folded(
    edition: Edition, chosen: EventFilter, keys: tuple[str, ...], *, by_day: bool, measures: bool
) -> LargeCells:
    table = _table(edition)
    rest = _by_month(edition, replace(chosen, start=None, end=None), keys, measures, by_day)
    months = table.edges(chosen) | (table.months(chosen) if by_day else frozenset())
    if not months:
        return rest
    units = divisions.units(edition, chosen.oblasts)
    near = table.made_of(table.touching(months), chosen, by_day=by_day, units=units)
    own = _collapsed(table, near, _kept(near, chosen), keys, months, chosen, measures=measures, by_day=by_day)
    far = ~(_inside(rest.columns["start"], months) | _inside(rest.columns["end"], months))
    columns = {
        name: np.concatenate([values[far], own.columns[name]]) for name, values in rest.columns.items()
    }
    return table.of_columns(columns, len(columns["start"]), chosen, by_day=by_day, units=units)


@kept(48)
def _by_month(
    edition: Edition, chosen: EventFilter, keys: tuple[str, ...], measures: bool, precise: bool
) -> LargeCells:
    table = _table(edition)
    units = divisions.units(edition, chosen.oblasts)
    cells = table.made_of(table.pieces(frozenset()), chosen, by_day=False, units=units)
    made = _collapsed(
        table, cells, _kept(cells, chosen), keys, frozenset(), chosen, measures=measures, by_day=precise
    )
    del cells
    # What was read for it is a hundred times as large, and would stay with the process.
    give_back()
    return made


def _kept(cells: LargeCells, chosen: EventFilter) -> Mask:
    return chosen_rows(cells, chosen, without="period")


def _inside(days: Array, months: Collection[int]) -> Mask:
    return np.isin(month_of(days), np.array(sorted(months)))


def _collapsed(
    table: PreparedTable,
    cells: LargeCells,
    rows: Mask,
    keys: tuple[str, ...],
    exact: Collection[int],
    chosen: EventFilter,
    *,
    measures: bool,
    by_day: bool,
) -> LargeCells:
    """Rows that differ in nothing but their days within a month, or in a column that is not among ``keys``, as one.
    ``exact``: the months whose days count; ``by_day``: whether it must be known of which events the day is known."""
    at = np.flatnonzero(rows)
    of_key: dict[str, Array] = {}
    for edge in ("start", "end"):
        days = cells.columns[edge][at].astype(np.int64)
        months = month_of(days)
        whole = first_day(months) if edge == "start" else first_day(months + 1) - 1
        of_key[edge] = np.where(np.isin(months, np.array(sorted(exact))), days, whole)
    of_key |= {key: cells.columns[key][at] for key in keys}
    if "precision" in keys and not by_day:
        # What stands by month is known by its month, whatever the table knows of it.
        words = cells.categories["precision"]
        known = np.arange(len(words))
        known[words.index("day")] = words.index("month")
        of_key["precision"] = known[of_key["precision"]]
    of = groups(of_key)
    columns = {name: narrow(of.firsts(values)) for name, values in of_key.items()}
    columns |= {name: columns[name].astype(np.intp) for name in keys if name != "umbrella"}
    if "umbrella" in keys:
        columns["umbrella"] = columns["umbrella"].astype(bool)
    columns["events"] = of.sums(cells.columns["events"][at])
    for measure in cells.measures if measures else ():
        parts = {part: cells.columns[f"{measure}_{part}"][at] for part in PARTS}
        made = folded(parts, of, additive=cells.additive[measure])
        columns |= {f"{measure}_{part}": values for part, values in made.items()}
    for values in columns.values():
        values.flags.writeable = False
    units = divisions.units(table.base, chosen.oblasts)
    return table.of_columns(columns, len(columns["start"]), chosen, by_day=by_day, units=units)


def _table(edition: Edition) -> PreparedTable:
    assert isinstance(edition, LargeEdition)
    return edition.table
