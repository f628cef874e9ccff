"""Finds events by the reader's words, whatever the alphabet, the spelling or the name the town had then, best first."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from atlas.edition.edition import Edition, kept
from atlas.folds.search_index import SHORTEST, Index, index
from atlas.words.spellings import WORD, endings, sound, sounds


@dataclass(frozen=True)
class Answer:
    """What a query finds: ``scores`` per event, 0 where it is not found; ``near`` holds the spellings in the data
    that were taken for words which nothing mentions, as keys of ``sound``."""

    scores: npt.NDArray[np.int64]
    words: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


def answer(edition: Edition, query: str) -> Answer:
    """What the query finds in the edition, in whatever language it is shown."""
    return _answer(edition.english or edition, query)


@kept(256)
def _answer(edition: Edition, query: str) -> Answer:
    known, words = index(edition), sounds(query)
    if not words:
        return Answer(np.ones(known.count, dtype=np.int64))
    scores = _of_words(known, words)
    if scores.any():
        return Answer(scores, tuple(words))
    # A name spelled in syllables sounds otherwise as a whole than its parts one after another: tie mi er tao.
    whole = sounds("".join(query.split()))
    if len(whole) == 1 < len(words) and (scores := known.scores(whole[0]) * len(words)).any():
        return Answer(scores, tuple(whole))
    # A word that is still being typed may end in half a sound.
    if longer := [each for each in endings(words[-1]) if each in known]:
        scores = np.maximum.reduce([_of_words(known, [*words[:-1], each]) for each in longer])
        if scores.any():
            return Answer(scores, (*words[:-1], *longer))
    return _near(known, words)


def _of_words(known: Index, words: Sequence[str]) -> npt.NDArray[np.int64]:
    """The scores of events that mention every word, two neighbours or all of them taken as one word too."""
    best = _all(known.scores(word) for word in words)
    if len(words) > 1:
        np.maximum(best, known.scores("".join(words)) * len(words), out=best)
    if len(words) > 2:
        for at in range(len(words) - 1):
            joined = words[at] + words[at + 1]
            rest = [*words[:at], joined, *words[at + 2 :]]
            np.maximum(best, _all(known.scores(word) for word in rest), out=best)
    return best


def _all(scores: Iterable[npt.NDArray[np.int64]]) -> npt.NDArray[np.int64]:
    """The sum of the scores where none is 0."""
    table = np.stack(list(scores))
    total: npt.NDArray[np.int64] = np.where((table > 0).all(axis=0), table.sum(axis=0), 0)
    return total


def _near(known: Index, words: Sequence[str]) -> Answer:
    """The same with each word that nothing mentions taken for those nearest to it: one slip in a word of five to eight
    letters, two in a longer one, never in its first."""
    near: list[str] = []
    tables: list[npt.NDArray[np.int64]] = []
    for word in words:
        if word in known:
            tables.append(known.scores(word))
            continue
        if len(word) < SHORTEST:
            return Answer(np.zeros(known.count, dtype=np.int64))
        slips = 1 if len(word) < 9 else 2
        candidates = known.by_first.get(word[0], [])
        hits = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=slips, limit=None)
        if not hits:
            return Answer(np.zeros(known.count, dtype=np.int64))
        least = min(distance for _word, distance, _at in hits)
        nearest = [hit for hit, distance, _at in hits if distance == least]
        near += nearest
        tables.append(np.maximum.reduce([known.scores(each) for each in nearest]))
    return Answer(_all(tables), tuple(word for word in words if word in known), tuple(dict.fromkeys(near)))


def found(edition: Edition, query: str) -> npt.NDArray[np.bool_]:
    """Which events mention every word of the query, each as a word or its beginning; all where it has none."""
    return answer(edition, query).scores > 0


def ranked(edition: Edition, query: str) -> npt.NDArray[np.intp]:
    """The places in ``edition.events`` of what the query finds, best first: what names the town or the title before
    what only mentions it in passing; of equals the latest first."""
    scores = answer(edition, query).scores
    # The last key counts first.
    order = np.lexsort((-np.arange(len(scores)), -scores))
    return order[scores[order] > 0].astype(np.intp)


def other_name(edition: Edition, city: str, query: str, language: str) -> str:
    """A name of the town, in some language or at some time, that the query hits with all its words; one in the given
    language if there is any; empty where there is none."""
    keys = sounds(query)
    if not keys or city not in edition.gazetteer.index:
        return ""
    town = edition.gazetteer.loc[city]
    members = ["name", "name_ru", "name_kk"]
    members.sort(key=lambda member: member != ("name" if language == "en" else f"name_{language}"))
    names = [str(former[one]) for one in members for former in town.former_names if former.get(one)]
    names += [city, str(town.name_ru), str(town.name_kk), *town.aliases]
    for name in names:
        words = [*sounds(name), sound(name)]
        if all(any(word.startswith(key) for word in words) for key in keys) or sound(name) == "".join(keys):
            return name
    return ""


def marked(edition: Edition, text: str, query: str) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is a word that the query hits. The pieces make up the text."""
    if not sounds(query):
        return [(text, False)] if text else []
    heard = answer(edition, query)
    near, keys = set(heard.near), heard.words
    whole = "".join(keys)
    text = unicodedata.normalize("NFC", text)
    words = [(word.start(), word.end(), sound(word.group())) for word in WORD.finditer(text)]
    spans = [
        (start, end) for start, end, key in words if key in near or any(key.startswith(each) for each in keys)
    ]
    for (start, _end, one), (_start, end, other) in pairwise(words):
        # Two words here, one word there: Zhana Ozen, Nur-Sultan.
        if any(len(each) > len(one) and (one + other).startswith(each) for each in (*keys, whole)):
            spans.append((start, end))
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(spans):
        if start >= at:
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
    pieces.append((text[at:], False))
    return [piece for piece in pieces if piece[0]]
