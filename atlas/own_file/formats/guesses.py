"""Guesses which column of a plain table holds what, by header names in three languages and by the cells."""

import re
from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd

from atlas.edition.places import Places
from atlas.own_file.reading import Reading
from atlas.words.dates_in_files import day_of, order_of
from atlas.words.language import N_
from atlas.words.numbers_in_words import is_missing, size_of

TARGETS: Mapping[str, str] = {
    "date": N_("Date"),
    "end_date": N_("End date"),
    "place": N_("Place"),
    "country": N_("Country"),
    "region": N_("Region"),
    "lat": N_("Latitude"),
    "lon": N_("Longitude"),
    "title": N_("Title"),
    "description": N_("Description"),
    "type": N_("Type of event"),
    "campaign": N_("Campaign"),
    "deaths": N_("Deaths"),
    "deaths_low": N_("Deaths, at least"),
    "deaths_high": N_("Deaths, at most"),
    "injured": N_("Injured"),
    "detained": N_("Detained"),
    "participants": N_("Participants"),
    "source": N_("Source"),
    "url": N_("Web address of the source"),
    "claimant": N_("Who gives the figures"),
    "side": N_("Side of who gives the figures"),
}
"""What a column of a plain table can hold, with its title, in the order of the screen."""

NAMES: Mapping[str, str] = {
    "date": r"(event|start|begin)? ?(date|day|datum)|date (of event|start|from)|sqldate|дата( события| начала)?|начало|когда|"
    r"күні|(басталу|өткен) күні|мерзімі|date time|timestamp|when",
    "end_date": r"(end|finish|last) ?(date|day)|date (end|to)|дата (окончания|конца)|окончание|аяқталу күні|аяқталуы",
    "place": r"(event )?(place|city|town|location|locality|settlement|venue|where)( name)?|actiongeo fullname|город|место"
    r"( проведения)?|населенный пункт|населённый пункт|локация|где|қала|орны|өткен жері|елді мекен|жер",
    "country": r"country( name)?|страна|ел|мемлекет",
    "region": r"region|oblast|province|state|admin1|adm 1|область|регион|облыс|өңір",
    "lat": r"(actiongeo )?lat(itude)?|y|широта|ендік",
    "lon": r"(actiongeo )?(lon|lng|long|longitude)|x|долгота|бойлық",
    "title": r"title|headline( ?segment)?|event( name)?|name|заголовок|название|событие|атауы|тақырып|оқиға",
    "description": r"(event )?description|notes?|summary|details|text|comments?|описание|примечани[ея]|подробности|текст|"
    r"сипаттама(сы)?|ескерту|мәтін",
    "type": r"(event|protest)? ?(type|category|kind|form)|тип|вид|категория|форма|түрі",
    "campaign": r"campaign|wave|кампания|науқан",
    "deaths": r"deaths?|killed|fatalities|dead|died|fatal|погибш(ие|их)|погибло|убит(ые|о)|смерти|жертвы|умерло|қаза тапқандар|"
    r"қаза болғандар|өлгендер|өлім",
    "deaths_low": r"(deaths?|killed|fatalities) (low|min(imum)?)|(low|min) (deaths?|killed|fatalities)|погибшие мин(имум)?",
    "deaths_high": r"(deaths?|killed|fatalities) (high|max(imum)?)|(high|max) (deaths?|killed|fatalities)|погибшие макс(имум)?",
    "injured": r"injur(ed|ies)|wounded|пострадавш(ие|их)|пострадало|ранен(ые|о|ных)|травмы|жараланғандар|жарақат алғандар",
    "detained": r"detain(ed|ees)|detentions?|arrest(s|ed)?|задержан(ные|о|ия|ных)|задержано человек|аресты|арестованные|"
    r"ұсталғандар|қамалғандар|тұтқындалғандар",
    "participants": r"participants?( number)?|crowd( size)?|size|turnout|attendance|protesters|number of (participants|protesters|people)|"
    r"участник(и|ов)|число участников|количество участников|численность|қатысушылар( саны)?",
    "source": r"sources?( name)?|publisher|media|outlet|источник(и)?|сми|дереккөз|дерек көзі",
    "url": r"(source ?)?(url|link|href|web ?address)s?|адрес|ссылка|сілтеме",
    "claimant": r"claimant|according to|reported by|who says|по данным|со слов|кто сообщил|кімнің дерегі|айтқан",
    "side": r"side|сторона|тарап",
}
"""How a header spells each target, on the header's words in small letters with single spaces."""


FIGURES = frozenset({"deaths", "deaths_low", "deaths_high", "injured", "detained", "participants"})


def guess(reading: Reading, places: Places) -> dict[str, str | None]:
    """Per target the column that seems to hold it, or None; no column is given twice."""
    words = {column: header_words(column) for column in reading.columns}
    found: dict[str, str | None] = dict.fromkeys(TARGETS)
    free = list(reading.columns)

    def take(target: str, fits: Callable[[str], bool]) -> None:
        column = next((column for column in free if fits(column)), None)
        if found[target] is None and column is not None:
            found[target] = column
            free.remove(column)

    for target in ("deaths_low", "deaths_high", *TARGETS):
        take(target, partial(_is_named, words, NAMES[target]))
    head = reading.rows.head(200)
    for target in TARGETS:
        if target not in ("title", "lat", "lon"):
            spelt = rf"(?:^|\W)(?:{NAMES[target]})(?:$|\W)"
            take(target, partial(_looks, head, words, spelt, target in FIGURES))
    take("date", lambda column: _share(head[column], _is_date(head[column])) > 0.8)
    take("place", lambda column: _share(head[column], lambda cell: bool(places.find(cell).cities)) > 0.5)
    take(
        "url",
        lambda column: _share(head[column], lambda cell: cell.startswith(("http://", "https://"))) > 0.8,
    )
    return found


def header_words(column: str) -> str:
    """A header in small letters: ``ActionGeo_FullName`` is "actiongeo fullname"."""
    # Not SQLDATE, not HeadlineSegment: capitals inside a word do not divide it.
    return " ".join(re.split(r"[\W_]+", column.casefold())).strip()


def _is_named(words: Mapping[str, str], spelt: str, column: str) -> bool:
    return bool(re.fullmatch(spelt, words[column]))


def _looks(head: pd.DataFrame, words: Mapping[str, str], spelt: str, figure: bool, column: str) -> bool:
    """Whether a header holds the words among others, and the cells are such as the target needs."""
    if not re.search(spelt, words[column]):
        return False
    fits = _share(head[column], lambda cell: size_of(cell) is not None)
    return fits > 0.5 if figure else _share(head[column], lambda cell: cell.isdigit() and len(cell) < 8) < 0.5


def _share(cells: pd.Series, fits: Callable[[str], bool]) -> float:
    filled = [cell for cell in cells if not is_missing(cell)]
    return sum(map(fits, filled)) / len(filled) if filled else 0.0


def _is_date(cells: pd.Series) -> Callable[[str], bool]:
    order = order_of(cells, "")
    # A number of four digits is a year only under a header that says so.
    return lambda cell: len(cell.strip()) > 4 and day_of(cell, order) is not None
