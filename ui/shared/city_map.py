"""What every map of protest cities shares: the figures of the towns, their table and picture, and what stands on none."""

from collections.abc import Sequence

import streamlit as st
from pandas import DataFrame

from atlas.drawing import map_picture, picture
from atlas.drawing.circles import Scale
from atlas.edition import divisions
from atlas.edition.names import town_name
from atlas.folds import aggregates
from atlas.folds.aggregates import Mask
from atlas.tally.filters import MAP_MEASURES
from atlas.tally.range_columns import ranges
from atlas.words.language import _, list_words, ngettext, number
from ui import dataset
from ui.dataset import View


def measure_words() -> dict[str, str]:
    """What the map can show, in words, by code."""
    return dict(
        zip(
            MAP_MEASURES,
            (_("Events"), _("Detained"), _("Killed"), _("Injured"), _("Largest turnout")),
            strict=True,
        )
    )


def svg(
    view: View, per_city: DataFrame, measure: str, scale: Scale, *, title: str, notes: Sequence[str] = ()
) -> str:
    """A map of the view as a picture; ``notes`` stand below it, before the credits."""
    return map_picture.map_picture(
        per_city,
        measure,
        scale,
        title=title,
        said=view.words,
        notes=[*notes, picture.credits_of(view.edition.version, basemap=True)],
        chosen=view.chosen.cities,
    )


def map_table(per_city: DataFrame, measure: str) -> DataFrame:
    """The towns with events in words, the highest figure first and those without one last."""
    shown = per_city[per_city.events > 0].sort_values(
        ["high", "low", "events", "city"], ascending=[False, False, False, True], na_position="last"
    )
    columns = {_("Town"): shown.name, measure_words()[measure]: [one.shown() for one in ranges(shown)]}
    if measure != "events":
        columns |= {
            _("Lowest figure"): shown.low,
            _("Highest figure"): shown.high,
            _("Events"): shown.events,
            _("Events with a figure"): shown.known,
        }
    return DataFrame(columns)


HEIGHT = 420


def canvas_width() -> int:
    """Roughly the pixels across, to frame the country. The server is told no size, only whether it is a
    phone; otherwise a size that fits its column on a desktop and still nearly all of a narrow window."""
    return 350 if "Mobi" in (st.context.headers.get("User-Agent") or "") else 390


def located(view: View, measure: str, rows: Mask, *, whole: bool = False) -> DataFrame:
    """The figures per town with its name and point, as ``maps.protest_cities`` takes them. ``whole``: those of all years
    count, not of the period alone."""
    cells = view.cells.within(None, None) if whole else view.cells
    per_city = aggregates.figures_per_city(cells, rows, measure)
    towns = dataset.towns(view.edition)
    named = per_city.assign(name=per_city.city.map(town_name), lon=towns.lon, lat=towns.lat)
    return named[named.lon.notna()]


def not_on_map(view: View, measure: str) -> str:
    """What stands on no town, as a sentence."""
    unit = measure_words()[measure]
    elsewhere = aggregates.figures_not_on_map(view.cells, view.rows, measure)
    # A remainder of "0 or more" says nothing that the parts do not; a reported 0 does.
    empty = (elsewhere.known == 0) | ((elsewhere.high == 0) & elsewhere.open_above)
    shown = elsewhere if measure == "events" else elsewhere[~empty.fillna(value=True)]
    book = view.edition.codebook
    parts = [
        f"{divisions.label(book, place) if place else _('whole country')}: {words}"
        for place, words in zip(shown.place, shown.words, strict=True)
    ]
    if len(elsewhere):
        text = _("Not on the map, because no single town is named: {events} events.").format(
            events=number(int(elsewhere.events.sum()))
        )
        if parts:
            text += " " + _("{unit}: {places}.").format(unit=unit, places=list_words(parts))
    else:
        text = _("Every event shown stands on a town.")
    if pointless := _without_a_point(view):
        text = f"{text} {pointless}"
    if view.chosen.oblasts != "today":
        text += " " + _("The borders drawn are those of today: there is no map of the older ones here.")
    return text


def _without_a_point(view: View) -> str:
    """Towns outside the country, or of which nobody says where they lie: a file that a reader brings has them."""
    per_city = aggregates.figures_per_city(view.cells, view.rows, "events")
    missing = per_city[dataset.towns(view.edition).lon.isna().to_numpy() & (per_city.events > 0).to_numpy()]
    if missing.empty:
        return ""
    return ngettext(
        "Not on the map, because it lies outside Kazakhstan or has no coordinates: {towns} town with {events} events.",
        "Not on the map, because they lie outside Kazakhstan or have no coordinates: {towns} towns with {events} "
        "events.",
        len(missing),
    ).format(towns=number(len(missing)), events=number(int(missing.events.sum())))
