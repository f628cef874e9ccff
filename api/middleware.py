"""What every request passes on its way to the dashboard and the api, outermost first."""

from collections.abc import Iterable

from starlette.middleware import Middleware

from api.compression import ImmutableCompression
from api.headers import SecurityHeaders, frame_ancestors
from api.origins import OwnPagesOnly


def middleware(page: str = "", other_origins: Iterable[str] = (), ancestors: str = "") -> list[Middleware]:
    """The middleware for ``st.App``.

    ``page`` is the HTML of Streamlit's own page, whose inline script may run; ``other_origins`` are those whose pages
    may open a websocket here besides our own; ``ancestors`` those whose pages may show ours inside themselves.
    """
    return [
        Middleware(SecurityHeaders, page=page, ancestors=frame_ancestors(ancestors)),
        Middleware(OwnPagesOnly, others=other_origins),
        Middleware(ImmutableCompression),
    ]
