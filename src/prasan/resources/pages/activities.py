"""Pages of joint activities: the list, one with what each agency brings, the forms, what is done next."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.kernel.digits import to_arabic, to_scaled
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.listings import LISTINGS, Choice, Column, Days, Listing, codes_by_word
from prasan.resources import commands as c
from prasan.resources import policy as may
from prasan.resources.cycle import PROMISE
from prasan.resources.forms import area_choices
from prasan.resources.forms_activities import ActivityForm, PromiseForm, bookings_to_bring, initial_of
from prasan.resources.models import Contribution, JointActivity
from prasan.resources.pages import common
from prasan.resources.queries_activities import UNDRAWN, by_agency, contributions_of

STATUS = {
    "planned": "info", "held": "done", "called_off": "not_applicable", "promised": "not_due", "confirmed": "on_plan",
    "withdrawn": "not_applicable", "delivered": "done",
}  # fmt: skip


class JointActivities(Listing):
    """Joint activities, the latest first; called-off ones stay in sight."""

    name, title, url_name = "resources.activities", gettext_lazy("กิจกรรมร่วม"), "joint_activities"
    columns = (
        Column("first", gettext_lazy("วันแรก"), "first", sort=True, kind="date"),
        Column("last", gettext_lazy("วันสุดท้าย"), "last", kind="date"),
        Column("title", gettext_lazy("กิจกรรม"), "title", width=40),
        Column("area", gettext_lazy("พื้นที่"), "area__name_th"),
        Column("office", gettext_lazy("หน่วยงานแกน"), "office__name_th", width=35),
        Column("state", gettext_lazy("สถานะ"), "state", choices=dict(JointActivity.State.choices)),
        Column("reached", gettext_lazy("ผู้รับบริการ (คน)"), "reached", kind="number"),
    )
    filters = (
        common.InProvince("area", gettext_lazy("จังหวัด"), "area", common.provinces),
        Choice("state", gettext_lazy("สถานะ"), "state", JointActivity.State.choices),
        Days("day", gettext_lazy("วันที่"), "first"),
        common.Own("office", gettext_lazy("ที่หน่วยงานเราเป็นแกน")),
    )
    order, size = "-first", 25

    def rows(self, actor: Any) -> QuerySet[Any]:
        """Return the activities that the actor reads."""
        found: QuerySet[Any] = JointActivity.objects.visible_to(actor)
        return found

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the address, the shape of the state and whether a report is owed."""
        state = codes_by_word(JointActivity.State)[str(row["state"])]
        row["url"], row["status"] = reverse("joint_activity", args=[row["pk"]]), STATUS[state]
        row["owed"] = state == "planned" and row["last"] < timezone.localdate()
        return row


@require_safe
def joint_activities(request: HttpRequest) -> HttpResponse:
    """List the joint activities."""
    actor = common.actor_of(request)
    page = LISTINGS[JointActivities.name].page(actor, request.GET, request.path)
    return common.draw(request, "activities", {
        "page": page, "provinces": [("", _("ทั้งหมด")), *common.provinces(actor)], "plans": may.lends(actor),
        "states": [("", _("ทั้งหมด")), *JointActivity.State.choices],
    })  # fmt: skip


def activity_or_404(request: HttpRequest, pk: int) -> JointActivity:
    """Return an activity; 404 where the actor reads none."""
    rows = JointActivity.objects.visible_to(common.actor_of(request)).select_related("office", "area", "mobile_day")
    found: JointActivity | None = rows.defer(*UNDRAWN).filter(pk=pk).first()
    if found is None:
        raise common.not_found()
    return found


@require_safe
def joint_activity(request: HttpRequest, joint_activity: int) -> HttpResponse:
    """Show one activity: when, where, what each agency brings, confirmed and not yet, what came of it."""
    return _shown(request, activity_or_404(request, joint_activity))


CONTRIBUTION_ACTS: dict[str, tuple[type[Any], Any]] = {
    "confirm": (c.Confirm, may.can_confirm), "withdraw": (c.TakeBackPromise, may.can_promise),
    "deliver": (c.Deliver, may.can_promise),
}  # fmt: skip


def _shown(
    request: HttpRequest, one: JointActivity, error: RuleBroken | None = None, at: int | None = None
) -> HttpResponse:
    actor, today = common.actor_of(request), timezone.localdate()
    rows = contributions_of(one)
    begun = one.first <= today and one.state != JointActivity.State.CALLED_OFF
    for row in rows:
        row.activity = one
    open_acts = {
        row.pk: {
            act for act, (verb, policy) in CONTRIBUTION_ACTS.items()
            if PROMISE.can(row.state, verb.move_name()) and policy(actor, row) is None
            and (act != "deliver" or begun) and (act != "confirm" or one.state == JointActivity.State.PLANNED)
        }
        for row in rows
    }  # fmt: skip
    return common.draw(request, "activity", {
        "one": one, "rows": rows, "acts": open_acts, "sums": by_agency(rows), "status": STATUS, "at": at,
        "leads": may.can_lead(actor, one) is None, "promises": may.lends(actor), "begun": begun,
        "planned": one.state == JointActivity.State.PLANNED, "typed": request.POST, **common.wrong(error),
        "history": common.history(request, one),
    }, status=409 if error else 200)  # fmt: skip


def _trail(*further: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("กิจกรรมร่วม"), reverse("joint_activities")), *further]


