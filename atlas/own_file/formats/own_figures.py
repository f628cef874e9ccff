"""Turns the figure columns of our own download into claims again, such that every sum comes out as it was shown.

An umbrella's total in the file holds its parts, also parts that the file lacks. What it adds to a sum stands in
``counted_low`` and ``counted_high``; so its own figure is that and the totals of the parts that are there. The
figures by officials and by independents are kept only where they fit in: as totals, they cannot be divided
where a part is missing.
"""

from collections import defaultdict
from typing import NamedTuple

from atlas.own_file.formats.parts import Draft, row_cells
from atlas.words.language import _, ngettext
from atlas.words.numbers_in_words import GREATEST, Size

SIDES = ("official", "independent")


class Figure(NamedTuple):
    """Bounds with what is open, as a row of the file gives them."""

    low: int
    high: int
    below: bool = False
    above: bool = False

    def sizes(self) -> list[Size]:
        """The claims that make this figure: two where a range is open above, as one claim cannot say both."""
        if self.above and self.low < self.high:
            return [Size(self.low, self.high), Size(self.high, None)]
        # A remainder whose bounds are crossed (2 by the lows, 0 by the highs) cannot be open as well.
        above = self.above and self.low == self.high
        return [Size(None if self.below else self.low, None if above else self.high)]


def claims_of_figures(draft: Draft, source: str) -> None:
    """Adds the claims of every measure whose columns the file has, and says what could not be kept."""
    cells = dict(row_cells(draft.reading.rows))
    lone = outside = 0
    for measure, additive in draft.codebook.additive.items():
        if f"{measure}_low" not in draft.reading.columns:
            continue
        made = _Measure(draft, measure, additive, cells)
        lone += made.claims(source)
        outside += made.outside
        named = [name for name in draft.reading.columns if name.startswith(f"{measure}_")]
        title = draft.codebook.label("claims", "measure", measure)
        draft.became |= dict.fromkeys(named, _("Figures: {measure}").format(measure=title))
    draft.note(
        ngettext(
            "{count} umbrella figure rests on parts that are not in the file: only what it adds to sums was kept.",
            "{count} umbrella figures rest on parts that are not in the file: only what they add to sums was kept.",
            lone,
        ),
        lone,
    )
    draft.note(
        ngettext(
            "{count} figure by one side lies outside the main figure of its row and was not kept.",
            "{count} figures by one side lie outside the main figures of their rows and were not kept.",
            outside,
        ),
        outside,
    )


