"""Finds every problem of a data folder at once: the descriptor's rules by frictionless, ours beside them."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd
from frictionless import Checklist, Error, Package, errors
from frictionless.checks.row.row_constraint import row_constraint
from frictionless.resources import TableResource

from atlas.edition.codebook import Codebook, Column, Table
from atlas.edition.place_names import perhaps, town_names
from atlas.words.language import _


@dataclass(frozen=True)
class Problem:
    """One broken cell or row: where it is, what is wrong, what to do. ``row`` counts the header as 1."""

    file: str
    row: int | None
    column: str
    value: str
    message: str
    remedy: str

    def words(self) -> str:
        """One line, as the command prints it and the screen shows it."""
        row = _("row {row}").format(row=self.row) if self.row else ""
        column = _("column {column}").format(column=self.column) if self.column else ""
        place = ", ".join(part for part in (self.file, row, column) if part)
        return f"{place}: “{self.value}” {self.message}. {self.remedy}"


def check_descriptor_rules(codebook: Codebook) -> list[Problem]:
    """Problems that the descriptor's types, constraints, keys and rules find, in file and row order."""
    package = Package(str(codebook.folder / "datapackage.json"))
    problems = [problem for table in codebook.tables.values() for problem in _unreadable(codebook, table)]
    closed = {problem.file for problem in problems}
    for resource in package.resources:
        table = codebook.tables.get(resource.name)
        if table is None or table.path in closed or not isinstance(resource, TableResource):
            continue
        # A key into a file that cannot be read says nothing about the row that holds it.
        resource.schema.foreign_keys = [
            key
            for key in resource.schema.foreign_keys
            if codebook.tables[key["reference"]["resource"] or table.name].path not in closed
        ]
        rules = Checklist(checks=[row_constraint(formula=rule["formula"]) for rule in table.rules])
        # The default stops at a thousand errors of a table; a reader wants them all.
        report = resource.validate(rules, limit_errors=1_000_000)
        problems += _told_once(_problems(report.tasks[0].errors, table, codebook))
    return problems


def _unreadable(codebook: Codebook, table: Table) -> Iterator[Problem]:
    """A file of which nothing can be read, told here once and not by every table that points into it."""
    try:
        empty = not (codebook.folder / table.path).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        message = _("is missing")
    except UnicodeDecodeError:
        message = _("is not in UTF-8")
    else:
        if not empty:
            return
        message = _("is empty")
    yield Problem(table.path, None, "", table.path, message, _whole_file_remedy(table))


def _told_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """One problem a cell: a repeated key breaks both "unique" and "primary key", a short row every column."""
    seen: set[tuple[int | None, str]] = set()
    for problem in problems:
        if (problem.row, problem.column) not in seen and (problem.row, "") not in seen:
            seen.add((problem.row, problem.column))
            yield problem


def _problems(found: Iterable[Error], table: Table, codebook: Codebook) -> Iterator[Problem]:
    # Rows of the wrong length first, so that _told_once drops what merely follows from that; rules last.
    broken: set[tuple[int | None, str]] = set()
    for error in sorted(found, key=lambda e: (getattr(e, "row_number", 0), _rank(e))):
        problem = _problem(error, table, codebook)
        cells = {(problem.row, name) for name in problem.column.split(", ")}
        if isinstance(error, errors.CellError):
            broken |= cells
        # A rule takes a cell that is wrong by itself for an empty one, and would complain about that.
        if not (isinstance(error, errors.RowConstraintError) and cells & broken):
            yield problem


def _rank(error: Error) -> int:
    return 0 if _is_length(error) else 2 if isinstance(error, errors.RowConstraintError) else 1


def _is_length(error: Error) -> bool:
    return isinstance(error, errors.MissingCellError | errors.ExtraCellError | errors.BlankRowError)


def _problem(error: Error, table: Table, codebook: Codebook) -> Problem:
    row: int | None = getattr(error, "row_number", None)
    column: str = getattr(error, "field_name", "")
    value: str = str(getattr(error, "cell", ""))
    cells: list[str] = list(getattr(error, "cells", ()))
    named = dict(zip((c.name for c in table.columns), cells, strict=False))
    match error:
        case _ if _is_length(error):
            filled = [cell for cell in cells if cell is not None]
            return Problem(
                table.path,
                row,
                "",
                filled[0] if filled else "",
                _("has {found} cells where the header has {wanted}").format(
                    found=len(filled), wanted=len(table.columns)
                ),
                _("Give the row one cell per column; put text that holds a comma in double quotes."),
            )
        case errors.PrimaryKeyError() | errors.UniqueError():
            # A repeated key, or a repeated value of a column that is unique beside the key.
            names = table.primary_key if isinstance(error, errors.PrimaryKeyError) else (column,)
            return Problem(
                table.path,
                row,
                ", ".join(names),
                ", ".join(str(named.get(name, "")) for name in names),
                _("stands in an earlier row already"),
                _("Give this row a value of its own, or delete it if it repeats the other."),
            )
        case errors.ForeignKeyError():
            target = codebook.tables[error.reference_name or table.name].path
            return Problem(
                table.path,
                row,
                ", ".join(error.field_names),
                ", ".join(str(cell) for cell in error.field_cells),
                _("is not in {file}").format(file=target),
                _("Correct the spelling, or add the missing row to {file}.").format(file=target),
            )
        case errors.RowConstraintError():
            rule = next(rule for rule in table.rules if rule["formula"] in error.note)
            return Problem(
                table.path,
                row,
                ", ".join(rule["columns"]),
                ", ".join(str(named.get(name, "")) for name in rule["columns"]),
                _(rule["message"]).rstrip("."),
                _(rule["remedy"]),
            )
        case errors.TypeError() | errors.ConstraintError():
            return _cell_problem(table, table.column(column), row, value, error)
    # What concerns the whole file: missing, not UTF-8, another header.
    return Problem(
        table.path, None, column, error.title, error.message.rstrip("."), _whole_file_remedy(table)
    )


