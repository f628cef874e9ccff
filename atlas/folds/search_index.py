"""Which words stand in which events, in every language and spelling, and what a hit of each weighs."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.edition import actors
from atlas.edition.edition import Edition, kept
from atlas.edition.once import once
from atlas.edition.translations import spoken
from atlas.words.language import LANGUAGES
from atlas.words.spellings import WORD, sound

SHORTEST = 5
"""The letters that a word needs to be taken for a slip of another; below that, too many words are near."""

THEN, NAME, TITLE, OTHER_NAME, BODY, TEXT, ASIDE = 36, 32, 30, 16, 14, 6, 2
"""What a hit weighs: in the name that the town had at the event, where that was another; in a name of it, now or then; the title; another spelling of the town or the region;
campaign, organisers and their other names, place; the description; claimants and sources."""

WHOLE = 1
"""What a hit weighs more where it is the whole word and not its beginning."""


class _Builder:
    """Collects which words stand in which events, text by text: the same one is taken apart only once."""

    def __init__(self) -> None:
        self._sounds: dict[str, str] = {}
        self._ids: dict[str, int] = {}
        self._found: list[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], int]] = []

    def add(
        self,
        texts: Sequence[str] | pd.Series,
        rows: npt.NDArray[np.intp],
        weight: int,
        *,
        joined: bool = False,
    ) -> None:
        """Texts and the events that they stand in, one beside the other. ``joined``: also as one word, as Nursultan
        for Nur-Sultan."""
        codes, distinct = pd.factorize(np.asarray(texts, dtype=object))
        words = [self._words(str(text), joined) for text in distinct]
        lengths = np.array([len(each) for each in words], dtype=np.intp)
        counts = lengths[codes]
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        flat = np.array([each for of_text in words for each in of_text], dtype=np.intp)
        at = np.repeat((np.cumsum(lengths) - lengths)[codes], counts) + within
        self._found.append((np.repeat(rows, counts), flat[at], weight))

    def _words(self, text: str, joined: bool) -> list[int]:
        # Within a text only what a hyphen joins is also one word.
        whole = [text] if joined else [each for each in _HYPHENED.findall(text) if each.count("-") < 3]
        keys = {self._sound(word) for word in [*WORD.findall(unicodedata.normalize("NFC", text)), *whole]}
        return [self._ids.setdefault(key, len(self._ids)) for key in keys - {""}]

    def _sound(self, word: str) -> str:
        key = self._sounds.get(word)
        if key is None:
            key = self._sounds[word] = sound(word)
        return key

    def index(self, count: int) -> "Index":
        """The words in order, each event once with its greatest weight."""
        words = sorted(self._ids)
        rank = np.empty(len(words), dtype=np.intp)
        rank[[self._ids[word] for word in words]] = np.arange(len(words))
        rows = np.concatenate([rows for rows, _ids, _weight in self._found])
        ranks = rank[np.concatenate([ids for _rows, ids, _weight in self._found])]
        weights = np.concatenate([np.full(len(rows), weight) for rows, _ids, weight in self._found])
        # The last key counts first: of the same word in the same event the greatest weight comes first.
        order = np.lexsort((-weights, rows, ranks))
        rows, ranks, weights = rows[order], ranks[order], weights[order]
        first = np.ones(len(order), dtype=bool)
        first[1:] = (rows[1:] != rows[:-1]) | (ranks[1:] != ranks[:-1])
        starts = np.searchsorted(ranks[first], np.arange(len(words) + 1)).astype(np.intp)
        return Index(words, starts, rows[first], weights[first].astype(np.int64), count)


_IDS = re.compile(r"\b(?=[A-Za-z\d]*[a-z][A-Z]|[A-Z]{2,}[a-z]+\b)[A-Za-z\d]+\b")
"""Parts of an address that are no words but the mark of a video or a page, as wAqhVoK and ZJs: nobody looks for them."""

_HYPHENED = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)+")


@dataclass(frozen=True)
class Index:
    """Every word of an edition, with the events that it stands in: ``words`` sorted, ``starts`` their place in
    ``rows`` and ``weights`` (one more than there are words), ``count`` events."""

    words: list[str]
    starts: npt.NDArray[np.intp]
    rows: npt.NDArray[np.intp]
    weights: npt.NDArray[np.int64]
    count: int

    def scores(self, word: str) -> npt.NDArray[np.int64]:
        """Per event, what the best hit of a word or its beginning weighs; 0 where there is none."""
        scores = np.zeros(self.count, dtype=np.int64)
        first, end = bisect_left(self.words, word), bisect_left(self.words, word + "~")
        span = slice(self.starts[first], self.starts[end])
        np.maximum.at(scores, self.rows[span], self.weights[span])
        if first < end and self.words[first] == word:
            whole = slice(self.starts[first], self.starts[first + 1])
            np.maximum.at(scores, self.rows[whole], self.weights[whole] + WHOLE)
        return scores

    def __contains__(self, word: str) -> bool:
        at = bisect_left(self.words, word)
        return at < len(self.words) and self.words[at].startswith(word)

    @once
    def by_first(self) -> dict[str, list[str]]:
        """The words of four letters and more by their first letter, for near spellings."""
        found: dict[str, list[str]] = {}
        for word in self.words:
            if len(word) >= SHORTEST - 1 and not word[0].isdigit():
                found.setdefault(word[0], []).append(word)
        return found


@kept(1)
def index(edition: Edition) -> Index:
    """The index of an edition: its texts in every language, and every name of its towns."""
    builder, events = _Builder(), edition.events
    everywhere = np.arange(len(events))
    for code in LANGUAGES:
        data = spoken(edition, code)
        called = data.campaigns.name.to_dict()
        of_language = data.events.assign(campaign=[called.get(key, key) for key in data.events.campaign])
        for column, weight in _COLUMNS.items():
            # What is not translated is there already.
            new = of_language[column].to_numpy() != (events[column].to_numpy() if code != "en" else "")
            builder.add(of_language[column][new], everywhere[new], weight)
        named = dict(zip(data.actors.index, data.actors.name + ";" + data.actors.other_names, strict=True))
        for actor, rows in actors.organised(edition).items():
            for name in str(named[actor]).split(";"):
                builder.add([name] * len(rows), rows, BODY, joined=True)
        place = pd.Series(everywhere, index=events.event_id)
        builder.add(data.claims.claimant, place.loc[data.claims.event_id].to_numpy(), ASIDE)
    _add_places(builder, edition)
    builder.add(events.city_name_then, everywhere, THEN, joined=True)
    links = edition.event_sources
    slugs = edition.sources.url.str.replace(r"^https?://[^/]+", "", regex=True)
    told = edition.sources.title + " " + slugs.str.replace(_IDS, " ", regex=True)
    builder.add(told.loc[links.source_id], place.loc[links.event_id].to_numpy(), ASIDE)
    return builder.index(len(events))


_COLUMNS = {"title": TITLE, "description": TEXT, "organisers": BODY, "place": BODY, "campaign": BODY}


def _add_places(builder: _Builder, edition: Edition) -> None:
    for city, rows in _places(edition.events.city):
        if city in edition.gazetteer.index:
            for name, weight in _names(edition.gazetteer.loc[city]):
                builder.add([name] * len(rows), rows, weight, joined=True)
        else:
            builder.add([city] * len(rows), rows, NAME, joined=True)
    for region, rows in _places(edition.events.event_region):
        names = [region]
        if region in edition.regions.index:
            names += [str(edition.regions[column].loc[region]) for column in ("name_ru", "name_kk")]
        for name in names:
            builder.add([name] * len(rows), rows, OTHER_NAME)


def _places(values: pd.Series) -> Iterator[tuple[str, npt.NDArray[np.intp]]]:
    """Each value that is not empty, with the places of its rows."""
    codes, distinct = pd.factorize(values.to_numpy(dtype=object))
    order = np.argsort(codes, kind="stable")
    groups = np.split(order, np.cumsum(np.bincount(codes, minlength=len(distinct)))[:-1])
    yield from ((str(value), rows) for value, rows in zip(distinct, groups, strict=True) if value)


def _names(town: Any) -> Iterator[tuple[str, int]]:  # noqa: ANN401 - a row of the gazetteer
    """The names of a town with their weights; of a spelling of several short words only the whole is a name."""
    usual: Iterable[str] = (town.name, town.name_ru, town.name_kk)
    yield from ((name, NAME) for name in usual if name)
    for former in town.former_names:
        yield from ((former[part], NAME) for part in ("name", "name_ru", "name_kk") if former.get(part))
    for alias in town.aliases:
        short = any(len(word) < 3 for word in alias.split())
        yield (alias.replace(" ", "") if short else alias), OTHER_NAME
