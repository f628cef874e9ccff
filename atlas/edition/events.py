"""Where an event stands: its region, whether it is an umbrella, and how deep in the tree."""

import pandas as pd


def placed(events: pd.DataFrame, gazetteer: pd.DataFrame) -> pd.DataFrame:
    """The same events with ``event_region`` (the region the row lies in, by its city or as given, empty
    for the whole country), ``umbrella`` (bool: other rows are part of it), ``parent`` (position of the row
    it is part of, -1 for none) and ``depth`` (umbrellas above it), in order of start date.

    ``events``: typed rows with unique ``event_id``; ``gazetteer``: indexed by city, with ``region``.
    """
    ordered = events.sort_values(["start_date", "end_date", "event_id"], kind="stable").reset_index(drop=True)
    by_city = ordered.city.map(gazetteer.region).astype("str").fillna("")
    position = pd.Series(ordered.index, index=ordered.event_id)
    parent = ordered.part_of.map(position).fillna(-1).astype("int32")
    return ordered.assign(
        event_region=ordered.region.where(ordered.region != "", by_city),
        umbrella=ordered.event_id.isin(set(ordered.part_of)),
        parent=parent,
        depth=_depth(parent.tolist()),
    )


def _depth(parent: list[int]) -> list[int]:
    depth = []
    for above in parent:
        steps = 0
        while above >= 0:
            above, steps = parent[above], steps + 1
        depth.append(steps)
    return depth


def parts_of(events: pd.DataFrame, event_id: str) -> pd.DataFrame:
    """The events directly contained in this one, in order of start date."""
    return events[events.part_of == event_id]
