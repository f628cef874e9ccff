"""The events of a big table, a page at a time: only the rows on the screen are read."""

from typing import TYPE_CHECKING

import streamlit as st
from pandas import DataFrame

from atlas.words.language import _, number
from ui import link

if TYPE_CHECKING:
    # Not when it runs: the engine of big tables takes 50 MB that most servers never need.
    from atlas.big.large_view import LargeView

ROWS = 200
"""Rows of a page on the page Events."""


def page_of(view: "LargeView", *, few: int = 0) -> DataFrame:
    """The rows to list, and what is said of them: with ``few`` the first ones and a way to all, else those of the page
    that the reader has turned to."""
    with st.spinner(_("Searching all events…"), show_time=True) if view.chosen.query else st.empty():
        found = view.found()
        pages = max(-(-found // ROWS), 1)
        page = 1 if few else min(_asked(), pages)
        table = view.page((page - 1) * ROWS, few or ROWS)
    if few and found > few:
        text = _("The latest {few} of {shown} events; all of them on the page Events and in the download.")
        st.caption(text.format(few=number(few), shown=number(found)))
    elif not few:
        _turn(page, pages, found, len(table))
    return table


def _asked() -> int:
    asked = link.page_parameter("page")
    return max(int(asked), 1) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 1


def _turn(page: int, pages: int, found: int, rows: int) -> None:
    first = (page - 1) * ROWS + 1
    text = _("Events {first}–{last} of {found}, latest first")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            text.format(first=number(min(first, found)), last=number(first - 1 + rows), found=number(found))
        )
        for key, label, icon, to in (
            ("page_first", _("Latest"), ":material/first_page:", 1),
            ("page_before", _("Later"), ":material/chevron_left:", page - 1),
            ("page_next", _("Earlier"), ":material/chevron_right:", page + 1),
            ("page_last", _("Earliest"), ":material/last_page:", pages),
        ):
            st.button(
                label,
                icon=icon,
                key=key,
                disabled=not 1 <= to <= pages or to == page,
                on_click=link.open_here,
                kwargs={"page": str(to) if to > 1 else ""},
            )
        st.session_state["p_page"] = page
        st.number_input(
            _("Page"),
            min_value=1,
            max_value=pages,
            key="p_page",
            width=130,
            label_visibility="collapsed",
            on_change=lambda: link.open_here(
                page=str(st.session_state["p_page"]) if st.session_state["p_page"] > 1 else ""
            ),
        )
        st.caption(_("of {pages} pages").format(pages=number(pages)))
