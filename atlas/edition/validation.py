"""Finds every cell and row of a data folder that breaks a rule of its descriptor, at once, by frictionless."""

import re
from collections.abc import Iterable, Iterator

from frictionless import Checklist, Error, Package, errors
from frictionless.checks.row.row_constraint import row_constraint
from frictionless.resources import TableResource

from atlas.edition.cell_forms import words_of_type
from atlas.edition.codebook import Codebook, Column, Table
from atlas.edition.file_forms import unreadable, whole_file_remedy
from atlas.edition.problem import Problem, nearest
from atlas.words.language import _


def check_descriptor_rules(codebook: Codebook) -> list[Problem]:
    """Problems that the descriptor's types, constraints, keys and rules find, in file and row order."""
    package = Package(str(codebook.folder / "datapackage.json"))
    problems = unreadable(codebook)
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
        # Whether a released file is what it was is asked by ``release``: a draft may differ.
        resource.hash = resource.bytes = resource.rows = None
        rules = Checklist(checks=[row_constraint(formula=rule["formula"]) for rule in table.rules])
        # The default stops at a thousand errors of a table; a reader wants them all.
        report = resource.validate(rules, limit_errors=1_000_000)
        problems += _told_once(_problems(report.tasks[0].errors, table, codebook))
    return problems


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
    return Problem(table.path, None, column, error.title, error.message.rstrip("."), whole_file_remedy(table))


def _cell_problem(table: Table, column: Column, row: int | None, value: str, error: Error) -> Problem:
    value = "" if value == "None" else value
    if isinstance(error, errors.TypeError):
        message, remedy = words_of_type(column.type)
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
