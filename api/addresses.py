"""One address of the api as a value: the routes, the OpenAPI document and the page of examples are made from these."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from starlette.requests import Request
from starlette.responses import Response

Answer = Callable[[Request], Response | Awaitable[Response]]
"""What answers a request. One that is no coroutine function runs in a thread, so that it may take its time."""


@dataclass(frozen=True)
class Address:
    """``path``: relative to the dashboard's own, so that a base path in front changes nothing; parts in braces.

    ``summary`` gives it in the reader's language. ``asks``: whether it takes the parameters of a view's link, only
    the language, or looks at none. ``schema``: the JSON schema of what it gives, empty for what is no JSON.
    ``parts``: the parts of the path in braces by name, each with an example; such an address can be missing.
    """

    path: str
    answer: Answer
    summary: Callable[[], str]
    media_type: str
    asks: Literal["view", "language", "nothing"] = "nothing"
    schema: Mapping[str, Any] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    tagged: bool = True

    @property
    def name(self) -> str:
        """A name for programs, made from the path: ``api_events_csv``."""
        return re.sub(r"\W+", "_", self.path).strip("_")


def is_plain_host(host: str) -> bool:
    """Whether a Host header is a name or number, perhaps with a port: it is the asker's own word."""
    return re.fullmatch(r"[A-Za-z0-9.\-]+(:\d+)?|\[[0-9A-Fa-f:]+\](:\d+)?", host) is not None


def asked_at(request: Request, prefix: str = "") -> str:
    """The dashboard's address as the asker wrote it, without a slash at the end; empty if that is no address."""
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host}{prefix}" if is_plain_host(host) else ""
