"""How many events of each year the data hold, as plain bars: a count of rows, not of protest."""

from typing import Any

import pandas as pd

from atlas.drawing.look import look
from atlas.drawing.palette import palette
from atlas.drawing.ticks import figure_ticks
from atlas.words.language import _, number


def coverage_figure(years: pd.DataFrame, *, dark: bool) -> dict[str, Any]:
    """``years`` as from ``quality.events_by_year``. Out: a dictionary in plotly's schema."""
    colours = palette(dark)
    ticks = figure_ticks(int(years.events.max()) if len(years) else 0)
    labelled = [year for year in years.year.tolist() if year % 5 == 0 or len(years) <= 8]
    return {
        "data": [
            {
                "type": "bar",
                "x": years.year.tolist(),
                "y": years.events.tolist(),
                "marker": {"color": colours.events},
                "hovertemplate": "%{x}: %{y}<extra></extra>",
                "showlegend": False,
            }
        ],
        "layout": {
            **look(colours),
            "height": 220,
            "margin": {"l": 40, "r": 12, "t": 20, "b": 36},
            "bargap": 0.25,
            "xaxis": {
                "tickvals": labelled,
                "ticktext": [str(year) for year in labelled],
                "tickfont": {"size": 12, "color": colours.muted},
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            "yaxis": {
                "tickvals": ticks,
                "ticktext": [number(tick) for tick in ticks],
                "tickfont": {"size": 12, "color": colours.muted},
                "gridcolor": colours.grid,
                "zerolinecolor": colours.muted,
                "fixedrange": True,
            },
        },
    }


def alt_text(years: pd.DataFrame) -> str:
    """The fullest year and the empty ones, for readers who do not see the bars."""
    if not len(years) or not years.events.any():
        return _("Events per year: none.")
    most = years.iloc[int(years.events.argmax())]
    return _("Events per year: {total} in all, most in {year} ({count}); {empty} years without any.").format(
        total=number(int(years.events.sum())),
        year=int(most.year),
        count=number(int(most.events)),
        empty=number(int((years.events == 0).sum())),
    )
