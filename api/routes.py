"""The one table of every address this server answers beside Streamlit's own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.addresses import Address
from api.basemap import Basemap
from api.data import Data
from api.endpoint import AT_ONCE, Endpoint
from api.guide import Guide
from api.parameters import language_of, query_of
from api.problem import problem
from atlas import DATA
from atlas.big.offered import is_big, offered
from atlas.edition.codebook import read_codebook
from atlas.edition.edition import Edition
from atlas.edition.translations import spoken
from atlas.words import language
from atlas.words.language import _


def in_the_readers_language() -> Edition:
    """What this server offers, in the language that is spoken in this context."""
    return spoken(offered(), language.current())


def routes(
    base: str = "", data: Path = DATA, edition: Callable[[], Edition] = in_the_readers_language
) -> list[Route]:
    """The routes for ``st.App``. ``base`` is Streamlit's base path: it prefixes its own routes, not ours.

    Reads the basemap and the descriptor now, once; raises UnreadableData where the descriptor cannot be read and what
    reading the basemap raises, so that a server without its data does not start. ``edition`` is asked with the first request for data.
    """
    version = read_codebook(data).version

    async def health(_request: Request) -> Response:
        shown = edition()
        answer: dict[str, Any] = {"status": "ok", "data_version": version}
        if shown.problems:
            # Served all the same, because whoever runs it said so: see atlas/edition/serving.py.
            answer |= {
                "status": "broken data",
                "problems": len(shown.problems),
                "rows_set_aside": dict(shown.set_aside),
            }
        return JSONResponse(answer, headers={"Cache-Control": "no-store"})

    prefix = f"/{base.strip('/')}" if base.strip("/") else ""
    addresses = [
        *Data(edition, prefix, big=is_big()).addresses(),
        Address(
            "api/health",
            health,
            lambda: _(
                "Whether the server answers, the version of the data it shows, and whether they are broken: then with the "
                "number of problems and the rows set aside, by file."
            ),
            "application/json",
            schema={
                "type": "object",
                "required": ["status", "data_version"],
                "properties": {"status": {"type": "string", "enum": ["ok", "broken data"]}},
            },
            tagged=False,
        ),
        Basemap(data / "basemap").address(),
    ]
    guide = Guide(edition, prefix, addresses)
    # A list of its own: the guide lists these and its own.
    addresses = [*addresses, *guide.addresses()]

    def unknown(request: Request) -> Response:
        known = [f"/{address.path}" for address in addresses]
        language.use(language_of(query_of(request)))
        detail = _("{address} is not served here.").format(address=request.url.path)
        return problem(404, _("No such address"), detail, addresses=known)

    limiter = CapacityLimiter(AT_ONCE)
    # The one with a name in it after those without: Starlette takes the first that fits.
    ordered = sorted(addresses, key=lambda address: "{" in address.path)
    return [
        *(Route(f"{prefix}/{each.path}", Endpoint(each.answer, limiter)) for each in ordered),
        *(Route(f"{prefix}/{path}", Endpoint(guide.examples, limiter)) for path in ("api", "api/")),
        # Without this, Streamlit answers every unknown address with its page and status 200.
        Route(f"{prefix}/api/{{rest:path}}", Endpoint(unknown, limiter, any_method=True)),
    ]
