"""How each address of the api is answered: GET and HEAD for everybody, a preflight, and a problem where it fails."""

import logging
import traceback
from collections.abc import Awaitable
from inspect import isawaitable, iscoroutinefunction
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from api.addresses import Answer
from api.parameters import language_of, query_of
from api.problem import problem
from atlas.words import language
from atlas.words.language import _

METHODS = "GET, HEAD, OPTIONS"
ANY_SITE = {
    # The data are public and no answer depends on who asks: a page of any other site may read them, and only read.
    "Access-Control-Allow-Origin": "*",
    # Without this, a script of such a page sees neither the tag nor the file's name.
    "Access-Control-Expose-Headers": "ETag, Content-Disposition",
}
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
AT_ONCE = 4
"""Answers made at the same time at most: the pages run in the same process and must not wait for downloads."""

log = logging.getLogger("atlas.api")


class Endpoint:
    """An ASGI app for one address. A class and not a function, so that Starlette leaves every method to it."""

    def __init__(self, answer: Answer, limiter: CapacityLimiter, *, any_method: bool = False) -> None:
        self._answer = answer
        self._limiter = limiter
        self._any_method = any_method

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = await self._respond(request)
        response.headers.update(ANY_SITE)
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        if request.method == "OPTIONS" and not self._any_method:
            return Response(status_code=204, headers=PREFLIGHT)
        if request.method not in ("GET", "HEAD") and not self._any_method:
            language.use(language_of(query_of(request)))
            detail = _("{method} is not possible here: what this server has can only be read.")
            refused = problem(
                405,
                _("Method not allowed"),
                detail.format(method=request.method),
                methods=METHODS.split(", "),
            )
            refused.headers["Allow"] = METHODS
            return refused
        try:
            made: Response | Awaitable[Response]
            if iscoroutinefunction(self._answer):
                made = self._answer(request)
            else:
                made = await to_thread.run_sync(self._answer, request, limiter=self._limiter)
            response: Response = await made if isawaitable(made) else made
        except Exception as error:  # noqa: BLE001 - whatever it is, the asker gets a problem and the log the place
            record_failure(request.url.path, error)
            # The answer may have failed before it knew its language.
            language.use(language_of(query_of(request)))
            return problem(
                500,
                _("The server failed"),
                _("This is not the asker's doing; the server's log says where."),
            )
        if request.method == "HEAD" and isinstance(response, StreamingResponse):
            return _without_body(response)
        return response


def record_failure(path: str, error: BaseException) -> None:
    """Write where something failed to the log: not what was asked for, which the error's own words may repeat."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    # In percent form: a line break in a path must not forge a line of the log.
    log.error("%s failed with %s:\n%s", quote(path), type(error).__name__, frames)


def _without_body(response: StreamingResponse) -> Response:
    """The headers alone. What is streamed has no length before it is made, and for these it need not be made."""
    bare = Response(status_code=response.status_code, headers=dict(response.headers))
    del bare.headers["content-length"]
    return bare
