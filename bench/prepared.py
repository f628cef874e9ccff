"""The big tables of the benchmark, grown and prepared once and kept between runs."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.grow import SIZES, grow
from bench.server import ROOT

FOLDER = Path(tempfile.gettempdir()) / "atlas-bench"
"""Where they are kept unless another folder is named: three and a half gigabytes for all sizes."""


def prepared(size: str, folder: Path) -> tuple[Path, float]:
    """A size grown and prepared below a folder, and the seconds that the preparation took (0: it was there)."""
    source, out = folder / size, folder / f"{size}.atlas"
    if not (source / "sources.parquet").is_file():
        grow(source, SIZES[size])
    began = time.perf_counter()
    command = [sys.executable, "-m", "atlas", "prepare", str(source), "--out", str(out)]
    whole = (out / "manifest.json").is_file() and "cells" in json.loads((out / "manifest.json").read_text())[
        "facts"
    ]
    if not whole:
        subprocess.run(command, cwd=ROOT, check=True)
    return out, 0.0 if whole else time.perf_counter() - began
