"""Brings the catalogues under locale/ up to date with the words in code and descriptor: `make catalogues`."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.pofile import read_po, write_po

from atlas import DATA
from atlas.words.language import LANGUAGE_NAMES, LANGUAGES, LOCALES

ROOT = LOCALES.parent
ROOMS = ("api", "atlas", "pages", "ui")
CALLS = {"_": 1, "N_": 1, "ngettext": 2}
"""What asks the catalogue for words, and how many of its arguments are words."""
WORDED = ("title", "description", "label", "message", "remedy")
"""The members of the descriptor that a reader sees."""


def descriptor_words(descriptor: Path = DATA / "datapackage.json") -> list[str]:
    """The words of a descriptor that a reader sees: titles, descriptions, labels, messages and remedies."""
    return list(dict.fromkeys(_words(json.loads(descriptor.read_text(encoding="utf-8")))))


def _words(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "message" and isinstance(value, str):
                # It stands in sentences, without its full stop.
                yield value.rstrip(".")
            elif name in WORDED and isinstance(value, str):
                yield value
            elif name not in ("licenses", "contributors", "sources"):
                yield from _words(value)
    elif isinstance(part, list):
        for value in part:
            yield from _words(value)


def code_words(module: Path) -> list[str | tuple[str, str]]:
    """The words of a module, in its order: what it hands to ``_``, ``N_`` and ``ngettext`` as it stands there.

    By Python's own grammar and not by Babel's extractor, which does not look into f-strings.
    """
    found: list[str | tuple[str, str]] = []
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            given = node.args[: CALLS[node.func.id]]
            words = [each.value for each in given if isinstance(each, ast.Constant)]
            texts = [each for each in words if isinstance(each, str)]
            if texts and len(texts) == len(given):
                found.append(texts[0] if len(texts) == 1 else (texts[0], texts[1]))
    return found


def template() -> Catalog:
    """Every message of the product with the files it stands in."""
    catalogue = Catalog(charset="utf-8")
    for room in ROOMS:
        for module in sorted((ROOT / room).rglob("*.py")):
            for message in code_words(module):
                # Without line numbers: else every edit of the code would change the catalogues.
                catalogue.add(message, locations=[(module.relative_to(ROOT).as_posix(), 0)])
    for message in descriptor_words():
        catalogue.add(message, locations=[("data/datapackage.json", 0)])
    return catalogue


def path_of(code: str) -> Path:
    """The catalogue of a language."""
    return LOCALES / code / "LC_MESSAGES" / "atlas.po"


def read(code: str) -> Catalog:
    """The catalogue of a language as it stands; an empty one where there is none yet."""
    path = path_of(code)
    if path.is_file():
        with path.open("rb") as file:
            return read_po(file, locale=code)
    return Catalog(
        locale=code,
        project="Kazakhstan Protest Atlas",
        version="1",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        charset="utf-8",
        fuzzy=False,
    )


def update() -> Iterator[str]:
    """Bring every catalogue up to date, keeping what is translated; a line on each for the terminal."""
    wanted = template()
    for code in (code for code in LANGUAGES if code != "en"):
        catalogue, path = read(code), path_of(code)
        # Else every run would change the file by its date alone.
        wanted.creation_date = catalogue.creation_date
        catalogue.update(wanted, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.header_comment = f"# {LANGUAGE_NAMES[code]}: what readers see. Words: docs/glossary.md."
        catalogue.fuzzy = False
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=110, include_lineno=False)
        missing = [message for message in catalogue if message.id and not all(strings(message))]
        yield f"{path.relative_to(ROOT)}: {len(catalogue)} messages, {len(missing)} to translate"


def strings(message: Message) -> list[str]:
    """The translations of a message: one, or one for each plural form; empty where one is missing."""
    found = message.string or ""
    return [found] if isinstance(found, str) else list(found)


def gaps(catalogue: Catalog, wanted: Catalog) -> Iterator[str]:
    """What keeps a catalogue from being complete, one line each: messages that are missing, untranslated, marked as
    uncertain, no longer in use, or whose translation has other placeholders than the original."""
    known = {message.id for message in catalogue if message.id}
    needed = {message.id for message in wanted if message.id}
    yield from (f"missing: {words}" for words in sorted(needed - known, key=str))
    yield from (f"not in use: {words}" for words in sorted(known - needed, key=str))
    for message in catalogue:
        if not message.id or message.id not in needed:
            continue
        if message.fuzzy:
            yield f"uncertain: {message.id}"
        forms = strings(message)
        if not all(forms) or (message.pluralizable and len(forms) != catalogue.num_plurals):
            yield f"not translated: {message.id}"
            continue
        originals = [message.id] if isinstance(message.id, str) else list(message.id)
        allowed = [placeholders(original) for original in originals]
        yield from (f"placeholders differ: {form}" for form in forms if placeholders(form) not in allowed)


def placeholders(text: str) -> list[str]:
    """What a text leaves to be filled in, and the code words in it, in alphabetical order."""
    return sorted(re.findall(r"\{[^{}]*\}|`[^`]*`", text))
