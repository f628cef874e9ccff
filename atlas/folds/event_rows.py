"""The chosen events row by row, with all that is reported of each: what a download of events holds."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.edition.edition import Edition, kept
from atlas.tally.cells import Cells, cells_of
from atlas.words.language import N_

FIGURE_COLUMNS: Mapping[str, str] = {
    "low": N_("Least figure of the event with its parts, under the chosen rule. Empty: unknown."),
    "high": N_("Greatest figure of the event with its parts. Empty: unknown."),
    "open": N_('"above": somebody says "at least"; "below": only an "up to" is known. Empty: closed.'),
    "counted_low": N_(
        "What the event adds to the low bound of a total: for an umbrella only its remainder beyond "
        "its parts, so that sums over any rows count nobody twice. Turnout is never summed. Empty: unknown, or the "
        "event reaches beyond the chosen period (see within_period), so that its figure is in no total of it."
    ),
    "counted_high": N_(
        "What the event adds to the high bound of a total. The remainder of an umbrella can be less "
        "here than in its low bound, so compare only sums. Empty as counted_low."
    ),
    "claimants": N_("Number of claimants whose latest word bounds the event's own figure."),
    "claims": N_(
        "Number of reported figures about the event itself, whoever gives them and whether they count or not: "
        "its rows in the claims table."
    ),
    "official_low": N_("The low bound by officials alone, whatever the chosen rule. Empty: unknown."),
    "official_high": N_("The high bound by officials alone. Empty: unknown."),
    "official_open": N_("Whether the figure by officials alone is open, as in open."),
    "independent_low": N_(
        "The low bound by NGOs, media and the opposition alone, whatever the chosen rule. Empty: unknown."
    ),
    "independent_high": N_("The high bound by NGOs, media and the opposition alone. Empty: unknown."),
    "independent_open": N_("Whether the figure by NGOs, media and the opposition alone is open, as in open."),
}
"""The columns that every measure adds to the events table, each with the measure's name in front."""


def events_table(
    edition: Edition, cells: Cells, rows: npt.NDArray[np.bool_] | npt.NDArray[np.intp]
) -> pd.DataFrame:
    """The chosen events, by a mask or by their places. Columns: those of the codebook's events table,
    ``event_region``, ``longitude``, ``latitude`` (of the city; empty for regions and the country), ``within_period``
    (bool: the event's span lies within the period of ``cells``, so that its figures count), then for each measure the columns of ``FIGURE_COLUMNS``, prefixed."""
    at = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
    names = [column.name for column in edition.codebook.tables["events"].columns]
    events = edition.events.iloc[at]
    columns: dict[str, pd.Series] = {name: events[name] for name in [*names, "event_region"]}
    columns["longitude"] = events.city.map(edition.gazetteer.lon).astype("float64")
    columns["latitude"] = events.city.map(edition.gazetteer.lat).astype("float64")
    within = cells.counts[at]
    columns["within_period"] = pd.Series(within, index=events.index)
    sides = {side: cells_of(edition, side, cells.known_on, cells.unverified) for side in SIDES}
    for measure in cells.measures:
        figures = cells.totals[measure].iloc[at]
        said = _claims_per_event(edition).get(measure, np.zeros(len(edition.events), dtype=np.int64))
        own = {
            **total_bounds(figures),
            # As they are, even where a remainder's bounds are crossed: put in order, they would not add up.
            "counted_low": figures.low.where(figures.known & within).astype("Int64"),
            "counted_high": figures.high.where(figures.known & within).astype("Int64"),
            "claimants": figures.claimants.astype("Int64"),
            "claims": pd.Series(said[at], index=figures.index, dtype="Int64"),
        }
        for side, of_side in sides.items():
            bounds = total_bounds(of_side.totals[measure].iloc[at])
            own |= {f"{side}_{name}": column for name, column in bounds.items()}
        columns |= {f"{measure}_{name}": own[name] for name in FIGURE_COLUMNS}
    return pd.DataFrame(columns, index=events.index)


SIDES = ("official", "independent")
"""The rules whose figures stand beside those of the chosen one."""


def total_bounds(figures: pd.DataFrame) -> dict[str, pd.Series]:
    """``low``, ``high`` (Int64) and ``open`` of each event with its parts, from a table of ``tallies.tally``."""
    return {
        "low": figures.total_low.where(figures.total_known).astype("Int64"),
        "high": figures.total_high.where(figures.total_known).astype("Int64"),
        "open": _open_word(figures),
    }


def _open_word(figures: pd.DataFrame) -> pd.Series:
    below = figures.total_open_below & (figures.total_low == 0)
    words = np.where(figures.total_open_above, "above", np.where(below, "below", ""))
    return pd.Series(words, index=figures.index, dtype="str").where(figures.total_known, "")


@kept(1)
def _claims_per_event(edition: Edition) -> dict[str, npt.NDArray[np.int64]]:
    """Per measure, how many claims there are about each event, row for row with the events."""
    place = pd.Series(np.arange(len(edition.events)), index=edition.events.event_id)
    return {
        str(measure): np.bincount(place.loc[about.event_id], minlength=len(place)).astype(np.int64)
        for measure, about in edition.claims.groupby("measure")
    }
