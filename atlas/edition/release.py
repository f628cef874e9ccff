"""A released edition holds, file by file, what its descriptor says it holds; a draft is still being worked on.

The version in datapackage.json decides: ``1.1.0`` is released and sealed (``rows``, ``bytes``, ``hash`` of each file, as
Data Package names them), ``1.1.1-draft`` is not compared. vocabularies.csv is generated and has a check of its own.
"""

import csv
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from atlas.edition.codebook import Codebook
from atlas.edition.problem import Problem
from atlas.words.language import _, number

DRAFT = "-draft"
GENERATED = ("vocabularies.csv",)
HISTORY = "CHANGES.md"
SEAL = ("rows", "bytes", "hash")


def is_draft(version: str) -> bool:
    """Whether an edition is being worked on: versions such as ``1.1.1-draft``."""
    return "-" in version


def seal_of(folder: Path, resource: Mapping[str, Any]) -> dict[str, Any]:
    """What the descriptor says of a file once it is released: ``bytes`` and ``hash``, of a table ``rows`` too, without
    its header. Raises FileNotFoundError."""
    content = (folder / resource["path"]).read_bytes()
    seal: dict[str, Any] = {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    if "schema" in resource:
        rows = sum(
            1 for _row in csv.reader(content.decode("utf-8-sig", errors="replace").splitlines(keepends=True))
        )
        seal = {"rows": max(rows - 1, 0)} | seal
    return seal


def check_release(codebook: Codebook) -> list[Problem]:
    """Files of a released edition that are not what its descriptor says, and a history that lacks the version."""
    folder, version = codebook.folder, codebook.version
    problems = list(_history(folder, version))
    if is_draft(version):
        return problems
    remedy = _(
        "If the change is meant, run “python -m atlas draft {folder}” and, once it is done, “python -m atlas seal {folder}”; "
        "else put the file back as it was released."
    ).format(folder="data/")
    resources = [one for one in codebook.descriptor["resources"] if one["path"] not in GENERATED]
    if not any("hash" in resource for resource in resources):
        message = _("is a released version, and none of its files is sealed")
        return [*problems, Problem("datapackage.json", None, "version", version, message, remedy)]
    for resource in resources:
        file, said = resource["path"], {name: resource[name] for name in SEAL if name in resource}
        if not said.get("hash"):
            message = _("is not sealed, as the other files of version {version} are").format(version=version)
            problems.append(Problem(file, None, "", file, message, remedy))
        elif (folder / file).is_file():
            found = seal_of(folder, resource)
            if found != said:
                problems.append(Problem(file, None, "", file, _difference(said, found, version), remedy))
        elif "schema" not in resource:
            message = _("is missing")
            problems.append(Problem(file, None, "", file, message, remedy))
    return problems


def _difference(said: Mapping[str, Any], found: Mapping[str, Any], version: str) -> str:
    if said.get("rows") != found.get("rows"):
        return _("has {found} rows where the released version {version} has {said}").format(
            found=number(found["rows"]), version=version, said=number(said.get("rows", 0))
        )
    return _(
        "is not the file that was released as version {version}: same length of the table, another content"
    ).format(version=version)


def _history(folder: Path, version: str) -> Iterator[Problem]:
    remedy = _("Add a heading “## {version} (YYYY-MM-DD)” and below it a line for each change.").format(
        version=version.removesuffix(DRAFT)
    )
    if not (folder / HISTORY).is_file():
        yield Problem(HISTORY, None, "", HISTORY, _("is missing"), remedy)
    elif not _entry(folder, version):
        yield Problem(HISTORY, None, "", version, _("has no entry in the history of changes"), remedy)


def _entry(folder: Path, version: str) -> re.Match[str] | None:
    """The heading of a version with something below it; of a draft that of the coming version, or “Not yet released”."""
    names = [re.escape(version.removesuffix(DRAFT))]
    if is_draft(version):
        names.append("Not yet released")
    heading = rf"^## (?:{'|'.join(names)})(?: \((?P<day>\d{{4}}-\d\d-\d\d)\))?[ \t]*\n+(?!## )\S"
    return re.search(heading, (folder / HISTORY).read_text(encoding="utf-8"), re.MULTILINE)


def seal(folder: Path) -> str:
    """Release the draft in a folder: its version loses ``-draft``, ``created`` becomes the day of its entry in CHANGES.md,
    every file gets its seal. The version; ValueError with what to do where the history lacks a dated entry."""
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    version = str(descriptor["version"]).removesuffix(DRAFT)
    entry = _entry(folder, version)
    if not entry or not entry["day"]:
        raise ValueError(
            f"{HISTORY} has no dated entry for {version}. Add a heading “## {version} (YYYY-MM-DD)” with a line for each "
            "change, then seal again."
        )
    descriptor |= {"version": version, "created": f"{entry['day']}T00:00:00Z"}
    for resource in descriptor["resources"]:
        if resource["path"] not in GENERATED:
            resource.update(seal_of(folder, resource))
    _write(folder, descriptor)
    return version


def draft(folder: Path) -> str:
    """Open an edition for work: the seals go, the version becomes the next one with ``-draft``. The version."""
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    version = str(descriptor["version"])
    if not is_draft(version):
        *head, last = version.split(".")
        version = ".".join([*head, str(int(last) + 1)]) + DRAFT
    for resource in descriptor["resources"]:
        for name in SEAL:
            resource.pop(name, None)
    _write(folder, descriptor | {"version": version})
    return version


def _write(folder: Path, descriptor: Mapping[str, Any]) -> None:
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
