"""The page of examples: every address and parameter, and how to ask from a shell, pandas, R and Excel."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape

from api.addresses import Address
from api.parameters import MEANINGS, Parameter
from atlas.edition.codebook import Codebook
from atlas.words.language import N_, _, current

QUERY = "city=Almaty&from=2022-01-01&to=2022-01-31"
SHORT = 24
"""A parameter with more values than this is shown with a few of them; the OpenAPI document has all."""

STYLE = """
:root { color-scheme: light dark; --ink: #10171e; --ground: #fff; --quiet: #4a5763; --panel: #f8fafc; --line: #cfd8e0;
  --link: #0a6694; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ebf0; --ground: #12181f; --quiet: #aab5c0; --panel: #1c252f;
  --line: #3a4652; --link: #7cc8ee; } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 56rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 2rem; line-height: 1.2; } h2 { font-size: 1.5rem; margin-top: 2.5rem; } h3 { font-size: 1.125rem; }
a { color: var(--link); } a:focus-visible, pre:focus-visible, .wide:focus-visible { outline: 3px solid var(--link); }
code { font: 0.9rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: 4px; padding: 0.75rem; overflow-x: auto; }
pre code { overflow-wrap: normal; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--quiet); padding-bottom: 0.5rem; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0; border-top: 1px solid var(--line); }
th { font-weight: 600; } .quiet { color: var(--quiet); }
"""


@dataclass(frozen=True)
class Example:
    """One way to ask. ``program``: what runs it; ``code``: its text, given the address of the api."""

    program: str
    title: str
    words: str
    code: Callable[[str], str]


EXAMPLES = (
    Example(
        "curl",
        N_("In a shell: save a file under its own name"),
        N_("Brackets, spaces and letters beyond ASCII in a value must be written in percent form."),
        lambda api: f"curl --fail --remote-name --remote-header-name \\\n  '{api}/events.csv?{QUERY}'",
    ),
    Example(
        "curl",
        N_("In a shell: ask again, and fetch only what has changed"),
        N_("The first time fetches the file and keeps its tag; later times fetch it only if it is another."),
        lambda api: (
            "curl --fail --etag-compare almaty.etag --etag-save almaty.etag --output almaty.csv \\\n"
            f"  '{api}/events.csv?{QUERY}'"
        ),
    ),
    Example(
        "python",
        N_("In Python: the events as a pandas table"),
        N_("An empty cell is unknown, never zero: whole numbers with gaps stay whole as Int64."),
        lambda api: (
            "import pandas as pd\n\n"
            "events = pd.read_csv(\n"
            f'    "{api}/events.csv?{QUERY}",\n'
            '    parse_dates=["start_date", "end_date"],\n'
            '    dtype={"detentions_low": "Int64", "detentions_high": "Int64"},\n'
            "    keep_default_na=False,\n"
            '    na_values=[""],\n'
            ")\n"
            'print(events[["start_date", "city", "title", "detentions_low", "detentions_high"]])'
        ),
    ),
    Example(
        "python",
        N_("In Python: who said what, with every type kept"),
        N_("Parquet needs no such care: dates, whole numbers and gaps arrive as they are."),
        lambda api: (
            "import pandas as pd\n\n"
            f'claims = pd.read_parquet("{api}/claims.parquet?{QUERY}")\n'
            'print(claims.groupby(["measure", "claimant"])[["low", "high"]].max())'
        ),
    ),
    Example(
        "r",
        N_("In R: the events as a data frame"),
        N_("Base R is enough."),
        lambda api: (
            "events <- read.csv(\n"
            f'  "{api}/events.csv?{QUERY}",\n'
            '  na.strings = "", fileEncoding = "UTF-8"\n'
            ")\n"
            "events$start_date <- as.Date(events$start_date)\n"
            'events[, c("start_date", "city", "title", "detentions_low", "detentions_high")]'
        ),
    ),
    Example(
        "m",
        N_("In Excel: a table that can be refreshed, by Power Query"),
        N_("Data, Get Data, From Other Sources, Blank Query; then paste this into the Advanced Editor."),
        lambda api: (
            "let\n"
            f'    Source = Csv.Document(Web.Contents("{api}/events.csv?{QUERY}"),\n'
            '        [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),\n'
            "    Events = Table.PromoteHeaders(Source, [PromoteAllScalars = true])\n"
            "in\n"
            "    Events"
        ),
    ),
)
"""Every example, in the order of the page. A test runs those of curl and Python as they stand there."""


def page(
    addresses: Iterable[Address], parameters: Mapping[str, Parameter], codebook: Codebook, server: str
) -> str:
    """The page as HTML. ``server``: the dashboard's address as the reader reaches it, empty if that is not known."""
    api = f"{server or 'http://localhost:8501'}/api"
    title = _("The data by URL")
    name = _(str(codebook.descriptor["title"]))
    intro = _(
        "Put the part of any page’s address after the question mark behind an address here, and you get the data of "
        "that page. What an address asks for in vain is an error that names the allowed values."
    )
    licence = _("Licence: {licence}. Version of the data: {version}.").format(
        licence=codebook.descriptor["licenses"][0]["title"], version=codebook.version
    )
    examples = "".join(_example(each, f"example-{at}", api) for at, each in enumerate(EXAMPLES, 1))
    return (
        f'<!doctype html>\n<html lang="{current()}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<link rel="icon" href="data:,">\n<title>{escape(title)} – {escape(name)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n<p>{escape(intro)}</p>\n"
        f'<p><a href="{escape(server)}/">{escape(name)}</a></p>\n<p class="quiet">{escape(licence)}</p>\n'
        f"<h2>{escape(_('Addresses'))}</h2>\n{_addresses(addresses, api)}"
        f"<h2>{escape(_('Parameters'))}</h2>\n{_parameters(parameters.values())}"
        f"<h2>{escape(_('Examples'))}</h2>\n{examples}</main>\n</body>\n</html>\n"
    )


