"""HTML for reading matter: every value escaped, links only where they lead to the web."""

import html
from collections.abc import Iterable, Sequence

from atlas.words.language import current


def cell(text: str) -> str:
    """Text as text, whatever it contains."""
    return html.escape(str(text))


def plain(text: str) -> str:
    """Text for a Streamlit element that reads Markdown, its signs made harmless: what comes with a link or
    a file is shown letter by letter."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-.!|<>$~:" else sign for sign in text)


def lang(code: str) -> str:
    """The attribute that tells a screen reader how to say words in another language than the page's; none where it is
    the same or not known."""
    return f' lang="{cell(code)}"' if code and code != current() else ""


def said_in(code: str, text: str) -> str:
    """Text in a language, marked as such where it is not the page's."""
    return f"<span{lang(code)}>{cell(text)}</span>" if lang(code) else cell(text)


def outside(url: str, text: str, *, language: str = "", page_language: str = "") -> str:
    """A link to a source, opened without telling it where the reader comes from; other URLs as text. ``language``: that
    of the text, ``page_language`` that of the page it leads to, both as BCP 47 codes."""
    if not url.startswith(("https://", "http://")):
        return said_in(language, f"{text} ({url})" if url else text)
    there = f' hreflang="{cell(page_language)}"' if page_language else ""
    return (
        f'<a href="{cell(url)}" target="_blank" rel="noopener noreferrer"{there}{lang(language)} '
        f'style="{_LINK}">{cell(text)}</a>'
    )


def inside(query: str, text: str, page: str = "events", *, language: str = "") -> str:
    """A link to another page, an event's own unless told; a relative address, so that a base path keeps working.
    ``language``: that of the text, as a BCP 47 code."""
    return f'<a href="{page}?{cell(query)}" target="_self"{lang(language)} style="{_LINK}">{cell(text)}</a>'


def within(query: str, text: str, page: str, *, title: str = "") -> str:
    """A link to a page, the present one where it is empty, that is followed within the session, as those in the sidebar are
    (``ui/live/stay.js``). ``title``: what it does, where its text does not say."""
    address, does = cell(f"{page}?{query}"), f' title="{cell(title)}"' if title else ""
    return f'<a href="{address}" target="_self" data-within="1"{does} style="{_LINK}">{cell(text)}</a>'


def table(
    header: Sequence[str], rows: Iterable[Sequence[str]], caption: str, *, stacked: bool = False
) -> str:
    """A table of ready-made cells. On a phone it scrolls sideways by itself, or where ``stacked`` each row becomes
    a line with its first cell and below it the others, each behind the name of its column."""
    if stacked:
        return _stacked(header, rows, caption)
    head = "".join(f'<th scope="col" style="{_CELL};text-align:left">{cell(name)}</th>' for name in header)
    body = "".join("<tr>" + "".join(f'<td style="{_CELL}">{it}</td>' for it in row) + "</tr>" for row in rows)
    return (
        f'<div style="overflow-x:auto" tabindex="0" role="region" aria-label="{cell(caption)}">'
        '<table style="border-collapse:collapse;width:100%;font-size:0.9rem">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _stacked(header: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    # The roles say again what the elements are, because a browser forgets it where their display is changed.
    head = "".join(f'<th scope="col" role="columnheader">{cell(name)}</th>' for name in header)
    body = "".join(
        '<tr role="row">'
        + "".join(
            f'<td role="cell" data-label="{cell(name)}">{it}</td>'
            for name, it in zip(header, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<style>{_STACKED}</style><div tabindex="0" role="region" aria-label="{cell(caption)}" '
        'style="overflow-x:auto"><table class="stacked" role="table">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>'
    )


# The browser's own link blue cannot be read on the dark ground.
_LINK = "color:inherit;text-decoration:underline;text-underline-offset:0.15em"
_CELL = "padding:0.35rem 0.75rem 0.35rem 0;border-bottom:1px solid rgba(128,128,128,0.35);vertical-align:top"
_STACKED = (
    ".stacked{border-collapse:collapse;width:100%;font-size:0.9rem}"
    f".stacked th,.stacked td{{{_CELL};text-align:left}}"
    "@media (max-width:640px){.stacked,.stacked tbody{display:block}"
    ".stacked thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    ".stacked tr{display:block;padding:0.45rem 0;border-bottom:1px solid rgba(128,128,128,0.35)}"
    ".stacked td{display:inline-block;border:0;padding:0 1rem 0.1rem 0}"
    ".stacked td:first-child{display:block}.stacked td:empty{display:none}"
    ".stacked td:not(:first-child)::before{content:attr(data-label) ': ';opacity:0.75;font-size:0.8rem}}"
)
