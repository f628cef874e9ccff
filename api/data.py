"""The published data by URL: the same events, claims and package as the page with the same link offers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from api import schemas
from api.addresses import Address, asked_at
from api.conditional import content_of, tag_of
from api.parameters import LANGUAGE, language_of, query_of, read
from api.problem import not_met, problem
from api.sending import send, send_document
from atlas.big.offered import view_of
from atlas.downloads import exports, files, package
from atlas.edition.edition import Edition
from atlas.edition.problem import nearest
from atlas.folds import aggregates
from atlas.folds.figure_lists import PARAMETER as LISTED
from atlas.folds.figure_lists import ListView
from atlas.folds.views import View, choices_of
from atlas.words import language
from atlas.words.language import _

Make = Callable[[View, str], bytes | Iterator[bytes]]
"""What makes a file of a view; the text is the view's own link."""


@dataclass(frozen=True)
class Data:
    """The answers about one edition. ``prefix``: the base path in front of every address, ``/atlas`` or empty; ``big``:
    it is a big table, of which only what can be read on the way is given."""

    edition: Callable[[], Edition]
    prefix: str = ""
    big: bool = False

    def addresses(self) -> list[Address]:
        """Every file and document, in the order in which a reader meets them."""
        if self.big:
            return [self._events(files.FORMATS["csv"]), self._of_codebook()]
        return [
            *(self._events(made) for made in files.FORMATS.values()),
            *(self._claims(files.FORMATS[code]) for code in files.CLAIM_FORMATS),
            Address(
                "api/package.zip",
                self._file("package", "zip", "application/zip", _package),
                lambda: _(
                    "Events, claims, sources and towns of the view as a Data Package that explains itself."
                ),
                "application/zip",
                "view",
            ),
            Address(
                "api/cities.geojson",
                self._file("cities", "geojson", GEOJSON, _cities),
                lambda: _("The towns that have events in the view, with their figures."),
                GEOJSON,
                "view",
                schemas.features_of("Point"),
            ),
            Address(
                "api/events/{event_id}.json",
                self._event,
                lambda: _("One event with every claim and source, whatever else the link leaves out."),
                "application/json",
                "view",
                schemas.event_document(),
                {"event_id": "2011-12-16-zhanaozen-1"},
            ),
            self._of_codebook(),
        ]

    def _of_codebook(self) -> Address:
        return Address(
            "api/codebook.json",
            self._codebook,
            lambda: _("The columns, what they mean and the values that they take."),
            "application/json",
            "language",
            {"type": "object", "required": ["name", "version", "resources"]},
        )

    def _events(self, made: files.Format) -> Address:
        def make(view: View, address: str) -> bytes | Iterator[bytes]:
            if made.code in files.STREAMED:
                return files.events_chunks(view, made.code, address=address)
            return files.events_file(view, made.code, address=address)

        shapes = {"json": schemas.rows_of("events", "Event"), "geojson": schemas.features_of("EventPoint")}

        return Address(
            f"api/events.{made.suffix}",
            self._file("events", made.suffix, made.media_type, make),
            lambda: _("The events of the view: {format}.").format(format=_(made.title)),
            made.media_type,
            "view",
            shapes.get(made.code, {}),
        )

    def _claims(self, made: files.Format) -> Address:
        def make(view: View, address: str) -> bytes | Iterator[bytes]:
            if made.code in files.STREAMED:
                return files.claims_chunks(view, made.code, address=address)
            return files.claims_file(view, made.code, address=address)

        return Address(
            f"api/claims.{made.suffix}",
            self._file("claims", made.suffix, made.media_type, make),
            lambda: _("Every claim about the events of the view: {format}.").format(format=_(made.title)),
            made.media_type,
            "view",
            schemas.rows_of("claims", "Claim") if made.code == "json" else {},
        )

    def _file(self, what: str, suffix: str, media_type: str, make: Make) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            view = self._view(request)
            if isinstance(view, Response):
                return view
            chosen = view.chosen
            listed = view.code if isinstance(view, ListView) else ""
            link = asked_at(request, f"{self.prefix}/{'events' if listed else ''}")
            pairs = chosen.to_query() + ([(LISTED, listed)] if listed else [])
            if (spoken := language.current()) != "en":
                pairs.append((LANGUAGE, spoken))
            if link and pairs:
                link += f"?{urlencode(pairs)}"
            # Where no day of knowledge is chosen, today's counts.
            day = (chosen.known_on or aggregates.today()).isoformat()
            parts = (what, suffix, chosen.to_link(), listed, day, spoken, link)
            return send(
                request,
                lambda: make(view, link),
                tag=tag_of(content_of(view.edition), *parts),
                media_type=media_type,
                name=exports.file_name(
                    chosen, what, first=view.first, last=view.last_event[0], suffix=suffix
                ),
            )

        return answer

    def _view(self, request: Request, only: tuple[str, ...] = ()) -> View | Response:
        """The view that a request asks for, or what to answer where it asks for what there is not."""
        query = query_of(request)
        # First of all, since the edition too can be in the reader's language.
        language.use(language_of(query))
        edition = self.edition()
        asked = read(query, choices_of(edition), only=only)
        if asked.errors:
            return not_met(asked.errors)
        view = view_of(edition, asked.chosen)
        # A page says so and goes on without it; a script would not read that.
        if left_out := view.left_out():
            return problem(400, _("This server's table cannot answer that."), left_out)
        if not asked.listed:
            return view
        if not view.listable:
            detail = _("A large table has no lists behind its numbers of events.")
            return problem(400, _("This server's table cannot answer that."), detail)
        return ListView.of(view, asked.listed)

    def _event(self, request: Request) -> Response:
        view = self._view(request)
        if isinstance(view, Response):
            return view
        wanted = request.path_params["event_id"]
        known = view.edition.events.event_id
        if not (known == wanted).any():
            detail = _("There is no event “{event}”.").format(event=wanted) + nearest(wanted, known)
            return problem(404, _("No such event"), detail)
        return send_document(request, files.event_document(view, wanted), f"{wanted}.json")

    def _codebook(self, request: Request) -> Response:
        view = self._view(request, (LANGUAGE,))
        if isinstance(view, Response):
            return view
        return send_document(request, files.codebook_document(view.edition), "codebook.json")


def _package(view: View, address: str) -> bytes:
    return package.package_zip(view, address=address)


def _cities(view: View, address: str) -> bytes:
    return files.cities_geojson(view, address=address)


GEOJSON = "application/geo+json"
