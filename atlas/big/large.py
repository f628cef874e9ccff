"""The cells of a prepared big table, mapped from disk: a filter opens just the levels and columns that its figures need.

A cell stands for several events, so every count weighs a row by its ``events``; ``aggregates`` does.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from atlas.big.manifest import Manifest
from atlas.big.part_tallies import Rule, vocabularies
from atlas.edition.edition import Edition
from atlas.edition.once import once
from atlas.folds import aggregates
from atlas.tally.cell_sums import Array
from atlas.tally.cells import Cells, day_number
from atlas.tally.filters import EventFilter
from atlas.tally.months import first_day, month_of

CODED = ("city", "region", "type", "campaign", "precision")
Pieces = tuple[tuple[str, slice | Array], ...]
"""Which rows of which level cells are made of."""


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
        levels = {level: self.table.column(level, stored) for level, _rows in self.pieces}
        stretches = [levels[level][rows] for level, rows in self.pieces]
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

    @once
    def columns(self) -> Mapping[str, Array]:  # type: ignore[override]
        """As in ``Cells``, and ``events``; each is read when it is asked for."""
        return self.lazy

    @once
    def categories(self) -> dict[str, list[str]]:
        """What the codes of each coded column stand for."""
        return dict(self.words)


class PreparedTable:
    """A folder of ``prepare``, opened: nothing is read until a column is asked for."""

    keys = ("start", "end", *CODED, "umbrella", "events")

    def __init__(self, folder: Path, base: Edition) -> None:
        try:
            manifest = Manifest.read(folder)
        except ValueError as error:
            raise NotPrepared(str(error)) from error
        self.folder, self.base, self.facts = folder, base, manifest.facts
        if not set(self.facts.get("cells", ["none"])) <= set(manifest.pieces):
            raise NotPrepared(f"{folder} is not prepared to the end; run: python -m atlas prepare")
        self.events = int(sum(self.facts["parts"]))
        self.present = {name: self._present(name) for name in CODED}

    def column(self, level: str, name: str) -> Array:
        """A column of a level, mapped from disk anew each time: what was read of it does not stay in memory."""
        found: Array = np.load(self.folder / "cells" / level / f"{name}.npy", mmap_mode="r")
        return found

    def _present(self, name: str) -> list[str]:
        """The values that occur, in the order of the alphabet, as categoricals have them."""
        codes = np.unique(np.concatenate([self.column(level, name) for level in ("spanning", "months")]))
        words = vocabularies(self.base, self.facts["campaigns"])[name]
        return sorted(words[code] for code in codes if code >= 0)

    def words(self, name: str, units: Mapping[str, str] | None) -> list[str]:
        """What the codes of a column stand for; ``units`` renames regions (``divisions.units``)."""
        if name == "precision":
            # All, so that cells by month can say so.
            return sorted(self.base.codebook.values("events", "date_precision"))
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

    @once
    def span(self) -> tuple[date, date]:
        """The first and the last day of any event."""
        first = min(
            int(self.column(level, "start").min()) for level in ("spanning", "days") if self._rows(level)
        )
        last = max(
            int(self.column(level, "end").max()) for level in ("spanning", "days") if self._rows(level)
        )
        return day_of(first), day_of(last)

    @once
    def _months(self) -> Array:
        """All in which an event begins or ends: an end that lies in a month of its own counts too."""
        begun = month_of(np.asarray(self.column("months", "start")))
        return np.unique(np.concatenate([begun, *self._spans]).astype(np.int64))

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

    def edges(self, chosen: EventFilter) -> frozenset[int]:
        """The months, numbered since 1970, in whose middle the period begins or ends."""
        found: set[int] = set()
        for day, edge in ((chosen.start, "start"), (chosen.end, "end")):
            if day is not None:
                month = _month(day)
                first, after = first_day(np.array([month, month + 1]))
                if day_number(day) != (first if edge == "start" else after - 1):
                    found.add(month)
        return frozenset(found & set(self._months.tolist()))

    def months(self, chosen: EventFilter) -> frozenset[int]:
        """All months with events that the period touches."""
        first = _month(chosen.start) if chosen.start else int(self._months[0])
        last = _month(chosen.end) if chosen.end else int(self._months[-1])
        return frozenset(int(month) for month in self._months if first <= month <= last)

    def pieces(self, by_day: frozenset[int]) -> Pieces:
        """All events: those of the months ``by_day`` by day, the rest by month; what spans months, by day."""
        starts = self.column("months", "start")
        pieces: list[tuple[str, slice | Array]] = [("spanning", slice(None))]
        done = 0
        for month in sorted(by_day):
            begin, end = first_day(np.array([month, month + 1]))
            first, last = (int(at) for at in np.searchsorted(starts, [begin, end]))
            pieces.append(("months", slice(done, first)))
            pieces += [("days", rows) for rows in self._days([month])]
            done = last
        return (*pieces, ("months", slice(done, None)))

    def _days(self, months: Iterable[int]) -> list[slice]:
        """Where the days of some months stand; one stretch for months that follow each other."""
        starts, found = self.column("days", "start"), list[slice]()
        for month in sorted(months):
            begin, end = first_day(np.array([month, month + 1]))
            first, last = (int(at) for at in np.searchsorted(starts, [begin, end]))
            if found and found[-1].stop == first:
                first = found.pop().start
            found.append(slice(first, last))
        return found

    def touching(self, months: frozenset[int]) -> Pieces:
        """By day, the events that begin or end in some months."""
        wanted = np.array(sorted(months))
        begins, ends = (np.isin(month, wanted) for month in self._spans)
        spanning = np.flatnonzero(begins | ends)
        return (("spanning", spanning), *(("days", rows) for rows in self._days(months)))

    @once
    def _spans(self) -> tuple[Array, Array]:
        """The months in which each event that spans months begins and ends."""
        start, end = (month_of(np.asarray(self.column("spanning", edge))) for edge in ("start", "end"))
        return start.astype(np.int16), end.astype(np.int16)

    def cells(
        self, chosen: EventFilter, *, by_day: bool | None = None, units: Mapping[str, str] | None = None
    ) -> "LargeCells":
        """The cells that answer any figure under this filter, whatever of it is left out.

        ``by_day``: whether a daily axis must be right; None: where ``aggregates.granularity`` would ask for one.
        """
        if by_day is None:
            start, end = chosen.start or self.span[0], chosen.end or aggregates.today()
            by_day = aggregates.granularity(start, end) == "day"
        months = self.edges(chosen) | (self.months(chosen) if by_day else frozenset())
        return self.made_of(self.pieces(months), chosen, by_day=by_day, units=units)

    def made_of(
        self, pieces: Pieces, chosen: EventFilter, *, by_day: bool, units: Mapping[str, str] | None
    ) -> "LargeCells":
        """The cells of some rows under the rule of a filter, each column read when it is asked for."""
        lazy = _Columns(self, self.rule(chosen).name, pieces, units)
        return self.of_columns(lazy, len(lazy["start"]), chosen, by_day=by_day, units=units)

    def of_columns(
        self,
        columns: Mapping[str, Array],
        count: int,
        chosen: EventFilter,
        *,
        by_day: bool,
        units: Mapping[str, str] | None,
    ) -> "LargeCells":
        """Columns as cells under the rule of a filter."""
        book = self.base.codebook
        return LargeCells(
            frame=pd.DataFrame(index=pd.RangeIndex(count)),
            totals={},
            measures=book.measures,
            additive=dict(book.additive),
            whose=chosen.whose,
            known_on=chosen.known_on,
            unverified=chosen.unverified,
            version=book.version,
            by_day=by_day,
            lazy=columns,
            words={name: self.words(name, units) for name in CODED},
        )


def _month(day: date) -> int:
    return int(month_of(np.array([day_number(day)]))[0])


def day_of(number: int) -> date:
    """The day of a number since 1970."""
    day: Any = np.datetime64(number, "D").item()
    return day if isinstance(day, date) else date.min
