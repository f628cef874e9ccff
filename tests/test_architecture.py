"""The rooms of the house: who may import whom, how long a module is, and that no word bypasses the catalogue."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from statistics import median

import pytest

from tests import floors
from tests.floors import FLOORS, ROOT, breaches, imported, name_of, tree_of

PRODUCT = floors.modules()
MODULES = [path for path in PRODUCT if path.name != "dashboard.py"]
PACKAGES = [path for path in MODULES if path.name == "__init__.py"]
SCREENS = sorted(
    path.name
    for path in (ROOT / "ui").iterdir()
    if floors.screen_of(f"ui.{path.name}") and path.name[0] != "_"
)


@cache
def packages(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(tree_of(path))}


def importers_of(package: str) -> set[str]:
    return {name_of(path) for path in PRODUCT if package in packages(path)}


def test_there_are_modules_in_every_room_and_none_outside():
    assert {floors.room_of(name_of(path)) for path in PRODUCT} == {"", *FLOORS}
    assert [name_of(path) for path in PRODUCT if not floors.room_of(name_of(path))] == ["atlas/__init__.py"]


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_no_module_imports_what_lies_above_or_beside_it_or_of_another_screen(path):
    assert list(breaches(name_of(path), tree_of(path))) == []


def module_in(room: str) -> str:
    """A module that would stand in a room, and how others would import from it."""
    return f"{room}/anything" if room in ("api", "ui", "pages") else f"atlas/{room}/anything"


LINES = ("import {}", "from {} import thing", "def late():\n    from {} import thing")
FORBIDDEN = [
    (room, other)
    for room, other in product(FLOORS, FLOORS)
    if room != other and "entry" not in (room, other) and FLOORS[other] >= FLOORS[room]
]


@pytest.mark.parametrize("line", LINES, ids=["plainly", "by name", "late"])
@pytest.mark.parametrize(
    ("room", "other"), [*FORBIDDEN, *floors.APART, ("pages", "pages")], ids=lambda room: str(room)
)
def test_an_import_planted_against_the_floors_is_seen(room, other, line):
    planted = ast.parse(line.format(module_in(other).replace("/", ".")))
    assert list(breaches(f"{module_in(room)}.py", planted)) != []


@pytest.mark.parametrize(
    ("room", "other"),
    [(room, other) for room, other in product(FLOORS, FLOORS) if FLOORS[other] < FLOORS[room]],
)
def test_an_import_from_a_lower_floor_is_none(room, other):
    if (room, other) in floors.APART or "entry" in (room, other):
        return
    planted = ast.parse(f"from {module_in(other).replace('/', '.')} import thing")
    assert list(breaches(f"{module_in(room)}.py", planted)) == []


@pytest.mark.parametrize(("screen", "other"), [(a, b) for a, b in product(SCREENS, SCREENS) if a != b])
def test_a_screen_that_imports_another_is_seen(screen, other):
    planted = ast.parse(f"from ui.{other} import thing")
    own = ast.parse(f"from ui.{screen} import thing\nfrom ui.shared import figure")
    for name in (f"ui/{screen}/anything.py", f"pages/{screen}.py"):
        assert list(breaches(name, planted)) != [], name
        assert list(breaches(name, own)) == [], name
    assert list(breaches("ui/shared/anything.py", planted)) != []


def test_no_modules_import_each_other_in_a_circle():
    assert floors.circles() == []


@pytest.mark.parametrize("path", PACKAGES, ids=name_of)
def test_each_room_opens_with_the_sentence_that_says_who_lives_there(path):
    said = " ".join((ast.get_docstring(tree_of(path)) or "").split())
    assert len(said) > 20 and said[-1] == "."
    parts = path.relative_to(ROOT).parts
    if parts[0] == "atlas" and len(parts) == 3:
        assert re.search(r"comes? in[, ].*goe?s? out", said), said
    if parts[0] == "ui" and len(parts) == 3 and parts[1] != "live":
        assert re.search(r"comes in, .*(is|are) drawn", said), said


def test_the_drawing_of_the_floors_is_that_of_the_imports():
    assert floors.PAGE.read_text(encoding="utf-8") == floors.page(), "run: make architecture"


LIBRARIES_APART = {"atlas": {"streamlit", "starlette"}, "api": {"streamlit"}, "ui": {"starlette"}}
LIBRARIES_APART["pages"] = {"pandas", "plotly", "pydeck", "numpy", "starlette"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_room_imports_a_library_that_is_not_for_it(path):
    assert packages(path) & LIBRARIES_APART[name_of(path).split("/")[0]] == set()


@pytest.mark.parametrize(
    ("package", "homes"),
    [
        ("plotly", ("atlas/drawing/",)),
        ("pydeck", ("atlas/drawing/",)),
        ("ibis", ("atlas/big/",)),
        ("frictionless", ("atlas/edition/",)),
        ("shapely", ("atlas/edition/",)),
        ("openpyxl", ("atlas/downloads/", "atlas/own_file/")),
        ("pyarrow", ("atlas/downloads/", "atlas/own_file/", "atlas/edition/memory.py")),
        ("charset_normalizer", ("atlas/own_file/",)),
        ("anyascii", ("atlas/words/", "atlas/edition/places.py", "atlas/folds/search.py")),
        ("babel", ("atlas/words/", "atlas/drawing/ticks.py")),
        ("gettext", ("atlas/words/",)),
        ("starlette", ("api/",)),
        ("streamlit", ("dashboard.py", "pages/", "ui/")),
    ],
)
def test_a_library_is_imported_only_where_it_is_at_home(package, homes):
    assert {name for name in importers_of(package) if not name.startswith(homes)} == set()


def test_nothing_is_imported_past_these_rules():
    # By relative names or by text the rules above would see nothing; the entry alone loads ahead by name.
    relative = {
        name_of(path) for path in PRODUCT if any(name.startswith(".") for name in imported(tree_of(path)))
    }
    by_name = {
        name_of(path)
        for path in PRODUCT
        if {"importlib", "import_module", "__import__"}
        & {n.id for n in ast.walk(tree_of(path)) if isinstance(n, ast.Name)}
    }
    assert relative == set()
    assert by_name <= {"dashboard.py"}


def test_no_module_has_a_name_that_says_nothing():
    empty = {"utils", "util", "helpers", "helper", "common", "misc", "process", "handle", "tools"}
    assert [name_of(path) for path in PRODUCT if set(path.with_suffix("").parts[-2:]) & empty] == []


@pytest.mark.parametrize("path", [*PRODUCT, *sorted((ROOT / "tests").rglob("*.py"))], ids=name_of)
def test_every_module_opens_with_the_sentence_a_newcomer_needs(path):
    opening = (ast.get_docstring(tree_of(path)) or "").split("\n\n")[0]
    assert len(opening) > 20 and opening[0].isupper() and opening[-1] in ".:?", opening


def test_the_median_module_is_shorter_than_120_lines():
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert median(lengths.values()) < 120


def test_a_page_is_thin_and_defines_no_function_of_its_own():
    for path in (ROOT / "pages").glob("*.py"):
        defined = [n.name for n in ast.walk(tree_of(path)) if isinstance(n, ast.FunctionDef | ast.ClassDef)]
        assert defined == [], name_of(path)


def test_no_folder_pages_lies_beside_the_script_that_streamlit_runs():
    # Else the first reader of a deep link would get the old automatic navigation.
    assert (ROOT / "ui" / "frame.py").is_file()
    assert not (ROOT / "ui" / "pages").exists()
    strings = {n.value for n in ast.walk(tree_of(ROOT / "dashboard.py")) if isinstance(n, ast.Constant)}
    assert "frame.py" in strings


TILED = {
    *("choropleth", "choroplethmap", "choroplethmapbox", "scattergeo", "scatter_geo", "line_geo"),
    *("scattermap", "scattermapbox", "scatter_map", "scatter_mapbox", "densitymap", "densitymapbox"),
}
"""Trace types and functions of plotly that fetch their ground from another host."""


def fetches_elsewhere(tree: ast.AST) -> Iterator[str]:
    """What in a module would make the reader's browser ask another host for tiles, outlines or icons."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else ""
            if f"{owner}.{node.attr}" == "st.map" or node.attr.lower() in TILED:
                yield f"{owner}.{node.attr}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.lower() in TILED:
            yield node.value
        elif isinstance(node, ast.Call):
            for keyword in node.keywords:
                value = keyword.value.value if isinstance(keyword.value, ast.Constant) else ...
                if keyword.arg == "map_style" and value is not None:
                    yield "map_style"
                if keyword.arg == "page_icon" and str(value).startswith(":material"):
                    yield "page_icon"


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_nothing_drawn_fetches_its_ground_or_icon_from_another_host(path):
    assert list(fetches_elsewhere(tree_of(path))) == []


