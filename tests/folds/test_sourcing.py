"""Every source has a page: what rests on it, where it can be read, and a link to it from wherever it is named."""

import html
import re
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest

from atlas.edition.edition import read_edition
from atlas.folds import sourcing
from atlas.folds.views import published
from atlas.words.language import number
from tests import small_package
from tests.opened_pages import ZHANAOZEN, opened, words
from ui import dataset
from ui.dataset import View

EDITION = published()
ALL = np.ones(len(EDITION.events), dtype=bool)
ARTICLE = "wikipedia-kazakh-opposition"
LINK = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)


def links(app) -> list[tuple[str, str, str]]:
    """Every link on the page: address, other attributes, words."""
    bodies = "".join(element.proto.body for element in app.get("html"))
    return [(html.unescape(a), rest, html.unescape(text)) for a, rest, text in LINK.findall(bodies)]


def sources_linked(app) -> list[str]:
    return [
        parse_qs(urlsplit(address).query)["source"][0]
        for address, _rest, _text in links(app)
        if address.startswith("data?") and "source=" in address
    ]


@pytest.fixture
def small(tmp_path):
    folder = small_package.write(
        tmp_path / "data",
        events=[{"event_id": "2011-12-16-a-1", "city": "Zhanaozen"}, {"event_id": "2011-12-17-b-1"}],
        claims=[
            {"event_id": "2011-12-17-b-1", "low": 3, "source_id": "forum", "measure": "detentions"},
            {"event_id": "2011-12-16-a-1", "low": 14, "high": 14},
            {
                "event_id": "2011-12-17-b-1",
                "words": "dozens",
                "measure": "participants",
                "source_id": "forum",
            },
        ],
    )
    return read_edition(folder)


def test_a_source_documents_the_events_that_name_it_and_those_with_a_figure_from_it(small):
    # A figure can come from a source that is not linked to its event: told, and not lost.
    assert {problem.message for problem in small.problems} == {"is not linked to 2011-12-17-b-1"}
    assert sourcing.documented(small, "paper").tolist() == [0, 1]
    assert sourcing.documented(small, "forum").tolist() == [1]
    assert sourcing.documented(small, "no-such-source").tolist() == []


def test_the_figures_of_a_source_stand_by_event_and_measure_with_open_bounds_and_words(small):
    table = sourcing.figures(small, "forum")
    assert table.event_id.tolist() == ["2011-12-17-b-1"] * 2
    assert dict(zip(table.measure, table.figure, strict=True)) == {
        "participants": "“dozens”",
        "detentions": "at least 3",
    }
    order = [small.codebook.measures.index(measure) for measure in table.measure]
    assert order == sorted(order)
    # Neither figure has a day of its own, nor has their source: they are undated.
    assert table.stated_on.isna().all() and table.said.isna().all()


def test_the_list_counts_events_and_figures_of_the_chosen_events_alone(small):
    first = small.events.event_id.to_numpy() == "2011-12-16-a-1"
    one = sourcing.found(small, first)
    assert list(zip(one.source_id, one.events, one.figures, strict=True)) == [("paper", 1, 1)]
    other = sourcing.found(small, ~first)
    assert list(zip(other.source_id, other.events, other.figures, strict=True)) == [
        ("forum", 1, 2),
        ("paper", 1, 0),
    ]
    both = sourcing.found(small, np.ones(2, dtype=bool))
    assert list(zip(both.source_id, both.events, both.figures, strict=True)) == [
        ("paper", 2, 1),
        ("forum", 1, 2),
    ]
    assert sourcing.found(small, ~first & first).empty


def test_the_search_takes_beginnings_of_words_of_title_publisher_address_and_key():
    for text in ("tengri nauryz", "TENGRINEWS", "kazakhstan_news videos", "blue ball"):
        assert "tengrinews-2018-03-blue-balloons" in set(sourcing.found(EDITION, ALL, text).source_id), text
    assert sourcing.found(EDITION, ALL, "zzzz").empty


