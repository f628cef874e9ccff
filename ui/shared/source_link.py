"""Links to a source's own page, which says what rests on it and leads on to where it can be read."""

from typing import Any
from urllib.parse import urlencode

from atlas.folds import sourcing
from atlas.words.language import written_in
from ui import link
from ui.dataset import View
from ui.shared.markup import inside, outside


def to_source(view: View, source_id: str, text: str = "") -> str:
    """A link to the source's page; without ``text``, which is in the reader's language, the source's title, or its
    address where it has none."""
    source = view.edition.sources.loc[source_id]
    spoken = "" if text else title_language(source)
    return inside(
        urlencode(link.query_for(source=source_id)),
        text or source.title or source.url,
        "data",
        language=spoken,
    )


def to_address(view: View, address: str, title: str, *, ours: bool = False) -> str:
    """A link to the page of the source with this address, under its title; to the address itself where no source has
    it. ``ours``: the words are not the source's title but in the reader's language."""
    source_id = sourcing.at(view.edition, address)
    page = str(view.edition.sources.loc[source_id].language) if source_id else ""
    spoken = "" if ours or title == address else written_in(title, page or "en")
    if not source_id:
        return outside(address, title, language=spoken)
    return inside(urlencode(link.query_for(source=source_id)), title, "data", language=spoken)


def title_language(source: Any) -> str:  # noqa: ANN401 - a row of sources
    """In which language a source's title stands; empty where it has none."""
    return written_in(source.title, source.language or "en") if source.title else ""
