"""What a town is called and was called, which region it lies in and lay in, its campaigns and its worst day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from atlas.edition.edition import Edition
from atlas.folds.aggregates import Mask
from atlas.tally.cells import Cells
from atlas.tally.ranges import Range
from atlas.words.language import _, current


@dataclass(frozen=True)
class Former:
    """A name that a town had, or a region that it lay in, in English, Russian and Kazakh as far as the gazetteer
    gives them; ``until`` is the year in which that ended, None where the year is not known."""

    name: str
    until: int | None
    name_ru: str = ""
    name_kk: str = ""

    @property
    def called(self) -> str:
        """The name in the reader's language, in English where the gazetteer has none in it."""
        return {"ru": self.name_ru, "kk": self.name_kk}.get(current(), "") or self.name

    def words(self) -> str:
        """Until when, as far as that is known."""
        if self.until is None:
            return _("until a year that is not known")
        return _("until {year}").format(year=self.until)


def former_names(edition: Edition, city: str) -> list[Former]:
    """The names that a town had, in the order of the gazetteer. KeyError where it does not know the town."""
    return _former(edition.gazetteer.former_names.loc[city])


def former_regions(edition: Edition, city: str) -> list[Former]:
    """The regions that a town lay in until they were divided or merged, earliest first; none where no such
    change is recorded. KeyError where the gazetteer does not know the town."""
    return _former(edition.gazetteer.former_regions.loc[city])


def _former(listed: list[dict[str, Any]]) -> list[Former]:
    return [
        Former(
            one["name"],
            None if one["until"] is None else int(one["until"]),
            one.get("name_ru", ""),
            one.get("name_kk", ""),
        )
        for one in listed
    ]


def campaigns_of(edition: Edition, rows: Mask) -> pd.DataFrame:
    """The campaigns of the chosen events, by first day: ``campaign``, ``events``, ``start``, ``end`` (of these
    events, datetime64), ``precision`` (that of the event whose date is known least)."""
    chosen = edition.events[rows & (edition.events.campaign != "").to_numpy()]
    groups = chosen.groupby("campaign", sort=False)
    table = pd.DataFrame(
        {"events": groups.size(), "start": groups.start_date.min(), "end": groups.end_date.max()}
    )
    vague = {
        precision: set(chosen.campaign[chosen.date_precision == precision]) for precision in ("year", "month")
    }
    table["precision"] = [
        next((precision for precision, names in vague.items() if name in names), "day")
        for name in table.index
    ]
    return table.sort_values(["start", "end"], kind="stable").rename_axis("campaign").reset_index()


@dataclass(frozen=True)
class Worst:
    """The single event with the highest figure of one measure."""

    event_id: str
    title: str
    start: date
    end: date
    precision: str
    figure: Range


def worst(edition: Edition, cells: Cells, rows: Mask, measure: str) -> Worst | None:
    """Which of the chosen events within the period has the highest figure under the rule of ``cells``, the earliest of
    several; None where no figure is known.

    A row that sums up others over several days is no day: it is left out where a part of it has a figure.
    """
    events, table = edition.events, cells.totals[measure]
    known, parent = table.total_known.to_numpy(), events.parent.to_numpy()
    told_by_parts = np.zeros(len(events), dtype=bool)
    told_by_parts[parent[known & (parent >= 0)]] = True
    spans = told_by_parts & (cells.columns["end"] > cells.columns["start"])
    found = np.flatnonzero(rows & cells.counts & known & ~spans)
    if not len(found):
        return None
    high, low = (table[name].to_numpy()[found] for name in ("total_high", "total_low"))
    # The last key counts first; events stand in order of their first day.
    at = int(found[np.lexsort((found, -low, -high))[0]])
    event, row = events.iloc[at], table.iloc[at]
    return Worst(
        event_id=str(event.event_id),
        title=str(event.title),
        start=event.start_date.date(),
        end=event.end_date.date(),
        precision=str(event.date_precision),
        figure=Range(
            int(row.total_low), int(row.total_high), bool(row.total_open_below), bool(row.total_open_above)
        ),
    )
