"""Every place that an event can stand in: one point a town, with its names and the region it lies in."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
from shapely.geometry import Point, shape
from shapely.prepared import prep

from atlas import DATA


def _features(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_text(encoding="utf-8"))["features"])


def read_gazetteer(folder: Path = DATA) -> pd.DataFrame:
    """All towns. Index ``city`` (English name, the key of events.csv); columns ``name_kk``, ``name_ru``,
    ``lon``, ``lat`` (WGS84 degrees), ``region`` (English name), ``region_iso``, ``former_names`` (list of
    {name, until}), ``aliases`` (list), ``row`` (number of the feature, from 1).

    Source of coordinates and names: GeoNames, CC BY 4.0, changed.
    """
    towns = [
        {
            "city": feature["properties"]["name"],
            "name_kk": feature["properties"]["name_kk"],
            "name_ru": feature["properties"]["name_ru"],
            "lon": float(feature["geometry"]["coordinates"][0]),
            "lat": float(feature["geometry"]["coordinates"][1]),
            "region": feature["properties"]["oblast"],
            "region_iso": feature["properties"]["oblast_iso"],
            "former_names": feature["properties"]["former_names"],
            "aliases": feature["properties"]["aliases"],
            "row": number,
        }
        for number, feature in enumerate(_features(folder / "cities.geojson"), start=1)
    ]
    return pd.DataFrame(towns).set_index("city")


def read_regions(folder: Path = DATA) -> pd.DataFrame:
    """The 20 regions of today. Index ``region`` (English name); columns ``iso``, ``name_kk``, ``name_ru``."""
    properties = [f["properties"] for f in _features(folder / "basemap" / "oblasts.geojson")]
    return pd.DataFrame(properties).rename(columns={"name": "region"}).set_index("region")


def outside_country(gazetteer: pd.DataFrame, folder: Path = DATA) -> pd.DataFrame:
    """The towns of ``gazetteer`` whose point does not lie in Kazakhstan, in the same columns."""
    outline = prep(shape(_features(folder / "basemap" / "kazakhstan.geojson")[0]["geometry"]))
    inside = [outline.covers(Point(lon, lat)) for lon, lat in zip(gazetteer.lon, gazetteer.lat, strict=True)]
    return gazetteer[[not it for it in inside]]
