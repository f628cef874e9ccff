"""The lists behind what is said of a total: the events it comes from, those without a usable number, the umbrellas.

A list narrows a view to some of its events; the link names it (``figures=deaths-known``), and downloads hold its rows.
"""

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from atlas.folds.standing import Standing, standing
from atlas.folds.views import View
from atlas.words.language import N_, _, ngettext, number

Mask = npt.NDArray[np.bool_]

PARAMETER = "figures"
UMBRELLAS = "umbrellas"

KINDS = {
    "known": ("known",),
    "beyond": ("known",),
    "without": ("parts", "unusable", "words", "none"),
    "parts": ("parts",),
    "unusable": ("unusable",),
    "words": ("words",),
    "none": ("none",),
}
"""What a list of a measure holds, by the end of its code, as names of ``standing.STANDINGS``; of those known, only what
lies within the period, or only what reaches ``beyond`` it."""

MEASURES = {
    "detentions": N_("Detained"),
    "deaths": N_("Killed"),
    "injuries": N_("Injured"),
    "participants": N_("Participants"),
}
"""What a measure is called in front of what is listed."""


def codes() -> tuple[str, ...]:
    """The code of every list."""
    return (UMBRELLAS, *(f"{measure}-{kind}" for measure in MEASURES for kind in KINDS))


@dataclass(frozen=True)
class ListView(View):
    """A view narrowed to one list; ``code``: one of ``codes``. Every question to it is answered of these events."""

    code: str = field(default="", kw_only=True)

    @classmethod
    def of(cls, view: View, code: str) -> "ListView":
        """The list of a view. ValueError for an unknown code, or where single events are not at hand."""
        if code not in codes() or not view.listable:
            raise ValueError(code)
        return cls(view.edition, view.chosen, code=code)

    @property
    def measure(self) -> str:
        """The measure that it is about; empty for the umbrellas."""
        return "" if self.code == UMBRELLAS else self.code.split("-", 1)[0]

    @property
    def kind(self) -> str:
        """What of the measure it holds; empty for the umbrellas."""
        return "" if self.code == UMBRELLAS else self.code.split("-", 1)[1]

    @property
    def standing(self) -> Standing:
        """Where each event stands for the measure. KeyError for the umbrellas."""
        return standing(self.edition, self.cells, self.measure)

    def rows_without(self, field: str) -> Mask:
        """Which events the filter keeps and the list holds."""
        return super().rows_without(field) & self._held()

    def _held(self) -> Mask:
        if self.code == UMBRELLAS:
            return np.asarray(self.cells.columns["umbrella"] > 0)
        held = self.standing.are(*KINDS[self.kind])
        if self.kind == "known":
            held &= self.cells.counts
        elif self.kind == "beyond":
            held &= ~self.cells.counts
        return held

    def part(self, kind: str) -> "ListView":
        """Another list of the same measure."""
        return replace(self, code=f"{self.measure}-{kind}")

    @property
    def heading(self) -> str:
        """What is listed, as a heading: ``Killed: 509 events for which nobody gives a usable number``."""
        if self.code == UMBRELLAS:
            return ngettext(
                "{n} event that sums up others", "{n} events that sum up others", self.shown
            ).format(n=number(self.shown))
        return _("{measure}: {what}").format(measure=_(MEASURES[self.measure]), what=self.what)

    @property
    def what(self) -> str:
        """What of its measure is listed, with how many."""
        return _of_kind(self.kind, self.shown).format(n=number(self.shown))

    @property
    def words(self) -> str:
        """The filter and the list as sentences."""
        return f"{super().words} {self.heading}."


def _of_kind(kind: str, n: int) -> str:
    return {
        "known": ngettext(
            "{n} event with a figure of its own that counts",
            "{n} events with a figure of their own that counts",
            n,
        ),
        "beyond": ngettext(
            "{n} event whose figure reaches beyond the period and is in no total",
            "{n} events whose figures reach beyond the period and are in no total",
            n,
        ),
        "without": ngettext(
            "{n} event without a usable number of its own",
            "{n} events without a usable number of their own",
            n,
        ),
        "parts": ngettext(
            "{n} event of which only the parts have a number",
            "{n} events of which only the parts have a number",
            n,
        ),
        "unusable": ngettext(
            "{n} event with numbers that cannot count", "{n} events with numbers that cannot count", n
        ),
        "words": ngettext("{n} event told in words only", "{n} events told in words only", n),
        "none": ngettext(
            "{n} event for which nobody gives a number", "{n} events for which nobody gives a number", n
        ),
    }[kind]


def umbrellas_form(n: int) -> str:
    """How many of the events shown sum up others, with the gap ``{n}``, as the browser fills it too."""
    return ngettext("{n} of them sums up others", "{n} of them sum up others", n)


def from_form(n: int) -> str:
    """From how many events a total comes, with the gap ``{n}``."""
    return ngettext("from {n} event", "from {n} events", n)


def without_form(whose: str, n: int) -> str:
    """For how many events those whose figures count give no usable number, with the gap ``{n}``."""
    return {
        "all": ngettext("for {n} nobody gives a usable number", "for {n} nobody gives a usable number", n),
        "official": ngettext(
            "for {n} officials give no usable number", "for {n} officials give no usable number", n
        ),
        "independent": ngettext(
            "for {n} no independent side gives a usable number",
            "for {n} no independent side gives a usable number",
            n,
        ),
    }[whose]


def beyond_form(measure: str, n: int) -> str:
    """What the events that reach beyond the period report, with the gaps ``{figure}`` and ``{n}``."""
    return {
        "detentions": ngettext(
            "and {figure} detained in {n} event that reaches beyond this period",
            "and {figure} detained in {n} events that reach beyond this period",
            n,
        ),
        "deaths": ngettext(
            "and {figure} killed in {n} event that reaches beyond this period",
            "and {figure} killed in {n} events that reach beyond this period",
            n,
        ),
        "injuries": ngettext(
            "and {figure} injured in {n} event that reaches beyond this period",
            "and {figure} injured in {n} events that reach beyond this period",
            n,
        ),
        "participants": ngettext(
            "and {figure} participants at most in {n} event that reaches beyond this period",
            "and {figure} participants at most in {n} events that reach beyond this period",
            n,
        ),
    }[measure]


def reaching_form(n: int) -> str:
    """That events with a figure reach beyond the period where they add nothing to what its parts already say."""
    return ngettext(
        "{n} event with a figure reaches beyond this period",
        "{n} events with figures reach beyond this period",
        n,
    )
