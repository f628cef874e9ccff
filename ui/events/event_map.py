"""Where an event happened: a small map with its town, or its region and the towns of its parts."""

from typing import Any
from urllib.parse import quote

import streamlit as st

from atlas.drawing.place_map import HEIGHT, WIDTH, Spot, place_map
from atlas.edition import events
from atlas.edition.names import place_words, town_name
from atlas.words.language import _, list_words
from ui import dataset
from ui.dataset import View
from ui.shared.markup import cell
from ui.theme import is_dark


def draw(view: View, event: Any) -> None:  # noqa: ANN401 - a row of events
    """The map, with what it shows in words; a note where no single place is known."""
    towns = dataset.towns(view.edition).set_index("city")
    of_parts = events.parts_of(view.edition.events, event.event_id).city if not event.city else ()
    named = [event.city] if event.city else sorted({city for city in of_parts if city})
    spots: list[Spot] = [
        (town_name(city), float(towns.lon[city]), float(towns.lat[city]))
        for city in named
        if city in towns.index and towns.lon.notna()[city]
    ]
    where = place_words(view.edition.codebook, event.city, event.event_region)
    said = _("Map of Kazakhstan: {place}").format(place=where)
    note = ""
    if not event.city and spots:
        note = _("Towns of its parts: {towns}.").format(towns=list_words([name for name, *_point in spots]))
        said += ". " + note
    if event.city and not spots:
        # A town of a reader's own file of which nobody says where it lies.
        return
    regions = [event.event_region] if event.event_region and not event.city else []
    drawn = place_map(spots, regions, dark=is_dark(), whole=not event.city and not event.event_region)
    # As a picture: what cleans HTML for the page takes drawings out of it.
    st.html(
        f'<img alt="{cell(said)}" src="data:image/svg+xml,{quote(drawn, safe=SAFE)}" width="{WIDTH}" height="{HEIGHT}" '
        'style="display:block;max-width:100%;height:auto">'
    )
    if note:
        st.caption(note)


SAFE = " =:/,;().-'"
"""Signs of a drawing that an address between double quotes may hold as they are."""
