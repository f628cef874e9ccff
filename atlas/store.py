"""Tables beyond memory: pages, counts, streams and splits of rows, asked of DuckDB in process through Ibis.

Nothing outside this module knows the engine, and nothing between a change of the filter and a figure asks it:
figures are folded from cells (see ``prepare`` and ``large``). Here are the rows themselves.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import ibis  # type: ignore[import-untyped]
import pandas as pd

from atlas.codebook import Codebook, Table
from atlas.filters import EventFilter

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


@dataclass(frozen=True)
class RowsPart:
    """A file of prepared rows, with the first and the last day on which one of its events begins."""

    file: Path
    first: date
    last: date


@dataclass(frozen=True, eq=False)
class Store:
    """Events as the codebook types them, whatever file they stand in; text that is absent is empty.

    ``events`` has every column of the codebook's events table, ``event_region``, and whatever else its files hold.
    """

    engine: Any
    events: Any
    parts: tuple["RowsPart", ...] = ()
    """The files of prepared rows, the one with the latest event first; empty where nothing is known of them."""

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
    ) -> pd.DataFrame:
        """Some of the chosen events, latest first. ``units``: ``divisions.units`` of the filter's division, where that
        is not today's; ``columns``: only these."""
        order = [ibis.desc(name) for name in ("start_date", "end_date", "event_id")]
        for rows, complete in self._from_latest(chosen):
            page = self._kept(chosen, units, rows).order_by(order).limit(limit, offset=offset)
            found = _typed(page.select(*columns) if columns else page)
            if complete or len(found) == limit:
                return found
        raise AssertionError("the last stretch is complete")

    def _from_latest(self, chosen: EventFilter) -> Iterator[tuple[Any, bool]]:
        """The events from the latest one back, stretch by stretch and twice as far each time, and whether that is all:
        the first page needs the last file alone."""
        # Words may be found nowhere, and then every stretch would have been read in vain.
        parts = [part for part in self.parts if not chosen.end or part.first <= chosen.end]
        taken = len(parts) if chosen.query else 1
        while taken < len(parts):
            rows = self.engine.read_parquet([str(part.file) for part in parts[:taken]])
            yield rows.filter(rows.start_date > ibis.date(parts[taken].last.isoformat())), False
            taken *= 2
        yield self.events, True

    def batches(
        self, chosen: EventFilter, *, size: int, units: Mapping[str, str] | None = None
    ) -> Iterator[pd.DataFrame]:
        """All of the chosen events in blocks of about ``size`` rows, earliest first, as they are read."""
        for stretch in self._from_earliest(chosen):
            rows = self._kept(chosen, units, stretch).order_by(["start_date", "end_date", "event_id"])
            for batch in rows.to_pyarrow_batches(chunk_size=size):
                if batch.num_rows:
                    yield _housed(batch)

    def _from_earliest(self, chosen: EventFilter) -> Iterator[Any]:
        """The events in stretches of time, so that no more than a stretch must be put in order at once."""
        if not self.parts:
            yield self.events
            return
        # Years given as a whole begin before the part that they stand in: the stretches go by all that begin then.
        begins = sorted({part.first for part in self.parts})
        for begin, end in zip(begins, [*begins[1:], date.max], strict=True):
            files = [str(part.file) for part in self.parts if part.first < end and part.last >= begin]
            if files and not (chosen.end and begin > chosen.end):
                rows = self.engine.read_parquet(files)
                rows = rows.filter(rows.start_date >= ibis.date(begin.isoformat()))
                yield rows.filter(rows.start_date < ibis.date(end.isoformat()))

    def _kept(
        self,
        chosen: EventFilter | None,
        units: Mapping[str, str] | None,
        among: Any = None,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        rows = self.events if among is None else among
        if chosen is None:
            return rows
        if chosen.start:
            rows = rows.filter(rows.end_date >= ibis.date(chosen.start.isoformat()))
        if chosen.end:
            rows = rows.filter(rows.start_date <= ibis.date(chosen.end.isoformat()))
        regions = chosen.regions
        if units and regions:
            regions = tuple(own for own, unit in units.items() if unit in regions)
        for column, wanted in (
            ("city", chosen.cities),
            ("event_type", chosen.types),
            ("campaign", chosen.campaigns),
            ("event_region", regions if chosen.regions else ()),
        ):
            if wanted or (column == "event_region" and chosen.regions):
                rows = rows.filter(rows[column].isin(list(wanted)))
        for word in chosen.query.split():
            wanted_word = _without_accents(ibis.literal(word).lower())
            text = rows.title + " " + rows.description + " " + rows.city + " " + rows.place
            rows = rows.filter(_without_accents(text.lower()).contains(wanted_word))
        return rows


def connected(spill: Path | None = None, memory: str = MEMORY) -> Any:  # noqa: ANN401 - Ibis ships no types that mypy could use
    """An engine of its own. ``spill``: the folder that it may go to when its memory is full; else a temporary one."""
    # By itself the engine would take a folder where the server was started.
    spill = spill or Path(gettempdir()) / "atlas-spill"
    return ibis.duckdb.connect(
        memory_limit=memory, threads=2, preserve_insertion_order=False, temp_directory=str(spill)
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


def prepared(folder: Path, starts: Mapping[str, Sequence[str]]) -> Store:
    """The rows that ``prepare`` has written: typed already, so that the engine reads no more than it must. ``starts``:
    of each file, by its name in the folder, the first and the last day on which an event begins."""
    engine = connected(memory=SERVING)
    days = {name: [date.fromisoformat(day) for day in ends] for name, ends in starts.items()}
    parts = [RowsPart(folder / name, first, last) for name, (first, last) in days.items()]
    parts.sort(key=lambda part: (part.last, part.file), reverse=True)
    return Store(engine, engine.read_parquet([str(part.file) for part in parts]), tuple(parts))


def _typed(rows: Any) -> pd.DataFrame:  # noqa: ANN401
    return _housed(rows.to_pyarrow())


def _housed(arrow: Any) -> pd.DataFrame:  # noqa: ANN401
    """As the rest of the house types it: days as datetime64[s], whole numbers that can be missing as Int64."""
    frame: pd.DataFrame = arrow.to_pandas()
    for field in arrow.schema:
        kind = str(field.type)
        if kind.startswith("date"):
            frame[field.name] = pd.to_datetime(frame[field.name]).astype("datetime64[s]")
        elif kind.startswith(("int", "uint")):
            frame[field.name] = frame[field.name].astype("Int64")
    return frame


@dataclass(frozen=True)
class Split:
    """A big table in parts that can be worked on one by one: no tree of events is divided between two.

    ``parts``: how many events each has; ``campaigns``: all that occur; ``claims``: whether there is such a table;
    ``set_aside``: rows left out, by table and reason.
    """

    parts: tuple[int, ...]
    campaigns: tuple[str, ...]
    claims: bool
    set_aside: Mapping[str, int]


LARGEST = 2_000_000_000
DEEPEST = 32


def split(
    path: Path, into: Path, codebook: Codebook, gazetteer: pd.DataFrame, *, size: int, spill: Path
) -> Split:
    """Write the sound rows of a big table to ``into`` in parts of about ``size`` events, by start date.

    Raises ``TableMissing``; ValueError where two events have one id or a tree goes in a circle.
    """
    store = opened(path, codebook, dict(zip(gazetteer.index, gazetteer.region, strict=True)), spill)
    engine, rows = store.engine, store.events
    # Whatever else a stranger's table holds stays behind, under whatever name.
    figures = tuple(f"{measure}_" for measure in codebook.measures)
    ours = {*(column.name for column in codebook.tables["events"].columns), "event_region"}
    rows = rows.select(*(name for name in rows.columns if name in ours or name.startswith(figures)))
    sound, set_aside = _sound(rows, _broken_events(rows, codebook, gazetteer), "events")
    sound = _cached(engine, "keys", sound.select("event_id", "start_date", "part_of"))
    count = _value(sound.count())
    if _value(sound.event_id.nunique()) != count:
        raise ValueError(f"{path}: two events have the same event_id, so figures could not be told apart")
    roots = _roots(engine, sound)
    placed = sound.left_join(roots.rename(event_id="child"), "event_id")
    placed = placed.select("event_id", "parent", anchor=placed.root_start.coalesce(placed.start_date))
    placed = _cached(engine, "anchored", placed)
    days = placed.group_by("anchor").agg(events=placed.count()).order_by("anchor").to_pyarrow().to_pandas()
    # A tree stands where its root begins, and a day is never divided.
    days["part"] = ((days.events.cumsum() - 1) // size).rank(method="dense").astype("int64") - 1
    of_day = engine.create_table("days", days, overwrite=True)
    placed = placed.inner_join(of_day, "anchor").select("event_id", "parent", "part")
    placed = _cached(engine, "placed", placed)
    events = rows.drop("part_of").inner_join(placed, "event_id")
    events = events.mutate(part_of=events.parent.fill_null("")).drop("parent")
    engine.to_parquet(events, into / "events", partition_by="part")
    campaigns = rows.semi_join(placed, "event_id").select("campaign").distinct().to_pyarrow()["campaign"]
    claims = _split_claims(engine, path, into, codebook, placed)
    return Split(
        tuple(int(events) for events in days.groupby("part").events.sum()),
        tuple(sorted(name for name in campaigns.to_pylist() if name)),
        claims is not None,
        set_aside | (claims or {}),
    )


def part(into: Path, table: str, number: int) -> pd.DataFrame:
    """One part of a split table: ``events`` by id, or ``claims`` by id; without any rows, where it has none."""
    files = sorted((into / table / f"part={number}").glob("*.parquet"))
    if not files:
        files = sorted((into / table).glob("part=*/*.parquet"))[:1]
        return part(into, table, int(files[0].parent.name.removeprefix("part="))).iloc[:0]
    rows = connected().read_parquet([str(file) for file in files], hive_partitioning=False)
    return _typed(rows.order_by(rows.columns[0] if table == "events" else "claim_id"))


def _broken_events(rows: Any, codebook: Codebook, gazetteer: pd.DataFrame) -> dict[str, Any]:  # noqa: ANN401
    known = {
        "event_type": codebook.values("events", "event_type"),
        "date_precision": codebook.values("events", "date_precision"),
        "city": ("", *gazetteer.index),
        "region": ("", *codebook.values("events", "region")),
    }
    return {
        "event_id": rows.event_id == "",
        "start_date": rows.start_date.isnull(),  # noqa: PD003 - not pandas
        "end_date": rows.end_date < rows.start_date,
        **{name: ~rows[name].isin(list(values)) for name, values in known.items()},
    }


def _sound(rows: Any, broken: Mapping[str, Any], table: str) -> tuple[Any, dict[str, int]]:  # noqa: ANN401
    """The rows of which nothing is broken, and how many are for each reason."""
    named = {name: wrong.fill_null(False) for name, wrong in broken.items()}
    sums = rows.agg(**{name: wrong.cast("int64").sum() for name, wrong in named.items()}).to_pyarrow()
    counts = {f"{table}.{name}": int(sums[name][0].as_py() or 0) for name in named}
    for wrong in named.values():
        rows = rows.filter(~wrong)
    return rows, {name: count for name, count in counts.items() if count}


def _roots(engine: Any, events: Any) -> Any:  # noqa: ANN401
    """Of every event that is part of another one in the table: ``child``, ``parent``, ``root``, ``root_start``."""
    umbrellas = events.select(part_of="event_id")
    links = events.filter(events.part_of != "").semi_join(umbrellas, "part_of")
    links = _cached(engine, "links", links.select(child="event_id", parent="part_of"))
    above = links.select(root="child", above="parent")
    found = links.mutate(root=links.parent)
    for step in range(DEEPEST):
        if not _value(found.semi_join(above, "root").count()):
            starts = events.select(root="event_id", root_start="start_date")
            rooted = found.inner_join(starts, "root")
            return _cached(engine, "roots", rooted.select("child", "parent", "root", "root_start"))
        higher = found.left_join(above, "root")
        higher = higher.select("child", "parent", root=higher.above.coalesce(higher.root))
        found = _cached(engine, f"roots_{step}", higher)
    raise ValueError(f"events are part of each other in a circle, or more than {DEEPEST} deep")


def _split_claims(
    engine: Any,  # noqa: ANN401
    path: Path,
    into: Path,
    codebook: Codebook,
    placed: Any,  # noqa: ANN401
) -> dict[str, int] | None:
    """Write the sound claims beside their events; the rows left out by reason, None where there is no such table."""
    files, of_sources = files_of(path, "claims"), files_of(path, "sources")
    if not files:
        return None
    claims = read(engine, files, codebook.tables["claims"])
    claims = claims.select(*(column.name for column in codebook.tables["claims"].columns))
    if of_sources:
        sources = read(engine, of_sources, codebook.tables["sources"]).select("source_id", "grade", "url")
        claims = claims.left_join(sources, "source_id").drop("source_id_right")
    else:
        claims = claims.mutate(grade=ibis.literal(NEUTRAL["grade"]), url=ibis.literal(""))
    claims = claims.left_join(placed.select("event_id", "part"), "event_id").drop("event_id_right")
    broken = {
        name: ~claims[name].isin(list(codebook.values("claims", name)))
        for name in ("measure", "side", "scope")
    }
    broken |= {name: ~claims[name].between(0, LARGEST) for name in ("low", "high")}
    broken |= {"bounds": claims.low > claims.high, "source_id": claims.grade.isnull()}  # noqa: PD003
    broken |= {"event_id": claims.part.isnull()}  # noqa: PD003
    sound, set_aside = _sound(claims, broken, "claims")
    engine.to_parquet(sound, into / "claims", partition_by="part")
    return set_aside


def _cached(engine: Any, name: str, rows: Any) -> Any:  # noqa: ANN401
    return engine.create_table(name, rows, overwrite=True)


def _value(expression: Any) -> int:  # noqa: ANN401
    return int(expression.to_pyarrow().as_py())
