"""Reads the four columns in which a frame carries ranges back into values, one a row."""

import pandas as pd

from atlas.tally.ranges import UNKNOWN, Range


def ranges(frame: pd.DataFrame) -> list[Range]:
    """The range of every row from ``low``, ``high`` (Int64, missing = unknown), ``open_below``, ``open_above``."""
    columns = (frame[name].tolist() for name in ("low", "high", "open_below", "open_above"))
    return [
        UNKNOWN if low is pd.NA else Range(int(low), int(high), bool(below), bool(above))
        for low, high, below, above in zip(*columns, strict=True)
    ]
