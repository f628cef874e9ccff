"""Keeps a reader within the session while it holds a file: our own links then do not open the page anew."""

from ui import own_file
from ui.live.assets import component

KEY = "stay"


def keep() -> None:
    """Follow links within the session while a file of the reader's own is on the screens."""
    if own_file.shown() is not None:
        component(KEY)(key=KEY, height=1)
