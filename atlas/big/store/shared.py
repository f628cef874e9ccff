"""The rows of a prepared table for many readers at once: a connection of the engine answers one question at a time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import LifoQueue

import ibis  # type: ignore[import-untyped]

from atlas.big.store import SERVING, Store, connected

AT_ONCE = 4
"""Questions that are answered at the same time; further ones wait. They share the engine's memory."""


@dataclass(frozen=True, eq=False)
class SharedStore:
    """Stores over the same rows, each lent to one question at a time."""

    free: "LifoQueue[Store]"

    @contextmanager
    def lent(self) -> Iterator[Store]:
        """A store for one question; waits until one is free."""
        store = self.free.get()
        try:
            yield store
        finally:
            self.free.put(store)


def prepared(files: Sequence[Path]) -> SharedStore:
    """The rows that ``prepare`` has written: typed already, so that the engine reads no more than it must."""
    names = [str(file) for file in files]
    first = connected(memory=SERVING)
    free: LifoQueue[Store] = LifoQueue()
    for number in range(AT_ONCE):
        # Each a connection of its own to the one engine, with its memory and its settings.
        engine = ibis.duckdb.from_connection(first.con.cursor()) if number else first
        # What is in which file is asked at every page, and a file that was prepared does not change.
        engine.settings["parquet_metadata_cache"] = True
        free.put(Store(engine, engine.read_parquet(names)))
    return SharedStore(free)
