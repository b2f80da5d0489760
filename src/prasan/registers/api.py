"""The registers as data: policy sets, policies, indicators, targets with their paths."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from prasan.directory.models import Area
from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.registers.commands import DropWarningLimit, MarkNotApplicable, SetTarget, SetWarningLimit
from prasan.registers.models import Dimension, Indicator, Policy, PolicySet, Target, WarningLimit
from prasan.registers.queries import current_set

router = Router(tags=["registers"])


class PolicySetRow(Strict):
    """A set of policies as it was handed down; `is_demo` marks an invented one."""

    code: str
    name_th: str
    name_en: str
    giver_th: str
    given_on: dt.date | None
    fiscal_year: int
    version: int
    replaces: str | None
    is_demo: bool
    is_draft: bool
    is_current: bool


@router.get("/policy-sets", response=answers(list[PolicySetRow]))
def policy_sets(request: HttpRequest) -> list[dict[str, Any]]:
    """List every policy set, newest first; one of them is in force today."""
    current = current_set(timezone.localdate())
    rows = PolicySet.objects.visible_to(request.actor).select_related("replaces")  # type: ignore[attr-defined]
    return [
        {
            "code": one.code, "name_th": one.name_th, "name_en": one.name_en, "giver_th": one.giver_th,
            "given_on": one.given_on, "fiscal_year": one.fiscal_year, "version": one.version,
            "replaces": one.replaces.code if one.replaces else None, "is_demo": one.is_demo, "is_draft": one.is_draft,
            "is_current": one == current,
        }
        for one in rows
    ]  # fmt: skip


class IndicatorRow(Strict):
    """What is measured. Values of figures, targets and paths are integers times ten to the `decimals`."""

    code: str
    policy: int | None
    lead: str | None
    name_th: str
    name_en: str
    unit_th: str
    unit_en: str
    decimals: int
    direction: int
    summing: str
    frequency: str
    counted: str
    may_count_twice: bool
    is_main: bool
    is_people: bool
    numerator_th: str
    denominator_th: str
    source_th: str
    definition_th: str
    retired_on: dt.date | None
    splits: list[str]
    situation_field: str
    counts_from: str


class DimensionMemberRow(Strict):
    """One member of a dimension; a figure of it carries `dimension:code` as its member."""

    code: str
    name_th: str
    name_en: str


class DimensionRow(Strict):
    """What figures may be split by; of kind districts, the members are the districts of the reporting province."""

    code: str
    name_th: str
    name_en: str
    kind: str
    members: list[DimensionMemberRow]


class PolicyRow(Strict):
    """One policy on one of the three axes."""

    id: int
    policy_set: str
    axis: str
    number: int
    name_th: str
    name_en: str
    short_th: str
    lead: str | None
    owner: str | None
    headline: int | None
    withdrawn_on: dt.date | None


class PolicyDetail(PolicyRow):
    """A policy with its reason and its indicators."""

    why_th: str
    indicators: list[IndicatorRow]


def _indicator(one: Indicator) -> dict[str, Any]:
    return {
        "code": one.code, "policy": one.policy_id, "lead": one.lead_id, "name_th": one.name_th,
        "name_en": one.name_en, "unit_th": one.unit_th, "unit_en": one.unit_en, "decimals": one.decimals,
        "direction": one.direction, "summing": one.summing, "frequency": one.frequency, "counted": one.counted,
        "may_count_twice": one.may_count_twice, "is_main": one.is_main, "is_people": one.is_people,
        "numerator_th": one.numerator_th, "denominator_th": one.denominator_th, "source_th": one.source_th,
        "definition_th": one.definition_th, "retired_on": one.retired_on,
        "splits": one.splits, "situation_field": one.situation_field, "counts_from": one.counts_from,
    }  # fmt: skip


def _policy(one: Policy, code: str) -> dict[str, Any]:
    return {
        "id": one.pk, "policy_set": code, "axis": one.axis, "number": one.number, "name_th": one.name_th,
        "name_en": one.name_en, "short_th": one.short_th, "lead": one.lead_id,
        "owner": one.owner.full_name if one.owner else None, "headline": one.headline,
        "withdrawn_on": one.withdrawn_on,
    }  # fmt: skip


@router.get("/policies", response=answers(list[PolicyRow]))
def policies(request: HttpRequest, policy_set: str | None = None) -> list[dict[str, Any]]:
    """List the policies of a set by its code, by default of the one in force today."""
    if policy_set is not None:
        chosen: PolicySet | None = one_or_404(PolicySet.objects.visible_to(request.actor).filter(code=policy_set))  # type: ignore[attr-defined]
    else:
        chosen = current_set(timezone.localdate())
    actor = request.actor  # type: ignore[attr-defined]
    rows = Policy.objects.known_to(actor).filter(policy_set=chosen).select_related("owner")
    return [_policy(one.covered_for(actor), chosen.code) for one in rows] if chosen else []


@router.get("/policies/{pk}", response=answers(PolicyDetail))
def policy(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one policy with its indicators; to a masked reader a classified one without words and indicators."""
    actor = request.actor  # type: ignore[attr-defined]
    rows = Policy.objects.known_to(actor).filter(pk=pk).select_related("policy_set", "owner")
    found = one_or_404(rows).covered_for(actor)
    indicators = [] if found.is_covered else [_indicator(one) for one in found.indicators.all()]
    return _policy(found, found.policy_set.code) | {"why_th": found.why_th, "indicators": indicators}


