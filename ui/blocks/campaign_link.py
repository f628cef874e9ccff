"""Links between the list of campaigns and their profiles; all keep the rest of the filter."""

from dataclasses import replace

from ui.blocks.markup import cell
from ui.dataset import View


def profile_of(view: View) -> str:
    """The campaign whose profile the filter asks for: the only one it names, else empty."""
    return view.chosen.campaigns[0] if len(view.chosen.campaigns) == 1 else ""


def to_profile(view: View, campaign: str) -> str:
    """A link to one campaign's profile, its name as text."""
    return _link(replace(view.chosen, campaigns=(campaign,)).to_link(), campaign)


def to_list(view: View, text: str) -> str:
    """A link to all campaigns under the rest of the filter."""
    return _link(replace(view.chosen, campaigns=()).to_link(), text)


def _link(query: str, text: str) -> str:
    style = "color:inherit;text-decoration:underline;text-underline-offset:0.15em"
    return f'<a href="campaigns?{cell(query)}" target="_self" style="{style}">{cell(text)}</a>'
