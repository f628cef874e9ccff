"""Reads the dates of a column as a whole: one value that fits a single order of day and month decides for all."""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from atlas.words.language import _
from atlas.words.numbers_in_words import is_missing

EXCEL_FIRST = date(1899, 12, 30)
"""Day 0 of a spreadsheet's dates, counting as Excel does with its 29 February 1900."""

MONTHS: tuple[str, ...] = (
    "jan|янв|қаң|кан", "feb|фев|ақп|акп", "mar|мар|нау", "apr|апр|сәу|сау", "may|май|мая|мам",
    "jun|июн|мау", "jul|июл|шіл|шил", "aug|авг|там", "sep|сен|қыр|кыр", "oct|окт|қаз|каз",
    "nov|ноя|қараш|караш", "dec|дек|желт",
)  # fmt: skip
"""How a month's name begins in English, Russian and Kazakh."""


@dataclass(frozen=True)
class Day:
    """A date as far as it is known: its first and last day, and "day", "month" or "year"."""

    first: date
    last: date
    precision: str = "day"


@dataclass(frozen=True)
class Order:
    """How a file's numeric dates are to be read, and how that was found out, in words ("" where no date is numeric)."""

    day_first: bool
    serial: bool
    words: str


NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:[ T,]+\d{1,2}:.*)?")


def order_of(cells: Iterable[str], name: str) -> Order:
    """The order of day and month in the dates of one column (or of several that belong together)."""
    filled = [cell.strip() for cell in cells if not is_missing(cell)]
    pairs = [(int(m[1]), int(m[2])) for m in map(NUMERIC.fullmatch, filled) if m]
    # Five digits are days since 1900 only where the whole column has them: else they are a slip.
    serial = bool(filled) and all(re.fullmatch(r"[1-7]\d{4}(\.\d+)?", cell) for cell in filled)
    day_first = any(first > 12 for first, _second in pairs)
    month_first = any(second > 12 for _first, second in pairs)
    if serial:
        words = _("The numbers in “{column}” were read as a spreadsheet's days.")
    elif not pairs:
        words = ""
    elif day_first and month_first:
        words = _("Dates in “{column}” come in both orders; where both are possible, the day stands first.")
    elif month_first:
        words = _("In “{column}” the month stands before the day: no other order fits all dates.")
    elif day_first:
        words = _("In “{column}” the day stands before the month: no other order fits all dates.")
    else:
        words = _(
            "In “{column}” no date tells whether day or month stands first. The day was taken to stand first."
        )
    return Order(day_first or not month_first, serial, words.format(column=name))


def day_of(text: str, order: Order) -> Day | None:
    """The date in a cell, None where there is none that exists."""
    cell = " ".join(text.split()).strip(" ,;")
    try:
        if day := _numbers(cell, order) or _named(re.sub(r"[ ,]+\d{1,2}:\d{2}.*$", "", cell)):
            return day
    except (ValueError, OverflowError):
        return None
    ends = re.split(r" ?[–—] ?| - | to | по ", cell)
    days = [day_of(end, order) for end in ends] if len(ends) == 2 else []
    if not days or days[0] is None or days[1] is None or days[1].last < days[0].first:
        return None
    return span_of(days[0], days[1])


def _numbers(cell: str, order: Order) -> Day | None:
    if order.serial and re.fullmatch(r"\d{5}(\.\d+)?", cell):
        return _one(EXCEL_FIRST + timedelta(days=int(float(cell))))
    if match := re.fullmatch(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[ T]+\d{1,2}:.*|Z)?", cell):
        return _one(date(int(match[1]), int(match[2]), int(match[3])))
    if match := re.fullmatch(r"((?:1[89]|20)\d\d)(\d\d)(\d\d)(?:\.0|\d{6})?", cell):
        # 20160700: day or month unknown.
        return _parts(int(match[1]), int(match[2]), int(match[3]))
    if match := NUMERIC.fullmatch(cell):
        first, second, year = int(match[1]), int(match[2]), _year(match[3])
        day, month = (first, second) if order.day_first else (second, first)
        if month > 12 and day <= 12:
            day, month = month, day
        return _one(date(year, month, day))
    if match := re.fullmatch(r"(\d{4})[-./](\d{1,2})|(\d{1,2})[./](\d{4})", cell):
        return _parts(int(match[1] or match[4]), int(match[2] or match[3]), 0)
    if match := re.fullmatch(r"((?:1[89]|20)\d\d)(?:\.0)?(?: ?(?:г\.?|год|ж\.?|жыл))?", cell):
        return _parts(int(match[1]), 0, 0)
    return None


def _named(cell: str) -> Day | None:
    """A date with its month in letters, in either order, with or without a day."""
    words = re.findall(r"\d+|[^\W\d_]+", cell.casefold())
    month = next((at for word in words if (at := _month(word))), 0)
    numbers = [word for word in words if word.isdigit()]
    if not month or not 1 <= len(numbers) <= 3:
        return None
    years = [number for number in numbers if len(number) == 4]
    if len(numbers) == 1:
        return _parts(int(years[0]), month, 0) if years else None
    year = years[0] if years else numbers[-1]
    if len(numbers) == 3:
        # 16–17 December 2011
        first, last = (date(_year(year), month, int(number)) for number in numbers if number is not year)
        return Day(first, last) if re.search(r"\d ?[-–—] ?\d", cell) and first <= last else None
    day = next(number for number in numbers if number is not year)
    return _one(date(_year(year), month, int(day)))


def _month(word: str) -> int:
    if not re.fullmatch(r"[^\W\d_]{3,}", word):
        return 0
    return next((n for n, start in enumerate(MONTHS, start=1) if re.match(start, word)), 0)


def _year(text: str) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    # Two digits: the latest year that is not yet to come.
    return 2000 + year if year <= date.today().year % 100 else 1900 + year


def _one(day: date) -> Day:
    return Day(day, day)


def _parts(year: int, month: int, day: int) -> Day:
    if month and day:
        return _one(date(year, month, day))
    if month:
        return Day(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")
    return Day(date(year, 1, 1), date(year, 12, 31), "year")


def span_of(start: Day, end: Day | None) -> Day:
    """The span from one date to another, as precise as the less precise of the two."""
    if end is None:
        return start
    rank: Sequence[str] = ("day", "month", "year")
    return Day(start.first, end.last, max(start.precision, end.precision, key=rank.index))
