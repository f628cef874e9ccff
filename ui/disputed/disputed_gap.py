"""Official against independent figures, an event a row, and how many events have only one side or none."""

from urllib.parse import urlencode

import streamlit as st
from numpy import flatnonzero
from pandas import DataFrame, array

from atlas.drawing import disputes_figure
from atlas.tally import disputes
from atlas.tally.cells import Cells
from atlas.tally.disputes import Disputed
from atlas.words.language import _, ngettext, number, short_span_words
from ui import dataset, link, page_state
from ui.dataset import View
from ui.shared import figure, headline
from ui.shared.markup import cell, inside, table
from ui.theme import is_dark

LONGEST = 46
"""Letters of a title that fit above a row on a phone."""


def rules(view: View) -> dict[str, Cells]:
    """The cells of all, official and independent figures at the reader's day of knowledge and sources."""
    known_on, unverified = view.cells.known_on, view.cells.unverified
    return {
        whose: dataset.cells_of(view.edition, whose, known_on, unverified)
        for whose in ("all", *disputes.SIDES)
    }


def found(view: View, measure: str) -> list[Disputed]:
    """The disputed events of the view."""
    of = rules(view)
    return disputes.disputed(view.edition, of["official"], of["independent"], view.rows, measure)


def measure(view: View) -> str:
    """The measure that the reader chooses: deaths, or detentions where no event has two figures of deaths."""
    words = headline.titles() | {"participants": _("Participants")}
    order = ("deaths", "detentions", "injuries", "participants")
    default = "deaths" if found(view, "deaths") else "detentions"
    return page_state.segmented("show", _("Measure"), {name: words[name] for name in order}, default)


def draw(view: View, measure: str) -> None:
    """The dumbbells, the same as a list with links, and what is not among them."""
    st.header(_("Official against independent figures, event by event"))
    text = _(
        "Upper mark: officials; lower mark: NGOs, media and the opposition; each from the least to the greatest "
        "figure of that side, the event's parts included. The dotted line is the gap, the widest stands first. "
        "An arrow means “at least”."
    )
    if view.chosen.whose != "all":
        text += " " + _("Both sides stand here whatever side is chosen for the other pages.")
    st.caption(text)
    events = found(view, measure)
    place = st.empty()
    if events:
        with place.container():
            _dumbbells(view, events, measure)
    else:
        place.info(_("No event of this choice has a figure from both sides for this measure."))
    _others(view, measure)


def _dumbbells(view: View, events: list[Disputed], measure: str) -> None:
    words = {"log": _("Widen small figures (logarithmic)"), "linear": _("Linear")}
    scale = page_state.segmented("scale", _("Scale"), words, "log")
    rows = [
        disputes_figure.Row(
            _heading(view, one), [("official", one.official), ("independent", one.independent)]
        )
        for one in events
    ]
    figure.draw(
        view,
        disputes_figure.dumbbells(rows, measure, logarithmic=scale == "log", dark=is_dark()),
        lambda: gaps(view, events),
        name=f"disputed-{measure}",
        alt=" ".join(
            _("{event}: officials {official}, independent {independent}; {gap}.").format(
                event=view.edition.events.title[one.row],
                official=one.official.words(),
                independent=one.independent.words(),
                gap=one.gap.words(),
            )
            for one in events
        ),
    )
    header = [_("Event"), _("Officials"), _("Independent"), _("Gap"), _("Over time")]
    st.html(table(header, [_row(view, one, measure) for one in events], _("Disputed figures"), stacked=True))


def _heading(view: View, one: Disputed) -> str:
    event = view.edition.events.loc[one.row]
    title = event.title if len(event.title) <= LONGEST else event.title[: LONGEST - 1].rstrip(" ,") + "…"
    return f"<b>{cell(title)}</b> {event.start_date.year}"


def _row(view: View, one: Disputed, measure: str) -> list[str]:
    event = view.edition.events.loc[one.row]
    when = short_span_words(event.start_date.date(), event.end_date.date(), event.date_precision)
    own = urlencode(link.query_for(event=one.event_id))
    how = urlencode([*link.query_for(event=one.event_id), ("show", measure)])
    moved = (
        f'<a href="disputed?{cell(how)}" target="_self" style="color:inherit">{cell(_("how it moved"))}</a>'
    )
    return [
        f"{inside(own, event.title)}<br><small>{cell(when)}</small>",
        cell(one.official.shown()),
        cell(one.independent.shown()),
        cell(one.gap.words()),
        moved,
    ]


def gaps(view: View, events: list[Disputed]) -> DataFrame:
    """The disputed events as a table for scripts: whole numbers, open ends in the words beside them."""
    about = view.edition.events.loc[[one.row for one in events]]
    columns: dict[str, object] = {
        "event_id": about.event_id.to_list(),
        "start_date": about.start_date.dt.strftime("%Y-%m-%d").to_list(),
        "title": about.title.to_list(),
    }
    for side in disputes.SIDES:
        figures = [getattr(one, side) for one in events]
        columns[f"{side}_low"] = array([one.low for one in figures], dtype="Int64")
        columns[f"{side}_high"] = array([one.high for one in figures], dtype="Int64")
        columns[f"{side}_words"] = [one.words() for one in figures]
    columns["gap_least"] = [one.gap.least for one in events]
    columns["gap_most"] = [one.gap.most for one in events]
    columns["gap_words"] = [one.gap.words() for one in events]
    return DataFrame(columns)


def _others(view: View, measure: str) -> None:
    sides = disputes.by_side(rules(view), view.rows, measure)
    counts = {name: int(rows.sum()) for name, rows in sides.items()}
    st.markdown(
        ngettext(
            "Of {count} event shown, {both} has a figure from both sides, ",
            "Of {count} events shown, {both} have a figure from both sides, ",
            view.shown,
        ).format(count=number(view.shown), both=number(counts["both"]))
        + _(
            "{official} only from officials, {independent} only from NGOs, media or the opposition, {neither} only "
            "from a speaker who is not named or of no side. For {nobody} nobody gives a usable number: unknown, which "
            "is not zero."
        ).format(**{name: number(count) for name, count in counts.items()})
    )
    lists = {
        "official": _("Only officials give a figure"),
        "independent": _("Only NGOs, media or the opposition give a figure"),
    }
    for name, title in lists.items():
        if counts[name]:
            with st.expander(f"{title} ({number(counts[name])})"):
                of = rules(view)[name]
                rows = flatnonzero(sides[name])[::-1].tolist()
                words = [disputes.figure_of(of, measure, row).shown() for row in rows]
                listed(view, rows, {_("Figure"): words}, key=f"only_{name}")


def listed(view: View, rows: list[int], columns: dict[str, list[str]], *, key: str) -> None:
    """A table of events, each with a link to its page; ``columns`` stand between its title and the link."""
    events = view.edition.events.loc[rows]
    # An event_id is made of digits, letters and hyphens: it needs no quoting.
    address = f"events?{urlencode(link.query_for(event=''))}"
    spans = zip(events.start_date.dt.date, events.end_date.dt.date, events.date_precision, strict=True)
    st.dataframe(
        {
            _("Date"): [short_span_words(*span) for span in spans],
            _("Event"): events.title.to_list(),
            **columns,
            _("Sources"): [f"{address}{event}" for event in events.event_id],
        },
        hide_index=True,
        column_config={_("Sources"): st.column_config.LinkColumn(display_text=_("sources"), width=70)},
        key=f"list_{key}",
    )
