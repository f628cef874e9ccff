"""The map of towns: figures as circles on our own basemap, so that the reader's browser asks no other host.

Every odd-looking choice here was measured on Streamlit 1.67 with pydeck 0.9.3; the reason stands beside it.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from math import log2
from typing import Any

import pandas as pd
import pydeck as pdk
from pydeck.bindings.deck import _DEFAULT_MAP_STYLE_SENTINEL as NO_MAP
from pydeck.bindings.json_tools import default_serialize

from atlas.drawing.circles import Circle, Scale, circles
from atlas.drawing.labels import SIZE, View, mercator
from atlas.drawing.labels import labels as placed_labels
from atlas.drawing.palette import Palette, channels, palette
from atlas.edition.codebook import read_codebook
from atlas.words.language import _, list_words, ngettext, number

WEST, SOUTH, EAST, NORTH = 46.5, 40.5, 87.3, 55.5
"""What the first view must show: Kazakhstan, in degrees."""
CENTRE = (66.9, 48.53)
"""The middle of that on a web map."""
CLOSEST = 9
"""The zoom at which the map for looking closely ends: by then every town of the data stands alone and has its name."""
WORLD = (100_000, 100_000)
"""A canvas in pixels on which the whole country lies even then."""
LAYER = "cities"
"""The one layer that answers the pointer."""


Rows = Sequence[Mapping[str, Any]]


class Map(pdk.Deck):  # type: ignore[misc]  # pydeck ships no types
    """A deck without tiles, whose JSON has no spaces.

    It skips ``Deck.__init__``, which tries six times to import a Jupyter widget (a tenth of a rerun).
    """

    def __init__(
        self, layers: list[pdk.Layer], view: View, tooltip: dict[str, Any], closest: float = 8
    ) -> None:
        self.layers = layers
        # Turning the map only disorients. The bounds keep the reader within what the basemap covers; a map never shows more
        # than they hold, so that they must be taller where a narrow window is to hold the whole country.
        bounds = [[20, 5], [115, 75]] if closest == CLOSEST else [[33, 30], [102, 63]]
        self.views = [
            pdk.View(
                type="MapView",
                controller={
                    "dragRotate": False,
                    "touchRotate": False,
                    "maxBounds": bounds,
                },
            )
        ]
        self.initial_view_state = pdk.ViewState(
            longitude=view.lon,
            latitude=view.lat,
            zoom=view.zoom,
            # The map for looking closely fits itself to the window, which the server does not know: a phone's needs less.
            min_zoom=round(view.zoom - (2 if closest == CLOSEST else 0.5), 2),
            max_zoom=closest,
        )
        # Only this pair makes Streamlit's frontend leave out the tiles of a commercial host.
        self.map_provider = None
        self.map_style = NO_MAP
        self._tooltip = tooltip

    def to_json(self) -> str:
        """The deck as compact JSON; pydeck's own puts every coordinate on a line of its own."""
        return json.dumps(
            self, default=default_serialize, sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )


@lru_cache(maxsize=16)
def home_view(width: int = 480, height: int = 460) -> View:
    """The first view for a canvas of about that many pixels: the whole country, with a margin.

    The same for every filter, because a changed view state throws the reader's own zoom away.
    """
    (left, top), (right, bottom) = mercator(WEST, NORTH, 0), mercator(EAST, SOUTH, 0)
    # No closer than 3.65, so that a canvas somewhat narrower than announced still holds the country.
    zoom = min(log2(0.94 * width / (right - left)), log2(0.92 * height / (bottom - top)), 3.65)
    return View(*CENTRE, round(zoom, 2), width, height)


def _ground(
    identifier: str, data: str | dict[str, Any], fill: str | None, line: str | None, width: float = 0.6
) -> pdk.Layer:
    # Colours of areas go in as sub-layer props: given the usual way, Streamlit fades them when a town is selected.
    colours: dict[str, Any] = {}
    if fill:
        colours["_sub_layer_props"] = {"polygons-fill": {"getFillColor": channels(fill)}}
    if line:
        colours |= {
            "get_line_color": channels(line),
            "get_line_width": width,
            "line_width_units": pdk.types.String("pixels"),
        }
    return pdk.Layer(
        "GeoJsonLayer",
        data,
        id=identifier,
        # Both are true unless said otherwise.
        **({} if fill else {"filled": False}),
        **({} if line else {"stroked": False}),
        **colours,
    )


# The basemap ends at 40–95° east, 35–60° north, and has a gap in Kashmir. Plain ground lies under it and, overlapping
# the seam by a tenth of a degree, around it.
_GROUND = {"type": "Polygon", "coordinates": [[[15, 20], [120, 20], [120, 70], [15, 70], [15, 20]]]}
_FRAME = {
    "type": "Polygon",
    "coordinates": [
        [[15, 20], [120, 20], [120, 70], [15, 70], [15, 20]],
        [[40.1, 35.1], [40.1, 59.9], [94.9, 59.9], [94.9, 35.1], [40.1, 35.1]],
    ],
}


