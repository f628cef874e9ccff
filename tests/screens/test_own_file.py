"""A file that a reader brings: onto every screen, told apart from the published data, and gone when it is taken away."""

import csv
import gc
import io
import weakref
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from api.uploads import keep_in_memory
from atlas.edition.translations import spoken
from atlas.tally.filters import EventFilter
from tests.opened_pages import PAGES, ROOT, opened, words
from ui import dataset

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
SAMPLE_FILES = (
    "gdelt1_raw_export.tsv",
    "gdelt_us_protests.parquet",
    "mass_mobilization_africa.parquet",
    "mm_kazakhstan_1990-2020.csv",
    "ucdp_ged_central_african_republic.geojson",
    "ucdp_ged_syria_excerpt.csv",
)
BANNER = "You see your own file, not the data of this atlas:"
ROWS = [
    ["date", "place", "title", "campaign", "deaths", "detained", "source"],
    ["2019-05-01", "Almaty", "First", "Spring", "3", ">50", "Invented Paper"],
    ["2019-05-02", "Nowhereville", "Second", "Spring", "", "dozens", "Invented Paper"],
    ["not a day", "Astana", "Third", "", "", "", "Invented Paper"],
]
ACLED = {
    "event_id_cnty": "KAZ1",
    "event_date": "12 May 2021",
    "year": "2021",
    "time_precision": "1",
    "disorder_type": "Demonstrations",
    "event_type": "Protests",
    "sub_event_type": "Peaceful protest",
    "country": "Kazakhstan",
    "admin1": "Almaty",
    "location": "Almaty",
    "latitude": "43.25",
    "longitude": "76.9",
    "source": "Invented Paper",
    "notes": "Invented.",
    "fatalities": "0",
}