@router.get("/indicators", response=answers(list[IndicatorRow]))
def indicators(request: HttpRequest, policy: int | None = None) -> list[dict[str, Any]]:
    """List indicators, of one policy where it is named."""
    rows = Indicator.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    if policy is not None:
        rows = rows.filter(policy_id=policy)
    return [_indicator(one) for one in rows]


@router.get("/indicators/{code}", response=answers(IndicatorRow))
def indicator(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return one indicator by its code."""
    return _indicator(one_or_404(Indicator.objects.visible_to(request.actor).filter(code=code)))  # type: ignore[attr-defined]


class WarningIn(Strict):
    """From which value on a figure warns: one of `above` and `below`, scaled as the indicator's figures.

    `hold`, so many reported months in a row; `clear`, per cent of the limit by which it must come back.
    """

    above: int | None = None
    below: int | None = None
    hold: int = 1
    clear: int = 5


def _warning(one: WarningLimit) -> dict[str, Any]:
    return {name: getattr(one, name) for name in WarningIn.model_fields}


@router.get("/indicators/{code}/warning", response=answers(WarningIn))
def warning_limit(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return the limit of an indicator; 404 where it has none."""
    rows = WarningLimit.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    return _warning(one_or_404(rows.filter(indicator__code=code)))


@router.put("/indicators/{code}/warning", response=answers(WarningIn))
def set_warning_limit(request: HttpRequest, code: str, told: WarningIn) -> dict[str, Any]:
    """Set the limit of an indicator."""
    found = one_or_404(Indicator.objects.visible_to(request.actor).filter(code=code))  # type: ignore[attr-defined]
    return _warning(act(request, SetWarningLimit(indicator_id=found.pk, **told.dict())))


@router.delete("/indicators/{code}/warning", response=answers(WarningIn))
def drop_warning_limit(request: HttpRequest, code: str) -> dict[str, Any]:
    """Take the limit of an indicator away; returns what it was."""
    found = one_or_404(Indicator.objects.visible_to(request.actor).filter(code=code))  # type: ignore[attr-defined]
    return _warning(act(request, DropWarningLimit(indicator_id=found.pk)))


@router.get("/dimensions", response=answers(list[DimensionRow]))
def dimensions(request: HttpRequest) -> list[dict[str, Any]]:
    """List what figures may be split by, with the members."""
    rows = Dimension.objects.visible_to(request.actor).prefetch_related("members")  # type: ignore[attr-defined]
    return [
        {
            "code": one.code, "name_th": one.name_th, "name_en": one.name_en, "kind": one.kind,
            "members": [
                {"code": it.code, "name_th": it.name_th, "name_en": it.name_en} for it in one.members.all()
            ],
        }
        for one in rows
    ]  # fmt: skip


class TargetRow(Strict):
    """What an area is to reach in a fiscal year; `path` holds twelve values, October first."""

    id: int
    indicator: str
    area: str
    fiscal_year: int
    office: str | None
    applies: bool
    reason: str
    value: int
    path: list[int]
    baseline: int | None
    due_month: int | None


class TargetPage(Strict):
    """A page of targets."""

    items: list[TargetRow]
    next: int | None


def _target(one: Target) -> dict[str, Any]:
    return {
        "id": one.pk, "indicator": one.indicator.code, "area": one.area.code, "fiscal_year": one.fiscal_year,
        "office": one.office.code if one.office else None, "applies": one.applies, "reason": one.reason,
        "value": one.value, "path": one.path, "baseline": one.baseline,
        "due_month": one.due_month,
    }  # fmt: skip


@router.get("/targets", response=answers(TargetPage))
def targets(
    request: HttpRequest,
    limit: Limit,
    after: After,
    indicator: str | None = None,
    area: str | None = None,
    fiscal_year: int | None = None,
) -> dict[str, Any]:
    """List targets; narrow them by the code of the indicator, of the area, and the fiscal year (BE)."""
    rows = Target.objects.visible_to(request.actor).select_related("indicator", "area", "office")  # type: ignore[attr-defined]
    rows = rows.defer("area__boundary", "area__grams", "office__grams")
    asked = {"indicator__code": indicator, "area__code": area, "fiscal_year": fiscal_year, "pk__gt": after}
    rows = rows.filter(**{name: value for name, value in asked.items() if value is not None})
    found, more = split_page(rows.order_by("id")[: limit + 1], limit)
    return {"items": [_target(one) for one in found], "next": more}


class TargetIn(Strict):
    """A new target; without `path` the indicator's usual path is laid, `reason` says why it does not apply."""

    applies: bool = True
    value: int = 0
    path: list[int] | None = None
    baseline: int | None = None
    reason: str = ""
    due_month: int | None = None


@router.put("/indicators/{code}/targets/{area}/{fiscal_year}", response=answers(TargetRow))
def set_target(request: HttpRequest, code: str, area: str, fiscal_year: int, told: TargetIn) -> dict[str, Any]:
    """Set the target of an area in a fiscal year, or with `applies` false say why it has no meaning there."""
    found = one_or_404(Indicator.objects.visible_to(request.actor).filter(code=code))  # type: ignore[attr-defined]
    place = one_or_404(Area.objects.filter(code=area).only("id"))
    where = {"indicator_id": found.pk, "area_id": place.pk, "fiscal_year": fiscal_year}
    if told.applies:
        target = act(request, SetTarget(
            value=told.value, path=told.path, baseline=told.baseline, due_month=told.due_month, **where
        ))  # fmt: skip
    else:
        target = act(request, MarkNotApplicable(reason=told.reason, **where))
    return _target(target)
