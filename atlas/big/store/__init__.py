"""Tables beyond memory: pages, counts and streams of rows, asked of DuckDB in process through Ibis.

Nothing outside this room knows the engine, and nothing between a change of the filter and a figure asks it:
figures are folded from cells (see ``prepare`` and ``large``). Here are the rows themselves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import ibis  # type: ignore[import-untyped]
import pandas as pd

from atlas.edition.codebook import Codebook, Table
from atlas.tally.filters import EventFilter
from atlas.words.spellings import sounds

ENDINGS = (".parquet", ".csv")
NEUTRAL = {
    "date_precision": "day",
    "location_precision": "city",
    "event_type": "other",
    "sanctioned": "unknown",
    "response": "unknown",
    "scope": "total",
    "side": "unknown",
    "grade": "established",
}
"""What stands where a big table leaves a required word out."""
MEMORY, SERVING = "1GB", "256MB"
"""What the engine may hold before it goes to disk: while a table is prepared, and while it is served."""


@ibis.udf.scalar.builtin(name="strip_accents")  # type: ignore[untyped-decorator]
def _without_accents(text: str) -> str:  # type: ignore[empty-body]
    """DuckDB's own."""


class TableMissing(ValueError):
    """There is no table of that kind where one was named."""


def files_of(path: Path, name: str) -> list[Path]:
    """The Parquet or CSV files of one of our tables: the file itself for ``events``, or in a folder ``name.parquet``,
    ``name.csv`` or a folder ``name``; a folder without such names holds events only. Empty where there are none."""
    if path.is_file():
        return [path] if name == "events" else _named(path.parent, name)
    found = _named(path, name)
    if found or name != "events":
        return found
    others = {file for other in ("claims", "sources") for file in _named(path, other)}
    return sorted(file for file in path.glob("*") if file.suffix in ENDINGS and file not in others)


def _named(folder: Path, name: str) -> list[Path]:
    for ending in ENDINGS:
        if (folder / f"{name}{ending}").is_file():
            return [folder / f"{name}{ending}"]
        if found := sorted((folder / name).glob(f"*{ending}")):
            return found
    return []


@dataclass(frozen=True, eq=False)
class Store:
    """Events as the codebook types them, whatever file they stand in; text that is absent is empty.

    ``events`` has every column of the codebook's events table, ``event_region``, and whatever else its files hold.
    """

    engine: Any
    events: Any

    def count(self, chosen: EventFilter | None = None, units: Mapping[str, str] | None = None) -> int:
        """How many events the filter keeps."""
        return int(self._kept(chosen, units).count().to_pyarrow().as_py())

    def page(
        self,
        chosen: EventFilter,
        *,
        limit: int,
        offset: int = 0,
        units: Mapping[str, str] | None = None,
        columns: Sequence[str] = (),
        within: tuple[date, date] | None = None,
    ) -> pd.DataFrame:
        """Some of the chosen events, latest first. ``units``: ``divisions.units`` of the filter's division, where that
        is not today's; ``columns``: only these; ``within``: only those that begin on one of these days."""
        order = [ibis.desc(name) for name in ("start_date", "end_date", "event_id")]
        rows = self._kept(chosen, units, within, columns)
        page = rows.order_by(order).limit(limit, offset=offset)
        return typed_rows(page.select(*columns) if columns else page)

    def single(self, column: str, value: str, most: int) -> pd.DataFrame:
        """The first rows, by day, in which a column holds a value."""
        rows = self.events.filter(self.events[column] == value)
        return typed_rows(rows.order_by(["start_date", "event_id"]).limit(most))

    def stretch(
        self, chosen: EventFilter, first: date, last: date, *, units: Mapping[str, str] | None = None
    ) -> pd.DataFrame:
        """The chosen events that begin on one of some days, earliest first."""
        rows = self._kept(chosen, units, (first, last))
        return typed_rows(rows.order_by(["start_date", "end_date", "event_id"]))

    def _kept(
        self,
        chosen: EventFilter | None,
        units: Mapping[str, str] | None,
        within: tuple[date, date] | None = None,
        columns: Sequence[str] = (),
    ) -> Any:  # noqa: ANN401
        """The chosen events that begin on one of the days ``within``. With ``columns`` only these and what the filter
        asks of: Ibis takes a time for each column that is there, the engine for each that is read."""
        rows = self.events
        if columns:
            rows = rows.select(
                *dict.fromkeys([*columns, *ASKED, *(TEXTS if chosen and chosen.query else ())])
            )
        asked = [] if chosen is None else _asked(rows, chosen, units)
        if within:
            first, last = (ibis.date(day.isoformat()) for day in within)
            asked += [rows.start_date >= first, rows.start_date <= last]
        return rows.filter(*asked) if asked else rows


