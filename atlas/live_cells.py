"""What the browser needs to fold any period by itself: the chosen rows of the cells, without their period, packed.

The screen's own fold (ui/live/fold.js) must then say what ``aggregates`` says, to the last number: a test replays it.
"""

from base64 import b64encode
from collections.abc import Iterable
from typing import Any

import numpy as np

from atlas.aggregates import Mask
from atlas.cells import Cells

KIND = "events"
"""One row an event. A table too big to travel may one day be sent by town and month, under another name."""
MOST = 20_000
"""So many events travel at once (about 240 kB) and are folded within a frame."""
PRECISIONS = ("day", "month", "year")
"""By their place in this order; only a day can stand on a daily axis."""


def packed(numbers: Iterable[int]) -> str:
    """Whole numbers of either sign as base64: seven bits a byte, the lowest first, an eighth where more follow; the
    sign is the lowest bit of all. Most of ours fit one byte."""
    out = bytearray()
    for number in numbers:
        rest = 2 * number if number >= 0 else -2 * number - 1
        while rest > 127:
            out.append(rest & 127 | 128)
            rest >>= 7
        out.append(rest)
    return b64encode(out).decode("ascii")


def _steps(numbers: Iterable[int]) -> list[int]:
    """Each number as its distance from the one before."""
    steps: list[int] = np.diff(np.fromiter(numbers, dtype=np.int64), prepend=0).tolist()
    return steps


def fits(cells: Cells) -> bool:
    """Whether the browser can fold these cells: a row is one event, and there are not too many."""
    return not cells.coarse and "events" not in cells.columns and len(cells.frame) <= MOST


def live_cells(cells: Cells, rows: Mask) -> dict[str, Any]:
    """The rows as JSON, in the order of their start, each column ``packed``.

    ``rows``: those that the filter keeps but for its period. Out: ``kind``; ``count``; ``start`` (days since 1970, as
    steps), ``span`` (days from the first to the last), ``grade`` (place in ``PRECISIONS`` × 2, + 1 for an umbrella),
    ``city`` and ``region`` (codes of the cells, −1 for none); and per measure ``additive`` and, of the rows with a
    figure only, ``row`` (places in these columns, as steps), ``low``, ``spread`` (high − low; the bounds of a
    remainder can be crossed), ``open`` (1 below, 2 above, 3 both).
    """
    columns = cells.columns
    chosen = np.flatnonzero(rows)
    chosen = chosen[np.argsort(columns["start"][chosen], kind="stable")]
    start, end = columns["start"][chosen], columns["end"][chosen]
    grades = np.array([2 * PRECISIONS.index(name) for name in cells.categories["precision"]], dtype=np.int64)
    return {
        "kind": KIND,
        "count": len(chosen),
        "start": packed(_steps(start.tolist())),
        "span": packed((end - start).tolist()),
        "grade": packed((grades[columns["precision"][chosen]] + columns["umbrella"][chosen]).tolist()),
        "city": packed(columns["city"][chosen].tolist()),
        "region": packed(columns["region"][chosen].tolist()),
        "measures": {measure: _measure(cells, chosen, measure) for measure in cells.measures},
    }


def _measure(cells: Cells, chosen: np.ndarray[Any, np.dtype[np.intp]], measure: str) -> dict[str, Any]:
    columns = {
        name: cells.columns[f"{measure}_{name}"][chosen]
        for name in ("known", "low", "high", "open_below", "open_above")
    }
    known = np.flatnonzero(columns["known"])
    low, high = (columns[name][known].astype(np.int64) for name in ("low", "high"))
    return {
        "additive": cells.additive[measure],
        "row": packed(_steps(known.tolist())),
        "low": packed(low.tolist()),
        "spread": packed((high - low).tolist()),
        "open": packed(
            (columns["open_below"][known] + 2 * columns["open_above"][known].astype(int)).tolist()
        ),
    }
