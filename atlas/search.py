"""Finds events by the reader's words, whatever the case, the accents or the name the town had then."""

import unicodedata
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.edition import Edition


def folded(text: str) -> str:
    """Text without case, accents and punctuation: what two spellings of the same word share."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))


def haystack(edition: Edition) -> pd.Series:
    """Per event, in order, the folded text that a search looks through: title, description, campaign,
    organisers, place, region, and every name and spelling of the town in the gazetteer."""
    events = edition.events
    names = {city: _names(town) for city, town in edition.gazetteer.iterrows()}
    columns = ["title", "description", "campaign", "organisers", "place", "event_region", "city_name_then"]
    texts = (
        events[columns].agg(" ".join, axis=1) + " " + events.city.map(names).fillna("") + " " + events.city
    )
    return texts.map(folded)


def _names(town: pd.Series) -> str:
    former: Iterable[str] = (name["name"] for name in town.former_names)
    return " ".join([town.name_kk, town.name_ru, *former, *town.aliases])


def found(haystack: pd.Series, query: str) -> npt.NDArray[np.bool_]:
    """Which events mention every word of the query, each as a word or its beginning."""
    hits = np.ones(len(haystack), dtype=bool)
    for word in folded(query).split():
        hits &= (" " + haystack).str.contains(" " + word, regex=False).to_numpy()
    return hits