@lru_cache(maxsize=8)
def _basemap(dark: bool, address: str) -> tuple[pdk.Layer, ...]:
    colours = palette(dark)
    return (
        _ground("ground", _GROUND, colours.abroad, None),
        _ground("neighbours", f"{address}/neighbours.geojson", colours.abroad, colours.oblast),
        _ground("land", f"{address}/kazakhstan.geojson", colours.land, None),
        _ground("water", f"{address}/water.geojson", colours.water, colours.shore),
        _ground("oblasts", f"{address}/oblasts.geojson", None, colours.oblast),
        # Drawn again, since water and oblast lines lie over it.
        _ground("outline", f"{address}/kazakhstan.geojson", None, colours.border, 1.2),
        _ground("frame", _FRAME, colours.abroad, None),
    )


def _marks(circle: Circle, chosen: bool) -> list[dict[str, Any]]:
    """What is drawn for one town, lowest first: radius, and a letter for what it is where it is not a known figure's
    outer ring: ``u`` unknown, ``d`` disc of the low figure, ``h`` halo of an open figure, ``b`` hollow ring of what reaches beyond
    the period, ``s`` selected."""
    marks: list[dict[str, Any]] = [
        {"r": circle.outer} if circle.figure.known else {"r": circle.outer, "u": 1}
    ]
    if circle.inner:
        marks.append({"r": circle.inner, "d": 1})
    if circle.figure.open_above:
        marks.append({"r": circle.outer + 2.5, "h": 1})
    if circle.further:
        marks.append({"r": circle.further, "b": 1})
    if chosen:
        marks.append({"r": circle.outer + 4.5, "s": 1})
    return marks


def _looks(tone: str, colours: Palette, share: float) -> dict[str, str]:
    """Colours and line widths of the marks as expressions over their letters; ``share`` of the full opacity."""

    def opaque(colour: str, alpha: int) -> list[int]:
        return channels(colour, round(alpha * share))

    return {
        "getFillColor": f"d?{opaque(tone, 205)}:u||h||b||s?{[0, 0, 0, 0]}:{opaque(tone, 64)}",
        "getLineColor": f"s?{channels(colours.accent)}:u?{opaque(colours.unknown, 255)}:"
        f"h||b?{opaque(tone, 115)}:{opaque(tone, 255)}",
        "getLineWidth": "s?2.5:u?1.6:h||b?1:1.2",
    }


def _circles(rows: Rows, looks: Mapping[str, str]) -> pdk.Layer:
    return pdk.Layer(
        "ScatterplotLayer",
        rows,
        id="circles",
        stroked=True,
        radius_units=pdk.types.String("pixels"),
        line_width_units=pdk.types.String("pixels"),
        get_position="p",
        get_radius="r",
        **looks,
    )


def _chosen(rows: Rows, looks: Mapping[str, str]) -> pdk.Layer:
    # After a click Streamlit fades every circle it does not know as selected. What is drawn through sub-layer
    # props escapes that, and only GeoJSON has them; it is five times as long, so the other towns go without.
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": row["p"]}, **row} for row in rows
    ]
    return pdk.Layer(
        "GeoJsonLayer",
        features,
        id="chosen",
        get_point_radius="r",
        point_radius_units=pdk.types.String("pixels"),
        line_width_units=pdk.types.String("pixels"),
        _sub_layer_props={
            "points-circle": {name: f"@@={expression}" for name, expression in looks.items()},
        },
    )


def _targets(rows: Rows) -> pdk.Layer:
    # No colour is given, since Streamlit would make that of the selected town opaque; black at this opacity is not
    # seen, but still found (at 0 it would not be). No auto_highlight: without a GPU it makes clicks vanish.
    return pdk.Layer(
        "ScatterplotLayer",
        rows,
        id=LAYER,
        pickable=True,
        opacity=0.00001,
        radius_units=pdk.types.String("pixels"),
        get_position="p",
        get_radius="r",
    )


def _names(rows: Rows, colours: Palette) -> pdk.Layer:
    return pdk.Layer(
        "TextLayer",
        rows,
        id="names",
        get_position="p",
        get_text="t",
        get_pixel_offset="o",
        get_text_anchor="a",
        get_alignment_baseline="b",
        get_size=SIZE,
        # Without "auto" every Cyrillic letter is silently left out.
        character_set=pdk.types.String("auto"),
        font_family=pdk.types.String("Source Sans, sans-serif"),
        font_weight=600,
        font_settings={"sdf": True, "fontSize": 32, "buffer": 6, "radius": 8, "cutoff": 0.2},
        outline_width=3,
        outline_color=channels(colours.land),
        # As above: a colour given the usual way fades with a selection.
        _sub_layer_props={"characters": {"getColor": channels(colours.ink)}},
    )


def measure_label(measure: str) -> str:
    """A measure's name in the reader's language; ``events`` too."""
    return _("Events") if measure == "events" else read_codebook().label("claims", "measure", measure)


