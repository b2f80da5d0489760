"""Upkeep of the strategy chain and of policy sets."""

from __future__ import annotations

from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.registers import commands as do
from prasan.registers import policy as may
from prasan.registers.forms import PolicySetForm, StrategyForm
from prasan.registers.models import PolicySet, Strategy
from prasan.registers.pages.frame import (
    LEVELS,
    READ_WRITE,
    allowed,
    carry_out,
    done,
    draw,
    form_page,
    history,
    set_or_404,
    strategies,
)
from prasan.registers.pages.read import set_page


@require_safe
def strategy_chain(request: HttpRequest) -> HttpResponse:
    """Show the chain: national strategy, master plans, ministry plans, each under its own."""
    rows = list(Strategy.objects.visible_to(actor_of(request)).order_by("code"))
    below: dict[int | None, list[Strategy]] = {}
    for one in rows:
        below.setdefault(one.parent_id, []).append(one)
    found: list[tuple[int, Strategy]] = []

    def walk(parent: int | None, depth: int) -> None:
        for one in sorted(below.get(parent, []), key=lambda one: (LEVELS.index(one.level), one.code)):
            found.append((depth, one))
            walk(one.pk, depth + 1)

    walk(None, 0)
    may_change = may.can_manage_policies(actor_of(request), None) is None
    return draw(
        request, "strategies", {"rows": found, "may_change": may_change, "history": history(request, *rows[:6])}
    )


@require_http_methods(READ_WRITE)
def strategy_add(request: HttpRequest) -> HttpResponse:
    """Add a link to the chain."""
    allowed(may.can_manage_policies(actor_of(request), None))
    form = StrategyForm(request.POST or None, choices={"parent": strategies()})
    if form.is_valid():
        code = form.cleaned_data["code"] or f"{form.cleaned_data['level']}-{_next(Strategy)}"
        if carry_out(request, form, do.AddStrategy(values=form.values() | {"code": code})) is not None:
            return done(request, _("เพิ่ม “%(name)s” แล้ว") % {"name": form.cleaned_data["name_th"]}, "strategy_chain")
    back = reverse("strategy_chain")
    return form_page(request, form, title=_("เพิ่มยุทธศาสตร์หรือแผน"), submit=_("เพิ่ม"), back=back)


@require_http_methods(READ_WRITE)
def strategy_edit(request: HttpRequest, strategy: int) -> HttpResponse:
    """Change a link of the chain."""
    found = Strategy.objects.visible_to(actor_of(request)).filter(pk=strategy).first()
    if found is None:
        raise Refused(_("ไม่พบยุทธศาสตร์หรือแผนนี้"), status=404)
    allowed(may.can_manage_policies(actor_of(request), found))
    initial = {name: getattr(found, name) for name in ("level", "name_th", "name_en", "source")}
    initial["parent"] = found.parent_id
    form = StrategyForm(request.POST or None, initial=initial, choices={"parent": strategies()})
    del form.fields["code"]
    if form.is_valid() and carry_out(request, form, do.ChangeStrategy(target_id=found.pk, values=form.values())):
        return done(request, _("บันทึกแล้ว"), "strategy_chain")
    back = reverse("strategy_chain")
    return form_page(request, form, title=_("แก้ไขยุทธศาสตร์หรือแผน"), submit=_("บันทึก"), back=back, sub=found.code)


def _next(model: Any) -> int:
    return int(model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1


def _sets(actor: Any, but: PolicySet | None = None) -> list[tuple[Any, Any]]:
    """Return the sets that one may replace."""
    rows = PolicySet.objects.visible_to(actor).exclude(pk=but.pk if but else None)
    told = ((one.pk, f"{one.fiscal_year} · {_('ฉบับ')} {one.version} · {one.name}") for one in rows)
    return [("", _("ไม่ได้แทนชุดใด")), *told]


def _version(values: dict[str, Any], own: int | None = None) -> int:
    """Return the version typed, or the next one of the year."""
    year = PolicySet.objects.filter(fiscal_year=values["fiscal_year"])
    return int(values["version"] or own or (year.aggregate(last=Max("version"))["last"] or 0) + 1)


@require_http_methods(READ_WRITE)
def policy_set_add(request: HttpRequest) -> HttpResponse:
    """Begin a policy set; it stays a draft until it is announced."""
    actor = actor_of(request)
    allowed(may.can_manage_policies(actor, None))
    form = PolicySetForm(request.POST or None, choices={"replaces": _sets(actor)})
    if form.is_valid():
        values = form.values()
        values["version"] = _version(values)
        code = form.cleaned_data["code"] or f"fy{values['fiscal_year']}-{values['version']}"
        command = do.AddPolicySet(values=values | {"code": code}, carry=form.cleaned_data["carry"])
        made = carry_out(request, form, command)
        if made is not None:
            where = reverse("policy_set", args=[made.code])
            return done(request, _("เพิ่มชุดนโยบายแล้ว ยังเป็นร่าง เพิ่มนโยบายให้ครบแล้วจึงประกาศใช้"), where)
    return form_page(
        request, form, title=_("เพิ่มชุดนโยบาย"), submit=_("บันทึกเป็นร่าง"), back=reverse("policies"),
        note=_("ชุดใหม่เป็นร่างที่ส่วนกลางเห็นเท่านั้น จอภาพรวมและรายงานยังใช้ชุดเดิมจนกว่าจะประกาศใช้"),
    )  # fmt: skip


@require_http_methods(READ_WRITE)
def policy_set_edit(request: HttpRequest, policy_set: str) -> HttpResponse:
    """Change what is known of a set."""
    actor = actor_of(request)
    found = set_or_404(request, policy_set)
    allowed(may.can_manage_policies(actor, found))
    initial = {name: getattr(found, name) for name in PolicySetForm.base_fields if hasattr(found, name)}
    initial["replaces"] = found.replaces_id
    form = PolicySetForm(request.POST or None, initial=initial, choices={"replaces": _sets(actor, found)})
    del form.fields["carry"], form.fields["code"]
    back = reverse("policy_set", args=[found.code])
    if form.is_valid():
        values = form.values()
        values["version"] = _version(values, found.version)
        if carry_out(request, form, do.ChangePolicySet(target_id=found.pk, values=values)) is not None:
            return done(request, _("บันทึกชุดนโยบายแล้ว"), back)
    return form_page(request, form, title=_("แก้ไขชุดนโยบาย"), submit=_("บันทึก"), back=back, sub=found.name)


@require_POST
def policy_set_announce(request: HttpRequest, policy_set: str) -> HttpResponse:
    """Announce a set."""
    found = set_or_404(request, policy_set)
    try:
        perform(actor_of(request), do.AnnouncePolicySet(target_id=found.pk))
    except RuleBroken as broken:
        return set_page(request, found, {"announce": str(broken.text)})
    return done(request, _("ประกาศใช้ชุดนโยบายแล้ว"), reverse("policy_set", args=[found.code]))


@require_POST
def policy_set_recall(request: HttpRequest, policy_set: str) -> HttpResponse:
    """Take an announced set back to preparation."""
    found = set_or_404(request, policy_set)
    try:
        perform(actor_of(request), do.RecallPolicySet(target_id=found.pk, reason=request.POST.get("reason", "")))
    except RuleBroken as broken:
        return set_page(request, found, {"recall": str(broken.text)})
    return done(request, _("ถอนประกาศแล้ว ชุดนี้กลับเป็นร่าง"), reverse("policy_set", args=[found.code]))