@pytest.mark.parametrize(
    "line",
    [
        "st.map(points)",
        "px.choropleth(frame)",
        "trace = {'type': 'scattergeo'}",
        "pdk.Deck(map_style='dark')",
        "st.set_page_config(page_icon=':material/map:')",
    ],
)
def test_the_check_for_other_hosts_sees(line):
    assert len(list(fetches_elsewhere(ast.parse(line)))) == 1


SHOWN = {
    *("title", "header", "subheader", "write", "markdown", "caption", "text", "html", "code", "metric"),
    *("info", "warning", "error", "success", "toast", "spinner", "expander", "popover", "status", "badge"),
    *("button", "link_button", "download_button", "form_submit_button", "page_link", "toggle", "checkbox"),
    *("text_input", "text_area", "number_input", "date_input", "slider", "select_slider", "file_uploader"),
    *("selectbox", "multiselect", "radio", "pills", "segmented_control", "feedback", "tabs", "Page"),
    *("set_page_config", "TextColumn", "LinkColumn", "NumberColumn", "Column"),
}
WORDED = {
    "label",
    "title",
    "help",
    "placeholder",
    "alt",
    "page_title",
    "caption",
    "body",
    "text",
    "display_text",
}


def untranslated(tree: ast.AST) -> Iterator[str]:
    """Words that a module hands to Streamlit without asking the catalogue, each with its line."""
    for node in ast.walk(tree):
        if not (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SHOWN
        ):
            continue
        # The first argument of st.Page is a file, everywhere else it is what the reader sees.
        shown = [] if node.func.attr == "Page" else node.args[:1]
        arguments = [*shown, *(k.value for k in node.keywords if k.arg in WORDED)]
        if isinstance(node.func.value, ast.Name) and node.func.value.id != "st":
            continue
        for argument in arguments:
            text = "".join(pieces(argument))
            # Markup is no word: tags with their attributes, entities, Markdown's signs, icon names.
            bare = re.sub(r"<[^>]*>|&\w+;|:material/\w+:", "", text)
            if re.search(r"[^\W\d_]", bare):
                yield f"line {node.lineno}: {bare.strip()}"


