"""Reads data/datapackage.json: the only place that knows the tables, their columns and their vocabularies."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from atlas import DATA
from atlas.edition.geojson import read_json
from atlas.words.language import _


@dataclass(frozen=True)
class Term:
    """One allowed value of a column: the code in the file, the words on the screen, what it means."""

    value: str
    label: str
    meaning: str
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """One column of a table as the descriptor gives it."""

    name: str
    type: str
    title: str
    description: str
    constraints: Mapping[str, Any]
    terms: tuple[Term, ...]

    @property
    def required(self) -> bool:
        """Whether a row without a value here is broken."""
        return bool(self.constraints.get("required"))


@dataclass(frozen=True)
class Table:
    """One resource of the package; ``rules`` are checks over several columns of a row."""

    name: str
    path: str
    title: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[Mapping[str, Any], ...]
    rules: tuple[Mapping[str, Any], ...]

    def column(self, name: str) -> Column:
        """The column of that name; KeyError names the table and the column."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name!r} in the descriptor")


@dataclass(frozen=True)
class Codebook:
    """The whole descriptor as values; ``descriptor`` is the parsed JSON for what needs it raw."""

    folder: Path
    descriptor: Mapping[str, Any]
    tables: Mapping[str, Table]

    @property
    def version(self) -> str:
        """The version of the data, as cited."""
        return str(self.descriptor["version"])

    def terms(self, table: str, column: str) -> tuple[Term, ...]:
        """The vocabulary of a column, in the codebook's order."""
        return self.tables[table].column(column).terms

    def values(self, table: str, column: str) -> tuple[str, ...]:
        """The codes of a column's vocabulary."""
        return tuple(term.value for term in self.terms(table, column))

    def label(self, table: str, column: str, value: str) -> str:
        """The words for a code in the reader's language; the code itself where there is no such term."""
        return next((_(t.label) for t in self.terms(table, column) if t.value == value), value)

    def title(self, table: str, column: str) -> str:
        """A column's short name in the reader's language."""
        return _(self.tables[table].column(column).title)

    @property
    def measures(self) -> tuple[str, ...]:
        """What a claim can count, in the codebook's order."""
        return self.values("claims", "measure")

    @property
    def additive(self) -> Mapping[str, bool]:
        """Whether figures of several events may be added up, by measure (turnout may not)."""
        return {t.value: bool(t.extra["additive"]) for t in self.terms("claims", "measure")}

    def sides(self, whose: str) -> frozenset[str]:
        """The sides of claimants whose figures count under ``all``, ``official`` or ``independent``."""
        return frozenset(
            t.value for t in self.terms("claims", "side") if whose in ("all", t.extra.get("whose"))
        )


def _terms(column: Mapping[str, Any]) -> Iterator[Term]:
    for term in column.get("categories", ()):
        extra = {k: v for k, v in term.items() if k not in ("value", "label", "description")}
        yield Term(str(term["value"]), term["label"], term.get("description", ""), extra)


def _column(column: Mapping[str, Any]) -> Column:
    return Column(
        column["name"],
        column["type"],
        column.get("title", column["name"]),
        column.get("description", ""),
        column.get("constraints", {}),
        tuple(_terms(column)),
    )


def _table(resource: Mapping[str, Any]) -> Table:
    schema = resource["schema"]
    key = schema.get("primaryKey", ())
    return Table(
        resource["name"],
        resource["path"],
        resource.get("title", resource["name"]),
        resource.get("description", ""),
        tuple(_column(c) for c in schema["fields"]),
        (key,) if isinstance(key, str) else tuple(key),
        tuple(schema.get("foreignKeys", ())),
        tuple(resource.get("rules", ())),
    )


@lru_cache(maxsize=8)
def read_codebook(folder: Path = DATA) -> Codebook:
    """The codebook of a data folder. Raises UnreadableData where there is none."""
    descriptor = read_json(folder, "datapackage.json")
    tables = {r["name"]: _table(r) for r in descriptor["resources"] if "schema" in r}
    return Codebook(folder, descriptor, tables)
