"""Movements, parties, state bodies and people in public roles, and the events that name them as organisers."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.edition.edition import Edition, kept
from atlas.words.language import _
from atlas.words.spellings import folded


def names(name: str, other_names: str) -> list[str]:
    """Every name of an actor, the usual one first."""
    return [name, *(other for other in other_names.split("; ") if other)]


@kept(1)
def organised(edition: Edition) -> Mapping[str, npt.NDArray[np.intp]]:
    """Per ``actor_id``, the rows of ``edition.events`` that name the actor among their organisers.

    A name counts if it equals the actor's name or one of its other names, letter for letter: a likeness could
    take one movement for another.
    """
    # By the names of the original: a translation may spell an organiser and an actor in two ways.
    edition = edition.english or edition
    by_name: dict[str, list[int]] = {}
    for row, organisers in enumerate(edition.events.organisers):
        for name in dict.fromkeys(organisers.split("; ")):
            by_name.setdefault(name, []).append(row)
    return {
        str(actor.Index): np.unique(
            [row for name in names(str(actor.name), str(actor.other_names)) for row in by_name.get(name, ())]
        ).astype(np.intp)
        for actor in edition.actors.itertuples(name="Actor")
    }


@kept(1)
def _by_name(edition: Edition) -> Mapping[str, str]:
    edition = edition.english or edition
    return {
        name: str(actor.Index)
        for actor in edition.actors.itertuples(name="Actor")
        for name in names(str(actor.name), str(actor.other_names))
    }


def called(edition: Edition, name: str) -> str:
    """The ``actor_id`` of who has this name or other name in the language of the keys, letter for letter; empty where
    nobody has."""
    return _by_name(edition).get(name, "")


def found(actors: pd.DataFrame, text: str) -> pd.DataFrame:
    """The actors whose names or role mention every word of ``text``, each as a word or its beginning."""
    told = " " + (actors.name + " " + actors.other_names + " " + actors.role).map(folded)
    hits = np.ones(len(actors), dtype=bool)
    for word in folded(text).split():
        hits &= told.str.contains(" " + word, regex=False).to_numpy()
    return actors[hits]


def years_words(active_from: object, active_to: object) -> str:
    """The years of an actor as far as they are recorded: ``2001–2005``, ``from 2019``, or nothing."""
    if active_from is pd.NA and active_to is pd.NA:
        return ""
    if active_to is pd.NA:
        # Not "since": an empty end means still active or not recorded.
        return _("from {year}").format(year=active_from)
    if active_from is pd.NA:
        return _("until {year}").format(year=active_to)
    if active_from == active_to:
        return str(active_from)
    return _("{first}–{last}").format(first=active_from, last=active_to)
