"""The words of the live view as whole sentences with gaps, since the browser fills in numbers that we do not know yet.

No word stands in the scripts: what they show is here, in the reader's language, with how it counts and writes dates.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial
from typing import Any

from atlas.drawing import context_lane, figures
from atlas.drawing.ticks import time_ticks
from atlas.folds import figure_lists
from atlas.tally.ranges import signs_in_words
from atlas.tally.tallies import WHOSE
from atlas.words import language
from atlas.words.language import _, date_words, list_words, ngettext, number

COUNTED = 200
"""Plural forms go by the last two digits, and differ for a few small numbers: so many numbers hold all there is."""


def forms(say: Callable[[int], str]) -> dict[str, Any]:
    """A sentence that counts: its ``forms``, and ``which`` of them a number takes, a digit each; from ``COUNTED`` on,
    a number takes the form of 100 + its last two digits."""
    said = [say(count) for count in range(COUNTED)]
    found = list(dict.fromkeys(said))
    return {"forms": found, "which": "".join(str(found.index(each)) for each in said)}


def live_words() -> dict[str, Any]:
    """All words that do not depend on the view."""
    return _words(language.current())


@lru_cache(maxsize=len(language.LANGUAGES))
def _words(code: str) -> dict[str, Any]:
    return {
        "number": _number(),
        "list": _list(),
        "dates": _dates(),
        "range": _range(),
        "map": _map(),
        "series": _series(),
        "slider": _slider(),
        "headline": _headline(),
        "language": code,
    }


def _number() -> dict[str, str]:
    """How whole numbers are written: what parts the thousands."""
    return {"group": number(1234567)[1]}


def _list() -> dict[str, str]:
    """What stands between the items of a list: of two, after the first, in the middle, before the last."""
    two, four = list_words(["{}", "{}"]), list_words(["{}", "{}", "{}", "{}"])
    _before, first, middle, last, _after = four.split("{}")
    return {"two": two.split("{}")[1], "first": first, "middle": middle, "last": last}


def _dates() -> dict[str, Any]:
    """Dates with gaps for ``{year}`` and ``{day}``: per month where it has a name."""
    months = range(1, 13)

    def gaps(words: str) -> str:
        return words.replace("2001", "{year}").replace("28", "{day}")

    return {
        "year": gaps(date_words(date(2001, 1, 1), "year")),
        "month": [gaps(date_words(date(2001, month, 1), "month")) for month in months],
        "day": [gaps(date_words(date(2001, month, 28))) for month in months],
        "month_tick": [_tick(date(2001, month, 1), "month") for month in months],
        "day_tick": [gaps(_tick(date(2001, month, 28), "day")) for month in months],
        "span": _("{first} – {last}"),
    }


def _tick(day: date, unit: str) -> str:
    return time_ticks(day, day.replace(day=28), unit)[0].words.split("<br>")[0]


def _range() -> dict[str, str]:
    """A figure, as ``Range.words`` says it."""
    return {
        "unknown": _("unknown"),
        "at_least": _("at least {low}"),
        "to_at_least": _("{low} to at least {high}"),
        "up_to": _("up to {high}"),
        "between": _("{low}–{high}"),
    }


def _map() -> dict[str, Any]:
    return {
        "events": forms(lambda count: ngettext("{n} event", "{n} events", count)),
        "known": _("known for {known} of {events}"),
        "figure": _("{place}: {figure}"),
        "disc": _("disc: lowest figure, ring: highest"),
        "halo": _("second ring: or more"),
        "hollow": _("events, no figure known"),
        "hint": _("Choose a town to see it alone; again to see all."),
        "press_again": _("Tap again to see this town alone."),
        "nowhere": _("Not on the map, because no single town is named: {events} events."),
        "nowhere_figures": _("{unit}: {places}."),
        "everywhere": _("Every event shown stands on a town."),
        "pointless": forms(
            lambda count: ngettext(
                "Not on the map, because it lies outside Kazakhstan or has no coordinates: {towns} town with {events} "
                "events.",
                "Not on the map, because they lie outside Kazakhstan or have no coordinates: {towns} towns with "
                "{events} events.",
                count,
            )
        ),
        "shown": _("Shown on the map"),
    }


def _series() -> dict[str, Any]:
    return {
        "titles": {measure: figures.measure_title(measure) for measure in ("detentions", "deaths")},
        "units": {"year": _("by year"), "month": _("by month"), "day": _("by day")},
        "none": _("No figures for this period"),
        "when": _("{when}: {figure}"),
        "key": context_lane.key(),
        "more": forms(lambda count: ngettext("and {n} more", "and {n} more", count)),
        "caption": _(
            "Each mark runs from the least to the greatest reported figure; an arrow means “at least”, a hollow "
            "mark that no figure is known. Events stand at their first day."
        ),
        "left_out": forms(
            lambda count: ngettext(
                "{count} event is left out because its day is not known.",
                "{count} events are left out because their day is not known.",
                count,
            )
        ),
    }


def _slider() -> dict[str, Any]:
    return {
        "period": _("Period"),
        "first": _("First day"),
        "last": _("Last day"),
        "keys": _(
            "Arrow keys move by a day, with Shift by a month, page keys by a year; Home and End go to the limits; the "
            "space bar plays and pauses."
        ),
        "keys_by_month": _(
            "Arrow keys move by a month, with Shift or page keys by a year; Home and End go to the limits; the space bar "
            "plays and pauses."
        ),
        "window": _("Drag to move the whole period"),
        "histogram": _("Events per year: {total} in all, most in {peak}."),
        "empty": _("Events per year: none."),
        "play": _("Play"),
        "pause": _("Pause"),
        "step": _("Step"),
        "step_help": _("One step on: to the period that follows, or to the first year where all are chosen."),
        "mode": _("Play as"),
        "window_mode": _("Moving window"),
        "cumulative": _("Adding up"),
        "pace": _("Pace"),
        "slow": _("Slow"),
        "normal": _("Normal"),
        "fast": _("Fast"),
        "loop": _("Repeat"),
        "said": _("{period}. Events: {events}. {figures}"),
        "said_figure": _("{title}: {figure}."),
    }


def _headline() -> dict[str, Any]:
    """What stands below the figures at the top, as ``ui/shared/headline.py`` says it."""
    return {
        "umbrellas": forms(figure_lists.umbrellas_form),
        "from": forms(figure_lists.from_form),
        "without": {whose: forms(partial(figure_lists.without_form, whose)) for whose in WHOSE},
        "beyond": {
            measure: forms(partial(figure_lists.beyond_form, measure)) for measure in figure_lists.MEASURES
        },
        "reaching": forms(figure_lists.reaching_form),
        "signs": signs_in_words(),
    }
