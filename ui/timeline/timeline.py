"""The timeline: its choices, the figure on which a dragged box sets the period, and what stands behind it."""

from urllib.parse import urlencode

import streamlit as st
from pandas import DataFrame, concat

from atlas.drawing import figures
from atlas.drawing.timeline_figure import timeline as timeline_figure
from atlas.folds import aggregates, timeline
from atlas.tally.range_columns import ranges
from atlas.words.language import _, date_words, ngettext, number, period_words, short_span_words
from ui import dataset, link, page_state, sidebar
from ui.dataset import View
from ui.shared import figure, markup
from ui.shared.source_link import to_address
from ui.theme import is_dark

MEASURES = ("detentions", "deaths", "injuries", "participants")


def draw(view: View) -> None:
    """Draw the choices, the figure, what it leaves out, and the lists behind it."""
    show, asked_unit, summed, logarithmic = _choices(view)
    unit = aggregates.granularity(view.start, view.end) if asked_unit == "auto" else asked_unit
    if unit == "day":
        view = view.by_day()
    axis = aggregates.time_axis(view.cells, view.rows, view.start, view.end, unit)
    measures = MEASURES if show == "all" else (show,)
    panels = timeline.panels(view.cells, view.rows, measures, axis, summed=summed)
    running = frozenset(measure for measure in measures if summed and view.cells.additive[measure])
    longer = {
        # A running total has them by its end.
        measure: aggregates.spans_over_time(view.cells, view.rows, measure, axis)
        for measure in measures
        if measure not in running
    }
    spans = timeline.spans(view.edition.events, view.rows[: len(view.edition.events)])
    key = f"timeline_{st.session_state.get('timeline_round', 0)}"
    phone = "Mobi" in (st.context.headers.get("User-Agent") or "")
    figure.draw(
        view,
        timeline_figure(
            panels,
            view.edition.context,
            spans,
            granularity=unit,
            bins=len(axis.bins),
            start=view.start,
            end=view.end,
            summed=running,
            logarithmic=logarithmic,
            # On a phone the finger that would draw a box must be able to scroll past the figure.
            selectable=not phone,
            dark=is_dark(),
            longer=longer,
            # Of a phone, as a window can be as narrow: the server is not told its size.
            width=350,
        ),
        lambda: _table(view, panels, longer, running),
        name="timeline",
        alt=_alt(panels, longer, axis.left_out, running),
        key=key,
        **({} if phone else {"on_select": lambda: _boxed(key, unit), "selection_mode": ("box",)}),
    )
    st.caption(markup.plain(_notes(axis, measures, summed, logarithmic, phone)))
    _list_spans(view, spans)
    _list_milestones(view)


def _choices(view: View) -> tuple[str, str, bool, bool]:
    book = view.edition.codebook
    named = {measure: book.label("claims", "measure", measure) for measure in MEASURES}
    # A row that wraps: columns would stack these one under the other on a phone.
    with st.container(horizontal=True, vertical_alignment="bottom"):
        show = page_state.segmented("show", _("Shown"), {"all": _("All four")} | named, "all")
        unit = page_state.segmented(
            "unit",
            _("Unit of time"),
            {"auto": _("Automatic"), "year": _("Year"), "month": _("Month"), "day": _("Day")},
            "auto",
        )
        scale = page_state.segmented(
            "scale", _("Scale"), {"linear": _("Linear"), "log": _("Logarithmic")}, "linear"
        )
        summed = page_state.switch("sum", _("Add up over time"))
    return show, unit, summed, scale == "log"


def _boxed(key: str, unit: str) -> None:
    """Make the box that was drawn the period; once, as the next figure has another key and no box."""
    boxes, view = st.session_state[key].selection.box, dataset.view(link.current())
    if not boxes:
        return
    period = timeline.boxed_period([str(end) for end in boxes[0]["x"]], unit, view.start, view.end)
    if period is not None:
        sidebar.set_period(*period)
    st.session_state["timeline_round"] = st.session_state.get("timeline_round", 0) + 1


def _alt(
    panels: dict[str, DataFrame], longer: dict[str, DataFrame], left_out: int, running: frozenset[str]
) -> str:
    # Of a running total the last row is the total: its peak and its events as they stand at the end.
    told = {name: frame.tail(1) if name in running else frame for name, frame in panels.items()}
    text = figures.alt_text(told, longer, left_out)
    return _("Added up over the period. {text}").format(text=text) if running else text