class _Measure:
    """One measure of all events of the file."""

    def __init__(self, draft: Draft, measure: str, additive: bool, cells: dict[int, dict[str, str]]) -> None:
        self.draft, self.measure, self.additive, self.cells = draft, measure, additive, cells
        self.rows = {event["event_id"]: event["row"] for event in draft.events}
        self.parts: dict[str, list[str]] = defaultdict(list)
        for event in draft.events:
            self.parts[event["part_of"]].append(event["event_id"])
        self.totals: dict[str, Figure] = {}
        self.whole: dict[str, bool] = {}
        self.outside = 0

    def claims(self, source: str) -> int:
        """Adds the claims; how many figures of umbrellas lack parts."""
        lone = 0
        for event in self._bottom_up():
            main, counted = self._figure(event, ""), (self._counted(event, 0), self._counted(event, 1))
            parts = [self.totals[part] for part in self.parts[event] if part in self.totals]
            below_low, below_high = self._sum(parts)
            own = None
            if counted[0] is not None and counted[1] is not None:
                above, below = self._own_flags(event, "", main)
                # Open beside an open part: told only by a side whose parts are all closed.
                above = above or any(
                    self._own_flags(event, f"{side}_", self._figure(event, f"{side}_"))[0]
                    for side in SIDES
                    if main is not None and main.above
                )
                base = (below_low, below_high) if self.additive else (0, 0)
                own = Figure(counted[0] + base[0], counted[1] + base[1], below, above)
            known = [figure for figure in (own, Figure(below_low, below_high) if parts else None) if figure]
            if known:
                self.totals[event] = Figure(max(f.low for f in known), max(f.high for f in known))
            self.whole[event] = all(self.whole[part] for part in self.parts[event]) and (
                self._bounds(main) == self._bounds(self.totals.get(event))
            )
            lone += main is not None and not self.whole[event]
            if own is not None:
                self._say(event, own, main, source)
        return lone

    def _say(self, event: str, own: Figure, main: Figure | None, source: str) -> None:
        sides = [(side, figure) for side in SIDES if (figure := self._side(event, side, own))]
        claimants = {"official": _("Officials"), "independent": _("NGOs, media and the opposition")}
        for side, figure in sides:
            self._claim(event, figure, claimants[side], side, source)
        covered = [figure for _side, figure in sides]
        spans = covered and (
            min((f.low for f in covered if not f.below), default=0) == own.low
            and max(f.high for f in covered) == own.high
            and any(f.above for f in covered if f.high == own.high) == own.above
            and all(f.below for f in covered) == own.below
        )
        if not spans:
            self._claim(event, own, _("All who report figures"), "unknown", source)

    def _claim(self, event: str, figure: Figure, claimant: str, side: str, source: str) -> None:
        note = _("read from the totals of a downloaded table")
        for at, size in enumerate(figure.sizes()):
            name = _("{claimant} (open bound)").format(claimant=claimant) if at else claimant
            self.draft.claim(event, self.measure, size, claimant=name, side=side, source=source, note=note)

    def _side(self, event: str, side: str, own: Figure) -> Figure | None:
        """What one side says of the event itself, where the file lets that be told."""
        figure = self._figure(event, f"{side}_")
        if figure is None or not self.whole[event]:
            return None
        parts = [part for name in self.parts[event] if (part := self._figure(name, f"{side}_"))]
        if parts and self._sum(parts) == (figure.low, figure.high):
            return None
        above, below = self._own_flags(event, f"{side}_", figure)
        figure = figure._replace(above=above, below=below)
        if self._fits(figure, own, event):
            return figure
        self.outside += 1
        return None

    def _fits(self, figure: Figure, own: Figure, event: str) -> bool:
        """Whether the sums stay as they were with this side's figure beside the main one. Where the event adds
        nothing to the low of a sum, its own low may be any below that of its parts."""
        low = figure.below or own.low <= figure.low or (self.additive and self._counted(event, 0) == 0)
        # An "at least" below the greatest high leaves the main figure closed (see ``tallies.own_figures``).
        above = own.above or not figure.above or figure.high < own.high
        return low and above and figure.high <= own.high and own.below <= figure.below

    def _own_flags(self, event: str, side: str, figure: Figure | None) -> tuple[bool, bool]:
        """Whether the event's own figure is open above and below: what its parts in the file do not explain."""
        parts = [part for name in self.parts[event] if (part := self._figure(name, side))]
        if figure is None:
            return False, False
        return (
            figure.above and not any(part.above for part in parts),
            figure.below and not any(part.below for part in parts),
        )

    def _sum(self, parts: list[Figure]) -> tuple[int, int]:
        combine = sum if self.additive else lambda values: max(values, default=0)
        return combine([part.low for part in parts]), combine([part.high for part in parts])

    def _bounds(self, figure: Figure | None) -> tuple[int, int] | None:
        return (figure.low, figure.high) if figure else None

    def _figure(self, event: str, side: str) -> Figure | None:
        low, high = self._number(event, f"{side}low"), self._number(event, f"{side}high")
        if low is None or high is None:
            return None
        word = self.cells[self.rows[event]].get(f"{self.measure}_{side}open", "")
        return Figure(low, high, word == "below", word == "above")

    def _counted(self, event: str, bound: int) -> int | None:
        """What the event adds to the low (0) or high (1) of a sum; without such columns, its figure itself."""
        name = ("low", "high")[bound]
        if f"{self.measure}_counted_{name}" in self.draft.reading.columns:
            return self._number(event, f"counted_{name}")
        return self._number(event, name)

    def _number(self, event: str, name: str) -> int | None:
        row, column = self.rows[event], f"{self.measure}_{name}"
        cell = self.cells[row].get(column, "").strip().removesuffix(".0")
        if not cell:
            return None
        if cell.isascii() and cell.isdigit() and len(cell) < 12 and int(cell) <= GREATEST:
            return int(cell)
        reason, remedy = _("is not a whole number"), _("Write digits only; leave the cell empty if unknown.")
        if not any(r["row"] == row and r["column"] == column for r in self.draft.rejects):
            self.draft.leave_out(row, column, cell, reason, remedy, cell=True)
        return None

    def _bottom_up(self) -> list[str]:
        """Every event after its parts. Events in a circle of umbrellas are cut loose first."""
        order: list[str] = []
        layer = [event["event_id"] for event in self.draft.events if not event["part_of"]]
        while layer:
            order += layer
            layer = [part for event in layer for part in self.parts[event]]
        return order[::-1]
