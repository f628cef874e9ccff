"""Rows with the same place, days and kind become one cell: its events are counted, its figures folded as figures are.

Sums for what adds up, the largest for turnout, so that folding the cells says what folding the events would say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Columns = dict[str, Array]

KEYS = ("start", "end", "city", "region", "type", "campaign", "precision", "umbrella")
"""What tells one cell from another: days since 1970, and codes (−1 for none)."""
PARTS = ("low", "high", "known", "open_below", "open_above")
"""What a cell holds of each measure; ``known`` is how many of its events have a figure."""
_MOST = 2**62


@dataclass(frozen=True)
class Groups:
    """Rows put in order of their cells: ``order``, and where in it each cell begins."""

    order: npt.NDArray[np.intp]
    begins: npt.NDArray[np.intp]

    def firsts(self, values: Array) -> Array:
        """One value a cell, of those that are the same in all its rows."""
        return values[self.order[self.begins]]

    def sums(self, values: Array) -> Array:
        """The sum of each cell, in whole numbers."""
        return np.add.reduceat(values[self.order], self.begins, dtype=np.int64)

    def largest(self, values: Array) -> Array:
        """The largest of each cell."""
        return np.maximum.reduceat(values[self.order], self.begins)

    def any(self, values: Array) -> npt.NDArray[np.bool_]:
        """Whether it is so of any row of a cell."""
        return np.logical_or.reduceat(values[self.order].astype(bool), self.begins)

    def spread(self, of_cells: Array) -> Array:
        """A value of each cell at each of its rows."""
        sizes = np.diff(self.begins, append=len(self.order))
        out = np.empty(len(self.order), dtype=of_cells.dtype)
        out[self.order] = np.repeat(of_cells, sizes)
        return out


def groups(keys: Mapping[str, Array]) -> Groups:
    """The cells of some rows, in the order of their keys as given: the first weighs most."""
    packed = np.zeros(len(next(iter(keys.values()))), dtype=np.int64)
    span = 1
    for values in keys.values():
        if not len(values):
            break
        least, most = int(values.min()), int(values.max())
        if span * (most - least + 1) >= _MOST:
            packed = np.unique(packed, return_inverse=True)[1].astype(np.int64)
            span = int(packed.max()) + 1
        packed = packed * (most - least + 1) + (values.astype(np.int64) - least)
        span *= most - least + 1
    order = np.argsort(packed, kind="stable")
    ordered = packed[order]
    begins = np.flatnonzero(np.append(len(ordered) > 0, ordered[1:] != ordered[:-1])[: len(ordered)])
    return Groups(order, begins)


def folded(figures: Mapping[str, Array], of: Groups, *, additive: bool) -> Columns:
    """The ``PARTS`` of one measure, folded into cells."""
    known = of.sums(figures["known"])
    if additive:
        bounds = {name: of.sums(figures[name]) for name in ("low", "high")}
        flags = {name: of.any(figures[name]) for name in ("open_below", "open_above")}
    else:
        bounds = {name: of.largest(figures[name]) for name in ("low", "high")}
        # Of turnouts only the largest can leave the figure open: see aggregates.
        weighs = figures["high"] == of.spread(bounds["high"])
        flags = {name: of.any(figures[name].astype(bool) & weighs) for name in ("open_below", "open_above")}
    return {name: narrow(values) for name, values in (bounds | {"known": known}).items()} | flags


def narrow(values: Array) -> Array:
    """The same whole numbers in the smallest type that holds them, for less to read."""
    if not len(values):
        return values.astype(np.int16)
    for kind in (np.int16, np.int32):
        if np.iinfo(kind).min <= int(values.min()) and int(values.max()) <= np.iinfo(kind).max:
            return values.astype(kind)
    return values.astype(np.int64)
