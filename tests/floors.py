"""The plan of the house, read from its imports: which room stands on which floor, and who imports whom.

``make architecture`` (``python -m tests.floors``) writes the drawing in docs/architecture.md anew from here; the tests of the
architecture hold the rules on the same reading.
"""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS: Mapping[str, int] = {
    "words": 1,
    "edition": 2,
    "tally": 3,
    "folds": 4,
    "drawing": 5,
    "downloads": 5,
    "own_file": 5,
    "big": 6,
    "api": 7,
    "ui": 8,
    "pages": 9,
    "entry": 10,
}
"""Each room with its floor: it may import the rooms of lower floors, and none above or beside it."""
APART = (("ui", "api"), ("pages", "api"))
"""Lower, and yet not to be used: what is served beside the screens is no part of them."""
BEGIN, END = "<!-- drawn by make architecture -->", "<!-- to here -->"
PAGE = ROOT / "docs" / "architecture.md"


def name_of(path: Path) -> str:
    """A module as the docs name it: ``atlas/tally/claims.py``."""
    return path.relative_to(ROOT).as_posix()


def modules() -> list[Path]:
    """Every module of the product."""
    of_rooms = (path for top in ("atlas", "ui", "api", "pages") for path in (ROOT / top).rglob("*.py"))
    return sorted([*of_rooms, ROOT / "dashboard.py"])


def room_of(name: str) -> str:
    """The room of a module or of a dotted name: ``atlas/tally/claims.py`` and ``atlas.tally`` are ``tally``; empty for what
    is no room's: ``atlas`` itself, which only says where the data lie, and libraries."""
    parts = name.removesuffix(".py").replace("/", ".").split(".")
    if parts[0] == "dashboard" or parts[:2] == ["atlas", "__main__"]:
        return "entry"
    if parts[0] == "atlas":
        return parts[1] if len(parts) > 1 and parts[1] in FLOORS else ""
    return parts[0] if parts[0] in ("ui", "api", "pages") else ""


def screen_of(name: str) -> str:
    """The screen of a module or of a dotted name of ui/: ``ui/cities/city_profile.py`` is of ``cities``; empty for what no
    single screen has."""
    parts = name.removesuffix(".py").replace("/", ".").split(".")
    if parts[0] != "ui" or len(parts) < 2 or parts[1] in ("shared", "live"):
        return ""
    return parts[1] if (ROOT / "ui" / parts[1]).is_dir() else ""


def imported(tree: ast.AST) -> set[str]:
    """The full names that a module imports, wherever in it: ``atlas.tally.filters`` and
    ``atlas.tally.filters.EventFilter``."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            names |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return names


@cache
def tree_of(path: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def breaches(name: str, tree: ast.AST) -> Iterator[str]:
    """What a module imports against the plan: from a floor above or beside it, or from another screen."""
    room, screen = room_of(name), screen_of(name)
    own_screen = name.removesuffix(".py").split("/")[-1] if room == "pages" else screen
    for each in sorted(imported(tree)):
        other = room_of(each)
        beside = other and other != room and FLOORS[other] >= FLOORS[room]
        if beside or (room, other) in APART or (room == other == "pages"):
            yield f"{room} imports {each}"
        elif screen_of(each) not in ("", own_screen) and name != "ui/frame.py":
            yield f"{own_screen or name} imports {each}"


def loaded_by_name(path: Path) -> set[str]:
    """The modules of ui/ that the entry loads ahead by their names, before the first reader comes."""
    texts = {node.value for node in ast.walk(tree_of(path)) if isinstance(node, ast.Constant)}
    return {text for text in texts if isinstance(text, str) and text.startswith("ui.")}


def arrows() -> dict[str, set[str]]:
    """Which rooms each room imports."""
    found: dict[str, set[str]] = {room: set() for room in FLOORS}
    for path in modules():
        room = room_of(name_of(path))
        if room:
            named = imported(tree_of(path)) | (loaded_by_name(path) if room == "entry" else set())
            found[room] |= {room_of(each) for each in named} - {"", room}
    return found


def plain_arrows() -> dict[str, set[str]]:
    """The same without those that follow from others: who imports ``folds`` stands on ``tally`` too."""
    direct = arrows()

    def below(room: str) -> set[str]:
        return direct[room].union(*(below(other) for other in direct[room])) if direct[room] else set()

    return {room: others - set().union(*map(below, others)) for room, others in direct.items()}


def circles() -> list[list[str]]:
    """Modules that import each other in a circle, types included; none where the house is in order."""
    names = {
        name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."): path
        for path in modules()
    }
    graph = {name: (imported(tree_of(path)) & names.keys()) - {name} for name, path in names.items()}
    found: list[list[str]] = []
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> None:
        if name in way:
            found.append([*way[way.index(name) :], name])
        elif name not in done:
            for other in sorted(graph[name]):
                walk(other, [*way, name])
            done.add(name)

    for name in sorted(graph):
        walk(name, [])
    return found


def drawing() -> str:
    """The floors as Mermaid, the top floor first, and a table of the rooms."""
    lines = ["```mermaid", "flowchart TD"]
    lines += [f'  {room}["{floor} · {_label(room)}"]' for room, floor in reversed(FLOORS.items())]
    lines += [f"  {room} --> {other}" for room, others in plain_arrows().items() for other in sorted(others)]
    lines += ["```", "", "| floor | room | imports |", "|---|---|---|"]
    for room, others in reversed(arrows().items()):
        below = ", ".join(sorted(others, key=lambda other: (-FLOORS[other], other)))
        lines.append(f"| {FLOORS[room]} | {_label(room)} | {below} |")
    return "\n".join(lines)


def _label(room: str) -> str:
    if room == "entry":
        return "dashboard.py, atlas/__main__.py"
    return f"{room}/" if room in ("api", "ui", "pages") else f"atlas/{room}/"


def page() -> str:
    """docs/architecture.md with the drawing as it should be now."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n{drawing()}\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{name_of(PAGE)} is drawn anew")
