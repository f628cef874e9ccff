"""Gives memory back to the machine after a large file has gone."""

import ctypes
import gc
from contextlib import suppress

import pyarrow as pa


def give_back() -> None:
    """Collect what nobody holds any more, and return what the allocators keep for later use."""
    # An edition and what is kept of it hold each other: only the collector lets go of them.
    gc.collect()
    pa.default_memory_pool().release_unused()
    # glibc keeps what a thread freed; other systems have no such call and no such need.
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
