"""Events: the searchable table of all events, and one event with every reported figure about it."""

from atlas.folds.figure_lists import ListView
from atlas.words.language import _
from ui import dataset, link
from ui.events import big_event_card, event_card
from ui.shared import downloads, event_table, figure_list, notices

view = dataset.view(link.current())
event = link.page_parameter("event")
if event:
    if view.listable:
        event_card.draw(view, event)
    else:
        big_event_card.draw(view, event)
else:
    notices.heading(view, _("Events"), rule=True)
    if not notices.nothing_shown(view):
        view = figure_list.asked(view)
        if isinstance(view, ListView):
            figure_list.draw(view)
        event_table.draw(view, few=False)
        downloads.draw(view)
