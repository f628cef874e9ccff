"""Campaigns: protest as waves, what is reported of each, and those in full, taken as one, that the filter names."""

import streamlit as st

from atlas.words.language import _
from ui import dataset, link, own_file, window
from ui.campaigns import campaign_list, campaign_overlay, campaign_profile, campaign_sources, campaign_spread
from ui.shared import campaign_link, downloads, event_table, notices
from ui.shared.markup import plain

view = dataset.view(link.current())
if not view.listable:
    view = view.by("campaign")
profile = campaign_link.profile_of(view)
listed = _("Campaigns in your own file") if own_file.shown() else _("Campaigns: waves of protest since 1986")
heading = plain(campaign_link.title(view)) if profile else listed
if profile:
    window.name(campaign_link.title(view))
notices.heading(view, heading, rule=True)
if not notices.nothing_shown(view):
    if profile:
        campaign_profile.draw(view)
        campaign_spread.draw(view)
        if view.listable:
            campaign_overlay.draw(view)
        st.header(_("Its events"))
        event_table.draw(view, few=False)
        downloads.draw(view)
        if view.listable:
            campaign_sources.draw(view)
    else:
        found = campaign_list.draw(view)
        if view.listable:
            campaign_overlay.draw(view)
        campaign_list.draw_table(view, found)
