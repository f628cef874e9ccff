"""The sources of the events shown, as a table to be searched and sorted, each with a way to its page."""

from urllib.parse import urlencode

import streamlit as st

from atlas.downloads import exports
from atlas.folds import sourcing
from atlas.words.language import _, ngettext, number
from ui import link
from ui.dataset import View
from ui.shared import big_table
from ui.shared.markup import plain
from ui.shared.speaking import spoken_here


def draw(view: View) -> None:
    """The search, how many there are, the table and its CSV; it follows every filter."""
    if big_table.lacks(view):
        return
    all_of_view = sourcing.found(view.edition, view.rows)
    st.header(_("Sources of the events shown"))
    if all_of_view.empty:
        st.write(_("No source is recorded."))
        return
    text = link.page_parameter("text")
    st.session_state["p_text"] = text
    st.text_input(
        _("Search titles, publishers and addresses"),
        key="p_text",
        placeholder=_("Title, publisher, address"),
        on_change=lambda: link.open_here(text=" ".join(st.session_state["p_text"].split())),
    )
    found = sourcing.found(view.edition, view.rows, text) if text else all_of_view
    if found.empty:
        st.info(_("No source of the events shown matches “{words}”.").format(words=plain(text)))
        return
    count = ngettext(
        "{shown} of {all} source of the events shown; the data have {whole} in all.",
        "{shown} of {all} sources of the events shown; the data have {whole} in all.",
        len(all_of_view),
    )
    st.caption(
        count.format(
            shown=number(len(found)), all=number(len(all_of_view)), whole=number(len(view.edition.sources))
        )
        + " "
        + _("Those cited for most events come first; a click on a column's head sorts by it.")
    )
    table = sourcing.table(found, view.edition)
    # A source_id is made of digits, letters and hyphens: it needs no quoting.
    address = f"data?{urlencode(link.query_for(source=''))}"
    st.dataframe(
        table.assign(**{_("Source"): [address + one for one in found.source_id]})[
            list(dict.fromkeys([_("Source"), _("Title"), _("Events"), _("Reported figures"), *table.columns]))
        ],
        hide_index=True,
        height=560 if len(table) > 14 else "auto",
        column_config={
            _("Source"): st.column_config.LinkColumn(display_text=_("page"), width=60),
            _("Title"): st.column_config.TextColumn(width=340),
            _("Events"): st.column_config.NumberColumn(width=70),
            _("Reported figures"): st.column_config.NumberColumn(width=125),
            _("Publisher"): st.column_config.TextColumn(width=170),
            # Text, not a link: what leads out of the atlas is the source's page, without telling where from.
            _("Address"): st.column_config.TextColumn(width=260),
        },
        key="sources_list",
        alt=_("Sources of the events shown"),
    )
    st.download_button(
        _("Download these sources (CSV)"),
        data=spoken_here(lambda: exports.to_csv(table)),
        file_name=exports.file_name(view.chosen, "sources", first=view.first, last=view.last_event[0]),
        mime="text/csv",
        on_click="ignore",
        key="download_sources",
    )
