"""The bars above the time slider: how many events each year has under the rest of the filter.

HTML and not SVG, because ``st.html`` strips SVG, and an image of it would show no year under the pointer.
"""

from datetime import date
from html import escape

import pandas as pd

from atlas.drawing.palette import palette
from atlas.words.language import _, date_words, ngettext, number

HEIGHT = 64
"""In pixels."""


def events_histogram(bins: pd.DataFrame, *, start: date, end: date, dark: bool) -> str:
    """Bars as HTML for ``st.html``, spread over the slider's whole span ``start`` to ``end``.

    ``bins`` has one row per year: ``start`` (datetime64), ``events``, ``inside`` (within the chosen period: in the
    accent colour). A year with events never has less than two pixels; one without has no bar.
    """
    colours = palette(dark)
    days = bins.start.dt.date.tolist() if len(bins) else []
    rows = list(zip(days, bins.events.tolist(), bins.inside.tolist(), strict=True))
    most = max((events for _day, events, _inside in rows), default=0)
    span = (end - start).days + 1
    bars = []
    for day, events, inside in rows:
        left = max((day - start).days, 0)
        right = min((day.replace(year=day.year + 1) - start).days, span)
        if not events or right <= left:
            continue
        bars.append(
            f'<i title="{escape(_bar_words(day, events))}" class="{"in" if inside else "out"}" style="'
            f"left:{100 * left / span:.2f}%;width:{100 * (right - left) / span:.2f}%;"
            f'height:{max(round(HEIGHT * events / most), 2)}px"></i>'
        )
    style = (
        # The slider's handle stands 6 pixels inside its ends.
        f".years{{position:relative;margin:0 6px;height:{HEIGHT}px;border-bottom:1px solid {colours.grid}}}"
        ".years i{position:absolute;bottom:0;box-sizing:border-box;border:0 solid transparent;"
        "border-width:0 .5px;background-clip:padding-box}"
        f".years .in{{background-color:{colours.accent}}}.years .out{{background-color:{colours.idle}}}"
    )
    words = escape(_in_words(rows), quote=True)
    return f'<style>{style}</style><div class="years" role="img" aria-label="{words}">{"".join(bars)}</div>'


def _bar_words(day: date, events: int) -> str:
    count = ngettext("{n} event", "{n} events", events).format(n=number(events))
    return _("{when}: {figure}").format(when=date_words(day, "year"), figure=count)


def _in_words(rows: list[tuple[date, int, bool]]) -> str:
    if not any(events for _day, events, _inside in rows):
        return _("Events per year: none.")
    day, events, _inside = max(rows, key=lambda row: row[1])
    return _("Events per year: {total} in all, most in {peak}.").format(
        total=number(sum(row[1] for row in rows)), peak=_bar_words(day, events)
    )
