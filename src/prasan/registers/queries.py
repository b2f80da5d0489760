"""Questions to the registers: the set in force, policies by axis, the chain above a policy."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch

from prasan.kernel.fiscal import fiscal_year
from prasan.registers.models import Indicator, Policy, PolicySet, Strategy, Target

AXES = tuple(Policy.Axis)
"""The three axes in the ministry's order."""


def current_set(day: dt.date) -> PolicySet | None:
    """Return the policy set in force on a day: the newest version of its fiscal year, else of the latest year before.

    A set handed down later in the fiscal year (`given_on` after the day) is not in force yet. Where an
    invented set of the demo stands beside a real one of the same year, the real one holds. A draft never is.
    """
    year = fiscal_year(day)
    rows = PolicySet.objects.filter(fiscal_year__lte=year, is_draft=False)
    given = [one for one in rows if one.given_on is None or one.given_on <= day]
    return max(given, key=lambda one: (one.fiscal_year, not one.is_demo, one.version), default=None)


def history(actor: Any) -> list[PolicySet]:
    """Return every set that an actor may see, newest first, with its policies' number by axis as `counts`."""
    known = Policy.objects.known_to(actor).filter(withdrawn_on=None).only("axis", "policy_set")
    sets = list(PolicySet.objects.visible_to(actor).prefetch_related(Prefetch("policies", known)))
    for one in sets:
        axes = [policy.axis for policy in one.policies.all()]
        one.counts = [(axis, axes.count(axis)) for axis in AXES]
    return sets


@dataclass(frozen=True, slots=True)
class OnAxis:
    """The policies of one axis, in order."""

    axis: Policy.Axis
    policies: tuple[Policy, ...]


def by_axis(policy_set: PolicySet, actor: Any) -> tuple[OnAxis, ...]:
    """Return a set's policies by axis, in order, with owner, lead agency and the indicators in use loaded.

    A masked reader gets classified ones covered.
    """
    rows = list(
        Policy.objects.known_to(actor)
        .filter(policy_set=policy_set)
        .select_related("owner", "lead")
        .prefetch_related(Prefetch("indicators", Indicator.objects.in_use().order_by("-is_main", "code")))
    )
    order = sorted((one.covered_for(actor) for one in rows), key=lambda one: one.number)
    return tuple(OnAxis(axis, tuple(one for one in order if one.axis == axis)) for axis in AXES)


def headlines(policy_set: PolicySet) -> list[Policy]:
    """Return the policies that stand on the wall, in the order of their headline number."""
    return list(policy_set.policies.filter(headline__isnull=False).order_by("headline"))


def chain(policy: Policy) -> list[Strategy]:
    """Return the chain above a policy, national strategy first."""
    if policy.strategy_id is None:
        return []
    known = {one.pk: one for one in Strategy.objects.all()}
    found: list[Strategy] = []
    at: int | None = policy.strategy_id
    while at is not None and len(found) < len(known):
        found.append(known[at])
        at = known[at].parent_id
    return found[::-1]


def same_policies(policy: Policy, actor: Any) -> list[Policy]:
    """Return policies of other sets on the same axis and number, for comparing years."""
    rows = Policy.objects.visible_to(actor).filter(axis=policy.axis, number=policy.number).exclude(pk=policy.pk)
    return list(rows.select_related("policy_set").order_by("-policy_set__fiscal_year", "-policy_set__version"))


def years(indicator: Indicator) -> dict[int, int]:
    """Return the fiscal years that have targets, each with the number of provinces that have one."""
    rows = indicator.targets.order_by().values_list("fiscal_year").annotate(n=Count("area"))
    return dict(rows)


def targets(indicator: Indicator, year: int) -> list[Target]:
    """Return an indicator's targets of a fiscal year by area, with area and office."""
    rows = indicator.targets.filter(fiscal_year=year).select_related("area", "office")
    return list(rows.order_by("area_id"))
