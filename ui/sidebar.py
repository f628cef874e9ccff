"""The filters beside every page. The filter in the session is the state; the widgets only show and change it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st

from atlas.edition import divisions
from atlas.edition.divisions import DIVISIONS
from atlas.edition.names import campaign_name, town_name
from atlas.tally.filters import (
    BOUNDS,
    FACETS,
    MOST_ASKED,
    THRESHOLDS,
    EventFilter,
    known,
    looked_for,
    redivided,
)
from atlas.words.language import _, number
from ui import dataset, link, speech
from ui.dataset import View
from ui.shared import whose
from ui.shared.markup import cell


def draw_navigation(screens: Mapping[str, st.Page], current: st.Page) -> None:
    """Draw the name of the house and the way to its pages, one a line, the present one marked."""
    # The links carry the filter, so that a page change, Back and a new tab all keep the view.
    query = link.to(link.current())
    lines = []
    for page in screens.values():
        to = f"{page.url_path or '.'}?{query}" if query else page.url_path or "."
        here = ' aria-current="page"' if page.url_path == current.url_path else ""
        lines.append(
            f'<li><a href="{cell(to)}" target="_self" data-within="1"{here}>{cell(page.title)}</a></li>'
        )
    st.html(
        f'<p class="atlas-name">{cell(_("Kazakhstan Protest Atlas"))}</p>'
        f'<nav class="atlas-pages" aria-label="{cell(_("Pages"))}"><ul>{"".join(lines)}</ul></nav>'
    )


def draw_filters(view: View, *, period: bool, rule: bool) -> None:
    """Draw the filters, in the order in which a reader narrows down. ``period`` and ``rule``: whether the days and whose
    figures count are chosen here, and not on the page itself."""
    _search(view)
    if period:
        day_input(view, "start", _("From"), "w_start")
        day_input(view, "end", _("To"), "w_end")
    _facet(view, "cities", _("Cities"), town_name)
    book = view.edition.codebook
    _facet(view, "regions", _("Regions"), lambda v: divisions.label(book, v))
    _division(view)
    _facet(view, "types", _("Event types"), lambda v: book.label("events", "event_type", v))
    _facet(view, "campaigns", _("Campaigns"), campaign_name)
    if view.listable:
        _thresholds(view)
    if rule:
        whose.draw_column(view)
    if view.chosen != EventFilter():
        st.button(
            _("Reset all filters"),
            on_click=link.replace_with,
            args=(EventFilter(),),
            width="stretch",
            key="reset_all",
        )


def _search(view: View) -> None:
    # Left alone where it says the same: a space at its end belongs to the next word, which is being typed.
    if " ".join(st.session_state.get("w_query", "").split()) != view.chosen.query:
        st.session_state["w_query"] = view.chosen.query
    st.text_input(
        _("Search"),
        key="w_query",
        type="search",
        live="300ms",
        placeholder=_("Town, title, organiser"),
        help=_(
            "In Kazakh, Russian or English, in any spelling; a town by any name that it ever had. "
            "All words must be found."
        ),
        on_change=_look_for,
    )


def _look_for() -> None:
    # A callback runs before the page has settled on the reader's language.
    speech.settle()
    query, unmet = looked_for(st.session_state["w_query"])
    link.change(query=query)
    link.say(unmet)


def day_input(view: View, field: str, label: str, key: str, *, width: int | str = "stretch") -> None:
    """A typed date for one end of the period; clearing it opens the period at that end."""
    st.session_state[key] = getattr(view.chosen, field)
    st.date_input(
        label,
        value=None,
        min_value=view.first,
        max_value=view.last,
        format="YYYY-MM-DD",
        key=key,
        width=width,
        on_change=_set_day,
        args=(field, key),
    )


def _set_day(field: str, key: str) -> None:
    chosen, day = link.current(), st.session_state[key]
    start, end = (day, chosen.end) if field == "start" else (chosen.start, day)
    set_period(start, end)


def set_period(start: date | None, end: date | None) -> None:
    """Choose a period; ends given the wrong way round are exchanged, the data's own ends are left open."""
    if start and end and start > end:
        start, end = end, start
    whole = dataset.view(link.current())
    start = None if start and start <= whole.first else start
    end = None if end and end >= whole.last else end
    st.session_state["playing"] = False
    link.change(start=start, end=end)


def _facet(view: View, field: str, title: str, label: Callable[[str], str]) -> None:
    chosen: Sequence[str] = getattr(view.chosen, field)
    choices = dataset.choices()
    values = choices.regions_of(view.chosen.oblasts) if field == "regions" else getattr(choices, field)
    counts = view.facet_counts(field, values)
    # Values without an event here would only lead to empty screens; a chosen one stays to be taken away.
    options = sorted((v for v in values if counts[v] or v in chosen), key=lambda v: (-counts[v], label(v)))
    key, named = f"w_{field}", FACETS[field] in choices.names
    st.session_state[key] = list(chosen)
    st.multiselect(
        title,
        options,
        key=key,
        format_func=lambda v: f"{label(v)} ({number(counts.get(v, 0))})",
        placeholder=_("All"),
        # The list is looked through by its labels; a name in another language or of another time is typed and taken.
        accept_new_options=named,
        help=_("Choose, or type a name in any language or of any time and press Enter.") if named else None,
        on_change=_choose,
        args=(field, key),
    )


def _choose(field: str, key: str) -> None:
    """Take over what was chosen; a name that was typed becomes its code, and one that is none is said."""
    speech.settle()
    values, unmet = known(st.session_state[key], dataset.choices(), field)
    link.change(**{field: values})
    link.say(unmet)


def _division(view: View) -> None:
    st.session_state["w_oblasts"] = view.chosen.oblasts
    st.selectbox(
        _("Borders of the regions"),
        tuple(DIVISIONS),
        key="w_oblasts",
        format_func=lambda code: _(DIVISIONS[code]),
        label_visibility="collapsed",
        on_change=lambda: link.replace_with(
            redivided(link.current(), st.session_state["w_oblasts"], dataset.choices())
        ),
        placeholder=_("Choose"),
    )


def _thresholds(view: View) -> None:
    """From which number on: closed where none is asked for, since most readers narrow down by place and time."""
    chosen = view.chosen
    names = {
        "detentions": _("Detained"),
        "deaths": _("Killed"),
        "injuries": _("Injured"),
        "participants": _("Turnout"),
    }
    with st.expander(_("At least …"), expanded=bool(chosen.at_least)):
        least = dict(chosen.at_least)
        for measure, name in names.items():
            key = f"w_{THRESHOLDS[measure]}"
            st.session_state[key] = least.get(measure)
            st.number_input(
                name,
                min_value=1,
                max_value=MOST_ASKED,
                step=1,
                value=None,
                key=key,
                on_change=_from_number,
                args=(measure, key),
            )
        st.session_state["w_bound"] = chosen.bound
        st.radio(
            _("Which figure must reach it"),
            BOUNDS,
            key="w_bound",
            format_func=lambda code: {"low": _("the lowest"), "high": _("the greatest")}[code],
            help=_(
                "Of a range such as 14–64 the lowest figure is what every side reports at least, the greatest what "
                "anybody reports. Where nobody gives a number, none is reached."
            ),
            on_change=lambda: link.change(bound=st.session_state["w_bound"]),
        )


def _from_number(measure: str, key: str) -> None:
    number_ = st.session_state[key]
    link.replace_with(link.current().from_number(measure, None if number_ is None else int(number_)))
