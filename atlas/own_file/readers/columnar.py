"""Reads a Parquet file, after looking in its metadata how much it would unpack to."""

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from atlas.own_file.reading import MOST_UNPACKED, Reading, Unreadable, check_size, text_of, unique_names
from atlas.words.language import _

MOST_CELL = 100_000
"""What one cell may be long, in bytes: a word that a million rows share would else be unpacked a million times."""


def read_parquet(name: str, content: bytes) -> Reading:
    """The table of a Parquet file as text cells. Raises Unreadable for a truncated or too large one."""
    if not content.endswith(b"PAR1"):
        raise Unreadable(
            _("The Parquet file is cut off: its end is missing."), _("Send the file again in full.")
        )
    try:
        schema = pq.read_schema(pa.BufferReader(content))
        # Kept as codes and words: so the words are unpacked once, and their length is seen before.
        texts = [f.name for f in schema if pa.types.is_string(f.type) or pa.types.is_large_string(f.type)]
        file = pq.ParquetFile(pa.BufferReader(content), read_dictionary=texts)
        about = file.metadata
        check_size(about.num_rows, about.num_columns)
        unpacked = sum(about.row_group(at).total_byte_size for at in range(about.num_row_groups))
        if unpacked > MOST_UNPACKED:
            raise _too_large()
        table = file.read(use_threads=False)
    except (pa.ArrowException, OSError) as error:
        raise Unreadable(
            _("The Parquet file is damaged and cannot be read."),
            _("Write it anew, or send the table as CSV."),
        ) from error
    if not table.num_rows:
        raise Unreadable(_("The table has a header and no rows."), _("Add at least one event below it."))
    columns, notes = unique_names([str(column) for column in table.column_names])
    left = MOST_UNPACKED
    cells: dict[str, list[str]] = {}
    for column, values in zip(columns, table.columns, strict=True):
        cells[column] = _texts(values)
        left -= sum(map(len, cells[column]))
        if left < 0:
            raise _too_large()
    index = pd.RangeIndex(2, table.num_rows + 2, name="row")
    rows = pd.DataFrame({c: pd.Series(v, index=index, dtype="str") for c, v in cells.items()})
    return Reading(name, "parquet", columns, rows, notes=tuple(notes))


def _too_large() -> Unreadable:
    return Unreadable(
        _("The Parquet file unpacks to more than {most} MB.").format(most=MOST_UNPACKED // 2**20),
        _("Cut it to the columns and years that you need."),
    )


def _texts(values: pa.ChunkedArray) -> list[str]:
    texts: list[str] = []
    for chunk in values.chunks:
        if isinstance(chunk, pa.DictionaryArray):
            if len(chunk) * MOST_CELL > MOST_UNPACKED and any(
                len(word) > MOST_CELL for word in map(text_of, chunk.dictionary.to_pylist())
            ):
                raise _too_large()
            words = [text_of(word) for word in chunk.dictionary.to_pylist()]
            texts += ["" if code is None else words[code] for code in chunk.indices.to_pylist()]
        elif pa.types.is_floating(chunk.type):
            # By way of numpy: a short float must not be written out with the digits of a long one.
            texts += [text_of(value) for value in chunk.to_numpy(zero_copy_only=False)]
        else:
            texts += [text_of(value) for value in chunk.to_pylist()]
    return texts
