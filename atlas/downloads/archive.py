"""Zips whose bytes depend on nothing but what is in them and on one date."""

import io
from collections.abc import Mapping
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def fixed_zip(parts: Mapping[str, bytes], day: date) -> bytes:
    """The parts, by path, in the order given, each dated by ``day`` at midnight."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in parts.items():
            # The zip format knows no day before 1980.
            entry = ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            # Else it would tell on which kind of system it was made.
            entry.create_system = 3
            archive.writestr(entry, content, compresslevel=6)
    return out.getvalue()
