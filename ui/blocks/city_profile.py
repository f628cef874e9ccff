"""One town: its names and regions through time, its figures by year, its campaigns and its worst day."""

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st
from pandas import DataFrame, concat

from atlas import aggregates, figures, town_profile
from atlas.language import _, number, period_words, span_words
from ui import dataset, link
from ui.blocks import downloads, event_table, figure, headline
from ui.blocks.city_map import measure_words
from ui.blocks.markup import cell, inside, plain, table
from ui.dataset import View
from ui.theme import is_dark

MEASURES = ("detentions", "deaths", "injuries", "participants")


def city_of(view: View) -> str:
    """The town that the page is about: the only one of the filter, else none."""
    return view.chosen.cities[0] if len(view.chosen.cities) == 1 else ""


def title(view: View) -> str:
    """The page's title: the town and the region it lies in."""
    city = city_of(view)
    words, region = _("Protest in {town}").format(town=city), view.edition.gazetteer.region.loc[city]
    if region != city:
        label = view.edition.codebook.label("events", "region", region)
        words = _("{title}, {region}").format(title=words, region=label)
    return plain(words)


def draw_place(view: View) -> None:
    """Names in three languages and through time, region now and then: known without any event."""
    city, edition = city_of(view), view.edition
    town = edition.gazetteer.loc[city]
    was = [f"{one.name} ({one.words()})" for one in town_profile.former_names(edition, city)]
    region = edition.codebook.label("events", "region", town.region)
    before = town_profile.former_region(edition, city)
    if before is None:
        then = _("no division of it is recorded; the gazetteer knows those of 2018 and 2022 only")
    else:
        then = _("{region}, until it was divided in {year}").format(region=before[0], year=before[1])
    facts = [
        (_("Kazakh"), f'<span lang="kk">{cell(town.name_kk)}</span>'),
        (_("Russian"), f'<span lang="ru">{cell(town.name_ru)}</span>'),
        (_("English"), cell(city)),
        (_("Earlier names"), "<br>".join(map(cell, was)) if was else cell(_("none recorded"))),
        (_("Region today"), cell(region)),
        (_("Region before"), cell(then)),
    ]
    st.html(
        '<dl style="display:grid;grid-template-columns:max-content 1fr;gap:0.2rem 1rem;margin:0.25rem 0;padding:0">'
        + "".join(f'<dt style="opacity:0.75">{cell(k)}</dt><dd style="margin:0">{v}</dd>' for k, v in facts)
        + "</dl>"
    )


def draw(view: View) -> None:
    """Figures, worst day, campaigns and events of the town under the rest of the filter."""
    headline.draw(view)
    _by_year(view)
    _worst(view)
    _campaigns(view)
    st.subheader(_("Events shown"))
    event_table.draw(view, few=True)
    downloads.draw(view)


def _by_year(view: View) -> None:
    axis = aggregates.time_axis(view.cells, view.rows, view.start, view.end, "year")
    panels = {
        measure: aggregates.figures_over_time(view.cells, view.rows, measure, axis) for measure in MEASURES
    }
    st.subheader(_("Figures by year"))
    figure.draw(
        view,
        figures.figures_over_time(
            panels,
            view.edition.context,
            granularity="year",
            start=view.start,
            end=view.end,
            dark=is_dark(),
        ),
        _table(panels),
        name="city-by-year",
        alt=figures.alt_text(panels),
    )
    st.caption(
        _(
            "Each mark runs from the least to the greatest reported figure; an arrow means “at least”, a hollow "
            "mark that no figure is known. Of turnouts the largest is shown. Events stand in the year in which "
            "they began."
        )
    )


def _table(panels: dict[str, DataFrame]) -> DataFrame:
    words = measure_words()
    parts = []
    for measure, frame in panels.items():
        found = frame[frame.events > 0]
        parts.append(
            DataFrame(
                {
                    _("Measure"): [words[measure]] * len(found),
                    _("When"): [
                        period_words(start.date(), end.date())
                        for start, end in zip(found.start, found.end, strict=True)
                    ],
                    _("Figure"): found.words.tolist(),
                    _("Lowest figure"): found.low.array,
                    _("Highest figure"): found.high.array,
                    _("Number of events"): found.events.tolist(),
                    _("Events with a figure"): found.known.tolist(),
                }
            )
        )
    return concat(parts, ignore_index=True)


def _worst(view: View) -> None:
    titles, cells = headline.titles(), view.cells
    sides = {"official": _("official figures"), "independent": _("independent figures")}
    rows = []
    for measure in ("deaths", "detentions"):
        for side, words in sides.items():
            of_side = dataset.cells_of(view.edition, side, cells.known_on, cells.unverified)
            worst = town_profile.worst(view.edition, of_side, view.rows, measure)
            head = [cell(titles[measure]), cell(words)]
            if worst is None:
                rows.append([*head, cell(_("unknown")), "", cell(_("no event shown has such a figure"))])
                continue
            if not worst.figure.high:
                rows.append([*head, cell(worst.figure.words()), "", cell(_("in no event above zero"))])
                continue
            where = inside(urlencode(link.query_for(event=worst.event_id)), worst.title)
            when = cell(span_words(worst.start, worst.end, worst.precision))
            rows.append([*head, f"<strong>{cell(worst.figure.words())}</strong>", when, where])
    st.subheader(_("The worst day by each side's count"))
    header = [_("Measure"), _("According to"), _("Figure"), _("When"), _("Event")]
    st.html(table(header, rows, _("The worst day by each side's count")))
    st.caption(
        _(
            "The single event shown with the highest figure of each side, over several days where no day has one of "
            "its own. Both sides are given, whichever figures are chosen in the sidebar."
        )
    )


def _campaigns(view: View) -> None:
    st.subheader(_("Campaigns"))
    found = town_profile.campaigns_of(view.edition, view.rows)
    if found.empty:
        st.caption(_("No event shown belongs to a campaign."))
        return
    # The whole campaign, wherever and whenever, under the same rule for figures.
    rule = replace(link.current(), cities=(), regions=(), types=(), query="", start=None, end=None)
    address = {name: replace(rule, campaigns=(name,)).to_link() for name in found.campaign}
    rows = [
        [
            f'<a href="campaigns?{cell(address[row.campaign])}" target="_self" style="color:inherit">'
            + f"{cell(row.campaign)}</a>",
            cell(span_words(row.start.date(), row.end.date(), row.precision)),
            cell(number(row.events)),
        ]
        for row in found.itertuples()
    ]
    st.html(table([_("Campaign"), _("Here"), _("Events shown")], rows, _("Campaigns")))
