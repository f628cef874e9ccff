"""Rows as Parquet: every column typed, what is missing as null, the codebook in the file's metadata."""

import io
import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from atlas.downloads.about import About
from atlas.downloads.added_columns import fields_of

TYPES = {
    "string": pa.string(),
    "date": pa.date32(),
    "integer": pa.int64(),
    "year": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
}
"""The Arrow type of each type of the codebook."""


def to_parquet(about: About, name: str, table: pd.DataFrame) -> bytes:
    """The bytes of ``table``, a download of ``events`` or ``claims``. File metadata: ``about`` and ``codebook``,
    both JSON; each column's metadata holds its ``description``."""
    described = fields_of(about.view.edition.codebook, name)
    schema = pa.schema(
        [
            pa.field(field["name"], TYPES[field["type"]], metadata={"description": field["description"]})
            for field in described
        ],
        metadata={
            "about": json.dumps(about.document(), ensure_ascii=False),
            "codebook": json.dumps({"name": name, "fields": described}, ensure_ascii=False),
        },
    )
    columns = [_column(table[field.name], field.type) for field in schema]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), out)
    return out.getvalue()


def _column(cells: pd.Series, kind: pa.DataType) -> pa.Array:
    missing = cells.isna()
    if kind == pa.string():
        missing = missing | (cells == "")
    elif kind == pa.date32():
        cells = cells.dt.date
    values = cells.astype("object").where(~missing, None)
    return pa.array(values.tolist(), type=kind)
