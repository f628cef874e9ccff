"""What every answer says to the reader's browser: talk to this server only, tell nobody where you come from."""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.addresses import is_plain_host

OWN = "'self'"
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "camera",
        "microphone",
        "geolocation",
        "payment",
        "usb",
        "serial",
        "midi",
        "display-capture",
    )
)
"""Nothing here needs them, so nothing that gets in may ask for them."""


def frame_ancestors(setting: str) -> str:
    """Whose pages may show ours inside themselves, from what whoever runs the server wrote: ``'self'`` if nothing.

    ``setting``: ``'none'``, or sites such as ``https://news.example https://*.uni.example``, to which our own is
    added. Raises ValueError for what is neither: a slip here would open or shut more than was meant.
    """
    wanted = setting.split()
    if wanted in ([], ["'self'"], ["'none'"]):
        return " ".join(wanted) or OWN
    sites = [each for each in wanted if each != OWN]
    for each in sites:
        if not re.fullmatch(r"https?://(\*\.)?[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)*(:\d+)?/?", each):
            raise ValueError(
                f"{each!r} is not a site such as https://news.example, which frame-ancestors needs"
            )
    return " ".join([OWN, *sites])


def content_security_policy(host: str, inline_scripts: Iterable[str] = (), ancestors: str = OWN) -> str:
    """The Content-Security-Policy for a page asked for under ``host``.

    ``inline_scripts`` are the texts of the scripts that stand in the page itself; only these may run inline.
    ``ancestors``: see ``frame_ancestors``.
    A wrong map style or a stray font address is refused by the browser, whatever a page's code says.
    """
    # Older browsers do not count the websocket as 'self'. The host is the reader's own word: nothing odd gets in.
    named = host if is_plain_host(host) else ""
    sockets = f" ws://{named} wss://{named}" if named else ""
    hashes = "".join(f" '{_sha256(script)}'" for script in inline_scripts)
    policy = {
        "default-src": "'self'",
        # Streamlit's page has one inline script, named by its hash; its table and chart code compiles WebAssembly.
        # A component (st.components.v2) whose script is given inline would also need blob: here.
        "script-src": f"'self'{hashes} 'wasm-unsafe-eval'",
        # Streamlit, plotly and the map write their styles from script; a style cannot send data to another host.
        "style-src": "'self' 'unsafe-inline'",
        # Charts turned into pictures for download, and icons inside style sheets.
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": f"'self'{sockets}",
        # The map starts its worker from a blob.
        "worker-src": "'self' blob:",
        "frame-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        # Nobody else's page may show this one inside itself and watch or steer the reader, but for those that
        # whoever runs the server names: a newspaper that embeds a view.
        "frame-ancestors": ancestors,
    }
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())


def inline_scripts(page: str) -> Iterator[str]:
    """The text of each script that stands in an HTML page itself, to the letter, as the browser hashes it."""
    for script in re.finditer(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", page, re.DOTALL | re.IGNORECASE):
        yield script[1]


def _sha256(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


class SecurityHeaders:
    """Middleware: puts the headers on each HTTP answer, Streamlit's as well as ours. ``page`` is Streamlit's HTML,
    ``ancestors`` whose pages may show ours inside themselves."""

    def __init__(self, app: ASGIApp, page: str = "", ancestors: str = OWN) -> None:
        self._app = app
        self._inline = tuple(inline_scripts(page))
        self._ancestors = ancestors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        policy = content_security_policy(Headers(scope=scope).get("host", ""), self._inline, self._ancestors)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy
                headers["X-Content-Type-Options"] = "nosniff"
                # A click on a source must not tell that site which events somebody was reading about.
                headers["Referrer-Policy"] = "no-referrer"
                headers["Permissions-Policy"] = PERMISSIONS
            await send(message)

        await self._app(scope, receive, send_with_headers)
