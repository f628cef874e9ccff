"""One event: what, where, when, every reported figure with who said it, and how the tally follows."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from numpy import flatnonzero
from pandas import DataFrame, isna

from atlas.edition import actors, events
from atlas.edition.gazetteer import name_then
from atlas.edition.names import campaign_name, place_then_words, place_words, side_words, town_name
from atlas.folds import standing
from atlas.folds.shown_rows import vague_words
from atlas.tally import derivations
from atlas.tally.claims import claims_of
from atlas.tally.derivations import REASONS, Derivation, day_said
from atlas.tally.filters import EventFilter, figures_in_words
from atlas.words.language import _, current, date_words, ngettext, number, opening, span_words
from ui import link, speech, window
from ui.dataset import View
from ui.events import event_map, event_result, event_way
from ui.shared import figure_list, headline, whose
from ui.shared.markup import cell, inside, outside, plain, table
from ui.shared.source_link import to_source


def draw(view: View, event_id: str) -> None:
    """The event's own page; an unknown identifier is said, with a way to the list."""
    rows = view.edition.events
    found = rows[rows.event_id == event_id]
    draw_way_back()
    if found.empty:
        draw_unknown(event_id)
        return
    shown = figure_list.asked(view)
    event_way.draw_place(shown, event_id)
    event = next(found.itertuples())
    window.name(event.title)
    st.title(plain(event.title))
    _result(view, event_id)
    whose.draw(view)
    event_way.draw_filter(shown)
    about, where = st.columns([2, 1], gap="medium")
    with about:
        draw_facts(view, event)
        st.html(f"<p>{cell(event.description)}</p>")
    with where:
        event_map.draw(view, event)
    _figures(view, event_id)
    _claims(view, event_id)
    _tree(view, event)
    _sources(view, event_id)


def _result(view: View, event_id: str) -> None:
    figures = {
        measure: derivations.derivation(view.edition, view.cells, event_id, measure).total
        for measure in view.cells.measures
    }
    vague = vague_words(view.edition, view.cells)
    event_result.draw(figures, {measure: said.get(event_id, "") for measure, said in vague.items()})


def draw_way_back() -> None:
    """The way from an event to the list of all."""
    st.button(
        _("All events"),
        icon=":material/arrow_back:",
        on_click=link.open_here,
        kwargs={"event": ""},
        key="all_events",
    )


def draw_unknown(event_id: str) -> None:
    """What stands in the place of an event that there is not."""
    window.name(_("No such event"))
    st.title(_("No such event"))
    st.warning(
        _("This link asks for an event that is not in the data: {event}").format(event=plain(event_id))
    )


def draw_facts(view: View, event: Any) -> None:  # noqa: ANN401 - a row of events
    """When, where, and what the codebook's lists say of it."""
    book = view.edition.codebook
    place = cell(place_words(book, event.city, event.event_region))
    if event.city:
        place = inside(_query(cities=(event.city,)), town_name(event.city), "cities")
        town, day = view.edition.gazetteer.loc[event.city], event.start_date.date()
        then = name_then(town, event.city_name_then, day, current())
        place = place_then_words(place, cell(then))
    if event.place:
        place = f"{cell(event.place)}, {place}"
    precision = {
        "day": "",
        "month": " " + _("(the day is not known)"),
        "year": " " + _("(the month is not known)"),
    }[event.date_precision]
    when = span_words(event.start_date.date(), event.end_date.date(), event.date_precision) + precision
    facts = [(_("When"), cell(when)), (_("Where"), place)]
    for column in ("event_type", "sanctioned", "response"):
        value = book.label("events", column, getattr(event, column))
        facts.append((book.title("events", column), cell(value)))
    if event.campaign:
        campaign = inside(_query(campaigns=(event.campaign,)), campaign_name(event.campaign), "campaigns")
        facts.append((book.title("events", "campaign"), campaign + _in_campaign(view, event)))
    if event.organisers:
        english = view.edition.english
        original = (
            english.events.organisers[event.Index] if english and view.listable else event.organisers
        ).split("; ")
        spoken = event.organisers.split("; ")
        named = (_organiser(view, *each) for each in zip(original, spoken, strict=True))
        facts.append((book.title("events", "organisers"), "; ".join(named)))
    st.html(
        '<dl style="display:grid;grid-template-columns:max-content 1fr;gap:0.2rem 1rem;margin:0.5rem 0;'
        'padding:0">'
        + "".join(f'<dt style="opacity:0.75">{cell(k)}</dt><dd style="margin:0">{v}</dd>' for k, v in facts)
        + "</dl>"
    )


def _in_campaign(view: View, event: Any) -> str:  # noqa: ANN401 - a row of events
    """The event's place in its campaign; nothing where not all events are at hand."""
    if not view.listable:
        return ""
    rows = view.edition.events
    of_campaign = rows.index[rows.campaign == event.campaign]
    text = _("event {n} of {all} in order of time")
    return ": " + cell(
        text.format(n=number(int(of_campaign.get_loc(event.Index)) + 1), all=number(len(of_campaign)))
    )


def _query(**facets: tuple[str, ...]) -> str:
    """The link of a view of one city or campaign, under the reader's rule but no other filter."""
    chosen = link.current()
    rule = EventFilter(whose=chosen.whose, known_on=chosen.known_on, unverified=chosen.unverified)
    return link.to(replace(rule, **facets))


def _organiser(view: View, name: str, spoken: str) -> str:
    """The organiser as the reader's language calls it, linked where the atlas has a card of it."""
    actor = actors.called(view.edition, name)
    return (
        inside(urlencode([("actor", actor), *speech.in_link()]), spoken, "context") if actor else cell(spoken)
    )


