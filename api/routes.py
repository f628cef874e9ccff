"""The one table of every address this server answers beside Streamlit's own."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.basemap import Basemap
from api.problem import problem
from atlas import DATA
from atlas.codebook import read_codebook

ADDRESSES = {
    "api/health": "whether the server answers, and the version of the data it shows",
    "api/basemap/{name}.geojson": "one layer of the map's own basemap, GeoJSON, WGS 84",
}
"""What each address gives, relative to the dashboard's own, so that a base path in front changes nothing."""


def routes(base: str = "", data: Path = DATA) -> list[Route]:
    """The routes for ``st.App``. ``base`` is Streamlit's base path: it prefixes its own routes, not ours.

    Reads the basemap and the descriptor now, once; raises what reading them raises, so that a server
    without its data does not start.
    """
    version = read_codebook(data).version

    async def health(_request: Request) -> Response:
        answer = {"status": "ok", "data_version": version}
        return JSONResponse(answer, headers={"Cache-Control": "no-store"})

    async def unknown(request: Request) -> Response:
        known = [f"/{address}" for address in ADDRESSES]
        return problem(404, "No such address", f"{request.url.path} is not served here.", addresses=known)

    prefix = f"/{base.strip('/')}" if base.strip("/") else ""
    return [
        Route(f"{prefix}/api/health", health),
        Route(f"{prefix}/api/basemap/{{name}}", Basemap(data / "basemap").answer),
        # Without this, Streamlit answers every unknown address with its page and status 200.
        Route(
            f"{prefix}/api/{{rest:path}}", unknown, methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
        ),
    ]