def _notes(
    axis: aggregates.TimeAxis,
    measures: tuple[str, ...],
    summed: bool,
    logarithmic: bool,
    phone: bool,
) -> str:
    notes = [
        _(
            "Each mark runs from the least to the greatest reported figure; an arrow means “at least”, a hollow "
            "mark that no figure is known. A thin level line: a figure of several such units, pale where it reaches "
            "beyond the period."
        )
    ]
    if summed and measures != ("participants",):
        notes[0] = _(
            "The band runs from the least to the greatest figure added up since the start of the period; what "
            "is unknown adds nothing, so the true totals may be higher. A figure comes in once its event is over; what "
            "reaches beyond the period does not."
        )
    if "participants" in measures:
        notes.append(
            _(
                "Turnout cannot be added up, as the same people may come again: it stays the largest single "
                "figure of its time."
            )
            if summed
            else _("Turnout is the largest single figure of its time.")
        )
    if logarithmic:
        notes.append(
            _("On the logarithmic scale a reported 0 stands on its own line; the shaded gap has no scale.")
        )
    if axis.left_out:
        notes.append(
            ngettext(
                "{count} event is only drawn as a span because its day or month is not known.",
                "{count} events are only drawn as spans because their day or month is not known.",
                axis.left_out,
            ).format(count=number(axis.left_out))
        )
    notes.append(
        ngettext(
            "Spans: events that lasted {n} day or more, and in a paler tone those known by month or year only.",
            "Spans: events that lasted {n} days or more, and in a paler tone those known by month or year only.",
            timeline.LONG,
        ).format(n=number(timeline.LONG))
    )
    if not phone:
        notes.append(_("Drag across the figure to choose a period."))
    return " ".join(notes)


def _table(
    view: View, panels: dict[str, DataFrame], longer: dict[str, DataFrame], running: frozenset[str]
) -> DataFrame:
    """The numbers of every panel under each other, one row per time with events; after them what is known for a longer
    time than one of these."""
    book = view.edition.codebook
    parts = []
    for measure, frame in panels.items():
        name = book.label("claims", "measure", measure)
        title = _("{measure}, added up to then").format(measure=name) if measure in running else name
        if measure in longer:
            frame = concat([frame, longer[measure]], ignore_index=True)
        when = [
            period_words(start, end) if start != end else date_words(start)
            for start, end in zip(frame.start.dt.date, frame.end.dt.date, strict=True)
        ]
        parts.append(
            DataFrame(
                {
                    _("Measure"): title,
                    _("When"): when,
                    _("Events"): frame.events,
                    _("Known for"): frame.known,
                    _("Least"): frame.low,
                    _("Greatest"): frame.high,
                    _("In words"): [one.shown() for one in ranges(frame)],
                }
            )
        )
    return concat(parts, ignore_index=True)


def _list_spans(view: View, spans: DataFrame) -> None:
    if spans.empty:
        return
    book = view.edition.codebook
    title = ngettext("{count} event drawn as a span", "{count} events drawn as spans", len(spans))
    with st.expander(title.format(count=number(len(spans)))):
        rows = [
            [
                markup.cell(short_span_words(span.start.date(), span.end.date(), span.precision)),
                markup.inside(urlencode(link.query_for(event=span.event_id)), span.title),
                markup.cell(book.label("events", "event_type", span.type)),
            ]
            for span in spans.itertuples()
        ]
        st.html(
            markup.table(
                [_("When"), _("Event"), _("Type of event")],
                rows,
                _("Events that lasted long or are known by month or year only"),
            )
        )


def _list_milestones(view: View) -> None:
    """Every milestone of the period with its source: the lane has room for a few names only."""
    context, book = view.edition.context, view.edition.codebook
    chosen = timeline.milestones(context, view.start, view.end)
    if chosen.empty:
        return
    title = ngettext("{count} milestone in this period", "{count} milestones in this period", len(chosen))
    with st.expander(title.format(count=number(len(chosen)))):
        rows = [
            [
                markup.cell(date_words(one.date.date(), one.date_precision)),
                markup.cell(book.label("context", "kind", one.kind)),
                markup.cell(one.title),
                to_address(view, one.source_url, one.source_title),
            ]
            for one in chosen.itertuples()
        ]
        st.html(
            markup.table(
                [_("When"), _("Kind"), _("What"), _("Source")], rows, _("Elections, offices, laws and others")
            )
        )
