"""The cells of a prepared table on disk, at three levels, so that a figure reads days only where days matter.

``spanning``: cells whose days lie in two months or more, by day; ``days``: all others, by day, in the order of time;
``months``: the same as ``days``, by month. A period that begins inside a month reads that month's days, and all others
by month: see ``large``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from atlas.tally.cell_sums import KEYS, PARTS, Array, Columns, Groups, folded, groups, narrow
from atlas.tally.months import first_day, month_of

LEVELS = ("spanning", "days", "months")


def merged(
    parts: Sequence[Path],
    rules: Sequence[str],
    additive: Mapping[str, bool],
    save: Callable[[str, str, Array], None],
) -> Iterator[int]:
    """Hand every column of every level to ``save(level, column, values)``, one at a time, so that memory holds few.

    ``parts``: the files of ``part_tallies.tallied``. Yields after each step; there are ``steps(rules, additive)``.
    """
    archives = [np.load(path) for path in parts]

    def whole(name: str) -> Array:
        return np.concatenate([archive[name] for archive in archives])

    keys: Columns = {name: whole(name).astype(np.int64) for name in KEYS}
    spans = month_of(keys["start"]) != month_of(keys["end"])
    by_day = groups({"level": ~spans, **keys})
    cells = {name: by_day.firsts(values) for name, values in keys.items()}
    first_of_days = int(by_day.firsts(spans).sum())
    of_days = {name: values[first_of_days:] for name, values in cells.items()}
    month = month_of(of_days["start"])
    monthly = {
        **of_days,
        "start": first_day(month),
        "end": first_day(month + 1) - 1,
    }
    by_month = groups(monthly)
    del keys, spans

    def keep(name: str, values: Array, of_months: Array) -> None:
        save("spanning", name, values[:first_of_days])
        save("days", name, values[first_of_days:])
        save("months", name, of_months)

    for name in KEYS:
        keep(name, narrow(cells[name]), narrow(by_month.firsts(monthly[name])))
    events = narrow(by_day.sums(whole("events")))
    keep("events", events, narrow(by_month.sums(events[first_of_days:])))
    yield 0
    for step, (rule, measure) in enumerate(((r, m) for r in rules for m in additive), start=1):
        raw = {part: whole(f"{rule}.{measure}_{part}") for part in PARTS}
        daily = folded(raw, by_day, additive=additive[measure])
        below = _months(daily, first_of_days, by_month, additive=additive[measure])
        for part in PARTS:
            keep(f"{rule}.{measure}_{part}", daily[part], below[part])
        yield step


def _months(daily: Columns, first: int, of: Groups, *, additive: bool) -> Columns:
    return folded({name: values[first:] for name, values in daily.items()}, of, additive=additive)


def steps(rules: Sequence[str], additive: Mapping[str, bool]) -> int:
    """How many steps ``merged`` has."""
    return 1 + len(rules) * len(additive)
