"""The page of the campaigns in a real browser: a link to one of them."""

from playwright.sync_api import expect

from atlas.folds import aggregates
from atlas.tally.filters import EventFilter
from tests.browser.waiting import opened
from ui import dataset


def test_a_permalink_to_a_campaign_opens_its_profile_cold(page):
    view = dataset.view(EventFilter(campaigns=("January 2022",)))
    killed = aggregates.total(view.cells, view.rows, "deaths").figure.short()
    opened(page, "/campaigns?campaign=January+2022")
    expect(page.get_by_test_id("stMain").get_by_text(killed).first).to_be_visible()
