"""Bring your own file: what is taken, what happens with it, what it was recognised as, and the way onto all screens."""

import streamlit as st

from atlas.folds.views import published
from atlas.own_file import formats, reading, upload
from atlas.own_file.formats.guesses import TARGETS
from atlas.own_file.formats.parts import shown_as_text
from atlas.words.language import _, number
from ui import link, own_file
from ui.data import file_report
from ui.dataset import View
from ui.shared import file_banner
from ui.shared.markup import plain

ENDINGS = ["csv", "tsv", "txt", "xlsx", "parquet", "geojson", "json"]
PREVIEW = 8
"""Rows of the file that are shown before it is read as events."""
LONGEST = 120
"""Signs of a cell that the preview shows."""


def draw(_view: View) -> None:
    """The whole part of the Data page."""
    st.header(_("Your own file on these screens"))
    st.markdown(
        _(
            "A table of events, one a row, with a date each. Recognised by their columns: downloads of this atlas, "
            "ACLED, UCDP GED and Mass Mobilization. Of any other table you say which column holds what; a guess "
            "is filled in. CSV, TSV, XLSX, Parquet or GeoJSON, up to {megabytes} MB, {rows} rows and "
            "{columns} columns."
        ).format(
            megabytes=number(reading.MOST_BYTES // 2**20),
            rows=number(reading.MOST_ROWS),
            columns=number(reading.MOST_COLUMNS),
        )
    )
    _what_happens()
    _upload()
    own = own_file.state()
    if own.trouble:
        message, remedy = own.trouble
        st.error(
            plain(_("{message} {remedy}").format(message=message, remedy=remedy)), icon=":material/error:"
        )
    if own.reading is not None:
        _found(own.reading)
        with st.expander(_("How it is read"), expanded=own.imported is None, icon=":material/table:"):
            _read_as(own.reading)
    if own.imported is not None:
        file_report.draw(own.imported)


def _what_happens() -> None:
    with st.expander(_("What happens with the file"), icon=":material/lock:"):
        st.markdown(
            _(
                "- It goes to the server that shows you these pages, and to nobody else. Other readers never see it.\n"
                "- It stays in that server's memory, for your session alone. It is not written to disk, and nothing "
                "of it is written to a log.\n"
                "- It is gone when you take it away below, reload or close the page; where the connection just "
                "breaks off, within three minutes.\n"
                "- No link, citation or download by address carries it: those are of the atlas's own data.\n"
                "- ACLED's terms allow you to look at its rows but not to pass them on. While a file of ACLED's is "
                "shown, downloads of its rows are off. Where you publish what you find in it, ACLED asks to be "
                "named, with the day on which you took the file and what you changed."
            )
        )


def _upload() -> None:
    own = own_file.state()
    file = st.file_uploader(
        _("Your file"),
        type=ENDINGS,
        key=f"own_file_{own.round}",
        help=_("It is read at once, and not kept as a file."),
    )
    if file is None:
        return
    with st.spinner(_("Reading the file …"), show_time=True):
        own_file.put_back()
        own_file.take(file.name, file.getvalue())
        own_file.drop_bytes(file)
    link.anew()
    # The field is a new one now: it must not show a file that it no longer holds.
    st.rerun()


def _found(table: reading.Reading) -> None:
    st.markdown(
        _("**{name}**: {rows} rows, {columns} columns.").format(
            name=plain(file_banner.name_words()),
            rows=number(len(table.rows)),
            columns=number(len(table.columns)),
        )
    )
    head = table.rows.head(PREVIEW).map(lambda cell: shown_as_text(cell[: 2 * LONGEST])[:LONGEST])
    head.columns = reading.unique_names([shown_as_text(name)[:LONGEST] for name in table.columns])[0]
    st.dataframe(
        head, height="content", key="own_preview", alt=_("The first rows of the file"), placeholder=""
    )
    st.button(_("Take the file away"), key="own_forget", icon=":material/delete:", on_click=_forget)


def _forget() -> None:
    own_file.forget()
    link.anew()


def _read_as(table: reading.Reading) -> None:
    own, code = own_file.state(), upload.recognised(table)
    words = {
        one: _("{format} (recognised)").format(format=_(title)) if one == code != "plain" else _(title)
        for one, title in formats.NAMES.items()
    }
    own.format = st.selectbox(
        _("Read it as"),
        list(words),
        index=list(words).index(own.format),
        key=f"own_format_{own.round}",
        format_func=words.__getitem__,
        placeholder=_("Choose"),
    )
    with st.form(f"own_form_{own.round}", border=own.format == "plain"):
        mapping = _mapping(table) if own.format == "plain" else None
        go = st.form_submit_button(_("Show this file on all screens"), type="primary", key="own_show")
    if go:
        with st.spinner(_("Reading the rows as events …"), show_time=True):
            _show(table, own.format, mapping)
        st.rerun()


def _mapping(table: reading.Reading) -> dict[str, str | None]:
    """One choice a target; the guess is filled in, or what the reader has chosen before."""
    own = own_file.state()
    if not own.mapping:
        own.mapping = upload.guess(table, published())
    st.caption(_("Which column holds what? Only the date is needed; what you leave empty stays unknown."))
    columns = st.columns(3)
    chosen: dict[str, str | None] = {}
    for at, (target, title) in enumerate(TARGETS.items()):
        guessed = own.mapping.get(target)
        with columns[at % len(columns)]:
            chosen[target] = st.selectbox(
                _(title),
                table.columns,
                index=table.columns.index(guessed) if guessed in table.columns else None,
                key=f"own_{target}_{own.round}",
                format_func=shown_as_text,
                placeholder=_("not in the file"),
            )
    return chosen


def _show(table: reading.Reading, code: str, mapping: dict[str, str | None] | None) -> None:
    own = own_file.state()
    own.mapping, own.trouble = mapping or own.mapping, None
    own_file.put_back()
    with own_file.troubles():
        own_file.show(upload.make(table, published(), format=code, mapping=mapping))
    link.anew()
