"""What a period of a big table must show, as sums over its prepared rows: no cell, no month, one event at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from atlas.folds import aggregates
from bench.shown import HEADLINE, PANELS, Group, Shown

MEASURE = "detentions"
"""What the map shows where the link names nothing else."""
KEYS = ("event_id", "start_date", "end_date", "date_precision", "city", "title")
Numbers = npt.NDArray[Any]


class RowAnswers:
    """The answers of one prepared folder; each period is summed once and kept."""

    def __init__(self, folder: Path) -> None:
        self.parts = sorted((folder / "rows").glob("*.parquet"))
        self._kept: dict[str, Shown] = {}

    @cached_property
    def first(self) -> date:
        """The first day of the slider: that of the year of the earliest event."""
        starts = (pc.min(pq.read_table(part, columns=["start_date"])["start_date"]) for part in self.parts)
        earliest: date = min(start.as_py() for start in starts)
        return earliest.replace(month=1, day=1)

    def __call__(self, links: Sequence[str]) -> list[Shown]:
        """What each link of the overview shows. Links hold ``from``, ``to`` or nothing. Raises ValueError for others."""
        # All years belong to every answer: they give the circles their size and the histogram its bars.
        missing = [link for link in dict.fromkeys(["", *links]) if link not in self._kept]
        if missing:
            sums = [_Sums(link, self.first) for link in missing]
            for part in self.parts:
                rows = _rows(part)
                for each in sums:
                    each.add(rows)
            whole = next((each.towns for each in sums if not each.link), None)
            years = next((each.years for each in sums if not each.link), None)
            if whole is not None and years is not None:
                self._whole = (
                    max(town[2:4].max() for town in whole.values()),
                    years,
                    sums[missing.index("")].events,
                )
            for each in sums:
                self._kept[each.link] = each.shown(*self._whole)
        return [self._kept[link] for link in links]


@dataclass(frozen=True)
class _Rows:
    """The columns of one part, a place an event."""

    table: pa.Table
    start: Numbers
    end: Numbers
    vague: Numbers
    """Whether only the year is known."""
    towns: list[str]
    town: Numbers
    figures: Mapping[str, Numbers]
    """Five rows (known, low, high, open below, open above) of each event."""


def _rows(part: Path) -> _Rows:
    named = [f"{name}_{kind}" for name in HEADLINE for kind in ("counted_low", "counted_high", "open")]
    table = pq.read_table(part, columns=[*KEYS, *named]).combine_chunks()
    towns = table["city"].combine_chunks().dictionary_encode()
    figures = {}
    for name in HEADLINE:
        low, high = (table[f"{name}_counted_{bound}"].cast("float64").to_numpy() for bound in ("low", "high"))
        below, above = (
            pc.equal(table[f"{name}_open"], side).fill_null(False).to_numpy() for side in ("below", "above")
        )
        known = ~np.isnan(low)
        figures[name] = np.stack(
            [known, np.where(known, low, 0), np.where(known, high, 0), known & below, known & above]
        )
    return _Rows(
        table,
        table["start_date"].to_numpy().astype("datetime64[D]"),
        table["end_date"].to_numpy().astype("datetime64[D]"),
        vague=pc.equal(table["date_precision"], "year").to_numpy(),
        towns=towns.dictionary.to_pylist(),
        town=towns.indices.to_numpy(),
        figures=figures,
    )


@dataclass
class _Sums:
    """What has been summed up for one link so far."""

    link: str
    slider: date
    events: int = 0
    totals: dict[str, Numbers] = field(default_factory=dict)
    towns: dict[str, Numbers] = field(default_factory=dict)
    series: dict[str, Numbers] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)
    latest: tuple[date, date, str, str] = (date.min, date.min, "", "")

    def __post_init__(self) -> None:
        asked = dict(parse_qsl(self.link))
        self.open = "from" not in asked, "to" not in asked
        if set(asked) - {"from", "to"}:
            raise ValueError(f"{self.link} asks for more than a period")
        self.start = date.fromisoformat(asked.get("from", self.slider.isoformat()))
        self.end = date.fromisoformat(asked.get("to", aggregates.today().isoformat()))
        self.unit = aggregates.granularity(self.start, self.end)
        if self.unit == "day":
            raise ValueError(f"{self.link} is too short for months, in which a big table is shown")
        self.code = f"datetime64[{self.unit[0].upper()}]"

    def add(self, rows: _Rows) -> None:
        """Add the rows of one part that touch the period."""
        first, last = np.datetime64(self.start), np.datetime64(self.end)
        touching = np.ones(len(rows.start), dtype=bool)
        if not self.open[0]:
            touching &= rows.end >= first
        if not self.open[1]:
            touching &= rows.start <= last
        kept = np.flatnonzero(touching)
        if not len(kept):
            return
        self.events += len(kept)
        self._latest(rows, kept)
        stands = np.clip(rows.start[kept], first, last)
        self.years |= {int(year) + 1970 for year in np.unique(stands.astype("datetime64[Y]").astype(int))}
        places = (stands.astype(self.code) - first.astype(self.code)).astype(int)
        count = int((last.astype(self.code) - first.astype(self.code)).astype(int)) + 1
        placed = ~rows.vague[kept] if self.unit == "month" else np.ones(len(kept), dtype=bool)
        counts = np.ones(len(kept), dtype=bool)
        if not self.open[0]:
            counts &= rows.start[kept] >= first
        if not self.open[1]:
            counts &= rows.end[kept] <= last
        in_bin = counts & placed & (rows.start[kept].astype(self.code) == rows.end[kept].astype(self.code))
        for name in HEADLINE:
            # What does not count is shown, and has no figure.
            figures = rows.figures[name][:, kept] * counts
            _into(self.totals, name, _by(figures, np.zeros(len(kept), dtype=int), 1))
            if name in PANELS:
                _into(self.series, name, _by((figures * in_bin)[:, placed], places[placed], count))
        by_town = _by(rows.figures[MEASURE][:, kept] * counts, rows.town[kept], len(rows.towns))
        for at, town in enumerate(rows.towns):
            if town:
                _into(self.towns, town, by_town[:, at])

    def _latest(self, rows: _Rows, kept: Numbers) -> None:
        """The last by start, end and identifier."""
        for dates in (rows.start, rows.end):
            kept = kept[dates[kept] == dates[kept].max()]
        last = (
            rows.table.select(list(KEYS))
            .take(pa.array(kept))
            .sort_by("event_id")
            .slice(len(kept) - 1)
            .to_pylist()[0]
        )
        self.latest = max(
            self.latest, (last["start_date"], last["end_date"], last["event_id"], last["title"])
        )

    def shown(self, most: float, years: Iterable[int], events: int) -> Shown:
        """The sums as the numbers that the overview must show."""
        filled = list(years)
        return Shown(
            link=self.link,
            events=self.events,
            of=events,
            totals={name: _group(self.totals[name][:, 0]) for name in HEADLINE},
            towns={town: _group(sums) for town, sums in self.towns.items()},
            most=int(most),
            unit=self.unit,
            series={name: [_group(each) for each in self.series[name].T] for name in PANELS},
            years_inside=sum(self.start.year <= year <= self.end.year for year in filled),
            years=len(filled),
            latest=self.latest[3],
        )


def _by(figures: Numbers, groups: Numbers, count: int) -> Numbers:
    """Six rows per group: events, known, low, high, open below, open above."""
    rows = [np.ones(len(groups)), *figures]
    return np.stack([np.bincount(groups, weights=row, minlength=count) for row in rows])


def _into(sums: dict[str, Numbers], name: str, more: Numbers) -> None:
    sums[name] = sums[name] + more if name in sums else more


def _group(sums: Numbers) -> Group:
    events, known, low, high, below, above = (int(each) for each in sums)
    return Group.of(events, known, low, high, below=below > 0, above=above > 0)
