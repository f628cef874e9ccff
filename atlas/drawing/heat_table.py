"""Towns by years as a table with shaded cells, which reads as numbers and scrolls sideways on a phone.

A table and not a picture of one: its names are links, and a screen reader goes from cell to cell.
"""

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, log1p

import pandas as pd

from atlas.drawing.palette import palette, translucent
from atlas.edition.names import town_name
from atlas.tally.range_columns import ranges
from atlas.tally.ranges import Range
from atlas.words.language import _, number

SHADES = 5


def shade(high: int, most: int) -> int:
    """How dark a cell is: 0 for a zero, else 1 to ``SHADES`` by the logarithm, since figures span four digits."""
    if high <= 0:
        return 0
    return max(1, ceil(SHADES * log1p(high) / log1p(most)))


def heat_table(
    table: pd.DataFrame,
    cities: Sequence[str],
    years: Sequence[int],
    measure: str,
    links: Mapping[str, str],
    *,
    caption: str,
    dark: bool,
) -> str:
    """The table as HTML for ``st.html``. ``table`` as ``towns.by_year`` gives it with a bin a year; ``cities``
    and ``years`` are the rows and columns, ``links`` where a town's name leads.

    A cell shows the high figure, its full range under the pointer; a known zero is "0" without shade, an
    unknown figure "?" in a dashed frame, a year without events is empty.
    """
    most = max((int(high) for high in table.high.dropna()), default=0)
    cells: dict[tuple[str, int], str] = {
        (str(city), start.year): _cell(str(city), start.year, figure, str(words), most)
        for city, start, figure, words in zip(
            table.city, table.start, ranges(table), table.words, strict=True
        )
    }
    head = "".join(
        f'<th scope="col" aria-label="{year}" title="{year}">’{year % 100:02}</th>' for year in years
    )
    hint = _("Swipe the table sideways for the other years.")
    body = "".join(
        f'<tr><th scope="row"><a href="{escape(links[city])}" target="_self">{escape(town_name(city))}</a></th>'
        + "".join(cells.get((city, year), "<td></td>") for year in years)
        + "</tr>"
        for city in cities
    )
    return (
        f"<style>{heat_style(measure, dark)}</style>"
        f'<div class="heat" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f'<thead><tr><th scope="col">{escape(_("Town"))}</th>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        f'<p class="heat-hint">{escape(hint)}</p>'
    )


def _cell(city: str, year: int, figure: Range, words: str, most: int) -> str:
    title = escape(_("{town}, {year}: {figure}").format(town=town_name(city), year=year, figure=words))
    if figure.high is None:
        return f'<td class="u" title="{title}">?</td>'
    text = number(figure.high) + ("+" if figure.open_above else "")
    return f'<td class="s{shade(figure.high, most)}" title="{title}">{text}</td>'


def heat_style(measure: str, dark: bool) -> str:
    """The style sheet of a table of class ``heat``, in the colour of a measure or of ``events``."""
    colours = palette(dark)
    tone = colours.measure(measure)
    # Not above 0.42, or the number could no longer be read on its ground.
    shades = "".join(
        f".heat .s{step}{{background:{translucent(tone, round(0.42 * step / SHADES, 3))}}}"
        for step in range(1, SHADES + 1)
    )
    return (
        f".heat-hint{{display:none;margin:.25rem 0 0;font-size:.85rem;color:{colours.muted}}}"
        # Below this width forty years do not fit, and a table that ends at the edge does not look cut.
        "@media (max-width:640px){.heat-hint{display:block}}"
        ".heat{overflow-x:auto}.heat table{border-collapse:separate;border-spacing:1px;font-size:.75rem;"
        "font-variant-numeric:tabular-nums}"
        ".heat td{min-width:1.25rem;padding:.15rem .1rem;text-align:right;border:1px solid transparent}"
        f".heat th{{font-weight:400;color:{colours.muted};padding:.15rem .1rem;text-align:right}}"
        f".heat tbody th,.heat thead th:first-child{{position:sticky;left:0;background:{colours.ground};"
        "text-align:left;white-space:nowrap;padding-right:.6rem}"
        f".heat a{{color:{colours.ink};text-underline-offset:.15em}}"
        f".heat .u{{color:{colours.unknown};border:1px dashed {colours.unknown};text-align:center}}"
        f".heat .s0{{border-color:{colours.grid}}}{shades}"
    )
