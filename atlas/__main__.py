"""The editor's commands: ``python -m atlas check data/`` and ``codebook [--check]``, ``catalogues``, ``prepare PATH``."""

import argparse
import sys
from datetime import date
from pathlib import Path

from atlas import DATA
from atlas.downloads.codebook_page import files
from atlas.edition import translations
from atlas.edition.codebook import read_codebook
from atlas.edition.edition import read_edition
from atlas.words import catalogues


def check(folder: Path) -> int:
    """Print every problem of a data folder and how much it holds; 1 if there is any problem, else 0."""
    edition = read_edition(folder)
    problems = [*edition.problems, *translations.check(edition)]
    for problem in problems:
        print(problem.words())
    tables = (
        "events",
        "claims",
        "sources",
        "event_sources",
        "campaigns",
        "context",
        "actors",
        "symbols",
        "translations",
    )
    counts = [f"{len(getattr(edition, name))} {name.replace('_', ' ')}" for name in tables]
    print(f"{folder}: {', '.join(counts)}, {len(edition.gazetteer)} towns; version {edition.version}")
    for file, rows in edition.set_aside.items():
        print(
            f"{file}: {rows} {'row' if rows == 1 else 'rows'} set aside (broken, or leaning on a broken row)"
        )
    print(f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}")
    return 1 if problems else 0


def codebook(folder: Path, *, only_check: bool) -> int:
    """Write the codebook pages and the vocabularies from the descriptor, or with ``only_check`` name those that are
    stale (then 1)."""
    made = files(read_codebook(folder.resolve()))
    if not only_check:
        for name, text in made.items():
            (folder / name).write_text(text, encoding="utf-8")
        return 0
    stale = [
        name
        for name, text in made.items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]
    for name in stale:
        print(f"{folder / name} does not match datapackage.json. Run: make codebook", file=sys.stderr)
    return 1 if stale else 0


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is for the shell."""
    parser = argparse.ArgumentParser(prog="python -m atlas", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="print every problem of a data folder; exit 1 if any")
    checking.add_argument("folder", nargs="?", type=Path, default=DATA)
    writing = commands.add_parser("codebook", help="write CODEBOOK.md from datapackage.json")
    writing.add_argument("folder", nargs="?", type=Path, default=DATA)
    writing.add_argument("--check", action="store_true", help="write nothing; exit 1 if the page is stale")
    commands.add_parser("catalogues", help="bring locale/ up to date with the words in code and data")
    preparing = commands.add_parser("prepare", help="turn a big event table into what the dashboard serves")
    preparing.add_argument("path", type=Path, help="a Parquet or CSV file, or a folder of either")
    preparing.add_argument("--out", type=Path, help="where to (PATH with .atlas at its end)")
    preparing.add_argument("--size", type=int, default=250_000, help="events in a part")
    preparing.add_argument("--known-on", type=date.fromisoformat, action="append", default=[], metavar="DAY")
    chosen = parser.parse_args(arguments)
    if chosen.command == "prepare":
        # Loads the engine, which no other command needs.
        from atlas.big.prepare_command import prepare

        return prepare(chosen.path, chosen.out, size=chosen.size, known_on=chosen.known_on)
    if chosen.command == "catalogues":
        for line in catalogues.update():
            print(line)
        return 0
    if not (chosen.folder / "datapackage.json").is_file():
        parser.error(f"{chosen.folder} has no datapackage.json. Name the folder of the data package.")
    if chosen.command == "check":
        return check(chosen.folder)
    return codebook(chosen.folder, only_check=chosen.check)


if __name__ == "__main__":
    sys.exit(main())
