"""Writes the README of a Data Package: what it holds, how to cite it, and what every column means."""

from collections.abc import Iterator, Mapping

from atlas.downloads import citations, codebook_page
from atlas.downloads.about import About
from atlas.words.language import _, ngettext, number


def readme(about: About, rows: Mapping[str, int]) -> str:
    """The text, Markdown, in the reader's language. ``rows``: the number of rows of each table in the zip."""
    return "\n".join(_lines(about, rows)) + "\n"


def _lines(about: About, rows: Mapping[str, int]) -> Iterator[str]:
    codebook = about.view.edition.codebook
    yield f"# {about.title}"
    yield ""
    yield _(str(codebook.descriptor["description"]))
    yield ""
    yield f"## {_('What is in this package')}"
    yield ""
    for name, text in about.lines():
        yield f"- **{name}:** {text}"
    yield ""
    for name, count in rows.items():
        table = codebook.tables[name]
        line = ngettext("{file}: {title}, {count} row", "{file}: {title}, {count} rows", count)
        yield "- " + line.format(file=f"`{table.path}`", title=_(table.title), count=number(count))
    yield "- " + _("{file}: the towns of these events with their figures").format(file="`cities.geojson`")
    yield "- " + _("{file}: the same in a form for programs (Data Package)").format(file="`datapackage.json`")
    yield ""
    yield _(
        "Tables are CSV in UTF-8. An empty cell is unknown or not stated, never 0. An event can be part of one that "
        "the choice leaves out. Place names and coordinates: GeoNames (geonames.org), CC BY 4.0, changed."
    )
    yield ""
    yield f"## {_('How to cite')}"
    yield ""
    yield _("A figure belongs to whoever stated it: name that source too.")
    yield ""
    yield citations.apa(about.cited)
    yield ""
    yield "```bibtex"
    yield citations.bibtex(about.cited)
    yield "```"
    yield ""
    yield f"# {_('Codebook')}"
    yield ""
    yield codebook_page.part(codebook, rows)
