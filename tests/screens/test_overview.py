"""The overview's messages to the browser: the slider's last day is that of today, on every day that the server runs."""

import json
from datetime import date

import pytest

from atlas.folds import aggregates
from atlas.tally.cells import day_number
from tests.opened_pages import opened


def lasting(app):
    """What lasts of the overview, as the browser is sent it."""
    found = [each.proto for each in app.get("bidi_component")]
    (sent,) = [
        bytes(each.bytes)
        for each in found
        if each.component_name.endswith("live") and b'"role":"view"' in each.bytes
    ]
    return json.loads(sent)


def test_after_midnight_the_slider_ends_on_the_new_day(monkeypatch):
    today = date.today()
    first = lasting(opened("overview"))
    assert first["last"] == day_number(today)
    tomorrow = date.fromordinal(today.toordinal() + 1)
    monkeypatch.setattr(aggregates, "today", lambda: tomorrow)
    assert lasting(opened("overview"))["last"] == day_number(tomorrow)


@pytest.mark.parametrize("asked", [{}, {"view": "full"}])
def test_there_is_one_view_and_no_choice_between_two(asked):
    app = opened("overview", **asked)
    assert not app.exception
    assert not app.warning
    assert lasting(app)["role"] == "view"
    assert app.get("plotly_chart") == [] and app.get("deck_gl_json_chart") == []
