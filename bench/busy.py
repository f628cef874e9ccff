"""Runs a command beside processes that do nothing but keep the processor busy: what passes alone must pass like that.

``python -m bench.busy --loops 4 --minutes 40 -- .venv/bin/python -m pytest tests/browser``. The loops end with the
command, and by themselves after the minutes even where nobody is left to end them.
"""

import argparse
import multiprocessing
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager


def spin(until: float) -> None:
    """Keep one processor busy until a moment of ``time.time()``."""
    while time.time() < until:
        pass


@contextmanager
def busy(loops: int, minutes: float) -> Iterator[list[multiprocessing.Process]]:
    """So many busy processes for as long as the block lasts, and for so many minutes at most."""
    until = time.time() + minutes * 60
    spinning = [multiprocessing.Process(target=spin, args=(until,), daemon=True) for _loop in range(loops)]
    for each in spinning:
        each.start()
    try:
        yield spinning
    finally:
        for each in spinning:
            each.terminate()
            each.join()


def main(words: Sequence[str] | None = None) -> int:
    """The command's own exit code."""
    asked = argparse.ArgumentParser(prog="python -m bench.busy", description=__doc__)
    asked.add_argument("--loops", type=int, default=4)
    asked.add_argument("--minutes", type=float, default=60)
    asked.add_argument("command", nargs="+", help="after --")
    choice = asked.parse_args(words)
    began = time.perf_counter()
    with busy(choice.loops, choice.minutes):
        ended = subprocess.run(choice.command, check=False).returncode
    print(f"{choice.loops} busy loops beside it, {time.perf_counter() - began:.0f} s: exit code {ended}")
    return ended


if __name__ == "__main__":
    sys.exit(main())
