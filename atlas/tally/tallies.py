"""Turns claims into one additive low–high table in which nobody is counted twice and unknown is never 0.

The rules are those of docs/method.md. An umbrella contributes only its remainder: what its own figure says
beyond the sum of its parts, per bound. So plain sums over any set of events, in any grouping, are right.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.edition.codebook import Codebook
from atlas.tally import claims as claims_

WHOSE = ("all", "official", "independent")
"""Whose figures count: every claimant's, officials', or those of NGOs, media and the opposition."""

RULES = 2
"""Which edition of the rules of docs/method.md these are; raised when one of them changes, so that what was tallied by
former ones, such as a prepared folder, is not taken for this. 2: undated claims, open bounds and periods as of data 1.1.0."""

FIGURE = ("low", "high", "open_below", "open_above", "known")


def own_figures(counted: pd.DataFrame) -> pd.DataFrame:
    """The range over the claimants of each event and measure.

    In: claims as from ``claims.counted``. Out, indexed by ``event_id`` and ``measure``: ``low`` and
    ``high`` (int), ``open_below`` (nobody gives a low: only "up to"; low is then 0), ``open_above``
    (an "at least" reaches as far as any other figure), ``claimants`` (how many).
    """
    bounds = pd.DataFrame(
        {
            "event_id": counted.event_id,
            "measure": counted.measure,
            "low": counted.low,
            # "At least 300" says that 300 is reached: the greatest high cannot lie below that.
            "high": counted.high.fillna(counted.low),
            "no_low": counted.low.isna(),
            "no_high": counted.high.isna(),
        }
    )
    by = ["event_id", "measure"]
    # "At least 3" beside 168–200 leaves nothing open: only what reaches the greatest high can go beyond it.
    greatest = bounds.groupby(by, sort=False)["high"].transform("max")
    bounds["no_high"] &= bounds.high == greatest
    groups = bounds.groupby(by, sort=False)
    return pd.DataFrame(
        {
            "low": groups["low"].min().fillna(0).astype("int64"),
            "high": groups["high"].max().astype("int64"),
            "open_below": groups["no_low"].all(),
            "open_above": groups["no_high"].any(),
            "claimants": groups.size(),
        }
    )


def tally(
    events: pd.DataFrame,
    claims: pd.DataFrame,
    codebook: Codebook,
    *,
    whose: str = "all",
    known_on: date | None = None,
    unverified: bool = False,
) -> Mapping[str, pd.DataFrame]:
    """The additive table of each measure, row for row with ``events``.

    In: events as from ``events.placed``, claims as from ``grading.graded``; ``known_on``: None takes every claim. Out, per measure, columns
    ``low``, ``high`` (what the event contributes; int, 0 where not ``known``), ``open_below``,
    ``open_above``, ``known`` (the event has a figure of its own), ``own_low``, ``own_high``, ``total_low``,
    ``total_high``, ``total_open_below``, ``total_open_above``, ``total_known`` (with its parts),
    ``claimants``.
    """
    counted = claims_.counted(claims, sides=codebook.sides(whose), known_on=known_on, unverified=unverified)
    own = own_figures(counted)
    measures = own.index.get_level_values("measure")
    # Once for all measures, and in plain arrays from here on: frames of this size are all overhead.
    position = pd.Index(events.event_id).get_indexer(own.index.get_level_values("event_id"))
    return {
        measure: with_remainders(
            events,
            _one_measure(own, position, (measures == measure) & (position >= 0), len(events)),
            additive=additive,
        )
        for measure, additive in codebook.additive.items()
    }


def _one_measure(
    own: pd.DataFrame, position: npt.NDArray[np.intp], rows: npt.NDArray[np.bool_], count: int
) -> pd.DataFrame:
    """The given rows of ``own``, each at the position of its event among ``count`` events."""

    def at_events(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        out = np.zeros(count, dtype=values.dtype)
        out[position[rows]] = values[rows]
        return out

    figures = {name: at_events(own[name].to_numpy()) for name in own.columns}
    return pd.DataFrame(figures | {"known": at_events(np.ones(len(own), dtype=bool))})


def with_remainders(events: pd.DataFrame, own: pd.DataFrame, *, additive: bool) -> pd.DataFrame:
    """Own figures to contributions and totals along the tree.

    total = max(own, parts) per bound, where parts are the sum of the parts' totals, or for turnout,
    which is never summed, the largest of them. A contribution is own − sum of parts, never below 0;
    turnout contributes as it stands, since a group shows its largest figure. An own "at least" that its parts go
    beyond leaves nothing open; a sum is open above where an open figure is in it, a turnout where its largest is.
    In: ``events`` with ``parent`` and ``depth``; ``own`` with ``FIGURE`` and ``claimants``, row for row.
    """
    parent, depth = events.parent.to_numpy(), events.depth.to_numpy()
    own_bounds = np.column_stack([own[name].to_numpy() for name in ("low", "high")])
    own_flags = np.column_stack([own[name].to_numpy() for name in ("open_below", "open_above", "known")])
    total, flags = own_bounds.copy(), own_flags.copy()
    parts = np.zeros_like(own_bounds)
    # What of the parts is open above; of turnouts, what of them reaches the greatest high.
    parts_above = np.zeros(len(events), dtype=bool)
    combine = np.add if additive else np.maximum
    for level in range(int(depth.max(initial=0)), 0, -1):
        here = np.flatnonzero(depth == level)
        above = parent[here]
        combine.at(parts, above, total[here])
        np.logical_or.at(flags[:, 0], above, flags[here, 0])
        np.logical_or.at(flags[:, 2], above, flags[here, 2])
        weighs = True if additive else total[here, 1] == parts[above, 1]
        np.logical_or.at(parts_above, above, flags[here, 1] & weighs)
        whole = np.unique(above)
        total[whole] = np.maximum(own_bounds[whole], parts[whole])
        own_flags[whole, 1] &= own_bounds[whole, 1] >= parts[whole, 1]
        reach = True if additive else parts[whole, 1] >= own_bounds[whole, 1]
        flags[whole, 1] = own_flags[whole, 1] | (parts_above[whole] & reach)
    contribution = np.maximum(own_bounds - parts, 0) if additive else own_bounds
    return pd.DataFrame(
        {
            "low": contribution[:, 0],
            "high": contribution[:, 1],
            "open_below": own_flags[:, 0],
            "open_above": own_flags[:, 1],
            "known": own_flags[:, 2],
            "own_low": own_bounds[:, 0],
            "own_high": own_bounds[:, 1],
            "total_low": total[:, 0],
            "total_high": total[:, 1],
            "total_open_below": flags[:, 0],
            "total_open_above": flags[:, 1],
            "total_known": flags[:, 2],
            "claimants": own.claimants.to_numpy(),
        }
    )
