"""One source: what it is, where it can be read, the events it documents and the figures that rest on it."""

from urllib.parse import urlencode

import streamlit as st

from atlas.edition.names import side_words
from atlas.folds import sourcing
from atlas.tally.derivations import day_said
from atlas.words.language import _, date_words, number
from ui import link, window
from ui.dataset import View
from ui.shared import event_list
from ui.shared.markup import cell, inside, lang, outside, plain, table
from ui.shared.source_link import title_language


def draw(view: View, source_id: str) -> None:
    """The source's own page; an unknown identifier is said, with a way to the list."""
    st.button(
        _("All sources"),
        icon=":material/arrow_back:",
        on_click=link.open_here,
        kwargs={"source": "", "show": "sources"},
        key="all_sources",
    )
    known = view.edition.sources
    if source_id not in known.index:
        window.name(_("No such source"))
        st.title(_("No such source"))
        st.warning(
            _("This link asks for a source that is not in the data: {source}").format(source=plain(source_id))
        )
        return
    source, book = known.loc[source_id], view.edition.codebook
    window.name(source.title or source.url)
    _title(source.title or source.url, title_language(source))
    grade = next(term for term in book.terms("sources", "grade") if term.value == source.grade)
    said = _("{label}: {meaning}").format(label=_(grade.label), meaning=_(grade.meaning))
    facts = [
        (book.title("sources", "publisher"), cell(source.publisher)),
        (
            book.title("sources", "published_on"),
            cell(sourcing.published_words(source.published_on) or _("not recorded")),
        ),
        (book.title("sources", "kind"), cell(book.label("sources", "kind", source.kind))),
        (book.title("sources", "grade"), cell(said)),
        (
            book.title("sources", "language"),
            cell(
                book.label("sources", "language", source.language) if source.language else _("not recorded")
            ),
        ),
        (
            book.title("sources", "url"),
            f'<span style="overflow-wrap:anywhere">{outside(source.url, source.url, page_language=source.language)}</span>',
        ),
        (_("Key"), f"<code>{cell(source_id)}</code>"),
    ]
    st.html(
        '<dl style="display:grid;grid-template-columns:max-content 1fr;gap:0.2rem 1rem;margin:0;padding:0">'
        + "".join(f'<dt style="opacity:0.75">{cell(k)}</dt><dd style="margin:0">{v}</dd>' for k, v in facts)
        + "</dl>"
    )
    st.caption(_("The link leads out of this atlas, and does not tell that you come from here."))
    _events(view, source_id)
    _figures(view, source_id)
    _mentions(view, source_id)


def _title(text: str, language: str) -> None:
    # st.title takes no mark of the language.
    if lang(language):
        st.markdown(f"# <span{lang(language)}>{cell(plain(text))}</span>", unsafe_allow_html=True)
    else:
        st.title(plain(text))


def _events(view: View, source_id: str) -> None:
    rows = sourcing.documented(view.edition, source_id)
    st.header(_("Events it documents"))
    if not len(rows):
        st.write(_("No event in the data names this source."))
        return
    event_list.draw(view, rows)


def _figures(view: View, source_id: str) -> None:
    figures = sourcing.figures(view.edition, source_id)
    shown = figures[figures.event_id.isin(view.edition.events.event_id[view.rows])]
    book = view.edition.codebook
    st.header(_("Reported figures that rest on it"))
    if figures.empty:
        st.write(_("No reported figure in the data was read in this source."))
        return
    st.caption(
        _(
            "{shown} of {all} such figures are about events of the present choice. Whether one counts in a total, its "
            "event's page says."
        ).format(shown=number(len(shown)), all=number(len(figures)))
    )
    rows = []
    for one in shown.itertuples():
        said = day_said(one.said, one.stated_on)
        speaker = _("{claimant} ({side})").format(claimant=one.claimant, side=side_words(book, one.side))
        scope = "" if one.scope == "total" else book.label("claims", "scope", one.scope)
        rows.append(
            [
                f"<strong>{cell(one.figure)}</strong>"
                + (f"<br><small>{cell(scope)}</small>" if scope else ""),
                cell(book.label("claims", "measure", one.measure)),
                cell(speaker),
                cell(said),
                inside(urlencode(link.query_for(event=one.event_id)), one.title),
            ]
        )
    header = [_("Figure"), _("Measure"), _("According to"), _("Said on"), _("Event")]
    if rows:
        st.html(table(header, rows, _("Reported figures that rest on it"), stacked=True))


def _mentions(view: View, source_id: str) -> None:
    """Milestones, names, symbols and the self-check's comparison, where they rest on this source."""
    book, told = view.edition.codebook, sourcing.mentions(view.edition, source_id)
    if not told:
        return
    st.header(_("What else rests on it"))
    kinds: list[tuple[str, list[str]]] = [
        (
            _("Milestones"),
            [
                f"{cell(date_words(one.date.date(), one.date_precision))}: {cell(one.title)}"
                for one in told.context.itertuples()
            ],
        ),
        (
            _("Movements, parties, bodies and people"),
            [
                inside(urlencode(link.query_for(actor=str(actor_id))), str(name), "context")
                for actor_id, name in told.actors["name"].items()
            ],
        ),
        (
            _("Symbols"),
            [
                _("{title} ({use})").format(
                    title=cell(one.title), use=cell(book.label("symbols", "use", one.use))
                )
                for one in told.symbols.itertuples()
            ],
        ),
    ]
    if told.compared:
        text = _("The count of incidents that the self-check holds the number of events here against")
        kinds.append((_("Quality"), [inside(urlencode(link.query_for(show="quality")), text, "data")]))
    for title, items in kinds:
        if items:
            st.html(
                f'<p style="margin:0.5rem 0 0">{cell(title)}</p><ul style="margin:0">'
                + "".join(f"<li>{item}</li>" for item in items)
                + "</ul>"
            )
