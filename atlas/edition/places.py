"""Finds the towns that a cell names: in any language, by old names, several in one cell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
from anyascii import anyascii

from atlas.edition.codebook import Codebook
from atlas.words.spellings import folded

SAME_LETTER = str.maketrans("әғқңөұүһі", "агкноууhи")
NATIONWIDE = (
    *("nationwide", "national", "nation wide", "countrywide", "whole country", "across the country"),
    *(
        "kazakhstan",
        "across kazakhstan",
        "republic of kazakhstan",
        "казахстан",
        "весь казахстан",
        "қазақстан",
    ),
    *("по всей стране", "вся страна", "республика казахстан", "по казахстану", "бүкіл ел", "бүкіл қазақстан"),
)
KINDS = r"\b(?:the )?(?:city|town|village|settlement|of|г|гор|город|города|городе|поселок|пос|село|с|қ|қаласы|қала|ауылы)\b"
REGION_KINDS = r"\b(?:region|oblast|oblasty|province|district|область|обл|области|облысы|облыс|oblysy)\b"
BETWEEN = r"\s*(?:,|/|\+|&|\band\b|\bи\b|\bжәне\b|\bмен\b)\s*"


def place_key(text: str) -> str:
    """What the spellings of one name share: no case, accents, spaces or dashes, Kazakh letters as Russian ones."""
    return folded(text.casefold().translate(SAME_LETTER)).replace(" ", "")


@dataclass(frozen=True)
class Found:
    """What a cell names. ``cities``: names of the gazetteer; ``unknown``: names it lacks; ``region``: a code
    of the codebook; ``nationwide``: the whole country."""

    cities: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    region: str = ""
    nationwide: bool = False

    @property
    def several(self) -> bool:
        """Whether the cell names more than one place."""
        return len(self.cities) + len(self.unknown) > 1


class Places:
    """The names of a gazetteer (as ``gazetteer.read_gazetteer``) and of the regions, ready to be looked up."""

    def __init__(self, gazetteer: pd.DataFrame, regions: pd.DataFrame, codebook: Codebook) -> None:
        self._cities: dict[str, str] = {}
        # What a town is called today goes before what another was called once, and both before spellings.
        ranks: list[list[tuple[str, str]]] = [[], [], []]
        for city, town in gazetteer.iterrows():
            ranks[0] += [(name, str(city)) for name in (str(city), town.name_kk, town.name_ru)]
            spellings = ("name", "name_ru", "name_kk")
            former = [name[one] for name in town.former_names for one in spellings if name.get(one)]
            ranks[1] += [(name, str(city)) for name in former]
            ranks[2] += [(alias, str(city)) for alias in town.aliases]
        for names in ranks:
            for name, city in names:
                if key := place_key(name):
                    self._cities.setdefault(key, city)
        self._regions: dict[str, str] = {}
        for region, names_of in regions.iterrows():
            label = codebook.label("events", "region", str(region))
            for name in (str(region), names_of.name_kk, names_of.name_ru, label):
                key = place_key(re.sub(REGION_KINDS, " ", str(name).casefold()))
                self._regions.setdefault(key, str(region))
        self._nationwide = {place_key(name) for name in NATIONWIDE}
        self._seen: dict[str, Found] = {}

    def city(self, text: str) -> str:
        """The town of that name, empty where the gazetteer has none."""
        plain = re.sub(r"\([^)]*\)$", "", text.casefold().strip())
        bare = re.sub(KINDS, " ", plain)
        # Last as Latin letters: Целиноград is Tselinograd, which the gazetteer has only so.
        for name in dict.fromkeys((text, plain, bare, bare if bare.isascii() else anyascii(bare))):
            if city := self._cities.get(place_key(name)):
                return city
        return ""

    def region(self, text: str, *, bare: bool = False) -> str:
        """The region of that name; ``bare``: also without a word for region beside it."""
        plain = text.casefold()
        short = re.sub(REGION_KINDS, " ", plain)
        return self._regions.get(place_key(short), "") if bare or short != plain else ""

    def nationwide(self, text: str) -> bool:
        """Whether the words mean the whole country."""
        return place_key(text) in self._nationwide

    def find(self, text: str) -> Found:
        """Everything that a cell names. It is divided at semicolons always, at commas, "and" and spaces only
        where every piece is known: "Lomé, Maritime Region" is one place."""
        found = self._seen.get(text)
        if found is None:
            found = self._seen[text] = self._find(text)
        return found

    def _find(self, text: str) -> Found:
        cities: list[str] = []
        unknown: list[str] = []
        regions: list[str] = []
        nationwide = False
        for piece in filter(None, (" ".join(piece.split()) for piece in re.split(r"[;\n]", text))):
            if self.nationwide(piece):
                nationwide = True
            elif one := self._known(piece):
                cities += one
            elif region := self.region(piece, bare=True):
                regions.append(region)
            else:
                unknown.append(piece)
        return Found(
            tuple(dict.fromkeys(cities)),
            tuple(dict.fromkeys(unknown)),
            regions[0] if len(regions) == 1 else "",
            nationwide or len(regions) > 1,
        )

    def _known(self, piece: str) -> list[str]:
        """The towns of a piece, none where a part of it is not known."""
        if city := self.city(piece):
            return [city]
        parts = [part for part in re.split(BETWEEN, piece) if part]
        if len(parts) > 1:
            towns = [self._words(part) for part in parts]
            named = [part for part, found in zip(parts, towns, strict=True) if not found]
            # "Zhanaozen, Mangystau Region, Kazakhstan": where a town lies is no other place.
            if towns[0] and all(self.region(part, bare=True) or self.nationwide(part) for part in named):
                return [city for found in towns for city in found]
            return []
        return self._words(piece)

    def _words(self, piece: str) -> list[str]:
        """Towns in a row with nothing but spaces between: the longest names first."""
        words = piece.split()
        if len(words) > 12:
            return []
        for length in range(len(words), 0, -1):
            if city := self.city(" ".join(words[:length])):
                if length == len(words):
                    return [city]
                if rest := self._words(" ".join(words[length:])):
                    return [city, *rest]
        return []


def in_words(names: Iterable[str]) -> str:
    """Names for a note, the first dozen of them."""
    listed = list(names)
    return ", ".join(listed[:12]) + (" …" if len(listed) > 12 else "")
