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
        "rule": _rule(),
        "present": {"enter": _("Present on a projector"), "leave": _("Close (Esc)")},
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
        "dashed": _("dashed: only for a longer time than the period"),
        "only_for": _("only for {period}: {figure}"),
        "hint": _(
            "Arrow keys go from town to town, the largest first; Enter shows a town alone, with Shift one more; plus, minus and 0 "
            "zoom, Shift with arrows moves the map."
        ),
        "wheel": _("Hold Ctrl or ⌘ to zoom, or click the map first"),
        "nothing": _("No event in the data matches this choice. Widen the period or take a filter away."),
        "everything": _("Show all events"),
        "tools": _("Move the map"),
        "closer": _("Zoom in"),
        "further": _("Zoom out"),
        "home": _("The whole country"),
        "rectangle": _("Choose towns by a rectangle"),
        "full": _("Full screen"),
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
        "titles": {
            measure: figures.measure_title(measure)
            for measure in ("detentions", "deaths", "injuries", "participants", "events")
        },
        "units": _units(),
        "by": {unit: _units()[unit] for unit in ("day", "week", "month", "year")},
        "fitting": _("fitting"),
        "unit": _("Unit of the time axis"),
        "choose": _("Shown over time"),
        "further": _("Reaches beyond the period: in no total"),
        "spans": _("A figure for several days"),
        "spanned": _("{measure}, for longer times than one mark has: {figure}."),
        "none": _("No figures for this period"),
        "when": _("{when}: {figure}"),
        "key": context_lane.key(),
        "more": forms(lambda count: ngettext("and {n} more", "and {n} more", count)),
        "caption": _(
            "Each mark runs from the least to the greatest reported figure; an arrow means “at least”, a hollow "
            "mark that no figure is known. A bracket: a figure of several such units, dashed where it reaches beyond "
            "the period."
        ),
        "left_out": forms(
            lambda count: ngettext(
                "{count} event is left out because its day is not known.",
                "{count} events are left out because their day is not known.",
                count,
            )
        ),
    }


def _units() -> dict[str, str]:
    return {"year": _("by year"), "month": _("by month"), "week": _("by week"), "day": _("by day")}


def _rule() -> dict[str, str]:
    return {
        "whose": _("Whose figures"),
        "whose_help": _("Whose figures: what that means"),
        "what": _("{term}: what that means"),
        "known": _("As known on"),
        "known_help": _("Only figures stated by that day count. Empty: all of them."),
        "unverified": _("Unverified sources too"),
        "unverified_help": _(
            "Anonymous, activist or forum sources. Without this they are shown but bound no figure."
        ),
    }


def _slider() -> dict[str, Any]:
    return {
        "from": _("From"),
        "to": _("To"),
        "presets": _("Periods"),
        "all_years": _("All years"),
        "zoom_in": _("Look closely at this period"),
        "zoom_out": _("All years on the slider"),
        "how": _("Options"),
        "whole": _("Back to the whole period"),
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
        "histogram": {
            "year": _("Events per year: {total} in all, most in {peak}."),
            "month": _("Events per month: {total} in all, most in {peak}."),
            "day": _("Events per day: {total} in all, most in {peak}."),
        },
        "empty": _("Events per year: none."),
        "play": _("Play"),
        "pause": _("Pause"),
        "step": _("Step"),
        "step_help": _(
            "One step on within the chosen period: a day, a week, a month or a year, by its length."
        ),
        "mode": _("Play as"),
        "cumulative": _("Adding up"),
        "window_mode": _("A moving window"),
        "travel": _("The period itself moves on"),
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
