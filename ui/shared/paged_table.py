"""A long list a page at a time; of a big table only the rows on the screen are read."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st
from pandas import DataFrame

from atlas.words.language import _, number
from ui import link

if TYPE_CHECKING:
    # Not when it runs: the engine of big tables takes 50 MB that most servers never need.
    from atlas.big.large_view import LargeView

ROWS = 100
"""Rows of a page on the page Events."""


@dataclass(frozen=True)
class Page:
    """The rows of one page of a list that has ``found`` rows in all; ``number`` counts pages from 1."""

    rows: DataFrame
    number: int
    found: int

    @property
    def pages(self) -> int:
        """How many pages there are; one where there is nothing."""
        return max(-(-self.found // ROWS), 1)

    def words(self) -> str:
        """Which rows these are, of how many."""
        first = min((self.number - 1) * ROWS + 1, self.found)
        last = (self.number - 1) * ROWS + len(self.rows)
        text = _("Events {first}–{last} of {found}")
        return text.format(first=number(first), last=number(last), found=number(self.found))


def page_of(table: DataFrame) -> Page:
    """The page of a list to which the reader has turned."""
    asked = min(_asked(), max(-(-len(table) // ROWS), 1))
    return Page(table.iloc[(asked - 1) * ROWS : asked * ROWS], asked, len(table))


def page_of_big(view: "LargeView", *, few: int = 0) -> Page:
    """The same of a big table, read from disk; with ``few`` its first rows."""
    with st.spinner(_("Searching all events…"), show_time=True) if view.chosen.query else st.empty():
        found = view.found()
        asked = 1 if few else min(_asked(), max(-(-found // ROWS), 1))
        return Page(view.page((asked - 1) * ROWS, few or ROWS), asked, found)


def _asked() -> int:
    asked = link.page_parameter("page")
    return max(int(asked), 1) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 1


def draw_turn(page: Page) -> None:
    """The way to the other pages; nothing where there is only one."""
    if page.pages == 1:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _button("page_first", _("First"), ":material/first_page:", 1, page)
        _button("page_before", _("Previous"), ":material/chevron_left:", page.number - 1, page)
        st.session_state["p_page"] = page.number
        st.number_input(
            _("Page"),
            min_value=1,
            max_value=page.pages,
            key="p_page",
            width=130,
            label_visibility="collapsed",
            on_change=lambda: link.open_here(
                page=str(st.session_state["p_page"]) if st.session_state["p_page"] > 1 else ""
            ),
        )
        st.markdown(_("of {pages} pages").format(pages=number(page.pages)))
        _button("page_next", _("Next"), ":material/chevron_right:", page.number + 1, page)
        _button("page_last", _("Last"), ":material/last_page:", page.pages, page)


def _button(key: str, label: str, icon: str, to: int, page: Page) -> None:
    st.button(
        label,
        icon=icon,
        key=key,
        disabled=not 1 <= to <= page.pages or to == page.number,
        on_click=link.open_here,
        kwargs={"page": str(to) if to > 1 else ""},
    )
