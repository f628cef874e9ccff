"""The data that this reader sees: what the server offers, once per server and never copied, or a file of their own."""

from atlas.big.offered import offered, view_of, warm
from atlas.edition.edition import Edition
from atlas.edition.translations import spoken
from atlas.folds.views import View, choices_of, first_day, towns
from atlas.tally.cells import cells_of
from atlas.tally.filters import Choices, EventFilter
from atlas.words import language
from ui import own_file

__all__ = ["View", "cells_of", "choices", "edition", "first_day", "towns", "view", "warm"]


def edition() -> Edition:
    """The edition on this reader's screens, in the reader's language: what the server offers, or the reader's own
    file."""
    own = own_file.shown()
    return spoken(own.edition if own else offered(), language.current())


def choices() -> Choices:
    """What the filter's fields can hold in this reader's edition, today."""
    return choices_of(edition())


def view(chosen: EventFilter) -> View:
    """The view of one filter."""
    return view_of(edition(), chosen)
