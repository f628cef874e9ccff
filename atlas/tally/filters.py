"""What the reader asked for, as one frozen value that is also the link and the sentence above the figures."""

import dataclasses
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from atlas.edition import divisions
from atlas.edition.codebook import Codebook
from atlas.edition.divisions import DIVISIONS, IN_BORDERS
from atlas.edition.names import campaign_name, town_name
from atlas.edition.place_names import PlaceNames, perhaps
from atlas.edition.problem import nearest
from atlas.tally.tallies import WHOSE
from atlas.words.language import _, date_words, list_words, ngettext, number, period_words, within
from atlas.words.spellings import WORD, sound

MAP_MEASURES = ("events", "detentions", "deaths", "injuries", "participants")
"""What the map can show: the number of events, or a measure of the codebook."""

THRESHOLDS = {measure: f"{measure}_min" for measure in MAP_MEASURES[1:]}
"""The measures that can be asked for from a number on, with the name in the link: ``detentions_min=10``."""

BOUNDS = ("low", "high")
"""Which bound of an event's figure must reach a threshold: the lowest figure, or the greatest that anybody gives."""

MOST_ASKED = 999_999_999
"""The largest number that a threshold can be."""

FACETS = {"cities": "city", "regions": "region", "types": "type", "campaigns": "campaign"}
"""The fields that hold several values, with their name in the link."""


@dataclass(frozen=True)
class EventFilter:
    """One view of the data. An empty field leaves everything in; several values of a field are either-or.

    ``start`` and ``end`` are inclusive days; ``known_on`` is the day whose knowledge counts, None for today.
    ``oblasts`` is the division of the country whose regions ``regions`` holds. ``at_least``: measures in the order of
    ``THRESHOLDS``, each with the number that the ``bound`` of an event's figure must reach; unknown reaches none.
    """

    start: date | None = None
    end: date | None = None
    cities: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    at_least: tuple[tuple[str, int], ...] = ()
    bound: str = "low"
    query: str = ""
    whose: str = "all"
    known_on: date | None = None
    unverified: bool = False
    measure: str = "detentions"
    oblasts: str = "today"

    @property
    def narrows(self) -> bool:
        """Whether any event is left out at all."""
        places = (self.cities, self.regions)
        return any((self.start, self.end, *places, self.types, self.campaigns, self.at_least, self.query))

    def from_number(self, measure: str, least: int | None) -> "EventFilter":
        """The same filter with another threshold of a measure, or with None without."""
        asked = {each: own for each, own in self.at_least if each != measure}
        if least is not None:
            asked[measure] = least
        kept = tuple((each, asked[each]) for each in THRESHOLDS if each in asked)
        return replace(self, at_least=kept)

    def to_query(self) -> list[tuple[str, str]]:
        """The filter as parameters of a link, codes only, defaults left out, always in the same order."""
        pairs: list[tuple[str, str]] = []
        if self.start:
            pairs.append(("from", self.start.isoformat()))
        if self.end:
            pairs.append(("to", self.end.isoformat()))
        for field, name in FACETS.items():
            pairs += [(name, value) for value in getattr(self, field)]
        if self.oblasts != "today":
            pairs.append(("oblasts", self.oblasts))
        pairs += [(THRESHOLDS[measure], str(least)) for measure, least in self.at_least]
        if self.bound != "low":
            pairs.append(("bound", self.bound))
        if self.query:
            pairs.append(("q", self.query))
        if self.whose != "all":
            pairs.append(("whose", self.whose))
        if self.known_on:
            pairs.append(("known", self.known_on.isoformat()))
        if self.unverified:
            pairs.append(("unverified", "1"))
        if self.measure != "detentions":
            pairs.append(("measure", self.measure))
        return pairs

    def to_link(self) -> str:
        """The query string of the link, without the question mark."""
        return urlencode(self.to_query())


PARAMETERS = (
    *("from", "to", *FACETS.values(), "oblasts", *THRESHOLDS.values(), "bound"),
    *("q", "whose", "known", "unverified", "measure"),
)
"""Every parameter name of a link that belongs to the filter."""

PAGE_PARAMETERS = (
    *("event", "day", "actor", "source", "unit", "sum"),
    *("scale", "show", "rank", "with", "text", "all", "view", "page", "sort", "figures", "look", "present"),
)
"""Those that belong to one page and survive as long as the reader stays on it, so that a download by the same link
takes them and does nothing with them: one event, one day, one actor, one source, unit of the time axis, running sum,
linear or log, what is shown, ranked by, compared with, words looked for, the whole list, the page of a long list, its
order, the list behind a number of events, the towns looked at, on a projector (``view`` is one of former versions)."""

assert not set(PARAMETERS) & set(PAGE_PARAMETERS)


