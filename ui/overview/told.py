"""What the reader does under the hand and the browser tells: each checked, and for nonsense nothing happens."""

from datetime import date
from typing import Any

import streamlit as st

from atlas.folds import aggregates
from atlas.tally.filters import MAP_MEASURES
from atlas.tally.tallies import WHOSE
from ui import dataset, link, sidebar
from ui.shared import notices

KEY = "live"


def _told(name: str) -> Any:  # noqa: ANN401 - whatever the browser sends; each reader of it checks
    return (st.session_state.get(KEY) or {}).get(name)


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def period() -> None:
    """The hand has let go: the period is in force."""
    told = _told("period")
    if isinstance(told, list | tuple) and len(told) == 2:
        start, end = map(_day, told)
        if start and end:
            sidebar.set_period(start, end)


def town() -> None:
    """A click on a town shows it alone; on the only one chosen, all again."""
    city = _told("town")
    if city in dataset.choices().cities:
        link.change(cities=() if link.current().cities == (city,) else (city,))


def towns() -> None:
    """Several towns at once: those in a rectangle, or one more or less."""
    told, known = _told("towns"), dataset.choices().cities
    if isinstance(told, list | tuple) and all(city in known for city in told):
        link.change(cities=tuple(dict.fromkeys(told)))


def measure() -> None:
    """What the map shows."""
    told = _told("measure")
    if told in MAP_MEASURES:
        link.change(measure=told)


def whose() -> None:
    """Whose figures count."""
    told = _told("whose")
    if told in WHOSE:
        link.change(whose=told)


def known() -> None:
    """As known on which day; empty, or a day that is not over: today."""
    told = _told("known")
    day = _day(told) if told else None
    if day or told == "":
        link.change(known_on=None if day is None or day >= aggregates.today() else day)


def unverified() -> None:
    """Whether unverified sources count."""
    told = _told("unverified")
    if isinstance(told, bool):
        link.change(unverified=told)


def present() -> None:
    """The presentation begins or ends; the link says so."""
    told = _told("present")
    if isinstance(told, bool):
        link.open_here(present="1" if told else "")


def everything() -> None:
    """From an empty choice back to all events."""
    if _told("everything"):
        notices.show_all()