def as_csv(*rows: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def uploaded(name: str, content: bytes, **query: str) -> AppTest:
    app = opened("data", show="own", **query)
    app.file_uploader[0].upload(name, content).run()
    assert not app.exception, app.exception
    return app


def shown(name: str, content: bytes, **query: str) -> AppTest:
    app = uploaded(name, content, **query)
    return pressed(app, "Show this file on all screens")


def pressed(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception
    return app


def visited(app: AppTest, page: str, **query: str) -> str:
    """What a page says after a walk to it within the session. A fault in it would be an error on the screen."""
    app.switch_page(str(ROOT / "pages" / f"{page}.py"))
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    assert not app.error, [error.value for error in app.error]
    return words(app).replace("\\", "").replace("**", "")


def test_the_guess_is_filled_in_and_every_page_shows_the_file_with_a_banner():
    app = uploaded("mine.csv", as_csv(*ROWS))
    guessed = {box.label: box.value for box in app.selectbox}
    assert (guessed["Date"], guessed["Place"], guessed["Detained"]) == ("date", "place", "detained")
    assert guessed["Injured"] is None
    pressed(app, "Show this file on all screens")
    for page in PAGES:
        said = visited(app, page)
        assert f"{BANNER} mine.csv (A table of your own). 3 rows of the file: 2 shown, 1 left out." in said, (
            page
        )
        if page != "methods":
            assert "2 of 2 events" in said, page


def test_rows_in_are_rows_shown_and_rows_left_out_and_each_of_these_has_its_reason():
    app = shown("mine.csv", as_csv(*ROWS))
    tables = [frame.value for frame in app.dataframe]
    rejects = next(table for table in tables if "Reason" in table.columns)
    assert rejects[["Row", "Column", "Value", "Left out"]].to_numpy().tolist() == [
        [4, "date", "not a day", "the whole row"]
    ]
    unmatched = next(table for table in tables if "On the map" in table.columns)
    assert unmatched.to_numpy().tolist() == [["Nowhereville", 1, "no"]]
    columns = next(table for table in tables if "Became" in table.columns)
    assert columns.Column.tolist() == ROWS[0]
    assert "3 rows of the file: 2 shown, 1 left out." in words(app).replace("\\", "")


def test_a_column_that_the_reader_chooses_is_taken_in_place_of_the_guess():
    app = uploaded("mine.csv", as_csv(*ROWS))
    next(box for box in app.selectbox if box.label == "Title").set_value("source")
    pressed(app, "Show this file on all screens")
    events = app.session_state["own_file"].imported.edition.events
    assert events.title.tolist() == ["Invented Paper", "Invented Paper"]


def test_a_file_of_a_known_column_set_can_be_read_as_any_other_table():
    content = as_csv(list(ACLED), list(ACLED.values()))
    app = uploaded("mine.csv", content)
    kind = next(box for box in app.selectbox if box.label == "Read it as")
    assert kind.value == "acled"
    kind.set_value("plain").run()
    pressed(app, "Show this file on all screens")
    assert app.session_state["own_file"].imported.format == "plain"


def test_a_filter_that_the_file_lacks_is_said_aloud_and_counts_again_when_the_file_is_put_back():
    app = shown("mine.csv", as_csv(*ROWS), campaign="Zhanaozen 2011")
    said = " ".join(warning.value for warning in app.warning).replace("\\", "")
    assert "Zhanaozen 2011" in said
    assert "which is not in the data" in said
    assert "2 of 2 events" in words(app)
    app.button(key="own_back").click().run()
    assert not app.warning
    kept = dataset.view(EventFilter(campaigns=("Zhanaozen 2011",)))
    assert f"{kept.shown} of {kept.events} events" in words(app)
    assert BANNER not in words(app)


def test_a_town_of_the_file_can_be_chosen_and_is_not_known_once_the_file_is_gone():
    app = shown("mine.csv", as_csv(*ROWS))
    assert "1 of 2 events" in visited(app, "cities", city="Nowhereville")
    app.button(key="own_back").click().run()
    assert "Nowhereville" in app.warning[0].value


def test_no_other_reader_sees_the_file():
    shown("mine.csv", as_csv(*ROWS))
    other = opened("overview")
    assert BANNER not in words(other)
    whole = dataset.view(EventFilter())
    assert f"{whole.events} of {whole.events} events" in words(other)


def test_rows_of_acled_are_shown_and_cannot_be_downloaded():
    app = shown("acled.csv", as_csv(list(ACLED), list(ACLED.values())))
    restricted = app.session_state["own_file"].imported.restricted
    assert restricted
    said = visited(app, "events")
    assert "1 of 1 events" in said
    assert restricted in said
    assert not [button.label for button in app.get("download_button")]


def test_neither_citation_nor_addresses_pretend_that_the_atlas_holds_the_file():
    app = shown("mine.csv", as_csv(*ROWS))
    said = visited(app, "data", show="cite")
    assert "cannot be cited from here" in said
    codes = " ".join(code.value for code in app.code)
    assert "/api/" not in codes
    assert "Kazakhstan Protest Atlas" not in codes


def test_nothing_holds_the_file_after_the_reader_has_taken_it_away():
    app = shown("mine.csv", as_csv(*ROWS))
    for page in PAGES:
        visited(app, page)
    visited(app, "data", show="own")
    held = weakref.ref(app.session_state["own_file"].imported.edition)
    assert spoken(app.session_state["own_file"].imported.edition, "ru").english is held()
    read = weakref.ref(app.session_state["own_file"].reading)
    assert held() is not None
    app.button(key="own_forget").click().run()
    # AppTest itself keeps the page it drew last.
    app.run()
    gc.collect()
    assert held() is None
    assert read() is None


def test_the_field_lets_go_of_the_bytes_once_they_are_read():
    app = uploaded("mine.csv", as_csv(*ROWS))
    assert app.session_state["own_file"].reading.name == "mine.csv"
    assert not app.file_uploader[0].value


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "The file is empty."),
        ("cut.parquet", b"PAR1" + b"\x15\x04" * 40, "cut off"),
        ("page.csv", b"<!doctype html><html></html>", "a web page or XML"),
        ("nodate.csv", as_csv(["a", "b"], ["x", "y"]), ""),
    ],
)
def test_a_file_that_gives_no_events_is_refused_with_what_helps(name, content, said):
    app = uploaded(name, content)
    if not said:
        pressed(app, "Show this file on all screens")
        said = "No column of the file is known to hold the dates. Choose the column"
    assert said in app.error[0].value.replace("\\", "")
    assert BANNER not in words(app)
    good = app.file_uploader[0].upload("mine.csv", as_csv(*ROWS)).run()
    assert not good.error


