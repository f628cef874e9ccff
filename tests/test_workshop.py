"""What `make` says before it does anything: really run, in a copy that has no environment yet."""

import os
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

NEEDED = ("Makefile", "requirements.txt", "requirements-dev.txt", ".ci")
PIP = """#!/bin/bash
# Stands where pip would, and says what pip says.
echo "Looking in indexes: https://pypi.example/simple"
echo "Collecting pandas==3.1.0 (from -r requirements.txt (line 3))"
echo "  Downloading https://files.example/pandas-3.1.0.whl (11.9 MB)"
echo "Collecting numpy==2.5.0"
echo "WARNING: Retrying: HTTPSConnectionPool(host='pypi.example', port=443) https://pypi.example/simple/numpy/"
echo "Installing collected packages: numpy, pandas"
[ -z "$BROKEN" ] || { echo "ERROR: No matching distribution found for numpy==2.5.0"; exit 1; }
echo "Successfully installed numpy-2.5.0 pandas-3.1.0"
"""


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """A checkout of what `make` reads, without .venv."""
    for name in NEEDED:
        copy = shutil.copytree if (root / name).is_dir() else shutil.copy
        copy(root / name, tmp_path / name)
    return tmp_path


def make(checkout: Path, *words: str, **environment: str) -> tuple[int, str]:
    """The exit code and all that is said."""
    # These tests are themselves run by a make: the one within is a reader's first, and knows nothing of it.
    without = ("PYTHON", "PORT", "MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "GNUMAKEFLAGS")
    clean = {name: value for name, value in os.environ.items() if name not in without}
    ran = subprocess.run(
        ["make", *words],
        cwd=checkout,
        env=clean | {"PYTHON": sys.executable} | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    return ran.returncode, ran.stdout


@pytest.mark.parametrize("word", ["run", "quick", "test"])
def test_a_python_that_is_not_there_is_said_first_and_nothing_is_made(checkout, word):
    code, said = make(checkout, word, PYTHON="nosuch")
    assert code
    assert said.startswith("PYTHON=nosuch: there is no such program here.")
    assert "too old" not in said and "Setting up" not in said
    assert not (checkout / ".venv").exists()


def test_a_python_that_is_too_old_is_said_with_its_version(checkout, tmp_path):
    old = tmp_path / "old-python"
    # The real interpreter, told that it is older than it is: there is no old one on every machine.
    old.write_text(
        f"#!/bin/bash\nexec {sys.executable} -c 'import sys, runpy; sys.version_info = (3, 9, 2); "
        'sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name="__main__")\' "$@"\n'
    )
    old.chmod(old.stat().st_mode | stat.S_IXUSR)
    code, said = make(checkout, "run", PYTHON=str(old))
    assert code
    assert said.startswith("The atlas needs Python 3.11 or later, and ") and "is 3.9." in said
    assert not (checkout / ".venv").exists()


def test_a_taken_port_is_said_first_with_a_way_out(checkout):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said = make(checkout, "run", PORT=str(port))
    assert code
    assert said.startswith(f"Port {port} is taken")
    assert f"PORT={port % 65000 + 1} make run" in said
    assert "opens on" not in said and not (checkout / ".venv").exists()


def test_a_port_that_is_none_is_said(checkout):
    code, said = make(checkout, "run", PORT="http")
    assert code
    assert said.startswith("PORT=http is no port.")


def installed(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Set up with a stand-in for pip, which would ask the network."""
    python = checkout / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(PIP)
    python.chmod(0o755)
    return subprocess.run(
        [checkout / ".ci" / "install", ".venv", "requirements.txt"],
        cwd=checkout,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_setting_up_tells_of_every_package_and_of_no_address(checkout):
    ran = installed(checkout)
    assert ran.returncode == 0
    first, *rest = ran.stdout.splitlines()
    pinned = sum("==" in line for line in (checkout / "requirements.txt").read_text().splitlines())
    assert first.startswith(f"Setting up .venv with {pinned} packages") and "minutes" in first
    assert f"  1 of {pinned}: pandas==3.1.0" in rest
    assert f"  2 of {pinned}: numpy==2.5.0" in rest
    assert any("unpacking" in line for line in rest)
    assert ".example" not in ran.stdout + ran.stderr


def test_what_pip_cannot_do_is_told_and_fails(checkout):
    ran = installed(checkout, BROKEN="1")
    assert ran.returncode == 1
    assert "No matching distribution found for numpy==2.5.0" in ran.stdout
    assert ".example" not in ran.stdout + ran.stderr
