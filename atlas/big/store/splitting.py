"""Splits a big table into parts that ``prepare`` can work on one by one, no tree of events divided between two."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis  # type: ignore[import-untyped]
import pandas as pd

from atlas.big.store import NEUTRAL, connected, files_of, opened, read, typed_rows
from atlas.edition.codebook import Codebook


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
    return typed_rows(rows.order_by(rows.columns[0] if table == "events" else "claim_id"))


def _broken_events(rows: Any, codebook: Codebook, gazetteer: pd.DataFrame) -> dict[str, Any]:  # noqa: ANN401
    words = ("event_type", "date_precision", "location_precision", "sanctioned", "response")
    known = {
        **{name: codebook.values("events", name) for name in words},
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
    """The rows of which nothing is broken, and how many are for each reason; a row with several counts for the first."""
    named: dict[str, Any] = {}
    before: Any = ibis.literal(False)
    for name, wrong in broken.items():
        of_row = wrong.fill_null(False)
        named[name] = of_row & ~before
        before = before | of_row
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
    repeated: dict[str, int] = {}
    claims = read(engine, files, codebook.tables["claims"])
    claims = claims.select(*(column.name for column in codebook.tables["claims"].columns))
    if of_sources:
        sources = read(engine, of_sources, codebook.tables["sources"]).select(
            "source_id", "grade", "url", "published_on"
        )
        sources, twice = _each_once(engine, sources)
        repeated = {"sources.source_id": twice} if twice else {}
        claims = claims.left_join(sources, "source_id").drop("source_id_right")
    else:
        claims = claims.mutate(
            grade=ibis.literal(NEUTRAL["grade"]), url=ibis.literal(""), published_on=ibis.null("date")
        )
    claims = claims.left_join(placed.select("event_id", "part"), "event_id").drop("event_id_right")
    broken = {
        name: ~claims[name].isin(list(codebook.values("claims", name)))
        for name in ("measure", "side", "scope")
    }
    most = codebook.tables["claims"].column("low").constraints["maximum"]
    broken |= {name: ~claims[name].between(0, most) for name in ("low", "high")}
    broken |= {"bounds": claims.low > claims.high, "source_id": claims.grade.isnull()}  # noqa: PD003
    broken |= {"event_id": claims.part.isnull()}  # noqa: PD003
    sound, set_aside = _sound(claims, broken, "claims")
    engine.to_parquet(sound, into / "claims", partition_by="part")
    return set_aside | repeated


def _each_once(engine: Any, sources: Any) -> tuple[Any, int]:  # noqa: ANN401
    """Each source once, and how many rows repeat one: joined to the claims, they would double them."""
    sources = _cached(engine, "every_source", sources)
    firsts = {name: sources[name].min() for name in ("grade", "url", "published_on")}
    once = sources.group_by("source_id").agg(**firsts)
    once = _cached(engine, "sources_once", once)
    return once, _value(sources.count()) - _value(once.count())


def _cached(engine: Any, name: str, rows: Any) -> Any:  # noqa: ANN401
    return engine.create_table(name, rows, overwrite=True)


def _value(expression: Any) -> int:  # noqa: ANN401
    return int(expression.to_pyarrow().as_py())
