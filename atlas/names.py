"""What towns and campaigns are called in the reader's language; in links and files they keep their English keys."""

from collections.abc import Mapping
from types import MappingProxyType

from atlas.edition import Edition
from atlas.language import LANGUAGES, current
from atlas.translations import spoken

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
