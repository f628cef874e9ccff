"""What an address may ask for: the parameters of the page's own link, their values, and what of a link is not met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from atlas.edition.divisions import DIVISIONS
from atlas.folds.figure_lists import PARAMETER as LISTED
from atlas.folds.figure_lists import codes
from atlas.tally.filters import (
    BOUNDS,
    FACETS,
    MAP_MEASURES,
    MOST_ASKED,
    MOST_LETTERS,
    MOST_WORDS,
    PAGE_PARAMETERS,
    PARAMETERS,
    THRESHOLDS,
    Choices,
    EventFilter,
    Unmet,
    from_query,
)
from atlas.tally.tallies import WHOSE
from atlas.words.language import LANGUAGES, N_, _

LANGUAGE = "lang"
FIRST = next(iter(LANGUAGES))
"""The language of those who ask for none."""
DATES = ("from", "to", "known")
# Month and day in their bounds; that February ends on the 28th a pattern cannot say.
DATE_PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
NUMBER_PATTERN = r"^[1-9][0-9]{0,8}$"

MEANINGS: Mapping[str, str] = {
    "from": N_("The first day of the period. A month or year means its first day."),
    "to": N_("The last day of the period. A month or year means its last day."),
    "city": N_(
        "The town, by its code or by any name it has or had, in any language and spelling. Several are either-or."
    ),
    "region": N_("The region, by its code or by its name in any language. Several are either-or."),
    "type": N_("The type of event. Several are either-or."),
    "campaign": N_("The campaign. Several are either-or."),
    "oblasts": N_(
        "The division of the country that region means: that of today, or the one before June 2022 or June 2018. "
        "A region of another division stands for the one that holds it, or for its parts."
    ),
    "detentions_min": N_(
        "Only events with at least so many detained, by the figure that the rule of the link gives."
    ),
    "deaths_min": N_("Only events with at least so many killed."),
    "injuries_min": N_("Only events with at least so many injured."),
    "participants_min": N_("Only events with a turnout of at least so many."),
    "bound": N_(
        "Which bound of an event's figure must reach those numbers: low, the column _low of an events file, or high, the "
        "column _high. An unknown figure reaches none."
    ),
    "q": N_("Words that an event must mention."),
    "whose": N_("Whose figures count."),
    "known": N_("The day whose knowledge counts: later claims are left out. Default: today."),
    "unverified": N_("1: claims from unverified sources count too."),
    "measure": N_("What the map of the page shows. It changes no row of a file."),
    LISTED: N_(
        "One of the lists behind the numbers of events on the page: those from which a measure’s figure comes, those "
        "without a usable number, or those that sum up others. Without it: all events of the view."
    ),
    LANGUAGE: N_("The language of texts, names and labels. Keys and codes are the same in every language."),
}
"""Each parameter in words, in the catalogue's source language."""

assert set(MEANINGS) == {*PARAMETERS, LISTED, LANGUAGE}


@dataclass(frozen=True)
class Parameter:
    """One parameter: ``allowed`` are its values, empty where these are no list; then ``form`` says how to write it,
    ``longest`` of how many letters at most (0: of any number)."""

    name: str
    allowed: tuple[str, ...] = ()
    form: str = ""
    pattern: str = ""
    longest: int = 0
    default: str = ""

    @property
    def repeated(self) -> bool:
        """Whether it may stand several times in one link."""
        return self.name in FACETS.values()

    def schema(self) -> dict[str, Any]:
        """Its JSON schema."""
        one: dict[str, Any] = {"type": "string"}
        if self.allowed:
            one["enum"] = list(self.allowed)
        if self.pattern:
            one["pattern"] = self.pattern
        if self.longest:
            one["maxLength"] = self.longest
        if self.default:
            one["default"] = self.default
        return {"type": "array", "items": one, "minItems": 1} if self.repeated else one


@dataclass(frozen=True)
class NotMet:
    """One parameter that cannot be met, with what may stand there."""

    parameter: str
    value: str
    detail: str
    allowed: tuple[str, ...] = ()
    form: str = ""
    meant: tuple[str, ...] = ()

    def members(self) -> dict[str, Any]:
        """Its members in a problem document."""
        more: dict[str, Any] = {"allowed": list(self.allowed)} if self.allowed else {}
        if self.form:
            more["form"] = self.form
        if self.meant:
            more["perhaps"] = list(self.meant)
        return {"parameter": self.parameter, "value": self.value, "detail": self.detail, **more}


