"""Links to a source's own page, which says what rests on it and leads on to where it can be read."""

from urllib.parse import urlencode

from atlas.folds import sourcing
from ui import link
from ui.dataset import View
from ui.shared.markup import inside, outside


def to_source(view: View, source_id: str, text: str = "") -> str:
    """A link to the source's page; without ``text`` the source's title, or its address where it has none."""
    source = view.edition.sources.loc[source_id]
    return inside(urlencode(link.query_for(source=source_id)), text or source.title or source.url, "data")


def to_address(view: View, address: str, text: str) -> str:
    """A link to the page of the source with this address; to the address itself where no source has it."""
    source_id = sourcing.at(view.edition, address)
    return to_source(view, source_id, text) if source_id else outside(address, text)