def pieces(node: ast.AST) -> Iterator[str]:
    """The string literals of an expression, in order, that stand in no call: ``_("…")`` is asked for."""
    if isinstance(node, ast.Call | ast.Attribute | ast.Subscript | ast.Compare | ast.FormattedValue):
        return
    if isinstance(node, ast.IfExp):
        yield from pieces(node.body)
        yield from pieces(node.orelse)
    elif isinstance(node, ast.Constant):
        yield node.value if isinstance(node.value, str) else ""
    else:
        for child in ast.iter_child_nodes(node):
            yield from pieces(child)


@pytest.mark.parametrize(
    "path", [p for p in PRODUCT if not name_of(p).startswith(("atlas", "api"))], ids=name_of
)
def test_every_word_on_the_screen_goes_through_the_catalogue(path):
    assert list(untranslated(tree_of(path))) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('st.title("Events")', ["line 1: Events"]),
        ('st.sidebar.caption(f"{count} events")', ["line 1: events"]),
        ('st.markdown("#### " + "Atlas")', ["line 1: #### Atlas"]),
        ('st.button(_("Reset"), help="Start anew")', ["line 1: Start anew"]),
        ('st.html(f"<p class=a>Total: {n}</p>")', ["line 1: Total:"]),
        ('st.info("yes" if many else _("no"))', ["line 1: yes"]),
        ('st.title(_("Events"))', []),
        ('st.markdown("#### " + _("Atlas"))', []),
        ("st.html(f'<p style=\"margin:0\">{words}</p>')", []),
        ('st.button(_("Reset"), key="reset_all", icon=":material/close:")', []),
        ('st.caption(ngettext("{n} row", "{n} rows", n).format(n=n))', []),
    ],
)
def test_the_check_for_untranslated_words_sees_what_it_should_and_no_more(line, words):
    assert list(untranslated(ast.parse(line))) == words
