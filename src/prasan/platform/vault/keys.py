"""Keys of persons: find or make them, destroy them, seal values under them and open them again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.db import connection, models
from django.db.models.functions import Now

from prasan.platform.vault import ring
from prasan.platform.vault.models import PersonKey

SEALED = "sealed"
Subject = tuple[str, int]

_FIND_OR_MAKE = """
WITH wanted AS (SELECT * FROM unnest(%s::text[], %s::bigint[], %s::text[]) AS w(kind, number, wrapped)),
found AS (
    SELECT k.id, k.kind, k.number, k.wrapped FROM platform_person_key AS k JOIN wanted USING (kind, number)
), made AS (
    INSERT INTO platform_person_key (kind, number, wrapped)
    SELECT kind, number, wrapped FROM wanted WHERE NOT EXISTS (
        SELECT FROM found WHERE found.kind = wanted.kind AND found.number = wanted.number
    ) ON CONFLICT (kind, number) DO NOTHING RETURNING id, kind, number, wrapped
)
SELECT * FROM found UNION ALL SELECT * FROM made
"""


class PersonalKey:
    """A person's key, ready to seal; an erased person's seals nothing any more."""

    def __init__(self, number: int, wrapped: str) -> None:
        self.number = number
        self.fernet = Fernet(ring.decrypt(wrapped).encode()) if wrapped else None

    def seal(self, value: Any) -> Any:
        """Return a plain JSON value under the key, as the journal holds it; None stays None."""
        if value is None:
            return None
        token = self.fernet.encrypt(json.dumps(value, ensure_ascii=False).encode()).decode() if self.fernet else ""
        return {SEALED: token, "key": self.number}


def keys_of(subjects: Sequence[Subject]) -> dict[Subject, PersonalKey]:
    """Return the keys of some persons, made where they have none; one statement."""
    wanted = sorted(set(subjects))
    if not wanted:
        return {}
    fresh = [ring.encrypt(Fernet.generate_key().decode()) for _one in wanted]
    found: dict[Subject, PersonalKey] = {}
    for _try in range(3):  # another transaction may make a key between our look and our insert
        with connection.cursor() as cursor:
            cursor.execute(_FIND_OR_MAKE, [[s[0] for s in wanted], [s[1] for s in wanted], fresh])
            for number, kind, subject, wrapped in cursor.fetchall():
                found[kind, subject] = PersonalKey(number, wrapped)
        if len(found) == len(wanted):
            return found
    raise RuntimeError("keys could not be made")


def destroy(kind: str, number: int) -> None:
    """Destroy a person's key for good: what the journal holds of them can never be read again."""
    keys_of([(kind, number)])
    PersonKey.objects.filter(kind=kind, number=number, destroyed=None).update(wrapped="", destroyed=Now())


def opened(changes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return journal changes with their sealed values opened; an erased or unreadable value becomes None.

    Callers show this only after a reveal (vault.reveal), which is itself journalled.
    """
    rows = list(changes)
    numbers = {v["key"] for row in rows for pair in row.values() for v in pair if is_sealed(v)}
    known = dict(PersonKey.objects.filter(pk__in=numbers).values_list("pk", "wrapped"))
    keys = {pk: PersonalKey(pk, wrapped) for pk, wrapped in known.items()}
    return [{name: [_open(value, keys) for value in pair] for name, pair in row.items()} for row in rows]


def is_sealed(value: Any) -> bool:
    """Tell whether a journal value is sealed."""
    return isinstance(value, dict) and SEALED in value and "key" in value


def _open(value: Any, keys: dict[int, PersonalKey]) -> Any:
    if not is_sealed(value):
        return value
    key = keys.get(value["key"])
    if key is None or key.fernet is None or not value[SEALED]:
        return None
    try:
        return json.loads(key.fernet.decrypt(value[SEALED].encode()))
    except InvalidToken:
        return None


def subject_of(row: models.Model) -> Subject:
    """Return whom a row's personal values are about: `personal_subject()`, else the row itself."""
    told = getattr(row, "personal_subject", None)
    if told is not None:
        kind, number = told()
        return str(kind), int(number)
    return row._meta.label_lower, int(row.pk)


def personal_fields(model: type[models.Model]) -> frozenset[str]:
    """Return the fields of a model that the journal may hold only sealed.

    Kinds that begin with "office" are no person's: an office's telephone number is told plainly.
    """
    declared: dict[str, str] = getattr(model, "personal", {})
    return frozenset(name for name, kind in declared.items() if not kind.startswith("office"))


def sealed(row: models.Model, changes: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Return a row's changes with the personal values sealed under their person's key."""
    names = personal_fields(type(row)) & changes.keys()
    if not names:
        return changes
    subject = subject_of(row)
    key = keys_of([subject])[subject]
    return {name: [key.seal(v) for v in pair] if name in names else pair for name, pair in changes.items()}