@dataclass(frozen=True)
class Choices:
    """The values that each field can take in one edition of the data; ``units`` holds for each division but that of
    today what ``divisions.units`` says."""

    cities: tuple[str, ...]
    regions: tuple[str, ...]
    types: tuple[str, ...]
    campaigns: tuple[str, ...]
    first: date = date.min
    last: date = date.max
    units: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)
    names: Mapping[str, PlaceNames] = dataclasses.field(default_factory=dict)
    """What places are called, by parameter of the link: ``city`` and ``region``."""

    def regions_of(self, division: str) -> tuple[str, ...]:
        """The regions of a division."""
        of_division = self.units.get(division, {})
        return tuple(dict.fromkeys(of_division.get(region, region) for region in self.regions))

    def parts(self, region: str, division: str) -> list[str]:
        """The regions of today that make up a region of a division; of another, where this one has none such."""
        for each in (division, *DIVISIONS):
            of_division = self.units.get(each, {})
            if found := [own for own in self.regions if of_division.get(own, own) == region]:
                return found
        return []

    def of(self, field: str) -> tuple[str, ...]:
        """The values of one of ``FACETS``; regions of every division."""
        values: tuple[str, ...] = self.all_regions if field == "regions" else getattr(self, field)
        return values

    @property
    def all_regions(self) -> tuple[str, ...]:
        """The regions of every division."""
        return tuple(dict.fromkeys(region for each in DIVISIONS for region in self.regions_of(each)))


def redivided(chosen: EventFilter, division: str, choices: Choices) -> EventFilter:
    """The same filter in another division: each region is what holds it there, or the parts it was divided into."""
    units = choices.units.get(division, {})
    parts = [part for region in chosen.regions for part in choices.parts(region, chosen.oblasts)]
    return replace(chosen, oblasts=division, regions=tuple(dict.fromkeys(units.get(it, it) for it in parts)))


@dataclass(frozen=True)
class Unmet:
    """Something that a link asks for and the data does not have."""

    parameter: str
    value: str
    reason: str
    meant: tuple[str, ...] = ()
    """The codes that were perhaps meant."""
    typed: bool = False
    """Whether the reader typed it into the page and no link asked for it."""

    def words(self) -> str:
        """One sentence for the reader; of a long value its beginning."""
        value = self.value if len(self.value) <= QUOTED else self.value[:QUOTED].rstrip() + "…"
        if self.typed:
            return _("You asked for “{value}”, {reason}").format(value=value, reason=self.reason)
        return _("This link asks for {parameter} “{value}”, {reason}").format(
            parameter=self.parameter, value=value, reason=self.reason
        )


QUOTED = 60
"""Letters of a value that a notice repeats."""

MOST_SUGGESTED = 20
"""Values that a link asks for in vain for which something near is looked for."""

MOST_WORDS, MOST_LETTERS = 20, 200
"""What a search may have at most. An article pasted into the field is no search, and would cost like a thousand."""


def looked_for(text: str) -> tuple[str, list[Unmet]]:
    """The words that a search looks for, spaces made even and no more than may be; and why not what was asked."""
    plain = " ".join(text.split())
    # One word that can be heard is enough: an article need not be read to its end.
    if plain and not any(sound(word) for word in WORD.findall(plain)):
        return plain, [Unmet("q", plain, _("which has no letter and no digit: no event mentions it."))]
    short = " ".join(plain.split()[:MOST_WORDS])
    if len(short) > MOST_LETTERS:
        # At the end of a word, unless the first alone is longer.
        short = short[: MOST_LETTERS + 1].rpartition(" ")[0] or short[:MOST_LETTERS]
    if short == plain:
        return plain, []
    reason = _(
        "which is too long: a search takes {words} words and {letters} letters at most, and looks for “{beginning}”."
    )
    said = reason.format(words=MOST_WORDS, letters=MOST_LETTERS, beginning=short)
    return short, [Unmet("q", plain, said)]


