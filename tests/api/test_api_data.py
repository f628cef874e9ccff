"""The data by URL: what each address gives, what it refuses and why, and that nobody is sent the same file twice."""

import asyncio
import gzip
import io
import json
import logging
import re
import shutil
import zipfile
from datetime import date
from urllib.parse import parse_qsl, quote

import pandas as pd
import pytest
from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from api import data as api_data
from api.conditional import content_of, knows, tag_of
from api.endpoint import Endpoint
from api.middleware import middleware
from api.parameters import read
from api.routes import routes
from api.sending import disposition
from atlas.downloads import files, package
from atlas.edition.edition import read_edition
from atlas.folds import aggregates
from atlas.folds.figure_lists import ListView, codes
from atlas.folds.views import View, choices_of, published
from atlas.tally.filters import MOST_LETTERS, MOST_WORDS, PAGE_PARAMETERS, EventFilter
from atlas.words.language import LANGUAGES

JANUARY = "city=Almaty&from=2022-01-01&to=2022-01-31"
FILES = [
    *(f"/api/events.{made.suffix}" for made in files.FORMATS.values()),
    *(f"/api/claims.{files.FORMATS[code].suffix}" for code in files.CLAIM_FORMATS),
    "/api/package.zip",
    "/api/cities.geojson",
]
DOCUMENTS = [
    "/api/codebook.json",
    "/api/openapi.json",
    "/api/examples",
    "/api/events/2011-12-16-zhanaozen-1.json",
]


@pytest.fixture(scope="module")
def client():
    with TestClient(Starlette(routes=routes(), middleware=middleware())) as client:
        yield client


@pytest.mark.parametrize("code", ["deaths-known", "detentions-without", "umbrellas", "injuries-beyond"])
def test_a_list_behind_a_number_of_events_is_given_as_the_page_shows_it(client, january, code):
    wanted = ListView.of(january, code)
    found = client.get(f"/api/events.csv?{JANUARY}&figures={code}")
    assert found.status_code == 200
    rows = pd.read_csv(io.BytesIO(found.content), comment="#" if found.text.startswith("#") else None)
    assert set(rows.event_id) == set(wanted.edition.events.event_id[wanted.rows])
    # A list is a file of its own: another tag, and its own link in it.
    whole = client.get(f"/api/events.csv?{JANUARY}")
    assert (found.headers["etag"] != whole.headers["etag"]) and len(rows) < january.shown
    made = client.get(f"/api/events.json?{JANUARY}&figures={code}").json()
    assert f"figures={code}" in json.dumps(made)


def test_a_list_that_there_is_not_is_refused_with_those_that_there_are(client):
    refused = client.get("/api/events.csv?figures=deaths-perhaps")
    assert refused.status_code == 400
    (error,) = refused.json()["errors"]
    assert (error["parameter"], error["value"]) == ("figures", "deaths-perhaps")
    assert error["allowed"] == list(codes())


@pytest.fixture(scope="module")
def january() -> View:
    return View(published(), EventFilter(start=date(2022, 1, 1), end=date(2022, 1, 31), cities=("Almaty",)))


@pytest.mark.parametrize("made", files.FORMATS.values(), ids=lambda made: made.code)
def test_the_events_of_an_address_are_those_of_the_view_to_the_byte(client, january, made):
    answer = client.get(f"/api/events.{made.suffix}?{JANUARY}")

    link = f"http://testserver/?{january.chosen.to_link()}"
    assert answer.status_code == 200
    assert answer.content == files.events_file(january, made.code, address=link)
    assert answer.headers["content-type"] == made.media_type


@pytest.mark.parametrize("code", files.CLAIM_FORMATS)
def test_the_claims_of_an_address_are_those_of_the_view_to_the_byte(client, january, code):
    answer = client.get(f"/api/claims.{files.FORMATS[code].suffix}?{JANUARY}")

    link = f"http://testserver/?{january.chosen.to_link()}"
    assert answer.content == files.claims_file(january, code, address=link)


@pytest.mark.parametrize("name", ["events.csv", "events.json", "events.geojson", "claims.csv", "claims.json"])
def test_what_can_be_large_is_sent_as_it_is_made(client, name, monkeypatch):
    whole = client.get(f"/api/{name}", headers={"Accept-Encoding": "identity"})
    monkeypatch.setattr(files, "BLOCK", 100)

    with client.stream("GET", f"/api/{name}", headers={"Accept-Encoding": "identity"}) as answer:
        pieces = list(answer.iter_raw())

    # Nobody knows its length before the end.
    assert "content-length" not in answer.headers
    assert b"".join(pieces) == whole.content
    assert answer.headers["etag"] == whole.headers["etag"]


