"""The OpenAPI document is the api: everything that it allows is asked, and every answer must be described in it."""

import re

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode
from schemathesis.config import (
    ChecksConfig,
    CoveragePhaseConfig,
    GenerationConfig,
    PhasesConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)
from starlette.applications import Starlette

from api.middleware import middleware
from api.parameters import DATES
from api.routes import routes
from atlas.folds.views import choices_of, published
from atlas.tally.filters import FACETS, MAP_MEASURES, PARAMETERS
from atlas.tally.tallies import WHOSE
from atlas.words.language import LANGUAGES

ROUTES = routes()
APP = Starlette(routes=ROUTES, middleware=middleware())
BOUNDED = settings(
    max_examples=8, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


def described(**project):
    """The document as schemathesis reads it from the app."""
    # A valid request may be refused for a day: the document cannot say that February has 28, nor that a period
    # begins before it ends. test_a_valid_request_is_refused_for_a_day_alone checks exactly that instead.
    checks = ChecksConfig(positive_data_acceptance=PositiveDataAcceptanceConfig(enabled=False))
    chosen = ProjectConfig(checks=checks, **project)
    config = SchemathesisConfig(seed=2011, projects=ProjectsConfig(default=chosen))
    return schemathesis.openapi.from_asgi("/api/openapi.json", APP, config=config)


sparing = PhasesConfig(coverage=CoveragePhaseConfig(enabled=False))
everything = described()
drawn = described(phases=sparing)
valid = described(phases=sparing, generation=GenerationConfig(modes=[GenerationMode.POSITIVE]))
DOCUMENT = everything.raw_schema

# Every boundary of every parameter is 450 requests for an address of a view, and the parameters are the same for all:
# one such address is asked them all, the others a drawn few.
VIEWS = r"^/api/(events|claims|cities|package)\."
ONE = "/api/events.csv"


@everything.exclude(
    lambda context: re.match(VIEWS, context.operation.path) and context.operation.path != ONE
).parametrize()
@BOUNDED
def test_every_answer_is_described(case):
    case.call_and_validate()


@drawn.include(path_regex=VIEWS).exclude(path=ONE).parametrize()
@BOUNDED
def test_every_answer_of_a_view_is_described(case):
    case.call_and_validate()


@valid.include(path_regex=VIEWS).parametrize()
@BOUNDED
def test_a_valid_request_is_refused_for_a_day_alone(case):
    answer = case.call_and_validate()

    assert answer.status_code in (200, 400)
    if answer.status_code == 400:
        wrong = {error["parameter"] for error in answer.json()["errors"]}
        # Nor can it say which signs are letters in every script: a search of signs alone is refused as well.
        if not any(sign.isalnum() for sign in case.query.get("q", "")):
            wrong.discard("q")
        assert wrong <= set(DATES)


def test_the_document_describes_every_route_and_no_other():
    served = {route.path for route in ROUTES} - {"/api", "/api/", "/api/{rest:path}"}

    assert set(DOCUMENT["paths"]) == served


def test_the_document_is_valid_openapi_3_1():
    assert DOCUMENT["openapi"].startswith("3.1.")
    everything.validate()


def test_every_reference_in_the_document_leads_somewhere():
    def references(node):
        if isinstance(node, dict):
            yield from [node["$ref"]] if "$ref" in node else []
            node = list(node.values())
        if isinstance(node, list):
            for each in node:
                yield from references(each)

    for reference in set(references(DOCUMENT)):
        found = DOCUMENT
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]
        assert found, reference


def test_the_parameters_are_those_of_the_page_link_with_the_values_of_the_data():
    choices, told = choices_of(published()), DOCUMENT["components"]["parameters"]

    assert set(told) == {*PARAMETERS, "figures", "lang"}
    for field, name in FACETS.items():
        wanted = choices.all_regions if field == "regions" else getattr(choices, field)
        assert told[name]["schema"]["items"]["enum"] == list(wanted)
    assert told["whose"]["schema"]["enum"] == list(WHOSE)
    assert told["measure"]["schema"]["enum"] == list(MAP_MEASURES)
    assert told["lang"]["schema"]["enum"] == list(LANGUAGES)


@pytest.mark.parametrize("table", ["events", "claims"])
def test_the_columns_of_a_row_are_described_by_the_codebook(table):
    row = DOCUMENT["components"]["schemas"][{"events": "Event", "claims": "Claim"}[table]]

    for column in published().codebook.tables[table].columns:
        assert row["properties"][column.name]["description"] == column.description
