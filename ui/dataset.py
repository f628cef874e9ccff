"""The data that this reader sees, once per server and never copied."""

from atlas.edition import Edition
from atlas.filters import Choices, EventFilter
from atlas.views import View, cells_of, choices_of, first_day, published, towns, warm

__all__ = ["View", "cells_of", "choices", "edition", "first_day", "towns", "view", "warm"]


def edition() -> Edition:
    """The edition on this reader's screens."""
    return published()


def choices() -> Choices:
    """What the filter's fields can hold in this reader's edition, today."""
    return choices_of(edition())


def view(chosen: EventFilter) -> View:
    """The view of one filter."""
    return View(edition(), chosen)
