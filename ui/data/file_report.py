"""What became of a reader's file: every column, every row and cell left out, every place that is not known."""

import pandas as pd
import streamlit as st

from atlas.downloads import spreadsheet
from atlas.own_file.formats.parts import shown_as_text
from atlas.own_file.upload import Imported, sentence
from atlas.words.language import _, number
from ui.shared.markup import plain
from ui.shared.speaking import spoken_here

MOST = 1000
"""Lines that a table lists; the download has all of them."""


def draw(own: Imported) -> None:
    """Sentence, notes, and three tables with their downloads."""
    st.header(_("What became of the file"))
    st.markdown(f"**{plain(sentence(own))}**")
    if own.restricted:
        st.warning(plain(own.restricted), icon=":material/lock:")
    if own.notes:
        st.markdown("\n".join(f"- {plain(shown_as_text(note))}" for note in own.notes))
    left_out = {"row": _("the whole row"), "cell": _("only this cell")}
    _table(
        "report",
        _("The columns"),
        _("What each column was used for, and how many of its cells."),
        {
            "column": _("Column"),
            "became": _("Became"),
            "understood": _("Cells used"),
            "empty": _("Empty"),
            "not_understood": _("Not understood"),
        },
        own.report,
    )
    _table(
        "rejects",
        _("What was left out"),
        _("Row by row, with the reason. The header is row 1."),
        {
            "row": _("Row"),
            "column": _("Column"),
            "value": _("Value"),
            "reason": _("Reason"),
            "remedy": _("What helps"),
            "left_out": _("Left out"),
        },
        own.rejects.assign(left_out=own.rejects.left_out.map(left_out)),
    )
    yes_no = {True: _("yes"), False: _("no")}
    _table(
        "unmatched",
        _("Places that the gazetteer does not know"),
        _(
            "They stand under the file's own names. On the map are those inside Kazakhstan for which the file gives a "
            "point; the others stand in tables and charts."
        ),
        {"place": _("Place"), "rows": _("Events"), "on_map": _("On the map")},
        own.unmatched.assign(on_map=own.unmatched.on_map.map(yes_no)),
    )


def _table(name: str, title: str, words: str, titles: dict[str, str], rows: pd.DataFrame) -> None:
    table = rows[list(titles)].rename(columns=titles)
    for column in table.columns[table.dtypes.map(pd.api.types.is_string_dtype)]:
        table[column] = table[column].map(lambda cell: shown_as_text(str(cell)))
    st.markdown(f"### {title}")
    if table.empty:
        st.caption(_("None."))
        return
    st.caption(words)
    if len(table) > MOST:
        text = _("The first {few} of {all} lines; all of them in the download.")
        st.caption(text.format(few=number(MOST), all=number(len(table))))
    st.dataframe(
        table.head(MOST),
        hide_index=True,
        height=320 if len(table) > 8 else "auto",
        key=f"own_{name}",
        alt=title,
        placeholder="",
    )
    st.download_button(
        _("Download this list (CSV for Excel)"),
        data=spoken_here(lambda: spreadsheet.to_excel_csv(table)),
        file_name=f"your-file_{name}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"download_own_{name}",
    )
