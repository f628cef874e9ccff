"""The screen's own fold says what the server's says, for periods at random, without a browser: its scripts run in Node."""

import json
import random
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from atlas.folds import aggregates
from atlas.folds.live_cells import live_cells
from atlas.folds.views import View
from atlas.tally.cells import day_number
from atlas.tally.filters import EventFilter
from tests.browser.test_live import figures_of, range_of, spans_of
from tests.filters_at_random import PUBLISHED

FILTERS = (
    EventFilter(),
    EventFilter(whose="official", measure="deaths"),
    EventFilter(whose="independent", measure="participants", unverified=True),
    EventFilter(known_on=date(2012, 6, 30), measure="injuries"),
    EventFilter(cities=("Almaty", "Astana"), measure="events"),
)


def expected(view: View) -> dict[str, Any]:
    """What the server makes of one period, as the browser holds it."""
    axis = aggregates.time_axis(view.cells, view.rows, view.start, view.end, view.unit)
    of = view.cells, view.rows
    totals, remainders = {}, {}
    for measure in ("detentions", "deaths", "injuries"):
        total = aggregates.total(*of, measure)
        beyond = {"events": total.beyond.events, "known": total.beyond.known} | range_of(total.beyond.figure)
        totals[measure] = {"events": total.events, "known": total.known, "beyond": beyond} | range_of(
            total.figure
        )
        remainders[measure] = total.beyond.remainder
    measures = ("detentions", "deaths")
    spanned = {measure: aggregates.spans_total(*of, measure, axis) for measure in measures}
    elsewhere = aggregates.figures_not_on_map(*of, view.chosen.measure)
    return {
        "events": view.shown,
        "leftOut": axis.left_out,
        "totals": totals,
        "remainders": remainders,
        "series": {
            measure: figures_of(aggregates.figures_over_time(*of, measure, axis), binned=True)
            for measure in measures
        },
        "spans": {measure: spans_of(aggregates.spans_over_time(*of, measure, axis)) for measure in measures},
        "spanned": {
            measure: {"events": one.events, "known": one.known} | range_of(one.figure)
            for measure, one in spanned.items()
        },
        "towns": figures_of(aggregates.figures_per_city(*of, view.chosen.measure)),
        "nowhere": dict(zip(elsewhere.place, figures_of(elsewhere), strict=True)),
    }


def test_the_screens_scripts_fold_any_period_to_the_servers_own_numbers(tmp_path, root):
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no Node here; tests/browser/test_live.py compares the same in a browser")
    draw, made = random.Random(5), []
    for at, chosen in enumerate(FILTERS):
        view = View(PUBLISHED, chosen)
        cells, rows = view.live
        (tmp_path / f"{at}.bin").write_bytes(live_cells(cells, rows).data)
        starts, length = PUBLISHED.events.start_date.dt.date.tolist(), (view.last - view.first).days
        periods = [(view.first, view.last)]
        for _step in range(25):
            first, last = sorted(view.first + timedelta(draw.randrange(length)) for _end in range(2))
            begun = draw.choice(starts)
            short = begun + timedelta(draw.choice([0, 1, 5, 16, 30, 60, 200, 800]))
            periods += [(first, last), (begun, min(short, view.last))]
        tests = [
            {
                "start": day_number(start),
                "end": day_number(end),
                "expected": expected(
                    View(
                        PUBLISHED,
                        replace(
                            chosen,
                            start=start if start > view.first else None,
                            end=end if end < view.last else None,
                        ),
                    )
                ),
            }
            for start, end in periods
        ]
        regions = [*cells.categories["region"], ""]
        made.append(
            {
                "measure": chosen.measure,
                "whole": [day_number(view.first), day_number(view.last)],
                "towns": len(cells.categories["city"]),
                "places": len(regions),
                "regions": regions,
                "tests": tests,
            }
        )
    (tmp_path / "expected.json").write_text(json.dumps(made), encoding="utf-8")
    # Browsers take any script for a module, Node only where the folder says so.
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    for script in (root / "ui" / "live").glob("*.js"):
        shutil.copy(script, tmp_path)
    replay = Path(__file__).with_name("replay.mjs")
    ran = subprocess.run(
        [node, replay, tmp_path], capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    assert int(ran.stdout) > 30_000
