"""The map's key as a line of HTML: what disc, ring and hollow ring mean, and what the sizes stand for.

HTML with CSS circles and not SVG, because ``st.html`` strips SVG; so the words also have the page's own font.
"""

from html import escape

from atlas.drawing.circles import UNKNOWN_RADIUS, Scale
from atlas.drawing.palette import palette, translucent
from atlas.words.language import _, number


def _circle(radius: float, line: str, fill: str = "transparent", inside: str = "", halo: str = "") -> str:
    size = round(2 * radius, 1)
    ring = f";outline:1px solid {halo};outline-offset:1.5px;margin:0 3px" if halo else ""
    return (
        f'<span style="display:inline-flex;align-items:center;justify-content:center;flex:none;width:{size}px;'
        f"height:{size}px;border-radius:50%;box-sizing:border-box;border:1.3px solid {line};background:{fill}{ring}"
        f'">{inside}</span>'
    )


def _entry(symbol: str, words: str) -> str:
    return (
        '<span style="display:inline-flex;align-items:center;gap:6px">'
        f"{symbol}<span>{escape(words)}</span></span>"
    )


def legend(measure: str, scale: Scale, *, dark: bool) -> str:
    """The key of the map of ``measure`` drawn with ``scale``, as HTML for ``st.html``. The symbols say nothing
    by themselves to a screen reader; the words beside them do."""
    colours = palette(dark)
    tone = colours.measure(measure)
    solid, pale = translucent(tone, 0.8), translucent(tone, 0.25)
    entries = [
        _entry(_circle(scale.radius(figure), tone, solid if measure == "events" else pale), number(figure))
        for figure in reversed(scale.references())
    ]
    if measure != "events":
        inner = f'<span style="width:10px;height:10px;border-radius:50%;background:{solid}"></span>'
        entries += [
            _entry(_circle(9, tone, pale, inner), _("disc: lowest figure, ring: highest")),
            _entry(_circle(6, tone, pale, halo=translucent(tone, 0.5)), _("second ring: or more")),
            _entry(_circle(UNKNOWN_RADIUS, colours.unknown), _("events, no figure known")),
        ]
    return (
        '<div style="display:flex;flex-wrap:wrap;align-items:center;gap:6px 18px;font-size:0.875rem;line-height:1.3">'
        + "".join(entries)
        + "</div>"
    )