@dataclass(frozen=True)
class Asked:
    """What an address asks for: a filter, one of its lists (``figure_lists.codes``; empty for none) and a language, or
    in ``errors`` why not."""

    chosen: EventFilter
    language: str
    errors: tuple[NotMet, ...]
    listed: str = ""


def parameters(choices: Choices) -> dict[str, Parameter]:
    """Every parameter that an address of a view takes, by name, with the values of this edition."""
    dates = _("YYYY-MM-DD, YYYY-MM or YYYY; the data run from {first} to {last}.").format(
        first=choices.first, last=choices.last
    )
    facets = (
        Parameter(name, allowed=choices.all_regions if field == "regions" else getattr(choices, field))
        for field, name in FACETS.items()
    )
    return {
        each.name: each
        for each in (
            *(Parameter(name, form=dates, pattern=DATE_PATTERN) for name in DATES[:2]),
            *facets,
            Parameter("oblasts", allowed=tuple(DIVISIONS), default="today"),
            *(Parameter(name, form=_numbered(), pattern=NUMBER_PATTERN) for name in THRESHOLDS.values()),
            Parameter("bound", allowed=BOUNDS, default="low"),
            Parameter("q", form=_searched(), pattern=r"\S", longest=MOST_LETTERS),
            Parameter("whose", allowed=WHOSE, default="all"),
            Parameter("known", form=dates, pattern=DATE_PATTERN),
            Parameter("unverified", allowed=("0", "1"), default="0"),
            Parameter("measure", allowed=MAP_MEASURES, default="detentions"),
            Parameter(LISTED, allowed=codes()),
            Parameter(LANGUAGE, allowed=tuple(LANGUAGES), default=FIRST),
        )
    }


def _numbered() -> str:
    return _("A whole number from 1 to {most}.").format(most=MOST_ASKED)


def _searched() -> str:
    return _("One or more words; {words} words and {letters} letters at most.").format(
        words=MOST_WORDS, letters=MOST_LETTERS
    )


def query_of(request: Request) -> dict[str, list[str]]:
    """The parameters of a request, each with all its values."""
    return {name: request.query_params.getlist(name) for name in request.query_params}


def language_of(query: Mapping[str, Sequence[str]]) -> str:
    """The language asked for, if there is such a one, else the first: the errors too must be in some language."""
    wanted = next(iter(query.get(LANGUAGE, ())), "")
    return wanted if wanted in LANGUAGES else FIRST


def read(query: Mapping[str, Sequence[str]], choices: Choices, *, only: Sequence[str] = ()) -> Asked:
    """What a query string asks for. A link of the page means the same here; what it asks for in vain is an error,
    since a program reads no notices. ``only``: the parameters that count at this address, all if empty."""
    known = parameters(choices)
    taken = tuple(only or known)
    chosen, unmet = from_query(query, choices, others=(*PAGE_PARAMETERS, LANGUAGE))
    wrong = [each for each in unmet if each.parameter in taken or each.parameter not in known]
    strange = _("which this address does not take.")
    wrong += [Unmet(name, query[name][-1], strange) for name in known if name in query and name not in taken]
    # A variable that a script forgot to fill must not fetch the whole table.
    empty = _("which is empty; leave the parameter out to ask for everything.")
    wrong += [
        Unmet(name, "", empty) for name in taken if any(not each.strip() for each in query.get(name, ()))
    ]
    languages = query.get(LANGUAGE, ())
    other = _("which must be one of {values}.").format(values=", ".join(LANGUAGES))
    wrong += [Unmet(LANGUAGE, each, other) for each in languages if each.strip() and each not in LANGUAGES]
    if len(set(languages)) > 1:
        wrong.append(Unmet(LANGUAGE, languages[0], _("which another value later in the link replaces.")))
    lists = query.get(LISTED, ())
    unlisted = _("which must be one of {values}.").format(values=", ".join(codes()))
    wrong += [Unmet(LISTED, each, unlisted) for each in lists if each.strip() and each not in codes()]
    if len(set(lists)) > 1:
        wrong.append(Unmet(LISTED, lists[0], _("which another value later in the link replaces.")))
    errors = tuple(_with_allowed(each, known, taken) for each in wrong)
    return Asked(chosen, language_of(query), errors, next(iter(lists), ""))


def _with_allowed(unmet: Unmet, known: Mapping[str, Parameter], taken: tuple[str, ...]) -> NotMet:
    parameter = known.get(unmet.parameter) if unmet.parameter in taken else None
    allowed, form = (parameter.allowed, parameter.form) if parameter else (taken, "")
    return NotMet(unmet.parameter, unmet.value, unmet.words(), allowed, form, unmet.meant)
