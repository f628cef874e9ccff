"""The JSON schemas of what the api gives: rows made from the codebook, and the few shapes around them."""

from collections.abc import Mapping
from typing import Any

from atlas.downloads.added_columns import fields_of
from atlas.edition.codebook import Codebook
from atlas.words.language import _

Schema = dict[str, Any]

PLACED = ("longitude", "latitude")
"""Columns of an event that in GeoJSON are its geometry."""

TYPES: Mapping[str, Schema] = {
    "string": {"type": "string"},
    "date": {"type": "string", "format": "date"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
}
"""The types of a Table Schema that the codebook uses, as JSON schemas; KeyError for a new one."""


def of(name: str) -> Schema:
    """A reference to one of ``components``."""
    return {"$ref": f"#/components/schemas/{name}"}


def components(codebook: Codebook) -> dict[str, Schema]:
    """Every schema that answers refer to, by name."""
    geometry = {"type": ["object", "null"], "required": ["type", "coordinates"]}
    return {
        "Event": row(codebook, "events"),
        "Claim": row(codebook, "claims"),
        "Point": {
            "type": "object",
            "required": ["type", "geometry", "properties"],
            "properties": {
                "type": {"const": "Feature"},
                "geometry": geometry,
                "properties": {"type": "object"},
            },
        },
        "EventPoint": {
            "allOf": [of("Point"), {"type": "object", "properties": {"properties": of("Event")}}],
        },
        "View": {
            "type": "object",
            "description": _("What a file says about itself."),
            "required": ["title", "version", "created", "licence", "shown", "filters", "figures", "citation"],
            "properties": {
                **{name: {"type": "string"} for name in ("title", "version", "shown", "figures", "citation")},
                "created": {"type": "string", "format": "date"},
                "licence": {"type": "object"},
                "filters": {"type": "object", "additionalProperties": {"type": "array"}},
                "address": {"type": "string"},
                "events_shown": {"type": "integer", "minimum": 0},
            },
        },
    }


def row(codebook: Codebook, table: str) -> Schema:
    """One row of a download of ``events`` or ``claims``, from its Table Schema; an empty cell is null."""
    fields = fields_of(codebook, table)
    return {
        "type": "object",
        "required": [field["name"] for field in fields if field["name"] not in PLACED],
        "properties": {field["name"]: _cell(field) for field in fields},
        "additionalProperties": False,
    }


def _cell(field: Mapping[str, Any]) -> Schema:
    constraints = field.get("constraints", {})
    cell = {**TYPES[field["type"]], "description": field.get("description", "")}
    if "enum" in constraints:
        cell["enum"] = list(constraints["enum"])
    if not constraints.get("required"):
        cell["type"] = [cell["type"], "null"]
        if "enum" in cell:
            cell["enum"].append(None)
    return cell


def rows_of(name: str, item: str) -> Schema:
    """An object that says what it is of and holds rows under ``name``."""
    rows = {"type": "array", "items": of(item)}
    return {"allOf": [of("View"), {"type": "object", "required": [name], "properties": {name: rows}}]}


def features_of(item: str) -> Schema:
    """A FeatureCollection that says what it is of."""
    kind = {"type": "object", "required": ["type"], "properties": {"type": {"const": "FeatureCollection"}}}
    return {"allOf": [*rows_of("features", item)["allOf"], kind]}


def event_document() -> Schema:
    """One event with its claims and sources."""
    return {
        "type": "object",
        "required": ["version", "licence", "figures", "event", "claims", "sources"],
        "properties": {
            "event": of("Event"),
            "claims": {"type": "array", "items": of("Claim")},
            "sources": {"type": "array", "items": {"type": "object", "required": ["source_id"]}},
        },
    }
