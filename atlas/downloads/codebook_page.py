"""Writes the codebook in each language, and the vocabularies, from the descriptor: they can never say something else."""

import csv
import io
from collections.abc import Iterable, Iterator

from atlas.downloads.added_columns import claim_fields, place_fields
from atlas.edition.codebook import Codebook, Column, Table
from atlas.folds.event_rows import FIGURE_COLUMNS
from atlas.words.language import LANGUAGES, _, current, in_language, use


def page(codebook: Codebook) -> str:
    """The whole codebook as Markdown, in the reader's language."""
    return "\n".join(_lines(codebook)) + "\n"


def vocabularies(codebook: Codebook) -> str:
    """Every code of the data with its label and its meaning in each language, as CSV: a row a code."""
    columns = [(part, code) for part in ("label", "meaning") for code in LANGUAGES]
    rows = [["table", "column", "value", *(f"{part}_{code}" for part, code in columns)]]
    for table in codebook.tables.values():
        for column in table.columns:
            for term in column.terms:
                words = {"label": term.label, "meaning": term.meaning}
                spoken = [in_language(code, words[part]) for part, code in columns]
                rows.append([table.name, column.name, term.value, *spoken])
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue()


def files(codebook: Codebook) -> dict[str, str]:
    """What is generated from a descriptor, by file name: the codebook in each language, and the vocabularies."""
    before, made = current(), {"vocabularies.csv": vocabularies(codebook)}
    try:
        for code in LANGUAGES:
            use(code)
            made["CODEBOOK.md" if code == "en" else f"CODEBOOK.{code}.md"] = page(codebook)
    finally:
        use(before)
    return made


def _lines(codebook: Codebook) -> Iterator[str]:
    package = codebook.descriptor
    heading = _("Codebook: {title}, version {version}")
    yield "# " + heading.format(title=_(str(package["title"])), version=codebook.version)
    yield ""
    yield _("Generated from `datapackage.json` by `make codebook`; edit the descriptor, not this page.")
    yield ""
    yield _(str(package["description"]))
    yield ""
    for table in codebook.tables.values():
        yield from _table(table)
    yield f"## {_('Other files')}"
    yield ""
    for resource in package["resources"]:
        if "schema" not in resource:
            yield f"- `{resource['path']}`: {_(resource.get('description', resource.get('title', '')))}"
    yield ""
    yield from _added(codebook)


def part(codebook: Codebook, tables: Iterable[str]) -> str:
    """The same of some tables alone, with the columns that downloads add, in the reader's language."""
    lines = [line for name in tables for line in _table(codebook.tables[name])]
    return "\n".join([*lines, *_added(codebook)]) + "\n"


def _added(codebook: Codebook) -> Iterator[str]:
    yield f"## {_('Columns that downloads add')}"
    yield ""
    yield _(
        "The events download carries, for each measure, these columns with the measure's name in front "
        "(`deaths_low`, `deaths_high` …), under the rule, date and sources that the reader chose."
    )
    yield ""
    for name, meaning in FIGURE_COLUMNS.items():
        yield f"- `{name}`: {_(meaning)}"
    yield ""
    yield _("It also says where each event stands:")
    yield ""
    for field in place_fields(codebook):
        yield f"- `{field['name']}`: {field['description']}"
    yield ""
    yield _("The download of the reported figures adds to each of them:")
    yield ""
    for field in claim_fields(codebook):
        yield f"- `{field['name']}`: {field['description']}"


def _table(table: Table) -> Iterator[str]:
    yield f"## {_(table.title)} (`{table.path}`)"
    yield ""
    yield _(table.description)
    yield ""
    yield _("Key: {columns}.").format(columns=", ".join(f"`{name}`" for name in table.primary_key))
    yield ""
    yield f"| {_('column')} | {_('type')} | {_('meaning')} |"
    yield "|---|---|---|"
    for column in table.columns:
        kind = _("{type}, always filled").format(type=column.type) if column.required else column.type
        yield f"| `{column.name}` | {kind} | {_cell(_(column.description))} |"
    yield ""
    for key in table.foreign_keys:
        fields = key["fields"] if isinstance(key["fields"], str) else ", ".join(key["fields"])
        target = key["reference"].get("resource") or table.name
        line = _("{column} points to a row of {table}.")
        yield "- " + line.format(column=f"`{fields}`", table=f"`{target}`")
    for rule in table.rules:
        line = _("Rule: {message} is an error. {remedy}")
        yield "- " + line.format(message=_(rule["message"].rstrip(".")), remedy=_(rule["remedy"]))
    yield ""
    for column in table.columns:
        if column.terms:
            yield from _vocabulary(column)


def _vocabulary(column: Column) -> Iterator[str]:
    title = _("Values of {column}")
    yield "### " + title.format(column=f"`{column.name}`")
    yield ""
    yield f"| {_('value')} | {_('on screen')} | {_('meaning')} |"
    yield "|---|---|---|"
    for term in column.terms:
        yield f"| `{term.value}` | {_(term.label)} | {_cell(_(term.meaning))} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