STRANGE = {
    "one": [["date", "place"], ["2020-02-02", "Almaty"]],
    "no place": [["date", "deaths"], ["2020-02-02", "3"], ["1990-05-01", "x"]],
    "abroad": [["date", "place", "country", "lat", "lon"], ["2020-02-02", "Paris", "France", "48.8", "2.3"]],
    "long ago": [["date", "place", "deaths"], ["1916-07-04", "Almaty", "100"], ["1950-01", "Kengir", "37"]],
    "undated": [["date", "place"], ["2020-02-02", "Almaty"], ["", "Astana"], ["2999-01-01", "Astana"]],
    "huge": [
        ["date", "place", "title", "description", "campaign"],
        ["2020-02-02", "A" * 5000, "T" * 20000, "d " * 50000, "C" * 3000],
    ],
    "signs": [
        ["date", "place", "title", "campaign", "source", "url"],
        ["2020-02-02", "<b>$x$", "=1+1", "**a** ![i](http://a.example/i.png)", "\u202egnp.exe", "javascript:alert(1)"],
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", STRANGE)
def test_every_page_stands_with_a_strange_file(name):
    app = shown(f"{name}.csv", as_csv(*STRANGE[name]))
    edition = app.session_state["own_file"].imported.edition
    for page in PAGES:
        assert BANNER in visited(app, page)
    for city in {city for city in edition.events.city if city}:
        assert BANNER in visited(app, "cities", city=city)
    for campaign in edition.campaigns.index:
        assert BANNER in visited(app, "campaigns", campaign=campaign)
    assert edition.events.title[0] in visited(app, "events", event=edition.events.event_id[0])
    for part in ("codebook", "sources", "quality", "changes", "cite"):
        assert BANNER in visited(app, "data", show=part)


def test_a_map_without_towns_says_what_stands_on_none():
    app = shown("abroad.csv", as_csv(*STRANGE["abroad"]))
    said = visited(app, "map")
    assert "it lies outside Kazakhstan or has no coordinates: 1 town with 1 events." in said


@pytest.mark.parametrize("name", SAMPLE_FILES)
def test_every_page_stands_with_a_file_of_somebody_elses(name):
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip(f"the sample {name} is not beside this repository")
    app = shown(name, path.read_bytes())
    own = app.session_state["own_file"].imported
    assert own.rows_in == own.rows_shown + own.rows_rejected
    for page in PAGES:
        assert BANNER in visited(app, page), page


def test_an_upload_is_never_put_on_disk_while_it_arrives():
    async def receive(request: Request) -> PlainTextResponse:
        form = await request.form()
        sent = form["file"]
        assert isinstance(sent, UploadFile)
        return PlainTextResponse(f"{sent.size} {sent.file._rolled}")

    keep_in_memory()
    client = TestClient(Starlette(routes=[Route("/", receive, methods=["POST"])]))
    answer = client.post("/", files={"file": ("large.csv", bytes(9 * 2**20))})
    assert answer.text == f"{9 * 2**20} False"


def test_a_fault_while_a_file_is_shown_is_told_and_its_cells_stay_out_of_the_log(caplog):
    def script() -> None:
        from atlas.folds.views import published
        from atlas.own_file.intake import read_file
        from atlas.own_file.upload import make
        from ui import own_file

        own_file.show(make(read_file("mine.csv", b"date,place\n2020-02-02,Almaty\n"), published()))
        with own_file.unlogged():
            {}["a cell of the file"]

    app = AppTest.from_function(script, default_timeout=60)
    app.run()
    assert not app.exception
    assert "cannot show your file" in app.error[0].value
    assert "KeyError" in caplog.text
    assert "a cell of the file" not in caplog.text
