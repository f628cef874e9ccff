"""What a reader must be told before reading on: what a link asked for in vain, what was set aside, the credits."""

import html

import streamlit as st

from atlas.drawing.palette import palette
from atlas.words.language import _, ngettext, number
from ui import link, own_file
from ui.dataset import View
from ui.shared import big_table, chips, whose
from ui.shared.markup import outside, plain
from ui.theme import is_dark


def draw(view: View) -> None:
    """Say aloud what the link asks for and the data lack, and which rows are kept off the screen."""
    # The place is kept where there is nothing to say: else all that follows would be built anew.
    place, unmet = st.empty(), link.unmet()
    if unmet:
        with place.container(key="notices"):
            for problem in unmet:
                st.warning(plain(problem.words()), icon=":material/link_off:")
    big_table.draw(view)
    # What was left out of a reader's own file stands with its report.
    if view.edition.problems and own_file.shown() is None:
        _broken(view)


def _broken(view: View) -> None:
    """Figures that may lack something are not shown as if they were whole: aloud, and above everything else."""
    problems, count = view.edition.problems, sum(view.edition.set_aside.values())
    said = ngettext(
        "The data of this server are broken: its check finds {count} problem.",
        "The data of this server are broken: its check finds {count} problems.",
        len(problems),
    ).format(count=number(len(problems)))
    if count:
        said += " " + ngettext(
            "{count} row of the data is set aside because it is broken or leans on a broken row.",
            "{count} rows of the data are set aside because they are broken or lean on a broken row.",
            count,
        ).format(count=number(count))
    st.error(
        said + " " + _("Figures here can be wrong or incomplete; do not cite them."),
        icon=":material/warning:",
    )
    with st.expander(_("What is wrong, with file and row")):
        st.text("\n".join(problem.words() for problem in problems))


def heading(view: View, title: str, *, rule: bool = False) -> None:
    """The page's title, the filter in words, and how many of the events it keeps. ``rule``: with the
    choice of whose figures count."""
    st.title(title)
    count = _("{shown} of {events} events").format(shown=number(view.shown), events=number(view.events))
    st.html(
        f'<p role="status" style="margin:0;font-size:1.05rem;line-height:1.6;"><strong>{html.escape(count)}</strong>. '
        f"{html.escape(view.words)}</p>"
    )
    chips.draw(view)
    if rule:
        whose.draw(view)


def nothing_shown(view: View) -> bool:
    """Where the filter keeps nothing: say so, say what to do, and answer True."""
    if view.shown:
        return False
    st.info(
        _("No event in the data matches this choice. Widen the period or take a filter away."),
        icon=":material/search_off:",
    )
    st.button(_("Show all events"), on_click=show_all, key="show_all", type="primary")
    return True


def show_all() -> None:
    link.change(start=None, end=None, cities=(), regions=(), types=(), campaigns=(), at_least=(), query="")


def draw_credits(view: View) -> None:
    """What every page owes to others, and which edition of the data it shows."""
    st.divider()
    if not view.listable:
        _credit(
            _(
                "Events and figures: a large table that this server is told to serve, not checked here; unknown is never "
                "counted as zero. Basemap: Natural Earth (public domain); borders of 2022 approximate. Place names and "
                "coordinates: [GeoNames](https://www.geonames.org/), CC BY 4.0, changed."
            )
        )
        return
    if own_file.shown():
        _credit(
            _(
                "Events and figures: your own file, not checked here; unknown is never counted as zero. Basemap: "
                "Natural Earth (public domain); borders of 2022 approximate. Place names and coordinates of towns "
                "that the atlas knows: [GeoNames](https://www.geonames.org/), CC BY 4.0, changed."
            )
        )
        return
    _credit(
        _(
            "Data version {version}: a sourced selection, not a complete count; unknown is never counted as "
            "zero. Basemap: Natural Earth (public domain); borders of 2022 approximate. Place names and "
            "coordinates: [GeoNames](https://www.geonames.org/), CC BY 4.0, changed. Events and reported "
            "figures: CC BY 4.0."
        ).format(version=view.edition.version)
    )


GEONAMES = "[GeoNames](https://www.geonames.org/)"


def _credit(words: str) -> None:
    # Not a caption: Streamlit draws the link in one so pale that it cannot be read.
    before, after = html.escape(words).split(GEONAMES)
    linked = outside("https://www.geonames.org/", "GeoNames", page_language="en")
    colour = palette(is_dark()).muted
    st.html(f'<p class="atlas-credits" style="color:{colour}">{before}{linked}{after}</p>')
