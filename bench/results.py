"""What was measured of one contender over all rounds."""

from dataclasses import dataclass, field

from bench.stopwatch import Lap


@dataclass
class Results:
    """Times in ms, sizes in bytes, memory in MB; empty lists for what a contender does not do."""

    size: str = ""
    """Of the table behind the page; empty for the floor."""
    cold_first: list[float] = field(default_factory=list)
    cold_all: list[float] = field(default_factory=list)
    cold_painted: list[float] = field(default_factory=list)
    warm_first: list[float] = field(default_factory=list)
    warm_all: list[float] = field(default_factory=list)
    drag: list[float] = field(default_factory=list)
    key: list[float] = field(default_factory=list)
    live_painted: list[float] = field(default_factory=list)
    change_first: list[float] = field(default_factory=list)
    change_all: list[float] = field(default_factory=list)
    change_painted: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    load_bytes: list[float] = field(default_factory=list)
    change_bytes: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    start: list[float] = field(default_factory=list)
    bundle_asked: list[float] = field(default_factory=list)
    bundle_loaded: list[float] = field(default_factory=list)
    """When the first script of a chart was asked for and there, of those first views that asked for any."""

    def cold(self, view: Lap, first: str) -> None:
        """The first visit to a fresh server."""
        self.cold_first.append(view.times[first])
        self.cold_all.append(view.last)
        self.cold_painted.append(view.painted)

    def warm(self, view: Lap, first: str) -> None:
        """The second visit."""
        self.warm_first.append(view.times[first])
        self.warm_all.append(view.last)

    def change(self, view: Lap, first: str) -> None:
        """One committed change. ``view``: of what the server brings up to date."""
        self.change_first.append(view.times[first])
        self.change_all.append(view.last)
        self.change_painted.append(view.painted)
