"""The tally once more, straight from the CSV files by docs/method.md alone: no line of it is the atlas's own."""

import csv
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

SIDES = {"official": {"official"}, "independent": {"ngo", "media", "opposition"}}
SUMMED = ("deaths", "detentions", "injuries")
Figure = tuple[int, int, bool, bool] | None
"""Low, high, open below, open above; None: unknown."""


@cache
def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def latest(folder: Path, whose: str, known: str, unverified: bool) -> dict[Any, list[tuple[Any, Any]]]:
    """Rules 1 and 2: the bounds of the claims that count, by event and measure."""
    sources = {row["source_id"]: row for row in table(folder, "sources")}
    words: dict[Any, Any] = {}
    for claim in table(folder, "claims"):
        source = sources[claim["source_id"]]
        said = claim["stated_on"] or source["published_on"]
        bounds = [int(claim[bound]) if claim[bound] else None for bound in ("low", "high")]
        if (
            claim["scope"] == "total"
            and bounds != [None, None]
            and (whose == "all" or claim["side"] in SIDES[whose])
            and (not known or (said and said <= known))
            and (source["grade"] != "unverified" or unverified)
        ):
            key = claim["event_id"], claim["measure"], claim["claimant"]
            number = re.search(r"\d+$", claim["claim_id"])
            # Without a date, "" comes before every day.
            words[key] = max(
                words.get(key, ("", -1, [])),
                (said, int(number[0]) if number else 0, bounds),
                key=lambda w: w[:2],
            )
    found: dict[Any, list[tuple[Any, Any]]] = {}
    for (event, measure, _claimant), (_said, _number, bounds) in words.items():
        found.setdefault((event, measure), []).append(tuple(bounds))
    return found


def own(claims: list[tuple[Any, Any]]) -> Figure:
    """Rule 2: from the least low to the greatest high, open above where an "at least" reaches it."""
    lows = [low for low, _high in claims if low is not None]
    high = max(low if high is None else high for low, high in claims)
    return min(lows, default=0), high, not lows, any(top is None and low == high for low, top in claims)


Wholes = dict[str, tuple[int, int] | None]
"""The bounds of each event's figure with its parts; None: unknown."""


@cache
def rows(
    folder: Path, measure: str, whose: str, known: str, unverified: bool
) -> tuple[dict[str, Figure], Wholes]:
    """Rules 3, 4 and 5: what each event adds to a total, and its figure with its parts."""
    claims = latest(folder, whose, known, unverified)
    parts: dict[str, list[str]] = {}
    for event in table(folder, "events"):
        parts.setdefault(event["part_of"], []).append(event["event_id"])
    adds: dict[str, Figure] = {}
    wholes: Wholes = {}

    def whole(event: str) -> tuple[int, int]:
        said = claims.get((event, measure))
        figure = own(said) if said else None
        of_each = [whole(part) for part in parts.get(event, [])]
        lows, highs = zip(*of_each or [(0, 0)], strict=True)
        of_parts = (sum(lows), sum(highs)) if measure in SUMMED else (max(lows), max(highs))
        adds[event] = None
        if figure is None:
            wholes[event] = (
                of_parts if any(wholes[part] is not None for part in parts.get(event, [])) else None
            )
            return of_parts
        low, high, below, above = figure
        rest = (max(low - of_parts[0], 0), max(high - of_parts[1], 0)) if measure in SUMMED else (low, high)
        adds[event] = (*rest, below, above and high >= of_parts[1])
        wholes[event] = max(low, of_parts[0]), max(high, of_parts[1])
        return max(low, of_parts[0]), max(high, of_parts[1])

    for event in parts[""]:
        whole(event)
    return adds, wholes


def folded(figures: list[Figure], measure: str) -> Figure:
    """The figure of some rows: sums, or for turnout the largest."""
    known = [figure for figure in figures if figure]
    if not known:
        return None
    lows, highs, below, above = zip(*known, strict=True)
    if measure in SUMMED:
        low, high = sorted((sum(lows), sum(highs)))
        return low, high, any(below), any(above)
    largest = [figure for figure in known if figure[1] == max(highs)]
    return max(lows), max(highs), any(f[2] for f in largest), any(f[3] for f in largest)


def region_of(folder: Path, event: dict[str, str]) -> str:
    towns = (
        json.loads((folder / "cities.geojson").read_text(encoding="utf-8"))["features"]
        if event["city"]
        else []
    )
    return next(
        (t["properties"]["oblast"] for t in towns if t["properties"]["name"] == event["city"]),
        event["region"],
    )


@cache
def regions(folder: Path) -> dict[str, str]:
    found: dict[tuple[str, str], str] = {}
    for event in table(folder, "events"):
        place = event["city"], event["region"]
        found[place] = found.get(place) or region_of(folder, event)
    return {event["event_id"]: found[event["city"], event["region"]] for event in table(folder, "events")}


def chosen(folder: Path, asked: dict[str, Any]) -> dict[str, bool]:
    """The events that a filter keeps, each with whether it lies within the period."""
    rule = asked["whose"], asked["known"], asked["unverified"]
    found = {}
    for event in table(folder, "events"):
        facts = event | {"region": regions(folder)[event["event_id"]]}
        if any(
            asked[name] and facts[name] not in asked[name]
            for name in ("city", "region", "event_type", "campaign")
        ):
            continue
        start, end = asked["from"] or "0000", asked["to"] or "9999"
        if event["end_date"] < start or event["start_date"] > end:
            continue
        reaches = True
        for measure, least in asked.get("at_least", ()):
            bounds = rows(folder, measure, *rule)[1][event["event_id"]]
            reaches &= bounds is not None and bounds[asked["bound"] == "high"] >= least
        if reaches:
            found[event["event_id"]] = start <= event["start_date"] and event["end_date"] <= end
    return found


def total(folder: Path, measure: str, asked: dict[str, Any]) -> tuple[Figure, int, int, Figure, int, int]:
    """Rule 6: figure and number known within the period, events shown; figure, known and events beyond it."""
    adds, _wholes = rows(folder, measure, asked["whose"], asked["known"], asked["unverified"])
    within: list[Figure] = []
    beyond: list[Figure] = []
    for event, inside in chosen(folder, asked).items():
        (within if inside else beyond).append(adds[event])
    tell = [(folded(some, measure), sum(f is not None for f in some), len(some)) for some in (within, beyond)]
    return tell[0][0], tell[0][1], tell[0][2] + tell[1][2], *tell[1]
