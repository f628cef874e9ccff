"""What every file of a view says about itself: what it holds, under which rule, of which version, how to cite it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from atlas.downloads import citations
from atlas.downloads.citations import Citation
from atlas.edition.once import once
from atlas.folds.figure_lists import PARAMETER, ListView
from atlas.folds.views import View
from atlas.tally.filters import figures_in_words
from atlas.words.language import _, current, number


@dataclass(frozen=True)
class About:
    """A view as its files describe it. ``address`` is its link, empty where it is not known.

    Nothing here depends on the day on which the file is made: the same choice and the same version of the
    data give the same bytes. Where no day of knowledge is chosen, that of today decides which claims count;
    a version holds no claim that is younger than itself, so every day after its release counts the same.
    """

    view: View
    address: str = ""

    @once
    def cited(self) -> Citation:
        """The citation without the day of access, which a file does not know."""
        return Citation.of(self.view.edition.codebook, accessed=None, address=self.address)

    @property
    def title(self) -> str:
        """The name of the data in the reader's language."""
        return _(self.cited.title)

    @property
    def created(self) -> date:
        """The day on which the version of the data was released."""
        return self.cited.released

    @property
    def licence(self) -> dict[str, str]:
        """``name``, ``path`` and ``title`` of the licence."""
        return dict(self.view.edition.codebook.descriptor["licenses"][0])

    @once
    def filters(self) -> dict[str, list[str]]:
        """The filter as parameters of the link, without ``measure``, which changes only the map."""
        found: dict[str, list[str]] = {}
        for name, value in self.view.chosen.to_query():
            if name != "measure":
                found.setdefault(name, []).append(value)
        if isinstance(self.view, ListView):
            found[PARAMETER] = [self.view.code]
        return found

    @once
    def words(self) -> str:
        """The filter as one sentence; an open end is named by the data and not by today."""
        return self.view.words

    @property
    def rule(self) -> str:
        """Whose figures the columns of totals count, in words."""
        return figures_in_words(self.view.chosen)

    def document(self) -> dict[str, Any]:
        """All of it for a file in JSON."""
        return {
            "title": self.title,
            "version": self.cited.version,
            "created": self.created.isoformat(),
            "licence": self.licence,
            "language": current(),
            "shown": self.words,
            "filters": self.filters,
            "figures": self.rule,
            "address": self.cited.address,
            "citation": citations.apa(self.cited),
            "events_shown": self.view.shown,
        }

    def lines(self) -> list[tuple[str, str]]:
        """The same as pairs of a name and a text, in the reader's language."""
        filters = "; ".join(f"{name}={value}" for name, values in self.filters.items() for value in values)
        shown = _("{shown} of {events} events")
        return [
            (_("Title"), self.title),
            (_("Version of the data"), self.cited.version),
            (_("Released on"), self.created.isoformat()),
            (_("Licence"), f"{self.licence['title']} ({self.licence['name']}), {self.licence['path']}"),
            (_("Shown"), self.words),
            (
                _("Number of events"),
                shown.format(shown=number(self.view.shown), events=number(self.view.events)),
            ),
            (_("Filters"), filters or _("none")),
            (_("Figures counted"), self.rule),
            (_("Link of this view"), self.cited.address or _("not known")),
            (_("Cite as"), citations.apa(self.cited)),
        ]
