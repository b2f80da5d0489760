"""A session: seats, who has them, days, costs, its acts; the forms; who was there on which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.models import Area
from prasan.kernel.digits import to_arabic
from prasan.platform.commands import Command, Refused, RuleBroken, perform
from prasan.platform.ui.filters import thaidate
from prasan.platform.web.asking import actor_of
from prasan.registers.models import Tie
from prasan.registers.pages.frame import READ_WRITE, allowed, carry_out, done, form_page, history
from prasan.registers.queries_mobile import province_of
from prasan.training import commands as c
from prasan.training import policy as may
from prasan.training import queries
from prasan.training.commands.results import attended
from prasan.training.cycle import HOLDING, SESSION
from prasan.training.forms import SessionForm, choices_of, initial_of
from prasan.training.models import Application, Attendance, Cost, Quota, Session
from prasan.training.pages.common import key_of, page, wrong
from prasan.training.pages.lists import worker_asked

MOST_SHOWN = 300
"""Applications on one page; a larger session shows those who hold a seat first."""


@require_safe
def training_session(request: HttpRequest, training_session: int) -> HttpResponse:
    """Show a session."""
    return _show(request, training_session)


def _show(request: HttpRequest, pk: int, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    found = queries.session_or_404(actor, pk)
    rows = Application.objects.visible_to(actor).filter(session=found).select_related("office").defer("office__grams")
    people = sorted(rows.order_by("since", "pk")[:MOST_SHOWN], key=lambda one: (one.seat_no or 10_000, one.since))
    runs, closes = may.can_run(actor, found) is None, may.can_close(actor, found) is None
    who = worker_asked(request) if actor.has(*may.APPLIERS) else None
    context = {
        "one": found, "people": people, "names": queries.names_of(actor, [each.worker_id for each in people]),
        "holding": HOLDING, "quotas": list(found.quotas.select_related("area").defer("area__grams", "area__boundary")),
        "days": list(found.days.all()), "runs": runs, "closes": closes, "takes": takes(found), "who": who,
        "costs": list(found.costs.all()) if runs else [], "spent": queries.spent(found) if runs else None,
        "kinds": Cost.Kind.choices,
        "may_close": SESSION.can(found.state, "close") and found.ends <= timezone.localdate(),
        "outcomes": queries.outcomes(Session.objects.filter(pk=found.pk)) if found.state == "closed" else {},
        "papers": queries.certificates_of(actor, found) if found.state == "closed" else {},
        "history": history(request, found) if runs else [], "at": timezone.now(), "typed": request.POST, **wrong(error),
    }  # fmt: skip
    return page(request, "session", context, 409 if error else 200)


def takes(training_session: Session) -> bool:
    """Tell whether people can apply today."""
    return training_session.state == Session.State.OPEN and timezone.localdate() <= training_session.applies_until


def _trail(words: str, found: Session | None = None) -> list[tuple[str, str]]:
    trail = [(_("การฝึกอาชีพ"), reverse("training"))]
    if found is not None:
        trail.append((str(found), reverse("training_session", args=[found.pk])))
    return [*trail, (words, "")]


def _own_province(actor: Any) -> Area | None:
    return province_of(actor.area_id)


@require_http_methods(READ_WRITE)
def training_session_add(request: HttpRequest) -> HttpResponse:
    """Prepare a session of the own office."""
    actor = actor_of(request)
    allowed(None if actor.has(*may.RUNNERS) else may.ONLY_OWN)
    choices = choices_of(actor, _own_province(actor))
    initial = {"course": request.GET.get("course", ""), "area": str(actor.area_id)}
    form = SessionForm(request.POST or None, initial=initial, choices=choices, auto_id="f-%s")
    if form.is_valid():
        made = carry_out(request, form, c.AddSession(values=form.values(), quotas=form.quotas(), days=form.days()))
        if made is not None:
            return done(request, _("บันทึกเป็นร่างแล้ว ตรวจแล้วประกาศรับสมัคร"), reverse("training_session", args=[made.pk]))
    title = _("เตรียมรุ่นฝึกอบรม")
    note = _("เห็นเฉพาะหน่วยงานของท่านจนกว่าจะประกาศรับสมัคร")
    back = reverse("training")
    return form_page(request, form, title=title, submit=_("บันทึกร่าง"), back=back, trail=_trail(title), note=note)


@require_http_methods(READ_WRITE)
def training_session_edit(request: HttpRequest, training_session: int) -> HttpResponse:
    """Change a session."""
    actor = actor_of(request)
    found = queries.session_or_404(actor, training_session)
    allowed(may.can_run(actor, found))
    choices = choices_of(actor, _own_province(actor), None if found.state == "draft" else found)
    form = SessionForm(request.POST or None, initial=initial_of(found), choices=choices, auto_id="f-%s")
    back = reverse("training_session", args=[found.pk])
    if found.state != "draft":
        for name in set(form.fields) - SHOWN_LATER:
            del form.fields[name]
    if form.is_valid():
        told = _changed(form, draft=found.state == "draft")
        if carry_out(request, form, c.ChangeSession(target_id=found.pk, **told)):
            return done(request, _("บันทึกแล้ว"), back)
    title = _("แก้ไขรุ่นฝึกอบรม")
    return form_page(request, form, title=title, submit=_("บันทึก"), back=back, trail=_trail(title, found))


SHOWN_LATER = frozenset({
    "place", "trainer", "seats", "least", "applies_until", "joins_until", "offer_hours", "work_item"
})  # fmt: skip


def _changed(form: SessionForm, *, draft: bool) -> dict[str, Any]:
    if draft:
        return {"values": form.values(), "quotas": form.quotas(), "days": form.days()}
    told = {name: form.cleaned_data[name] for name in SHOWN_LATER - {"work_item"}}
    return {"values": told | {"work_item_id": form.key_of("work_item")}}


def _satang(text: str) -> int:
    try:
        return int(Decimal(to_arabic(text).replace(",", "").strip() or "0") * 100)
    except (InvalidOperation, ValueError, OverflowError):
        return 0


ACTS: dict[str, Callable[[int, Any], Command[Any]]] = {
    "publish": lambda pk, told: c.Publish(target_id=pk),
    "cancel": lambda pk, told: c.CancelSession(target_id=pk, reason=told.get("reason", "")),
    "close": lambda pk, told: c.CloseSession(target_id=pk),
    "cost": lambda pk, told: c.AddCost(
        session_id=pk, kind=told.get("kind", ""), amount=_satang(told.get("amount", "")), note=told.get("note", "")
    ),
}  # fmt: skip


@require_POST
def training_session_act(request: HttpRequest, training_session: int, training_act: str) -> HttpResponse:
    """Publish, cancel, close, or note a cost; what was typed stays where it is refused."""
    actor = actor_of(request)
    if training_act not in ACTS:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    command = ACTS[training_act](training_session, request.POST)
    command.key = key_of(request, training_act, training_session)
    try:
        perform(actor, command)
    except RuleBroken as broken:
        return _show(request, training_session, broken)
    return done(request, said(training_act), reverse("training_session", args=[training_session]))


def said(act: str) -> str:
    """Return what is told when an act is done."""
    words = {
        "publish": _("ประกาศรับสมัครแล้ว"), "cancel": _("ยกเลิกแล้ว แจ้งผู้สมัครทุกคน"), "cost": _("บันทึกค่าใช้จ่ายแล้ว"),
        "close": _("สรุปผลแล้ว ออกวุฒิบัตรให้ผู้จบหลักสูตร"),
    }  # fmt: skip
    return words[act]


@require_http_methods(READ_WRITE)
def training_apply(request: HttpRequest, training_session: int) -> HttpResponse:
    """Apply for a person: the notice, consent where it is needed, and what they belong to."""
    actor = actor_of(request)
    allowed(None if actor.has(*may.APPLIERS) else may.ONLY_STAFF)
    found = queries.session_or_404(actor, training_session)
    who = worker_asked(request)
    if who is None:
        return done(request, _("เลือกบุคคลที่จะสมัครให้จากทะเบียนก่อน แล้วกดสมัครฝึกอาชีพ"), reverse("workers"))
    error: RuleBroken | None = None
    if request.method == "POST":
        told = request.POST
        apply = c.Apply(
            session_id=found.pk, worker_id=who.pk, agreed=told.get("agreed") == "on",
            disability=told.get("disability") == "on", key=key_of(request, "apply", found.pk),
        )  # fmt: skip
        try:
            made = perform(actor, apply)
        except RuleBroken as broken:
            error = broken
        else:
            words = _("ได้ที่นั่งแล้ว") if made.holds else _("ลงชื่อรอแล้ว จะเสนอที่นั่งตามลำดับเมื่อมีที่ว่าง")
            return done(request, words, reverse("training_application", args=[made.pk]))
    reads = Tie.objects.living().filter(worker=who, office=found.office_id).exists()
    context = {
        "one": found, "who": who, "reads": reads, "typed": request.POST, **wrong(error),
        "asks_disability": found.quotas.filter(group=Quota.Group.DISABILITY).exists(), "takes": takes(found),
    }  # fmt: skip
    return page(request, "apply", context, 409 if error else 200)


@require_http_methods(READ_WRITE)
def training_attendance(request: HttpRequest, training_session: int) -> HttpResponse:
    """Show who was there on which day, and take the ticks of one day."""
    actor = actor_of(request)
    found = queries.session_or_404(actor, training_session)
    allowed(may.can_run(actor, found))
    days = list(found.days.all())
    today = timezone.localdate()
    chosen = next((one for one in days if str(one.pk) == (request.POST.get("day") or request.GET.get("day"))), None)
    day = chosen or next((one for one in reversed(days) if one.day <= today), days[0] if days else None)
    error: RuleBroken | None = None
    if request.method == "POST" and day is not None:
        try:
            count = _tick(actor, found, day.pk, set(request.POST.getlist("there")))
        except RuleBroken as broken:
            error = broken
        else:
            where = f"{reverse('training_attendance', args=[found.pk])}?day={day.pk}"
            return done(request, _("บันทึกการเข้าฝึกแล้ว เปลี่ยน %(n)s รายการ") % {"n": count}, where)
    there = defaultdict(set)
    rows = Attendance.objects.filter(day__session=found, taken_back_at=None)
    for application, number in rows.values_list("application_id", "day_id"):
        there[application].add(number)
    people = list(_trainees(found))
    context = {
        "one": found, "days": days, "day": day, "people": people, "rates": attended(found),
        "names": queries.names_of(actor, [each.worker_id for each in people]), "today": today,
        "ticked": _shown_ticks(request, people, there, day.pk if day else 0, kept=error is not None), **wrong(error),
        "day_choices": [(each.pk, thaidate(each.day)) for each in days],
    }  # fmt: skip
    return page(request, "attendance", context, 409 if error else 200)


def _shown_ticks(request: HttpRequest, people: Any, there: Any, day: int, *, kept: bool) -> set[int]:
    """Return who is shown as ticked: what was typed where it was refused, else what is noted."""
    typed = set(request.POST.getlist("there"))
    return {one.pk for one in people if (str(one.pk) in typed if kept else day in there[one.pk])}


def _trainees(training_session: Session) -> Any:
    states = ["enrolled", "completed", "failed"]
    return Application.objects.filter(session=training_session, state__in=states).order_by("seat_no")


def _tick(actor: Any, training_session: Session, day: int, there: set[str]) -> int:
    """Note who was ticked and take back who no longer is; return how many changed."""
    rows = Attendance.objects.filter(day=day, taken_back_at=None).values_list("application_id", flat=True)
    noted, changed = set(rows), 0
    for one in _trainees(training_session):
        if str(one.pk) in there and one.pk not in noted:
            perform(actor, c.MarkAttendance(target_id=one.pk, day_id=day))
        elif str(one.pk) not in there and one.pk in noted:
            perform(actor, c.TakeBackAttendance(target_id=one.pk, day_id=day))
        else:
            continue
        changed += 1
    return changed
