"""The server as a reader and a program meet it: a process of its own, asked over the network, and its log read."""

import base64
import html
import http.client
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

import pytest

from api.examples import EXAMPLES
from atlas.downloads import files
from atlas.folds.views import View, published
from atlas.tally.filters import EventFilter
from bench.server import Server, serving

JANUARY = "/api/events.csv?city=Almaty&from=2022-01-01&to=2022-01-31"
READER = "127.0.0.7"
"""The address that a reader of these tests comes from: this machine's too, but not that which the server names."""


@pytest.fixture(scope="module")
def server(root) -> Iterator[Server]:
    with serving(
        root / "dashboard.py", environment={"ATLAS_FRAME_ANCESTORS": "https://news.example"}
    ) as server:
        yield server


def ask(
    server: Server, path: str, method: str = "GET", **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    """One request from ``READER``'s address."""
    place = urlsplit(server.url)
    connection = http.client.HTTPConnection(
        place.hostname, place.port, timeout=60, source_address=(READER, 0)
    )
    connection.request(
        method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def curl(*arguments: str) -> bytes:
    return subprocess.run(
        ["curl", "--silent", "--show-error", *arguments], check=True, capture_output=True
    ).stdout


def test_a_file_by_url_is_the_download_of_the_same_link(server):
    view = View(published(), EventFilter(start=date(2022, 1, 1), end=date(2022, 1, 31), cities=("Almaty",)))

    assert curl(f"{server.url}{JANUARY}") == files.events_file(view, "csv")
    assert curl("--compressed", f"{server.url}{JANUARY}") == files.events_file(view, "csv")


def test_a_second_request_with_the_tag_of_the_first_is_answered_with_304(server):
    first, body = ask(server, JANUARY)
    second, nothing = ask(server, JANUARY, If_None_Match=first.headers["ETag"])

    assert (first.status, second.status) == (200, 304)
    assert body and nothing == b""


def test_a_wrong_parameter_is_answered_with_400_and_the_allowed_values(server):
    answer, body = ask(server, "/api/events.csv?city=Atlantis")

    (error,) = json.loads(body)["errors"]
    assert answer.status == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert error["parameter"] == "city" and "Almaty" in error["allowed"]


def test_head_over_the_network_has_no_body_and_the_next_answer_is_whole(server):
    place = urlsplit(server.url)
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=60)
    for method, wanted in (("HEAD", b""), ("GET", None), ("HEAD", b"")):
        connection.request(method, JANUARY)
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200
        assert body == wanted if wanted is not None else body.startswith(b"event_id,")


def script_of(server: Server) -> str:
    _, page = ask(server, "/")
    return "/" + re.search(r'src="\.?/?(static/js/[^"]+\.js)"', page.decode())[1]


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize(
    "path",
    [
        *(
            "/",
            "/cities?city=Almaty",
            "script",
            "/favicon.png",
            "/_stcore/health",
            JANUARY,
            "/api/events.xlsx",
        ),
        *("/api/examples", "/api/basemap/water.geojson", "/api/nothing", "/api/events.csv?city=Atlantis"),
    ],
)
def test_the_headers_stand_on_every_answer(server, path, encoding):
    answer, body = ask(server, script_of(server) if path == "script" else path, Accept_Encoding=encoding)

    policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
    assert body
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert "unsafe-inline" not in policy["script-src"] and "'unsafe-eval'" not in policy["script-src"]
    assert policy["frame-ancestors"] == "'self' https://news.example"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_the_headers_stand_on_what_is_not_sent_again(server):
    first, _ = ask(server, JANUARY)
    again, _ = ask(server, JANUARY, If_None_Match=first.headers["ETag"])
    refused, _ = ask(server, JANUARY, "DELETE")
    preflight, _ = ask(server, JANUARY, "OPTIONS")

    assert [each.status for each in (again, refused, preflight)] == [304, 405, 204]
    for each in (again, refused, preflight):
        assert each.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]


