"""Writes data/CODEBOOK.md from the descriptor, so that the page can never say something else."""

from collections.abc import Iterator

from atlas.codebook import Codebook, Column, Table
from atlas.exports import FIGURE_COLUMNS


def page(codebook: Codebook) -> str:
    """The whole codebook as Markdown."""
    return "\n".join(_lines(codebook)) + "\n"


def _lines(codebook: Codebook) -> Iterator[str]:
    package = codebook.descriptor
    yield f"# Codebook: {package['title']}, version {codebook.version}"
    yield ""
    yield "Generated from `datapackage.json` by `make codebook`; edit the descriptor, not this page."
    yield ""
    yield str(package["description"])
    yield ""
    for table in codebook.tables.values():
        yield from _table(table)
    yield "## Other files"
    yield ""
    for resource in package["resources"]:
        if "schema" not in resource:
            yield f"- `{resource['path']}`: {resource.get('description', resource.get('title', ''))}"
    yield ""
    yield "## Columns that downloads add"
    yield ""
    yield "The events download carries, for each measure, these columns with the measure's name in front "
    yield "(`deaths_low`, `deaths_high` …), under the rule, date and sources that the reader chose."
    yield ""
    for name, meaning in FIGURE_COLUMNS.items():
        yield f"- `{name}`: {meaning}"


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.title} (`{table.path}`)"
    yield ""
    yield table.description
    yield ""
    yield f"Key: {', '.join(f'`{name}`' for name in table.primary_key)}."
    yield ""
    yield "| column | type | meaning |"
    yield "|---|---|---|"
    for column in table.columns:
        needed = ", always filled" if column.required else ""
        yield f"| `{column.name}` | {column.type}{needed} | {_cell(column.description)} |"
    yield ""
    for key in table.foreign_keys:
        fields = key["fields"] if isinstance(key["fields"], str) else ", ".join(key["fields"])
        target = key["reference"].get("resource") or table.name
        yield f"- `{fields}` points to a row of `{target}`."
    for rule in table.rules:
        yield f"- Rule: {rule['message'].rstrip('.')} is an error. {rule['remedy']}"
    yield ""
    for column in table.columns:
        if column.terms:
            yield from _vocabulary(column)


def _vocabulary(column: Column) -> Iterator[str]:
    yield f"### Values of `{column.name}`"
    yield ""
    yield "| value | on screen | meaning |"
    yield "|---|---|---|"
    for term in column.terms:
        yield f"| `{term.value}` | {term.label} | {_cell(term.meaning)} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
