"""The api beside the dashboard, with the routes, middleware and files that the dashboard serves."""

import gzip
import json
import logging
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from api.compression import ImmutableCompression, accepts_gzip
from api.headers import content_security_policy, inline_scripts
from api.logs import keep_readers_out
from api.middleware import middleware
from api.routes import routes

IMMUTABLE = {"Cache-Control": "public, immutable, max-age=31536000"}
SCRIPT = "export const answer = 42;\n" * 400


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=routes(), middleware=middleware())) as client:
        yield client


@pytest.fixture
def scripts(tmp_path) -> Iterator[TestClient]:
    """An app that serves files as Streamlit serves its scripts, and counts how often it is asked."""
    (tmp_path / "page.js").write_text(SCRIPT)
    (tmp_path / "font.woff2").write_bytes(b"\x00" * 5000)
    asked: list[str] = []

    async def file(request: Request) -> Response:
        asked.append(request.url.path)
        return FileResponse(tmp_path / request.path_params["name"], headers=IMMUTABLE)

    async def changing(_request: Request) -> Response:
        return PlainTextResponse(SCRIPT, headers={"Cache-Control": "no-cache"})

    routes = [Route("/static/{name}", file), Route("/changing", changing)]
    with TestClient(Starlette(routes=routes, middleware=middleware())) as client:
        client.asked = asked
        yield client


