"""Rows as JSON and as GeoJSON (RFC 7946), block by block, with what is missing as null."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from atlas.downloads.about import About
from atlas.folds.aggregates import figures_per_city
from atlas.folds.views import View


def as_json(value: object) -> str:
    """Compact JSON in UTF-8, in which no number that JSON lacks (NaN) can stand."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def records(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Each row as a dictionary ready for JSON: dates as YYYY-MM-DD, an empty cell of any kind as None."""
    columns = [_values(table[name]) for name in table.columns]
    names = [str(name) for name in table.columns]
    for cells in zip(*columns, strict=True):
        yield dict(zip(names, cells, strict=True))


def _values(column: pd.Series) -> list[Any]:
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        column = column.dt.strftime("%Y-%m-%d")
    values = column.astype("object").where(column.notna(), None).tolist()
    return [None if value == "" else value for value in values]


def json_chunks(about: About, name: str, tables: Iterable[pd.DataFrame]) -> Iterator[bytes]:
    """One object: what ``about`` says, then under ``name`` the rows, one a line."""
    head = as_json(about.document())[:-1]
    yield from _listed(f'{head},"{name}":[', map(records, tables))


def geojson_chunks(about: About, tables: Iterable[pd.DataFrame]) -> Iterator[bytes]:
    """A FeatureCollection of events: a point where the event has a town, else no geometry (null); ``id`` is
    the event's key; what ``about`` says stands beside ``features``, as RFC 7946 section 6.1 allows."""
    head = as_json({"type": "FeatureCollection"} | about.document())[:-1]
    yield from _listed(f'{head},"features":[', (map(_feature, records(table)) for table in tables))


def _listed(head: str, blocks: Iterable[Iterable[dict[str, Any]]]) -> Iterator[bytes]:
    between = "\n"
    yield head.encode()
    for block in blocks:
        rows = ",\n".join(map(as_json, block))
        if rows:
            yield f"{between}{rows}".encode()
            between = ",\n"
    yield b"\n]}\n"


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    point = row.pop("longitude"), row.pop("latitude")
    return {"type": "Feature", "id": row["event_id"], "geometry": _point(*point), "properties": row}


def _point(longitude: float | None, latitude: float | None) -> dict[str, Any] | None:
    if longitude is None or latitude is None:
        return None
    return {"type": "Point", "coordinates": [longitude, latitude]}


def city_chunks(about: About) -> Iterator[bytes]:
    """A FeatureCollection of the towns that have events in the view. Properties: ``name``, ``name_kk``,
    ``name_ru``, ``oblast``, ``oblast_iso``, ``events``, and for each measure the figure of the town under the
    view's rule: ``m_low``, ``m_high`` (null: unknown), ``m_open_below``, ``m_open_above`` (bool) and
    ``m_known``, the number of events with a figure."""
    head = as_json({"type": "FeatureCollection"} | about.document())[:-1]
    yield from _listed(f'{head},"features":[', [map(_town_feature, records(_towns(about.view)))])


def _towns(view: View) -> pd.DataFrame:
    figures = {
        measure: figures_per_city(view.cells, view.rows, measure)
        for measure in ("events", *view.cells.measures)
    }
    names = figures["events"].city
    towns = view.edition.gazetteer.loc[names].reset_index(drop=True)
    columns: dict[str, pd.Series] = {"name": names}
    for name, column in PROPERTIES.items():
        columns[name] = towns[column]
    columns["events"] = figures["events"].events
    for measure in view.cells.measures:
        for name in ("low", "high", "open_below", "open_above", "known"):
            columns[f"{measure}_{name}"] = figures[measure][name]
    table = pd.DataFrame(columns)
    return table[table.events > 0]


PROPERTIES = {
    "name_kk": "name_kk",
    "name_ru": "name_ru",
    "oblast": "region",
    "oblast_iso": "region_iso",
    "lon": "lon",
    "lat": "lat",
}
"""What a town brings from the gazetteer, by its name in the file of the towns."""


def _town_feature(row: dict[str, Any]) -> dict[str, Any]:
    point = row.pop("lon"), row.pop("lat")
    return {"type": "Feature", "id": row["name"], "geometry": _point(*point), "properties": row}