def test_every_event_and_figure_is_on_the_page_of_some_source():
    rows, figures = set(), 0
    for source in EDITION.sources.index:
        rows |= set(sourcing.documented(EDITION, source).tolist())
        figures += len(sourcing.figures(EDITION, source))
    assert rows == set(range(len(EDITION.events)))
    assert figures == len(EDITION.claims)


def test_an_address_leads_to_its_source_letter_for_letter():
    for source, url in EDITION.sources.url.items():
        assert sourcing.at(EDITION, url) == source
    assert sourcing.at(EDITION, EDITION.sources.url.loc[ARTICLE].upper()) == ""


def test_the_table_says_words_and_leaves_empty_what_is_not_recorded():
    found = sourcing.found(EDITION, ALL)
    table = sourcing.table(found, EDITION)
    assert len(table) == len(found) == len(set(EDITION.event_sources.source_id))
    assert set(table["Grade"]) == {"Established", "Copy", "Unverified"}
    undated = found.published_on.isna().tolist()
    assert 0 < sum(undated) < len(table)
    assert [day == "" for day in table["Published on"]] == undated
    assert (table["Title"] != "").all()


def test_the_card_of_a_source_has_what_is_known_of_it_and_all_that_rests_on_it():
    app = opened("data", source=ARTICLE)
    said, source = words(app), EDITION.sources.loc[ARTICLE]
    assert app.title[0].value.replace("\\", "") == source.title
    grade = next(term for term in EDITION.codebook.terms("sources", "grade") if term.value == source.grade)
    for text in (source.publisher, f"{grade.label}: {grade.meaning}", "Encyclopedia", "English", ARTICLE):
        assert text in said
    for row in sourcing.documented(EDITION, ARTICLE):
        assert " ".join(EDITION.events.title[row].split()) in said
    figures = sourcing.figures(EDITION, ARTICLE)
    assert f"{len(figures)} of {len(figures)} such figures" in said
    for one in figures.itertuples():
        assert one.figure in said
        assert one.claimant in said
    # What the project grew from is told of in the actors and the symbols too.
    assert "Democratic Choice of Kazakhstan" in said
    assert "National flag of Kazakhstan" in said


def test_the_way_out_of_a_card_does_not_tell_where_the_reader_comes_from():
    out = [(rest, text) for address, rest, text in links(opened("data", source=ARTICLE)) if "://" in address]
    assert all('rel="noopener noreferrer"' in rest for rest, _text in out)
    # The other is the credit at the foot of every page.
    (text,) = (text for _rest, text in out if text != "GeoNames")
    assert text == EDITION.sources.url.loc[ARTICLE]


def test_a_card_under_a_filter_lists_the_events_that_it_keeps_and_counts_all():
    app = opened("data", source=ARTICLE, **ZHANAOZEN)
    view = View(dataset.edition(), app.session_state["filter"])
    rows = sourcing.documented(view.edition, ARTICLE)
    shown = [row for row in rows if view.rows[row]]
    assert 0 < len(shown) < len(rows)
    assert f"{len(shown)} of {len(rows)} such events" in words(app)


def test_a_source_that_is_not_in_the_data_is_said_and_the_way_to_the_list_leads_there():
    app = opened("data", source="no-such")
    assert "a source that is not in the data: no\\-such" in words(app)
    app.button(key="all_sources").click().run()
    assert not app.exception
    assert "Sources of the events shown" in words(app) or any(
        "Sources of the events shown" in heading.value for heading in app.header
    )


