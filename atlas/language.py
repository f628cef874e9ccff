"""Every word a reader sees passes through here: gettext for sentences, Babel for dates and numbers.

The reader's language is a context variable, because one server speaks to several readers at once,
each in a script thread of their own.
"""

import gettext
from collections.abc import Sequence
from contextvars import ContextVar
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

LOCALES = Path(__file__).resolve().parent.parent / "locale"
LANGUAGES = ("en",)
"""Language codes with a complete catalogue; English is the language of the source strings."""

_code: ContextVar[str] = ContextVar("language", default="en")


def use(code: str) -> None:
    """Speak this language from here on in this thread; an unknown code falls back to English."""
    _code.set(code if code in LANGUAGES else "en")


def current() -> str:
    """The code of the language in use, such as ``en``."""
    return _code.get()


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("atlas", LOCALES, languages=[code], fallback=True)


@lru_cache(maxsize=len(LANGUAGES))
def _locale(code: str) -> Locale:
    # World English writes the day before the month, as every date in this project does.
    return Locale.parse("en_001" if code == "en" else code)


def _(message: str) -> str:
    """The message in the reader's language."""
    return _catalogue(current()).gettext(message)


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


@lru_cache(maxsize=16384)
def _date_words(day: date, precision: str, code: str) -> str:
    locale = _locale(code)
    if precision == "year":
        return format_date(day, "y", locale=locale)
    if precision == "month":
        return format_skeleton("yMMMM", day, locale=locale)
    return format_date(day, "long", locale=locale)


def date_words(day: date, precision: str = "day") -> str:
    """A date as far as it is known: ``16 December 2011``, ``December 2011`` or ``2011``."""
    return _date_words(day, precision, current())


@lru_cache(maxsize=16384)
def _span_words(start: date, end: date, precision: str, code: str) -> str:
    skeleton = {"year": "y", "month": "yMMMM", "day": "yMMMMd"}[precision]
    return str(format_interval(start, end, skeleton, locale=_locale(code)))


@lru_cache(maxsize=16384)
def _short_span_words(start: date, end: date, precision: str, code: str) -> str:
    skeleton = {"year": "y", "month": "yMMM", "day": "yMMMd"}[precision]
    if date_words(start, precision) == date_words(end, precision):
        return str(format_skeleton(skeleton, start, locale=_locale(code)))
    return str(format_interval(start, end, skeleton, locale=_locale(code)))


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


def list_words(items: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
    """Items joined as the language joins them: ``Almaty, Astana and Oral``, or with "or"."""
    return str(format_list(list(items), style=style, locale=_locale(current()))) if items else ""
