"""What a prepared folder holds, piece by piece with its checksum, written so that a kill leaves the old one or the new."""

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from atlas.tally.tallies import RULES

NAME = "manifest.json"
FORMAT = 1
AGAIN = "Prepare the table again, into a new folder: python -m atlas prepare TABLE --out FOLDER"


@dataclass
class Manifest:
    """``facts``: from what the folder is made and how; ``pieces``: the sha-256 of each file, by its name in it."""

    folder: Path
    facts: dict[str, Any] = field(default_factory=dict)
    pieces: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """The manifest of a folder; an empty one where there is none. Raises ValueError with what to run for one of
        another format, or tallied by other rules than these."""
        path = folder / NAME
        if not path.is_file():
            return cls(folder)
        document = json.loads(path.read_text(encoding="utf-8"))
        if document.get("format") != FORMAT:
            raise ValueError(f"{path} was written by another version. {AGAIN}")
        if document.get("rules") != RULES:
            raise ValueError(f"{folder} was tallied by rules that no longer hold (docs/method.md). {AGAIN}")
        return cls(folder, document["facts"], document["pieces"])

    def write(self) -> None:
        """Put it in place of the last one in a single step."""
        document = {
            "format": FORMAT,
            "rules": RULES,
            "facts": self.facts,
            "pieces": dict(sorted(self.pieces.items())),
        }
        placed(
            self.folder / NAME,
            lambda path: path.write_text(
                json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
            ),
        )

    def add(self, names: Mapping[str, Path]) -> None:
        """Note finished files by their names, and write."""
        self.pieces |= {name: checksum(path) for name, path in names.items()}
        self.write()

    def sound(self, name: str) -> bool:
        """Whether a piece is noted, there, and what it was when it was made."""
        path = self.folder / name
        return name in self.pieces and path.is_file() and checksum(path) == self.pieces[name]

    def broken(self) -> list[str]:
        """The pieces that are noted and are no longer what they were."""
        return [name for name in sorted(self.pieces) if not self.sound(name)]


def placed(path: Path, write: Callable[[Path], object], *, flushed: bool = True) -> None:
    """Let ``write`` make a file beside ``path`` and move it there once it is whole; ``flushed``: and on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}")
    write(unfinished)
    if flushed:
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
    unfinished.replace(path)


def checksum(path: Path) -> str:
    """The sha-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