def test_the_csv_holds_the_rows_that_the_filter_keeps_and_no_other(client):
    answer = client.get(f"/api/events.csv?{JANUARY}")

    table = pd.read_csv(io.BytesIO(answer.content), keep_default_na=False)
    events = published().events
    wanted = events[
        (events.city == "Almaty") & (events.end_date >= "2022-01-01") & (events.start_date <= "2022-01-31")
    ]
    assert 0 < len(table) < len(events)
    assert list(table.event_id) == list(wanted.event_id)


def test_the_package_is_that_of_the_view_with_its_own_link(client, january):
    answer = client.get(f"/api/package.zip?{JANUARY}")

    link = f"http://testserver/?{january.chosen.to_link()}"
    assert answer.content == package.package_zip(january, address=link)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as unpacked:
        assert link in unpacked.read("datapackage.json").decode()


def test_the_towns_of_the_view_are_points(client):
    found = client.get(f"/api/cities.geojson?{JANUARY}").json()

    assert [town["properties"]["name"] for town in found["features"]] == ["Almaty"]
    assert found["features"][0]["geometry"]["type"] == "Point"


def test_an_event_comes_with_every_claim_under_the_rule_of_the_link(client):
    told = [
        client.get(f"/api/events/2011-12-16-zhanaozen-1.json?whose={whose}").json()
        for whose in ("all", "official")
    ]

    claims = published().claims
    for each in told:
        assert len(each["claims"]) == (claims.event_id == "2011-12-16-zhanaozen-1").sum()
        assert each["event"]["event_id"] == "2011-12-16-zhanaozen-1"
    # docs/method.md works both out by hand.
    assert [(each["event"]["deaths_low"], each["event"]["deaths_high"]) for each in told] == [
        (14, 70),
        (14, 16),
    ]


def test_an_event_that_the_rest_of_the_link_leaves_out_is_given_all_the_same(client):
    answer = client.get(f"/api/events/2011-12-16-zhanaozen-1.json?{JANUARY}")

    assert answer.json()["event"]["city"] == "Zhanaozen"


def test_an_unknown_event_is_told_which_was_perhaps_meant(client):
    answer = client.get("/api/events/2011-12-16-zhanaozen-11.json")

    assert answer.status_code == 404
    assert "2011-12-16-zhanaozen-1?" in answer.json()["detail"]


def test_the_codebook_is_that_of_the_edition(client):
    assert client.get("/api/codebook.json").json() == json.loads(
        json.dumps(files.codebook_document(published()))
    )


@pytest.mark.parametrize("address", [*FILES, *DOCUMENTS])
def test_who_has_a_file_is_not_sent_it_again(client, address):
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": f'"older", {first.headers["etag"]}'})
    other = client.get(address, headers={"If-None-Match": '"older"'})

    assert (again.status_code, again.content) == (304, b"")
    for name in ("etag", "cache-control", "vary"):
        assert again.headers[name] == first.headers[name]
    assert (other.status_code, other.content) == (200, first.content)


def test_a_tag_is_compared_as_a_whole():
    assert knows('W/"a", "b"', '"a"') and knows("*", '"a"')
    assert not knows('"ab"', '"a"') and not knows("", '"a"')
    assert tag_of("ab", "c") != tag_of("a", "bc")


def tag(client, address):
    return client.get(address).headers["etag"]


def test_a_tag_names_what_was_asked_for_and_not_how_it_was_written(client):
    assert tag(client, f"/api/events.csv?{JANUARY}") == tag(
        client, "/api/events.csv?to=2022-01&city=almaty&from=2022&whose=all&unit=month"
    )


def test_a_tag_changes_with_the_filter_the_format_and_the_rule(client):
    asked = ["events.csv", "events.json", "claims.csv", "events.csv?city=Oral", "events.csv?whose=official"]
    asked += ["events.csv?known=2012", "events.csv?unverified=1"]

    assert len({tag(client, f"/api/{each}") for each in asked}) == len(asked)


