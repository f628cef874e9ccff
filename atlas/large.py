"""The cells of a prepared big table, mapped from disk: a filter opens just the levels and columns that its figures need.

A cell stands for several events, so every count weighs a row by its ``events``; ``aggregates`` does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from atlas import aggregates
from atlas.cell_levels import first_day, month_of
from atlas.cell_sums import Array
from atlas.cells import Cells, day_number
from atlas.edition import Edition
from atlas.filters import EventFilter
from atlas.manifest import Manifest
from atlas.part_tallies import Rule, vocabularies

CODED = ("city", "region", "type", "campaign", "precision")
Pieces = tuple[tuple[str, int, int], ...]
"""Level, first and last row (exclusive) of each stretch that cells are made of."""


class NotPrepared(ValueError):
    """The folder is not a finished one, or was not prepared for what is asked for."""


class _Columns(Mapping[str, Array]):
    """The columns of some stretches, each put together when it is first asked for and kept."""

    def __init__(
        self, table: "PreparedTable", rule: str, pieces: Pieces, units: Mapping[str, str] | None
    ) -> None:
        self.table, self.rule, self.pieces, self.units = table, rule, pieces, units
        self.kept: dict[str, Array] = {}

    def __getitem__(self, name: str) -> Array:
        if name not in self.kept:
            self.kept[name] = self._made(name)
        return self.kept[name]

    def _made(self, name: str) -> Array:
        stored = name if name in self.table.keys else f"{self.rule}.{name}"
        stretches = [self.table.column(level, stored)[first:last] for level, first, last in self.pieces]
        whole = np.concatenate(stretches)
        if name in CODED:
            # One place more, for the code −1.
            places = np.append(self.table.places(name, self.units), -1)
            whole = places[whole]
        whole.flags.writeable = False
        return whole

    def __iter__(self) -> Iterator[str]:
        return iter(self.table.keys)

    def __len__(self) -> int:
        return len(self.table.keys)


@dataclass(frozen=True)
class LargeCells(Cells):
    """Cells that stand for ``events`` events each. ``by_day``: those of the period stand at their day; others may stand
    at the first of their month."""

    by_day: bool
    lazy: Mapping[str, Array]
    words: Mapping[str, list[str]]

    @property
    def coarse(self) -> bool:
        """Whether a daily axis cannot place some of the period's events."""
        return not self.by_day

    @cached_property
    def columns(self) -> Mapping[str, Array]:  # type: ignore[override]
        """As in ``Cells``, and ``events``; each is read when it is asked for."""
        return self.lazy

    @cached_property
    def categories(self) -> dict[str, list[str]]:
        """What the codes of each coded column stand for."""
        return dict(self.words)