def from_query(
    query: Mapping[str, Sequence[str]], choices: Choices, *, others: Iterable[str] = ()
) -> tuple[EventFilter, list[Unmet]]:
    """The filter that a link asks for, and what of it cannot be met: nothing is dropped silently.

    ``others`` names parameters that belong to the page and not to the filter.
    """
    unmet: list[Unmet] = []
    fields: dict[str, Any] = {}
    for field, name in FACETS.items():
        fields[field], vain = known(query.get(name, ()), choices, field)
        unmet += vain
    first = _last(query, "from")
    last = _last(query, "to")
    fields["start"] = _day(first, "from", unmet, end=False)
    fields["end"] = _day(last, "to", unmet, end=True)
    if fields["start"] and fields["end"] and fields["start"] > fields["end"]:
        unmet.append(Unmet("to", last, _("which is before its beginning; the two dates were exchanged.")))
        # As texts: of "2012 to 2011" the two whole years are meant, not the night between them.
        fields["start"], fields["end"] = (
            _day(last, "from", unmet, end=False),
            _day(first, "to", unmet, end=True),
        )
    fields |= _within(fields, choices, unmet)
    known_on = _day(_last(query, "known"), "known", unmet, end=True)
    if known_on and known_on < choices.first:
        unmet.append(
            Unmet(
                "known",
                _last(query, "known"),
                _("which is before the first day of the data; that day stands instead."),
            )
        )
    fields["known_on"] = max(known_on, choices.first) if known_on and known_on < choices.last else None
    fields["oblasts"] = _one_of(query, "oblasts", tuple(DIVISIONS), "today", unmet)
    fields["at_least"] = tuple(_numbers(query, unmet))
    fields["bound"] = _one_of(query, "bound", BOUNDS, "low", unmet)
    fields["query"], too_much = looked_for(_last(query, "q"))
    unmet += too_much
    fields["whose"] = _one_of(query, "whose", WHOSE, "all", unmet)
    fields["measure"] = _one_of(query, "measure", MAP_MEASURES, "detentions", unmet)
    fields["unverified"] = _one_of(query, "unverified", ("0", "1"), "0", unmet) == "1"
    for name in query:
        if name not in PARAMETERS and name not in others:
            unmet.append(Unmet(name, _last(query, name), _("which is not a part of any link here.")))
        elif name in PARAMETERS and name not in FACETS.values():
            replaced = dict.fromkeys(value for value in query[name] if value and value != _last(query, name))
            unmet += [
                Unmet(name, value, _("which another value later in the link replaces.")) for value in replaced
            ]
    # A link may name a region of another division than its own.
    return redivided(EventFilter(**fields), fields["oblasts"], choices), unmet


def _within(fields: Mapping[str, Any], choices: Choices, unmet: list[Unmet]) -> dict[str, date | None]:
    """The period within the days of the data: an end beyond them is an open end, a period beyond is said."""
    start, end = fields["start"], fields["end"]
    if start and start > choices.last:
        unmet.append(Unmet("from", start.isoformat(), _("which is after the last day of the data.")))
        start = end = None
    if end and end < choices.first:
        unmet.append(Unmet("to", end.isoformat(), _("which is before the first day of the data.")))
        start = end = None
    return {
        "start": start if start and start > choices.first else None,
        "end": end if end and end < choices.last else None,
    }


def _last(query: Mapping[str, Sequence[str]], name: str) -> str:
    values = query.get(name, ())
    return values[-1] if values else ""


def coded(query: Mapping[str, Sequence[str]], choices: Choices) -> dict[str, list[str]]:
    """The same query with each value of a facet as its code, where it has one: what the link should have said."""
    found = {name: list(values) for name, values in query.items()}
    for field, name in FACETS.items():
        if name in found:
            meant = [(value, _meant(value, choices, field)) for value in found[name]]
            found[name] = list(
                dict.fromkeys(codes[0] if len(codes) == 1 else value for value, codes in meant)
            )
    return found


def _meant(value: str, choices: Choices, field: str) -> tuple[str, ...]:
    """The codes that a value of a facet stands for: mostly one; several where a name is ambiguous; or none."""
    allowed = choices.of(field)
    if code := next((code for code in allowed if code.casefold() == value.casefold()), ""):
        return (code,)
    names = choices.names.get(FACETS[field])
    return tuple(code for code in names.meant(value) if code in allowed) if names and value.strip() else ()


def known(values: Iterable[str], choices: Choices, field: str) -> tuple[tuple[str, ...], list[Unmet]]:
    """The codes of what is asked for of one of ``FACETS``, and what of it has none."""
    name, found, unmet = FACETS[field], dict[str, None](), list[Unmet]()
    for value in dict.fromkeys(filter(None, values)):
        meant = _meant(value, choices, field)
        if len(meant) == 1:
            found[meant[0]] = None
        elif meant:
            reason = _("which several places are called.") + perhaps(choices.names[name], meant)
            unmet.append(Unmet(name, value, reason, meant))
        elif names := choices.names.get(name):
            # A link may hold thousands of values: only the first are worth looking for.
            looked = names.near(value) if len(unmet) < MOST_SUGGESTED else ()
            near = tuple(code for code in looked if code in choices.of(field))
            unmet.append(Unmet(name, value, _("which is not in the data.") + perhaps(names, near), near))
        else:
            like = nearest(value, choices.of(field)) if len(unmet) < MOST_SUGGESTED else ""
            reason = _("which is not in the data.") + like
            unmet.append(Unmet(name, value, reason))
    return tuple(found), unmet


