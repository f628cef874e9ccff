"""The catalogues of the interface: nothing missing, nothing uncertain, every placeholder in its place."""

import pytest

from atlas.words import catalogues
from atlas.words.language import LANGUAGES

WANTED = catalogues.template()
OTHERS = [code for code in LANGUAGES if code != "en"]


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_is_complete(code):
    assert list(catalogues.gaps(catalogues.read(code), WANTED)) == []


def test_the_words_of_code_plurals_and_descriptor_are_all_asked_for():
    asked = {message.id for message in WANTED}
    assert "Disputed figures" in asked
    assert ("{n} event", "{n} events") in asked
    assert "Reported figures" in asked
    assert len(asked) > 1000


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize(
    ("message", "translation", "gap"),
    [
        ("Disputed figures", "", "not translated: Disputed figures"),
        ("at least {low}", "кемінде", "placeholders differ: кемінде"),
        ("at least {low}", "кемінде {high}", "placeholders differ: кемінде {high}"),
    ],
)
def test_a_slip_in_a_catalogue_is_seen(code, message, translation, gap):
    catalogue = catalogues.read(code)
    catalogue[message].string = translation
    assert gap in list(catalogues.gaps(catalogue, WANTED))


@pytest.mark.parametrize("code", OTHERS)
def test_a_message_that_is_gone_or_new_or_uncertain_is_seen(code):
    catalogue = catalogues.read(code)
    catalogue.add("No longer said", "Бұдан былай айтылмайды")
    del catalogue["Disputed figures"]
    catalogue["Overview"].flags.add("fuzzy")
    found = set(catalogues.gaps(catalogue, WANTED))
    assert found >= {"not in use: No longer said", "missing: Disputed figures", "uncertain: Overview"}


@pytest.mark.parametrize("code", OTHERS)
def test_a_plural_with_a_form_too_few_is_seen(code):
    catalogue = catalogues.read(code)
    catalogue[("{n} event", "{n} events")].string = ("{n} событие",)
    assert any(gap.startswith("not translated") for gap in catalogues.gaps(catalogue, WANTED))
