"""The edition that this server offers to all its readers: the published data, or the big table that it is told to serve."""

import os

from atlas.edition.edition import Edition
from atlas.folds import views
from atlas.folds.views import View
from atlas.tally.filters import EventFilter

VARIABLE = "ATLAS_EVENTS"
"""The environment variable that names a big table: a Parquet or CSV file, a folder of either, or what
``python -m atlas prepare`` has made of it."""


def is_big() -> bool:
    """Whether this server is told to serve a big table."""
    return bool(os.environ.get(VARIABLE))


def offered() -> Edition:
    """The edition. Raises ``large.NotPrepared`` with the command to run where a big table is not ready."""
    path = os.environ.get(VARIABLE, "")
    if not path:
        return views.published()
    # Here and not above: the engine of big tables takes 50 MB that most servers never need.
    from atlas.big import large_edition

    return large_edition.served(path)


def view_of(edition: Edition, chosen: EventFilter) -> View:
    """The view of a filter over an edition of either kind."""
    if type(edition) is Edition:
        return View(edition, chosen)
    from atlas.big import large_view

    return large_view.view_of(edition, chosen)


def warm() -> None:
    """Load everything that the first reader would otherwise wait for."""
    if not is_big():
        views.warm()
        return
    from atlas.big import large_view

    large_view.warm(offered())
