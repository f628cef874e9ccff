"""Cities: towns ranked, year by year and side by side; one town's profile where the filter names just one."""

from atlas.edition.names import town_name
from atlas.words.language import _
from ui import dataset, link, window
from ui.cities import city_comparison, city_profile, city_ranking
from ui.shared import notices

view = dataset.view(link.current())
city = city_profile.city_of(view)
if city:
    window.name(town_name(city))
notices.heading(view, city_profile.title(view) if city else _("Towns by reported figures"), rule=True)
if city:
    city_profile.draw_place(view)
if not notices.nothing_shown(view):
    if city:
        city_profile.draw(view)
        measure = city_ranking.measure()
    else:
        measure = city_ranking.measure()
        city_ranking.draw(view, measure)
    city_comparison.draw(view, measure)
