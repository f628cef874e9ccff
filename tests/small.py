"""Small data written out in a test: just the columns that tallies read, the rest filled with what is neutral."""

from datetime import date

import pandas as pd

from atlas.edition import events as events_
from atlas.edition import grading
from atlas.edition.codebook import read_codebook
from atlas.tally import tallies

CODEBOOK = read_codebook()
TODAY = date(2026, 11, 22)


def events(*rows: tuple[str, str]) -> pd.DataFrame:
    """Events as (event_id, part_of), all on one day, as ``events.placed`` gives them."""
    day = pd.Timestamp("2011-12-16")
    frame = pd.DataFrame(
        [
            {
                "event_id": event,
                "part_of": part_of,
                "start_date": day,
                "end_date": day,
                "city": "",
                "region": "",
            }
            for event, part_of in rows
        ]
    )
    return events_.placed(frame, pd.DataFrame({"region": []}, index=pd.Index([], dtype="str")))


def claims(*rows: dict[str, object]) -> pd.DataFrame:
    """Claims about deaths of event "a", total, by officials, from an established source, unless said otherwise."""
    neutral = {
        "event_id": "a",
        "measure": "deaths",
        "low": None,
        "high": None,
        "words": "",
        "scope": "total",
        "side": "official",
        "stated_on": None,
        "source_id": "established",
        "note": "",
    }
    table = [
        neutral | {"claim_id": f"claim-{number}", "claimant": f"claimant {number}"} | row
        for number, row in enumerate(rows, start=1)
    ]
    frame = pd.DataFrame(table, columns=[*neutral, "claim_id", "claimant"])
    frame["low"], frame["high"] = frame.low.astype("Int64"), frame.high.astype("Int64")
    frame["stated_on"] = pd.to_datetime(frame.stated_on, format="%Y-%m-%d")
    sources = pd.DataFrame(
        {
            "source_id": ["established", "unverified", "article"],
            "grade": ["established", "unverified", "established"],
            "url": [f"https://example.org/{number}" for number in (1, 2, 3)],
            "published_on": pd.to_datetime([None, None, "2021-12-16"], format="%Y-%m-%d"),
        }
    )
    return grading.graded(frame, sources)


def deaths(events: pd.DataFrame, claims: pd.DataFrame, **rule: object) -> pd.DataFrame:
    """The additive table of deaths, indexed by event."""
    rule = {"known_on": None} | rule
    return tallies.tally(events, claims, CODEBOOK, **rule)["deaths"].set_axis(events.event_id)
