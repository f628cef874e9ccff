"""Puts a file's events on the towns of the gazetteer, and adds the places that it lacks to this one edition."""

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pandas as pd

from atlas.edition.edition import Edition
from atlas.edition.gazetteer import outside_country
from atlas.edition.places import Found, Places, place_key
from atlas.own_file.formats.parts import Parts
from atlas.words.language import _, ngettext, number

NEAR_KM = 60
"""A town of the same name farther than this from the file's own point is another town."""
HOME = frozenset(
    {
        "kazakhstan",
        "republicofkazakhstan",
        "казахстан",
        "казакстан",
        "республикаказахстан",
        "kz",
        "kaz",
        "398",
    }
)


@dataclass(frozen=True)
class Settled:
    """``events``: dicts in the columns of the codebook, with ``row``; ``gazetteer``: that of the edition;
    ``unmatched``: ``place``, ``rows``, ``on_map``; ``notes``."""

    events: list[dict[str, Any]]
    gazetteer: pd.DataFrame
    unmatched: pd.DataFrame
    notes: list[str]


def settled(parts: Parts, base: Edition, places: Places) -> Settled:
    """Each event in a town, a region or the whole country; where the file names several towns, an umbrella
    that holds the figures, with one part for each town."""
    work = _Settling(base, places)
    events = [row for event in parts.events for row in work.rows_of(event)]
    gazetteer, on_map = work.gazetteer()
    unmatched = pd.DataFrame(
        [
            {"place": name, "rows": rows, "on_map": name in on_map}
            for name, rows in sorted(work.lacking.items(), key=lambda item: (-item[1], item[0]))
        ],
        columns=["place", "rows", "on_map"],
    )
    return Settled(events, gazetteer, unmatched, work.notes(len(on_map)))


