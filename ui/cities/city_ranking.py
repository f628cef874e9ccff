"""Towns ranked by a measure, the same towns year by year, and what stands on no town."""

from dataclasses import replace

import streamlit as st
from pandas import DataFrame

from atlas.drawing import heat_picture, heat_table, picture, ranking_figure
from atlas.edition import divisions
from atlas.edition.names import town_name
from atlas.folds import aggregates, towns
from atlas.tally.filters import MAP_MEASURES
from atlas.tally.range_columns import ranges
from atlas.words.language import _, list_words, ngettext, number, within
from ui import link, page_state
from ui.dataset import View
from ui.shared import figure
from ui.shared.city_map import measure_words
from ui.shared.markup import cell
from ui.theme import is_dark

DEFAULT = "detentions"
FEW = 20
"""Towns drawn unless the reader asks for all."""


def measure() -> str:
    """The measure that the towns are ranked by, as the reader chose it."""
    words = measure_words()
    return page_state.segmented("rank", _("Ranked by"), {code: words[code] for code in MAP_MEASURES}, DEFAULT)


def address(view: View, city: str, ranked_by: str) -> str:
    """The relative address of a town's profile under the rest of the filter."""
    query = link.to(replace(view.chosen, cities=(city,)))
    return f"cities?{query}" + (f"&rank={ranked_by}" if ranked_by != DEFAULT else "")


def draw(view: View, ranked_by: str) -> None:
    """The ranking, the towns without a figure, what stands on no town, then the table of towns by years."""
    label = measure_words()[ranked_by]
    table = towns.ranked(view.cells, view.rows, ranked_by)
    links = {city: address(view, city, ranked_by) for city in table.city}
    known = table[table.high.notna()]
    st.header(_("Ranking: {measure}").format(measure=within(label)))
    everything = len(table) <= FEW or page_state.switch(
        "show", _("All {count} towns").format(count=number(len(table)))
    )
    shown = known if everything else known.head(FEW)
    if len(shown):
        figure.draw(
            view,
            ranking_figure.ranking(shown, ranked_by, links, dark=is_dark()),
            lambda: _ranking_table(table, ranked_by, label),
            name="cities-ranking",
            alt=ranking_figure.alt_text(table, label),
        )
        st.caption(
            _(
                "Each mark runs from the least to the greatest reported figure; an arrowhead means “at least”. "
                "A town's name leads to its profile."
            )
        )
    _unknown(table, links)
    _beyond(view, ranked_by)
    _nowhere(view, ranked_by)
    _years(view, table if everything else table.head(FEW), ranked_by, links)


def _ranking_table(table: DataFrame, ranked_by: str, label: str) -> DataFrame:
    columns = {_("Town"): table.city.map(town_name), label: [one.shown() for one in ranges(table)]}
    if ranked_by != "events":
        columns |= {
            _("Lowest figure"): table.low,
            _("Highest figure"): table.high,
            _("Events"): table.events,
            _("Events with a figure"): table.known,
        }
    return DataFrame(columns)


def _small(html: str) -> None:
    st.html(f'<p style="font-size:0.9rem;margin:0.25rem 0">{html}</p>')


MANY = 200
"""Towns without a figure that are named: the atlas's own data have fewer, a reader's own file can have thousands."""


def _unknown(table: DataFrame, links: dict[str, str]) -> None:
    without = table[table.high.isna()]
    if len(without):
        names = [
            f'<a href="{cell(links[city])}" target="_self" style="color:inherit">{cell(town_name(city))}</a> ({number(events)})'
            for city, events in zip(without.city[:MANY], without.events.tolist()[:MANY], strict=True)
        ]
        if len(without) > MANY:
            others = ngettext("and {count} other town", "and {count} other towns", len(without) - MANY)
            names.append(cell(others.format(count=number(len(without) - MANY))))
        text = cell(_("Unknown, which is not zero; in brackets the number of events:"))
        _small(f"<strong>{text}</strong> {', '.join(names)}.")


def _beyond(view: View, ranked_by: str) -> None:
    """What reaches beyond the period, which no town's figure has."""
    on_towns = view.cells.columns["city"] >= 0
    further = aggregates.total(view.cells, view.rows & on_towns, ranked_by).beyond
    if further.known:
        text = ngettext(
            "And {figure} in {n} event that reaches beyond this period.",
            "And {figure} in {n} events that reach beyond this period.",
            further.known,
        ).format(figure=further.figure.words(), n=number(further.known))
        _small(cell(text))


def _nowhere(view: View, ranked_by: str) -> None:
    elsewhere = aggregates.figures_not_on_map(view.cells, view.rows, ranked_by)
    if elsewhere.empty:
        _small(cell(_("Every event shown stands on a town.")))
        return
    book = view.edition.codebook
    parts = [
        f"{divisions.label(book, place) if place else _('whole country')}: {words}"
        for place, words in zip(elsewhere.place, elsewhere.words, strict=True)
    ]
    text = _("{events} events stand on no town and are not ranked. {measure}: {places}.").format(
        events=number(int(elsewhere.events.sum())),
        measure=measure_words()[ranked_by],
        places=list_words(parts),
    )
    _small(f'<span style="opacity:0.85">{cell(text)}</span>')


def _years(view: View, table: DataFrame, ranked_by: str, links: dict[str, str]) -> None:
    label = measure_words()[ranked_by]
    axis = aggregates.time_axis(view.cells, view.rows, view.start, view.end, "year")
    found = towns.by_year(view.cells, view.rows, ranked_by, axis)
    found = found[found.city.isin(table.city)]
    st.header(_("Town by year: {measure}").format(measure=within(label)))
    if found.empty:
        st.caption(_("No event shown stands on a town."))
        return
    years = range(found.start.min().year, found.start.max().year + 1)
    st.html(
        heat_table.heat_table(
            found,
            list(table.city),
            years,
            ranked_by,
            links,
            caption=_("{measure} by town and year").format(measure=label),
            dark=is_dark(),
        )
    )
    note = (
        _("Events stand in the year in which they began.")
        if ranked_by == "events"
        else _(
            "A cell shows the highest reported figure, its range under the pointer; + means “at least”, 0 a reported "
            "zero, ? that there were events and no figure is known, an empty cell that no event is recorded. "
            "A figure stands in a year only if its event does; others are not in this table."
        )
    )
    st.caption(note)
    figure.behind(
        view,
        lambda: _years_table(found, ranked_by, label),
        name="cities-by-year",
        svg=lambda: heat_picture.heat_picture(
            found,
            list(table.city),
            years,
            ranked_by,
            title=_("{measure} by town and year").format(measure=label),
            said=view.words,
            notes=[note, picture.credits_of(view.edition.version, basemap=False)],
        ),
        svg_label=_("Table (SVG)"),
    )


def _years_table(found: DataFrame, ranked_by: str, label: str) -> DataFrame:
    behind = {
        _("Town"): found.city.map(town_name),
        _("Year"): found.start.dt.year,
        label: [one.shown() for one in ranges(found)],
    }
    if ranked_by != "events":
        behind |= {
            _("Lowest figure"): found.low,
            _("Highest figure"): found.high,
            _("Events"): found.events,
        }
    return DataFrame(behind)
