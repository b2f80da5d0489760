"""What other rooms show on a plan's page: a higher floor adds its part here, plans know nothing of it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from prasan.plans.models import Plan
from prasan.plans.queries import Tree

Part = Callable[[HttpRequest, Plan, Tree], str]
"""Given the request, the plan and its tree, returns safe markup, or nothing."""

PARTS: list[Part] = []


def add(part: Part) -> Part:
    """Show a part on every plan's page, once however often it is added."""
    if part not in PARTS:
        PARTS.append(part)
    return part


def parts(request: HttpRequest, plan: Plan, tree: Tree) -> list[str]:
    """Return what other rooms show on a plan's page."""
    return [text for part in PARTS if (text := part(request, plan, tree))]
