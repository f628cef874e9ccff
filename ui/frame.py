"""The frame of every page, and the script that Streamlit runs: page list, sidebar, then the page itself.

It lives here and not beside pages/, because Streamlit takes a pages folder beside its script for the old
automatic navigation, and a deep link on a fresh server would lose the frame (see docs/decisions.md).
"""

import sys
from pathlib import Path

import streamlit as st

HERE = Path(__file__).resolve().parent
ROOT, STYLE = HERE.parent, HERE / "frame.css"
if str(ROOT) not in sys.path:
    # Streamlit puts the folder of its script on the path, which here is ui/.
    sys.path.insert(0, str(ROOT))

from atlas.words.language import _
from ui import dataset, later, link, own_file, sidebar, speech, window
from ui.live import reader, stay
from ui.shared import copy_as, file_banner, notices

DAYS_BESIDE = frozenset({"overview", "map", "timeline"})
"""The screens that have the days of the period beside their slider, so that the sidebar need not have them too."""

RULE_BESIDE = frozenset({"overview", "map", "timeline", "cities", "campaigns", "disputed", "events"})
"""The screens that have the choice of whose figures count above their figures."""


def pages() -> dict[str, st.Page]:
    """Every screen, by file name. Built anew each run, as the titles follow the reader's language."""
    titles = {
        "overview": _("Overview"),
        "map": _("Map"),
        "timeline": _("Timeline"),
        "cities": _("Cities"),
        "campaigns": _("Campaigns"),
        "disputed": _("Disputed figures"),
        "events": _("Events"),
        "context": _("Context"),
        "data": _("Data"),
        "methods": _("Methods"),
    }
    return {
        name: st.Page(ROOT / "pages" / f"{name}.py", title=title, url_path=name, default=name == "overview")
        for name, title in titles.items()
    }


def main() -> None:
    """Draw the frame and run the page that the address names."""
    speech.settle()
    # Before st.navigation: a page icon of the navigation would become the favicon, and a material icon
    # would be fetched from another host.
    st.set_page_config(
        page_title=_("Kazakhstan Protest Atlas"), page_icon="🗺️", layout="wide", initial_sidebar_state=240
    )
    screens = pages()
    page = st.navigation(list(screens.values()), position="hidden")
    name = next(name for name, each in screens.items() if each.url_path == page.url_path)
    window.name(page.title)
    st.html(STYLE)
    link.arrive(page.url_path)
    view = dataset.view(link.current())
    link.write()
    later.begin(page.url_path)
    file_banner.draw(screens["data"])
    notices.draw(view)
    with own_file.unlogged():
        page.run()
        later.finish()
    copy_as.draw(view)
    notices.draw_credits(view)
    # Last, although it stands first: after a change the figures are what the reader waits for, and the
    # counts beside the filters take the browser as long as the map.
    with st.sidebar:
        speech.draw_switch()
        sidebar.draw_navigation(screens, page)
        sidebar.draw_filters(
            dataset.view(link.current()), period=name not in DAYS_BESIDE, rule=name not in RULE_BESIDE
        )
        reader.meet()
        stay.keep()


main()