def _numbers(query: Mapping[str, Sequence[str]], unmet: list[Unmet]) -> Iterator[tuple[str, int]]:
    for measure, name in THRESHOLDS.items():
        value = _last(query, name)
        if re.fullmatch(r"[1-9][0-9]{0,8}", value):
            yield measure, int(value)
        elif value:
            reason = _("which is not a whole number from 1 to {most}.").format(most=MOST_ASKED)
            unmet.append(Unmet(name, value, reason))


def _one_of(
    query: Mapping[str, Sequence[str]], name: str, allowed: Sequence[str], default: str, unmet: list[Unmet]
) -> str:
    value = _last(query, name) or default
    if value in allowed:
        return value
    unmet.append(Unmet(name, value, _("which must be one of {values}.").format(values=", ".join(allowed))))
    return default


def _day(text: str, name: str, unmet: list[Unmet], *, end: bool) -> date | None:
    """A day, or the first or last day of a month or year given as YYYY-MM or YYYY."""
    if not text:
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text)
    try:
        if match is None:
            raise ValueError(text)
        year, month, day = match.groups()
        if day:
            return date(int(year), int(month), int(day))
        if end:
            last = int(month or 12)
            return date(int(year), last, monthrange(int(year), last)[1])
        return date(int(year), int(month or 1), 1)
    except ValueError:
        unmet.append(Unmet(name, text, _("which is not a date; write it as 2011-12-16, 2011-12 or 2011.")))
        return None


def in_words(
    chosen: EventFilter, codebook: Codebook, *, first: date, last: date, precision: str = "day"
) -> str:
    """The filter as one plain sentence. ``first``: the first day of the slider; ``last``: that of the last event in
    the data, as far as its date is known (``precision``)."""
    parts = []
    if chosen.types:
        labels = [within(codebook.label("events", "event_type", value)) for value in chosen.types]
        parts.append(_("of type {types}").format(types=list_words(labels, "or")))
    if chosen.cities:
        parts.append(
            _("in {places}").format(places=list_words([town_name(city) for city in chosen.cities], "or"))
        )
    if chosen.regions:
        labels = [divisions.label(codebook, value) for value in chosen.regions]
        parts.append(_(IN_BORDERS[chosen.oblasts]).format(places=list_words(labels, "or")))
    if chosen.campaigns:
        parts.append(
            _("of the campaign {campaigns}").format(
                campaigns=list_words([campaign_name(name) for name in chosen.campaigns], "or")
            )
        )
    if chosen.at_least:
        parts.append(thresholds_in_words(chosen))
    if chosen.query:
        parts.append(_("that mention “{words}”").format(words=chosen.query))
    what = " ".join([_("Protest events"), *parts])
    return _("{what}, {period}; {figures}.").format(
        what=what,
        period=chosen_period_words(chosen, first=first, last=last, precision=precision),
        figures=figures_in_words(chosen),
    )


def chosen_period_words(chosen: EventFilter, *, first: date, last: date, precision: str = "day") -> str:
    """The chosen period in words. An open end is the last event of the data and not today, up to which nobody may have
    looked: ``1986 to 13 November 2025 (the last event in the data)``. Parameters as of ``in_words``."""
    start = chosen.start or first
    if chosen.end:
        return period_words(start, chosen.end)
    began = date_words(start, "year" if (start.month, start.day) == (1, 1) else "day")
    if start > last:
        return _("from {start} on").format(start=began)
    return _("{start} to {last} (the last event in the data)").format(
        start=began, last=date_words(last, precision)
    )


def threshold_words(measure: str, count: int) -> str:
    """One threshold in words: ``at least 10 detained``."""
    return {
        "detentions": ngettext("at least {n} detained", "at least {n} detained", count),
        "deaths": ngettext("at least {n} killed", "at least {n} killed", count),
        "injuries": ngettext("at least {n} injured", "at least {n} injured", count),
        "participants": ngettext("at least {n} present", "at least {n} present", count),
    }[measure].format(n=number(count))


def thresholds_in_words(chosen: EventFilter) -> str:
    """All thresholds, and by which bound: ``with at least 10 detained by the lowest figure``."""
    text = {
        "low": _("with {figures} by the lowest figure"),
        "high": _("with {figures} by the greatest figure"),
    }[chosen.bound]
    return text.format(figures=list_words([threshold_words(*each) for each in chosen.at_least]))


def figures_in_words(chosen: EventFilter) -> str:
    """Whose figures are counted, as known when, in words."""
    words = {
        "all": _("figures as reported by all sides"),
        "official": _("figures as reported by officials"),
        "independent": _("figures as reported by NGOs, media and the opposition"),
    }[chosen.whose]
    if chosen.known_on:
        words += _(", as known on {day}").format(day=date_words(chosen.known_on))
    if chosen.unverified:
        words += _(", unverified sources included")
    return words
