"""The rows of a prepared table for many readers at once: a connection of the engine answers one question at a time."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from queue import LifoQueue
from typing import Any

import ibis  # type: ignore[import-untyped]
import pandas as pd

from atlas.store import SERVING, RowsPart, Store, connected

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

    def count(self, *args: Any, **kwargs: Any) -> int:  # noqa: ANN401 - as Store has them
        """See ``Store.count``."""
        with self.lent() as store:
            return store.count(*args, **kwargs)

    def page(self, *args: Any, **kwargs: Any) -> pd.DataFrame:  # noqa: ANN401
        """See ``Store.page``."""
        with self.lent() as store:
            return store.page(*args, **kwargs)

    def stretch(self, *args: Any, **kwargs: Any) -> pd.DataFrame:  # noqa: ANN401
        """See ``Store.stretch``."""
        with self.lent() as store:
            return store.stretch(*args, **kwargs)

    def single(self, column: str, value: str, most: int) -> pd.DataFrame:
        """See ``Store.single``."""
        with self.lent() as store:
            return store.single(column, value, most)


def prepared(folder: Path, starts: Mapping[str, Sequence[str]]) -> SharedStore:
    """The rows that ``prepare`` has written: typed already, so that the engine reads no more than it must. ``starts``:
    of each file, by its name in the folder, the first and the last day on which an event begins."""
    days = {name: [date.fromisoformat(day) for day in ends] for name, ends in starts.items()}
    parts = [RowsPart(folder / name, first, last) for name, (first, last) in days.items()]
    parts.sort(key=lambda part: (part.last, part.file), reverse=True)
    files = [str(part.file) for part in parts]
    first = connected(memory=SERVING)
    free: LifoQueue[Store] = LifoQueue()
    for number in range(AT_ONCE):
        # Each a connection of its own to the one engine, with its memory and its settings.
        engine = ibis.duckdb.from_connection(first.con.cursor()) if number else first
        free.put(Store(engine, engine.read_parquet(files), tuple(parts)))
    return SharedStore(free)
