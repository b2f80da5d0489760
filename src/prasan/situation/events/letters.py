"""The letter of a source (A to F), learned from its own record. docs/algorithms/events.md gives the rule.

Counted are events that were found true or false and that have an item of the source, each once. The letter is
what may be said of the true share with 95 per cent confidence (lower end of the Wilson interval): a young source
does not start as reliable, and five true stories do not make an A.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import SYSTEM, Command, RuleBroken, perform
from prasan.situation.events import policy as may
from prasan.situation.kinds import Reliability
from prasan.situation.models import Event, Source

LEAST = 5
"""Fewer judged events than this tell nothing: F."""
BOUNDS = ((0.90, "A"), (0.75, "B"), (0.50, "C"), (0.25, "D"), (0.0, "E"))
"""The lower end of the true share from which a letter is given."""
Z = 1.959964
"""Normal quantile of 95 per cent, two-sided."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a source's stories came to: events found true and false."""

    true: int = 0
    false: int = 0

    @property
    def judged(self) -> int:
        """Return how many were judged."""
        return self.true + self.false

    @property
    def low(self) -> float:
        """Return the lower end of the Wilson interval of the true share, 0 where nothing was judged."""
        n = self.judged
        if n == 0:
            return 0.0
        share = self.true / n
        middle = share + Z * Z / (2 * n)
        spread = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
        return max(0.0, (middle - spread) / (1 + Z * Z / n))

    @property
    def letter(self) -> str:
        """Return the letter: F below `LEAST` judged events."""
        if self.judged < LEAST:
            return "F"
        return next(letter for bound, letter in BOUNDS if self.low >= bound)


def records(sources: list[int] | None = None) -> dict[int, Record]:
    """Return the record of each source that has judged events: one query."""
    judged = Q(items__event__is_void=False, items__event__merged_into=None)
    true = Count("items__event", Q(items__event__finding=Event.Finding.TRUE) & judged, distinct=True)
    false = Count("items__event", Q(items__event__finding=Event.Finding.FALSE) & judged, distinct=True)
    rows = Source.objects.order_by() if sources is None else Source.objects.filter(pk__in=sources).order_by()
    return {pk: Record(t, f) for pk, t, f in rows.annotate(t=true, f=false).values_list("pk", "t", "f")}


@dataclass(kw_only=True)
class GradeSource(Command[Source]):
    """Give a source the letter that its record earns."""

    name = "situation.grade_source"
    verb = _("ปรับอักษรความน่าเชื่อถือของ")
    model = Source
    allowed = may.can_grade

    letter: str = "F"

    def check(self, actor: Any, subject: Source) -> None:
        """Refuse a letter that does not exist."""
        if self.letter not in Reliability.values:
            raise RuleBroken(_("ไม่มีอักษรนี้"))

    def handle(self, actor: Any, subject: Source) -> Source:
        """Save it."""
        subject.letter = self.letter
        subject.save(update_fields=["letter"])
        return subject


def grade_all() -> int:
    """Give every source its letter; returns how many changed."""
    changed = 0
    found = records()
    for source in Source.objects.order_by("pk"):
        letter = found.get(source.pk, Record()).letter
        if letter != source.letter:
            perform(SYSTEM, GradeSource(target_id=source.pk, letter=letter))
            changed += 1
    return changed
