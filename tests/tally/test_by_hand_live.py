"""The totals that the screen's own scripts fold are those of the independent tally, for any filter: own code, from the files."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from atlas import DATA
from atlas.folds.live_cells import live_cells
from atlas.folds.views import View
from atlas.tally.cells import day_number
from atlas.tally.filters import EventFilter
from tests.filters_at_random import PUBLISHED
from tests.tally import by_hand
from tests.tally.test_by_hand import MEASURES, asked, choices


def test_the_live_view_says_what_the_independent_tally_says(tmp_path, root):
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no Node here; tests/browser/test_live.py compares the live view in a browser")
    drawn: list[EventFilter] = []

    @settings(max_examples=200, deadline=None)
    @given(choices())
    def draw(chosen: EventFilter) -> None:
        drawn.append(chosen)

    draw()
    made = []
    for at, chosen in enumerate(drawn):
        view = View(PUBLISHED, chosen)
        (tmp_path / f"{at}.bin").write_bytes(live_cells(*view.live).data)
        ends = [
            [day_number(day) for day in some] for some in ((view.start, view.end), (view.first, view.last))
        ]
        made.append({"period": ends[0], "whole": ends[1]})
    (tmp_path / "asked.json").write_text(json.dumps(made), encoding="utf-8")
    # Browsers take any script for a module, Node only where the folder says so.
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    for script in (root / "ui" / "live").glob("*.js"):
        shutil.copy(script, tmp_path)
    ran = subprocess.run(
        [node, Path(__file__).with_name("fold.mjs"), tmp_path],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    said = json.loads(ran.stdout)
    assert len(said) == len(drawn) >= 30
    for chosen, totals in zip(drawn, said, strict=True):
        for measure in MEASURES:
            figure, known, shown, beyond, further, reaching = totals[measure]
            found = (bounds(figure), known, shown, bounds(beyond), further, reaching)
            assert found == by_hand.total(DATA, measure, asked(chosen)), (measure, chosen.to_link())


def bounds(figure: list[Any] | None) -> by_hand.Figure:
    return None if figure is None else (figure[0], figure[1], bool(figure[2] & 1), bool(figure[2] & 2))