class _Settling:
    def __init__(self, base: Edition, places: Places) -> None:
        self.base, self.places = base, places
        towns = base.gazetteer
        self.towns = {
            str(c): (float(x), float(y)) for c, x, y in zip(towns.index, towns.lon, towns.lat, strict=True)
        }
        self.added: dict[str, tuple[float, float] | None] = {}
        self.keys: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self.regions: dict[str, str] = {}
        self.lacking: Counter[str] = Counter()
        self.divided = self.elsewhere = self.nowhere = 0

    def rows_of(self, event: dict[str, Any]) -> list[dict[str, Any]]:
        """The event in its place; an umbrella and its parts where it names several."""
        where, point = event.pop("where"), (event.pop("lon"), event.pop("lat"))
        country, admin = event.pop("country"), event.pop("admin")
        at = None if point[0] is None else (float(point[0]), float(point[1]))
        home = not country or self._key(country) in HOME
        if event.get("location_precision"):
            found = self._given(event, where)
        elif home:
            found = self.places.find(where)
        else:
            found = Found(unknown=(where or country,))
        if not home and self._key(where) == self._key(country):
            found = Found(unknown=(country,))
        if len(found.cities) == 1 and not found.several and at and self._far(found.cities[0], at):
            found = Found(unknown=(where,))
        if not found.several and not (found.nationwide and found.cities):
            return [self._single(event, found, at, country if not home else "", admin)]
        return self._umbrella(event, found, country if not home else "", admin)

    def _key(self, name: str) -> str:
        # Kept here and not with the function: a reader's words must go when the reader goes.
        if name not in self._keys:
            self._keys[name] = place_key(name)
        return self._keys[name]

    def _given(self, event: dict[str, Any], where: str) -> Found:
        # Our own table: a city is a key of the gazetteer, whatever else the word may mean.
        if not event.get("city"):
            return Found(region=event["region"], nationwide=not event["region"])
        return Found(cities=(where,)) if where in self.towns else Found(unknown=(where,))

    def _single(
        self, event: dict[str, Any], found: Found, at: tuple[float, float] | None, country: str, admin: str
    ) -> dict[str, Any]:
        event |= {"city": "", "region": ""}
        if found.cities:
            event["city"] = found.cities[0]
        elif found.unknown and found.unknown[0]:
            event["city"] = self._add(found.unknown[0], at, country, admin)
            self.lacking[event["city"]] += 1
        elif found.region:
            event["region"] = found.region
        elif at and not found.nationwide:
            event["city"] = self._add(f"{at[1]:.3f}, {at[0]:.3f}", at, country, admin)
            self.lacking[event["city"]] += 1
        elif not found.nationwide:
            # Said to be nowhere is not said to be everywhere: the row must not pass for a nationwide one.
            self.nowhere += 1
            event["city"] = self._add(_("no place named"), None, country, "")
        level = "city" if event["city"] else "region" if event["region"] else "country"
        exact = event.get("location_precision") == "exact" and bool(event["city"] and event.get("place"))
        return event | {"location_precision": "exact" if exact else level}

    def _umbrella(
        self, event: dict[str, Any], found: Found, country: str, admin: str
    ) -> list[dict[str, Any]]:
        """The figures stand on the umbrella, so that none is lost and none is counted for each town."""
        self.divided += 1
        regions = {str(self.base.gazetteer.region.get(city, "")) for city in found.cities}
        one = regions.pop() if len(regions) == 1 and not found.unknown and not found.nationwide else ""
        whole = event | {"city": "", "region": one, "location_precision": "region" if one else "country"}
        rows = [whole]
        pieces = [Found(cities=(city,)) for city in found.cities] + [
            Found(unknown=(name,)) for name in found.unknown
        ]
        for n, piece in enumerate(pieces, start=1):
            part = event | {"event_id": f"{event['event_id']}-part-{n}", "part_of": event["event_id"]}
            rows.append(self._single(part, piece, None, country, admin))
        return rows

    def _add(self, name: str, at: tuple[float, float] | None, country: str, admin: str) -> str:
        """The name under which a place stands in this edition's gazetteer."""
        key = f"{self._key(name)}|{self._key(country)}"
        # Two places of one name inside the country are two points on the map.
        if at and self.keys.get(key) in self.added:
            there = self.added[self.keys[key]]
            if there is not None and kilometres(there, at) > NEAR_KM and not country:
                name = f"{name} ({at[1]:.2f}, {at[0]:.2f})"
                key = f"{self._key(name)}|"
        if key not in self.keys:
            title = (
                name
                if name not in self.towns and name not in self.added
                else f"{name} ({country})"
                if country
                else ""
            )
            if not title:
                title = (
                    f"{name} ({at[1]:.2f}, {at[0]:.2f})"
                    if at
                    else _("{place} (in the file)").format(place=name)
                )
            self.keys[key] = title
            self.added.setdefault(title, at)
            self.regions[title] = "" if country else self.places.region(admin, bare=True)
            self.elsewhere += bool(country)
        elif at and self.added[self.keys[key]] is None:
            self.added[self.keys[key]] = at
        return self.keys[key]

    def _far(self, city: str, at: tuple[float, float]) -> bool:
        town = self.towns[city]
        return not math.isnan(town[0]) and kilometres(town, at) > NEAR_KM

    def gazetteer(self) -> tuple[pd.DataFrame, set[str]]:
        """The base's gazetteer with the places added, and which of these lie on the map."""
        towns = self.base.gazetteer
        if not self.added:
            return towns, set()
        missing = (float("nan"), float("nan"))
        points = [at or missing for at in self.added.values()]
        columns: dict[str, Any] = {}
        for name in towns.columns:
            first = towns[name].iloc[0]
            empty: object = [] if isinstance(first, list) else 0 if name == "row" else ""
            columns[str(name)] = [empty for _n in points]
        names = list(self.added)
        columns |= {"name": names, "name_kk": names, "name_ru": names}
        columns |= {"region": [self.regions[name] for name in names]}
        columns |= {"lon": [at[0] for at in points], "lat": [at[1] for at in points]}
        added = pd.DataFrame(columns, index=pd.Index(names, name=towns.index.name, dtype=towns.index.dtype))
        placed = added[added.lon.notna()]
        outside = outside_country(placed, self.base.codebook.folder)
        # Beyond the border there is no ground on our map: such places stand in tables and charts.
        added.loc[outside.index, ["lon", "lat"]] = float("nan")
        return pd.concat([towns, added]), set(added.index[added.lon.notna()])

    def notes(self, on_map: int) -> list[str]:
        """What was done with the places, in sentences."""
        lacking = len(self.added) - bool(self.nowhere)
        told = [
            (
                ngettext(
                    "{count} row names several towns: it became an umbrella with its figures and a part for each town.",
                    "{count} rows name several towns: they became umbrellas with their figures and a part for each town.",
                    self.divided,
                ),
                self.divided,
            ),
            (
                ngettext(
                    "{count} place is not in the gazetteer and stands under the name that the file gives it.",
                    "{count} places are not in the gazetteer and stand under the names that the file gives them.",
                    lacking,
                ),
                lacking,
            ),
            (
                ngettext(
                    "{count} of them is on the map, at the point that the file gives.",
                    "{count} of them are on the map, at the points that the file gives.",
                    on_map,
                ),
                on_map,
            ),
            (
                ngettext(
                    "{count} event names no place.",
                    "{count} events name no place.",
                    self.nowhere,
                ),
                self.nowhere,
            ),
        ]
        return [words.format(count=number(count)) for words, count in told if count]


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two points (longitude, latitude in degrees), by the sphere."""
    (lon, lat), (to_lon, to_lat) = (tuple(map(math.radians, point)) for point in (one, other))
    half = (
        math.sin((to_lat - lat) / 2) ** 2
        + math.cos(lat) * math.cos(to_lat) * math.sin((to_lon - lon) / 2) ** 2
    )
    return 12742 * math.asin(math.sqrt(min(1.0, half)))
