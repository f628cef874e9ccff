"""A picture to keep: a standalone SVG with its title, what is shown in words, the drawing, notes and credits.

For maps and tables, whose picture no button of the page can save. Always light, as it goes on paper; it asks no host
for a font or anything else.
"""

from collections.abc import Sequence
from html import escape
from textwrap import wrap

from atlas.drawing.palette import palette
from atlas.words.language import _

FONT = "'Source Sans 3', 'Source Sans Pro', Helvetica, Arial, sans-serif"
MARGIN = 24
LETTER = 0.5
"""Average width of a letter as a share of its size; what cannot be measured without a font is reckoned by it."""


def text_width(text: str, size: float) -> float:
    """Roughly the pixels that a line takes."""
    return LETTER * size * len(text)


def text(
    x: float, y: float, words: str, size: float, colour: str, *, anchor: str = "start", weight: int = 400
) -> str:
    """One line of text, escaped; ``y`` is its base line."""
    more = f' text-anchor="{anchor}"' if anchor != "start" else ""
    more += f' font-weight="{weight}"' if weight != 400 else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{colour}"{more}>{escape(words)}</text>'


def picture(
    title: str, said: str, drawing: str, *, width: float, height: float, notes: Sequence[str] = ()
) -> str:
    """The SVG as text. ``drawing`` is SVG of ``width`` by ``height`` pixels from its own origin, ``said`` the filter
    in words; ``notes`` are paragraphs below, the credits last. Long lines are broken to the width."""
    colours = palette(dark=False)
    parts: list[str] = []
    y = float(MARGIN)
    for words, size, colour, weight in ((title, 22, colours.ink, 700), (said, 14, colours.muted, 400)):
        for line in _lines(words, size, width):
            y += 1.25 * size
            parts.append(text(MARGIN, round(y, 1), line, size, colour, weight=weight))
        y += 5
    y += 10
    parts.append(f'<g transform="translate({MARGIN},{y:g})">{drawing}</g>')
    y += height + 8
    for note in notes:
        for line in _lines(note, 12, width):
            y += 16
            parts.append(text(MARGIN, y, line, 12, colours.muted))
        y += 4
    full, tall = width + 2 * MARGIN, round(y + MARGIN, 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{full:g}" height="{tall:g}" '
        f'viewBox="0 0 {full:g} {tall:g}" font-family="{FONT}" role="img" aria-labelledby="title">'
        f'<title id="title">{escape(title)}</title><desc>{escape(said)}</desc>'
        f'<rect width="100%" height="100%" fill="{colours.ground}"/>{"".join(parts)}</svg>'
    )


def credits_of(version: str, *, basemap: bool) -> str:
    """Where the data come from and, under a map, the ground and the points."""
    text = _(
        "Kazakhstan Protest Atlas, data version {version}: a sourced selection, not a complete count. CC BY 4.0."
    )
    if basemap:
        text += " " + _(
            "Basemap: Natural Earth (public domain); borders of 2022 approximate. Place names and coordinates: "
            "GeoNames, CC BY 4.0, changed."
        )
    return text.format(version=version)


def _lines(words: str, size: float, width: float) -> list[str]:
    return wrap(words, max(int(width / (LETTER * size)), 20), break_long_words=False)
