"""The first lines of the overview: what this is, what is shown in words, and what narrows it. They keep their height whatever is
chosen, so that slider and map never move away from under the hand.
"""

import html

import streamlit as st

from atlas.drawing.palette import palette
from atlas.words.language import _, date_words, number
from ui import link, own_file
from ui.dataset import View
from ui.shared import chips
from ui.theme import is_dark

STYLE = """
[data-testid=stMainBlockContainer] { padding: 10px 2rem 4rem; }
[data-testid=stHeader] { background: transparent; pointer-events: none; }
[data-testid=stHeader] button, [data-testid=stHeader] [data-testid=stMainMenu] { pointer-events: auto; }
div.st-key-opening { gap: 0; }
div.st-key-opening [data-testid=stHeading] [data-testid=stMarkdownContainer] { margin: 0; }
div.st-key-opening h1 { padding: 0; font-size: 1.75rem; line-height: 2.25rem; margin-right: 3.5rem; }
div.st-key-opening p.about { margin: 0; font-size: 0.8125rem; line-height: 20px; }
div.st-key-sentence { min-height: 40px; max-height: 40px; flex-wrap: nowrap; align-items: center; gap: 0.75rem; }
div.st-key-sentence > [data-testid=stElementContainer] { flex: 1 1 0; min-width: 40%; }
div.st-key-sentence > [data-testid=stLayoutWrapper] { flex: none; max-width: 60%; overflow-x: auto; padding: 4px; scrollbar-width: thin; }
div.st-key-sentence p { font-size: 0.95rem; line-height: 20px; max-height: 40px; overflow-y: auto; margin: 0; }
div.st-key-chips, div.st-key-chips [data-testid=stHorizontalBlock] { flex-wrap: nowrap; width: max-content; }
div.st-key-chips > *, div.st-key-chips [data-testid=stElementContainer] { flex: none; }
div.st-key-chips button { min-height: 28px; padding: 0 0.5rem; white-space: nowrap; }
div.st-key-live_text { position: absolute; right: 0; left: 0; }
div.st-key-live { min-height: max(720px, 100vh - 120px); }
[data-testid=stLayoutWrapper]:has(> div.st-key-notices) { position: absolute; }
div.st-key-notices { position: fixed; right: 1rem; bottom: 1rem; width: min(30rem, 100vw - 2rem); z-index: 1000; }
@media (max-width: 700px) {
  [data-testid=stMainBlockContainer] { padding: 0 1rem 4rem; }
  div.st-key-opening h1 { font-size: 1.125rem; line-height: 1.375rem; margin: 14px 2.5rem 8px 3rem; min-height: 44px; }
  div.st-key-opening p.about { font-size: 0.75rem; line-height: 1rem; }
  div.st-key-sentence { min-height: 62px; max-height: 62px; }
  div.st-key-sentence p { max-height: 62px; font-size: 0.875rem; line-height: 1.25rem; }
  div.st-key-sentence > [data-testid=stLayoutWrapper] { max-width: 45%; }
  div.st-key-live { min-height: 1500px; }
}
"""
"""Only here: the other pages have room for Streamlit's own distances."""


def draw(view: View) -> None:
    """Title, what an event is and how far the data reach, the filter in words, and its chips in the same line."""
    st.html(f"<style>{STYLE}</style>")
    with st.container(key="opening"):
        st.title(_("Events in your own file") if own_file.shown() else _("Protest in Kazakhstan since 1986"))
        st.html(_about(view))
        with st.container(horizontal=True, key="sentence"):
            st.html(_sentence(view))
            with st.container(horizontal=True, key="chips", width="content"):
                chips.draw(view)


def _sentence(view: View) -> str:
    count = _("{shown} of {events} events").format(shown=number(view.shown), events=number(view.events))
    return f'<p role="status"><strong>{html.escape(count)}</strong>. {html.escape(view.words)}</p>'


def _about(view: View) -> str:
    """What an event is, that this is a selection, its last day, and the way to how it is counted."""
    event = _("An event is one gathering or action in one place, on the days that it lasted.")
    reach = date_words(*view.last_event)
    if own_file.shown() or not view.listable:
        extent = _("The last one here: {day}.").format(day=reach)
    else:
        extent = _("This is a sourced selection, not a complete count, up to {day}.").format(day=reach)
    how = html.escape(_("How it is counted"))
    colour = palette(is_dark()).muted
    return (
        f'<p class="about" style="color:{colour}">{html.escape(event)} {html.escape(extent)} '
        f'<a href="methods?{html.escape(link.to(link.current()))}" data-within style="color:inherit">{how}</a></p>'
    )