def open_websocket(server: Server, origin: str) -> int:
    """Ask for a websocket as a browser does; the status of the answer."""
    place = urlsplit(server.url)
    connection = http.client.HTTPConnection(
        place.hostname, place.port, timeout=60, source_address=(READER, 0)
    )
    headers = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Origin": origin,
    }
    headers["Sec-WebSocket-Key"] = base64.b64encode(b"0123456789abcdef").decode()
    connection.request("GET", "/_stcore/stream?city=Zhanaozen", headers=headers)
    status = connection.getresponse().status
    connection.close()
    return status


def test_the_log_tells_neither_who_reads_nor_what(server):
    for path in (
        JANUARY,
        "/?city=Zhanaozen&q=secretword",
        "/cities?city=Zhanaozen",
        "/api/events.csv?city=Secretville",
    ):
        ask(server, path)
    ask(server, "/api/nothing?q=secretword", "DELETE")
    assert open_websocket(server, server.url) == 101
    assert open_websocket(server, "https://evil.example") == 403

    # What is written takes a moment to arrive; the request after it has been answered by then.
    ask(server, "/api/health")
    written = server.written()
    assert urlsplit(server.url).netloc in written, "nothing was written, so nothing was tested"
    for secret in (READER, "Zhanaozen", "Almaty", "secretword", "Secretville", "evil.example"):
        assert secret.casefold() not in written.casefold()


def shown(server: Server) -> list[tuple[str, str]]:
    """What the page of examples shows, as (program, code), to the letter."""
    answer, page = ask(server, "/api/examples", Host=urlsplit(server.url).netloc)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    found = re.findall(r'<code data-program="(\w+)">(.*?)</code>', page.decode(), re.DOTALL)
    return [(program, html.unescape(code)) for program, code in found]


def test_the_page_shows_every_example_with_the_address_of_the_server_asked(server):
    examples = shown(server)

    assert [program for program, _ in examples] == [each.program for each in EXAMPLES]
    assert {program for program, _ in examples} >= {"curl", "python", "r", "m"}
    for _, code in examples:
        assert code.count(f"{server.url}/api/") == code.count("/api/") == 1


@pytest.mark.parametrize("at", [at for at, each in enumerate(EXAMPLES) if each.program == "curl"])
def test_an_example_for_the_shell_saves_the_file(server, tmp_path, at):
    code = shown(server)[at][1]

    # curl overwrites no file whose name it was told by the server; the other example is made to be run again.
    for _ in range(1 if "--remote-header-name" in code else 2):
        subprocess.run(["bash", "-ec", code], cwd=tmp_path, check=True, capture_output=True)

    (saved,) = tmp_path.glob("*.csv")
    assert saved.read_bytes() == curl(f"{server.url}{JANUARY}")
    if "--remote-header-name" in code:
        assert saved.name == "kazakhstan-protests_2022-01-01_2022-01-31_almaty_events.csv"


@pytest.mark.parametrize("at", [at for at, each in enumerate(EXAMPLES) if each.program == "python"])
def test_an_example_for_pandas_runs_and_shows_rows(server, at):
    code = shown(server)[at][1]

    ran = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "200"},
    )

    assert "2022-01" in ran.stdout or "detentions" in ran.stdout
    assert "Empty DataFrame" not in ran.stdout


@pytest.mark.parametrize("at", [at for at, each in enumerate(EXAMPLES) if each.program in ("r", "m")])
def test_an_example_that_cannot_run_here_asks_for_a_file_that_there_is(server, at):
    address = re.search(r'"(http[^"]+)"', shown(server)[at][1])[1]

    assert curl("--fail", address) == curl(f"{server.url}{JANUARY}")


def test_every_link_on_the_page_of_examples_leads_somewhere(server):
    _, page = ask(server, "/api/", Host=urlsplit(server.url).netloc)

    links = [html.unescape(link) for link in re.findall(r'<a href="([^"]+)"', page.decode())]
    assert len(links) > 10
    for link in links:
        assert link.startswith(server.url)
        answer, _ = ask(server, link.removeprefix(server.url))
        assert answer.status == 200, link
