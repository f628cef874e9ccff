"""What every file of rows has in common: its name, which says what was chosen, and CSV as scripts read it."""

import re
import unicodedata
from datetime import date

import pandas as pd

from atlas.tally.filters import EventFilter


def to_csv(table: pd.DataFrame, *, header: bool = True) -> bytes:
    """CSV for scripts: UTF-8 without mark, RFC 4180 quoting, dates as YYYY-MM-DD, unknown as empty."""
    text = table.to_csv(index=False, header=header, date_format="%Y-%m-%d", lineterminator="\r\n")
    return text.encode("utf-8")


def file_name(chosen: EventFilter, what: str, *, first: date, last: date, suffix: str = "csv") -> str:
    """A name that says period and filter: ``kazakhstan-protests_2011-01-01_2011-12-31_zhanaozen_events.csv``.
    ``last``: the last day of the data, for an open end."""
    borders = f"borders-{chosen.oblasts}" if chosen.regions and chosen.oblasts != "today" else ""
    parts = [*chosen.cities, *chosen.regions, borders, *chosen.types, *chosen.campaigns]
    # On the screen a threshold is met by the lowest figure unless the greatest is asked for.
    parts += [f"{measure}-min-{least}" for measure, least in chosen.at_least]
    parts += ["by-greatest" if chosen.at_least and chosen.bound == "high" else "", chosen.query]
    parts += [chosen.whose if chosen.whose != "all" else ""]
    parts += [
        f"known-{chosen.known_on}" if chosen.known_on else "",
        "unverified" if chosen.unverified else "",
    ]
    middle = "_".join(_slug(part) for part in parts if part)
    if len(middle) > 80:
        middle = middle[:80].rsplit("_", 1)[0] + "_and-more"
    start = chosen.start or first
    period = f"{start}_{chosen.end or max(last, start)}"
    return "_".join(part for part in ("kazakhstan-protests", period, middle, what) if part) + f".{suffix}"


def _slug(text: str) -> str:
    # Composed: taken apart, й would be и and a mark that is no letter.
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[^\w]+", "-", plain).strip("-")
