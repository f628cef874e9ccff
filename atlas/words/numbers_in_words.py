"""Reads a size as people write it ("100s", ">50", "около 200", "a few hundred") as bounds, or as a vague word."""

import re
import unicodedata
from typing import NamedTuple

GREATEST = 100_000_000
"""More people than this is no count of people, but a number of something else."""

MISSING = frozenset(
    {"", ".", "..", "-", "--", "–", "—", "?", "n/a", "na", "n.a.", "nan", "nat", "null", "none", "#n/a"}
    | {
        "unknown",
        "not known",
        "unspecified",
        "missing",
        "неизвестно",
        "нет данных",
        "н/д",
        "белгісіз",
        "#value!",
    }
)
"""What stands in a cell of which nothing is known, folded to small letters."""


class Size(NamedTuple):
    """Bounds, or a word of the codebook's where no number is given. ``exact``: one bare number stood there."""

    low: int | None
    high: int | None
    words: str = ""
    exact: bool = False


VAGUE = {
    "dozens": r"dozens|(several|few|a few) dozens?|tens|scores|10s|десятки|десятками|ондаған",
    "hundreds": r"(several |few |a few |many )?hundreds?|100s|сотни|сотнями|несколько сот(ен)?|жүздеген",
    "thousands": r"(several |few |a few |many )?thousands?|1000s|тысячи|несколько тысяч|мыңдаған",
    "several": r"several|a few|few|несколько|бірнеше",
    "some": r"some|некоторые|кейбір",
    "large": r"large|massive|many|huge|numerous|много|массовый|массовая|көп",
    "almost all participants": r"almost all( participants)?|почти все( участники)?",
}
"""The codebook's words for a size, with the spellings that mean them."""

AT_LEAST_MANY = {
    10_000: r"10000s|(several )?tens of thousands|десятки тысяч|ондаған мың",
    100_000: r"100000s|(several )?hundreds of thousands|сотни тысяч|жүздеген мың",
    1_000_000: r"1000000s|(several )?millions?|миллионы|миллиондаған",
}
ABOVE = (
    r">=?|≥|more than|over|above|at least|no (?:fewer|less) than|not less than|minimum|exceeding|upwards of|"
    r"свыше|более(?: чем)?|больше|не менее|минимум|как минимум|по меньшей мере|кемінде|кем дегенде"
)
BELOW = (
    r"<=?|≤|up to|fewer than|less than|under|below|at most|no more than|not more than|maximum|"
    r"до|менее|меньше|не более|максимум|ең көбі"
)
NEAR = (
    r"~|≈|about|around|approximately|approx\.?|circa|ca?\.|nearly|almost|roughly|(?:an )?estimated|some|"
    r"около|примерно|приблизительно|почти|порядка|шамамен|жуық"
)
AFTER_ABOVE = r"\+|or more|and more|plus|и более|и больше|астам|артық"
AFTER_BELOW = r"or (?:less|fewer)|дейін|аспайды"
PEOPLE = r"people|persons?|protest[eo]rs|demonstrators|participants|человек[а]?|чел\.?|участник(?:ов|а)|адам"
TIMES = {r"k|thousand|тыс\.?|тысяч[аи]?|мың": 1000, r"mln|million|млн\.?|миллион(?:а|ов)?": 1_000_000}
NUMBER = r"\d{1,12}(?:[.,]\d{1,12})?(?:e\+?\d{1,2})?"


def folded_cell(text: str) -> str:
    """The cell with its spaces, its letters' case and the commas between thousands made even."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    # 1,200 and 1 200 and 1'200, but neither "5, 200" nor "12,5".
    return re.sub(r"(?<![\d.,])\d{1,3}(?:([ ,'’])\d{3}(?:\1\d{3})*)(?![\d])", _joined, plain)


def _joined(match: re.Match[str]) -> str:
    return re.sub(r"\D", "", match[0])


def is_missing(text: str) -> bool:
    """Whether the cell says that nothing is known; negative codes such as -99 say so too."""
    plain = text.strip()
    if not plain or len(plain) > 20:
        return not plain
    return plain.casefold() in MISSING or (plain[0] == "-" and bool(re.fullmatch(r"-\d+(\.0*)?", plain)))


def size_of(text: str) -> Size | None:
    """The size that a cell gives; None where it is not understood (ask ``is_missing`` before)."""
    bare = rf"\s*\b(?:{PEOPLE})(?:нан|ға)?\s*(?=$|\s(?:{AFTER_ABOVE}|{AFTER_BELOW})$)"
    plain = re.sub(bare, "", folded_cell(text)).strip(" .")
    plain = re.sub(r"\(\s*(?=[<>≥≤])(.*)\)$", r"\1", plain) if re.match(r"[^\d]*\([<>≥≤]", plain) else plain
    # "scores (>50)": the number in brackets says more than the word before it.
    plain = re.sub(r"^[^\d<>≥≤]+ (?=[<>≥≤])", "", plain)
    word = next((word for word, spelt in VAGUE.items() if re.fullmatch(spelt, plain)), "")
    if word:
        return Size(None, None, word)
    for least, spelt in AT_LEAST_MANY.items():
        if re.fullmatch(spelt, plain):
            return Size(least, None)
    return _one_bound(plain) or _range(plain)


def _count(text: str) -> int | None:
    """A whole number, with its "thousand" multiplied in."""
    match = re.fullmatch(rf"({NUMBER})\s*({'|'.join(TIMES)})?", text.strip())
    if match is None:
        return None
    times = next((by for spelt, by in TIMES.items() if match[2] and re.fullmatch(spelt, match[2])), 1)
    value = float(match[1].replace(",", ".")) * times
    # 1.200 may be one thousand two hundred or one and a fifth: neither is guessed. 50.0 is a typed 50.
    if (
        value != int(value)
        or value > GREATEST
        or (times == 1 and re.fullmatch(r"\d+[.,]\d*[1-9]0*", match[1]))
    ):
        return None
    if times == 1 and re.fullmatch(r"[1-9]\d{0,2}[.,]000", match[1]):
        return None
    return int(value)


def _one_bound(plain: str) -> Size | None:
    match = re.fullmatch(
        rf"(?:(?P<above>{ABOVE})|(?P<below>{BELOW})|(?P<near>{NEAR}))?\s*(?P<number>\d.*?)"
        rf"\s*(?:(?P<plus>{AFTER_ABOVE})|(?P<most>{AFTER_BELOW}))?",
        plain,
    )
    count = _count(match["number"]) if match else None
    if match is None or count is None:
        return None
    if match["above"] or match["plus"]:
        return Size(count, None)
    if match["below"] or match["most"]:
        return Size(None, count)
    return Size(count, count, exact=not match["near"])


def _range(plain: str) -> Size | None:
    """From … to …: an end that is a vague word or an "over" leaves the range open there."""
    bare = re.sub(r"^(between|btw\.?|from|от|между)\s+", "", plain)
    # "5 and 10" may be two groups, "between 5 and 10" is a range.
    joining = "to|до|and|&|и" if re.match(r"(between|btw\.?|между)\s", plain) else "to|до"
    parts = re.split(rf"\s*(?:-|–|—|…|\.\.)\s*|\s+(?:{joining})\s+", bare)
    if len(parts) != 2:
        return None
    first, last = (size_of(part) if part and not re.search(r"-|–|—|…", part) else None for part in parts)
    if first is None or last is None:
        return None
    low = first.low if first.low is not None else None
    high = last.high if first.words or not last.words else None
    if low is None and high is None:
        return Size(None, None, first.words) if first.words else None
    return Size(low, high) if low is None or high is None or low <= high else None
