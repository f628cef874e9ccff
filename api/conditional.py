"""Asking again costs nothing where nothing has changed: the tags of answers, and whether a reader has one already."""

import hashlib
from pathlib import Path

import atlas
from atlas.edition.edition import Edition, kept

CODE = Path(atlas.__file__).resolve().parent


@kept(1)
def content_of(edition: Edition) -> str:
    """What every file of an edition is made from, as one digest: the data, and the code and words that write it.

    The code too, so that a reader who has the file of an older server is not told that nothing has changed.
    """
    digest = hashlib.sha256()
    written = [*sorted(CODE.rglob("*.py")), *sorted((CODE.parent / "locale").rglob("*.po"))]
    data = (*sorted(each for each in edition.codebook.folder.rglob("*") if each.is_file()), *edition.made_of)
    for path in (*data, *written):
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def tag_of(*parts: str | bytes) -> str:
    """An entity tag that changes whenever a part does. Weak: it names the content, whichever way it is encoded."""
    digest = hashlib.sha256()
    for part in parts:
        # Each part's own digest, so that nothing can move from one part to the next.
        digest.update(hashlib.sha256(part.encode() if isinstance(part, str) else part).digest())
    return f'W/"{digest.hexdigest()[:20]}"'


def knows(if_none_match: str, tag: str) -> bool:
    """Whether the reader's If-None-Match names this tag, compared weakly as RFC 9110 asks."""
    known = {each.strip().removeprefix("W/") for each in if_none_match.split(",")}
    return "*" in known or tag.removeprefix("W/") in known
