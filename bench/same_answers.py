"""Whether a change of the code changed a byte of what the server gives: sixty links fetched before and after.

    python -m bench.same_answers record before/     # on the code as it was
    python -m bench.same_answers compare before/    # on the code as it is; exits with 1 where a byte differs

Only what names the code's own version may differ: entity tags (``ETag`` hashes the code) are left out, as is the port. The data
must be the same on both sides: this is for moves and mends that should be seen by nobody.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from bench.server import ROOT, serving

QUERIES = (
    "",
    "city=Zhanaozen&from=2011-01-01&to=2011-12-31",
    "from=2022-01-01&to=2022-01-31&whose=official",
    "type=strike&measure=detentions&lang=kk",
    "region=Mangystau&known=2012-01-01&unverified=1&lang=ru",
)
"""All, a town and a year, a rule, a kind in Kazakh, a region as known on a day in Russian."""
FILES = (
    *(f"events.{suffix}" for suffix in ("csv", "json", "geojson", "xlsx", "parquet")),
    *(f"claims.{suffix}" for suffix in ("csv", "json", "parquet")),
    "package.zip",
    "cities.geojson",
)
ALONE = (
    *(
        "api/openapi.json",
        "api/openapi.json?lang=ru",
        "api/examples",
        "api/examples?lang=kk",
        "api/codebook.json",
    ),
    *("api/events/2011-12-16-zhanaozen-1.json", "api/basemap/water.geojson", "api/basemap/oblasts.geojson"),
    *("api/events.csv?city=Nowhere", "api/nothing", "api/events/none.json"),
)
"""What takes no view, and three answers that are errors."""
HOST = "atlas.example"
"""Asked for by name, so that no answer carries the port."""


def links() -> Iterator[str]:
    """The sixty and more addresses, relative to the server's own."""
    for query in QUERIES:
        yield from (f"api/{file}{'?' if query else ''}{query}" for file in FILES)
    yield from ALONE


def answer(base: str, link: str) -> bytes:
    """Status, media type, file name and body of one answer, as bytes to compare."""
    request = Request(f"{base}/{link}", headers={"Host": HOST})
    try:
        with urlopen(request, timeout=120) as found:
            status, headers, body = found.status, found.headers, found.read()
    except HTTPError as error:
        status, headers, body = error.code, error.headers, error.read()
    head = [str(status), headers.get("Content-Type", ""), headers.get("Content-Disposition", "")]
    return "\n".join(head).encode() + b"\n\n" + body


def main(what: str, folder: Path) -> int:
    """Record the answers in a folder, or compare with those recorded. Returns how many differ."""
    folder.mkdir(parents=True, exist_ok=True)
    differ = 0
    with serving(ROOT / "dashboard.py") as server:
        for link in links():
            kept, now = folder / quote(link, safe=""), answer(server.url, link)
            if what == "record":
                kept.write_bytes(now)
            elif not kept.is_file() or kept.read_bytes() != now:
                differ += 1
                print(f"differs: {link}")
    print(f"{len(list(links()))} links to {what}, {differ} differ")
    return differ


if __name__ == "__main__":
    sys.exit(min(1, main(sys.argv[1], Path(sys.argv[2]))))
