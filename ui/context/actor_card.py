"""One actor: role, other names, years, source, and the events that name it among their organisers."""

import streamlit as st

from atlas.edition import actors
from atlas.words.language import _, written_in
from ui import link, window
from ui.dataset import View
from ui.shared import event_list
from ui.shared.markup import cell, plain, said_in
from ui.shared.source_link import to_address


def draw(view: View, actor_id: str) -> None:
    """The actor's own page; an unknown identifier is said, with a way to the list."""
    st.button(
        _("All names"),
        icon=":material/arrow_back:",
        on_click=link.open_here,
        kwargs={"actor": ""},
        key="all_actors",
    )
    known = view.edition.actors
    if actor_id not in known.index:
        window.name(_("No such name"))
        st.title(_("No such name"))
        st.warning(
            _("This link asks for an actor that is not in the data: {actor}").format(actor=plain(actor_id))
        )
        return
    actor, book = known.loc[actor_id], view.edition.codebook
    window.name(str(actor["name"]))
    st.title(plain(actor["name"]))
    st.html(f"<p>{cell(actor.role)}</p>")
    facts = [
        (book.title("actors", "kind"), cell(book.label("actors", "kind", actor.kind))),
        (book.title("actors", "side"), cell(book.label("actors", "side", actor.side))),
        (book.title("actors", "other_names"), names(actor.other_names)),
        (_("Years"), cell(actors.years_words(actor.active_from, actor.active_to))),
        (book.title("actors", "deceased"), cell(book.label("actors", "deceased", actor.deceased))),
        (_("Source"), to_address(view, actor.source_url, actor.source_title)),
    ]
    st.html(
        '<dl style="display:grid;grid-template-columns:max-content 1fr;gap:0.2rem 1rem;margin:0;padding:0">'
        + "".join(
            f'<dt style="opacity:0.75">{cell(name)}</dt><dd style="margin:0">{value}</dd>'
            for name, value in facts
            if value
        )
        + "</dl>"
    )
    _events(view, actor_id)


def names(listed: str) -> str:
    """Other names as HTML, each marked with its language where its letters tell it; ``listed`` as the data have them."""
    return "; ".join(said_in(written_in(name), name) for name in listed.split("; ") if name)


def _events(view: View, actor_id: str) -> None:
    rows = actors.organised(view.edition)[actor_id]
    st.header(_("Events that name it among the organisers"))
    if not len(rows):
        st.write(
            _("No event in the data names it among the organisers. That is no sign that there was none.")
        )
        return
    event_list.draw(view, rows)
