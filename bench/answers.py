"""What the overview must show for a link to the published data, computed from the data without the dashboard."""

from collections.abc import Mapping
from functools import cache
from urllib.parse import parse_qs, urlsplit

import pandas as pd

from atlas.drawing import figures, maps
from atlas.edition.edition import Edition, read_edition
from atlas.folds import aggregates
from atlas.folds.aggregates import Mask
from atlas.tally import cells
from atlas.tally.cells import Cells
from atlas.tally.filters import PAGE_PARAMETERS, Choices, EventFilter, from_query
from atlas.tally.range_columns import ranges
from atlas.words.language import number
from bench.shown import HEADLINE, PANELS, Group, Shown


@cache
def _edition() -> Edition:
    return read_edition()


def _counted(link: str) -> tuple[EventFilter, Cells, Mask]:
    """The filter of a link, the cells under its rule, and the rows that it keeps."""
    edition = _edition()
    vocabulary = edition.codebook.values("events", "event_type")
    choices = Choices(
        tuple(edition.gazetteer.index),
        tuple(edition.regions.index),
        vocabulary,
        tuple(edition.campaigns.index),
    )
    chosen, unmet = from_query(parse_qs(link), choices, others=PAGE_PARAMETERS)
    if unmet:
        raise ValueError(f"{link} asks for {unmet}")
    counted = cells.make_cells(
        edition, whose=chosen.whose, known_on=chosen.known_on, unverified=chosen.unverified
    ).within(chosen.start, chosen.end)
    return chosen, counted, cells.chosen_rows(counted, chosen)


def full_answers(address: str) -> Mapping[str, str]:
    """The text of each view of the full figures (``contenders.FULL``) for an address of the overview."""
    edition = _edition()
    chosen, counted, rows = _counted(urlsplit(address).query)
    first, last = edition.events.start_date.iloc[0].date().replace(month=1, day=1), aggregates.today()
    start, end = chosen.start or first, chosen.end or last
    unit = aggregates.granularity(start, end)
    axis = aggregates.time_axis(counted, rows, start, end, unit)
    chart = figures.figures_over_time(
        {measure: aggregates.figures_over_time(counted, rows, measure, axis) for measure in PANELS},
        edition.context,
        granularity=unit,
        start=start,
        end=end,
        dark=False,
    )

    per_city = aggregates.figures_per_city(counted, rows, chosen.measure)
    towns = edition.gazetteer.loc[per_city.city]
    located = per_city.assign(name=per_city.city, lon=towns.lon.to_numpy(), lat=towns.lat.to_numpy())

    totals = [aggregates.total(counted, rows, measure).figure.shown() for measure in HEADLINE]
    return {
        "headline": " | ".join([number(int(rows.sum())), *totals]),
        "chart": " | ".join(
            f"{trace['name']} {sum(y for y in trace['y'] if y is not None)}" for trace in chart["data"]
        ),
        "map": maps.alt_text(located[located.lon.notna()], chosen.measure),
        # The latest event stands first.
        "table": str(edition.events.title[rows].iloc[-1]),
    }


def live_answers(link: str) -> Shown:
    """What the live view and all around it shows for a link."""
    edition = _edition()
    chosen, counted, rows = _counted(link)
    first, last = edition.events.start_date.iloc[0].date().replace(month=1, day=1), aggregates.today()
    start, end = chosen.start or first, chosen.end or last
    unit = aggregates.granularity(start, end)
    axis = aggregates.time_axis(counted, rows, start, end, unit)
    whole = cells.chosen_rows(counted, chosen, without="period")
    years = aggregates.events_per_year(counted, whole, first, last, chosen)
    most = aggregates.figures_per_city(counted.within(None, None), whole, chosen.measure).high.dropna()
    per_city = aggregates.figures_per_city(counted, rows, chosen.measure)
    on_map = edition.gazetteer.lon[per_city.city].notna().to_numpy()
    totals = {measure: aggregates.total(counted, rows, measure) for measure in HEADLINE}
    return Shown(
        link=link,
        events=int(rows.sum()),
        of=len(rows),
        totals={name: Group(each.events, each.known, each.figure) for name, each in totals.items()},
        towns=dict(zip(per_city.city[on_map], _groups(per_city[on_map]), strict=True)),
        most=int(most.max()),
        unit=unit,
        series={name: _groups(aggregates.figures_over_time(counted, rows, name, axis)) for name in PANELS},
        years_inside=int((years.inside & (years.events > 0)).sum()),
        years=int((years.events > 0).sum()),
        latest=str(edition.events.title[rows].iloc[-1]),
    )


def _groups(frame: pd.DataFrame) -> list[Group]:
    return [
        Group(int(events), int(known), figure)
        for events, known, figure in zip(frame.events, frame.known, ranges(frame), strict=True)
    ]
