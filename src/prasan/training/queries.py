"""Questions to training: seats and who has them, costs for each person, what became of completers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.kernel.training.outcome import MONTHS, Outcome
from prasan.platform.commands import Refused
from prasan.registers.models import Worker
from prasan.registers.models.shared import Open
from prasan.registers.queries_workers import kept_number
from prasan.training.cycle import HOLDING
from prasan.training.models import Application, Attendance, Certificate, Cost, Course, Demand, FollowUp, Session
from prasan.training.models.applications import State
from prasan.training.models.outcomes import WORKING

UNDRAWN = ("area__grams", "area__boundary", "office__grams", "course__grams")


def _count(states: Iterable[str]) -> Any:
    rows = Application.objects.filter(session=OuterRef("pk"), state__in=sorted(states)).order_by().values("session")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


def counted(rows: Any) -> QuerySet[Session]:
    """Return sessions with `held`, seats that are somebody's, and `waiting`, people in the line."""
    found: QuerySet[Session] = rows.annotate(held=_count(HOLDING), waiting=_count({State.WAITING}))
    return found


def session_or_404(actor: Any, pk: int) -> Any:
    """Return a session with its counts; Refused 404 for one that the actor may not know of."""
    rows = counted(Session.objects.visible_to(actor)).select_related("course", "office", "area", "work_item")
    return _one(rows.defer(*UNDRAWN).filter(pk=pk))


def course_or_404(actor: Any, pk: int) -> Course:
    """Return a course; Refused 404 for none."""
    found: Course = _one(Course.objects.visible_to(actor).select_related("office").defer("office__grams").filter(pk=pk))
    return found


def application_or_404(actor: Any, pk: int) -> Application:
    """Return an application with its session; Refused 404 outside the actor's scope."""
    rows = Application.objects.visible_to(actor).select_related("session__course", "session__office", "office")
    found: Application = _one(
        rows.defer("session__office__grams", "office__grams", "session__course__grams").filter(pk=pk)
    )
    return found


def _one(rows: Any) -> Any:
    found = rows.first()
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def names_of(actor: Any, workers: Iterable[int]) -> dict[int, str]:
    """Return the names of those whose entries an actor reads, by number; two queries.

    An entry that was merged into another is told by the name of the one that was kept.
    """
    wanted = set(workers)
    gone = Worker.objects.filter(pk__in=wanted).exclude(merged_into=None).order_by().values_list("pk", "merged_into")
    into = {pk: kept_number(kept) for pk, kept in gone if kept is not None}
    rows = Worker.objects.visible_to(actor).filter(pk__in=wanted | set(into.values()))
    told = {one.pk: one.full_name for one in rows.only("pk", "title", "given_name", "family_name", "name_latin")}
    return {pk: told[into.get(pk, pk)] for pk in wanted if into.get(pk, pk) in told}


@dataclass(frozen=True)
class Spent:
    """What a session cost, satang. `lines`, as they were noted; `allowances`, days attended times the allowance."""

    lines: int
    allowances: int
    completers: int

    @property
    def whole(self) -> int:
        """Return the sum."""
        return self.lines + self.allowances

    @property
    def each(self) -> int | None:
        """Return the cost of one who completed, None before anybody has."""
        return round(self.whole / self.completers) if self.completers else None


def spent(session: Session) -> Spent:
    """Return what a session cost until now; three queries."""
    lines = Cost.objects.filter(session=session).aggregate(whole=Sum("amount"))["whole"] or 0
    days = Attendance.objects.filter(day__session=session, taken_back_at=None).count() if session.allowance else 0
    done = Application.objects.filter(session=session, state=State.COMPLETED).count()
    return Spent(lines, days * session.allowance, done)


def outcomes(rows: Any, today: dt.date | None = None) -> dict[int, Outcome]:
    """Return the outcome at each of the moments for the completers of some sessions; one query.

    Parameters: `rows`, sessions. A completer counts from the day on which they are asked.
    """
    due = FollowUp.objects.filter(
        application__session__in=rows.order_by().values("pk"), due_on__lte=today or timezone.localdate()
    )
    told = due.order_by().values("months").annotate(
        completers=Count("pk"), answered=Count("pk", filter=Q(answered_at__isnull=False)),
        working=Count("pk", filter=Q(answer__in=sorted(WORKING))),
    )  # fmt: skip
    found = {one["months"]: Outcome(one["completers"], one["answered"], one["working"]) for one in told}
    return {months: found.get(months, Outcome(0, 0, 0)) for months in MONTHS}


def open_demand(actor: Any) -> Any:
    """Return the open demand summed by skill and area, the greatest first: skill, area, people, wishes, persons."""
    found = Demand.objects.visible_to(actor).open().order_by()
    names = {"code": F("area__code"), "name_th": F("area__name_th"), "name_en": F("area__name_en")}
    rows = found.values("skill", "area_id", **names)
    told = rows.annotate(
        total=Sum("people"), wishes=Count("pk"), persons=Count("worker", distinct=True),
    )  # fmt: skip
    return told.order_by("-total", "skill", "area_id")


def due_follow_ups(actor: Any) -> Any:
    """Return the questions whose day has come and that nobody answered, the oldest first."""
    rows = FollowUp.objects.visible_to(actor).filter(due_on__lte=timezone.localdate(), answered_at=None)
    return rows.exclude(step=FollowUp.Step.OVER).order_by("due_on", "pk")


def taking(actor: Any) -> Any:
    """Return the sessions for which people can apply today, the next one first."""
    rows: Open = Session.objects.visible_to(actor)
    return rows.taking(timezone.localdate())  # type: ignore[attr-defined]


def certificates_of(actor: Any, session: Session) -> dict[int, Certificate]:
    """Return the certificates that hold, by application; one query."""
    rows = Certificate.objects.visible_to(actor).filter(application__session=session, revoked_at=None)
    return {one.application_id: one for one in rows.select_related("office").defer("office__grams", "name_printed")}
