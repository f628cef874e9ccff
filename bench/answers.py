"""What the overview must show for a link, computed from the data without the dashboard."""

from collections.abc import Mapping
from functools import cache
from urllib.parse import parse_qs, urlsplit

from atlas import aggregates, cells, figures, maps
from atlas.edition import Edition, read_edition
from atlas.filters import PAGE_PARAMETERS, Choices, from_query
from atlas.language import number

HEADLINE = ("detentions", "deaths", "injuries")
PANELS = ("detentions", "deaths")


@cache
def _edition() -> Edition:
    return read_edition()


def dashboard_answers(address: str) -> Mapping[str, str]:
    """The text of each view in ``contenders.VIEWS`` for the filter in an address of the overview."""
    edition = _edition()
    vocabulary = edition.codebook.values("events", "event_type")
    choices = Choices(
        tuple(edition.gazetteer.index),
        tuple(edition.regions.index),
        vocabulary,
        tuple(edition.campaigns.index),
    )
    chosen, unmet = from_query(parse_qs(urlsplit(address).query), choices, others=PAGE_PARAMETERS)
    if unmet:
        raise ValueError(f"{address} asks for {unmet}")
    known_on = chosen.known_on or aggregates.today()
    counted = cells.make_cells(edition, whose=chosen.whose, known_on=known_on, unverified=chosen.unverified)
    rows = cells.chosen_rows(counted, chosen)

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

    totals = [aggregates.total(counted, rows, measure).figure.words() for measure in HEADLINE]
    return {
        "headline": " | ".join([number(int(rows.sum())), *totals]),
        "chart": " | ".join(
            f"{trace['name']} {sum(y for y in trace['y'] if y is not None)}" for trace in chart["data"]
        ),
        "map": maps.alt_text(located[located.lon.notna()], chosen.measure),
        # The latest event stands first.
        "table": str(edition.events.title[rows].iloc[-1]),
    }
