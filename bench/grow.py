"""Grows a big event table in our own columns, the same at every run: `python -m bench.grow 1000000 FOLDER`.

Written block by block, so that ten million rows need no more memory than a hundred thousand.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from atlas.edition.gazetteer import read_gazetteer
from bench.server import ROOT

SIZES: Mapping[str, int] = {"100k": 100_000, "1M": 1_000_000, "10M": 10_000_000}
"""The sizes that `make bench` knows beside the published data."""

SEED, BLOCK, CITIES, SOURCES = 2026, 100_000, 60, 400
FIRST, LAST = np.datetime64("1986-12-01"), np.datetime64("2026-10-31")
TYPES = ("rally", "march", "picket", "strike", "hunger_strike", "occupation", "riot", "crackdown", "other")
TYPE_SHARES = (0.52, 0.06, 0.16, 0.1, 0.03, 0.03, 0.03, 0.03, 0.04)
CAMPAIGNS = tuple(f"Wave {number:02}" for number in range(1, 25))
"""Each runs for 90 days, spread over the 40 years."""

MEASURES = {
    "participants": (0.4, 5.5),
    "deaths": (0.02, 1.0),
    "injuries": (0.05, 2.0),
    "detentions": (0.3, 2.5),
}
"""Of each measure the share of events that have a figure, and the logarithm of a usual one."""

CLAIMANTS = {
    "Prosecutor": "official",
    "Police": "official",
    "Rights group": "ngo",
    "Paper": "media",
    "Rumour": "unknown",
}
GROUP = 50
"""One country ⊃ region ⊃ four events in every so many rows."""


def grow(folder: Path, rows: int) -> None:
    """Write ``events.parquet``, ``claims.parquet`` and ``sources.parquet`` of ``rows`` events, by start date.

    Raises ValueError for a folder inside the repository: ten million rows are no part of it.
    """
    if folder.resolve().is_relative_to(ROOT):
        raise ValueError(f"{folder} lies inside the repository; name a folder elsewhere")
    folder.mkdir(parents=True, exist_ok=True)
    places = _Places()
    blocks = range(0, rows, BLOCK)
    writers: dict[str, pq.ParquetWriter] = {}
    for first in blocks:
        made = _block(places, first, min(first + BLOCK, rows), rows)
        for name, table in made.items():
            if name not in writers:
                writers[name] = pq.ParquetWriter(folder / f"{name}.parquet", table.schema)
            writers[name].write_table(table, row_group_size=BLOCK)
    for writer in writers.values():
        writer.close()
    pq.write_table(_sources(), folder / "sources.parquet")


class _Places:
    """Sixty towns of the gazetteer, a few of them large, and the regions that they lie in."""

    def __init__(self) -> None:
        towns = read_gazetteer()
        spread = np.linspace(0, len(towns) - 1, CITIES).astype(int)
        self.cities = towns.index.to_numpy(dtype=str)[spread]
        self.region_of = towns.region.to_numpy(dtype=str)[spread]
        self.shares = 1 / np.arange(1, CITIES + 1) ** 0.8
        self.shares /= self.shares.sum()


def _block(places: _Places, first: int, last: int, rows: int) -> dict[str, pa.Table]:
    """The events with the numbers from ``first`` to before ``last`` of ``rows``, and the claims about them."""
    draw = np.random.default_rng([SEED, first])
    count = last - first
    number = np.arange(first, last)
    span = int((LAST - FIRST).astype(int))
    day = FIRST + ((number + draw.random(count)) * span / rows).astype("timedelta64[D]")
    length = np.where(draw.random(count) < 0.85, 0, draw.integers(1, 20, count))
    precision = draw.choice(["day", "month", "year"], count, p=[0.95, 0.04, 0.01])
    month, year = day.astype("datetime64[M]"), day.astype("datetime64[Y]")
    one_day = np.timedelta64(1, "D")
    start = np.select(
        [precision == "month", precision == "year"], [month.astype(day.dtype), year.astype(day.dtype)], day
    )
    end = np.select(
        [precision == "month", precision == "year"],
        [(month + 1).astype(day.dtype) - one_day, (year + 1).astype(day.dtype) - one_day],
        day + length,
    )
    town = draw.choice(CITIES, count, p=places.shares)
    city, region = places.cities[town].copy(), np.full(count, "", dtype="<U40")
    part_of = np.full(count, -1)
    place = number % GROUP
    # A whole group in one block: the last of a table may be cut short.
    whole = (number - place + GROUP <= last) & (number - place >= first)
    country, above, below = (whole & (place == 0), whole & (place == 1), whole & (place >= 2) & (place <= 5))
    city[country | above] = ""
    region[above] = places.region_of[town[above]]
    part_of[above] = number[above] - 1
    part_of[below] = number[below] - place[below] + 1
    of_region = np.repeat(town[above], 4)
    same = [np.flatnonzero(places.region_of == places.region_of[at]) for at in range(CITIES)]
    city[below] = [
        places.cities[same[at][n % len(same[at])]] for at, n in zip(of_region, number[below], strict=True)
    ]
    kind = draw.choice(len(TYPES), count, p=TYPE_SHARES)
    since = (start - FIRST).astype(int)
    wave = np.clip(since * len(CAMPAIGNS) // span, 0, len(CAMPAIGNS) - 1)
    in_wave = ((since - wave * span // len(CAMPAIGNS)) < 90) & (draw.random(count) < 0.8)
    identifier = _identifiers(number)
    titles = pc.binary_join_element_wise(
        pa.array(np.array(TYPES)[kind]),
        pa.array(np.where(city == "", "several towns", city)),
        identifier,
        " ",
    )
    empty = pa.array(np.full(count, ""))
    events = pa.table(
        {
            "event_id": identifier,
            "start_date": pa.array(start),
            "end_date": pa.array(end),
            "date_precision": pa.array(precision),
            "city": pa.array(city),
            "region": pa.array(region),
            "location_precision": pa.array(
                np.where(city != "", "city", np.where(region != "", "region", "country"))
            ),
            "event_type": pa.array(np.array(TYPES)[kind]),
            "campaign": pa.array(np.where(in_wave, np.array(CAMPAIGNS)[wave], "")),
            "sanctioned": pa.array(np.full(count, "unknown")),
            "response": pa.array(np.full(count, "unknown")),
            "part_of": pc.if_else(pa.array(part_of >= 0), _identifiers(np.maximum(part_of, 0)), empty),
            "title": titles,
        }
    )
    return {"events": events, "claims": _claims(draw, number, end)}


def _claims(
    draw: np.random.Generator, number: npt.NDArray[np.int64], end: npt.NDArray[np.datetime64]
) -> pa.Table:
    names = np.array(list(CLAIMANTS))
    said: list[pa.Table] = []
    for measure, (share, usual) in MEASURES.items():
        about = np.flatnonzero(draw.random(len(number)) < share)
        about = np.sort(np.repeat(about, draw.integers(1, 4, len(about))))
        count = len(about)
        least = np.exp(draw.normal(usual, 1.2, count)).astype(int)
        greatest = (least * draw.choice([1.0, 1.2, 2.0], count, p=[0.6, 0.3, 0.1])).astype(int)
        shape = draw.random(count)
        claimant = draw.integers(0, len(names), count)
        stated = end[about] + draw.integers(0, 400, count)
        said.append(
            pa.table(
                {
                    "claim_id": pc.binary_join_element_wise(
                        _identifiers(number[about]), measure, pa.array(np.arange(count)).cast("string"), "-"
                    ),
                    "event_id": _identifiers(number[about]),
                    "measure": pa.array(np.full(count, measure)),
                    "low": pa.array(least, mask=shape < 0.05),
                    "high": pa.array(greatest, mask=shape > 0.88),
                    "scope": pa.array(
                        draw.choice(["total", "partial", "withdrawn"], count, p=[0.93, 0.05, 0.02])
                    ),
                    "claimant": pa.array(names[claimant]),
                    "side": pa.array(np.array(list(CLAIMANTS.values()))[claimant]),
                    "stated_on": pa.array(stated, mask=draw.random(count) < 0.15),
                    "source_id": pc.binary_join_element_wise(
                        "source", pa.array(draw.integers(0, SOURCES, count)).cast("string"), "-"
                    ),
                }
            )
        )
    return pa.concat_tables(said)


def _identifiers(number: npt.NDArray[np.int64]) -> pa.Array:
    return pc.binary_join_element_wise("grown", pc.utf8_lpad(pa.array(number).cast("string"), 8, "0"), "-")


def _sources() -> pa.Table:
    number = np.arange(SOURCES)
    # Every tenth is a source that counts only where the reader includes such.
    grade = np.where(number % 10 == 9, "unverified", np.where(number % 3 == 0, "copy", "established"))
    return pa.table(
        {
            "source_id": [f"source-{at}" for at in number],
            "title": [f"Grown source {at}" for at in number],
            "publisher": [f"Publisher {at % 20}" for at in number],
            "url": [f"https://example.org/{at}" for at in number],
            "kind": ["news"] * SOURCES,
            "grade": grade,
        }
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Grow one table."""
    parser = argparse.ArgumentParser(prog="python -m bench.grow", description=__doc__)
    parser.add_argument("rows", help=f"how many events: a number, or {', '.join(SIZES)}")
    parser.add_argument("folder", type=Path, help="where to, outside the repository")
    chosen = parser.parse_args(arguments)
    grow(chosen.folder, SIZES.get(chosen.rows) or int(chosen.rows))


if __name__ == "__main__":
    main()
