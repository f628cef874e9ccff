"""Where a time axis and a figure axis have their ticks, and the words at them in the reader's language.

plotly's own ticks speak English and crowd a phone; ours are few enough for 350 pixels.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_skeleton

from atlas.words.language import current, date_words


@dataclass(frozen=True)
class Tick:
    """A day on the axis and the words under it; ``<br>`` parts the year from what stands above it."""

    day: date
    words: str


def figure_ticks(most: int) -> list[int]:
    """Round figures from 0, at most five, the last one not above ``most``."""
    if most <= 0:
        return [0]
    step = next(s * 10**k for k in range(12) for s in (1, 2, 5) if most // (s * 10**k) <= 4)
    return list(range(0, most + 1, step))


def time_ticks(start: date, end: date, granularity: str) -> list[Tick]:
    """The ticks of a period whose bins are years, months or days (``granularity``)."""
    years = end.year - start.year + 1
    months = 12 * (years - 1) + end.month - start.month + 1
    if granularity == "year" or months > 36:
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100) if years / s <= 8.5)
        middle = granularity == "year"
        return [
            Tick(date(year, 7, 1) if middle else date(year, 1, 1), date_words(date(year, 1, 1), "year"))
            for year in range(start.year, end.year + 1)
            # The first of January must lie on the axis, the middle of a bin always does.
            if year % step == 0 and (middle or date(year, 1, 1) >= start)
        ]
    if granularity == "month" or months > 3:
        step = next(s for s in (1, 2, 3, 6) if months / s <= 6)
        place = 15 if granularity == "month" else 1
        days = [day.replace(day=place) for day in _months(start, end) if (day.month - 1) % step == 0]
        return _with_years([day for day in days if start <= day <= end], "MMM")
    count = (end - start).days + 1
    step = next(s for s in (1, 2, 5, 10, 20, 40) if count / s <= 6)
    return _with_years([start + timedelta(days=i) for i in range(0, count, step)], "MMMd")


def _months(start: date, end: date) -> Iterator[date]:
    for number in range(12 * start.year + start.month - 1, 12 * end.year + end.month):
        yield date(number // 12, number % 12 + 1, 1)


def _with_years(days: list[date], skeleton: str) -> list[Tick]:
    """The year stands under the first tick and wherever it changes."""
    # World English writes the day before the month, as atlas.language does.
    locale = "en_001" if current() == "en" else current()
    ticks: list[Tick] = []
    for i, day in enumerate(days):
        words = format_skeleton(skeleton, day, locale=locale)
        fresh = i == 0 or day.year != days[i - 1].year
        ticks.append(Tick(day, f"{words}<br>{date_words(day, 'year')}" if fresh else words))
    return ticks
