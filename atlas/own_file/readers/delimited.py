"""Reads CSV in the encodings and with the separators that are met with in Kazakhstan."""

import csv
import io
import re
from collections import Counter

from charset_normalizer import from_bytes

from atlas.own_file.readers.gdelt import GDELT_COLUMNS
from atlas.own_file.reading import Reading, Unreadable, tabulated
from atlas.words.language import _

SEPARATORS = (",", ";", "\t", "|")
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
KAZAKH_IN_1048 = set("әқңһӘҚҢҺ")


def read_delimited(name: str, content: bytes) -> Reading:
    """A CSV or TSV as text cells. Raises Unreadable where the bytes are no text or hold no table."""
    encoding, notes = encoding_of(content)
    text = content.decode(encoding, errors="replace")
    if sum(c < " " and c not in "\t\r\n\f" for c in text[:20_000]) > len(text[:20_000]) // 100:
        raise Unreadable(
            _("The file is neither text nor a workbook, Parquet or GeoJSON file."),
            _("Save the table as CSV (UTF-8), XLSX, Parquet or GeoJSON."),
        )
    said = re.match(r"sep=(.)\r?\n", text)
    separator = said[1] if said else separator_of(text, "\t" if name.lower().endswith(".tsv") else ",")
    rows, more = _records(text[said.end() :] if said else text, separator)
    records = list(enumerate(rows, start=2 if said else 1))
    headerless = bool(rows) and is_data(next((row for row in rows if any(row)), []))
    table = tabulated(records, headerless=headerless)
    columns, frame = table.columns, table.rows
    told = [*notes, *more, *table.notes]
    if headerless and separator == "\t" and len(columns) in (57, 58):
        columns = list(GDELT_COLUMNS[: len(columns)])
        frame = frame.set_axis(columns, axis=1)
        words = _(
            "The file has no header. Its columns are those of a raw GDELT 1.0 export and were given their names."
        )
        told = [*notes, *more, words, *table.notes[1:]]
    return Reading(name, "csv", columns, frame, encoding, separator, tuple(told), table.misshapen)


def encoding_of(content: bytes) -> tuple[str, list[str]]:
    """The name of the codec, and what was assumed, in words."""
    for mark, codec in MARKS:
        if content.startswith(mark):
            return codec, []
    head = content[:100_000]
    zeros = [head[start::2].count(0) for start in (0, 1)]
    if max(zeros) > len(head) // 5:
        codec = "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
        return codec, [_("The file was read as UTF-16, though it does not say so.")]
    try:
        content.decode("utf-8")
        return "utf-8", []
    except UnicodeDecodeError as error:
        # One stray byte in a long text of UTF-8 is a slip, not another encoding.
        if error.start > 2000 and not content[: error.start].isascii():
            return "utf-8", [_("Some bytes are not valid UTF-8 and are shown as �.")]
    codec = _one_byte_codec(content[:200_000])
    words = _("The file is not in UTF-8. It was read as {encoding}; look whether the letters are right.")
    return codec, [words.format(encoding={"cp1251": "Windows-1251", "kz1048": "KZ-1048"}.get(codec, codec))]


def _one_byte_codec(head: bytes) -> str:
    cyrillic = head.decode("cp1251", errors="replace")
    letters = re.findall(r"[^\x00-\x7f]", cyrillic)
    # Words of small Cyrillic letters, perhaps with a capital in front: no other encoding gives them so often.
    inside = sum(len(word) for word in re.findall(r"\b[А-ЯЁЂ-Џ]?[а-яёђ-џґ]{2,}\b|\b[А-ЯЁ]{3,}\b", cyrillic))
    if letters and inside > 0.6 * len(letters):
        return "kz1048" if KAZAKH_IN_1048 & set(head.decode("kz1048", errors="replace")) else "cp1251"
    best = from_bytes(head, cp_isolation=["cp1251", "cp1252", "koi8_r", "cp866", "mac_cyrillic"]).best()
    return best.encoding if best else "cp1252"


def separator_of(text: str, preferred: str) -> str:
    """The sign that divides the first records into the most cells of the same number."""

    def evenness(sign: str) -> tuple[float, bool]:
        rows, _notes = _records(text[:60_000], sign, most=50)
        widths = Counter(len(row) for row in rows[:-1] or rows if row)
        width, often = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        return ((width > 1) * often / max(sum(widths.values()), 1) * min(width, 3), sign == preferred)

    return max(SEPARATORS, key=evenness)


def _records(text: str, separator: str, most: int | None = None) -> tuple[list[list[str]], list[str]]:
    def read(strict: bool) -> list[list[str]]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
        return [row for row, _n in zip(reader, range(most or 10**9), strict=False)]

    try:
        # Raw GDELT is tab-separated and never quoted: a quotation mark there is text.
        return read(True), []
    except csv.Error:
        pass
    try:
        slip = _("Some quotation marks in the file do not match; cells may have run together.")
        return read(False), [slip]
    except csv.Error as error:
        raise Unreadable(
            _("The file cannot be divided into cells: {reason}.").format(reason=error),
            _("Check the quotation marks, or save the table as XLSX."),
        ) from error


def is_data(cells: list[str]) -> bool:
    """Whether a first row looks like an event and not like a header: numbers, dates or addresses in it."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    # A leading number without a name beside it is an index; a year may be a column's name.
    looks = [
        cell
        for cell in filled
        if re.fullmatch(r"-?\d+[.,]\d+|\d{5,}|\d{1,4}([./-]\d{1,4}){2}.*|https?://.*", cell)
    ]
    plain = [cell for cell in filled if re.fullmatch(r"-?\d+", cell)]
    return len(looks) >= 2 or (len(looks) >= 1 and len(looks) + len(plain) >= max(2, len(filled) / 4))
