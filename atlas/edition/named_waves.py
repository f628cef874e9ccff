"""The waves of protest that readers look for by name: one campaign of the data each, or several taken as one."""

from dataclasses import dataclass

import pandas as pd

from atlas.edition.names import campaign_name
from atlas.words.language import _


@dataclass(frozen=True)
class NamedWave:
    """A name and the campaigns that it stands for, as campaigns.csv spells them."""

    title: str
    campaigns: tuple[str, ...]


QDT_AND_ELECTION = (
    "QDT rallies 2018",
    "Nur Otan congress protests 2019",
    "Presidential election 2019",
    "Capital Day protests 2019",
    "QDT autumn rallies 2019",
    "Democratic Party and QDT rallies 2020",
    "June 2020 rallies",
)
"""The campaigns of 2018 to 2020 that QDT called, alone or with others, or that were about the election, as their
summaries say. No others of those years: to put a mothers' protest under this name would say of people what no source
says."""


def named_waves(campaigns: pd.DataFrame) -> list[NamedWave]:
    """The waves in the order of time. ``campaigns`` as an edition has them, by name; what the data lack is left out,
    also from a wave that joins several."""
    waves = [
        NamedWave(campaign_name("Jeltoqsan 1986"), ("Jeltoqsan 1986",)),
        NamedWave(campaign_name("Nevada-Semipalatinsk 1989"), ("Nevada-Semipalatinsk 1989",)),
        NamedWave(campaign_name("Zhanaozen 2011"), ("Zhanaozen 2011",)),
        NamedWave(campaign_name("Land reform 2016"), ("Land reform 2016",)),
        NamedWave(_("QDT and election protests 2018–2020"), QDT_AND_ELECTION),
        NamedWave(campaign_name("January 2022"), ("January 2022",)),
    ]
    known = [
        NamedWave(wave.title, tuple(name for name in wave.campaigns if name in campaigns.index))
        for wave in waves
    ]
    return [wave for wave in known if wave.campaigns]
