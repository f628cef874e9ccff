"""Whether an edition may be served: a broken one is refused at the start, unless whoever runs the server insists."""

import os
from collections.abc import Iterable
from pathlib import Path

from atlas.edition.edition import Edition
from atlas.edition.problem import UnreadableData

VARIABLE = "ATLAS_SERVE_BROKEN"
"""The environment variable that, set to 1, has broken data served all the same; pages and /api/health then say so."""
SHOWN = 5


def refusal(edition: Edition) -> str:
    """Why a server must not start with this edition, as one message for its log; empty where it may."""
    folder = edition.codebook.folder
    if edition.events.empty:
        return _message(folder, _first(edition), "There is no event to show.", insist=False)
    if not edition.problems or os.environ.get(VARIABLE, "") == "1":
        return ""
    aside = ", ".join(f"{rows} of {file}" for file, rows in edition.set_aside.items())
    return _message(folder, _first(edition), f"Rows set aside: {aside}." if aside else "", insist=True)


def unreadable(error: UnreadableData, folder: Path) -> str:
    """The same of data of which not even an edition can be made."""
    return _message(folder, [error.problem.words()], "", insist=False)


def _first(edition: Edition) -> list[str]:
    words = [problem.words() for problem in edition.problems]
    more = len(words) - SHOWN
    return words[:SHOWN] + ([f"… and {more} more"] if more > 0 else [])


def _message(folder: Path, problems: Iterable[str], aside: str, *, insist: bool) -> str:
    lines = [
        f"The atlas does not start: the data in {folder} are broken.",
        *(f"  {words}" for words in problems),
        aside,
        f"Every problem, with what to do: python -m atlas check {folder}",
        f"To serve them as they are, marked as broken on every page: {VARIABLE}=1" if insist else "",
    ]
    return "\n".join(line for line in lines if line)
