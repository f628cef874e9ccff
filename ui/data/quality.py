"""The quality self-check: what the data can and cannot tell, counted from the data shown."""

from collections.abc import Sequence

import streamlit as st

from atlas.drawing import coverage_figure
from atlas.edition.names import town_name
from atlas.folds import quality
from atlas.tally.filters import figures_in_words
from atlas.words.language import _, ngettext, number, opening
from ui.data import coverage
from ui.dataset import View
from ui.shared import big_table, figure, figure_list
from ui.shared.markup import cell, table
from ui.theme import is_dark


def draw(view: View) -> None:
    """The checks, from the counts of rows to what is known to be missing."""
    if big_table.lacks(view):
        return
    _coverage(view)
    coverage.draw_outside(view)
    coverage.draw_sides(view)
    coverage.draw_thin(view)
    _places(view)
    _precision(view)
    _figures(view)
    _missing(view)
    _rows(view)


def _pairs(rows: Sequence[tuple[str, str]], header: tuple[str, str], caption: str) -> None:
    st.html(table(header, [[cell(name), cell(value)] for name, value in rows], caption))


def _rows(view: View) -> None:
    st.header(_("Rows in the files, and rows set aside"))
    counts = quality.table_counts(view.edition)
    rows = [
        [cell(_(str(title))), f"<code>{cell(file)}</code>", cell(number(rows)), cell(number(aside))]
        for title, file, rows, aside in counts.itertuples(index=False, name=None)
    ]
    header = [_("Table"), _("File"), _("Rows in use"), _("Set aside")]
    st.html(table(header, rows, _("Rows of each table")))
    problems = view.edition.problems
    if not problems:
        st.write(_("Every row passes every check of the codebook; none is set aside."))
        return
    st.write(
        _("These rows break a rule of the codebook. They are kept off the screen until they are mended:")
    )
    st.text("\n".join(problem.words() for problem in problems))


def _coverage(view: View) -> None:
    st.header(_("Events per year"))
    years = quality.events_by_year(view.edition, view.rows, view.start.year, view.end.year)
    before = quality.begun_before(view.edition, view.rows, view.start.year)
    text = _(
        "Each event stands in the year in which it began. More rows can mean more protest or more sources."
    )
    if before:
        text += " " + ngettext(
            "{n} event began in an earlier year and stands in the first.",
            "{n} events began in an earlier year and stand in the first.",
            before,
        ).format(n=number(before))
    st.caption(text)
    listed = years.rename(columns={"year": _("Year"), "events": _("Events")})
    drawn = coverage_figure.coverage_figure(years, dark=is_dark())
    figure.draw(view, drawn, listed, name="events-per-year", alt=coverage_figure.alt_text(years))


def _places(view: View) -> None:
    st.header(_("Events per region and city"))
    regions, cities = st.columns(2, gap="medium")
    by_region = quality.events_by_region(view.edition, view.rows, view.chosen.oblasts)
    with regions:
        st.dataframe(
            {
                _("Region"): [name or _("nationwide") for name in by_region.region],
                _("Events"): by_region.events,
                _("Cities with events"): by_region.cities,
            },
            hide_index=True,
            height=320,
            key="coverage_regions",
            alt=_("Events per region"),
        )
    by_city = quality.events_by_city(view.edition, view.rows)
    with cities:
        st.dataframe(
            {_("City"): by_city.city.map(town_name), _("Events"): by_city.events},
            hide_index=True,
            height=320,
            key="coverage_cities",
            alt=_("Events per city"),
        )


def _precision(view: View) -> None:
    st.header(_("How exactly time and place are known"))
    events = view.edition.events[view.rows]
    when, where = st.columns(2, gap="medium")
    for column, name, header in (
        (when, "date_precision", _("Date known by")),
        (where, "location_precision", _("Place known by")),
    ):
        shares = quality.by_term(view.edition, events[name], "events", name)
        with column:
            _pairs([(label, one.words()) for label, one in shares], (header, _("Events")), header)


def _figures(view: View) -> None:
    st.header(_("Figures and who stands behind them"))
    st.caption(opening(figures_in_words(view.chosen)) + ".")
    book = view.edition.codebook
    rows = [
        [
            cell(book.label("claims", "measure", measure)),
            *(
                figure_list.way(view.chosen, f"{measure}-{kind}", one.words(), linked=one.part > 0)
                for kind, one in quality.without_figure(view.edition, view.cells, view.rows, measure).items()
            ),
            cell(quality.single_claimant(view.cells, view.rows, measure).words()),
        ]
        for measure in book.measures
    ]
    header = [
        _("Measure"),
        _("Only numbers that cannot count"),
        _("In words only"),
        _("Nobody gives a number"),
        _("Events with a figure of their own: from one claimant alone"),
    ]
    st.html(table(header, rows, _("Events without a figure, and figures of a single claimant")))
    claims = quality.claims_about(view.edition, view.rows)
    st.caption(
        _(
            "All {n} reported figures about the events shown, whether they count under the choice or not:"
        ).format(n=number(len(claims)))
    )
    pairs = [
        (_("A word without a number"), quality.without_number(claims).words()),
        (_("No day on which it was said"), quality.undated(claims).words()),
        *(
            (_("Source: {grade}").format(grade=label), one.words())
            for label, one in quality.by_term(view.edition, claims.grade, "sources", "grade")
        ),
    ]
    _pairs(pairs, (_("Reported figures"), _("How many")), _("Reported figures and their sources"))


def _missing(view: View) -> None:
    st.header(_("What is known to be missing, and why"))
    st.markdown(
        _(
            "- **A selection, not a count.** Events were sought where sources tell of them, with a weight on political "
            "protest. What others counted stands above.\n"
            "- **Labour disputes and small towns** are thin: fewer sources in reach tell of them.\n"
            "- **Sources were read in excerpts**, and some addresses are copies of pages that are gone.\n"
            "- **Many figures carry no day.** The day of their source stands for it where that is known; else they are left "
            "out where figures are shown as known on a day.\n"
            "- **Few events have a figure of every kind.** What nobody reported is left empty and counts as unknown, "
            "never as zero."
        )
    )