ASKED = ("event_id", "start_date", "end_date", "city", "event_type", "campaign", "event_region")
TEXTS = ("title", "description", "city", "place")
"""What a filter asks of an event, and where its words are looked for."""


def _asked(rows: Any, chosen: EventFilter, units: Mapping[str, str] | None) -> list[Any]:  # noqa: ANN401
    asked = []
    if chosen.start:
        asked.append(rows.end_date >= ibis.date(chosen.start.isoformat()))
    if chosen.end:
        asked.append(rows.start_date <= ibis.date(chosen.end.isoformat()))
    regions = chosen.regions
    if units and regions:
        regions = tuple(own for own, unit in units.items() if unit in regions)
    for column, wanted, values in (
        ("city", chosen.cities, chosen.cities),
        ("event_type", chosen.types, chosen.types),
        ("campaign", chosen.campaigns, chosen.campaigns),
        # Of a region that the division lacks nothing is kept, and not everything.
        ("event_region", chosen.regions, regions),
    ):
        if wanted:
            asked.append(rows[column].isin(list(values)))
    if chosen.query and not sounds(chosen.query):
        # Signs alone stand in no event, here as in the published data.
        asked.append(ibis.literal(value=False))
    for word in chosen.query.split():
        wanted_word = _without_accents(ibis.literal(word).lower())
        asked.append(_without_accents(_text(rows).lower()).contains(wanted_word))
    return asked


def _text(rows: Any) -> Any:  # noqa: ANN401
    first, *others = (rows[name] for name in TEXTS)
    for other in others:
        first = first + " " + other
    return first


def connected(spill: Path | None = None, memory: str = MEMORY) -> Any:  # noqa: ANN401 - Ibis ships no types that mypy could use
    """An engine of its own. ``spill``: the folder that it may go to when its memory is full; else a temporary one."""
    # By itself the engine would take a folder where the server was started.
    spill = spill or Path(gettempdir()) / "atlas-spill"
    return ibis.duckdb.connect(
        memory_limit=memory,
        threads=2,
        preserve_insertion_order=False,
        temp_directory=str(spill),
        # The operating system keeps what was read of a file as well, and gives it up where memory is short.
        enable_external_file_cache=False,
    )


def read(engine: Any, files: Sequence[Path], table: Table) -> Any:  # noqa: ANN401
    """The rows of some files with every column of the codebook's table, typed; what they hold beside stays as it is.

    A cell that is not of its column's type becomes missing, a missing required word what ``NEUTRAL`` says.
    """
    names = [str(file) for file in files]
    rows = (
        engine.read_parquet(names)
        if files[0].suffix == ".parquet"
        else engine.read_csv(names, all_varchar=True, header=True)
    )
    typed = {column.name: _cast(rows, column.name, column.type) for column in table.columns}
    return rows.mutate(**typed)


def _cast(rows: Any, name: str, kind: str) -> Any:  # noqa: ANN401
    target = {"date": "date", "integer": "int64", "year": "int64"}.get(kind, "string")
    if name not in rows.columns:
        missing = ibis.literal(NEUTRAL.get(name, ""))
        return missing if target == "string" else ibis.null(target)
    cell = rows[name]
    if target != "string":
        return cell.try_cast(target)
    return cell.cast("string").strip().nullif("").fill_null(NEUTRAL.get(name, ""))


def opened(path: Path, codebook: Codebook, regions: Mapping[str, str], spill: Path | None = None) -> Store:
    """A big table: a Parquet or CSV file, or a folder of either. ``regions``: the region of each town.

    Raises ``TableMissing`` where there is none.
    """
    files = files_of(path, "events")
    if not files:
        raise TableMissing(f"{path}: no Parquet or CSV file of events here")
    engine = connected(spill)
    events = read(engine, files, codebook.tables["events"])
    # An event of one day needs no second date.
    events = events.mutate(end_date=events.end_date.coalesce(events.start_date))
    of_city = events.city.cases(*regions.items(), else_="")
    events = events.mutate(event_region=events.region.nullif("").coalesce(of_city))
    return Store(engine, events)


def typed_rows(rows: Any) -> pd.DataFrame:  # noqa: ANN401
    """The rows as a frame, typed as the rest of the house does."""
    return _housed(rows.to_pyarrow())


def _housed(arrow: Any) -> pd.DataFrame:  # noqa: ANN401
    """As the rest of the house types it: days as datetime64[s], whole numbers that can be missing as Int64."""
    frame: pd.DataFrame = arrow.to_pandas()
    for column in arrow.schema:
        kind = str(column.type)
        if kind.startswith("date"):
            frame[column.name] = pd.to_datetime(frame[column.name]).astype("datetime64[s]")
        elif kind.startswith(("int", "uint")):
            frame[column.name] = frame[column.name].astype("Int64")
    return frame
