"""One town: its names and regions through time, its figures by year, its campaigns and its worst day."""

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from atlas.drawing import figures
from atlas.edition import divisions
from atlas.edition.names import campaign_name, town_name
from atlas.folds import aggregates, town_profile
from atlas.words.language import _, number, span_words
from ui import dataset, link
from ui.dataset import View
from ui.shared import downloads, event_table, figure, headline, over_time
from ui.shared.markup import cell, inside, plain, said_in, table
from ui.theme import is_dark

MEASURES = ("detentions", "deaths", "injuries", "participants")


def city_of(view: View) -> str:
    """The town that the page is about: the only one of the filter, else none."""
    return view.chosen.cities[0] if len(view.chosen.cities) == 1 else ""


def title(view: View) -> str:
    """The page's title: the town and the region it lies in."""
    city = city_of(view)
    units = divisions.units(view.edition, view.chosen.oblasts)
    words, today = (
        _("Protest in {town}").format(town=town_name(city)),
        view.edition.gazetteer.region.loc[city],
    )
    region = units.get(today, today)
    if region != city:
        label = divisions.label(view.edition.codebook, region)
        words = _("{title}, {region}").format(title=words, region=label)
    return plain(words)


def draw_place(view: View) -> None:
    """Names in three languages and through time, region now and then: known without any event."""
    city, edition = city_of(view), view.edition
    town = edition.gazetteer.loc[city]
    named = [
        _("{name} ({until})").format(name=one.called, until=one.words())
        for one in town_profile.former_names(edition, city)
    ]
    region = edition.codebook.label("events", "region", town.region)
    lay_in = [
        _("{region}, until it was divided or merged in {year}").format(region=one.called, year=one.until)
        for one in town_profile.former_regions(edition, city)
    ]
    facts = [
        (_("Kazakh"), f'<span lang="kk">{cell(town.name_kk)}</span>'),
        (_("Russian"), f'<span lang="ru">{cell(town.name_ru)}</span>'),
        (_("English"), said_in("en", city)),
        (_("Earlier names"), "<br>".join(map(cell, named)) if named else cell(_("none recorded"))),
        (_("Region today"), cell(region)),
        (_("Earlier regions"), "<br>".join(map(cell, lay_in)) if lay_in else cell(_("none recorded"))),
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
    if view.listable:
        _worst(view)
        _campaigns(view)
    st.header(_("Events shown"))
    event_table.draw(view, few=True)
    downloads.draw(view)


def _by_year(view: View) -> None:
    axis = aggregates.time_axis(view.cells, view.rows, view.start, view.end, "year")
    panels = {
        measure: aggregates.figures_over_time(view.cells, view.rows, measure, axis) for measure in MEASURES
    }
    spans = {
        measure: aggregates.spans_over_time(view.cells, view.rows, measure, axis) for measure in MEASURES
    }
    st.header(_("Figures by year"))
    figure.draw(
        view,
        figures.figures_over_time(
            panels,
            view.edition.context,
            granularity="year",
            start=view.start,
            end=view.end,
            dark=is_dark(),
            spans=spans,
        ),
        lambda: over_time.table(panels, spans),
        name="city-by-year",
        alt=figures.alt_text(panels, spans, axis.left_out),
    )
    st.caption(
        _(
            "Each mark runs from the least to the greatest reported figure; an arrow means “at least”, a hollow "
            "mark that no figure is known. Of turnouts the largest is shown. Events stand in the year in which "
            "they began."
        )
    )


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
                rows.append([*head, cell(worst.figure.shown()), "", cell(_("in no event above zero"))])
                continue
            where = inside(urlencode(link.query_for(event=worst.event_id)), worst.title)
            when = cell(span_words(worst.start, worst.end, worst.precision))
            rows.append([*head, f"<strong>{cell(worst.figure.shown())}</strong>", when, where])
    st.header(_("The worst day by each side's count"))
    header = [_("Measure"), _("According to"), _("Figure"), _("When"), _("Event")]
    st.html(table(header, rows, _("The worst day by each side's count"), stacked=True))
    st.caption(
        _(
            "The single event shown with the highest figure of each side, over several days where no day has one of "
            "its own. Both sides are given, whichever figures are chosen in the sidebar."
        )
    )


def _campaigns(view: View) -> None:
    st.header(_("Campaigns"))
    found = town_profile.campaigns_of(view.edition, view.rows)
    if found.empty:
        st.caption(_("No event shown belongs to a campaign."))
        return
    # The whole campaign, wherever and whenever, under the same rule for figures.
    rule = replace(link.current(), cities=(), regions=(), types=(), query="", start=None, end=None)
    address = {name: link.to(replace(rule, campaigns=(name,))) for name in found.campaign}
    rows = [
        [
            f'<a href="campaigns?{cell(address[row.campaign])}" target="_self" style="color:inherit">'
            + f"{cell(campaign_name(row.campaign))}</a>",
            cell(span_words(row.start.date(), row.end.date(), row.precision)),
            cell(number(row.events)),
        ]
        for row in found.itertuples()
    ]
    st.html(table([_("Campaign"), _("Here"), _("Events shown")], rows, _("Campaigns")))
