"""What the api says when it cannot do what was asked: a problem document (RFC 9457), not a bare number."""

from collections.abc import Sequence
from typing import Any

from starlette.responses import JSONResponse

from api.parameters import NotMet
from atlas.words.language import ngettext

MEDIA_TYPE = "application/problem+json"

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "title": {"type": "string", "description": "What kind of problem it is."},
        "status": {"type": "integer", "description": "The status of the answer once more."},
        "detail": {"type": "string", "description": "What it is this time, as a sentence."},
        "errors": {
            "type": "array",
            "description": "Each parameter that cannot be met.",
            "items": {
                "type": "object",
                "required": ["parameter", "value", "detail"],
                "properties": {
                    "parameter": {"type": "string"},
                    "value": {"type": "string", "description": "What was asked for."},
                    "detail": {"type": "string"},
                    "allowed": {
                        "type": "array",
                        "items": {"type": "string"},
                        "description": "What may stand here.",
                    },
                    "perhaps": {
                        "type": "array",
                        "items": {"type": "string"},
                        "description": "What was perhaps meant, of what is allowed.",
                    },
                    "form": {
                        "type": "string",
                        "description": "How to write it, where the values are no list.",
                    },
                },
            },
        },
    },
}
"""The JSON schema of every problem here; further members help to ask again, such as the names there are."""


def problem(status: int, title: str, detail: str, **more: object) -> JSONResponse:
    """A problem+json answer; ``more`` are members that help to ask again, such as the names there are."""
    return JSONResponse(
        {"title": title, "status": status, "detail": detail, **more},
        status_code=status,
        headers={"Cache-Control": "no-store"},
        media_type=MEDIA_TYPE,
    )


def not_met(errors: Sequence[NotMet]) -> JSONResponse:
    """400: every parameter that cannot be met, its value, and what may stand there instead."""
    title = ngettext(
        "A parameter of this address cannot be met.",
        "{count} parameters of this address cannot be met.",
        len(errors),
    ).format(count=len(errors))
    return problem(
        400, title, " ".join(error.detail for error in errors), errors=[each.members() for each in errors]
    )
