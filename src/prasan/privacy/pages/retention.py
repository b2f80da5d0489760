"""The page of the retention schedule: its years, what is due today, the runs; starting one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.typed import whole
from prasan.kernel.privacy import KEEPERS
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.jobs.models import JobProgress
from prasan.platform.web.asking import actor_of
from prasan.privacy import commands as c
from prasan.privacy import policy as may
from prasan.privacy.commands.retention import MOST
from prasan.privacy.models import RetentionRun, RetentionTerm
from prasan.privacy.pages.common import key_of, page, typed, wrong
from prasan.privacy.retaining import find, terms

KEPT_BY = {
    "hold": gettext_lazy("มีคำสั่งระงับการทำลาย"), "open": gettext_lazy("มีเรื่องที่ยังไม่ยุติ"),
    "request": gettext_lazy("มีคำขอใช้สิทธิที่ยังไม่ได้ตอบ"), "duty": gettext_lazy("มีหน่วยงานที่ต้องเก็บตามกฎหมาย"),
}  # fmt: skip
"""What each keeper is called."""
SHOWN = 10


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """Show the schedule and what is due today, in numbers alone."""
    return _show(request)


def _show(request: HttpRequest, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    refusal = may.can_read_records(actor)
    if refusal is not None:
        raise Refused(refusal)
    now, schedule = timezone.now(), terms()
    found = find(now, schedule)
    runs = list(RetentionRun.objects.visible_to(actor).annotate(done=Count("erasures")).order_by("-pk")[:SHOWN])
    jobs = JobProgress.objects.in_bulk([one.job for one in runs if one.job is not None]) if runs else {}
    context = {
        "terms": list(schedule.values()), "due": len(found.numbers), "now": now, "held": found.held_people,
        "kinds": [(one, found.kinds[kind]) for kind, one in schedule.items()],
        "keepers": [(KEPT_BY[name], found.held[name]) for name in KEEPERS], "most": MOST,
        "keeps": may.can_erase(actor, None) is None, "told": typed(request),
        "runs": [(one, jobs.get(one.job or 0), _links(actor, jobs.get(one.job or 0))) for one in runs],
        **wrong(error),
    }  # fmt: skip
    return page(request, "retention", context, 422 if error else 200)


def _links(actor: Any, job: JobProgress | None) -> bool:
    """Tell whether the page of a job opens for the reader: their own."""
    return job is not None and job.person_id == actor.person_id


@require_POST
def retention_start(request: HttpRequest) -> HttpResponse:
    """Start a run and show its work."""
    told = typed(request)
    try:
        command = c.StartRetention(text=told.get("text", ""), sure=told.get("sure") == "on", key=key_of(told, "retain"))
        made = perform(actor_of(request), command)
    except RuleBroken as broken:
        return _show(request, broken)
    messages.success(request, _("เริ่มแล้ว %(n)s รายการ ยกเลิกได้ระหว่างทาง ที่ลบแล้วเรียกคืนไม่ได้") % {"n": made.total})
    return redirect("job", made.job) if made.job else redirect("retention")


@require_http_methods(["GET", "HEAD", "POST"])
def retention_term(request: HttpRequest, term: str) -> HttpResponse:
    """Change the years of one kind of day, with the reason."""
    actor = actor_of(request)
    refusal = may.can_erase(actor, None)
    if refusal is not None:
        raise Refused(refusal)
    one = RetentionTerm.objects.visible_to(actor).filter(kind=term).first()
    if one is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    told = typed(request)
    error: RuleBroken | None = None
    if request.method == "POST":
        try:
            perform(actor, c.SetTerm(
                target_id=one.pk, years=whole(told.get("years", ""), "years"), reason=told.get("reason", ""),
                by_itself=told.get("by_itself") == "on", key=key_of(told, "term", one.pk),
            ))  # fmt: skip
        except RuleBroken as broken:
            error = broken
        else:
            messages.success(request, _("บันทึกแล้ว"))
            return redirect("retention")
    now_set = {"years": str(one.years), "by_itself": "on" if one.by_itself else ""}
    context = {"one": one, "told": told if request.method == "POST" else now_set, **wrong(error)}
    return page(request, "retention_term", context, 422 if error else 200)
