"""Compresses the scripts of the page once and keeps them: 12 MB become 3.5 MB for every new reader.

Streamlit serves its scripts as they are, because Starlette's GZipMiddleware would compress each one anew for each
reader, holding up the others. But they never change while the server runs and say so themselves ("immutable").
"""

import gzip
import re
from collections import OrderedDict

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Kept in memory at most. All of Streamlit's compressible files are 8 MB when compressed.
LIMIT = 16 * 1024 * 1024
# Below this, a header more costs what compression saves.
SMALLEST = 1000
# Fonts and pictures are compressed already.
COMPRESSIBLE = ("text/", "application/javascript", "application/json", "application/wasm", "image/svg+xml")


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether an Accept-Encoding header allows gzip: ``gzip;q=0`` forbids it."""
    for each in accept_encoding.lower().split(","):
        coding, _, weight = each.partition(";")
        if coding.strip() in ("gzip", "*"):
            return re.fullmatch(r"\s*q=0(\.0*)?\s*", weight) is None
    return False


class ImmutableCompression:
    """Middleware: a response that calls itself immutable is compressed once, kept, and given from memory."""

    def __init__(self, app: ASGIApp, limit: int = LIMIT) -> None:
        self._app = app
        self._limit = limit
        self._kept: OrderedDict[str, tuple[Headers, bytes]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _whole_gzip_wanted(scope):
            return await self._app(scope, receive, send)
        # Streamlit answers the same whatever stands after the question mark.
        path = scope.get("root_path", "") + scope["path"]
        if path in self._kept:
            self._kept.move_to_end(path)
            return await _give(*self._kept[path], send)
        await self._app(scope, receive, _Gathering(self, path, send))

    def keep(self, path: str, headers: Headers, body: bytes) -> None:
        """Keep one compressed answer; the ones unused for longest go when the limit is reached."""
        if len(body) > self._limit:
            return
        self._kept[path] = (headers, body)
        while sum(len(kept) for _, kept in self._kept.values()) > self._limit:
            self._kept.popitem(last=False)


def _whole_gzip_wanted(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    # A part of a file and a 304 are answered by the app, which has the file.
    conditional = "range" in headers or "if-none-match" in headers or "if-modified-since" in headers
    return not conditional and accepts_gzip(headers.get("accept-encoding", ""))


async def _give(headers: Headers, body: bytes, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": list(headers.raw)})
    await send({"type": "http.response.body", "body": body})


class _Gathering:
    """Passes an answer on as it comes, or, where it is immutable text, gathers, compresses and keeps it first."""

    def __init__(self, kept_by: ImmutableCompression, path: str, send: Send) -> None:
        self._kept_by = kept_by
        self._path = path
        self._send = send
        self._headers: MutableHeaders | None = None
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _worth_keeping(message):
            self._headers = MutableHeaders(raw=list(message["headers"]))
        elif self._headers is None:
            await self._send(message)
        elif message["type"] == "http.response.pathsend":
            # Some servers send a file themselves, given its path: as it is, then.
            await self._send({"type": "http.response.start", "status": 200, "headers": self._headers.raw})
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._headers)

    async def _finish(self, headers: MutableHeaders) -> None:
        # 0.2 s for the largest script: in a thread, so that the other readers' websockets go on.
        body = await to_thread.run_sync(gzip.compress, bytes(self._body), 6)
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(body))
        headers.add_vary_header("Accept-Encoding")
        if (tag := headers.get("etag")) and not tag.startswith("W/"):
            # Not the same bytes any more, so the tag may not promise that.
            headers["ETag"] = f"W/{tag}"
        self._kept_by.keep(self._path, headers, body)
        await _give(headers, body, self._send)


def _worth_keeping(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return (
        start["status"] == 200
        and "immutable" in headers.get("cache-control", "")
        and "content-encoding" not in headers
        and headers.get("content-type", "").startswith(COMPRESSIBLE)
        and int(headers.get("content-length", 0)) >= SMALLEST
    )
