"""Timeline: what is reported by day, month or year, with the milestones beside it; a dragged box sets the period."""

from atlas.words.language import _
from ui import dataset, link
from ui.shared import notices, time_slider
from ui.timeline import timeline

view = dataset.view(link.current())
notices.heading(view, _("Reported figures and milestones over time"), rule=True)
time_slider.draw(view)
if not notices.nothing_shown(view):
    timeline.draw(view)
