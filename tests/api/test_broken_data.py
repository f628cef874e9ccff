"""A server on broken data: it refuses to start and says what is wrong, or serves them marked as broken where it is told to."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from bench.server import free_port, serving
from tests import small_package

SQUARE, TOWN = "2011-12-16-zhanaozen-1", "2011-12-17-oral-1"
EVENTS = (
    {"event_id": SQUARE, "city": "Zhanaozen"},
    {"event_id": TOWN, "start_date": "2011-12-17", "city": "Oral"},
)


@pytest.fixture
def folder(tmp_path):
    return small_package.write(
        tmp_path / "data", events=EVENTS, claims=[{"event_id": SQUARE, "low": 14, "high": 16}]
    )


def refused(root: Path, folder: Path, **environment: str) -> str:
    """What a server writes that does not start; it must end by itself."""
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(root / "dashboard.py"),
            "--server.port",
            str(free_port()),
        ],
        cwd=root,
        env={**os.environ, "ATLAS_DATA": str(folder), **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode != 0
    assert "Traceback" not in run.stdout, run.stdout
    return run.stdout


def test_a_server_does_not_start_on_a_broken_row_and_says_which_and_what_to_run(root, folder):
    small_package.change(folder, "events", 3, city="Orel")
    said = refused(root, folder)
    assert "events.csv, row 3, column city: “Orel” is not in the gazetteer." in said
    assert "Rows set aside: 1 of events.csv, 1 of event_sources.csv." in said
    assert f"python -m atlas check {folder}" in said
    assert "ATLAS_SERVE_BROKEN=1" in said


def test_a_broken_gazetteer_is_blamed_and_not_the_table_of_events(root, folder):
    path = folder / "cities.geojson"
    path.write_text(path.read_text(encoding="utf-8")[:-200], encoding="utf-8")
    said = refused(root, folder, ATLAS_SERVE_BROKEN="1")
    assert "cities.geojson, row 1: “cities.geojson” is not JSON" in said
    assert "ATLAS_EVENTS" not in said and "ATLAS_SERVE_BROKEN" not in said


def test_without_any_event_nothing_is_served_and_the_reason_is_in_plain_words(root, folder):
    path = folder / "events.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    said = refused(root, folder, ATLAS_SERVE_BROKEN="1")
    assert "events.csv: “events.csv” has a header and no rows." in said
    assert "There is no event to show." in said


def test_a_folder_without_a_descriptor_is_named(root, tmp_path):
    said = refused(root, tmp_path)
    assert "datapackage.json: “datapackage.json” is missing." in said
    assert str(tmp_path) in said


def test_told_to_serve_broken_data_the_server_starts_and_its_health_says_so(root, folder):
    small_package.change(folder, "events", 3, city="Orel")
    environment = {"ATLAS_DATA": str(folder), "ATLAS_SERVE_BROKEN": "1"}
    with serving(root / "dashboard.py", environment=environment) as server:
        with urlopen(f"{server.url}/api/health", timeout=60) as answer:
            health = json.load(answer)
        with urlopen(f"{server.url}/api/events.csv", timeout=60) as answer:
            rows = answer.read().decode("utf-8").splitlines()
    assert health["status"] == "broken data"
    assert (health["problems"], health["rows_set_aside"]) == (1, {"events.csv": 1, "event_sources.csv": 1})
    assert [row.split(",")[0] for row in rows] == ["event_id", SQUARE]
