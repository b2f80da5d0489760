"""Search: how Thai text is folded, and the grams by which a stored name is found.

PostgreSQL comes without trigram and ICU extensions here, so a name stores `ngrams(name)` in a text[] with
a GIN index; a query asks for rows that contain all of `query_grams(typed)`.
"""

import re
import unicodedata

from prasan.kernel.digits import to_arabic

_NO_WIDTH = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SARA_AM = re.compile("ํ([่-๋]?)า|([่-๋])ํา")
_TWICE = re.compile("([ัิ-ฺ็-๎])\\1+")
_SPACES = re.compile(r"\s+")
_WORD_BREAK = re.compile(r"[^\wก-๎]+|_+")

MOST_GRAMS = 12
"""A query asks for at most this many grams: more cost time and find no fewer rows."""


def fold(text: str) -> str:
    """Fold what looks the same: NFC, sara am in one piece, "เเ" as แ, Arabic digits, lower case, single spaces.

    Marks typed twice and characters without width are dropped.
    """
    clean = unicodedata.normalize("NFC", text).translate(_NO_WIDTH).replace("เเ", "แ")
    clean = _SARA_AM.sub(lambda m: f"{m[1] or m[2] or ''}ำ", _TWICE.sub(r"\1", clean))
    return _SPACES.sub(" ", to_arabic(clean).casefold()).strip()


def fold_loose(text: str) -> str:
    """Fold further for the second pass: ำ as า, for texts whose nikhahit was lost on the way."""
    return fold(text).replace("ำ", "า").replace("ํ", "")


def _words(text: str) -> list[str]:
    return [word for word in _WORD_BREAK.split(fold_loose(text)) if word]


def _joined(words: list[str]) -> str:
    """Return words without their spaces, folded again: what a space kept apart may now be one sign twice."""
    return fold_loose("".join(words))


def ngrams(*texts: str) -> list[str]:
    """Return the grams to store for some names, each once, sorted.

    All runs of three characters, spaces passed over, and the first two of every word, so that two typed
    characters already find the words that begin with them.
    """
    found: set[str] = set()
    for text in texts:
        words = _words(text)
        joined = _joined(words)
        found.update(joined[i : i + 3] for i in range(len(joined) - 2))
        found.update(word[:2] for word in words)
    return sorted(found)


def query_grams(typed: str) -> list[str]:
    """Return the grams that a row must contain to match what was typed; none for a single character.

    Three-character runs; for a long query a spread of them that still covers its ends.
    """
    joined = _joined(_words(typed))
    if len(joined) < 2:
        return []
    if len(joined) == 2:
        return [joined]
    runs = [joined[i : i + 3] for i in range(len(joined) - 2)]
    if len(runs) > MOST_GRAMS:
        runs = [runs[i * (len(runs) - 1) // (MOST_GRAMS - 1)] for i in range(MOST_GRAMS)]
    return sorted(set(runs))
