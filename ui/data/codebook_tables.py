"""The codebook as the descriptor gives it: every table, its columns, and what the values mean."""

from collections.abc import Iterable

import streamlit as st

from atlas.downloads.added_columns import Field, claim_fields, place_fields
from atlas.edition.codebook import Codebook, Column, Table
from atlas.folds.event_rows import FIGURE_COLUMNS
from atlas.words.language import _
from ui.dataset import View
from ui.shared.markup import cell, table


def draw(view: View) -> None:
    """An expander for each table, one for the other files, one for the columns that downloads add."""
    book = view.edition.codebook
    st.html(f"<p>{cell(_(str(book.descriptor['description'])))}</p>")
    for one in book.tables.values():
        with st.expander(_("{title} ({file})").format(title=_(one.title), file=one.path)):
            st.html(_table(one))
    with st.expander(_("Other files")):
        rows = [
            [f"<code>{cell(part['path'])}</code>", cell(_(part.get("description", part.get("title", ""))))]
            for part in book.descriptor["resources"]
            if "schema" not in part
        ]
        st.html(table([_("File"), _("What it holds")], rows, _("Other files")))
    with st.expander(_("Columns that downloads add")):
        st.html(_added(book))


def _added(book: Codebook) -> str:
    parts = []
    for text, columns in (
        (
            _("Each stands once for every measure, with the measure's name in front, as in deaths_low."),
            [(name, _(meaning)) for name, meaning in FIGURE_COLUMNS.items()],
        ),
        (_("It also says where each event stands:"), _named(place_fields(book))),
        (_("The download of the reported figures adds to each of them:"), _named(claim_fields(book))),
    ):
        rows = [[f"<code>{cell(name)}</code>", cell(meaning)] for name, meaning in columns]
        parts.append(f"<p>{cell(text)}</p>" + table([_("Column"), _("Meaning")], rows, text))
    return "".join(parts)


def _named(fields: Iterable[Field]) -> list[tuple[str, str]]:
    return [(field["name"], field["description"]) for field in fields]


def _table(one: Table) -> str:
    parts = [f"<p>{cell(_(one.description))}</p>"]
    keys = [_("Key: {columns}.").format(columns=", ".join(one.primary_key))]
    for key in one.foreign_keys:
        fields = key["fields"] if isinstance(key["fields"], str) else ", ".join(key["fields"])
        target = key["reference"].get("resource") or one.name
        keys.append(_("{column} points to a row of {table}.").format(column=fields, table=target))
    parts.append(f"<p>{'<br>'.join(cell(line) for line in keys)}</p>")
    rows = [_column(column) for column in one.columns]
    parts.append(
        table([_("Column"), _("Type"), _("Meaning")], rows, _("Columns of {file}").format(file=one.path))
    )
    if one.rules:
        rules = "".join(
            f"<li>{cell(_(rule['message'].rstrip('.')))}. <small>{cell(_(rule['remedy']))}</small></li>"
            for rule in one.rules
        )
        parts.append(f"{_heading(_('A row is set aside where'))}<ul>{rules}</ul>")
    for column in one.columns:
        if column.terms:
            parts.append(_vocabulary(column))
    return "".join(parts)


def _heading(text: str) -> str:
    return f'<h2 style="margin:1rem 0 0.25rem;padding:0;font-size:1.0625rem">{cell(text)}</h2>'


def _column(column: Column) -> list[str]:
    kind = _("{type}, always filled").format(type=column.type) if column.required else column.type
    return [f"<code>{cell(column.name)}</code>", cell(kind), cell(_(column.description))]


def _vocabulary(column: Column) -> str:
    title = _("Values of {column}").format(column=column.name)
    rows = [
        [f"<code>{cell(term.value)}</code>", cell(_(term.label)), cell(_(term.meaning))]
        for term in column.terms
    ]
    return _heading(title) + table([_("Value"), _("On screen"), _("Meaning")], rows, title)
