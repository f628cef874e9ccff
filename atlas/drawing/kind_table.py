"""Events by region and kind as a table with shaded cells: how many, and what share of all, so that thin places show."""

from collections.abc import Mapping
from html import escape

import pandas as pd

from atlas.drawing.heat_table import heat_style, shade
from atlas.words.language import _, number


def kind_table(
    table: pd.DataFrame, regions: Mapping[str, str], kinds: Mapping[str, str], *, caption: str, dark: bool
) -> str:
    """The table as HTML for ``st.html``. ``table`` as from ``coverage.by_region_and_kind``; ``regions`` and ``kinds``:
    their words. A cell without events is a dot in a dashed frame; the last column and row have sums and shares."""
    most, all_of_them = int(table.to_numpy().max(initial=0)), int(table.to_numpy().sum())
    head = "".join(f'<th scope="col">{escape(kinds[kind])}</th>' for kind in table.columns)
    body = "".join(
        f'<tr><th scope="row">{escape(regions[region])}</th>'
        + "".join(
            _cell(regions[region], kinds[kind], int(count), most)
            for kind, count in zip(table.columns, counts, strict=True)
        )
        + f"<td>{_sum(sum(map(int, counts)), all_of_them)}</td></tr>"
        for region, counts in zip(table.index, table.to_numpy(), strict=True)
    )
    sums = "".join(f"<td>{_sum(int(table[kind].sum()), all_of_them)}</td>" for kind in table.columns)
    return (
        f"<style>{heat_style('events', dark)}.heat thead th{{white-space:normal;vertical-align:bottom}}"
        ".heat td{white-space:nowrap;padding:.15rem .35rem}</style>"
        f'<div class="heat" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f'<thead><tr><th scope="col">{escape(_("Region"))}</th>{head}<th scope="col">{escape(_("All kinds"))}</th></tr></thead>'
        f'<tbody>{body}<tr><th scope="row">{escape(_("All regions"))}</th>{sums}<td>{number(all_of_them)}</td></tr></tbody>'
        "</table></div>"
    )


def _cell(region: str, kind: str, count: int, most: int) -> str:
    title = escape(_("{region}, {kind}: {count}").format(region=region, kind=kind, count=number(count)))
    if not count:
        return f'<td class="u" title="{title}" aria-label="0">·</td>'
    return f'<td class="s{shade(count, most)}" title="{title}">{number(count)}</td>'


def _sum(count: int, all_of_them: int) -> str:
    share = 100 * count / all_of_them if all_of_them else 0
    words = _("less than 1%") if 0 < share < 0.5 else _("{percent}%").format(percent=number(round(share)))
    return f"{number(count)} ({words})"
