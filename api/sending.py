"""Sends what was made: whole or as it comes, compressed where asked, and not at all where the reader has it."""

import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.compression import SMALLEST, accepts_gzip
from api.conditional import knows, tag_of
from api.endpoint import record_failure
from atlas.words import language

# Kept by whoever likes, shown by nobody without asking: the data may be corrected at any hour, and a 304 is cheap.
ASK_AGAIN = "public, no-cache"
# These are compressed as they are.
COMPRESSED = ("application/zip", "application/vnd.apache.parquet", "application/vnd.openxmlformats")


def disposition(kind: str, name: str) -> str:
    """The Content-Disposition of a file (RFC 6266): the name in full, and one in ASCII for old programs."""
    plain = re.sub(r'[^\x20-\x7e]|["\\]', "_", name)
    full = "" if plain == name else f"; filename*=UTF-8''{quote(name, safe='')}"
    return f'{kind}; filename="{plain}"{full}'


def send(
    request: Request,
    make: Callable[[], bytes | Iterator[bytes]],
    *,
    tag: str,
    media_type: str,
    name: str = "",
    cache: str = ASK_AGAIN,
) -> Response:
    """The answer with that tag, made only if the reader does not have it. ``name``: of the file to save it in."""
    headers = {"ETag": tag, "Cache-Control": cache, "Vary": "Accept-Encoding"}
    if knows(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    if name:
        # What a browser can show, it shows; it is saved under this name all the same.
        kind = "inline" if media_type in ("application/json", "application/geo+json") else "attachment"
        headers["Content-Disposition"] = disposition(kind, name)
    body = make()
    wanted = accepts_gzip(request.headers.get("accept-encoding", "")) and not media_type.startswith(
        COMPRESSED
    )
    if isinstance(body, bytes):
        if wanted and len(body) >= SMALLEST:
            headers["Content-Encoding"] = "gzip"
            body = gzip.compress(body, 6, mtime=0)
        return Response(body, headers=headers, media_type=media_type)
    # The first piece before the answer begins: what fails at once can still be told as a problem.
    body = chain([next(body, b"")], body)
    if wanted:
        headers["Content-Encoding"] = "gzip"
        body = _gzipped(body)
    chunks = _spoken(body, language.current(), request.url.path)
    return StreamingResponse(chunks, headers=headers, media_type=media_type)


def send_document(request: Request, document: dict[str, Any], name: str = "") -> Response:
    """A JSON document, tagged by what stands in it."""
    body = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    return send(request, lambda: body, tag=tag_of(body), media_type="application/json", name=name)


def _gzipped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    for chunk in chunks:
        if packed := packer.compress(chunk):
            yield packed
    yield packer.flush()


def _spoken(chunks: Iterator[bytes], code: str, path: str) -> Iterator[bytes]:
    """The chunks, each made in the reader's language: every one may be made in another thread."""
    try:
        language.use(code)
        for chunk in chunks:
            yield chunk
            language.use(code)
    except Exception as error:  # noqa: BLE001 - it is logged here and raised anew, without words
        record_failure(path, error)
        # The connection breaks off, so that half a file is not taken for a whole one; the log has been told why.
        raise ConnectionError("the answer broke off") from None
