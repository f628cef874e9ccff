"""Reads a file that a reader brings: CSV, XLSX, Parquet or GeoJSON, known by its content first, its name second."""

import io
import zipfile

from atlas.own_file.readers.columnar import read_parquet
from atlas.own_file.readers.delimited import read_delimited
from atlas.own_file.readers.geojson import read_geojson
from atlas.own_file.readers.workbook import read_workbook
from atlas.own_file.reading import MOST_BYTES, Reading, Unreadable
from atlas.words.language import _


def read_file(name: str, content: bytes) -> Reading:
    """The file's table as text cells. Everything stays in memory.

    Raises ``reading.Unreadable`` for an empty, truncated, too large or compressed-to-harm file, and for
    one that holds no table.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(
            _("The file is larger than {most} MB.").format(most=MOST_BYTES // 2**20),
            _("Cut it to the country or the years that you need, or send it as Parquet."),
        )
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not content.removeprefix(b"\xef\xbb\xbf").strip(b" \t\r\n\x00"):
        raise Unreadable(_("The file is empty."), _("Send a file with a header and one event a row."))
    if content.startswith(b"PAR1"):
        return read_parquet(name, content)
    if content.startswith(b"PK"):
        return read_workbook(name, content) if _is_workbook(content) else _refuse_zip()
    if content.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b")):
        raise Unreadable(
            _("This kind of file cannot be read."),
            _("Save the table as CSV (UTF-8), XLSX, Parquet or GeoJSON."),
        )
    if start.startswith((b"{", b"[")):
        return read_geojson(name, content)
    if start[:14].lower().startswith((b"<!doctype", b"<html", b"<?xml", b"<svg")):
        raise Unreadable(
            _("The file is a web page or XML, not a table."),
            _("Download the table itself, as CSV, XLSX, Parquet or GeoJSON."),
        )
    return read_delimited(name, content)


def _is_workbook(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        # Damaged: the reader of workbooks says so in its own words.
        return True


def _refuse_zip() -> Reading:
    raise Unreadable(
        _("The file is a zip archive, not a table."),
        _("Unpack it and send the table in it, such as events.csv."),
    )
