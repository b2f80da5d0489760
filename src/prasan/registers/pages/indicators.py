"""Upkeep of indicators: add, change, link to a policy, retire."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prasan.platform.commands import perform
from prasan.platform.web.asking import actor_of
from prasan.registers import commands as do
from prasan.registers import policy as may
from prasan.registers.forms import IndicatorForm, LinkForm, ReasonForm
from prasan.registers.models import Indicator, Policy
from prasan.registers.pages.frame import (
    READ_WRITE,
    agencies,
    allowed,
    carry_out,
    dimensions,
    done,
    form_page,
    indicator_or_404,
    policy_or_404,
)


@require_http_methods(READ_WRITE)
def indicator_add(request: HttpRequest, policy: int) -> HttpResponse:
    """Add what is measured of a policy; the first one is proposed as its main indicator."""
    found = policy_or_404(request, policy)
    allowed(may.can_change_policy(actor_of(request), found))
    used = Indicator.objects.in_use().filter(policy=found)
    initial = {"lead": found.lead_id, "is_main": not used.filter(is_main=True).exists()}
    form = IndicatorForm(request.POST or None, initial=initial, choices={"lead": agencies(), "splits": dimensions()})
    back = reverse("policy_record", args=[found.pk])
    if form.is_valid():
        code = form.cleaned_data["code"] or _code(found)
        command = do.AddIndicator(values=form.values() | {"policy_id": found.pk, "code": code})
        made = carry_out(request, form, command)
        if made is not None:
            where = reverse("targets_edit", args=[made.code, found.policy_set.fiscal_year])
            return done(request, _("เพิ่มตัวชี้วัดแล้ว ต่อไปตั้งเป้าหมายรายจังหวัด"), where)
    return form_page(request, form, title=_("เพิ่มตัวชี้วัด"), submit=_("เพิ่มตัวชี้วัด"), back=back, sub=found.name)


def _code(policy: Policy) -> str:
    """Return a code that is free: set, axis, number, and how many indicators there were."""
    stem = f"{policy.policy_set.code[:24]}-{policy.axis[:3]}-{policy.number}".lower()
    taken = set(Indicator.objects.filter(code__startswith=stem).values_list("code", flat=True))
    n = 1
    while f"{stem}-{n}" in taken:
        n += 1
    return f"{stem}-{n}"


@require_http_methods(READ_WRITE)
def indicator_edit(request: HttpRequest, indicator: str) -> HttpResponse:
    """Change an indicator; what gives its figures their meaning stays once there are some."""
    found = indicator_or_404(request, indicator)
    allowed(may.can_change_indicator(actor_of(request), found))
    initial = {name: getattr(found, name) for name in IndicatorForm.base_fields if name != "lead"}
    initial["lead"] = found.lead_id
    form = IndicatorForm(request.POST or None, initial=initial, choices={"lead": agencies(), "splits": dimensions()})
    del form.fields["code"]
    back = reverse("indicator", args=[found.code])
    if (
        form.is_valid()
        and (carry_out(request, form, do.ChangeIndicator(target_id=found.pk, values=form.values()))) is not None
    ):
        return done(request, _("บันทึกตัวชี้วัดแล้ว"), back)
    return form_page(request, form, title=_("แก้ไขตัวชี้วัด"), submit=_("บันทึก"), back=back, sub=found.name)


@require_http_methods(READ_WRITE)
def indicator_link(request: HttpRequest, indicator: str) -> HttpResponse:
    """Link an indicator to another policy, as of a newer set."""
    found = indicator_or_404(request, indicator)
    actor = actor_of(request)
    allowed(may.can_change_indicator(actor, found))
    form = LinkForm(request.POST or None, initial={"policy": found.policy_id}, choices={"policy": _policies(actor)})
    back = reverse("indicator", args=[found.code])
    if (
        form.is_valid()
        and (carry_out(request, form, do.LinkIndicator(target_id=found.pk, policy_id=form.key_of("policy"))))
        is not None
    ):
        return done(request, _("ผูกตัวชี้วัดกับนโยบายแล้ว"), back)
    return form_page(
        request, form, title=_("ผูกตัวชี้วัดกับนโยบาย"), submit=_("ผูก"), back=back, sub=found.name,
        note=_("เป้าหมายและค่าที่รายงานแล้วตามไปด้วย ใช้เมื่อชุดใหม่สานต่อนโยบายของชุดเดิม"),
    )  # fmt: skip


def _policies(actor: Any) -> list[tuple[Any, Any]]:
    """Return the policies that one may change, by set."""
    rows = Policy.objects.visible_to(actor).filter(withdrawn_on=None).select_related("policy_set")
    rows = rows.in_order("-policy_set__fiscal_year", "-policy_set__version")
    found: dict[str, list[tuple[int, str]]] = {}
    for one in rows:
        if may.can_change_policy(actor, one) is None:
            words = f"{one.get_axis_display()} {one.number}. {one.short}"
            found.setdefault(one.policy_set.name, []).append((one.pk, words))
    return [("", "–"), *found.items()]


@require_http_methods(READ_WRITE)
def indicator_retire(request: HttpRequest, indicator: str) -> HttpResponse:
    """Retire an indicator."""
    found = indicator_or_404(request, indicator)
    allowed(may.can_change_indicator(actor_of(request), found))
    form = ReasonForm(request.POST or None)
    back = reverse("indicator", args=[found.code])
    if (
        form.is_valid()
        and (carry_out(request, form, do.RetireIndicator(target_id=found.pk, **form.cleaned_data))) is not None
    ):
        return done(request, _("เลิกใช้ตัวชี้วัดแล้ว"), back)
    return form_page(
        request, form, title=_("เลิกใช้ตัวชี้วัด"), submit=_("เลิกใช้ตัวชี้วัดนี้"), back=back, sub=found.name,
        note=_("รายงานตั้งแต่เดือนนี้จะไม่ถาม และผลไม่นับบนจอภาพรวม ค่าที่รายงานแล้วยังอยู่ นำกลับมาใช้ได้"),
    )  # fmt: skip


@require_POST
def indicator_reinstate(request: HttpRequest, indicator: str) -> HttpResponse:
    """Take a retired indicator back into use."""
    found = indicator_or_404(request, indicator)
    perform(actor_of(request), do.ReinstateIndicator(target_id=found.pk))
    return done(request, _("นำตัวชี้วัดกลับมาใช้แล้ว"), reverse("indicator", args=[found.code]))
