"""The files of a view: which formats there are, and the bytes of each, of exactly the rows shown."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.downloads import exports, features, parquet, spreadsheet
from atlas.downloads.about import About
from atlas.downloads.added_columns import added_fields
from atlas.edition.edition import Edition
from atlas.folds import claim_rows, event_rows, references
from atlas.folds.views import View
from atlas.words.language import N_


@dataclass(frozen=True)
class Format:
    """A file format: its ``code`` in addresses, the ``suffix`` of a file's name (without the first dot),
    its ``media_type``, its ``title`` in the catalogue's source language."""

    code: str
    suffix: str
    media_type: str
    title: str


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: Mapping[str, Format] = {
    made.code: made
    for made in (
        Format("csv", "csv", "text/csv; charset=utf-8; header=present", N_("CSV")),
        Format("excel-csv", "excel.csv", "text/csv; charset=utf-8; header=present", N_("CSV for Excel")),
        Format("xlsx", "xlsx", XLSX, N_("Excel workbook (XLSX)")),
        Format("geojson", "geojson", "application/geo+json", N_("GeoJSON")),
        Format("parquet", "parquet", "application/vnd.apache.parquet", N_("Parquet")),
        Format("json", "json", "application/json", N_("JSON")),
    )
}
"""Every format of the events, by code, in the order of the menu."""

CLAIM_FORMATS = ("csv", "excel-csv", "json", "parquet")
"""The codes that claims come in: a claim has no point, and the workbook of the events holds the claims too."""

STREAMED = ("csv", "json", "geojson")
"""The codes that ``events_chunks`` makes block by block, and ``claims_chunks`` those of them that claims come in."""

BLOCK = 2000
"""Events, or claims, in a block: a few tenths of a second of work, a few megabytes."""


def may_export(edition: Edition) -> str:
    """Why rows of this edition may not leave as a file, in words; empty where they may."""
    return edition.restricted


def events_file(view: View, code: str, *, address: str = "") -> bytes:
    """The events of the view. KeyError for an unknown format, PermissionError where ``may_export`` says no.

    ``address``: the link of the view, written into the formats that have room for it (all but the CSVs)."""
    if code in STREAMED:
        return b"".join(events_chunks(view, code, address=address))
    if code not in FORMATS:
        raise KeyError(code)
    _allowed(view)
    about, events = About(view, address), event_rows.events_table(view.edition, view.cells, view.rows)
    if code == "excel-csv":
        return spreadsheet.to_excel_csv(events)
    if code == "parquet":
        return parquet.to_parquet(about, "events", events)
    tables = {"events": events, "claims": _claims(view), "sources": references.sources_table(view)}
    return spreadsheet.to_workbook(about, tables)


def events_chunks(view: View, code: str, *, address: str = "") -> Iterator[bytes]:
    """The same bytes in blocks of rows, for the ``STREAMED`` formats (KeyError for others). Errors are raised
    by the call, not by the first block."""
    about = About(view, address)
    tables = view.blocks(BLOCK)
    makers: dict[str, Callable[[], Iterator[bytes]]] = {
        "csv": lambda: _csv_chunks(tables),
        "json": lambda: features.json_chunks(about, "events", tables),
        "geojson": lambda: features.geojson_chunks(about, tables),
    }
    chunks = makers[code]
    _allowed(view)
    return chunks()


def claims_file(view: View, code: str, *, address: str = "") -> bytes:
    """Every claim about the events of the view. KeyError for a format not in ``CLAIM_FORMATS``."""
    if code not in CLAIM_FORMATS:
        raise KeyError(code)
    if code in STREAMED:
        return b"".join(claims_chunks(view, code, address=address))
    _allowed(view)
    claims = _claims(view)
    if code == "excel-csv":
        return spreadsheet.to_excel_csv(claims)
    return parquet.to_parquet(About(view, address), "claims", claims)


def claims_chunks(view: View, code: str, *, address: str = "") -> Iterator[bytes]:
    """The same bytes in blocks of rows, for the formats both ``STREAMED`` and ``CLAIM_FORMATS`` (KeyError for
    others). Errors are raised by the call, not by the first block."""
    about = About(view, address)
    tables = _claim_blocks(view)
    makers: dict[str, Callable[[], Iterator[bytes]]] = {
        "csv": lambda: _csv_chunks(tables),
        "json": lambda: features.json_chunks(about, "claims", tables),
    }
    chunks = makers[code]
    _allowed(view)
    return chunks()


def cities_geojson(view: View, *, address: str = "") -> bytes:
    """The towns that have events in the view, with their figures: see ``features.city_chunks``."""
    _allowed(view)
    return b"".join(features.city_chunks(About(view, address)))


def event_document(view: View, event_id: str) -> dict[str, Any]:
    """One event (of the edition, also outside the filter) with its figures under the view's rule: ``version``,
    ``licence``, ``figures`` (the rule in words), ``event``, ``claims``, ``sources``, ready for json.dumps.
    KeyError where there is none of that id."""
    edition = view.edition
    at = np.flatnonzero((edition.events.event_id == event_id).to_numpy())
    if not len(at):
        raise KeyError(event_id)
    _allowed(view)
    rows = np.zeros(len(edition.events), dtype=bool)
    rows[at] = True
    claims = claim_rows.claims_table(edition, view.cells, rows)
    links = edition.event_sources
    wanted = {*claims.source_id, *links.source_id[links.event_id == event_id]}
    sources = edition.sources[edition.sources.index.isin(list(wanted))].reset_index()
    about = About(view)
    return {
        "version": about.cited.version,
        "licence": about.licence,
        "figures": about.rule,
        "event": next(features.records(_events(view, at))),
        "claims": list(features.records(claims)),
        "sources": list(features.records(sources)),
    }


def codebook_document(edition: Edition) -> dict[str, Any]:
    """The descriptor, and under ``download_columns`` the columns that downloads add to its tables, by table, as
    fields of a Table Schema; ready for json.dumps."""
    return {**edition.codebook.descriptor, "download_columns": added_fields(edition.codebook)}


def _allowed(view: View) -> None:
    reason = may_export(view.edition)
    if reason:
        raise PermissionError(reason)


def _events(view: View, at: npt.NDArray[np.intp]) -> pd.DataFrame:
    return event_rows.events_table(view.edition, view.cells, at)


def _claims(view: View) -> pd.DataFrame:
    return claim_rows.claims_table(view.edition, view.cells, view.rows)


def _csv_chunks(tables: Iterator[pd.DataFrame]) -> Iterator[bytes]:
    return (exports.to_csv(table, header=number == 0) for number, table in enumerate(tables))


def _claim_blocks(view: View) -> Iterator[pd.DataFrame]:
    """The claims about the events of the view in blocks; one without rows where there are none, for the header."""
    places = claim_rows.claims_about(view.edition, view.rows)
    for start in range(0, max(len(places), 1), BLOCK):
        yield claim_rows.claims_at(view.edition, view.cells, places[start : start + BLOCK])
