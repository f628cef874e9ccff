"""Turns a big table once into rows with their figures and cells: `python -m atlas prepare PATH [--out FOLDER]`.

Worked on in numbered parts, each noted with its checksum as soon as it is whole: a run that was killed goes on where it
was, and a part that is no longer what it was is made anew.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from atlas.big import cell_levels, part_tallies, store
from atlas.big.manifest import Manifest, placed
from atlas.big.store import splitting
from atlas.edition.edition import Edition
from atlas.folds.views import published
from atlas.tally.cell_sums import Array

IN_GROUP = 20_000
"""Rows that the engine can read by themselves."""
SIZE = 250_000
"""Events in a part: a few hundred megabytes while it is worked on, some seconds of work lost by a kill."""

Report = Callable[[str, int, int], None]
"""Told what is done, how many steps of it, and of how many (0: not known)."""


class Preparing:
    """One preparation of one table into one folder."""

    def __init__(
        self, path: Path, out: Path, *, size: int = SIZE, known_on: Sequence[date] = (), report: Report
    ) -> None:
        self.path, self.out, self.report = path, out, report
        self.base: Edition = published()
        out.mkdir(parents=True, exist_ok=True)
        self.manifest = Manifest.read(out)
        asked = {"table": _fingerprint(path), "size": size, "known_on": [day.isoformat() for day in known_on]}
        facts = self.manifest.facts
        if facts and {name: facts[name] for name in asked} != asked:
            raise ValueError(
                f"{out} holds another table, or the same as it was before, or with other settings. "
                "Name another folder with --out, or take this one away."
            )
        if not facts:
            self.manifest.facts = {**asked, "latest": date.today().isoformat()}
            self.manifest.write()
        self.facts: dict[str, Any] = self.manifest.facts

    def run(self) -> list[str]:
        """Make whatever is missing. Out: the pieces that were broken and are made anew."""
        broken = self.manifest.broken()
        for name in broken:
            del self.manifest.pieces[name]
        if any(name.startswith("split/") for name in broken):
            self._forget_split()
        missing = [number for number in self._numbers() if not self._has(number)]
        if missing or "parts" not in self.facts:
            self._split()
            missing = [number for number in self._numbers() if not self._has(number)]
            for number in missing:
                self.report(
                    "parts",
                    len(self.facts["parts"]) - len(missing) + missing.index(number),
                    len(self.facts["parts"]),
                )
                self._part(number)
            self.report("parts", len(self.facts["parts"]), len(self.facts["parts"]))
        if not set(self.facts.get("cells", ["cells"])) <= set(self.manifest.pieces):
            self._merge()
        self._forget_split()
        self.manifest.write()
        return broken

    @property
    def _rules(self) -> list[part_tallies.Rule]:
        known_on = [date.fromisoformat(day) for day in self.facts["known_on"]]
        return part_tallies.rules(known_on, claims=self.facts["claims"])

    def _numbers(self) -> range:
        return range(len(self.facts.get("parts", ())))

    def _has(self, number: int) -> bool:
        return {rows_name(number), cells_name(number)} <= set(self.manifest.pieces)

    def _split(self) -> None:
        folder = self.out / "split"
        if folder.is_dir() and any(name.startswith("split/") for name in self.manifest.pieces):
            return
        self.report("split", 0, 0)
        self._forget_split()
        unfinished = self.out / "split.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        split = splitting.split(
            self.path,
            unfinished,
            self.base.codebook,
            self.base.gazetteer,
            size=self.facts["size"],
            spill=unfinished / "spill",
        )
        shutil.rmtree(unfinished / "spill", ignore_errors=True)
        unfinished.rename(folder)
        self.facts |= {name: list(v) if isinstance(v, tuple) else v for name, v in asdict(split).items()}
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        self.manifest.add({path.relative_to(self.out).as_posix(): path for path in files})
        self.report("split", 1, 1)

    def _forget_split(self) -> None:
        for name in [name for name in self.manifest.pieces if name.startswith("split/")]:
            del self.manifest.pieces[name]
        shutil.rmtree(self.out / "split", ignore_errors=True)

    def _part(self, number: int) -> None:
        events = splitting.part(self.out / "split", "events", number)
        claims = splitting.part(self.out / "split", "claims", number) if self.facts["claims"] else None
        edition = part_tallies.part_edition(self.base, events, claims)
        rows, cells = part_tallies.tallied(
            edition,
            self._rules,
            part_tallies.vocabularies(self.base, self.facts["campaigns"]),
            claims=self.facts["claims"],
        )
        names = {name: self.out / name for name in (rows_name(number), cells_name(number))}
        placed(names[rows_name(number)], lambda path: _write_rows(rows, path))
        placed(names[cells_name(number)], lambda path: np.savez(path, **cells))  # type: ignore[arg-type]
        starts = self.facts.setdefault("starts", {})
        starts[rows_name(number)] = [
            day.date().isoformat() for day in (rows.start_date.min(), rows.start_date.max())
        ]
        self.manifest.add(names)

    def _merge(self) -> None:
        names: dict[str, Path] = {}

        def save(level: str, column: str, values: Array) -> None:
            name = f"cells/{level}/{column}.npy"
            placed(self.out / name, lambda path: np.save(path, values), flushed=False)
            names[name] = self.out / name

        rules, additive = [rule.name for rule in self._rules], self.base.codebook.additive
        parts = [self.out / cells_name(number) for number in self._numbers()]
        for step in cell_levels.merged(parts, rules, additive, save):
            self.report("cells", step + 1, cell_levels.steps(rules, additive))
        self.facts["cells"] = sorted(names)
        self.manifest.add(names)


def rows_name(number: int) -> str:
    """The file of a part's rows."""
    return f"rows/part-{number:04}.parquet"


def cells_name(number: int) -> str:
    """The file of a part's cells."""
    return f"parts/part-{number:04}.npz"


def _write_rows(rows: pd.DataFrame, path: Path) -> None:
    days = {name: rows[name].dt.date for name in ("start_date", "end_date")}
    # In groups no larger than what is asked for at a time, so that the engine reads no more than that.
    rows.assign(**days).to_parquet(path, index=False, compression="zstd", row_group_size=IN_GROUP)


def _fingerprint(path: Path) -> list[list[Any]]:
    """Each file of the table with its size and when it was changed."""
    files = [file for name in ("events", "claims", "sources") for file in store.files_of(path, name)]
    return [[file.name, file.stat().st_size, file.stat().st_mtime_ns] for file in files]