@require_http_methods(common.READ_WRITE)
def joint_activity_add(request: HttpRequest) -> HttpResponse:
    """Plan a joint activity that the own office leads."""
    actor = common.actor_of(request)
    common.allowed(None if may.lends(actor) else may.ONLY_LEAD)
    initial = {"area": str(actor.area_id)}
    form = ActivityForm(request.POST or None, initial=initial, choices={"area": area_choices(actor)}, auto_id="f-%s")
    if form.is_valid():
        made = common.carry_out(request, form, c.PlanActivity(values=form.values()))
        if made is not None:
            return common.done(request, _("วางแผนกิจกรรมร่วมแล้ว"), reverse("joint_activity", args=[made.pk]))
    return common.form_page(
        request, form, title=_("วางแผนกิจกรรมร่วม"), submit=_("บันทึก"), back=reverse("joint_activities"),
        trail=_trail((_("วางแผน"), "")), note=_("ทุกหน่วยงานเห็นกิจกรรมนี้และเสนอสนับสนุนได้"),
    )  # fmt: skip


@require_http_methods(common.READ_WRITE)
def joint_activity_edit(request: HttpRequest, joint_activity: int) -> HttpResponse:
    """Change an activity that is still planned."""
    actor, one = common.actor_of(request), activity_or_404(request, joint_activity)
    common.allowed(may.can_lead(actor, one))
    choices = area_choices(actor)
    if str(one.area_id) not in {key for _group, pairs in choices for key, _name in pairs}:
        choices.insert(0, (_("ที่บันทึกไว้"), [(str(one.area_id), one.area.name)]))
    form = ActivityForm(request.POST or None, initial=initial_of(one), choices={"area": choices}, auto_id="f-%s")
    back = reverse("joint_activity", args=[one.pk])
    if form.is_valid() and common.carry_out(request, form, c.ChangeActivity(target_id=one.pk, values=form.values())):
        return common.done(request, _("บันทึกแล้ว"), back)
    return common.form_page(
        request, form, title=_("แก้ไขกิจกรรมร่วม"), submit=_("บันทึก"), back=back,
        trail=_trail((one.title, back), (_("แก้ไข"), "")),
    )  # fmt: skip


@require_http_methods(common.READ_WRITE)
def joint_activity_promise(request: HttpRequest, joint_activity: int) -> HttpResponse:
    """Promise what the own office brings."""
    actor, one = common.actor_of(request), activity_or_404(request, joint_activity)
    common.allowed(None if may.lends(actor) else may.ONLY_PROMISER)
    form = PromiseForm(request.POST or None, choices={"booking": bookings_to_bring(actor)}, auto_id="f-%s")
    back = reverse("joint_activity", args=[one.pk])
    if form.is_valid() and common.carry_out(request, form, c.Promise(activity_id=one.pk, **form.values())):
        return common.done(request, _("เสนอแล้ว รอหัวหน้าหน่วยงานยืนยัน"), back)
    return common.form_page(
        request, form, title=_("เสนอสนับสนุน %(title)s") % {"title": one.title}, submit=_("เสนอ"), back=back,
        trail=_trail((one.title, back), (_("เสนอสนับสนุน"), "")),
    )  # fmt: skip


@require_POST
def joint_activity_act(request: HttpRequest, joint_activity: int, act: str) -> HttpResponse:
    """Call an activity off, or report what came of it; what was typed stays where it is refused."""
    actor, one = common.actor_of(request), activity_or_404(request, joint_activity)
    told = request.POST
    try:
        if act == "call-off":
            perform(actor, c.CallOffActivity(target_id=one.pk, reason=told.get("reason", "")))
        elif act == "report":
            reached = _count(told.get("reached", ""))
            perform(actor, c.ReportActivity(target_id=one.pk, reached=reached, outcome=told.get("outcome", "")))
        else:
            raise common.not_found()
    except RuleBroken as broken:
        return _shown(request, one, broken)
    return common.done(request, _("บันทึกแล้ว"), reverse("joint_activity", args=[one.pk]))


@require_POST
def contribution_act(request: HttpRequest, contribution: int, act: str) -> HttpResponse:
    """Confirm, take back or report what an office brings."""
    actor = common.actor_of(request)
    row = Contribution.objects.visible_to(actor).filter(pk=contribution).only("pk", "activity_id").first()
    if row is None or act not in CONTRIBUTION_ACTS:
        raise common.not_found()
    told, more = request.POST, {}
    try:
        if act == "deliver":
            more = {name: _count(told.get(name, "")) for name in ("people", "person_days")}
            more["amount"] = _satang(told.get("amount", ""))
        verb: Any = CONTRIBUTION_ACTS[act][0]
        perform(actor, verb(target_id=row.pk, reason=told.get("reason", ""), **more))
    except RuleBroken as broken:
        return _shown(request, activity_or_404(request, row.activity_id), broken, row.pk)
    return common.done(request, _("บันทึกแล้ว"), reverse("joint_activity", args=[row.activity_id]))


def _count(typed: str) -> int | None:
    """Return a typed number; None where nothing is typed, -1 (which no rule takes) where it is none."""
    plain = to_arabic(typed).replace(",", "").strip()
    if not plain:
        return None
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 10 else -1


def _satang(typed: str) -> int | None:
    """Return typed baht as satang; None where nothing is typed, -1 where it is no sum."""
    if not typed.strip():
        return None
    read = to_scaled(typed, 2)
    return -1 if read.value is None else int(read.value)
