"""Settle rows in batches: what is wrong with each, who is in the registry already, who is entered; set by set."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from prasan.directory.models import Area
from prasan.kernel.digits import to_arabic
from prasan.kernel.people import Claim
from prasan.platform.commands import RuleBroken
from prasan.platform.commands.bulk import perform_many
from prasan.registers.commands.people_loads import EnterPerson, TieLoaded
from prasan.registers.loading.reading import coded
from prasan.registers.models import Load, LoadRow
from prasan.registers.workers import keys
from prasan.registers.workers.facts import settled
from prasan.registers.workers.locks import lock_numbers
from prasan.registers.workers.search import CANDIDATES, compared, look_many

BATCH = 200
"""Rows that are entered together or not at all."""


def places() -> dict[str, tuple[int, str]]:
    """Return (number, code) of every place by its code and, of provinces and districts, by a name none other has."""
    found: dict[str, tuple[int, str]] = {}
    twice: set[str] = set()
    named = Q(kind__in=[Area.Kind.PROVINCE, Area.Kind.DISTRICT])
    for pk, code, name in Area.objects.filter(named).values_list("pk", "code", "name_th"):
        twice |= {name} & found.keys()
        found[code] = found[name] = (pk, code)
    return {name: place for name, place in found.items() if name not in twice}


@dataclass
class Settler:
    """Settles the rows of one file; remembers who was new in it, so that a person standing twice is found.

    Parameters: `actor`, who enters them; `load`, the file; `by_key`, rows that were new by the keys of the person.
    """

    actor: Any
    load: Load
    areas: dict[str, tuple[int, str]] = field(default_factory=places)
    by_key: dict[int, list[tuple[LoadRow, tuple[Claim, ...]]]] = field(default_factory=dict)

    def settle(self, numbers: Sequence[int]) -> None:
        """Settle the rows of some numbers that are not settled yet, inside the caller's transaction."""
        rows = list(LoadRow.objects.select_for_update().filter(pk__in=list(numbers), verdict="").order_by("n"))
        told = [(row, *self._judged(row)) for row in rows]
        good = [(row, values, claims) for row, values, claims in told if values is not None]
        lock_numbers([values["id_number"] for _row, values, _claims in good if values["id_number"]])
        found = look_many([claims for _row, _values, claims in good])
        new = [
            (row, values, claims)
            for (row, values, claims), likes in zip(good, found, strict=True)
            if self._is_new(row, claims, likes)
        ]
        if new and not self.load.dry:
            self._enter(new)
        for row in rows:
            row.told = ""
        LoadRow.objects.bulk_update(rows, ["told", "verdict", "worker", "field", "text"])

    def _judged(self, row: LoadRow) -> tuple[dict[str, Any] | None, tuple[Claim, ...]]:
        """Return settled values and claims; a row that cannot be entered says why."""
        asked = coded(json.loads(row.told))
        place = " ".join(to_arabic(asked.pop("area", "")).split())
        try:
            values = settled(asked)
            area = self.areas.get(place) or self.areas.get(place.partition(" ")[0]) if place else None
            if place and area is None:
                raise RuleBroken(_("ไม่พบพื้นที่นี้ หรือมีหลายแห่ง โปรดใส่รหัส"), field="area")
        except RuleBroken as broken:
            row.verdict, row.field = LoadRow.Verdict.REFUSED, broken.field[:30]
            row.text = (_("แถว %(row)s: %(why)s") % {"row": _where(row), "why": broken.text})[:300]
            return None, ()
        values["home_area_id"] = area[0] if area else None
        return values, keys.claims(values, area[1] if area else "")

    def _is_new(self, row: LoadRow, claims: tuple[Claim, ...], likes: list[Any]) -> bool:
        """Say of a row whether it is somebody already known; remember it where it is not."""
        best = next((one for one in likes if one.verdict == "same"), None) or (likes[0] if likes else None)
        if best is not None:
            row.verdict, row.worker_id = best.verdict, best.number
            words = _("เป็นคนเดียวกับ") if best.verdict == "same" else _("อาจเป็นคนเดียวกับ")
            row.text = _("%(what)s แรงงานหมายเลข %(number)s") % {"what": words, "number": best.number}
            return False
        asked = keys.asked(claims)
        shared = Counter(one for key in asked for one in self.by_key.get(key, ()))
        for (other, theirs), _keys in shared.most_common(CANDIDATES):
            verdict = compared(claims, theirs).verdict
            if verdict != "different":
                row.verdict = verdict
                row.text = _("ซ้ำกับแถว %(row)s ของไฟล์นี้") % {"row": _where(other)}
                return False
        row.verdict = LoadRow.Verdict.NEW
        for key in keys.stored(claims):
            self.by_key.setdefault(key, []).append((row, claims))
        return True

    def _enter(self, new: list[tuple[LoadRow, dict[str, Any], tuple[Claim, ...]]]) -> None:
        """Enter the new people with the tie of the office: two sets, one journal line each."""
        told = [
            values | {"keys": keys.stored(claims), "office_id": self.load.office_id} for _row, values, claims in new
        ]
        numbers = perform_many(self.actor, EnterPerson, told, want_ids=True).ids
        if len(numbers) != len(new):
            raise RuleBroken(_("บันทึกไม่ได้ครบทุกแถว โปรดลองใหม่"))
        load = self.load
        right = {"office_id": load.office_id, "purpose": load.purpose, "ground": load.ground}
        right |= {"notice_version": load.notice_version, "recorded_by_id": self.actor.seat_id}
        tied = perform_many(self.actor, TieLoaded, [right | {"worker_id": number} for number in numbers])
        if tied.done != len(numbers):
            raise RuleBroken(_("บันทึกไม่ได้ครบทุกแถว โปรดลองใหม่"))
        for (row, _values, _claims), number in zip(new, numbers, strict=True):
            row.worker_id = number


def _where(row: LoadRow) -> str:
    return f"{row.sheet}!{row.row}" if row.sheet else str(row.row)


def waiting(load: Load) -> list[int]:
    """Return the numbers of a file's rows in their order, settled ones too: a job goes on where it stopped."""
    return list(load.rows.order_by("n").values_list("pk", flat=True))


def counts(load: Load) -> dict[str, int]:
    """Return how many rows came to which verdict; `waiting` for those that are not settled."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT verdict, count(*) FROM registers_load_row WHERE load_id = %s GROUP BY 1", [load.pk])
        found = dict(cursor.fetchall())
    names = {"": "waiting", "new": "new", "same": "same", "maybe": "maybe", "refused": "refused"}
    return {name: found.get(code, 0) for code, name in names.items()}
