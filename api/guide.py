"""What explains the api to programs and to people: the OpenAPI document and the page of examples."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from api import examples, openapi
from api.addresses import Address, asked_at
from api.conditional import tag_of
from api.parameters import LANGUAGE, language_of, parameters, query_of, read
from api.problem import not_met
from api.sending import send, send_document
from atlas.edition.edition import Edition
from atlas.folds.views import choices_of
from atlas.words import language
from atlas.words.language import _


@dataclass(frozen=True)
class Guide:
    """The two answers about ``others``, the addresses of the api. ``prefix``: the base path in front of each."""

    edition: Callable[[], Edition]
    prefix: str
    others: Sequence[Address]

    def addresses(self) -> list[Address]:
        """The addresses of the guide itself."""
        return [
            Address(
                "api/openapi.json",
                self.openapi,
                lambda: _("This api for programs, as an OpenAPI document."),
                "application/json",
                "language",
                {"type": "object", "required": ["openapi", "info", "paths"]},
            ),
            Address(
                "api/examples",
                self.examples,
                lambda: _("This api for people: every address and parameter, with examples."),
                "text/html; charset=utf-8",
                "language",
            ),
        ]

    def openapi(self, request: Request) -> Response:
        """The document, of all addresses."""
        if refused := self._refused(request):
            return refused
        edition = self.edition()
        known = parameters(choices_of(edition))
        every = [*self.others, *self.addresses()]
        return send_document(request, openapi.document(every, known, edition.codebook, prefix=self.prefix))

    def examples(self, request: Request) -> Response:
        """The page, with the addresses as the reader's own browser reaches them."""
        if refused := self._refused(request):
            return refused
        edition = self.edition()
        known = parameters(choices_of(edition))
        every = [*self.others, *self.addresses()]
        page = examples.page(every, known, edition.codebook, asked_at(request, self.prefix)).encode()
        # It repeats the host that this reader wrote: no cache may show it to another.
        return send(
            request,
            lambda: page,
            tag=tag_of(page),
            media_type="text/html; charset=utf-8",
            cache="private, no-cache",
        )

    def _refused(self, request: Request) -> Response | None:
        query = query_of(request)
        language.use(language_of(query))
        errors = read(query, choices_of(self.edition()), only=(LANGUAGE,)).errors
        return not_met(errors) if errors else None
