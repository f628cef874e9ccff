"""The OpenAPI document, made from the tables that the routes and the filter are made from, so that it cannot drift."""

from collections.abc import Iterable, Mapping
from typing import Any

from api import schemas
from api.addresses import Address
from api.parameters import LANGUAGE, MEANINGS, Parameter
from api.problem import MEDIA_TYPE, SCHEMA
from atlas.edition.codebook import Codebook
from atlas.tally.filters import PAGE_PARAMETERS
from atlas.words.language import _, list_words

TAG = {
    "description": "Names the content. Sent back in If-None-Match, it is answered with 304.",
    "schema": {"type": "string"},
}


def document(
    addresses: Iterable[Address], parameters: Mapping[str, Parameter], codebook: Codebook, *, prefix: str = ""
) -> dict[str, Any]:
    """The document, ready for json.dumps, with the words in the reader's language."""
    licence = codebook.descriptor["licenses"][0]
    about = _(
        "Every address takes the parameters of the page’s own link and gives what the page shows. Unknown parameters "
        "and values are errors; these belong to single pages and change nothing here: {names}."
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _(str(codebook.descriptor["title"])),
            "version": codebook.version,
            "description": about.format(
                names=list_words([name for name in PAGE_PARAMETERS if name not in parameters])
            ),
            "license": {"name": str(licence["title"]), "url": str(licence["path"])},
        },
        "servers": [{"url": prefix or "/"}],
        "paths": {f"/{each.path}": {"get": _operation(each)} for each in addresses},
        "components": {
            "parameters": {name: _parameter(each) for name, each in parameters.items()},
            "schemas": {"Problem": SCHEMA, **schemas.components(codebook)},
            "responses": {
                "NotModified": {"description": _("The reader has it already."), "headers": {"ETag": TAG}},
                "NotMet": _problem(_("A parameter cannot be met; the allowed values are named.")),
                "Missing": _problem(_("There is no such thing.")),
                "NotAllowed": {
                    **_problem(_("Everything here can only be read.")),
                    "headers": {"Allow": {"schema": {"type": "string"}, "required": True}},
                },
            },
        },
    }


def _operation(address: Address) -> dict[str, Any]:
    found: dict[str, Any] = {
        "description": address.summary(),
        "content": {address.media_type: {"schema": dict(address.schema)} if address.schema else {}},
    }
    responses = {"200": found, "405": _ref("responses", "NotAllowed")}
    if address.tagged:
        found["headers"] = {"ETag": {**TAG, "required": True}}
        responses["304"] = _ref("responses", "NotModified")
    if address.asks != "nothing":
        responses["400"] = _ref("responses", "NotMet")
    if address.parts:
        responses["404"] = _ref("responses", "Missing")
    taken = {"view": tuple(MEANINGS), "language": (LANGUAGE,), "nothing": ()}[address.asks]
    parts = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}, "example": example}
        for name, example in address.parts.items()
    ]
    return {
        "operationId": address.name,
        "summary": address.summary(),
        "parameters": [*parts, *(_ref("parameters", name) for name in taken)],
        "responses": dict(sorted(responses.items())),
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    form = f" {parameter.form}" if parameter.form else ""
    more = {"style": "form", "explode": True} if parameter.repeated else {}
    return {
        "name": parameter.name,
        "in": "query",
        "description": _(MEANINGS[parameter.name]) + form,
        "schema": parameter.schema(),
        **more,
    }


def _problem(description: str) -> dict[str, Any]:
    return {"description": description, "content": {MEDIA_TYPE: {"schema": _ref("schemas", "Problem")}}}


def _ref(kind: str, name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/{kind}/{name}"}
