"""What towns and campaigns are called in the reader's language; in links and files they keep their English keys."""

from collections.abc import Mapping
from types import MappingProxyType

from atlas.edition.codebook import Codebook
from atlas.edition.edition import Edition
from atlas.edition.translations import spoken
from atlas.words.language import LANGUAGES, _, current, within

_towns: dict[str, Mapping[str, str]] = {}
_campaigns: dict[str, Mapping[str, str]] = {}


def learn(edition: Edition) -> None:
    """Take the names of an edition in every language; ``views.published`` calls it once."""
    for code in LANGUAGES:
        one = spoken(edition, code)
        _towns[code] = MappingProxyType(dict(one.gazetteer.name))
        _campaigns[code] = MappingProxyType(dict(one.campaigns.name))


def town_name(key: str) -> str:
    """The name of a town of the gazetteer today; the key itself where the gazetteer has no such town."""
    return _towns.get(current(), {}).get(key, key)


def campaign_name(key: str) -> str:
    """The name of a campaign; the key itself where the data have no such campaign."""
    return _campaigns.get(current(), {}).get(key, key)


def side_words(book: Codebook, side: str) -> str:
    """The side of a claimant as it stands in brackets behind the name. Of officials in words of their own: as the head
    of a column they are many, behind one name they are not."""
    return _("official") if side == "official" else within(book.label("claims", "side", side))


def place_words(book: Codebook, city: str, region: str) -> str:
    """The town, or the region or the country that a row stands for where it names no town."""
    if city:
        return town_name(city)
    return book.label("events", "region", region) if region else _("nationwide")


def place_then_words(place: str, then: str) -> str:
    """A place with the name that it had at the time beside it, where that was another: Almaty (then Alma-Ata)."""
    return _("{city} (then {name_then})").format(city=place, name_then=then) if then else place
