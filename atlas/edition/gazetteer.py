"""Every place that an event can stand in: one point a town, with its names and the region it lies in."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from shapely.geometry import Point, shape
from shapely.prepared import prep

from atlas import DATA
from atlas.edition.geojson import features

OF_TOWNS = (
    *("name", "name_kk", "name_ru", "oblast", "oblast_iso"),
    *("former_names", "former_oblasts", "aliases"),
)
OF_REGIONS = ("name", "iso", "name_kk", "name_ru")


def read_gazetteer(folder: Path = DATA) -> pd.DataFrame:
    """All towns. Index ``city`` (English name, the key of events.csv); columns ``name`` (the same, or
    in the language of a translated edition), ``name_kk``, ``name_ru``, ``lon``, ``lat`` (WGS84 degrees), ``region`` (English name), ``region_iso``, ``former_names`` and
    ``former_regions`` (lists of {name, name_ru, name_kk, until, and of some names until_day}, earliest first), ``aliases`` (list), ``row`` (number of the feature, from 1).

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
            "former_regions": feature["properties"]["former_oblasts"],
            "aliases": feature["properties"]["aliases"],
            "row": number,
        }
        for number, feature in enumerate(features(folder, "cities.geojson", OF_TOWNS), start=1)
    ]
    return (
        pd.DataFrame(towns).set_index("city", drop=False).rename(columns={"city": "name"}).rename_axis("city")
    )


def name_on(town: pd.Series, day: date, language: str) -> str:
    """What a town (a row of the gazetteer) was called on a day, in a language; empty where the gazetteer cannot say:
    in the year of a renaming whose day it lacks, or where it does not know when a name was given up."""
    unknown = False
    for former in town.former_names:
        if former["until"] is None:
            unknown = True
            continue
        if former.get("until_day"):
            in_use = day < date.fromisoformat(former["until_day"])
        elif day.year == former["until"]:
            return ""
        else:
            in_use = day.year < former["until"]
        if in_use:
            return "" if unknown else _in(language, former) or str(former["name"])
        # Whatever came before was given up before this one.
        unknown = False
    return "" if unknown else name_today(town, language)


def name_today(town: pd.Series, language: str) -> str:
    """What a town is called today, in a language; in English where the gazetteer has no name in it."""
    return (str(town[f"name_{language}"]) if language != "en" else "") or str(town.name)


def _in(language: str, former: dict[str, Any]) -> str:
    return str(former.get("name" if language == "en" else f"name_{language}", ""))


def name_then(town: pd.Series, said: str, day: date, language: str) -> str:
    """The name to show beside today's for an event on a day; empty where it was the same in that language.

    ``said``: the event's own English name of the time (``city_name_then``), empty where it gives none. One that the
    gazetteer does not have as a former name, such as Uralsk, is shown in English only.
    """
    former = next((one for one in town.former_names if said and one["name"] == said), None)
    if former is not None:
        then = _in(language, former)
    elif said and language == "en":
        then = said
    else:
        then = name_on(town, day, language)
    return "" if then == name_today(town, language) else then


def names_then(events: pd.DataFrame, gazetteer: pd.DataFrame, language: str) -> list[str]:
    """``name_then`` for each event, empty where it stands on no town of the gazetteer.

    ``events``: ``city``, ``city_name_then``, ``start_date``.
    """
    towns = {city: gazetteer.loc[city] for city in events.city.unique() if city in gazetteer.index}
    return [
        name_then(towns[city], said, start.date(), language) if city in towns else ""
        for city, said, start in zip(events.city, events.city_name_then, events.start_date, strict=True)
    ]


def read_regions(folder: Path = DATA) -> pd.DataFrame:
    """The 20 regions of today. Index ``region`` (English name); columns ``name`` (the same, or in the
    language of a translated edition), ``iso``, ``name_kk``, ``name_ru``."""
    properties = [f["properties"] for f in features(folder, "basemap/oblasts.geojson", OF_REGIONS)]
    return pd.DataFrame(properties).set_index("name", drop=False).rename_axis("region")


def outside_country(gazetteer: pd.DataFrame, folder: Path = DATA) -> pd.DataFrame:
    """The towns of ``gazetteer`` whose point does not lie in Kazakhstan, in the same columns."""
    outline = prep(shape(features(folder, "basemap/kazakhstan.geojson", ())[0]["geometry"]))
    inside = [outline.covers(Point(lon, lat)) for lon, lat in zip(gazetteer.lon, gazetteer.lat, strict=True)]
    return gazetteer[[not it for it in inside]]
