"""The map for looking closely: as wide as there is room, towns apart the nearer it comes, chosen by click or rectangle."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
from pandas import DataFrame

from atlas.drawing import maps
from atlas.drawing.circles import Scale, circles
from atlas.drawing.clusters import clusters
from atlas.drawing.legend import legend
from atlas.edition.names import town_name
from atlas.folds import aggregates
from atlas.tally.filters import MAP_MEASURES
from atlas.words.language import _, number
from ui import link
from ui.dataset import View
from ui.live.assets import component
from ui.map import looked_at
from ui.shared import city_map, figure
from ui.shared.markup import cell
from ui.theme import is_dark

KEY = "lens"


@dataclass(frozen=True)
class Canvas:
    """What the server takes the map's place to be until the browser says how close it is: pixels, and the zoom at which
    the whole country fits."""

    width: int
    height: int
    zoom: float


DESK, PHONE = Canvas(760, 500, 3.5), Canvas(350, 360, 2.5)


def draw(view: View) -> None:
    """The measure, the way about the map, the map, its key, and the numbers behind it."""
    measure = view.chosen.measure
    canvas = PHONE if "Mobi" in (st.context.headers.get("User-Agent") or "") else DESK
    zoom = _zoom(canvas)
    per_town = city_map.located(view, measure, view.rows)
    scale = Scale.of(city_map.located(view, measure, view.rows_without("period"), whole=True), canvas.width)
    groups = clusters(circles(per_town, scale), zoom)
    shown, chosen = _clustered(view, measure, per_town, groups), looked_at.towns(view)
    members = [[per_town.city.iloc[at] for at in group] for group in groups]
    drawn = circles(shown, scale)
    # A row that wraps on a phone.
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        _measure(view)
        component(KEY)(
            key=KEY,
            data={
                "country": [maps.WEST, maps.SOUTH, maps.EAST, maps.NORTH],
                "zoom": zoom,
                "closest": maps.CLOSEST,
                "towns": [
                    [towns, circle.lon, circle.lat, circle.outer]
                    for towns, circle in zip(members, drawn, strict=True)
                ],
                "points": {row.city: [row.lon, row.lat] for row in per_town.itertuples()},
                "chosen": list(chosen),
                "words": _words(),
            },
            on_zoom_change=lambda: None,
            on_picked_change=_picked,
            width="content",
        )
    with st.container(key="close_map"):
        st.pydeck_chart(
            maps.protest_cities(
                shown,
                measure,
                dark=is_dark(),
                selected=tuple(towns[0] for towns in members if set(towns) & set(chosen)),
                width=canvas.width,
                height=canvas.height,
                scale=scale,
                zoom=zoom,
            ),
            key="close_map_deck",
            height=canvas.height,
            alt=maps.alt_text(per_town, measure),
        )
    st.html(legend(measure, scale, dark=is_dark()))
    nowhere = city_map.not_on_map(view, measure)
    st.html(f'<p style="font-size:0.875rem;margin:0.25rem 0">{cell(_joined(nowhere))}</p>')


def draw_numbers(view: View) -> None:
    """The numbers behind the map, every town by itself, as a table, a file and a picture for print."""
    measure = view.chosen.measure
    per_town = city_map.located(view, measure, view.rows)
    scale = Scale.of(city_map.located(view, measure, view.rows_without("period"), whole=True), DESK.width)
    title = _("{measure} by town").format(measure=city_map.measure_words()[measure])
    figure.behind(
        view,
        lambda: city_map.map_table(per_town, measure),
        name="close-map",
        svg=lambda: city_map.svg(
            view, per_town, measure, scale, title=title, notes=[city_map.not_on_map(view, measure)]
        ),
        svg_label=_("Map (SVG)"),
    )


def _joined(nowhere: str) -> str:
    return _(
        "A name with +3 stands for that town and three others near it; they part as you come closer."
    ) + (f" {nowhere}")


def _measure(view: View) -> None:
    words = city_map.measure_words()
    st.session_state["w_close_measure"] = view.chosen.measure
    st.segmented_control(
        _("Shown on the map"),
        MAP_MEASURES,
        key="w_close_measure",
        format_func=lambda code: words[code],
        required=True,
        on_change=lambda: link.change(measure=st.session_state["w_close_measure"]),
    )


def _told(name: str) -> object:
    return (st.session_state.get(KEY) or {}).get(name)


def _zoom(canvas: Canvas) -> float:
    """How close the reader's map is, in half steps; what the browser sends is believed within the map's own bounds."""
    told = _told("zoom")
    return min(max(float(told), 0), maps.CLOSEST) if isinstance(told, int | float) else canvas.zoom


def _picked() -> None:
    """Towns were picked on the map: they are looked at; the same ones again, none."""
    told = _told("picked")
    if isinstance(told, list | tuple):
        picked = [str(town) for town in told]
        same = sorted(picked) == sorted(link.page_parameters("look"))
        link.open_here(look=[] if same else picked)


def _clustered(view: View, measure: str, per_town: DataFrame, groups: list[list[int]]) -> DataFrame:
    """A row per circle as ``maps.protest_cities`` takes them: the figure of its towns together, where its largest
    stands, called by that and by how many others there are."""
    codes = {city: code for code, city in enumerate(view.cells.categories["city"])}
    # The last is for what stands on no town: a town without a code takes its place too, and has no event.
    circle_of = np.full(len(codes) + 1, -1)
    for circle, group in enumerate(groups):
        for at in group:
            circle_of[codes[per_town.city.iloc[at]]] = circle
    of_rows = circle_of[view.cells.columns["city"]]
    figures = aggregates.figures_by(view.cells, view.rows, measure, of_rows, len(groups))
    lead = per_town.iloc[[group[0] for group in groups]].reset_index(drop=True)
    names = [
        f"{town_name(city)} +{number(len(group) - 1)}" if len(group) > 1 else town_name(city)
        for city, group in zip(lead.city, groups, strict=True)
    ]
    return figures.assign(city=lead.city, name=names, lon=lead.lon, lat=lead.lat)


def _words() -> dict[str, str]:
    return {
        "bar": _("The way about the map"),
        "in": _("Closer"),
        "out": _("Farther"),
        "home": _("Whole country"),
        "box": _("Rectangle"),
        "box_help": _("Draw a rectangle on the map: the events of its towns are listed."),
        "keys": _("Arrow keys move the map, + and − bring it closer and farther, 0 shows the whole country."),
    }
