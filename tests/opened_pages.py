"""Pages opened by Streamlit's own test engine, as a first visitor sees them, and the words that stand on them."""

import html
import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

from atlas.folds.aggregates import Total
from atlas.words.language import number

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
ZHANAOZEN = {"city": "Zhanaozen", "from": "2011-01-01", "to": "2011-12-31"}


def opened(page: str = "overview", **query: str | list[str]) -> AppTest:
    """The page as a first visitor sees it who follows a link."""
    app = AppTest.from_file(str(ROOT / "ui" / "frame.py"), default_timeout=60)
    if page != "overview":
        app.switch_page(str(ROOT / "pages" / f"{page}.py"))
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    """Everything that stands on the page as text, tags taken out."""
    texts = [str(e.value) for e in (*app.title, *app.markdown, *app.caption, *app.warning, *app.info)]
    texts += [e.proto.body for e in app.get("html")]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", " ".join(texts))))


def events_table(app: AppTest) -> list[list[str]]:
    """The table of events on the page, row by row from its heads on, as text; an event's type stands behind its title."""
    (body,) = (e.proto.body for e in app.get("html") if 'class="events"' in e.proto.body)
    rows = re.findall(r'<tr role="row">(.*?)</tr>', body)
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows)
    return [[" ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in row] for row in cells]


def events_found(app: AppTest) -> int:
    """How many events the list of which the page shows a part says that it has."""
    said = re.search(r"Events [\d,]+–[\d,]+ of ([\d,]+)", words(app))
    assert said, "no list of events"
    return int(said[1].replace(",", ""))


def told(total: Total) -> str:
    """A total of all sides as the screen says it in English, its range and below it from how many events it comes."""
    without = total.events - total.known - total.beyond.known
    some = f"from {number(total.known)} event{'' if total.known == 1 else 's'}"
    none = f"for {number(without)} nobody gives a usable number"
    parts = [part for part, count in ((some, total.known), (none, without)) if count]
    return f"{total.figure.shown()} {' ; '.join(parts)}"