def test_the_list_follows_the_filter_and_the_search_of_the_link():
    app = opened("data", show="sources", **ZHANAOZEN)
    view = View(dataset.edition(), app.session_state["filter"])
    found = sourcing.found(view.edition, view.rows)
    assert 0 < len(found) < len(EDITION.sources)
    counts = f"{len(found)} of {len(found)} sources of the events shown; the data have {number(len(EDITION.sources))} in all"
    assert counts in words(app)
    (frame,) = app.dataframe
    assert frame.value["Title"].tolist() == sourcing.table(found, view.edition)["Title"].tolist()
    addresses = frame.value["Source"].tolist()
    assert all(
        address.endswith(f"source={one}") for address, one in zip(addresses, found.source_id, strict=True)
    )
    assert all("city=Zhanaozen" in address for address in addresses)
    searched = opened("data", show="sources", text="human rights watch", **ZHANAOZEN)
    fewer = sourcing.found(view.edition, view.rows, "human rights watch")
    assert 0 < len(fewer) < len(found)
    assert f"{len(fewer)} of {len(found)} sources" in words(searched)
    assert "matches “zzzz”" in words(opened("data", show="sources", text="zzzz"))


def test_typing_a_search_writes_it_into_the_link():
    app = opened("data", show="sources")
    app.text_input(key="p_text").set_value(" open  dialogue ").run()
    assert not app.exception
    assert app.query_params["text"] in ("open dialogue", ["open dialogue"])
    fewer = sourcing.found(EDITION, ALL, "open dialogue")
    assert f"{len(fewer)} of {number(len(sourcing.found(EDITION, ALL)))} sources" in words(app)


def test_every_source_of_an_event_and_of_its_figures_is_a_link_to_its_page():
    event = "2011-12-16-zhanaozen-1"
    wanted = set(EDITION.event_sources[EDITION.event_sources.event_id == event].source_id)
    wanted |= set(EDITION.claims[EDITION.claims.event_id == event].source_id)
    app = opened("events", event=event, **ZHANAOZEN)
    # Once in the list of sources, once with every figure.
    figures = EDITION.claims.source_id[EDITION.claims.event_id == event].tolist()
    assert Counter(sources_linked(app)) == Counter([*wanted, *figures])
    # The filter goes along, and the page itself stays one click away.
    assert all("city=Zhanaozen" in address for address, *_ in links(app) if "source=" in address)
    outside = {address for address, *_ in links(app) if address.startswith("http")}
    assert {EDITION.sources.url.loc[source] for source in wanted} <= outside


def test_a_campaigns_sources_and_a_disputed_tolls_are_links_to_their_pages():
    campaign = opened("campaigns", campaign="Zhanaozen 2011")
    view = View(dataset.edition(), campaign.session_state["filter"])
    assert set(sources_linked(campaign)) >= set(sourcing.found(view.edition, view.rows).source_id)
    disputed = opened("disputed", event="2011-12-16-zhanaozen-1", measure="deaths")
    claims = EDITION.claims
    told = claims[(claims.event_id == "2011-12-16-zhanaozen-1") & (claims.measure == "deaths")]
    assert set(sources_linked(disputed)) == set(told.source_id)


def test_milestones_and_actors_lead_to_the_page_of_a_source_with_their_address_and_else_out():
    for page, rows in (
        ("context", EDITION.context),
        ("timeline", EDITION.context),
        ("context", EDITION.actors),
    ):
        app = opened(page)
        addresses = {address for address, *_ in links(app)}
        inside = {sourcing.at(EDITION, url) for url in rows.source_url} - {""}
        assert 0 < len(inside)
        assert inside <= set(sources_linked(app))
        assert {url for url in rows.source_url if not sourcing.at(EDITION, url)} <= addresses
    card = opened("context", actor="democratic-choice-of-kazakhstan")
    assert sources_linked(card) == [ARTICLE]


def test_the_published_count_that_the_self_check_compares_with_has_a_source_and_each_leads_to_the_other():
    source = "oxus-2020-protest-tracker"
    counts = EDITION.outside_counts
    assert set(counts.source_id) <= set(EDITION.sources.index)
    assert sourcing.mentions(EDITION, source).compared
    shown = sources_linked(opened("data", show="quality"))
    assert (
        shown
        == counts[counts.area == "kazakhstan"].sort_values(["start_date", "end_date"]).source_id.tolist()
    )
    card = opened("data", source=source)
    assert "No event in the data names this source" in words(card)
    assert any("show=quality" in address for address, *_ in links(card))
