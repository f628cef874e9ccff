"""Lets a file that is made at the click speak the language of the reader who clicked."""

from collections.abc import Callable

from atlas.words import language


def spoken_here(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same maker, in the language that is spoken now: Streamlit runs it at the click and not on every rerun, in a
    thread that knows no reader."""
    spoken = language.current()

    def made() -> bytes:
        language.use(spoken)
        return make()

    return made