def test_a_tag_changes_with_the_day_only_while_the_day_of_knowledge_is_open(client, monkeypatch):
    open_end, closed = "/api/events.csv", "/api/events.csv?known=2020-01-01&to=2019"
    before = tag(client, open_end), tag(client, closed)

    tomorrow = date.fromordinal(aggregates.today().toordinal() + 1)
    monkeypatch.setattr(aggregates, "today", lambda: tomorrow)

    assert tag(client, open_end) != before[0]
    assert tag(client, closed) == before[1]


def test_a_tag_changes_with_any_file_of_the_data(data_dir, tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(data_dir, folder)
    same = content_of(read_edition(folder))
    (folder / "claims.csv").write_bytes((folder / "claims.csv").read_bytes() + b"\r\n")

    assert content_of(read_edition(folder)) != same
    shutil.copy(data_dir / "claims.csv", folder)
    assert content_of(read_edition(folder)) == same


@pytest.mark.parametrize("address", [*FILES, *DOCUMENTS])
def test_head_tells_what_get_would_and_sends_nothing(client, address):
    get, head = client.get(address), client.head(address)

    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(get.headers)


@pytest.mark.parametrize(
    "address", [each for each in FILES if not each.endswith((".xlsx", ".parquet", ".zip"))]
)
def test_text_is_compressed_where_it_is_asked_for_and_the_same_inside(client, address):
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    with client.stream("GET", address, headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())

    assert "content-encoding" not in plain.headers
    assert answer.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["vary"]
    assert gzip.decompress(raw) == plain.content
    assert len(raw) < len(plain.content) / 3


@pytest.mark.parametrize("address", ["/api/events.xlsx", "/api/events.parquet", "/api/package.zip"])
def test_what_is_compressed_already_goes_as_it_is_with_its_length(client, address):
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})

    assert "content-encoding" not in answer.headers
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_a_table_leaves_as_it_is_made(client, monkeypatch):
    monkeypatch.setattr(files, "BLOCK", 100)
    answer = client.get("/api/events.csv", headers={"Accept-Encoding": "identity"})
    sent = asyncio.run(messages("/api/events.csv"))

    # Header and rows came in pieces of at most a hundred events, and an empty one that ends them.
    assert len(sent) == -(-len(published().events) // 100) + 1 == 11
    assert b"".join(sent) == answer.content


async def messages(path):
    """The pieces of the body that an app sends for a path."""
    bodies = []

    async def receive():
        return {"type": "http.request"}

    async def send(message):
        if message["type"] == "http.response.body":
            bodies.append(message.get("body", b""))

    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(b"host", b"testserver")],
    }
    await Starlette(routes=routes())(scope, receive, send)
    return bodies


def test_a_file_is_called_after_the_period_and_the_filter(client):
    answer = client.get(f"/api/events.excel.csv?{JANUARY}")

    name = "kazakhstan-protests_2022-01-01_2022-01-31_almaty_events.excel.csv"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'


def test_a_name_beyond_ascii_is_given_in_both_forms(client):
    told = client.get(f"/api/events.csv?q={quote('Алматы')}").headers["content-disposition"]

    plain, full = told.removeprefix("attachment; ").split("; ")
    assert plain.startswith('filename="kazakhstan-protests_') and plain.isascii()
    assert quote("алматы") in full and full.startswith("filename*=UTF-8''")


def test_a_name_cannot_break_out_of_its_header():
    told = disposition("attachment", 'a"; x=\r\nSet-Cookie: b\\.csv')

    assert told.startswith('attachment; filename="a_; x=__Set-Cookie: b_.csv"; filename*=UTF-8')
    assert "\n" not in told


def problems(client, query, address="/api/events.csv"):
    answer = client.get(f"{address}?{query}")
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == 400
    return told["errors"]


@pytest.mark.parametrize(
    ("query", "value", "allowed"),
    [
        ("city=Atlantis", "Atlantis", lambda choices: choices.cities),
        ("region=Atlantis", "Atlantis", lambda choices: choices.all_regions),
        ("type=party", "party", lambda choices: choices.types),
        ("campaign=None", "None", lambda choices: choices.campaigns),
        ("whose=mine", "mine", lambda choices: ("all", "official", "independent")),
        ("unverified=yes", "yes", lambda choices: ("0", "1")),
        (
            "measure=joy",
            "joy",
            lambda choices: ("events", "detentions", "deaths", "injuries", "participants"),
        ),
        ("lang=xx", "xx", lambda choices: tuple(LANGUAGES)),
    ],
)
def test_a_value_that_there_is_not_is_told_with_those_that_there_are(client, query, value, allowed):
    (error,) = problems(client, query)

    assert (error["parameter"], error["value"]) == (query.split("=")[0], value)
    assert error["allowed"] == list(allowed(choices_of(published())))
    assert value in error["detail"]


