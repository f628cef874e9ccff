"""Towns by years as a standalone SVG: the table with shaded cells of ``heat_table``, for print."""

from collections.abc import Sequence
from html import escape

import pandas as pd

from atlas.drawing.heat_table import SHADES, shade
from atlas.drawing.palette import palette
from atlas.drawing.picture import picture, text, text_width
from atlas.edition.names import town_name
from atlas.tally.range_columns import ranges
from atlas.words.language import _, number

ROW, SMALL = 20, 11
NARROWEST = 26
"""Pixels of a year's column that holds no long figure."""


def heat_picture(
    table: pd.DataFrame,
    cities: Sequence[str],
    years: Sequence[int],
    measure: str,
    *,
    title: str,
    said: str,
    notes: Sequence[str] = (),
) -> str:
    """The table as SVG. ``table``, ``cities``, ``years`` and what a cell says as in ``heat_table.heat_table``. Every
    cell with an event is a group of class ``cell`` whose title gives town, year and figure."""
    colours = palette(dark=False)
    tone = colours.measure(measure)
    most = max((int(high) for high in table.high.dropna()), default=0)
    cells = {
        (str(city), start.year): (figure, str(words))
        for city, start, figure, words in zip(
            table.city, table.start, ranges(table), table.words, strict=True
        )
    }
    said_in = {at: _short(figure.high, figure.open_above) for at, (figure, _words) in cells.items()}
    first = max((text_width(town_name(city), 13) for city in cities), default=0) + 16
    columns: dict[int, tuple[float, float]] = {}
    x = first
    for year in years:
        longest = max((len(said_in.get((city, year), "")) for city in cities), default=0)
        columns[year] = x, max(NARROWEST, 0.58 * SMALL * longest + 8)
        x += columns[year][1]
    parts = [
        text(round(left + wide / 2, 1), 12, f"’{year % 100:02}", SMALL, colours.muted, anchor="middle")
        for year, (left, wide) in columns.items()
    ]
    for row, city in enumerate(cities):
        y = 20 + row * ROW
        parts.append(text(0, y + 14, town_name(city), 13, colours.ink))
        for year, (left, wide) in columns.items():
            if (city, year) not in cells:
                continue
            figure, words = cells[city, year]
            told = _("{town}, {year}: {figure}").format(town=town_name(city), year=year, figure=words)
            look = _look(figure.high, most, tone, colours.unknown, colours.grid)
            parts.append(
                f'<g class="cell"><title>{escape(told)}</title>'
                f'<rect x="{left + 1:g}" y="{y:g}" width="{wide - 2:g}" height="{ROW - 2}" {look}/>'
                + text(
                    round(left + wide / 2, 1),
                    y + 13,
                    said_in[city, year],
                    SMALL,
                    colours.unknown if figure.high is None else colours.ink,
                    anchor="middle",
                )
                + "</g>"
            )
    return picture(
        title, said, "".join(parts), width=round(max(x, 480)), height=24 + ROW * len(cities), notes=notes
    )


def _short(high: int | None, open_above: bool) -> str:
    return "?" if high is None else number(high) + ("+" if open_above else "")


def _look(high: int | None, most: int, tone: str, unknown: str, grid: str) -> str:
    if high is None:
        return f'fill="none" stroke="{unknown}" stroke-dasharray="3 2"'
    if not high:
        return f'fill="none" stroke="{grid}"'
    return f'fill="{tone}" fill-opacity="{0.42 * shade(high, most) / SHADES:.3g}"'
