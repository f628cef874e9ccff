"""Links between the list of campaigns and their profiles, and what a profile is called; all keep the rest of the filter."""

from collections.abc import Sequence
from dataclasses import replace

from atlas.edition.named_waves import named_waves
from atlas.edition.names import campaign_name
from atlas.words.language import list_words, ngettext, number
from ui import link
from ui.dataset import View
from ui.shared.markup import cell


def profile_of(view: View) -> tuple[str, ...]:
    """The campaigns whose profile the filter asks for: all that it names, taken as one; none for the list."""
    return view.chosen.campaigns


def title(view: View) -> str:
    """What the profile is called: the campaign, a wave known by a name of its own, or the first that it joins."""
    names = profile_of(view)
    for wave in named_waves(view.edition.campaigns):
        if set(wave.campaigns) == set(names):
            return wave.title
    if len(names) <= 3:
        return list_words([campaign_name(name) for name in names])
    return ngettext(
        "{first}, {second} and {n} other campaign",
        "{first}, {second} and {n} other campaigns",
        len(names) - 2,
    ).format(first=campaign_name(names[0]), second=campaign_name(names[1]), n=number(len(names) - 2))


def to_profile(view: View, campaign: str) -> str:
    """A link to one campaign's profile, its name as text."""
    return to_joint(view, (campaign,), campaign_name(campaign))


def to_joint(view: View, campaigns: Sequence[str], text: str) -> str:
    """A link to the profile of several campaigns as one."""
    return _link(link.to(replace(view.chosen, campaigns=tuple(campaigns))), text)


def to_list(view: View, text: str) -> str:
    """A link to all campaigns under the rest of the filter."""
    return _link(link.to(replace(view.chosen, campaigns=())), text)


def _link(query: str, text: str) -> str:
    style = "color:inherit;text-decoration:underline;text-underline-offset:0.15em"
    return f'<a href="campaigns?{cell(query)}" target="_self" style="{style}">{cell(text)}</a>'
