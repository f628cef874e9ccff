"""Serves the map's own basemap, so that no reader's browser asks a tile server which country it looks at."""

import gzip
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from api.addresses import Address
from api.compression import accepts_gzip
from api.conditional import knows, tag_of
from api.problem import problem
from atlas.words.language import _

# A day without asking, then a conditional request: a corrected border reaches everybody within a day.
FRESH = "public, max-age=86400, must-revalidate"


@dataclass(frozen=True)
class Layer:
    """One basemap file, as it is and compressed, with a tag that changes when its content does."""

    plain: bytes
    gzipped: bytes
    tag: str

    @classmethod
    def read(cls, path: Path) -> "Layer":
        """Read and compress one file."""
        plain = path.read_bytes()
        return cls(plain, gzip.compress(plain, 9, mtime=0), tag_of(plain))


class Basemap:
    """The layers of one folder, held in memory (265 kB and 80 kB compressed); only what lay there is served."""

    def __init__(self, folder: Path) -> None:
        self._layers = {path.name: Layer.read(path) for path in sorted(folder.glob("*.geojson"))}
        if not self._layers:
            raise FileNotFoundError(f"no *.geojson in {folder}: the map would have no ground")

    def address(self) -> Address:
        """The address of every layer."""
        return Address(
            "api/basemap/{name}.geojson",
            self.answer,
            lambda: _("One layer of the map’s own basemap, GeoJSON, WGS 84."),
            "application/geo+json",
            schema={"type": "object", "required": ["type", "features"]},
            parts={"name": "kazakhstan"},
        )

    async def answer(self, request: Request) -> Response:
        """The layer of that name; 304 where the reader has it already; 404 with the names there are."""
        name = f"{request.path_params['name']}.geojson"
        layer = self._layers.get(name)
        if layer is None:
            return problem(
                404, "No such layer", f"The basemap has no layer {name!r}.", layers=sorted(self._layers)
            )
        headers = {"ETag": layer.tag, "Cache-Control": FRESH, "Vary": "Accept-Encoding"}
        if knows(request.headers.get("if-none-match", ""), layer.tag):
            return Response(status_code=304, headers=headers)
        if accepts_gzip(request.headers.get("accept-encoding", "")):
            headers["Content-Encoding"] = "gzip"
            return Response(layer.gzipped, headers=headers, media_type="application/geo+json")
        return Response(layer.plain, headers=headers, media_type="application/geo+json")
