"""Pages of urgent reports, the ladder, and news that may be false."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.roles import Role
from prasan.platform.commands import Command, Refused, RuleBroken
from prasan.platform.web.asking import actor_of
from prasan.situation.kinds import SEVERITY_MEANS, Severity
from prasan.situation.models import Claim, Event, Rung, Urgent
from prasan.situation.watch import policy as may
from prasan.situation.watch import queries
from prasan.situation.watch.commands.claims import AskCheck, CorrectClaim, JudgeClaim
from prasan.situation.watch.commands.urgent import ConfirmUrgent, RaiseUrgent, SaveRung
from prasan.situation.watch.pages.common import done, key_of, page
from prasan.situation.watch.reading import number_of


def _event(request: HttpRequest, pk: int) -> Event:
    """Return an event that the actor reads, or was told of by the ladder."""
    actor = actor_of(request)
    rows = Event.objects.visible_to(actor).filter(pk=pk) | Event.objects.filter(
        pk=pk, urgent__person_id=actor.person_id, classification__lte=actor.scope.clearance
    )
    found = rows.select_related("area", "owner").distinct().first()
    if found is None:
        raise Refused(_("ไม่พบเหตุการณ์นี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def urgent_event(request: HttpRequest, event: int) -> HttpResponse:
    """Show who was told of an event and who confirmed; POST raises the urgent reports."""
    one, actor = _event(request, event), actor_of(request)

    def show(error: RuleBroken | None = None) -> HttpResponse:
        rows = queries.urgent_of(actor, one)
        return page(request, "urgent", {
            "one": one, "rows": rows, "mine": next((r for r in rows if r.person_id == actor.person_id), None),
            "runs": may.can_run_ladder(actor, one) is None, "now": timezone.now(), "person": actor.person_id,
            "error": str(error.text) if error else "", "means": SEVERITY_MEANS.get(Severity(one.severity), ""),
        }, 409 if error else 200)  # fmt: skip

    if request.method != "POST":
        return show()
    return done(
        request, lambda: RaiseUrgent(target_id=one.pk), _("แจ้งเหตุด่วนแล้ว"), reverse("urgent_event", args=[one.pk]), show
    )


@require_POST
def urgent_confirm(request: HttpRequest, urgent: int) -> HttpResponse:
    """Confirm one urgent report."""
    found = Urgent.objects.visible_to(actor_of(request)).filter(pk=urgent).first()
    if found is None:
        raise Refused(_("ไม่พบการแจ้งเหตุนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    to = reverse("urgent_event", args=[found.event_id])

    def again(broken: RuleBroken) -> HttpResponse:
        raise broken

    return done(request, lambda: ConfirmUrgent(target_id=found.pk), _("บันทึกการรับทราบแล้ว"), to, again)


@require_http_methods(["GET", "HEAD", "POST"])
def ladder(request: HttpRequest) -> HttpResponse:
    """Show the ladder of urgent reports; POST sets a rung."""
    actor = actor_of(request)

    def show(error: RuleBroken | None = None) -> HttpResponse:
        rungs = list(Rung.objects.order_by("minutes", "role"))
        levels = [one for one in Severity if one is not Severity.UNKNOWN]
        return page(request, "ladder", {
            "levels": [(one, SEVERITY_MEANS[one], [r for r in rungs if r.severity == one]) for one in levels],
            "runs": may.can_run_ladder(actor, Rung()) is None, "told": request.POST,
            "severities": [(one.value, one.label) for one in levels],
            "roles": Role.choices, "wheres": Rung.Where.choices, "channels": Rung.Channel.choices,
            "error": str(error.text) if error else "", "field": error.field if error else "",
        }, 409 if error else 200)  # fmt: skip

    if request.method != "POST":
        return show()
    typed = request.POST
    return done(
        request,
        lambda: SaveRung(
            severity=typed.get("severity", ""), role=typed.get("role", ""), where=typed.get("where", ""),
            minutes=number_of(typed.get("minutes", "")), channel=typed.get("channel", ""),
            is_active="active" in typed,
        ),
        _("บันทึกขั้นรายงานด่วนแล้ว"), reverse("ladder"), show,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def claims(request: HttpRequest) -> HttpResponse:
    """List news that may be false, the clocks that run first; POST asks for a check."""
    actor = actor_of(request)

    def show(error: RuleBroken | None = None) -> HttpResponse:
        rows = list(Claim.objects.visible_to(actor).select_related("event")[:100])
        now = timezone.now()
        return page(request, "claims", {
            "open": [one for one in rows if _runs(one)], "ended": [one for one in rows if not _runs(one)], "now": now,
            "checks": may.can_check_claims(actor, Claim()) is None, "told": request.POST,
            "error": str(error.text) if error else "", "key": f"claim-{actor.person_id}-{now:%Y%m%d%H%M%S%f}",
        }, 409 if error else 200)  # fmt: skip

    if request.method != "POST":
        return show()
    typed = request.POST
    return done(
        request,
        lambda: AskCheck(
            text=typed.get("text", ""), event_id=number_of(typed.get("event", "")) or None, key=key_of(request)
        ),
        _("รับเรื่องตรวจสอบแล้ว นาฬิกาเริ่มเดิน"), reverse("claims"), show,
    )  # fmt: skip


def _runs(one: Claim) -> bool:
    return one.checked_at is None or one.needs_correction()


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, claim: int) -> HttpResponse:
    """Show one piece of such news; POST says what the check found, or notes the correction."""
    actor = actor_of(request)
    rows = Claim.objects.visible_to(actor).select_related("event", "asked_by", "checked_by", "corrected_by")
    one = rows.filter(pk=claim).first()
    if one is None:
        raise Refused(_("ไม่พบเรื่องนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)

    def show(error: RuleBroken | None = None) -> HttpResponse:
        return page(request, "claim", {
            "one": one, "checks": may.can_check_claims(actor, one) is None, "now": timezone.now(), "told": request.POST,
            "verdicts": [pair for pair in Claim.Verdict.choices if pair[0]], "runs": _runs(one),
            "error": str(error.text) if error else "", "field": error.field if error else "",
        }, 409 if error else 200)  # fmt: skip

    if request.method != "POST":
        return show()
    typed = request.POST

    def make() -> Command[Claim]:
        if typed.get("act") == "correct":
            return CorrectClaim(target_id=one.pk, correction=typed.get("correction", ""), where=typed.get("where", ""))
        return JudgeClaim(target_id=one.pk, verdict=typed.get("verdict", ""), evidence=typed.get("evidence", ""))

    return done(request, make, _("บันทึกแล้ว"), reverse("claim", args=[one.pk]), show)


@require_safe
def urgent_list(request: HttpRequest) -> HttpResponse:
    """List urgent reports that wait for a receipt."""
    rows = queries.urgent_waiting(actor_of(request), 200)
    return page(request, "urgent_list", {"rows": rows, "now": timezone.now(), "person": actor_of(request).person_id})
