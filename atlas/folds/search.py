"""Finds events by the reader's words, whatever the alphabet, the spelling or the name the town had then, best first."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
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
        # Nothing asked for leaves everything in; signs alone stand in no event.
        everything = np.zeros if query.strip() else np.ones
        return Answer(everything(known.count, dtype=np.int64))
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
    """The scores of events that mention every word, two neighbours or all of them taken as one word too.

    Each word, each pair and the whole are looked up once: what a query costs grows as its words do, not as their square.
    """
    before, apart = None, known.scores(words[0])
    # The best with one pair taken as one word so far, and the best without.
    paired = np.zeros_like(apart)
    for one, other in pairwise(words):
        scores = known.scores(other)
        pair = known.scores(one + other)
        ended = pair if before is None else _both(before, pair)
        # A pair counts as one word: of two words alone it is the whole, which weighs as much as both.
        before, paired, apart = apart, np.maximum(_both(paired, scores), ended), _both(apart, scores)
    best = np.maximum(apart, paired) if len(words) > 2 else apart
    if len(words) > 1:
        np.maximum(best, known.scores("".join(words)) * len(words), out=best)
    return best


def _both(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The sum of two scores where neither is 0."""
    total: npt.NDArray[np.int64] = np.where((one > 0) & (other > 0), one + other, 0)
    return total


def _all(scores: Iterable[npt.NDArray[np.int64]]) -> npt.NDArray[np.int64]:
    """The sum of the scores where none is 0."""
    return reduce(_both, scores)


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
    """Which events mention every word of the query, each as a word or its beginning; all where it is empty, none where
    it has signs only."""
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
    hit = set(spans)
    for (start, until, one), (begin, end, other) in pairwise(words):
        if (start, until) in hit and (begin, end) in hit:
            continue
        # Two words here, one word there: Zhana Ozen, Nur-Sultan.
        if any(len(each) > len(one) and (one + other).startswith(each) for each in (*keys, whole)):
            spans.append((start, end))
    # One hit may lie in another, as Zhana in Zhana Ozen: both are one mark.
    hits: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if hits and start < hits[-1][1]:
            hits[-1] = (hits[-1][0], max(end, hits[-1][1]))
        else:
            hits.append((start, end))
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in hits:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((text[at:], False))
    return [piece for piece in pieces if piece[0]]
