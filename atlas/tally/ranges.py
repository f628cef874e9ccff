"""A figure as the sources leave it: a low, a high, what is open, or nothing known at all."""

from dataclasses import dataclass

from atlas.words.language import _, number


@dataclass(frozen=True)
class Range:
    """One reported figure or total. Unknown is ``low is None``, never 0.

    ``open_above`` means that somebody says "at least", so the true figure may exceed ``high``.
    ``open_below`` means that only an "up to" is known, so ``low`` is 0 for want of a better bound.
    """

    low: int | None
    high: int | None
    open_below: bool = False
    open_above: bool = False

    @property
    def known(self) -> bool:
        """Whether there is any number at all."""
        return self.low is not None

    @classmethod
    def of(cls, low: int, high: int, open_below: bool = False, open_above: bool = False) -> "Range":
        """A known range with its bounds in order.

        A remainder can come out as 23 by the low sums and 0 by the high ones: between 0 and 23.
        """
        return cls(min(low, high), max(low, high), open_below, open_above)

    def words(self) -> str:
        """The range as a reader sees it: ``238–241``, ``at least 9,900``, ``up to 64``, ``unknown``."""
        if self.low is None or self.high is None:
            return _("unknown")
        low, high = number(self.low), number(self.high)
        if self.low == self.high:
            return _("at least {low}").format(low=low) if self.open_above else low
        if self.open_above:
            return _("{low} to at least {high}").format(low=low, high=high)
        if self.open_below and self.low == 0:
            return _("up to {high}").format(high=high)
        return _("{low}–{high}").format(low=low, high=high)

    def short(self) -> str:
        """The same for the narrow cell of a table: ``238–241``, ``9,900+``, ``≤64``, empty for unknown."""
        if self.low is None or self.high is None:
            return ""
        low, high = number(self.low), number(self.high)
        if self.low == self.high:
            return f"{low}+" if self.open_above else low
        if self.open_below and self.low == 0 and not self.open_above:
            return f"≤{high}"
        return f"{low}–{high}+" if self.open_above else f"{low}–{high}"

    def shown(self) -> str:
        """The one form in which headlines and tables write it: as ``short``, and ``unknown`` where nothing is known."""
        return self.short() if self.known else _("unknown")


def signs_in_words() -> str:
    """What the signs of ``short`` mean; stands once below the ranges of a screen."""
    return _("+ means “or more”: somebody says “at least”. ≤ means “up to”.")


UNKNOWN = Range(None, None)
