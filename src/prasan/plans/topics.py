"""Live topics of plans: who may be told that something changed."""

from __future__ import annotations

from typing import Any

from prasan.directory.roles import REACH, Reach
from prasan.plans.models import Cascade, Plan
from prasan.platform.live.topics import topic_kind


def _reads_plans(actor: Any, rest: str) -> bool:
    """That some plan moved is told to everyone who reads domain data; which one is not said."""
    return REACH[actor.role] is not Reach.NOTHING


def _own_plan(actor: Any, rest: str) -> bool:
    return rest.isdigit() and Plan.objects.visible_to(actor).filter(pk=int(rest)).exists()


def _own_cascade(actor: Any, rest: str) -> bool:
    return rest.isdigit() and Cascade.objects.visible_to(actor).filter(pk=int(rest)).exists()


def register() -> None:
    """Register the kinds of topics that plans publishes."""
    topic_kind("plans", _reads_plans)
    topic_kind("plan", _own_plan)
    topic_kind("cascade", _own_cascade)