def test_a_near_miss_is_told_what_was_perhaps_meant(client):
    (error,) = problems(client, "city=Uralks")

    assert "Did you mean Oral?" in error["detail"]
    assert error["perhaps"] == ["Oral"]
    (error,) = problems(client, "city=Uralks&lang=ru")
    assert "Уральск" in error["detail"]
    (error,) = problems(client, "city=Atlantis")
    assert "Did you mean" not in error["detail"]
    assert "perhaps" not in error


@pytest.mark.parametrize("name", ["Уральск", "Uralsk", "Орал", "oral"])
def test_a_town_by_any_name_gives_what_its_code_gives(client, name):
    by_code = client.get("/api/events.csv", params={"city": "Oral"})
    by_name = client.get("/api/events.csv", params={"city": name})

    assert by_name.status_code == 200
    assert by_name.content == by_code.content
    for header in ("etag", "content-disposition"):
        assert by_name.headers[header] == by_code.headers[header]


def test_a_region_by_any_name_gives_what_its_code_gives(client):
    by_name = client.get("/api/events.csv", params={"region": "Мангистауская область"})
    assert by_name.content == client.get("/api/events.csv", params={"region": "Mangystau"}).content


def test_a_search_that_is_too_long_is_refused_with_what_is_allowed(client):
    (error,) = problems(client, "q=" + "+".join(f"word{number}" for number in range(3000)))

    assert str(MOST_WORDS) in error["form"] and str(MOST_LETTERS) in error["form"]
    assert str(MOST_WORDS) in error["detail"]


def test_a_search_of_signs_only_is_refused(client):
    (error,) = problems(client, "q=%3F")

    assert "no letter and no digit" in error["detail"]


@pytest.mark.parametrize(
    "value", ["2011-13", "2011-02-30", "16.12.2011", "yesterday", "0000", "2011-1-1", "９" * 40]
)
@pytest.mark.parametrize("name", ["from", "to", "known"])
def test_what_is_no_date_is_told_how_one_is_written(client, name, value):
    (error,) = problems(client, f"{name}={quote(value)}")

    assert (error["parameter"], error["value"]) == (name, value)
    assert "YYYY-MM-DD" in error["form"] and "1986-01-01" in error["form"]
    assert "allowed" not in error


@pytest.mark.parametrize(
    "query", ["from=2030", "to=1980", "from=2012&to=2011", "whose=all&whose=official", "from=2011&from=2012"]
)
def test_what_the_page_would_put_right_with_a_notice_is_an_error_for_a_program(client, query):
    assert problems(client, query)


def test_an_unknown_parameter_is_told_those_that_there_are(client):
    (error,) = problems(client, "town=Almaty")

    assert error["parameter"] == "town"
    assert {"city", "from", "to", "lang"} <= set(error["allowed"])


@pytest.mark.parametrize("query", ["city=", "city=Almaty&city=", "q=%20", "from=", "whose=", "lang="])
def test_a_variable_that_a_script_forgot_to_fill_does_not_fetch_the_whole_table(client, query):
    (error,) = problems(client, query)

    assert "empty" in error["detail"]


def test_all_problems_are_told_at_once(client):
    errors = problems(client, "city=Atlantis&city=Orol&from=x&colour=blue&lang=xx")

    assert [(error["parameter"], error["value"]) for error in errors] == [
        ("city", "Atlantis"),
        ("city", "Orol"),
        ("from", "x"),
        ("colour", "blue"),
        ("lang", "xx"),
    ]


@pytest.mark.parametrize("address", ["/api/codebook.json", "/api/openapi.json", "/api/examples"])
def test_a_document_that_no_filter_changes_does_not_pretend_to_take_one(client, address):
    (error,) = problems(client, "city=Almaty", address)

    assert (error["parameter"], error["allowed"]) == ("city", ["lang"])
    assert client.get(f"{address}?lang=en&unit=month").status_code == 200


def test_the_words_of_a_file_are_in_the_language_asked_for_and_only_there(client):
    address = f"/api/events.json?{JANUARY}"
    english, russian, after = (client.get(f"{address}{more}") for more in ("", "&lang=ru", "&lang=en"))

    assert "January 2022" in english.json()["shown"]
    assert "январь 2022" in russian.json()["shown"]
    assert after.content == english.content
    assert russian.headers["etag"] != english.headers["etag"]


