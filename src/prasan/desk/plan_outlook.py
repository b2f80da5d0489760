"""On a plan's page: what the year will come to of each policy that the plan serves."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from prasan.desk import outlooks
from prasan.plans.beside import add
from prasan.plans.models import Plan
from prasan.plans.queries import Tree, members
from prasan.progress import periods
from prasan.progress.forecast_groups import Group, groups, versioned
from prasan.progress.forecasts import of
from prasan.registers.models import Indicator


@add
def plan_outlook(request: HttpRequest, plan: Plan, tree: Tree) -> str:
    """Show the forecast of each policy in the plan's place: one query, three more where figures changed.

    Nothing before the plan's year has a month that is over.
    """
    period = min(periods.open_period(timezone.localdate()), plan.fiscal_year * 100 + 12)
    served = {policy.pk: policy for some in tree.policies.values() for policy in some}
    if period < plan.fiscal_year * 100 or not served:
        return ""
    mains = Indicator.objects.in_use().filter(policy__in=list(served), is_main=True)
    known = groups(versioned(mains, period), period)
    place, area, inside = _place(plan)
    by_policy = {group.indicator.policy_id: group for group in known.values()}
    rows = [
        {"name": policy.short, "policy": reverse("policy", args=[pk]), **outlooks.told(one, place)}
        for pk, policy in served.items()
        if pk in by_policy
        for one in [of(by_policy[pk], area, inside or _every(by_policy[pk], area))]
        if one.reason != "not-applicable"
    ]
    if not rows:
        return ""
    context = {"rows": rows, "month": periods.label(period)}
    text = render_to_string("desk/plan_outlook.html", context, request, using="jinja2")
    return Markup(text)  # noqa: S704 - a template has escaped it


def _place(plan: Plan) -> tuple[str, int, list[int]]:
    """Return (the place's key, its province, the provinces it is made of); of a department's plan the nation."""
    if plan.area is not None:
        return plan.area.code, plan.area.pk, []
    if plan.group is not None:
        return f"{plan.group.kind}-{plan.group.number}", 0, [one.area_id for one in members(plan)]
    return outlooks.NATION, 0, []


def _every(group: Group, area: int) -> list[int]:
    return [] if area else list(group.aims)
