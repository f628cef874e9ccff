"""A whole data folder of a few rows, under the published descriptor and gazetteer, so that nothing is pretended."""

import csv
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from atlas import DATA
from atlas.edition import release
from atlas.edition.codebook import Table
from tests.small import CODEBOOK

EVENT = {
    "start_date": "2011-12-16",
    "date_precision": "day",
    "event_type": "rally",
    "sanctioned": "unknown",
    "response": "unknown",
}
CLAIM = {
    "measure": "deaths",
    "scope": "total",
    "claimant": "Prosecutors",
    "side": "official",
    "source_id": "paper",
}
SOURCES = (
    {"source_id": "paper", "url": "https://example.org/1", "grade": "established"},
    {"source_id": "forum", "url": "https://example.org/2", "grade": "unverified"},
)
SOURCE = {"publisher": "A paper", "kind": "news"}
Rows = Iterable[Mapping[str, object]]


def write(folder: Path, *, events: Rows, claims: Rows = (), campaigns: Rows = (), links: Rows = ()) -> Path:
    """A sound package in ``folder``: what a row leaves out is neutral, every event leans on the first source, and by
    ``links`` (``event_id``, ``source_id``) on others too.

    An event needs its ``event_id``, a claim its ``event_id`` and ``low``, ``high`` or ``words``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("datapackage.json", "cities.geojson", "CHANGES.md"):
        shutil.copy(DATA / name, folder)
    # Other files than were released: a draft is not held against the published hashes.
    release.draft(folder)
    (folder / "CHANGES.md").write_text("# Changes\n\n## Not yet released\n\n- Planted.\n", "utf-8")
    shutil.copytree(DATA / "basemap", folder / "basemap", dirs_exist_ok=True)
    events = [_event(row) for row in events]
    tables = {
        "events": events,
        "claims": [_claim(number, row) for number, row in enumerate(claims, start=1)],
        "sources": [SOURCE | row for row in SOURCES],
        "event_sources": [{"event_id": row["event_id"], "source_id": "paper"} for row in events]
        + [dict(row) for row in links],
        "campaigns": [{"summary": "A summary."} | row for row in campaigns],
    }
    for name, table in CODEBOOK.tables.items():
        columns = [column.name for column in table.columns]
        cells = [[row.get(column, "") for column in columns] for row in tables.get(name, [])]
        write_rows(folder, table, [columns, *cells])
    return folder


def opened_for_work(data_dir: Path, folder: Path) -> Path:
    """A copy of the published data as an editor opens it: a draft, with its entry in the history of changes."""
    shutil.copytree(data_dir, folder)
    release.draft(folder)
    history = folder / release.HISTORY
    text = history.read_text(encoding="utf-8")
    if "## Not yet released" not in text:
        history.write_text(
            text.replace("\n## ", "\n## Not yet released\n\n- What this test does.\n\n## ", 1),
            encoding="utf-8",
        )
    return folder


def _event(row: Mapping[str, object]) -> dict[str, object]:
    place = "city" if row.get("city") else "region" if row.get("region") else "country"
    neutral = EVENT | {"location_precision": place, "title": f"Event {row['event_id']}"}
    filled = neutral | row
    return filled | {"end_date": filled.get("end_date", filled["start_date"])}


def _claim(number: int, row: Mapping[str, object]) -> dict[str, object]:
    filled = CLAIM | row
    return {"claim_id": f"{filled['event_id']}-{filled['measure']}-{number}"} | filled


def read_rows(folder: Path, table: Table) -> list[list[str]]:
    """The rows of a table's file as they stand, header first: the file's row n is item n - 1."""
    with (folder / table.path).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_rows(folder: Path, table: Table, rows: Sequence[Sequence[object]]) -> None:
    """The same back into the file."""
    with (folder / table.path).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def change(folder: Path, name: str, row: int, **cells: str) -> None:
    """Overwrite some cells of one row of a table (the header is row 1)."""
    table = CODEBOOK.tables[name]
    rows = read_rows(folder, table)
    for column, text in cells.items():
        rows[row - 1][rows[0].index(column)] = text
    write_rows(folder, table, rows)
