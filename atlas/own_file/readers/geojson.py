"""Reads the features of a GeoJSON file as rows: their properties, and the point that each lies on."""

import json
from collections import Counter

import pandas as pd

from atlas.own_file.readers.delimited import encoding_of
from atlas.own_file.reading import Reading, Unreadable, check_size, text_of
from atlas.words.language import _


def read_geojson(name: str, content: bytes) -> Reading:
    """One row a feature: its properties as text, then ``lon`` and ``lat`` of its point, empty where its
    geometry is none. Raises Unreadable for JSON that is cut off, or that is no collection of features."""
    encoding, notes = encoding_of(content)
    try:
        found = json.loads(content.decode(encoding, errors="replace"))
    except (json.JSONDecodeError, RecursionError) as error:
        raise Unreadable(
            _("The file begins like GeoJSON and cannot be read: it is cut off or damaged."),
            _("Send the file again in full, or save the table as CSV."),
        ) from error
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise Unreadable(
            _("The file is JSON, but not a GeoJSON collection of features."),
            _("Save the events as GeoJSON features with properties, or as CSV."),
        )
    if not features:
        raise Unreadable(_("The collection holds no feature."), _("Add at least one event."))
    check_size(len(features), 0)
    properties = [dict(feature.get("properties") or {}) for feature in features]
    columns = list(dict.fromkeys(str(key) for row in properties for key in row))
    check_size(0, len(columns))
    # The point is the feature's own; a property of the same name keeps a name of its own.
    named = {key: f"{key} (2)" if key in ("lon", "lat") else key for key in columns}
    points = [_point(feature.get("geometry")) for feature in features]
    cells = {named[key]: [text_of(row.get(key)) for row in properties] for key in columns}
    cells |= {name: [point[at] for point in points] for at, name in enumerate(("lon", "lat"))}
    kinds = Counter(_kind(feature.get("geometry")) for feature in features)
    for kind, count in kinds.items():
        if kind != "Point":
            words = _(
                "{count} features have a geometry that is not a point ({kind}); they are placed by name."
            )
            notes.append(words.format(count=count, kind=kind))
    index = pd.RangeIndex(2, len(features) + 2, name="row")
    rows = pd.DataFrame({key: pd.Series(texts, index=index, dtype="str") for key, texts in cells.items()})
    return Reading(name, "geojson", list(cells), rows, encoding, "", tuple(notes))


def _kind(geometry: object) -> str:
    return str(geometry.get("type", "none"))[:40] if isinstance(geometry, dict) else "none"


def _point(geometry: object) -> tuple[str, str]:
    at = geometry.get("coordinates") if isinstance(geometry, dict) and _kind(geometry) == "Point" else None
    if isinstance(at, list) and len(at) >= 2 and all(isinstance(number, int | float) for number in at[:2]):
        return str(at[0]), str(at[1])
    return "", ""