def _figures(view: View, event_id: str) -> None:
    st.header(_("What the reports add up to"))
    st.caption(opening(figures_in_words(view.chosen)) + ".")
    titles = headline.titles() | {"participants": _("Participants")}
    found = [derivations.derivation(view.edition, view.cells, event_id, measure) for measure in titles]
    rows = [
        [
            f"<strong>{cell(titles[one.measure])}</strong>",
            cell(one.total.shown()),
            cell(_derived(view, event_id, one)),
        ]
        for one in found
    ]
    st.html(table([_("Measure"), _("Figure"), _("How it follows")], rows, _("Figures of this event")))


def _derived(view: View, event_id: str, one: Derivation) -> str:
    """The arithmetic of one measure in a sentence or two."""
    if not one.total.known:
        found = standing.standing(view.edition, view.cells, one.measure)
        row = int(flatnonzero(view.edition.events.event_id == event_id)[0])
        return _("{why}: unknown, which is not zero.").format(why=opening(found.words(row)))
    own = ngettext(
        "The latest word of {count} claimant gives {figure}.",
        "The latest words of {count} claimants give {figure}.",
        one.claimants,
    ).format(count=number(one.claimants), figure=one.own.words())
    if not one.has_parts:
        return own
    if not one.parts.known:
        return own + " " + _("Its parts have no figure.")
    if not view.cells.additive[one.measure]:
        parts = _("The largest figure among its parts is {parts}. Turnout is never summed.")
        return (own + " " if one.own.known else "") + parts.format(parts=one.parts.words())
    parts = _("Its parts add up to {parts}.").format(parts=one.parts.words())
    if not one.own.known:
        return _("No figure for the whole.") + " " + parts
    both = _("Of both bounds the greater counts: {total}. To a total it adds, beyond its parts, {adds}.")
    return f"{own} {parts} " + both.format(total=one.total.words(), adds=one.adds.words())


def _claims(view: View, event_id: str) -> None:
    claims = derivations.claims_with_standing(view.edition, view.cells, event_id)
    st.header(_("Reported figures"))
    if claims.empty:
        st.write(_("The sources give no figure for this event."))
        return
    book = view.edition.codebook
    for measure in book.measures:
        of_measure = claims[claims.measure == measure]
        if len(of_measure):
            items = "".join(_claim(view, claim) for claim in of_measure.itertuples())
            st.html(
                f'<h3 style="margin:0.5rem 0 0.25rem">{cell(book.label("claims", "measure", measure))}</h3>'
                f'<ul style="list-style:none;margin:0;padding:0">{items}</ul>'
            )


def _claim(view: View, claim: Any) -> str:  # noqa: ANN401 - a row of claims_with_standing
    """One reported figure: the number beside who said it, when, where, and whether it counts."""
    book, source = view.edition.codebook, view.edition.sources.loc[claim.source_id]
    said = day_said(claim.said, claim.stated_on)
    speaker = _("according to {claimant} ({side})").format(
        claimant=claim.claimant, side=side_words(book, claim.side)
    )
    counts = claim.standing == "counts"
    link_ = to_source(view, claim.source_id, source.publisher)
    lines = [
        f"{cell(speaker)}, {cell(said)}. {cell(_('Source:'))} {link_}",
        f"<small>{cell(opening(_(REASONS[claim.standing])))}.</small>",
    ]
    if claim.note:
        lines.append(f'<small style="opacity:0.75">{cell(_("Note: {note}").format(note=claim.note))}</small>')
    return (
        '<li style="display:grid;grid-template-columns:6.5rem 1fr;gap:0.2rem 0.75rem;padding:0.35rem 0;'
        f'border-bottom:1px solid rgba(128,128,128,0.3){"" if counts else ";opacity:0.85"}">'
        f'<span style="font-weight:{700 if counts else 400}">{cell(claim.words)}</span>'
        f"<span>{'<br>'.join(lines)}</span></li>"
    )


def _tree(view: View, event: Any) -> None:  # noqa: ANN401 - a row of events
    parts = events.parts_of(view.edition.events, event.event_id)
    if event.part_of:
        st.header(_("Part of"))
        st.html(listed(view, view.edition.events[view.edition.events.event_id == event.part_of]))
    if len(parts):
        st.header(_("Its parts"))
        st.html(listed(view, parts))


def listed(view: View, rows: DataFrame) -> str:
    """Some events as a list of links."""
    items = []
    for row in rows.itertuples():
        query = urlencode(link.query_for(event=row.event_id))
        when = span_words(row.start_date.date(), row.end_date.date(), row.date_precision)
        where = place_words(view.edition.codebook, row.city, row.event_region)
        items.append(f"<li>{cell(when)}, {cell(where)}: {inside(query, row.title)}</li>")
    return f"<ul>{''.join(items)}</ul>"


def _sources(view: View, event_id: str) -> None:
    edition = view.edition
    of_event = edition.event_sources[edition.event_sources.event_id == event_id].source_id
    of_claims = claims_of(edition.claims, event_id).source_id
    book = edition.codebook
    items = []
    for source in edition.sources.loc[list(dict.fromkeys([*of_event, *of_claims]))].itertuples():
        about = ", ".join(
            part
            for part in (
                source.publisher,
                date_words(source.published_on.date()) if not isna(source.published_on) else "",
                book.label("sources", "language", source.language) if source.language else "",
                book.label("sources", "grade", source.grade),
            )
            if part
        )
        page = outside(source.url, _("to the page itself"), page_language=source.language)
        items.append(f"<li>{to_source(view, source.Index)}<br><small>{cell(about)}; {page}</small></li>")
    st.header(_("Sources"))
    st.html(f"<ul>{''.join(items)}</ul>" if items else cell(_("No source is recorded.")))
