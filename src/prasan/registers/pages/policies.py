"""Upkeep of policies: the record of one, its words, its owner, withdrawal."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.models import Office, Person, Seat
from prasan.directory.pages.browse import found_by
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.vault.pages import Hidden, reveal_page
from prasan.platform.web.asking import actor_of
from prasan.registers import commands as do
from prasan.registers import policy as may
from prasan.registers import queries
from prasan.registers.forms import PolicyForm, WithdrawForm, classes_up_to
from prasan.registers.models import Indicator, Policy, PolicySet
from prasan.registers.pages.frame import (
    READ_WRITE,
    agencies,
    allowed,
    carry_out,
    done,
    draw,
    form_page,
    history,
    journal_of,
    policy_address,
    policy_or_404,
    set_or_404,
    strategies,
)

SHOWN = 20
"""People that a search shows; more are found by more words."""


@require_safe
def policy_record(request: HttpRequest, policy: int) -> HttpResponse:
    """Show what is on record of a policy: words, chain, owner, indicators in use and retired, history."""
    actor = actor_of(request)
    found = policy_or_404(request, policy, known=True).covered_for(actor)
    refusal = may.can_change_policy(actor, found)
    context = {
        "policy": found,
        "reveals": found.is_covered and may.can_reveal_policy(actor, found) is None,
        "chain": queries.chain(found),
        "indicators": list(Indicator.objects.visible_to(actor).filter(policy=found).order_by("-is_main", "code")),
        "same": queries.same_policies(found, actor),
        "may_change": refusal is None,
        "refusal": refusal,
        "figures": "" if found.is_covered else policy_address(found),
        "journal": journal_of(found),
        "history": history(request, found),
    }
    return draw(request, "policy_record", context)


@require_http_methods(READ_WRITE)
def policy_reveal(request: HttpRequest, policy: int) -> HttpResponse:
    """Open the words of a classified policy for some minutes, for an auditor who says why."""
    found = policy_or_404(request, policy, known=True)
    names = {
        "name_th": _("ข้อความนโยบาย"),
        "why_th": _("ความเป็นมา"),
        "withdrawn_why": _("เหตุผลที่ถอน"),
        "indicators": _("ตัวชี้วัด"),
    }
    hidden = do.RevealPolicy.hidden(found)
    fields = [Hidden(name, label, _("ปิดบังไว้")) for name, label in names.items() if name in hidden]
    title = f"{found.policy_set.name} · {found.get_axis_display()} · {_('ข้อที่')} {found.number}"
    back = reverse("policy_record", args=[found.pk])
    return reveal_page(request, do.RevealPolicy, found, fields, title=title, back=back)


def _form(request: HttpRequest, policy_set: PolicySet, initial: dict[str, Any]) -> PolicyForm:
    actor = actor_of(request)
    choices = {"strategy": strategies(), "lead": agencies(), "classification": classes_up_to(actor.scope.clearance)}
    return PolicyForm(request.POST or None, initial=initial, choices=choices)


@require_http_methods(READ_WRITE)
def policy_add(request: HttpRequest, policy_set: str) -> HttpResponse:
    """Add a policy to a set; the number is the next one of the axis asked for."""
    found = set_or_404(request, policy_set)
    allowed(may.can_manage_policies(actor_of(request), found))
    axis = request.GET.get("axis", "")
    initial: dict[str, Any] = {"axis": axis if axis in Policy.Axis else Policy.Axis.AGENDA.value}
    numbers = found.policies.filter(axis=initial["axis"]).values_list("number", flat=True)
    initial["number"] = max(numbers, default=0) + 1
    last = found.policies.exclude(strategy=None).order_by("-pk").first()
    initial["strategy"] = last.strategy_id if last else None
    form = _form(request, found, initial)
    back = reverse("policy_set", args=[found.code])
    if form.is_valid():
        made = carry_out(request, form, do.AddPolicy(values=form.values() | {"policy_set_id": found.pk}))
        if made is not None:
            where = reverse("policy_record", args=[made.pk])
            return done(request, _("เพิ่มนโยบายแล้ว ต่อไปกำหนดผู้รับผิดชอบและเพิ่มตัวชี้วัด"), where)
    return form_page(request, form, title=_("เพิ่มนโยบาย"), submit=_("เพิ่มนโยบาย"), back=back, sub=found.name)


@require_http_methods(READ_WRITE)
def policy_edit(request: HttpRequest, policy: int) -> HttpResponse:
    """Change a policy."""
    found = policy_or_404(request, policy)
    allowed(may.can_change_policy(actor_of(request), found))
    initial = {name: getattr(found, name) for name in PolicyForm.base_fields if name not in {"strategy", "lead"}}
    initial |= {"strategy": found.strategy_id, "lead": found.lead_id, "classification": str(found.classification)}
    form = _form(request, found.policy_set, initial)
    back = reverse("policy_record", args=[found.pk])
    if (
        form.is_valid()
        and (carry_out(request, form, do.ChangePolicy(target_id=found.pk, values=form.values()))) is not None
    ):
        return done(request, _("บันทึกนโยบายแล้ว"), back)
    return form_page(request, form, title=_("แก้ไขนโยบาย"), submit=_("บันทึก"), back=back, sub=found.policy_set.name)


@require_http_methods(READ_WRITE)
def policy_owner(request: HttpRequest, policy: int) -> HttpResponse:
    """Name the person who answers for a policy: search a name, a seat or an office, then choose."""
    found = policy_or_404(request, policy)
    allowed(may.can_change_policy(actor_of(request), found))
    error = ""
    if request.method == "POST":
        chosen = request.POST.get("owner", "")
        try:
            if not chosen.isdigit() and chosen != "nobody":
                raise RuleBroken(_("เลือกบุคคลหนึ่งก่อนบันทึก"), field="owner")
            owner = None if chosen == "nobody" else int(chosen)
            perform(actor_of(request), do.SetOwner(target_id=found.pk, owner_id=owner))
            return done(request, _("บันทึกผู้รับผิดชอบแล้ว"), reverse("policy_record", args=[found.pk]))
        except RuleBroken as broken:
            error = str(broken.text)
    words = (request.GET.get("q", "") or request.POST.get("q", "")).strip()[:100]
    context = {"policy": found, "q": words, "people": _people(actor_of(request), words), "error": error, "shown": SHOWN}
    return draw(request, "policy_owner", context, 422 if error else 200)


def _people(actor: Any, words: str) -> list[tuple[Person, list[Seat]]]:
    """Return the people whose name, seat or office holds the words, each with the seats held today."""
    if not words:
        return []
    today = timezone.localdate()
    seats = Seat.objects.held_on(today).select_related("office").defer("office__grams")
    offices = found_by(Office.objects.all(), words).values("pk")[:50]
    named = found_by(Person.objects.visible_to(actor).active(), words).values("pk")[:SHOWN]
    titled = seats.filter(position_th__icontains=words).values("person_id")[:SHOWN]
    seated = seats.filter(office__in=offices).values("person_id")[: SHOWN * 2]
    keys = [row["pk"] for row in named] + [row["person_id"] for rows in (titled, seated) for row in rows]
    order = list(dict.fromkeys(keys))[:SHOWN]
    people = {one.pk: one for one in Person.objects.visible_to(actor).active().filter(pk__in=order).defer("grams")}
    held: dict[int, list[Seat]] = {}
    for seat in seats.filter(person__in=people):
        held.setdefault(seat.person_id, []).append(seat)
    return [(people[pk], held.get(pk, [])) for pk in order if pk in people]


@require_http_methods(READ_WRITE)
def policy_withdraw(request: HttpRequest, policy: int) -> HttpResponse:
    """Withdraw a policy."""
    found = policy_or_404(request, policy)
    allowed(may.can_change_policy(actor_of(request), found))
    form = WithdrawForm(request.POST or None)
    back = reverse("policy_record", args=[found.pk])
    if (
        form.is_valid()
        and (carry_out(request, form, do.WithdrawPolicy(target_id=found.pk, **form.cleaned_data))) is not None
    ):
        return done(request, _("ถอนนโยบายแล้ว"), back)
    return form_page(
        request, form, title=_("ถอนนโยบาย"), submit=_("ถอนนโยบายนี้"), back=back, sub=found.name,
        note=_("นโยบายจะหายจากจอภาพรวม และรายงานตั้งแต่เดือนที่ถอนจะไม่ถาม ตัวเลขและประวัติเดิมยังอยู่ นำกลับมาใช้ได้"),
    )  # fmt: skip


@require_POST
def policy_restore(request: HttpRequest, policy: int) -> HttpResponse:
    """Bring a withdrawn policy back."""
    perform(actor_of(request), do.RestorePolicy(target_id=policy))
    return done(request, _("นำนโยบายกลับมาใช้แล้ว"), reverse("policy_record", args=[policy]))
