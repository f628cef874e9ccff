"""The Data Package of a view: a zip that explains itself, byte for byte the same for the same choice."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from atlas.downloads import exports
from atlas.downloads.about import About
from atlas.downloads.added_columns import fields_of
from atlas.downloads.archive import fixed_zip
from atlas.downloads.files import cities_geojson, events_file, may_export
from atlas.downloads.package_readme import readme
from atlas.folds import claim_rows, references
from atlas.folds.views import View
from atlas.words.language import _


def package_zip(view: View, *, address: str = "") -> bytes:
    """events, claims, event_sources, sources and campaigns of the view as CSV, its towns as GeoJSON, a
    descriptor cut to them (Data Package v2) and a README with the citation and the codebook.

    ``address`` is the link of the view. The zip is dated by the release of the data and not by the day it is
    made: see ``about.About``. PermissionError where ``files.may_export`` says no."""
    reason = may_export(view.edition)
    if reason:
        raise PermissionError(reason)
    about = About(view, address)
    tables = _tables(view)
    parts = {f"{name}.csv": exports.to_csv(table) for name, table in tables.items()}
    parts["events.csv"] = events_file(view, "csv")
    parts["cities.geojson"] = cities_geojson(view, address=address)
    described = _descriptor(about, tables, parts)
    texts = {
        "datapackage.json": json.dumps(described, ensure_ascii=False, indent=2) + "\n",
        "README.md": readme(about, {name: len(table) for name, table in tables.items()}),
    }
    return fixed_zip({name: text.encode() for name, text in texts.items()} | parts, about.created)


def _tables(view: View) -> dict[str, pd.DataFrame]:
    return {
        "events": view.edition.events[view.rows],
        "claims": claim_rows.claims_table(view.edition, view.cells, view.rows),
        "event_sources": references.event_sources_table(view),
        "sources": references.sources_table(view),
        "campaigns": references.campaigns_table(view),
    }


def _descriptor(
    about: About, tables: Mapping[str, pd.DataFrame], parts: Mapping[str, bytes]
) -> dict[str, Any]:
    """The descriptor of the whole, cut to what is in the zip."""
    whole = about.view.edition.codebook.descriptor
    resources = []
    for resource in whole["resources"]:
        name, content = resource["name"], parts.get(resource["path"])
        if content is None:
            continue
        kept = dict(resource)
        if name in tables:
            kept["dialect"] = resource.get("dialect", {}) | {"lineTerminator": "\r\n"}
            kept["schema"] = _schema(about, name, tables)
            kept["rows"] = len(tables[name])
        else:
            kept["title"] = _("Towns of these events")
            kept["description"] = _(
                "The towns that have events here, WGS84, with their names, region and number of events, and for "
                "each measure the figure of all these events together: low, high (null: unknown), whether it is "
                "open below or above, and for how many events it is known."
            )
        resources.append(
            kept | {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
        )
    said = about.document()
    return {
        **{name: value for name, value in whole.items() if name != "resources"},
        **({"homepage": said["address"]} if said["address"] else {}),
        "view": {
            name: said[name] for name in ("language", "shown", "filters", "figures", "address", "citation")
        },
        "resources": resources,
    }


def _schema(about: About, name: str, tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """The table's schema with the added columns, and of its foreign keys those that hold in this cut: an event
    can be part of one that the filter leaves out."""
    codebook = about.view.edition.codebook
    raw = next(part for part in codebook.descriptor["resources"] if part["name"] == name)["schema"]
    schema = {**raw, "fields": fields_of(codebook, name)}
    keys = [key for key in raw.get("foreignKeys", ()) if _holds(key, name, tables)]
    schema.pop("foreignKeys", None)
    return schema | ({"foreignKeys": keys} if keys else {})


def _holds(key: Mapping[str, Any], name: str, tables: Mapping[str, pd.DataFrame]) -> bool:
    target = tables.get(key["reference"].get("resource") or name)
    if target is None:
        return False
    (field,), (wanted,) = key["fields"], key["reference"]["fields"]
    return bool(tables[name][field].isin([*target[wanted], ""]).all())
