"""What the api says when it cannot do what was asked: a problem document (RFC 9457), not a bare number."""

from starlette.responses import JSONResponse


def problem(status: int, title: str, detail: str, **more: object) -> JSONResponse:
    """A problem+json answer; ``more`` are members that help to ask again, such as the names there are."""
    return JSONResponse(
        {"title": title, "status": status, "detail": detail, **more},
        status_code=status,
        headers={"Cache-Control": "no-store"},
        media_type="application/problem+json",
    )
