"""What every figure shares: the page's own letters and ground, one hover box, one quiet tool button."""

from typing import Any

from atlas.drawing.palette import Palette

FONT = "Source Sans, sans-serif"


def look(colours: Palette) -> dict[str, Any]:
    """The part of a plotly layout that is the same everywhere; a figure adds its size, axes and notes."""
    return {
        # Without one, plotly adds its default template of 3 kB when Streamlit validates the figure.
        "template": {},
        "font": {"family": FONT, "size": 13, "color": colours.ink},
        # The page's own: a saved picture must be readable on any ground, also that of the dark theme.
        "paper_bgcolor": colours.ground,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": colours.ground,
            "bordercolor": colours.muted,
            "font": {"family": FONT, "size": 13, "color": colours.ink},
            "align": "left",
        },
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": colours.muted, "activecolor": colours.ink},
        "dragmode": False,
        "showlegend": False,
    }