def test_a_link_of_any_page_gives_its_data(client):
    # But for a list behind a number of events, which is one here too.
    pasted = "&".join(f"{name}=anything" for name in PAGE_PARAMETERS if name != "figures")

    assert (
        client.get(f"/api/events.csv?{JANUARY}&{pasted}").content
        == client.get(f"/api/events.csv?{JANUARY}").content
    )


def test_a_query_means_the_same_here_as_on_the_page(january):
    query = {}
    for name, value in parse_qsl(january.chosen.to_link()):
        query.setdefault(name, []).append(value)

    asked = read(query, choices_of(published()))

    assert (asked.chosen, asked.errors) == (january.chosen, ())


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
@pytest.mark.parametrize("address", ["/api/events.csv", "/api/health", "/api/basemap/water.geojson"])
def test_nothing_can_be_changed(client, method, address):
    answer = client.request(method, address)

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["status"] == 405


def test_a_page_of_another_site_may_read_and_only_read(client):
    answer = client.get("/api/events.csv?city=Oral", headers={"Origin": "https://news.example"})
    preflight = client.options(
        "/api/events.csv",
        headers={"Origin": "https://news.example", "Access-Control-Request-Method": "POST"},
    )

    assert answer.headers["access-control-allow-origin"] == "*"
    assert "ETag" in answer.headers["access-control-expose-headers"]
    assert (preflight.status_code, preflight.content) == (204, b"")
    assert preflight.headers["access-control-allow-methods"] == "GET, HEAD"
    assert "access-control-allow-credentials" not in {*answer.headers, *preflight.headers}


def test_a_failure_inside_is_a_problem_that_tells_nothing_of_the_inside(caplog):
    def broken(request):
        raise KeyError(f"Almaty {request.url.query}")

    client = TestClient(Starlette(routes=[Route("/api/broken", Endpoint(broken, CapacityLimiter(1)))]))
    with caplog.at_level(logging.ERROR):
        answer = client.get("/api/broken?city=Almaty")

    assert answer.status_code == 500
    assert answer.json()["status"] == 500
    assert "broken" not in answer.text and "Almaty" not in answer.text
    # The log says where, and not what was asked for.
    assert "in broken" in caplog.text and "KeyError" in caplog.text
    assert "city=Almaty" not in caplog.text


def test_a_file_that_breaks_off_is_not_taken_for_a_whole_one(client, monkeypatch, caplog):
    def chunks(view, code, *, address):
        def half():
            yield b"event_id\r\n"
            raise ValueError(view.chosen.cities[0])

        return half()

    monkeypatch.setattr(api_data.files, "events_chunks", chunks)
    with pytest.raises(ConnectionError, match="broke off"):
        client.get("/api/events.csv?city=Almaty")

    assert "ValueError" in caplog.text and "Almaty" not in caplog.text


def test_a_file_that_fails_at_its_beginning_is_a_problem_and_no_empty_file(client, monkeypatch):
    def chunks(view, code, *, address):
        raise ValueError
        yield b""

    monkeypatch.setattr(api_data.files, "events_chunks", chunks)

    assert client.get("/api/events.csv").status_code == 500


def test_a_forged_host_is_not_repeated(client):
    told = client.get("/api/events.json?city=Oral", headers={"Host": "evil.example/?x="}).json()

    assert "evil" not in json.dumps(told)


def test_a_base_path_stands_in_every_link():
    client = TestClient(Starlette(routes=routes(base="atlas")))

    told = client.get("/atlas/api/events.json?city=Oral").json()
    document = client.get("/atlas/api/openapi.json").json()
    page = client.get("/atlas/api/examples").text

    assert told["address"] == "http://testserver/atlas/?city=Oral"
    assert document["servers"] == [{"url": "/atlas"}]
    assert "http://testserver/atlas/api/events.csv?" in page and "http://testserver/api" not in page


def test_the_page_of_examples_lists_each_address_once_and_speaks_the_readers_language(client):
    page = client.get("/api/examples?lang=kk").text
    listed = re.findall("<code>(/api/[^<]+)</code>", page)
    assert len(listed) > 10
    assert len(listed) == len(set(listed))
    assert "Қазақстан наразылықтарының атласы" in page
