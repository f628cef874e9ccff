"""What the overview's script is sent once: towns, measures, words, colours, milestones. No change of the period, the towns or
the rule touches it.
"""

import json
from dataclasses import asdict
from datetime import date
from math import isnan
from typing import Any

from atlas.drawing import context_lane
from atlas.drawing.live_words import live_words
from atlas.drawing.palette import palette
from atlas.edition import divisions
from atlas.edition.codebook import Codebook
from atlas.edition.edition import Edition, kept
from atlas.edition.names import campaign_name, town_name
from atlas.tally.cells import day_number
from atlas.tally.filters import MAP_MEASURES
from atlas.tally.tallies import WHOSE
from atlas.words.language import _, date_words, number
from ui import dataset
from ui.shared import city_map, headline, over_time, time_slider
from ui.shared.whose import whose_words


@kept(16)
def lasting(
    edition: Edition,
    language: str,
    dark: bool,
    oblasts: str,
    regions: tuple[str, ...],
    events: int,
    today: date,
    *,
    reduced: bool,
    lists: bool,
) -> bytes:
    """All of it as JSON. Bytes, since in the text that Streamlit would make of it a Cyrillic letter takes six.
    ``regions``: those of the cells, in the order of their codes; ``today``: where the slider ends;
    ``lists``: whether a number of events has a list behind it."""
    book, towns = edition.codebook, dataset.towns(edition)
    words = city_map.measure_words()
    data = {
        "role": "view",
        "first": day_number(dataset.first_day(edition)),
        "last": day_number(today),
        "towns": [
            # No point, no circle; and what the browser is sent knows no missing number.
            [city, town_name(city), *((None, None) if isnan(lon) else (round(lon, 3), round(lat, 3)))]
            for city, lon, lat in zip(towns.city, towns.lon.tolist(), towns.lat.tolist(), strict=True)
        ],
        "places": [
            *(divisions.label(book, region) for region in regions),
            _("whole country"),
        ],
        "measures": [[measure, words[measure]] for measure in MAP_MEASURES],
        "headline": list(headline.titles().items()),
        "series": list(over_time.PANELS),
        "whose": [[code, whose_words()[code]] for code in WHOSE],
        "presets": [
            [campaign_name(name), day_number(start), day_number(end)]
            for name, (start, end) in time_slider.spans(edition).items()
        ],
        "help": _help(book),
        "colours": asdict(palette(dark)),
        "context": _context(edition),
        "of_events": _("of {events} in the data").format(events=number(events)),
        "borders": ""
        if oblasts == "today"
        else _("The borders drawn are those of today: there is no map of the older ones here."),
        "reduced": reduced,
        "lists": lists,
        "words": live_words(),
        "language": language,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _help(book: Codebook) -> dict[str, list[str]]:
    """What each term means, by code, a sentence or two each: in the codebook's own words."""
    meanings = {term.value: _(term.meaning) for term in book.terms("claims", "measure")}
    sides = [
        _("{side}: {meaning}").format(side=_(term.label), meaning=_(term.meaning))
        for term in book.terms("claims", "side")
    ]
    all_sides = _(
        "All sides: from the least to the greatest figure that anybody reports. "
        "Independent: NGOs, media and the opposition."
    )
    return {
        "events": [_("An event is one gathering or action in one place, on the days that it lasted.")],
        **{measure: [meaning] for measure, meaning in meanings.items()},
        "whose": [all_sides, *sides],
    }


def _context(edition: Edition) -> list[dict[str, Any]]:
    """The milestones, each as the lane above the figures shows it alone."""
    context = edition.context
    found = []
    for at in range(len(context)):
        row = context.iloc[at]
        (mark,) = context_lane.marks(context.iloc[at : at + 1], date.min, date.max)
        found.append(
            {
                "day": day_number(mark.day),
                "rank": mark.rank,
                "strong": int(mark.kind in ("election", "office")),
                "exact": int(mark.exact),
                "title": mark.titles[0],
                "when": date_words(row.date.date(), str(row.date_precision)),
            }
        )
    return sorted(found, key=lambda each: each["day"])
