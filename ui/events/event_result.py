"""What is reported of an event in one line, as its headline: ``14–64 killed, 30 detained``."""

from collections.abc import Mapping

import streamlit as st

from atlas.tally.ranges import Range
from atlas.words.language import _, opening
from ui.shared.markup import cell


def in_words(figures: Mapping[str, Range], vague: Mapping[str, str]) -> str:
    """The figures of the measures, gravest first; ``vague``: the word of a measure for which nobody gives a number."""
    forms = {
        "deaths": _("{figure} killed"),
        "detentions": _("{figure} detained"),
        "injuries": _("{figure} injured"),
        "participants": _("{figure} present"),
    }
    said = {name: figures[name].words() if figures[name].known else vague.get(name, "") for name in forms}
    found = [form.format(figure=said[name]) for name, form in forms.items() if said[name]]
    if not found:
        return _("Nobody whose figures count gives a number of killed, detained, injured or present.")
    return opening(", ".join(found))


def draw(figures: Mapping[str, Range], vague: Mapping[str, str]) -> None:
    """The line, in the size of a headline."""
    words = in_words(figures, vague)
    known = any(each.known for each in figures.values())
    look = "font-size:1.5rem;font-weight:700" if known else "font-size:1.1rem"
    st.html(f'<p class="event-result" style="margin:0;line-height:1.3;{look}">{cell(words)}</p>')
