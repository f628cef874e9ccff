"""One campaign, or several taken as one: what it was about, when, how far it reached, what happened around it."""

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st
from pandas import DataFrame, Series

from atlas.folds import aggregates, waves
from atlas.tally.filters import EventFilter
from atlas.words.language import _, date_words, list_words, ngettext, number, span_words, within
from ui import link
from ui.campaigns import campaign_list
from ui.dataset import View
from ui.shared import campaign_link, headline
from ui.shared.markup import cell, inside
from ui.shared.source_link import to_address


def draw(view: View) -> None:
    """Summary, figures as ranges, facts, and the milestones that belong to it."""
    names = list(campaign_link.profile_of(view))
    st.html(f"<p>{campaign_link.to_list(view, _('All campaigns'))}</p>")
    campaigns = view.edition.campaigns.loc[names]
    if len(names) == 1 and campaigns.summary.iloc[0]:
        st.html(f'<p style="max-width:46rem">{cell(campaigns.summary.iloc[0])}</p>')
    elif len(names) > 1:
        text = ngettext(
            "{n} campaign, taken as one. Nobody is counted twice: an event that sums up others adds only what these "
            "do not account for.",
            "{n} campaigns, taken as one. Nobody is counted twice: an event that sums up others adds only what these "
            "do not account for.",
            len(names),
        )
        st.html(f'<p style="max-width:46rem">{cell(text.format(n=number(len(names))))}</p>')
    headline.draw(view)
    _facts(view, campaigns)
    if len(names) > 1:
        found = waves.ranked(waves.waves(view.cells, view.rows), "events")
        campaign_list.draw_figure(view, found, _("The campaigns in it"))
        campaign_list.draw_table(view, found)
    _context(view, campaigns)


def _facts(view: View, campaigns: DataFrame) -> None:
    book = view.edition.codebook
    rule = EventFilter(
        whose=view.chosen.whose, known_on=view.chosen.known_on, unverified=view.chosen.unverified
    )
    whole = replace(view, chosen=replace(rule, campaigns=tuple(campaigns.index)))
    facts = [(_("When"), cell(span_words(*waves.span(whole.cells, whole.rows))))]
    shown = view.shown
    if shown < whole.shown:
        facts.append(
            (
                _("Shown"),
                cell(
                    _("{shown} of its {events} events, {when}").format(
                        shown=number(shown),
                        events=number(whole.shown),
                        when=span_words(*waves.span(view.cells, view.rows)),
                    )
                ),
            )
        )
    facts.append((_("Cities reached"), cell(number(waves.cities_of(view.cells, view.rows)))))
    facts.append((_("Largest turnout"), _turnout(view)))
    aliases = _parts(campaigns.aliases)
    if aliases:
        facts.append((_("Also called"), cell(list_words(aliases))))
    sections = list(dict.fromkeys(section for section in campaigns.article_section if section))
    if sections:
        facts.append((book.title("campaigns", "article_section"), cell("; ".join(sections))))
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
    known = headline.in_table(view.chosen, "participants", total, linked=view.listable)
    words = f"{cell(total.figure.shown())} ({known})"
    at = waves.largest_gathering(view.cells, view.rows) if view.listable else None
    if at is not None:
        event = view.edition.events.loc[at]
        words += "; " + inside(urlencode(link.query_for(event=event.event_id)), event.title)
    return words


def _parts(cells: Series) -> list[str]:
    """What some cells list between semicolons, each once."""
    return list(dict.fromkeys(one.strip() for text in cells for one in str(text).split(";") if one.strip()))


def _context(view: View, campaigns: DataFrame) -> None:
    items = view.edition.context[view.edition.context.context_id.isin(_parts(campaigns.context_ids))]
    if items.empty:
        return
    book = view.edition.codebook
    text = ngettext("Around it: {n} milestone", "Around it: {n} milestones", len(items))
    st.header(text.format(n=number(len(items))))
    st.html(
        "<ul>"
        + "".join(
            f"<li>{cell(date_words(item.date.date(), item.date_precision))}, "
            f"{cell(within(book.label('context', 'kind', item.kind)))}: <strong>{cell(item.title)}</strong><br>"
            f"<small>{cell(item.description)} {cell(_('Source:'))} "
            f"{to_address(view, item.source_url, item.source_title or item.source_url)}</small></li>"
            for item in items.itertuples()
        )
        + "</ul>"
    )
