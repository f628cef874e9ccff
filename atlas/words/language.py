"""Every word a reader sees passes through here: gettext for sentences, Babel for dates and numbers.

The reader's language is a context variable, because one server speaks to several readers at once,
each in a script thread of their own.
"""

import gettext
import io
import re
from collections.abc import Sequence
from contextvars import ContextVar
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

from babel import Locale, negotiate_locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LOCALES = Path(__file__).resolve().parents[2] / "locale"
LANGUAGE_NAMES = {"en": "English", "kk": "Қазақша", "ru": "Русский"}
"""The languages with a complete catalogue, each by its own name; English is that of the source strings."""

LANGUAGES = tuple(LANGUAGE_NAMES)
"""Their codes."""

_code: ContextVar[str] = ContextVar("language", default="en")


def use(code: str) -> None:
    """Speak this language from here on in this thread; an unknown code falls back to English."""
    _code.set(code if code in LANGUAGES else "en")


def wanted(accept_language: str) -> str:
    """The language that an Accept-Language header asks for first among ours, else English. Of what is wanted alike,
    the first; one of weight 0 is not wanted."""
    weighed: list[tuple[float, str]] = []
    for each in accept_language.lower().split(","):
        # RFC 9110: spaces may stand about the semicolon, and a tag has no case.
        tag, *rest = (part.strip() for part in each.split(";"))
        weights = [part.removeprefix("q=").strip() for part in rest if part.startswith("q=")]
        try:
            weight = float(weights[0]) if weights else 1.0
        except ValueError:
            continue
        if weight > 0:
            weighed.append((-weight, tag))
    tags = [tag for _weight, tag in sorted(weighed, key=lambda one: one[0])]
    return negotiate_locale(tags, LANGUAGES, sep="-") or "en"


def current() -> str:
    """The code of the language in use, such as ``en``."""
    return _code.get()


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(code: str) -> gettext.NullTranslations:
    """Read from the .po that translators edit: compiled here, so that no compiled copy can be out of date."""
    path = LOCALES / code / "LC_MESSAGES" / "atlas.po"
    if not path.is_file():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@lru_cache(maxsize=len(LANGUAGES))
def _locale(code: str) -> Locale:
    # World English writes the day before the month, as every date in this project does.
    return Locale.parse("en_001" if code == "en" else code)


def _(message: str) -> str:
    """The message in the reader's language."""
    return _catalogue(current()).gettext(message)


def in_language(code: str, message: str) -> str:
    """The message in a language, whichever the reader's is; empty stays empty."""
    # gettext answers the empty message with the catalogue's header.
    return _catalogue(code).gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The message in the plural form that the reader's language wants for ``count``."""
    return _catalogue(current()).ngettext(singular, plural, count)


def N_(message: str) -> str:
    """Mark a message for the catalogue where it is defined before a reader is known."""
    return message


@lru_cache(maxsize=8192)
def _number(value: int, code: str) -> str:
    return format_decimal(value, locale=_locale(code))


def number(value: int) -> str:
    """A whole number with the reader's thousands separator: ``9,900``."""
    return _number(int(value), current())


def _plain(words: str) -> str:
    """A Russian date without the “г.” for year, whose full stop would end every sentence twice."""
    # Behind a number only: “авг.” ends so too.
    return re.sub(r"(?<=\d)\s?г\.", "", words)


@lru_cache(maxsize=16384)
def _date_words(day: date, precision: str, code: str) -> str:
    locale = _locale(code)
    if precision == "year":
        return format_date(day, "y", locale=locale)
    if precision == "month":
        return _plain(format_skeleton("yMMMM", day, locale=locale))
    return _plain(format_date(day, "long", locale=locale))


def date_words(day: date, precision: str = "day") -> str:
    """A date as far as it is known: ``16 December 2011``, ``December 2011`` or ``2011``."""
    return _date_words(day, precision, current())


@lru_cache(maxsize=16384)
def _span_words(start: date, end: date, precision: str, code: str) -> str:
    skeleton = {"year": "y", "month": "yMMMM", "day": "yMMMMd"}[precision]
    return _plain(str(format_interval(start, end, skeleton, locale=_locale(code))))


@lru_cache(maxsize=16384)
def _short_span_words(start: date, end: date, precision: str, code: str) -> str:
    skeleton = {"year": "y", "month": "yMMM", "day": "yMMMd"}[precision]
    if date_words(start, precision) == date_words(end, precision):
        return _plain(str(format_skeleton(skeleton, start, locale=_locale(code))))
    return _plain(str(format_interval(start, end, skeleton, locale=_locale(code))))


def short_span_words(start: date, end: date, precision: str = "day") -> str:
    """A span for the narrow cell of a table: ``16 Dec 2011``, ``16–19 Dec 2011``, ``Sep–Oct 2024``."""
    return _short_span_words(start, end, precision, current())


def span_words(start: date, end: date, precision: str = "day") -> str:
    """A span as far as it is known, in the shortest form, months cut short: ``16–19 Dec 2011``; one date in
    full where both ends say the same."""
    first, last = date_words(start, precision), date_words(end, precision)
    return first if first == last else _span_words(start, end, precision, current())


def period_words(start: date, end: date) -> str:
    """A period of the reader's choice in the shortest true words: whole years and months by name."""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return span_words(start, end, "year")
    if start.day == 1 and (end + timedelta(days=1)).day == 1:
        return span_words(start, end, "month")
    return span_words(start, end)


def written_in(text: str, page: str = "") -> str:
    """The language of a title or name, as a BCP 47 code, as far as its letters and the language of the page that it
    stands on tell; empty where they do not.

    A title in Latin letters on a page in any other language is the editors' English description of it (see the
    codebook); one in Cyrillic letters is the page's own.
    """
    letters = text.casefold()
    if not re.search("[\u0400-\u04ff]", letters):
        return "en" if page else ""
    if page in CYRILLIC:
        return page
    if re.search("[әғқңөұүһі]", letters):
        return "kk"
    # A name that has none of these letters may be Kazakh all the same: on a Kazakh page it is left as it stands.
    return "" if current() == "kk" and not page else "ru"


CYRILLIC = ("be", "bg", "kk", "ky", "ru", "uk")
"""Languages of pages that are written in Cyrillic letters."""


def within(text: str) -> str:
    """A label as it stands within a sentence: its first letter small, unless the word is an abbreviation."""
    first = text.split(" ", 1)[0]
    return text if len(first) > 1 and first[:2].isupper() else text[:1].lower() + text[1:]


def opening(text: str) -> str:
    """Words as they open a sentence; what stands after the first letter keeps its case."""
    return text[:1].upper() + text[1:]


def list_words(items: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
    """Items joined as the language joins them: ``Almaty, Astana and Oral``, or with "or"."""
    return str(format_list(list(items), style=style, locale=_locale(current()))) if items else ""