class PreparedTable:
    """A folder of ``prepare``, opened: nothing is read until a column is asked for."""

    keys = ("start", "end", *CODED, "umbrella", "events")

    def __init__(self, folder: Path, base: Edition) -> None:
        manifest = Manifest.read(folder)
        self.folder, self.base, self.facts = folder, base, manifest.facts
        if not set(self.facts.get("cells", ["none"])) <= set(manifest.pieces):
            raise NotPrepared(f"{folder} is not prepared to the end; run: python -m atlas prepare")
        self.column = lru_cache(maxsize=None)(self._column)
        self.events = int(sum(self.facts["parts"]))
        self.present = {name: self._present(name) for name in CODED}

    def _column(self, level: str, name: str) -> Array:
        found: Array = np.load(self.folder / "cells" / level / f"{name}.npy", mmap_mode="r")
        return found

    def _present(self, name: str) -> list[str]:
        """The values that occur, in the order of the alphabet, as categoricals have them."""
        codes = np.unique(np.concatenate([self.column(level, name) for level in ("spanning", "months")]))
        words = vocabularies(self.base, self.facts["campaigns"])[name]
        return sorted(words[code] for code in codes if code >= 0)

    def words(self, name: str, units: Mapping[str, str] | None) -> list[str]:
        """What the codes of a column stand for; ``units`` renames regions (``divisions.units``)."""
        if name != "region" or not units:
            return self.present[name]
        return sorted({units.get(own, own) for own in self.present[name]})

    def places(self, name: str, units: Mapping[str, str] | None) -> Array:
        """For each code on disk its place among ``words``."""
        stored = vocabularies(self.base, self.facts["campaigns"])[name]
        renamed = [units.get(word, word) if name == "region" and units else word for word in stored]
        found: Array = (
            pd.Index(self.words(name, units)).get_indexer(pd.Index(renamed, dtype="str")).astype(np.intp)
        )
        return found

    @cached_property
    def span(self) -> tuple[date, date]:
        """The first and the last day of any event."""
        first = min(
            int(self.column(level, "start").min()) for level in ("spanning", "days") if self._rows(level)
        )
        last = max(
            int(self.column(level, "end").max()) for level in ("spanning", "days") if self._rows(level)
        )
        return _day(first), _day(last)

    @cached_property
    def _months(self) -> Array:
        return np.unique(month_of(np.asarray(self.column("months", "start"))))

    def _rows(self, level: str) -> int:
        return len(self.column(level, "start"))

    def rule(self, chosen: EventFilter) -> Rule:
        """The prepared rule of a filter. Raises ``NotPrepared`` for a day of knowledge, or for unverified sources,
        that the table was not prepared for."""
        if chosen.known_on and chosen.known_on.isoformat() not in self.facts["known_on"]:
            raise NotPrepared(
                f"not prepared as known on {chosen.known_on}; run: python -m atlas prepare --known-on {chosen.known_on}"
            )
        if chosen.unverified and not self.facts["claims"]:
            raise NotPrepared("the table gives figures, not claims: nothing is known of their sources")
        return Rule(chosen.whose, chosen.unverified, chosen.known_on)

    def pieces(self, chosen: EventFilter, *, by_day: bool = False) -> Pieces:
        """The stretches that tell the filter's period from what lies outside it: by day in the months in which it
        begins and ends, or with ``by_day`` in all that it touches; by month elsewhere."""
        months = self.column("months", "start")
        known = self._months
        wanted: set[int] = set()
        for day, edge in ((chosen.start, "start"), (chosen.end, "end")):
            if day is not None:
                month = int(month_of(np.array([day_number(day)]))[0])
                whole = first_day(np.array([month, month + 1]))
                if day_number(day) != (whole[0] if edge == "start" else whole[1] - 1):
                    wanted.add(month)
        if by_day:
            first = int(month_of(np.array([day_number(chosen.start)]))[0]) if chosen.start else int(known[0])
            last = int(month_of(np.array([day_number(chosen.end)]))[0]) if chosen.end else int(known[-1])
            wanted |= {int(month) for month in known if first <= month <= last}
        pieces = [("spanning", 0, self._rows("spanning"))]
        done = 0
        for month in sorted(wanted & set(known.tolist())):
            begin, end = first_day(np.array([month, month + 1]))
            first, last = (int(at) for at in np.searchsorted(months, [begin, end]))
            pieces += [("months", done, first)]
            at = np.searchsorted(self.column("days", "start"), [begin, end])
            pieces += [("days", int(at[0]), int(at[1]))]
            done = last
        pieces += [("months", done, self._rows("months"))]
        return tuple(piece for piece in pieces if piece[1] < piece[2])

    def cells(
        self, chosen: EventFilter, *, by_day: bool | None = None, units: Mapping[str, str] | None = None
    ) -> Cells:
        """The cells that answer any figure under this filter, whatever of it is left out.

        ``by_day``: whether a daily axis must be right; None: where ``aggregates.granularity`` would ask for one.
        """
        if by_day is None:
            start, end = chosen.start or self.span[0], chosen.end or aggregates.today()
            by_day = aggregates.granularity(start, end) == "day"
        rule = self.rule(chosen)
        pieces = self.pieces(chosen, by_day=by_day)
        lazy = _Columns(self, rule.name, pieces, units)
        book = self.base.codebook
        return LargeCells(
            frame=pd.DataFrame(index=pd.RangeIndex(sum(last - first for _, first, last in pieces))),
            totals={},
            measures=book.measures,
            additive=dict(book.additive),
            whose=chosen.whose,
            known_on=chosen.known_on or aggregates.today(),
            unverified=chosen.unverified,
            version=book.version,
            by_day=by_day,
            lazy=lazy,
            words={name: self.words(name, units) for name in CODED},
        )


def _day(number: int) -> date:
    day: Any = np.datetime64(number, "D").item()
    return day if isinstance(day, date) else date.min
