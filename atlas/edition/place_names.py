"""What a link means by a place: its code, whatever the language, the spelling or the name that it had once."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from rapidfuzz import process
from rapidfuzz.distance import OSA

from atlas.edition.codebook import Codebook
from atlas.edition.places import KINDS, REGION_KINDS, place_key
from atlas.words.language import LANGUAGES, _, current, in_language, list_words
from atlas.words.spellings import sound

SHORTEST = 5
"""The letters that a name needs to be taken for a slip of another, as in a search."""

Ranks = Sequence[Iterable[tuple[str, str]]]
"""Names, each with the code of its place: those that count first come first."""


@dataclass(frozen=True)
class PlaceNames:
    """The names of towns or of regions, ready to be looked up. ``labels``: by language what each code is called."""

    labels: Mapping[str, Mapping[str, str]]
    ranks: tuple[Mapping[str, tuple[str, ...]], ...]
    """By key the codes that a name stands for: exact names first, then what only sounds alike."""
    forms: Callable[[str], Sequence[str]]
    """How a name may be written here, that which counts first first: with the word for town, then without it."""

    def meant(self, text: str) -> tuple[str, ...]:
        """The codes that a name may stand for: none where it is no name here, several where it is ambiguous."""
        half = len(self.ranks) // 2
        for name in self.forms(text):
            keys = [place_key(name)] * half + [sound(name)] * half
            if found := next(
                (rank[key] for rank, key in zip(self.ranks, keys, strict=True) if key in rank), ()
            ):
                return found
        return ()

    def near(self, text: str) -> tuple[str, ...]:
        """The codes whose names are nearest to a text that is no name here: one slip in five to eight letters, two in
        more, never in the first."""
        key = sound(self.forms(text)[-1])
        if len(key) < SHORTEST:
            return ()
        slips = 1 if len(key) < 9 else 2
        found: dict[str, int] = {}
        for keys in self.ranks[len(self.ranks) // 2 :]:
            candidates = [one for one in keys if one[0] == key[0]]
            for hit, distance, _at in process.extract(
                key, candidates, scorer=OSA.distance, score_cutoff=slips, limit=None
            ):
                found |= {code: min(int(distance), found.get(code, slips)) for code in keys[hit]}
        least = min(found.values(), default=0)
        return tuple(code for code, distance in found.items() if distance == least)

    def label(self, code: str) -> str:
        """What a place is called in the reader's language; its code where it has no name."""
        return self.labels.get(current(), {}).get(code, code)


def perhaps(names: PlaceNames, codes: Sequence[str]) -> str:
    """“ Did you mean X or Y?” in the reader's language; empty where there are none."""
    labels = list_words([names.label(code) for code in codes], "or")
    return " " + _("Did you mean {value}?").format(value=labels) if codes else ""


def _named(
    labels: Mapping[str, Mapping[str, str]], ranks: Ranks, forms: Callable[[str], Sequence[str]]
) -> PlaceNames:
    listed = [list(names) for names in ranks]
    keyed: list[Mapping[str, tuple[str, ...]]] = []
    make: Callable[[str], str]
    for make in (place_key, sound):
        for names in listed:
            found: dict[str, tuple[str, ...]] = {}
            for name, code in names:
                if key := make(name):
                    found[key] = tuple(dict.fromkeys((*found.get(key, ()), code)))
            keyed.append(found)
    return PlaceNames(labels, tuple(keyed), forms)


def town_names(gazetteer: pd.DataFrame) -> PlaceNames:
    """The towns of a gazetteer (as ``gazetteer.read_gazetteer``, in English): by today's names, then by former ones,
    then by other spellings. Towns that a language calls alike are told apart by their region's code."""
    today: list[tuple[str, str]] = []
    former: list[tuple[str, str]] = []
    spelt: list[tuple[str, str]] = []
    labels: dict[str, dict[str, str]] = {code: {} for code in LANGUAGES}
    for key, town in gazetteer.iterrows():
        city = str(key)
        names = {"en": city, "kk": str(town.name_kk or city), "ru": str(town.name_ru or city)}
        today += [(name, city) for name in names.values()]
        former += [(str(one[it]), city) for one in town.former_names for it in _SPELLINGS if one.get(it)]
        spelt += [(str(alias), city) for alias in town.aliases]
        for code, name in names.items():
            labels[code][city] = name
    for code, named in labels.items():
        count = pd.Series(named).value_counts()
        alike = [city for city, name in named.items() if count[name] > 1]
        labels[code] |= {city: f"{named[city]} [{city}]" for city in alike}
    return _named(labels, (today, former, spelt), _of_town)


def _of_town(text: str) -> Sequence[str]:
    return text, re.sub(KINDS, " ", text.casefold())


_SPELLINGS = ("name", "name_ru", "name_kk")


def region_names(regions: pd.DataFrame, ended: Mapping[str, str], codebook: Codebook) -> PlaceNames:
    """The regions of today (as ``gazetteer.read_regions``) and of former divisions (``ended``: code and English label):
    by their full names, then without the word for region, which the town of the same name has too."""
    labels: dict[str, dict[str, str]] = {code: {} for code in LANGUAGES}
    whole: list[tuple[str, str]] = []
    english = {term.value: term.label for term in codebook.terms("events", "region")}
    every = {str(region): english.get(str(region), str(region)) for region in regions.index}
    for code, label in (every | dict(ended)).items():
        names = [code, *(in_language(language, label) for language in LANGUAGES)]
        for language, name in zip(LANGUAGES, names[1:], strict=True):
            labels[language][code] = name
        if code in regions.index:
            names += [str(regions.loc[code, column]) for column in ("name_kk", "name_ru")]
        whole += [(_of_region(name)[0], code) for name in names]
    bare = [(name.removesuffix(_REGION), code) for name, code in whole if name.endswith(_REGION)]
    return _named(labels, (whole, bare), _of_region)


_REGION = " region"


def _of_region(text: str) -> Sequence[str]:
    # Whichever word for region it is and wherever it stands: область Абай, Абай облысы, Abai oblast.
    bare = re.sub(REGION_KINDS, " ", text.casefold())
    return (bare.strip() + _REGION,) if bare != text.casefold() else (bare.strip(),)
