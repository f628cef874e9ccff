"""HTML for reading matter: every value escaped, links only where they lead to the web."""

import html
from collections.abc import Iterable, Sequence


def cell(text: str) -> str:
    """Text as text, whatever it contains."""
    return html.escape(str(text))


def plain(text: str) -> str:
    """Text for a Streamlit element that reads Markdown, its signs made harmless: what comes with a link or
    a file is shown letter by letter."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-.!|<>$~:" else sign for sign in text)


def outside(url: str, text: str) -> str:
    """A link to a source, opened without telling it where the reader comes from; other URLs as text."""
    if not url.startswith(("https://", "http://")):
        return cell(f"{text} ({url})" if url else text)
    return f'<a href="{cell(url)}" target="_blank" rel="noopener noreferrer" style="{_LINK}">{cell(text)}</a>'


def inside(query: str, text: str, page: str = "events") -> str:
    """A link to another page, an event's own unless told; a relative address, so that a base path keeps working."""
    return f'<a href="{page}?{cell(query)}" target="_self" style="{_LINK}">{cell(text)}</a>'


def table(header: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    """A table of ready-made cells that scrolls sideways by itself on a phone."""
    head = "".join(f'<th scope="col" style="{_CELL};text-align:left">{cell(name)}</th>' for name in header)
    body = "".join("<tr>" + "".join(f'<td style="{_CELL}">{it}</td>' for it in row) + "</tr>" for row in rows)
    return (
        f'<div style="overflow-x:auto" tabindex="0" role="region" aria-label="{cell(caption)}">'
        '<table style="border-collapse:collapse;width:100%;font-size:0.9rem">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


# The browser's own link blue cannot be read on the dark ground.
_LINK = "color:inherit;text-decoration:underline;text-underline-offset:0.15em"
_CELL = "padding:0.35rem 0.75rem 0.35rem 0;border-bottom:1px solid rgba(128,128,128,0.35);vertical-align:top"
