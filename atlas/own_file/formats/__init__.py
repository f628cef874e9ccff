"""The column sets that a reader's file is recognised by, one module each."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from atlas.edition.codebook import Codebook
from atlas.own_file.formats import acled, mass_mobilization, own, plain, ucdp_ged
from atlas.own_file.formats.parts import Parts
from atlas.own_file.reading import Reading, Unreadable
from atlas.words.language import N_, _

NAMES: Mapping[str, str] = {
    "own": N_("Kazakhstan Protest Atlas"),
    "acled": N_("ACLED"),
    "ucdp_ged": N_("UCDP Georeferenced Event Dataset"),
    "mass_mobilization": N_("Mass Mobilization"),
    "plain": N_("A table of your own"),
}
"""The code of each column set, with its title in the catalogue's source language."""


class ColumnSet(Protocol):
    """What each module of a known set offers."""

    def recognises(self, columns: Iterable[str]) -> bool:
        """Whether the columns are those of the set."""

    def convert(self, reading: Reading, codebook: Codebook) -> Parts:
        """The file in our columns."""


KNOWN: Mapping[str, ColumnSet] = {
    "own": own,
    "acled": acled,
    "ucdp_ged": ucdp_ged,
    "mass_mobilization": mass_mobilization,
}


def recognised(columns: Iterable[str]) -> str:
    """The code of the set that the columns are of, "plain" where they are of none."""
    names = list(columns)
    return next((code for code, module in KNOWN.items() if module.recognises(names)), "plain")


def convert(code: str, reading: Reading, codebook: Codebook, mapping: Mapping[str, str | None]) -> Parts:
    """The file in our columns, read as the set of that code. Raises Unreadable where columns it needs are missing,
    KeyError for an unknown code."""
    if code == "plain":
        return plain.convert(reading, codebook, mapping)
    module = KNOWN[code]
    if not module.recognises(reading.columns):
        raise Unreadable(
            _("The file does not have the columns of {set}.").format(set=_(NAMES[code])),
            _("Read it as a table of your own and choose its columns."),
        )
    return module.convert(reading, codebook)
