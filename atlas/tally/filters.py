"""What the reader asked for, as one frozen value that is also the link and the sentence above the figures."""

import dataclasses
import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from atlas.edition import divisions
from atlas.edition.codebook import Codebook
from atlas.edition.divisions import DIVISIONS, IN_BORDERS
from atlas.edition.names import campaign_name, town_name
from atlas.edition.validation import nearest
from atlas.tally.tallies import WHOSE
from atlas.words.language import _, date_words, list_words, period_words, within

MAP_MEASURES = ("events", "detentions", "deaths", "injuries", "participants")
"""What the map can show: the number of events, or a measure of the codebook."""

FACETS = {"cities": "city", "regions": "region", "types": "type", "campaigns": "campaign"}
"""The fields that hold several values, with their name in the link."""


@dataclass(frozen=True)
class EventFilter:
    """One view of the data. An empty field leaves everything in; several values of a field are either-or.

    ``start`` and ``end`` are inclusive days; ``known_on`` is the day whose knowledge counts, None for today.
    ``oblasts`` is the division of the country whose regions ``regions`` holds.
    """

    start: date | None = None
    end: date | None = None
    cities: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    query: str = ""
    whose: str = "all"
    known_on: date | None = None
    unverified: bool = False
    measure: str = "detentions"
    oblasts: str = "today"

    @property
    def narrows(self) -> bool:
        """Whether any event is left out at all."""
        return any((self.start, self.end, self.cities, self.regions, self.types, self.campaigns, self.query))

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


PARAMETERS = ("from", "to", *FACETS.values(), "oblasts", "q", "whose", "known", "unverified", "measure")
"""Every parameter name of a link that belongs to the filter."""

PAGE_PARAMETERS = (
    *("event", "day", "actor", "source", "unit", "sum"),
    *("scale", "show", "rank", "with", "text", "all", "view", "page", "sort"),
)
"""Those that belong to one page and survive as long as the reader stays on it, so that a download by the same link
takes them and does nothing with them: one event, one day, one actor, one source, unit of the time axis, running sum,
linear or log, what is shown, ranked by, compared with, words looked for, the whole list, live or full
figures, the page of a long list, its order."""

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

    def words(self) -> str:
        """One sentence for the reader."""
        return _("This link asks for {parameter} “{value}”, {reason}").format(
            parameter=self.parameter, value=self.value, reason=self.reason
        )


def from_query(
    query: Mapping[str, Sequence[str]], choices: Choices, *, others: Iterable[str] = ()
) -> tuple[EventFilter, list[Unmet]]:
    """The filter that a link asks for, and what of it cannot be met: nothing is dropped silently.

    ``others`` names parameters that belong to the page and not to the filter.
    """
    unmet: list[Unmet] = []
    fields: dict[str, Any] = {}
    for field, name in FACETS.items():
        allowed = choices.all_regions if field == "regions" else getattr(choices, field)
        fields[field] = tuple(_known(query.get(name, ()), allowed, name, unmet))
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
    fields["known_on"] = max(known_on, choices.first) if known_on and known_on < choices.last else None
    fields["oblasts"] = _one_of(query, "oblasts", tuple(DIVISIONS), "today", unmet)
    fields["query"] = " ".join(_last(query, "q").split())
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


def _known(values: Sequence[str], allowed: Sequence[str], name: str, unmet: list[Unmet]) -> Iterable[str]:
    folded = {value.casefold(): value for value in allowed}
    for value in dict.fromkeys(folded.get(value.casefold(), value) for value in values):
        if value.casefold() in folded:
            yield value
        elif value:
            unmet.append(Unmet(name, value, _("which is not in the data.") + nearest(value, allowed)))


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


def in_words(chosen: EventFilter, codebook: Codebook, *, first: date, last: date) -> str:
    """The filter as one plain sentence. ``first`` and ``last``: the days that the data cover."""
    start, end = chosen.start or first, chosen.end or last
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
    if chosen.query:
        parts.append(_("that mention “{words}”").format(words=chosen.query))
    what = " ".join([_("Protest events"), *parts])
    if not chosen.start and not chosen.end:
        period = _("{year} to today").format(year=date_words(first, "year"))
    else:
        period = period_words(start, end)
    return _("{what}, {period}; {figures}.").format(
        what=what, period=period, figures=figures_in_words(chosen)
    )


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