def _known_for(circle: Circle) -> str:
    events = ngettext("{n} event", "{n} events", circle.events).format(n=number(circle.events))
    return _("known for {known} of {events}").format(known=number(circle.known), events=events)


def _answer(circle: Circle, measure: str) -> dict[str, Any]:
    return {
        "city": circle.city,
        "name": circle.name,
        "words": circle.words if circle.events else "",
        "known": "\n".join(
            said
            for said in (
                _known_for(circle) if circle.events and measure != "events" else "",
                circle.beyond,
            )
            if said
        ),
        "p": [circle.lon, circle.lat],
        # A finger needs more than the three pixels of a single detention.
        "r": max(round(circle.outer), 7) if circle.outer else 0,
    }


def protest_cities(
    per_city: pd.DataFrame,
    measure: str,
    *,
    dark: bool,
    selected: tuple[str, ...] = (),
    basemap: str = "api/basemap",
    labels: int = 12,
    width: int = 480,
    height: int = 460,
    scale: Scale | None = None,
    zoom: float | None = None,
) -> pdk.Deck:
    """The map of one measure by town.

    ``per_city`` has one row per town of the data, always the same towns in the same order (Streamlit reports a click
    by row number), also those without an event under the filter: ``city``, ``name`` (in the reader's language),
    ``lon``, ``lat``, ``events``, ``known``, ``low``, ``high`` (Int64, missing = unknown), ``open_below``,
    ``open_above``, ``words``. ``basemap`` is a relative address. ``width`` and ``height`` are the pixels of the canvas,
    roughly; they must not change within a session. Give ``scale`` to hold sizes still between two filters. Where
    the reader has come closer, ``zoom`` is how close: then every name has a place that is free from there on, wherever
    on the map it stands, and the reader can come as close as ``CLOSEST``.
    """
    colours = palette(dark)
    drawn = circles(per_city, scale or Scale.of(per_city, width))
    answer = [_answer(circle, measure) for circle in drawn]
    others: list[dict[str, Any]] = []
    chosen: list[dict[str, Any]] = []
    # Large circles first, so that small ones lie on top of them.
    for circle in sorted((c for c in drawn if c.outer), key=lambda c: -c.outer):
        rows = chosen if circle.city in selected else others
        rows += [{"p": [circle.lon, circle.lat], **mark} for mark in _marks(circle, rows is chosen)]
    tone = colours.measure(measure)
    view = home_view(width, height)
    named = (
        placed_labels(drawn, view, labels, selected)
        if zoom is None
        else placed_labels(drawn, View(*CENTRE, zoom, *WORLD), len(drawn), selected)
    )
    names = [{"p": [n.lon, n.lat], "t": n.text, "o": n.offset, "a": n.anchor, "b": n.baseline} for n in named]
    layers = [
        *_basemap(dark, basemap),
        _circles(others, _looks(tone, colours, 0.35 if selected else 1)),
        _chosen(chosen, _looks(tone, colours, 1)),
        _names(names, colours),
        _targets(answer),
    ]
    tooltip = {
        # The braces are filled in by Streamlit, which escapes what it puts there.
        "html": f"<b>{{name}}</b>\n{escape(measure_label(measure))}: {{words}}\n{{known}}",
        "style": {
            "backgroundColor": colours.ground,
            "color": colours.ink,
            "border": f"1px solid {colours.border}",
            "borderRadius": "4px",
            "padding": "6px 10px",
            "fontSize": "14px",
            "lineHeight": "1.35",
            "whiteSpace": "pre-line",
            "maxWidth": "240px",
        },
    }
    return Map(layers, view, tooltip) if zoom is None else Map(layers, view, tooltip, CLOSEST)


def picked_city(event_selection: Mapping[str, Any]) -> str | None:
    """The town that was clicked, from the selection that ``st.pydeck_chart`` returns; none where it was cleared."""
    picked = event_selection.get("objects", {}).get(LAYER) or []
    city = picked[0].get("city") if picked else None
    return city if isinstance(city, str) else None


def alt_text(per_city: pd.DataFrame, measure: str) -> str:
    """What the map shows, for readers who do not see it: how many towns, which leads, what is unknown."""
    label = measure_label(measure)
    shown = [circle for circle in circles(per_city, Scale.of(per_city)) if circle.events]
    if not shown:
        return _("Map of Kazakhstan: no events in any town.")
    known = [circle for circle in shown if circle.figure.known]
    towns = ngettext("{n} town", "{n} towns", len(known)).format(n=number(len(known)))
    parts = [_("Map of Kazakhstan: {measure} in {towns}.").format(measure=label, towns=towns)]
    leading = sorted(known, key=lambda circle: -(circle.figure.high or 0))[:3]
    most = [_("{town} ({figure})").format(town=c.name, figure=c.words) for c in leading if c.figure.high]
    if most:
        parts.append(_("Most: {towns}.").format(towns=list_words(most)))
    without = len(shown) - len(known)
    if without:
        parts.append(
            ngettext(
                "{n} town has events but no figure.", "{n} towns have events but no figure.", without
            ).format(n=without)
        )
    return " ".join(parts)
