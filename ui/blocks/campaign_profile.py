"""One campaign: what it was about, when, how far it reached, and what happened around it."""

from urllib.parse import urlencode

import streamlit as st

from atlas import aggregates, waves
from atlas.language import _, date_words, list_words, ngettext, number, span_words
from ui import link
from ui.blocks import campaign_link, headline
from ui.blocks.markup import cell, inside, outside
from ui.dataset import View


def draw(view: View) -> None:
    """Summary, figures as ranges, facts, and the milestones that belong to it."""
    name = campaign_link.profile_of(view)
    st.html(f"<p>{campaign_link.to_list(view, _('All campaigns'))}</p>")
    campaign = view.edition.campaigns.loc[name]
    if campaign.summary:
        st.html(f'<p style="max-width:46rem">{cell(campaign.summary)}</p>')
    headline.draw(view)
    _facts(view, name)
    _context(view, str(campaign.context_ids))


def _facts(view: View, name: str) -> None:
    campaign, book = view.edition.campaigns.loc[name], view.edition.codebook
    whole = (view.edition.events.campaign == name).to_numpy()
    facts = [(_("When"), cell(span_words(*waves.span(view.cells, whole))))]
    shown = int(view.rows.sum())
    if shown < whole.sum():
        facts.append(
            (
                _("Shown"),
                cell(
                    _("{shown} of its {events} events, {when}").format(
                        shown=number(shown),
                        events=number(int(whole.sum())),
                        when=span_words(*waves.span(view.cells, view.rows)),
                    )
                ),
            )
        )
    facts.append((_("Cities reached"), cell(number(waves.cities_of(view.cells, view.rows)))))
    facts.append((_("Largest turnout"), _turnout(view)))
    aliases = [alias.strip() for alias in campaign.aliases.split(";") if alias.strip()]
    if aliases:
        facts.append((_("Also called"), cell(list_words(aliases))))
    if campaign.article_section:
        facts.append((book.title("campaigns", "article_section"), cell(campaign.article_section)))
    st.html(
        '<dl style="display:grid;grid-template-columns:max-content 1fr;gap:0.2rem 1rem;margin:0.5rem 0;padding:0">'
        + "".join(
            f'<dt style="opacity:0.75">{cell(title)}</dt><dd style="margin:0">{words}</dd>'
            for title, words in facts
        )
        + "</dl>"
    )


def _turnout(view: View) -> str:
    total = aggregates.total(view.cells, view.rows, "participants")
    known = _("known for {known} of {events} events").format(
        known=number(total.known), events=number(total.events)
    )
    words = cell(f"{total.figure.words()} ({known})")
    at = waves.largest_gathering(view.cells, view.rows)
    if at is not None:
        event = view.edition.events.loc[at]
        words += "; " + inside(urlencode(link.query_for(event=event.event_id)), event.title)
    return words


def _context(view: View, codes: str) -> None:
    wanted = [code.strip() for code in codes.split(";") if code.strip()]
    items = view.edition.context[view.edition.context.context_id.isin(wanted)]
    if items.empty:
        return
    book = view.edition.codebook
    text = ngettext("Around it: {n} milestone", "Around it: {n} milestones", len(items))
    st.subheader(text.format(n=number(len(items))))
    st.html(
        "<ul>"
        + "".join(
            f"<li>{cell(date_words(item.date.date(), item.date_precision))}, "
            f"{cell(book.label('context', 'kind', item.kind).lower())}: <strong>{cell(item.title)}</strong><br>"
            f"<small>{cell(item.description)} {cell(_('Source:'))} "
            f"{outside(item.source_url, item.source_title or item.source_url)}</small></li>"
            for item in items.itertuples()
        )
        + "</ul>"
    )
