"""The regions of today and those before they were divided: from each town's own record, never by its place on a map."""

from collections.abc import Mapping

from atlas.edition.codebook import Codebook
from atlas.edition.edition import Edition, kept
from atlas.words.language import N_, _

DIVISIONS: Mapping[str, str] = {
    "today": N_("Regions of today"),
    "2021": N_("Regions before June 2022"),
    "2017": N_("Regions before June 2018"),
}
"""The divisions of the country that a reader can choose, in words: that of today, and those in force in a year."""

IN_BORDERS: Mapping[str, str] = {
    "today": N_("in {places}"),
    "2021": N_("in {places} in the borders before June 2022"),
    "2017": N_("in {places} in the borders before June 2018"),
}
"""Each division in the sentence that says the filter."""

ENDED: Mapping[str, str] = {"South Kazakhstan": N_("South Kazakhstan Region")}
"""Regions that no region of today continues by name, by code, as the gazetteer names them."""


def label(book: Codebook, code: str) -> str:
    """A region of any division in the reader's language."""
    return _(ENDED[code]) if code in ENDED else book.label("events", "region", code)


@kept(3)
def units(edition: Edition, division: str) -> Mapping[str, str]:
    """For each region of today the code of the region that it was a part of in a division; of today itself.

    A region that lost a part keeps its code: East Kazakhstan of 2021 holds Abai and East Kazakhstan of today.
    """
    own = {str(region): str(region) for region in edition.regions.index}
    if division == "today":
        return own
    codes = {term.label: term.value for term in edition.codebook.terms("events", "region")}
    codes |= {name: code for code, name in ENDED.items()}
    for region, former in zip(edition.gazetteer.region, edition.gazetteer.former_regions, strict=True):
        then = next((one["name"] for one in former if one["until"] > int(division)), None)
        if then is not None:
            own[str(region)] = codes[then]
    return own
