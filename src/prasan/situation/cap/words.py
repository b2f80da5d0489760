"""From the desk's words to those of CAP: categories, what to do, codes of places, and what looks like a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import translation

from prasan.kernel import cap
from prasan.kernel.digits import to_arabic
from prasan.situation.kinds import EventType
from prasan.situation.models import Item

_C, _R = cap.Category, cap.Response
CATEGORIES: dict[str, tuple[cap.Category, ...]] = {
    EventType.LAYOFF: (_C.OTHER,),
    EventType.CLOSURE: (_C.OTHER,),
    EventType.STRIKE: (_C.SECURITY,),
    EventType.ACCIDENT: (_C.SAFETY, _C.RESCUE),
    EventType.FRAUD: (_C.SECURITY,),
    EventType.FALSE_NEWS: (_C.OTHER,),
    EventType.WAGE_ARREARS: (_C.OTHER,),
    EventType.TRAFFICKING: (_C.SECURITY,),
    EventType.IRREGULAR_MIGRANTS: (_C.SECURITY,),
    EventType.OVERSEAS_DISTRESS: (_C.RESCUE,),
    EventType.DISASTER: (_C.ENV, _C.RESCUE),
    EventType.SOCIAL_SECURITY: (_C.INFRA,),
    EventType.SKILLS: (_C.OTHER,),
    EventType.POLICY: (_C.OTHER,),
}
"""Categories of the standard for each of our types; the type itself goes out as an eventCode."""
RESPONSES: dict[str, cap.Response] = {
    EventType.FRAUD: _R.AVOID, EventType.FALSE_NEWS: _R.AVOID, EventType.TRAFFICKING: _R.AVOID,
    EventType.DISASTER: _R.PREPARE, EventType.POLICY: _R.EXECUTE,
}  # fmt: skip
"""What readers shall do; for every other type they follow the news (Monitor)."""
EVENT_CODES = "TH-MOL-EVENT"
"""List of our event types (situation/kinds.py)."""
THAI_PLACES, COUNTRIES = "TH-DOPA", "ISO3166-1"
"""Lists of place codes: the official ones of provinces (2 digits), districts (4) and sub-districts (6); countries."""

_PHONE = re.compile(r"(?<![\d-])(?:\+66|0)[ -]?\d(?:[ -]?\d){7,8}(?![\d-])")
_CARD = re.compile(r"(?<![\d-])\d(?:[ -]?\d){12}(?![\d-])")
SHORTEST = 4
"""Letters of a private span below which it is no name that one would find again."""


def in_language(text: Any, language: str) -> str:
    """Return a translated word in a language."""
    with translation.override(language):
        return str(text)


def event_word(kind: str, language: str) -> str:
    """Return what an event type is called."""
    return in_language(EventType(kind).label, language)


def personal_in(texts: Iterable[str], event_id: int) -> list[str]:
    """Return what in texts looks like a person: telephone and card numbers, names that the event's items hold private.

    A short number such as a hotline's is none. One query.
    """
    whole = "\n".join(texts)
    digits = to_arabic(whole)
    found = [one.group() for pattern in (_PHONE, _CARD) for one in pattern.finditer(digits)]
    rows = Item.objects.filter(event_id=event_id).values_list("title", "text", "reading")[:200]
    names = {name for title, text, reading in rows for name in _private(title, text, reading)}
    return list(dict.fromkeys([*found, *(name for name in sorted(names) if name in whole)]))


def _private(title: str, text: str, reading: Any) -> Iterator[str]:
    """Yield the words that a reading marks as private: by value, and as they stand in the text."""
    for one in (reading or {}).get("private") or ():
        value, span = one.get("value"), list(one.get("span") or ())
        field = title if one.get("field") == "title" else text
        for words in (value, field[span[0] : span[1]] if len(span) == 2 else ""):
            if isinstance(words, str) and len(words.strip()) >= SHORTEST:
                yield words.strip()
