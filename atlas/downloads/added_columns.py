"""Describes the columns that downloads add to the codebook's tables, as fields of a Table Schema."""

from collections.abc import Iterator
from typing import Any

from atlas.edition.codebook import Codebook
from atlas.folds.event_rows import FIGURE_COLUMNS
from atlas.words.language import _

Field = dict[str, Any]


def fields_of(codebook: Codebook, table: str) -> list[Field]:
    """The fields of a download of ``events`` or ``claims``, as raw Table Schema: the codebook's own, then those
    added, in the order of the file."""
    raw = next(part for part in codebook.descriptor["resources"] if part["name"] == table)
    return [*raw["schema"]["fields"], *added_fields(codebook).get(table, [])]


def added_fields(codebook: Codebook) -> dict[str, list[Field]]:
    """By table, the fields that only downloads have, described in the reader's language."""
    return {
        "events": [*place_fields(codebook), period_field(), *_figure_fields(codebook)],
        "claims": list(claim_fields(codebook)),
    }


def place_fields(codebook: Codebook) -> Iterator[Field]:
    """Where an event stands, which its row in the codebook's table leaves to the gazetteer."""
    yield _field(
        "event_region",
        "string",
        _("Region of the event"),
        _("The region in which the event lies, by its city or as given. Empty for the whole country."),
        enum=list(codebook.values("events", "region")),
    )
    degrees = _("WGS84, in degrees, of the city, not of the spot. Empty for regions and the country.")
    yield _field("longitude", "number", _("Longitude"), degrees, minimum=-180, maximum=180)
    yield _field("latitude", "number", _("Latitude"), degrees, minimum=-90, maximum=90)


def period_field() -> Field:
    """Whether an event's figures count in the period that was asked for."""
    return _field(
        "within_period",
        "boolean",
        _("Within the period"),
        _(
            "Whether the event lies within the chosen period. Where it only overlaps it, its figures reach beyond the "
            "period: they stand in low and high, and in no sum of counted_low and counted_high. True where no period "
            "is chosen."
        ),
        required=True,
    )


def _figure_fields(codebook: Codebook) -> Iterator[Field]:
    for measure in codebook.measures:
        label = codebook.label("claims", "measure", measure)
        for name, meaning in FIGURE_COLUMNS.items():
            title = f"{label}: {name}"
            text = _("{measure}. {meaning}").format(measure=label, meaning=_(meaning))
            if name.endswith("open"):
                yield _field(f"{measure}_{name}", "string", title, text, enum=["above", "below"])
            else:
                yield _field(f"{measure}_{name}", "integer", title, text, minimum=0)


def claim_fields(codebook: Codebook) -> Iterator[Field]:
    """When a claim counts as said, what its source is, and whether it counts."""
    yield _field(
        "said",
        "date",
        _("Counts as said on"),
        _(
            "The day on which the figure counts as stated: that of stated_on, else the day on which its source was "
            "published. Empty where neither is known: then it counts only as long as no day of knowledge is chosen."
        ),
    )
    grades = list(codebook.values("sources", "grade"))
    yield _field("grade", "string", _("Grade of the source"), _("As in the sources table."), enum=grades)
    yield _field("url", "string", _("Address of the source"), _("As in the sources table."), format="uri")
    yield _field(
        "counts",
        "boolean",
        _("Counts"),
        _("Whether it bounds the figure of its event under the chosen rule, date and sources."),
        required=True,
    )


def _field(
    name: str, kind: str, title: str, description: str, *, format: str = "default", **constraints: object
) -> Field:
    field: Field = {"name": name, "type": kind, "format": format, "title": title, "description": description}
    return field | ({"constraints": constraints} if constraints else {})
