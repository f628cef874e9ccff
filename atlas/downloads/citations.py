"""How to cite a view of the data, in four forms; nobody is named but the organisation that publishes it."""

import json
from calendar import month_name
from dataclasses import dataclass
from datetime import date

from atlas.edition.codebook import Codebook
from atlas.words.language import _, current, date_words

ORGANISATION = "Kazakhstan Protest Atlas"


@dataclass(frozen=True)
class Citation:
    """What is cited. ``address`` is the permalink of the view, empty where the server does not know it;
    ``accessed`` the day on which the reader took the data, None in a file, which does not know it."""

    title: str
    version: str
    released: date
    accessed: date | None
    address: str
    licence: str

    @classmethod
    def of(cls, codebook: Codebook, *, accessed: date | None, address: str) -> "Citation":
        """The citation of an edition: title, version, day of release and licence are the descriptor's."""
        package = codebook.descriptor
        return cls(
            title=str(package["title"]),
            version=codebook.version,
            released=date.fromisoformat(str(package["created"])[:10]),
            accessed=accessed,
            address=address if address.startswith(("https://", "http://")) else "",
            licence=str(package["licenses"][0]["name"]),
        )


def apa(cited: Citation) -> str:
    """A reference in the APA style, 7th edition, for a data set that changes, in the reader's language."""
    work = _("{organisation}. ({year}). {title} (Version {version}) [Data set].").format(
        organisation=_(ORGANISATION), year=cited.released.year, title=_(cited.title), version=cited.version
    )
    if cited.accessed is None:
        return f"{work} {cited.address}".rstrip()
    # APA writes English dates the American way round; other languages have their own.
    american = f"{month_name[cited.accessed.month]} {cited.accessed.day}, {cited.accessed.year}"
    day = american if current() == "en" else date_words(cited.accessed)
    if not cited.address:
        return work + " " + _("Retrieved {day}").format(day=day)
    return work + " " + _("Retrieved {day}, from {address}").format(day=day, address=cited.address)


def bibtex(cited: Citation) -> str:
    """An entry for BibLaTeX (``@dataset``, which BibTeX styles treat as ``@misc``)."""
    fields = {
        # Double braces: the name of an organisation has no first and last part.
        "author": f"{{{ORGANISATION}}}",
        "title": f"{{{cited.title}}}",
        "year": str(cited.released.year),
        "version": cited.version,
        "url": cited.address,
        "urldate": cited.accessed.isoformat() if cited.accessed else "",
        "note": f"Data set, licence {cited.licence}",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@dataset{{kazakhstan-protest-atlas-{cited.version},", *lines, "}"])


def ris(cited: Citation) -> str:
    """A record in the RIS format, for reference managers."""
    fields = [
        ("TY", "DATA"),
        ("AU", ORGANISATION),
        ("TI", cited.title),
        ("PY", str(cited.released.year)),
        ("DA", f"{cited.released:%Y/%m/%d}"),
        ("ET", cited.version),
        ("Y2", f"{cited.accessed:%Y/%m/%d}" if cited.accessed else ""),
        ("UR", cited.address),
        ("N1", f"Licence {cited.licence}"),
    ]
    return "\n".join([*(f"{tag}  - {value}" for tag, value in fields if value), "ER  - "])


def cff(cited: Citation) -> str:
    """A CITATION.cff of schema 1.2.0; the view and its date stand in ``preferred-citation``."""

    def lines(fields: list[tuple[str, str]]) -> list[str]:
        # JSON's strings are YAML's too, so that no sign in a link can be read as markup.
        return [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields if value]

    released = cited.released.isoformat()
    head = [
        ("cff-version", "1.2.0"),
        ("message", "If you use these data, please cite them as below."),
        ("type", "dataset"),
        ("title", cited.title),
        ("version", cited.version),
        ("date-released", released),
        ("license", cited.licence),
        ("url", cited.address),
    ]
    view = [
        ("type", "data"),
        ("title", cited.title),
        ("version", cited.version),
        ("date-released", released),
        ("date-accessed", cited.accessed.isoformat() if cited.accessed else ""),
        ("license", cited.licence),
        ("url", cited.address),
    ]
    authors = ["authors:", f"  - name: {json.dumps(ORGANISATION)}"]
    return "\n".join(
        [*lines(head), *authors, "preferred-citation:", *(f"  {line}" for line in [*lines(view), *authors])]
    )
