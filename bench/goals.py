"""What the measurements are to reach, each with met or missed and by how much."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from bench.results import Results

FLOOR, OWN_FLOOR = "floor", "floor, collecting garbage after each run (Streamlit's default)"
LIVE = "live view, "
STEP, BYTES = 0.3, 30
CHANGE = {"default": 3, "100k": 4, "1M": 4, "10M": 4}
"""Times the floor that a committed change may take, by size."""
MEMORY = {"default": 250, "10M": 600}
"""MB that the server may hold, by size."""


@dataclass(frozen=True)
class Goal:
    """One goal: what it is about, what was measured, the most that it may be, and the unit of both."""

    what: str
    found: float
    most: float
    unit: str
    other: float | None = None
    """The same against the floor as Streamlit starts it, which is no goal of ours but the measure of earlier figures."""

    def row(self) -> str:
        """The goal as a row of the table."""
        found = f"{self.found:,.{self._digits}f} {self.unit}"
        said = "met" if self.found <= self.most else f"missed by {self.found / self.most - 1:.0%}"
        if self.other is not None:
            found += f" ({self.other:,.{self._digits}f} × the floor with Streamlit's default)"
            if self.found > self.most >= self.other:
                said += "; met against the floor with Streamlit's default"
        return f"| {self.what} | {found} | ≤ {self.most:,g} {self.unit} | {said} |"

    @property
    def _digits(self) -> int:
        return 2 if self.most < 1 else 1


@dataclass(frozen=True)
class Unseen:
    """The goal that numbers stand before any script of a chart has loaded."""

    what: str
    numbers: float
    """When they stood at the slowest of the first views, ms."""
    loaded: float | None
    """When the earliest script was there, ms; None: no chart's script was asked for."""

    def row(self) -> str:
        """The goal as a row of the table."""
        if self.loaded is None:
            return f"| {self.what} | {self.numbers:,.0f} ms, no chart's script asked for | before | met |"
        said = "met" if self.numbers <= self.loaded else f"missed by {self.numbers - self.loaded:,.0f} ms"
        return f"| {self.what} | {self.numbers:,.0f} ms, first script there after {self.loaded:,.0f} ms | before | {said} |"


def goals(results: Mapping[str, Results]) -> Iterator[Goal | Unseen]:
    """All goals of which there is a measurement: ratios where the floor was driven in this run."""
    lives = {each.size: each for name, each in results.items() if name.startswith(LIVE)}
    floor = results.get(FLOOR)
    for size, live in lives.items():
        if floor:
            yield _ratio(f"live step by dragging, {size}", live.drag, results, STEP)
            yield _ratio(f"live step by key, {size}", live.key, results, STEP)
    for size, live in lives.items():
        if floor:
            yield _ratio(f"committed change, all views right, {size}", live.change_all, results, CHANGE[size])
    for name, board in lives.items():
        yield Goal(f"received for a committed change, {name}", median(board.change_bytes) / 1000, BYTES, "kB")
    for name, board in lives.items():
        if name in MEMORY:
            yield Goal(f"server's memory, {name}", max(board.memory), MEMORY[name], "MB")
    for size, live in lives.items():
        loaded = min(live.bundle_loaded, default=None)
        yield Unseen(f"first view's numbers before any chart's script, {size}", max(live.cold_first), loaded)


def _ratio(what: str, values: list[float], results: Mapping[str, Results], most: float) -> Goal:
    def over(name: str) -> float:
        return median(values) / median(results[name].change_all)

    return Goal(what, over(FLOOR), most, "× floor", over(OWN_FLOOR) if OWN_FLOOR in results else None)


def table(results: Mapping[str, Results]) -> str:
    """The goals in Markdown."""
    rows = [goal.row() for goal in goals(results)]
    return "\n".join(["| Goal | measured | wanted | |", "|---|---|---|---|", *rows])
