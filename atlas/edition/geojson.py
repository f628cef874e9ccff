"""Reads what stands as JSON in a data folder; a file that is missing or broken is named with its line and what to do."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from atlas.edition.problem import Problem, UnreadableData
from atlas.words.language import _


def read_json(folder: Path, name: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """The content of a JSON file of a data folder. Raises UnreadableData."""
    remedy = _("Put the file back, from git or from a copy of the edition.")
    try:
        return json.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UnreadableData(Problem(name, None, "", name, _("is missing"), remedy)) from None
    except UnicodeDecodeError:
        raise UnreadableData(Problem(name, None, "", name, _("is not in UTF-8"), remedy)) from None
    except json.JSONDecodeError as error:
        message = _("is not JSON, from the sign {sign} of this line on").format(sign=error.colno)
        remedy = _("Correct it there, or put the file back, from git or from a copy of the edition.")
        raise UnreadableData(Problem(name, error.lineno, "", name, message, remedy)) from None


def features(folder: Path, name: str, properties: tuple[str, ...]) -> list[Mapping[str, Any]]:
    """The features of a GeoJSON file, each with these properties and a geometry. Raises UnreadableData, which counts
    the features from 1."""
    content = read_json(folder, name)
    found = content.get("features") if isinstance(content, dict) else None
    if not isinstance(found, list) or not found:
        message = _("holds no features")
        remedy = _("Put the file back, from git or from a copy of the edition.")
        raise UnreadableData(Problem(name, None, "", name, message, remedy))
    for number, feature in enumerate(found, start=1):
        own = feature.get("properties") if isinstance(feature, dict) else None
        lacking = [each for each in properties if not isinstance(own, dict) or each not in own]
        if isinstance(feature, dict) and not isinstance(feature.get("geometry"), dict):
            lacking.append("geometry")
        if lacking:
            value = str(own.get("name", "")) if isinstance(own, dict) else ""
            message = _("lacks {names}").format(names=", ".join(lacking))
            remedy = _("Give the feature what the others have; leave a text empty where it is not known.")
            raise UnreadableData(Problem(name, number, lacking[0], value, message, remedy))
    return found
