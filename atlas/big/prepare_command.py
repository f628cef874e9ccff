"""The command `python -m atlas prepare`, with its progress bar and what it says at the end."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from atlas.big.prepare import Preparing
from atlas.big.store import TableMissing

STAGES = {"split": "Dividing the table", "parts": "Tallying parts", "cells": "Folding cells"}


def prepare(path: Path, out: Path | None, *, size: int, known_on: Sequence[date]) -> int:
    """Prepare a table and say what was found; 1 where it cannot be prepared. A second run goes on with the first."""
    out = out or path.with_name(f"{path.name}.atlas")
    columns = (TextColumn("{task.description:20}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, TimeRemainingColumn(), console=console) as progress:
        tasks = {stage: progress.add_task(words, start=False, total=None) for stage, words in STAGES.items()}

        def report(stage: str, done: int, steps: int) -> None:
            progress.start_task(tasks[stage])
            progress.update(tasks[stage], completed=done, total=steps or None)

        try:
            work = Preparing(path, out, size=size, known_on=known_on, report=report)
            broken = work.run()
        except (TableMissing, ValueError) as error:
            progress.stop()
            print(error, file=sys.stderr)
            return 1
    for name in broken:
        print(f"{out / name} was not what it had been when it was made; it has been made anew")
    for reason, count in work.facts["set_aside"].items():
        table, column = reason.split(".")
        print(
            f"{table}: {count:,} {'row' if count == 1 else 'rows'} left out, for what stands under {column}"
        )
    print(f"{sum(work.facts['parts']):,} events in {len(work.facts['parts'])} parts, prepared in {out}")
    return 0
