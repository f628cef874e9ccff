"""What is said of each event's figure: known, only in numbers that cannot count, in words only, or by nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.edition.edition import Edition, kept
from atlas.tally.cells import Cells, cells_of
from atlas.tally.derivations import claim_standing
from atlas.words.language import N_, _, list_words

Mask = npt.NDArray[np.bool_]

UNUSABLE = {
    "partial": N_("a number for a part of it only"),
    "withdrawn": N_("a number that was taken back"),
    "unverified": N_("a number from an unverified source only"),
    "side": N_("a number from a side that is not chosen"),
    "later": N_("a number said after the chosen day"),
    "undated": N_("a number without a date"),
}
"""Why a number that somebody gives cannot count, by the code of ``derivations.REASONS``, in the order in which it is told."""

STANDINGS = ("known", "parts", "unusable", "words", "none")
"""Where an event stands: it has a figure of its own that counts; none, but its parts have; somebody gives a number,
which cannot count; words alone ("dozens"); nobody says how many."""


@dataclass(frozen=True)
class Standing:
    """The events of an edition for one measure under one rule, row for row: ``codes`` holds places in ``STANDINGS``,
    ``why`` for each unusable event the codes of ``UNUSABLE`` that apply, joined by spaces, empty for all others."""

    codes: npt.NDArray[np.int8]
    why: Sequence[str]

    def are(self, *names: str) -> Mask:
        """Which events stand so."""
        return np.isin(self.codes, [STANDINGS.index(name) for name in names])

    def words(self, row: int) -> str:
        """Why one event has no figure of its own, for a reader; empty where it has."""
        return {
            "known": "",
            "parts": _("no number for the whole, but for its parts"),
            "unusable": list_words([_(UNUSABLE[code]) for code in self.why[row].split()]),
            "words": _("in words only"),
            "none": _("nobody gives a number"),
        }[STANDINGS[self.codes[row]]]


def standing(edition: Edition, cells: Cells, measure: str) -> Standing:
    """Where every event of the edition stands for a measure under the rule of ``cells``."""
    return _standings(edition, cells.whose, cells.known_on, cells.unverified)[measure]


@kept(32)
def _standings(edition: Edition, whose: str, known_on: date | None, unverified: bool) -> dict[str, Standing]:
    cells = cells_of(edition, whose, known_on, unverified)
    said = edition.claims.assign(standing=claim_standing(edition, cells, edition.claims))
    said["row"] = pd.Index(edition.events.event_id).get_indexer(said.event_id)
    said = said[said.row >= 0]
    numbers = said[(said.low.notna() | said.high.notna()) & said.standing.isin(list(UNUSABLE))]
    order = {code: at for at, code in enumerate(UNUSABLE)}
    found = {}
    for measure, table in cells.totals.items():
        codes = np.full(len(edition.events), STANDINGS.index("none"), dtype=np.int8)
        codes[said.row[(said.measure == measure) & (said.words != "")]] = STANDINGS.index("words")
        why = [""] * len(edition.events)
        of_measure = numbers[numbers.measure == measure]
        for row in of_measure.row.unique().tolist():
            reasons = set(of_measure.standing[of_measure.row == row])
            codes[row] = STANDINGS.index("unusable")
            why[row] = " ".join(sorted(reasons, key=order.__getitem__))
        codes[table.total_known.to_numpy()] = STANDINGS.index("parts")
        codes[table.known.to_numpy()] = STANDINGS.index("known")
        usable = np.flatnonzero(codes != STANDINGS.index("unusable")).tolist()
        for row in usable:
            why[row] = ""
        found[measure] = Standing(codes, tuple(why))
    return found
