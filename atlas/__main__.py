"""The editor's commands: ``python -m atlas check data/``, ``draft``, ``seal``, ``codebook [--check]``, ``catalogues``,
``prepare PATH``."""

import argparse
import sys
from datetime import date
from pathlib import Path

from atlas import DATA
from atlas.downloads.codebook_page import files
from atlas.edition import release, translations
from atlas.edition.codebook import read_codebook
from atlas.edition.edition import read_edition
from atlas.edition.problem import UnreadableData
from atlas.words import catalogues


def check(folder: Path) -> int:
    """Print every problem of a data folder and how much it holds; 1 if there is any problem, else 0."""
    try:
        edition = read_edition(folder)
    except UnreadableData as error:
        print(f"{error}\n1 problem; nothing else can be checked before it is mended")
        return 1
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
        "outside_counts",
        "translations",
    )
    counts = [f"{len(getattr(edition, name))} {name.replace('_', ' ')}" for name in tables]
    print(f"{folder}: {', '.join(counts)}, {len(edition.gazetteer)} towns; version {edition.version}")
    for file, rows in edition.set_aside.items():
        print(
            f"{file}: {rows} {'row' if rows == 1 else 'rows'} set aside (broken, or leaning on a broken row)"
        )
    if release.is_draft(edition.version):
        print("A draft: not compared with a released edition. Release it: python -m atlas seal")
    print(f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}")
    return 1 if problems else 0


def draft(folder: Path) -> int:
    """Open an edition for work, so that its files may differ from what was released."""
    version = release.draft(folder)
    _pages_anew(folder)
    print(f"{folder} is the draft {version} now. Write what you change in {folder / release.HISTORY}.")
    return 0


def seal(folder: Path) -> int:
    """Release the draft: counts and hashes of its files into the descriptor. 1, and nothing changed, where the data have
    a problem or the history of changes lacks the version."""
    try:
        before = read_edition(folder)
        problems = [*before.problems, *translations.check(before)]
        # What is not sealed yet, or anew, is what this command is for.
        unsealed = {problem.words() for problem in release.check_release(before.codebook)}
        left = [problem.words() for problem in problems if problem.words() not in unsealed]
        if left:
            print(*left, "Not sealed: mend these first.", sep="\n")
            return 1
        if not release.is_draft(before.version) and any(
            "hash" in one for one in before.codebook.descriptor["resources"]
        ):
            print(
                f"{before.version} is sealed already. What is changed after a release gets a version of its own: run "
                f"python -m atlas draft {folder}"
            )
            return 1
        version = release.seal(folder)
    except ValueError as error:
        print(f"Not sealed. {error}")
        return 1
    _pages_anew(folder)
    print(f"{folder} is released as {version}: its descriptor holds rows, bytes and hash of every file.")
    return 0


def _pages_anew(folder: Path) -> None:
    # Their title names the version.
    read_codebook.cache_clear()
    codebook(folder, only_check=False)


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
    for name, words in (
        ("draft", "open a released edition for work: its version gets -draft, its seals go"),
        ("seal", "release the draft: rows, bytes and hash of each file into datapackage.json"),
    ):
        commands.add_parser(name, help=words).add_argument("folder", nargs="?", type=Path, default=DATA)
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
    if chosen.command in ("check", "draft", "seal"):
        return {"check": check, "draft": draft, "seal": seal}[chosen.command](chosen.folder)
    return codebook(chosen.folder, only_check=chosen.check)


if __name__ == "__main__":
    sys.exit(main())
