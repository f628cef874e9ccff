"""Disputed figures: official against independent, how a toll moved, and what the choice of side does to totals."""

from atlas.words.language import _
from ui import dataset, link
from ui.disputed import disputed_gap, disputed_rule, disputed_single, disputed_toll
from ui.shared import big_table, notices

view = dataset.view(link.current())
notices.heading(view, _("Disputed figures: who reports how many"), rule=True)
if not notices.nothing_shown(view):
    if big_table.lacks(view):
        disputed_rule.draw(view)
    else:
        measure = disputed_gap.measure(view)
        disputed_gap.draw(view, measure)
        disputed_toll.draw(view, measure)
        disputed_rule.draw(view)
        disputed_single.draw(view, measure)
