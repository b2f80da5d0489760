"""Is somebody in the registry already? Over the whole country, and therefore with an answer that tells nearly nothing.

This is the one named exception to scope (architecture, "Reading"): people must not be entered twice, wherever they were
met first. So the answer is the same for every role and channel, and holds a verdict and a masked hint, never a record.
Only the verb `registers.check_person` asks here for people: it is counted and journalled. The machine asks for the rows
of a file (`loading`) and for what volunteers hand in (`referrals.settle_entry`), who are told nothing of the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from prasan.kernel.people import Claim, Match, match
from prasan.platform.prepared import planned_anew
from prasan.platform.vault.mask import masked
from prasan.registers.models import Worker
from prasan.registers.workers import keys

CANDIDATES = 80
"""Entries that are opened and compared at most, those that share most keys first. Of 300 made second entries among
50,000 people the true one always stood among the first ten; opening and comparing is what a look costs."""
SHOWN = 5
PROOF = frozenset({"id_number", "phone"})
_NARROW = """
SELECT id FROM registers_worker AS w WHERE keys && %(asked)s::bigint[] AND state = 'active'
ORDER BY (SELECT count(*) FROM unnest(w.keys) AS k WHERE k = ANY(%(asked)s::bigint[])) DESC, id DESC LIMIT %(most)s
"""
_NARROW_MANY = """
WITH wanted AS (
    SELECT n, array_agg(key) AS keys FROM unnest(%(n)s::int[], %(keys)s::bigint[]) AS told (n, key) GROUP BY n
)
SELECT wanted.n, near.id FROM wanted CROSS JOIN LATERAL (
    SELECT w.id FROM registers_worker AS w WHERE w.keys && wanted.keys AND w.state = 'active'
    ORDER BY (SELECT count(*) FROM unnest(w.keys) AS k WHERE k = ANY(wanted.keys)) DESC, w.id DESC LIMIT %(most)s
) AS near
"""
_READ = (
    "title", "given_name", "family_name", "name_latin", "id_number", "phone", "birth_year", "sex", "protected",
    "home_area__code", "home_area__name_th", "work_area__code", "work_area__name_th",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A likeness: the entry's number, and what may be told of it to everybody.

    `initials` of the name, `province` by its code, `decade` of birth (common era): empty for a protected person.
    `proven`: a number or a telephone is the same, which nobody knows from hearsay.
    """

    number: int
    verdict: str
    score: float
    initials: str = ""
    province: str = ""
    decade: int | None = None
    proven: bool = False


def look(told: tuple[Claim, ...], leave_out: Sequence[int] = ()) -> list[Found]:
    """Return the entries that are or may be of the same person, the likeliest first.

    Parameters: `told`, the claims of an entry (`keys.claims`); `leave_out`, numbers of entries that are not asked for.
    Two statements, and a comparison of at most `CANDIDATES` entries.
    """
    asked = keys.asked(told)
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_NARROW, {"asked": asked, "most": CANDIDATES})
        numbers = [row[0] for row in cursor.fetchall() if row[0] not in set(leave_out)]
    rows = Worker.objects.filter(pk__in=numbers).select_related("home_area", "work_area").only(*_READ).order_by()
    found = [one for row in rows if (one := _compared(told, row)) is not None]
    return sorted(found, key=lambda one: (-one.score, one.number))[:SHOWN]


def look_many(told: Sequence[tuple[Claim, ...]]) -> list[list[Found]]:
    """Return what `look` finds for each of many entries; two statements for all of them."""
    flat = [(n, key) for n, claims in enumerate(told) for key in keys.asked(claims)]
    near: dict[int, list[int]] = {}
    if flat:
        with planned_anew() as cursor:
            cursor.execute(
                _NARROW_MANY, {"n": [n for n, _k in flat], "keys": [k for _n, k in flat], "most": CANDIDATES}
            )
            for n, number in cursor.fetchall():
                near.setdefault(n, []).append(number)
    numbers = {number for some in near.values() for number in some}
    rows = Worker.objects.filter(pk__in=numbers).select_related("home_area", "work_area").only(*_READ).order_by()
    known = {row.pk: row for row in rows}
    result = []
    for n, claims in enumerate(told):
        found = [one for number in near.get(n, ()) if (one := _compared(claims, known[number])) is not None]
        result.append(sorted(found, key=lambda one: (-one.score, one.number))[:SHOWN])
    return result


def claims_of(row: Worker) -> tuple[Claim, ...]:
    """Return what an entry of the registry claims."""
    area = row.home_area or row.work_area
    told = {name: getattr(row, name) for name in _READ if "__" not in name}
    return keys.claims(told, area.code if area else "")


def compared(one: tuple[Claim, ...], other: tuple[Claim, ...]) -> Match:
    """Return the strongest likeness of two entries; by each of their names."""
    return max((match(a, b) for a in one for b in other), key=lambda it: (_RANK[it.verdict], it.score))


_RANK: dict[Any, int] = {"different": 0, "maybe": 1, "same": 2}


def _compared(told: tuple[Claim, ...], row: Worker) -> Found | None:
    said = compared(told, claims_of(row))
    if said.verdict == "different":
        return None
    if row.protected:
        return Found(row.pk, said.verdict, said.score)
    area = row.home_area or row.work_area
    return Found(
        row.pk, said.verdict, said.score, masked(f"{row.given_name} {row.family_name}", "name"),
        area.code[:2] if area else "", row.birth_year // 10 * 10 if row.birth_year else None,
        said.verdict == "same" and any(one.field in PROOF and one.kind.startswith("same") for one in said.why),
    )  # fmt: skip


def rekeyed(row: Worker) -> dict[str, list[int]]:
    """Return a row's keys under the first of the site's keys (`vault rotate`)."""
    return {"keys": keys.stored(claims_of(row))}
