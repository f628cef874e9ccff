"""What the spellings of one word share, whether in Kazakh, Russian or any of the Latin ways to write them."""

import re
import unicodedata

from anyascii import anyascii


def folded(text: str) -> str:
    """Text without case, accents and punctuation: what two spellings in one alphabet share."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))


WORD = re.compile(r"[^\W_]+(?:['’ʹʻʼ`][^\W_]+)*")
"""A word as it stands in a text; an apostrophe within it is a soft sign."""

# What the transliteration would lose or write as two sounds.
_LETTERS = str.maketrans(
    {"ş": "sh", "ң": "n", "ъ": "", "ь": "", "ц": "c", "щ": "sh", "ё": "e", "э": "e", "x": "ks", "ı": "i"}
)
_APOSTROPHES = re.compile(r"['’ʹʻʼ`]")
# In this order: what several letters write, then letters that stand for one another.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("shch|sch|tch|sh|ch", "x"),
        ("dzh|dj|zh", "j"),
        ("gh", "g"),
        ("kh|ck|[qh]", "k"),
        ("t[sz]", "c"),
        ("w", "v"),
        ("y", "i"),
        # Satpaev and Satpayev, Aktubinsk and Aktyubinsk.
        ("i(?=[aeou])", ""),
        # Pairs only: zzzz is no z.
        (r"(.)\1", r"\1"),
    )
)


def sound(word: str) -> str:
    """A key that the spellings of a word share: Жаңаөзен, Жанаозен, Janaozen and Zhanaözen are all janaozen.

    Only letters a–z and digits; x stands for the sounds of ш and ч, j for ж, c for ц. Not for reading.
    """
    plain = unicodedata.normalize("NFC", word.casefold()).translate(_LETTERS)
    key = re.sub("[^a-z0-9]", "", _APOSTROPHES.sub("", anyascii(plain)).lower())
    for pattern, instead in _SOUNDS:
        key = pattern.sub(instead, key)
    return key


def sounds(text: str) -> list[str]:
    """The keys of the words of a text, in order."""
    return [key for key in map(sound, WORD.findall(unicodedata.normalize("NFC", text))) if key]


# What a letter may become where it is the first of a sound that is written with more: sh, zh, dzh, ch, ts, ya.
_BECOMES = {"s": "x", "z": "j", "d": "j", "c": "xk", "t": "c", "i": "aeou"}


def endings(key: str) -> list[str]:
    """What the key of a word that is still being typed may turn into with the next letter, where its last one may
    be half a sound: Aks on the way to Akshukur, Akty to Aktyubinsk."""
    return [key[:-1] + sound for sound in _BECOMES.get(key[-1:], "")]
