"""Pages of briefs: what I have to understand, one brief, its questions, and writing them."""

from __future__ import annotations

import secrets
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.platform.commands import RuleBroken, perform
from prasan.platform.listings import LISTINGS, Choice, Column, Listing, codes_by_word
from prasan.understanding import commands as c
from prasan.understanding import policy as may
from prasan.understanding import queries
from prasan.understanding.forms import BriefForm, ItemForm
from prasan.understanding.models import Answer, Brief, Question, Reading
from prasan.understanding.models.readings import LEADERS
from prasan.understanding.pages import common


class Briefs(Listing):
    """Briefs that an actor reads, the next due first."""

    name, title, url_name = "understanding.briefs", gettext_lazy("เอกสารสรุปนโยบาย"), "understanding"
    columns = (
        Column("policy", gettext_lazy("นโยบาย"), "policy__short_th", width=40),
        Column("full", gettext_lazy("ชื่อเต็ม"), "policy__name_th", width=40, headed=False),
        Column("version", gettext_lazy("ฉบับที่"), "version"),
        Column("due", gettext_lazy("วันเริ่มงาน"), "due", sort=True, kind="date"),
        Column("state", gettext_lazy("สถานะ"), "state", choices=dict(Brief.State.choices)),
    )
    filters = (Choice("state", gettext_lazy("สถานะ"), "state", Brief.State.choices),)
    order, size = "-due", 25

    def rows(self, actor: Any) -> QuerySet[Any]:
        """Return the briefs that the actor reads."""
        found: QuerySet[Any] = Brief.objects.visible_to(actor)
        return found

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the address and the shape of the state."""
        row["url"] = reverse("understanding_brief", args=[row["pk"]])
        row["status"] = common.STATUS[codes_by_word(Brief.State)[str(row["state"])]]
        return row


@require_safe
def understanding(request: HttpRequest) -> HttpResponse:
    """Show what the reader has to understand, then every brief."""
    actor = common.actor_of(request)
    page = LISTINGS[Briefs.name].page(actor, request.GET, request.path)
    mine = queries.duties(actor) if may.is_staff(actor) else []
    return common.draw(request, "briefs", {
        "page": page, "mine": mine, "states": [("", _("ทั้งหมด")), *Brief.State.choices],
        "writes": may.may_begin(actor), "asks": may.is_staff(actor),
    })  # fmt: skip


@require_safe
def understanding_brief(request: HttpRequest, understanding_brief: int) -> HttpResponse:
    """Show a brief on one page, and how far the reader is with each item."""
    return _shown(request, understanding_brief)


def _shown(request: HttpRequest, pk: int, error: RuleBroken | None = None) -> HttpResponse:
    actor, one = common.actor_of(request), common.brief_or_404(request, pk)
    items = list(one.items.order_by("number"))
    staff = may.is_staff(actor)
    known = queries.understood(actor.person_id, items) if staff else set()
    reading = Reading.objects.filter(brief=one, person=actor.person_id).first() if staff else None
    answers = {row.item_id: row for row in Answer.objects.filter(reading=reading)} if reading else {}
    for item in items:
        item.brief = one
    newer = Brief.objects.visible_to(actor).filter(replaces=one.pk).first()
    asked = Question.objects.visible_to(actor).filter(policy=one.policy_id, state="answered").only("pk", "text", "item")
    return common.draw(request, "brief", {
        "one": one, "items": items, "known": known, "answers": answers, "reading": reading, "newer": newer,
        "left": len(items) - len(known), "staff": staff, "writes": may.writes(actor, one.policy),
        "leads": actor.has(*LEADERS), "asked": list(asked.order_by("-answered_at")[:10]),
        "history": common.history(request, one) if may.writes(actor, one.policy) else [], **common.wrong(error),
    }, status=409 if error else 200)  # fmt: skip


@require_http_methods(common.READ_WRITE)
def understanding_brief_check(request: HttpRequest, understanding_brief: int) -> HttpResponse:
    """Ask what the reader still owes; a phone without a signal keeps the answers and sends them later."""
    actor, one = common.actor_of(request), common.brief_or_404(request, understanding_brief)
    common.allowed(None if may.is_staff(actor) else may.ONLY_STAFF)
    error = None
    if request.method == "POST":
        choices = _choices(request)
        try:
            perform(actor, c.Understand(brief_id=one.pk, choices=choices, key=request.POST.get("key", "")[:100]))
            return common.done(request, _said(actor, one, len(choices)), reverse("understanding_brief", args=[one.pk]))
        except RuleBroken as broken:
            error = broken
    items = queries.owed(actor.person_id, one)
    return common.draw(request, "check", {
        "one": one, "items": items, "typed": request.POST, "options_of": lambda item: list(enumerate(item.options)),
        "key": request.POST.get("key") or secrets.token_urlsafe(16),
        "person": actor.person_id, "address": f"/api/v1/policy-briefs/{one.pk}/answers", **common.wrong(error),
    }, status=409 if error else 200)  # fmt: skip


def _choices(request: HttpRequest) -> dict[int, int]:
    """Return the options taken, by item; what is no number is left for the verb to refuse."""
    found = {}
    for name, value in request.POST.items():
        item = common.number_of(name.removeprefix("item-")) if name.startswith("item-") else None
        if item is not None:
            choice = common.number_of(str(value))
            found[item] = -1 if choice is None else choice
    return found


def _said(actor: Any, one: Brief, answered: int) -> str:
    reading = Reading.objects.get(brief=one, person=actor.person_id)
    if reading.done_at is not None:
        return _("บันทึกแล้ว ท่านเข้าใจตรงกันทุกข้อ")
    if not answered:
        return _("บันทึกว่าอ่านแล้ว ยังมีคำถาม %(n)s ข้อ") % {"n": reading.left + reading.wrong}
    return _("บันทึกแล้ว ยังไม่ตรง %(wrong)s ข้อ ยังไม่ตอบ %(left)s ข้อ") % {"wrong": reading.wrong, "left": reading.left}


@require_http_methods(common.READ_WRITE)
def understanding_brief_add(request: HttpRequest) -> HttpResponse:
    """Begin the brief of a policy."""
    actor = common.actor_of(request)
    common.allowed(None if may.may_begin(actor) else may.ONLY_OWNER)
    form = BriefForm(
        request.POST or None, initial={"policy": request.GET.get("policy", "")},
        choices={"policy": [("", "–"), *common.policies(actor)]}, auto_id="f-%s",
    )  # fmt: skip
    if (
        form.is_valid()
        and (made := common.tried(form, actor, c.AddBrief(values=form.values()), {"groups": "audience"})) is not None
    ):
        return common.done(request, _("สร้างร่างแล้ว เพิ่มข้อที่ต้องเข้าใจต่อ"), reverse("understanding_brief", args=[made.pk]))
    title = _("ร่างเอกสารสรุปนโยบาย")
    return common.form_page(
        request, form, title=title, submit=_("สร้างร่าง"), back=reverse("understanding"), trail=common.trail((title, ""))
    )


@require_http_methods(common.READ_WRITE)
def understanding_brief_edit(request: HttpRequest, understanding_brief: int) -> HttpResponse:
    """Change a draft."""
    actor, one = common.actor_of(request), common.brief_or_404(request, understanding_brief)
    common.allowed(may.can_write(actor, one))
    names = ("aim", "people", "work", "measure", "due", "only_lead")
    initial = {name: getattr(one, name) for name in names} | {"audience": one.groups}
    form = BriefForm(request.POST or None, initial=initial, auto_id="f-%s")
    del form.fields["policy"]
    back = reverse("understanding_brief", args=[one.pk])
    if (
        form.is_valid()
        and common.tried(form, actor, c.ChangeBrief(target_id=one.pk, values=form.values()), {"groups": "audience"})
        is not None
    ):
        return common.done(request, _("บันทึกแล้ว"), back)
    trail = common.trail((one.policy.short, back), (_("แก้ไข"), ""))
    return common.form_page(
        request, form, title=_("แก้ไขร่าง"), submit=_("บันทึก"), back=back, sub=one.policy.short, trail=trail
    )


@require_http_methods(common.READ_WRITE)
def brief_item_add(request: HttpRequest, understanding_brief: int) -> HttpResponse:
    """Add an item to a draft."""
    actor, one = common.actor_of(request), common.brief_or_404(request, understanding_brief)
    common.allowed(may.can_write(actor, one))
    form = ItemForm(request.POST or None, auto_id="f-%s")
    back = reverse("understanding_brief", args=[one.pk])
    if (
        form.is_valid()
        and common.tried(form, actor, c.AddItem(values=form.values() | {"brief_id": one.pk}), {"groups": "audience"})
        is not None
    ):
        return common.done(request, _("เพิ่มแล้ว"), back)
    title = _("เพิ่มข้อที่ต้องเข้าใจ")
    trail = common.trail((one.policy.short, back), (title, ""))
    return common.form_page(request, form, title=title, submit=_("เพิ่ม"), back=back, sub=one.policy.short, trail=trail)


@require_http_methods(common.READ_WRITE)
def brief_item_edit(request: HttpRequest, brief_item: int) -> HttpResponse:
    """Change an item of a draft."""
    actor, item = common.actor_of(request), common.item_or_404(request, brief_item)
    common.allowed(may.can_write_item(actor, item))
    initial = {name: getattr(item, name) for name in ("text", "question", "options", "why")} | {"right": item.right + 1}
    form = ItemForm(request.POST or None, initial=initial, auto_id="f-%s")
    back = reverse("understanding_brief", args=[item.brief_id])
    if (
        form.is_valid()
        and common.tried(form, actor, c.ChangeItem(target_id=item.pk, values=form.values()), {"groups": "audience"})
        is not None
    ):
        return common.done(request, _("บันทึกแล้ว"), back)
    title = _("แก้ไขข้อที่ %(n)s") % {"n": item.number}
    trail = common.trail((item.brief.policy.short, back), (title, ""))
    return common.form_page(request, form, title=title, submit=_("บันทึก"), back=back, trail=trail)


@require_POST
def brief_item_drop(request: HttpRequest, brief_item: int) -> HttpResponse:
    """Take an item out of a draft."""
    item = common.item_or_404(request, brief_item)
    try:
        perform(common.actor_of(request), c.DropItem(target_id=item.pk))
    except RuleBroken as broken:
        return _shown(request, item.brief_id, broken)
    return common.done(request, _("นำออกแล้ว"), reverse("understanding_brief", args=[item.brief_id]))


ACTS: dict[str, tuple[Any, Any]] = {
    "issue": (c.Issue, gettext_lazy("เผยแพร่แล้ว ทุกคนในกลุ่มผู้รับรู้จะได้รับแจ้ง")),
    "withdraw": (c.WithdrawBrief, gettext_lazy("ยกเลิกแล้ว")),
}


@require_POST
def understanding_brief_act(request: HttpRequest, understanding_brief: int, brief_act: str) -> HttpResponse:
    """Issue, withdraw or renew a brief."""
    actor, one = common.actor_of(request), common.brief_or_404(request, understanding_brief)
    if brief_act not in {*ACTS, "renew"}:
        raise common.not_found()
    try:
        if brief_act == "renew":
            made = perform(actor, c.Renew(brief_id=one.pk, policy_id=common.number_of(request.POST.get("policy", ""))))
            said = _("สร้างร่างฉบับที่ %(n)s แล้ว แก้เฉพาะข้อที่เปลี่ยน") % {"n": made.version}
            return common.done(request, said, reverse("understanding_brief", args=[made.pk]))
        verb, said = ACTS[brief_act]
        perform(actor, verb(target_id=one.pk, reason=request.POST.get("reason", "")))
    except RuleBroken as broken:
        return _shown(request, one.pk, broken)
    return common.done(request, str(said), reverse("understanding_brief", args=[one.pk]))
