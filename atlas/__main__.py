"""The editor's commands: ``python -m atlas check data/`` and ``python -m atlas codebook [--check]``."""

import argparse
import sys
from pathlib import Path

from atlas import DATA
from atlas.codebook import read_codebook
from atlas.codebook_page import page
from atlas.edition import read_edition


def check(folder: Path) -> int:
    """Print every problem of a data folder and how much it holds; 1 if there is any problem, else 0."""
    edition = read_edition(folder)
    for problem in edition.problems:
        print(problem.words())
    tables = ("events", "claims", "sources", "event_sources", "campaigns", "context", "actors")
    counts = [f"{len(getattr(edition, name))} {name.replace('_', ' ')}" for name in tables]
    print(f"{folder}: {', '.join(counts)}, {len(edition.gazetteer)} towns; version {edition.version}")
    for file, rows in edition.set_aside.items():
        print(
            f"{file}: {rows} {'row' if rows == 1 else 'rows'} set aside (broken, or leaning on a broken row)"
        )
    print(f"{len(edition.problems)} {'problem' if len(edition.problems) == 1 else 'problems'}")
    return 1 if edition.problems else 0


def codebook(folder: Path, *, only_check: bool) -> int:
    """Write CODEBOOK.md from the descriptor, or with ``only_check`` say whether it is stale (then 1)."""
    path, text = folder / "CODEBOOK.md", page(read_codebook(folder.resolve()))
    if not only_check:
        path.write_text(text, encoding="utf-8")
        return 0
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return 0
    print(f"{path} does not match datapackage.json. Run: make codebook", file=sys.stderr)
    return 1


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is for the shell."""
    parser = argparse.ArgumentParser(prog="python -m atlas", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="print every problem of a data folder; exit 1 if any")
    checking.add_argument("folder", nargs="?", type=Path, default=DATA)
    writing = commands.add_parser("codebook", help="write CODEBOOK.md from datapackage.json")
    writing.add_argument("folder", nargs="?", type=Path, default=DATA)
    writing.add_argument("--check", action="store_true", help="write nothing; exit 1 if the page is stale")
    chosen = parser.parse_args(arguments)
    if not (chosen.folder / "datapackage.json").is_file():
        parser.error(f"{chosen.folder} has no datapackage.json. Name the folder of the data package.")
    if chosen.command == "check":
        return check(chosen.folder)
    return codebook(chosen.folder, only_check=chosen.check)


if __name__ == "__main__":
    sys.exit(main())
