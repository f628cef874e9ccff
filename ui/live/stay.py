"""Keeps a reader within the session: from page to page always, and by every link of ours while it holds a file."""

from ui import own_file
from ui.live.assets import component

KEY = "stay"


def keep() -> None:
    """Follow the way to the pages within the session; all our links while a file of the reader's own is on the screens."""
    component(KEY)(key=KEY, data={"all": own_file.shown() is not None}, height=1)
