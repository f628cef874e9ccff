"""The page Context: milestones of the period, who is named, and which events name them as organisers."""

from datetime import date

import pandas as pd
import pytest

from atlas.drawing import milestones_figure
from atlas.edition import actors, milestones
from atlas.folds.views import published
from tests.opened_pages import opened, words
from ui import dataset
from ui.dataset import View

EDITION = published()


def context(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Milestones as (date, precision, kind)."""
    frame = pd.DataFrame(rows, columns=["date", "date_precision", "kind"])
    return frame.assign(date=pd.to_datetime(frame["date"]), title=frame.kind + " <held>")


SMALL = context(
    ("2004-12-31", "day", "office"), ("2005-01-01", "month", "party"), ("2005-12-04", "day", "election")
)


@pytest.mark.parametrize(
    ("start", "end", "kinds"),
    [
        (date(2005, 1, 1), date(2005, 12, 31), ["party", "election"]),
        (date(2005, 1, 31), date(2005, 2, 28), ["party"]),
        (date(2005, 2, 1), date(2005, 12, 3), []),
        (date(2004, 12, 31), date(2004, 12, 31), ["office"]),
    ],
)
def test_a_milestone_is_in_a_period_if_the_days_it_may_lie_on_overlap_it(start, end, kinds):
    assert milestones.within(SMALL, start, end).kind.tolist() == kinds


def test_a_milestone_known_by_its_month_is_drawn_as_a_span_and_not_as_a_day():
    found = milestones.within(SMALL, date(2004, 1, 1), date(2005, 12, 31))
    figure = milestones_figure.milestones_figure(
        found, EDITION.codebook, start=date(2004, 1, 1), end=date(2005, 12, 31), dark=False
    )
    assert figure["data"][0]["marker"]["symbol"] == ["circle", "circle-open", "circle"]
    (span,) = figure["layout"]["shapes"]
    assert (span["x0"][:10], span["x1"][:10]) == ("2005-01-01", "2005-02-01")
    assert "&lt;held&gt;" in figure["data"][0]["text"][0]
    labels = figure["layout"]["yaxis"]
    of_row = dict(zip(labels["tickvals"], labels["ticktext"], strict=True))
    drawn = [of_row[row] for row in figure["data"][0]["y"]]
    assert drawn == [EDITION.codebook.label("context", "kind", kind) for kind in found.kind]


def test_every_milestone_of_the_data_has_a_mark_and_a_line_in_the_list():
    found = milestones.within(EDITION.context, date(1986, 1, 1), date(2026, 12, 31))
    assert len(found) == len(EDITION.context) == len(milestones.table(found, EDITION.codebook))
    figure = milestones_figure.milestones_figure(
        found, EDITION.codebook, start=date(1986, 1, 1), end=date(2026, 12, 31), dark=True
    )
    assert len(figure["data"][0]["x"]) == len(found)


def test_an_actor_is_found_by_any_of_its_names_and_by_no_likeness():
    organised = actors.organised(EDITION)
    party = organised["democratic-party-of-kazakhstan"]
    named = EDITION.events.organisers.map(lambda text: set(text.split("; ")))
    for row in party:
        assert named[row] & {"Democratic Party of Kazakhstan", "Democratic Party initiative group"}
    assert any("Democratic Party initiative group" in named[row] for row in party)
    # "Alga" and "Alga Kazakhstan" are two.
    assert not set(organised["alga"]) & {row for row, names in named.items() if "Alga" not in names}
    assert set(organised) == set(EDITION.actors.index)


def test_no_name_stands_for_two_actors():
    told = [
        name for actor in EDITION.actors.itertuples() for name in actors.names(actor.name, actor.other_names)
    ]
    organisers = {name for text in EDITION.events.organisers for name in text.split("; ")}
    assert [name for name in organisers if told.count(name) > 1] == []


def test_the_search_takes_beginnings_of_words_without_case_and_accents():
    assert "alga" in actors.found(EDITION.actors, "ALGA").index
    assert set(actors.found(EDITION.actors, "").index) == set(EDITION.actors.index)
    assert actors.found(EDITION.actors, "zzzz").empty


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ((2001, 2005), "2001–2005"),
        ((2019, pd.NA), "from 2019"),
        ((pd.NA, 2005), "until 2005"),
        ((2004, 2004), "2004"),
        ((pd.NA, pd.NA), ""),
    ],
)
def test_the_years_of_an_actor_say_no_more_than_is_recorded(years, told):
    assert actors.years_words(*years) == told


def test_the_page_counts_the_milestones_of_the_period_and_lists_every_name():
    said = words(opened("context", **{"from": "2005-01-01", "to": "2005-12-31"}))
    found = milestones.within(EDITION.context, date(2005, 1, 1), date(2005, 12, 31))
    assert 0 < len(found) < len(EDITION.context)
    assert f"{len(found)} milestones of the chosen period, 2005" in said
    for milestone in found.itertuples():
        assert milestone.title in said
    for name in EDITION.actors["name"]:
        assert " ".join(name.split()) in said


def test_a_search_in_the_link_narrows_the_names_and_one_in_vain_is_said():
    said = words(opened("context", text="ablyazov"))
    found = actors.found(EDITION.actors, "ablyazov")
    assert 0 < len(found) < len(EDITION.actors)
    assert f"{len(found)} of {len(EDITION.actors)} names" in said
    assert "Nobody in the data matches “zzzz”" in words(opened("context", text="zzzz"))


def test_typing_a_search_writes_it_into_the_link():
    app = opened("context")
    app.text_input(key="p_text").set_value("Mamai").run()
    assert app.query_params["text"] in ("Mamai", ["Mamai"])
    assert "milestones of the chosen period" in words(app)


def test_an_actors_card_lists_the_events_that_the_filter_keeps_and_says_how_many_there_are():
    app = opened("context", actor="oyan-qazaqstan", **{"from": "2019-01-01", "to": "2019-12-31"})
    said = words(app)
    view = View(dataset.edition(), app.session_state["filter"])
    rows = actors.organised(view.edition)["oyan-qazaqstan"]
    shown = [row for row in rows if view.rows[row]]
    assert 0 < len(shown) < len(rows)
    assert f"{len(shown)} of {len(rows)} such events" in said
    for row in rows:
        assert (" ".join(view.edition.events.title[row].split()) in said) == (row in shown)
    links = "".join(element.proto.body for element in app.get("html"))
    assert f"event={view.edition.events.event_id[shown[0]]}" in links


def test_an_actor_that_is_not_in_the_data_is_said():
    assert "an actor that is not in the data: no\\-body" in words(opened("context", actor="no-body"))


def test_a_filter_that_keeps_no_event_says_so_and_leaves_the_milestones():
    said = words(opened("context", q="zzzz"))
    assert "No event in the data matches this choice" in said
    assert f"{len(EDITION.context)} milestones of the chosen period" in said