@pytest.fixture(scope="module")
def streams() -> Iterator[TestClient]:
    """An app with a websocket that repeats what it hears, open to one other site."""

    async def echo(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text(await socket.receive_text())
        await socket.close()

    passing = middleware(other_origins=["https://partner.example/"])
    with TestClient(Starlette(routes=[WebSocketRoute("/stream", echo)], middleware=passing)) as client:
        yield client


def test_health_tells_the_version_that_the_descriptor_gives(client, data_dir):
    version = json.loads((data_dir / "datapackage.json").read_text(encoding="utf-8"))["version"]

    answer = client.get("/api/health")

    assert answer.json() == {"status": "ok", "data_version": version}
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("name", ["kazakhstan", "neighbours", "oblasts", "water"])
def test_a_basemap_layer_is_the_file_to_the_byte(client, data_dir, name):
    answer = client.get(f"/api/basemap/{name}.geojson", headers={"Accept-Encoding": "identity"})

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/geo+json"
    assert "content-encoding" not in answer.headers
    assert answer.content == (data_dir / "basemap" / f"{name}.geojson").read_bytes()


def test_a_basemap_layer_goes_compressed_to_whoever_takes_it(client, data_dir):
    plain = (data_dir / "basemap" / "water.geojson").read_bytes()

    with client.stream("GET", "/api/basemap/water.geojson", headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())

    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(raw) == plain
    assert len(raw) < len(plain) / 3


def test_a_layer_the_reader_has_is_not_sent_again_until_it_changes(client):
    first = client.get("/api/basemap/water.geojson")

    again = client.get("/api/basemap/water.geojson", headers={"If-None-Match": first.headers["etag"]})
    other = client.get("/api/basemap/water.geojson", headers={"If-None-Match": 'W/"an older one"'})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == first.headers["cache-control"]
    assert (other.status_code, other.content) == (200, first.content)


def test_head_gives_the_headers_of_get_and_no_body(client):
    head, get = (client.request(method, "/api/basemap/water.geojson") for method in ("HEAD", "GET"))

    assert head.content == b""
    assert head.headers["content-length"] == get.headers["content-length"]
    assert head.headers["etag"] == get.headers["etag"]


@pytest.mark.parametrize(
    "path", ["nothing.geojson", "water", "cities.geojson", "..%2Fcities.geojson", "%2e%2e%2fdatapackage.json"]
)
def test_only_the_files_in_the_basemap_are_served(client, path):
    answer = client.get(f"/api/basemap/{path}")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_unknown_layer_is_told_which_there_are(client):
    problem = client.get("/api/basemap/nothing.geojson").json()

    assert problem["status"] == 404
    assert problem["layers"] == [
        "kazakhstan.geojson",
        "neighbours.geojson",
        "oblasts.geojson",
        "water.geojson",
    ]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_unknown_address_of_the_api_is_a_problem_and_not_the_dashboard(client, method):
    answer = client.request(method, "/api/nothing/here")

    assert answer.status_code == 404
    told = answer.json()["addresses"]
    assert {"/api/health", "/api/basemap/{name}.geojson", "/api/events.csv", "/api/openapi.json"} <= set(told)


def test_a_folder_without_a_basemap_does_not_start(data_dir, tmp_path):
    (tmp_path / "datapackage.json").write_bytes((data_dir / "datapackage.json").read_bytes())

    with pytest.raises(FileNotFoundError, match=r"no \*\.geojson"):
        routes(data=tmp_path)


@pytest.mark.parametrize("base", ["atlas", "/atlas/"])
def test_a_base_path_stands_before_every_address(base):
    client = TestClient(Starlette(routes=routes(base=base)))

    assert client.get("/atlas/api/health").status_code == 200
    assert client.get("/atlas/api/basemap/water.geojson").status_code == 200
    assert client.get("/api/health").status_code == 404


@pytest.mark.parametrize("path", ["/api/health", "/api/basemap/water.geojson", "/api/nothing"])
def test_every_answer_tells_the_browser_to_talk_to_this_server_only(client, path):
    headers = client.get(path).headers

    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["connect-src"] == "'self' ws://testserver wss://testserver"
    assert policy["frame-ancestors"] == "'self'"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "geolocation=()" in headers["permissions-policy"]


@pytest.mark.parametrize(
    ("setting", "ancestors"),
    [
        ("", "'self'"),
        ("'none'", "'none'"),
        ("https://news.example", "'self' https://news.example"),
        (
            "'self' https://*.uni.example  http://localhost:8000",
            "'self' https://*.uni.example http://localhost:8000",
        ),
    ],
)
def test_the_sites_that_may_embed_the_dashboard_are_those_of_the_setting(setting, ancestors):
    app = Starlette(routes=routes(), middleware=middleware(ancestors=setting))

    policy = TestClient(app).get("/api/health").headers["content-security-policy"]

    assert policy.endswith(f"; frame-ancestors {ancestors}")


@pytest.mark.parametrize(
    "setting",
    ["news.example", "*", "https:", "https://a.example; script-src *", "https://a.example,", "'none' 'self'"],
)
def test_a_slip_in_the_setting_stops_the_server_instead_of_opening_or_shutting_it(setting):
    with pytest.raises(ValueError, match=r"is not a site such as https://news\.example"):
        middleware(ancestors=setting)


def test_what_uvicorn_says_of_a_reader_is_not_written_and_what_it_says_of_itself_is(caplog):
    keep_readers_out()
    keep_readers_out()
    log = logging.getLogger("uvicorn.error")

    with caplog.at_level(logging.INFO, "uvicorn.error"):
        log.info('%s - "WebSocket %s" [accepted]', "203.0.113.7:4711", "/_stcore/stream?city=Almaty")
        log.info("Uvicorn running on %s", "127.0.0.1")

    assert [record.getMessage() for record in caplog.records] == ["Uvicorn running on 127.0.0.1"]
    assert len(log.filters) == 1


@pytest.mark.parametrize("host", ["evil.example; script-src *", "a b", "'unsafe-eval'", ""])
def test_a_forged_host_adds_nothing_to_the_policy(host):
    assert "connect-src 'self'; " in content_security_policy(host)


def test_only_the_inline_scripts_of_the_page_may_run():
    page = (
        '<script src="a.js"></script><script>\nlet a = 1\n</script><script type="module" src="b.js"></script>'
    )

    assert list(inline_scripts(page)) == ["\nlet a = 1\n"]
    # printf '\nlet a = 1\n' | openssl dgst -sha256 -binary | base64
    wanted = "script-src 'self' 'sha256-aJ1+Gk5ztjxiLfKTn+7zGRIOAizBleIvl8bNF07v+ws=' 'wasm-unsafe-eval'; "
    assert wanted in content_security_policy("", inline_scripts(page))
    assert "unsafe-inline" not in wanted


def test_an_immutable_script_is_compressed_once_and_then_given_from_memory(scripts):
    first, second = (scripts.get("/static/page.js", headers={"Accept-Encoding": "gzip"}) for _ in range(2))

    for answer in (first, second):
        assert answer.text == SCRIPT
        assert answer.headers["content-encoding"] == "gzip"
        assert int(answer.headers["content-length"]) < len(SCRIPT) / 10
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["cache-control"] == IMMUTABLE["Cache-Control"]
        assert "content-security-policy" in answer.headers
    assert scripts.asked == ["/static/page.js"]


def test_a_reader_who_takes_no_gzip_gets_the_script_as_it_is(scripts):
    scripts.get("/static/page.js", headers={"Accept-Encoding": "gzip"})

    answer = scripts.get("/static/page.js", headers={"Accept-Encoding": "identity"})

    assert answer.text == SCRIPT
    assert "content-encoding" not in answer.headers


def test_a_script_the_reader_has_is_not_sent_again_and_its_tag_is_weak(scripts):
    tag = scripts.get("/static/page.js", headers={"Accept-Encoding": "gzip"}).headers["etag"]

    ranged = scripts.get("/static/page.js", headers={"Accept-Encoding": "gzip", "Range": "bytes=0-9"})

    assert tag.startswith('W/"')
    assert (ranged.status_code, ranged.text) == (206, SCRIPT[:10])


@pytest.mark.parametrize("path", ["/changing", "/static/font.woff2"])
def test_what_may_change_or_is_compressed_already_is_passed_on(scripts, path):
    answer = scripts.get(path, headers={"Accept-Encoding": "gzip"})

    assert answer.status_code == 200
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("origin", [None, "http://testserver", "https://partner.example"])
def test_our_own_pages_and_programs_may_open_a_websocket(streams, origin):
    with streams.websocket_connect("/stream", headers={"Origin": origin} if origin else {}) as socket:
        socket.send_text("Almaty")
        assert socket.receive_text() == "Almaty"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver.evil.example", ""])
def test_a_page_of_another_site_is_turned_away_before_streamlit_looks_at_it(streams, origin):
    with pytest.raises(WebSocketDisconnect), streams.websocket_connect("/stream", headers={"Origin": origin}):
        pass


def test_the_memory_for_scripts_has_a_limit(tmp_path):
    async def noise(request: Request) -> Response:
        # Digits of powers: text that gzip cannot make much smaller than 1,200 bytes.
        body = str(7 ** (3000 + int(request.path_params["number"])))
        return PlainTextResponse(body, headers=IMMUTABLE)

    inner = Starlette(routes=[Route("/{number}", noise)])
    compression = ImmutableCompression(inner, limit=5000)
    client = TestClient(compression)

    for number in range(20):
        assert client.get(f"/{number}").text == str(7 ** (3000 + number))

    kept = [len(body) for _, body in compression._kept.values()]
    assert 0 < sum(kept) <= 5000
    assert list(compression._kept)[-1] == "/19"


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("gzip, deflate, br", True),
        ("br;q=1.0, gzip;q=0.8, *;q=0.1", True),
        ("GZIP", True),
        ("*", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip; q=0.0, br", False),
        ("br", False),
    ],
)
def test_gzip_is_sent_only_where_it_is_accepted(header, accepted):
    assert accepts_gzip(header) is accepted


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "No such address"),
        ("?lang=ru", "Нет такого адреса"),
        ("?lang=kk", "Мұндай мекенжай жоқ"),
        ("?lang=xx", "No such address"),
    ],
)
def test_an_unknown_address_is_told_in_the_readers_language(client, query, title):
    answer = client.get(f"/api/nosuch{query}")

    assert answer.status_code == 404
    assert answer.json()["title"] == title
    assert "/api/nosuch" in answer.json()["detail"]
    assert "/api/events.csv" in answer.json()["addresses"]


def test_what_cannot_be_written_to_is_told_in_the_readers_language(client):
    answer = client.post("/api/events.csv?lang=ru")

    assert (answer.status_code, answer.json()["title"]) == (405, "Метод не поддерживается")
