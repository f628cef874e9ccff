"""What the browser needs to fold any period by itself: the chosen rows of the cells, without their period, packed.

The screen's own fold (ui/live/fold.js) must then say what ``aggregates`` says, to the last number: a test replays
it.
"""

import json
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np

from atlas.folds.aggregates import Mask
from atlas.folds.live_months import monthly, place_of
from atlas.tally.cell_sums import PARTS, Array, Columns
from atlas.tally.cells import Cells

PRECISIONS = ("day", "month", "year")
"""By their place in this order; only a day can stand on a daily axis."""


@dataclass(frozen=True)
class Message:
    """Cells as they travel: ``data`` for the component, and the ``tag`` by which another message can speak of them."""

    kind: str
    tag: str
    data: bytes


def packed(numbers: Array) -> bytes:
    """Whole numbers of either sign: seven bits a byte, the lowest first, an eighth where more follow; the sign is the
    lowest bit of all. Most of ours fit one byte."""
    signed = numbers.astype(np.int64)
    rest = ((signed << 1) ^ (signed >> 63)).view(np.uint64)
    sizes = np.ones(len(rest), dtype=np.int64)
    for more in range(1, 10):
        sizes += rest >= np.uint64(1 << 7 * more)
    out = np.zeros(int(sizes.sum()), dtype=np.uint8)
    places = np.cumsum(sizes) - sizes
    while len(rest):
        goes_on = rest > 127
        out[places] = (rest & np.uint64(127)) | (goes_on * np.uint64(128))
        rest, places = rest[goes_on] >> np.uint64(7), places[goes_on] + 1
    return out.tobytes()


def by_month(cells: Cells) -> bool:
    """Whether these are cells of a big table, which travel by month."""
    return "events" in cells.columns


def live_cells(cells: Cells, rows: Mask, exact: Collection[int] = ()) -> Message:
    """The rows as one line of JSON and, after it, deflated, each column ``packed`` in the order of the line's ``columns``.

    ``rows``: those that the filter keeps but for its period; ``exact``: see ``live_months.monthly``. The line: ``tag``;
    ``kind`` ("events": a row is one event; "months": as many as it says, by ``monthly``); ``count`` of rows; ``exact``;
    ``additive`` by measure; ``columns`` as [name, bytes]. The columns, by start and place: ``start`` (days since 1970),
    ``place`` (``live_months.place_of``), both as steps from the row before; ``span`` (days from the first to the last);
    ``grade`` (place in ``PRECISIONS``, + 3 for each umbrella); ``events`` (by month alone); and per measure, of the
    rows with a figure only, ``m.row`` (places in these columns, as steps), ``m.known`` (by month alone), ``m.low``,
    ``m.spread`` (high − low; the bounds of a remainder can be crossed), ``m.open`` (1 below, 2 above, 3 both).
    """
    months = by_month(cells)
    found = monthly(cells, rows, exact) if months else _single(cells, rows)
    columns: Columns = {
        "start": _steps(found["start"]),
        "place": _steps(found["place"]),
        "span": found["end"] - found["start"],
        "grade": found["vague"] + 3 * found["umbrella"],
    }
    if months:
        columns["events"] = found["events"]
    for measure in cells.measures:
        part = {name: found[f"{measure}_{name}"] for name in PARTS}
        known = np.flatnonzero(part["known"])
        low, high = (part[name][known].astype(np.int64) for name in ("low", "high"))
        columns[f"{measure}.row"] = _steps(known)
        if months:
            columns[f"{measure}.known"] = part["known"][known]
        columns[f"{measure}.low"] = low
        columns[f"{measure}.spread"] = high - low
        columns[f"{measure}.open"] = part["open_below"][known] + 2 * part["open_above"][known].astype(
            np.int64
        )
    bodies = {name: packed(values) for name, values in columns.items()}
    line: dict[str, Any] = {
        "kind": "months" if months else "events",
        "count": len(found["start"]),
        "exact": sorted(exact),
        "additive": {measure: cells.additive[measure] for measure in cells.measures},
        "columns": [[name, len(body)] for name, body in bodies.items()],
    }
    body = b"".join(bodies.values())
    tag = blake2b(json.dumps(line).encode() + body, digest_size=9).hexdigest()
    head = json.dumps({"role": "cells", "tag": tag, **line}, separators=(",", ":")).encode()
    return Message(line["kind"], tag, head + b"\n" + zlib.compress(body))


def _single(cells: Cells, rows: Mask) -> Columns:
    """The chosen rows, one an event, by start and place, under the names of ``monthly``."""
    chosen = np.flatnonzero(rows)
    place = place_of(cells, chosen)
    order = np.lexsort((place, cells.columns["start"][chosen]))
    chosen, place = chosen[order], place[order]
    vague = np.array([PRECISIONS.index(name) for name in cells.categories["precision"]], dtype=np.int64)
    names = (
        "start",
        "end",
        "umbrella",
        *(f"{measure}_{part}" for measure in cells.measures for part in PARTS),
    )
    own = {name: cells.columns[name][chosen].astype(np.int64) for name in names}
    return own | {"place": place, "vague": vague[cells.columns["precision"][chosen]]}


def _steps(numbers: Array) -> Array:
    """Each number as its distance from the one before."""
    return np.diff(numbers.astype(np.int64), prepend=0)
