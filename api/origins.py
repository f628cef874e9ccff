"""Turns away a websocket that a page of another site opens, before Streamlit asks elsewhere who we are.

Streamlit would refuse it too, but only after asking an outside host for this machine's public address, each time and
for up to two seconds, in which no reader gets an answer.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

POLICY_VIOLATION = 1008


class OwnPagesOnly:
    """Middleware for websockets. ``others``: origins that may connect besides our own, ``https://example.org``."""

    def __init__(self, app: ASGIApp, others: Iterable[str] = ()) -> None:
        self._app = app
        self._others = frozenset(origin.strip().rstrip("/") for origin in others)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not self._may_connect(Headers(scope=scope)):
            # Closing before accepting is answered with 403.
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        await self._app(scope, receive, send)

    def _may_connect(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        # Programs send no origin; every browser does, and a page cannot change it.
        return origin is None or urlsplit(origin).netloc == headers.get("host") or origin in self._others