def _whole_file_remedy(table: Table) -> str:
    names = ", ".join(column.name for column in table.columns)
    return _("Save the file as UTF-8 CSV with the header {names}.").format(names=names)


def _cell_problem(table: Table, column: Column, row: int | None, value: str, error: Error) -> Problem:
    value = "" if value == "None" else value
    if isinstance(error, errors.TypeError):
        message, remedy = {
            "date": (_("is not a date"), _("Write the date as YYYY-MM-DD, such as 2011-12-16.")),
            "integer": (_("is not a whole number"), _("Write digits only; leave the cell empty if unknown.")),
        }.get(column.type, (_("is not of the column's type"), _("See the column in CODEBOOK.md.")))
    elif 'constraint "required"' in error.note:
        message, remedy = _("is missing"), _("Fill the cell: {meaning}").format(meaning=_(column.description))
    elif 'constraint "enum"' in error.note:
        allowed = [term.value for term in column.terms]
        message = _("is not one of the allowed values")
        remedy = _("Use one of: {values}.").format(values=", ".join(allowed)) + nearest(value, allowed)
    else:
        rule = re.sub(r'^constraint "(\w+)" is "(.*)"$', r"\1 \2", error.note)
        message = _("breaks the column's rule ({rule})").format(rule=rule)
        remedy = _("See the column in CODEBOOK.md: {meaning}").format(meaning=_(column.description))
    return Problem(table.path, row, column.name, value, message, remedy)


def nearest(value: str, allowed: Iterable[str]) -> str:
    """“ Did you mean X?” where one of the allowed values is spelled much like this one, else nothing."""
    close = difflib.get_close_matches(value, list(allowed), n=1)
    return " " + _("Did you mean {value}?").format(value=close[0]) if close else ""


def check_cities(events: pd.DataFrame, gazetteer: pd.DataFrame, file: str = "events.csv") -> list[Problem]:
    """Events whose city the gazetteer lacks. ``events``: text frame with ``city``, indexed by row."""
    unknown = events[(events.city != "") & ~events.city.isin(gazetteer.index)]
    if unknown.empty:
        return []
    names = town_names(gazetteer)
    return [
        Problem(
            file,
            row,
            "city",
            city,
            _("is not in the gazetteer"),
            _("Use the gazetteer's English name, or add the town to cities.geojson.")
            + perhaps(names, names.meant(city) or names.near(city)),
        )
        for row, city in zip(unknown.index.tolist(), unknown.city, strict=True)
    ]


def check_coordinates(outside: pd.DataFrame) -> list[Problem]:
    """One problem a town that lies outside the country (frame as from ``gazetteer.outside_country``)."""
    return [
        Problem(
            "cities.geojson",
            int(town.row),
            "geometry",
            f"{city} ({town.lon}, {town.lat})",
            _("lies outside Kazakhstan"),
            _("Correct the coordinates: longitude first, then latitude."),
        )
        for city, town in outside.iterrows()
    ]


def check_umbrellas(events: pd.DataFrame, file: str = "events.csv") -> list[Problem]:
    """Umbrella cycles, and parts outside the dates of what they are part of.

    ``events``: typed frame with ``event_id``, ``part_of``, ``start_date``, ``end_date``, indexed by row.
    """
    parent = {e: p for e, p in zip(events.event_id, events.part_of, strict=True) if p}
    dates = events.set_index("event_id")[["start_date", "end_date"]].to_dict("index")
    problems = []
    parts = events[events.part_of != ""]
    for row, event in zip(parts.index.tolist(), parts.itertuples(), strict=True):
        if _in_cycle(str(event.event_id), parent):
            message = _("is part of itself, through its umbrellas")
            remedy = _("Break the circle: an umbrella cannot be contained in one of its own parts.")
        elif event.part_of in dates and not (
            dates[event.part_of]["start_date"] <= event.start_date
            and event.end_date <= dates[event.part_of]["end_date"]
        ):
            message = _("has dates that do not cover those of {event}").format(event=event.event_id)
            remedy = _("Widen the umbrella's dates, correct this event's, or empty part_of.")
        else:
            continue
        problems.append(Problem(file, row, "part_of", str(event.part_of), message, remedy))
    return problems


def _in_cycle(event_id: str, parent: dict[str, str]) -> bool:
    above, steps = parent.get(event_id), 0
    while above is not None and above != event_id and steps <= len(parent):
        above, steps = parent.get(above), steps + 1
    return above == event_id