def _example(example: Example, name: str, api: str) -> str:
    # The code can be wider than the screen: whoever has no mouse reaches it with Tab and moves it with the arrows.
    return (
        f'<h3 id="{name}">{escape(_(example.title))}</h3>\n<p>{escape(_(example.words))}</p>\n'
        f'<pre tabindex="0" role="region" aria-labelledby="{name}"><code data-program="{example.program}">'
        f"{escape(example.code(api))}</code></pre>\n"
    )


def _addresses(addresses: Iterable[Address], api: str) -> str:
    rows = [(_path(each, api), escape(each.summary())) for each in addresses]
    return _table(_("What each address gives"), (_("Address"), _("What it gives")), rows)


def _path(address: Address, api: str) -> str:
    shown = f"<code>/{escape(address.path)}</code>"
    if address.parts:
        return shown
    return f'<a href="{escape(api)}/{escape(address.path.removeprefix("api/"))}">{shown}</a>'


def _parameters(parameters: Iterable[Parameter]) -> str:
    rows = [
        (f"<code>{each.name}</code>", escape(_(MEANINGS[each.name])), _values(each)) for each in parameters
    ]
    return _table(_("What an address can ask for"), (_("Parameter"), _("Meaning"), _("Values")), rows)


def _values(parameter: Parameter) -> str:
    if not parameter.allowed:
        return escape(parameter.form)
    if len(parameter.allowed) <= SHORT:
        return ", ".join(f"<code>{escape(value)}</code>" for value in parameter.allowed)
    some = _("{values} and others: the OpenAPI document has all.")
    return escape(some.format(values=", ".join(parameter.allowed[:3])))


def _table(caption: str, heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{each}</td>" for each in rest)}</tr>\n'
        for first, *rest in rows
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}">\n<table>\n'
        f"<caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n"
        "</table>\n</div>\n"
    )
