"""Live topics of figures: who may be told that something changed."""

from __future__ import annotations

from typing import Any

from prasan.directory.models import Area
from prasan.directory.roles import REACH, Reach
from prasan.platform.live.topics import topic_kind
from prasan.progress.calls.models import DataCall
from prasan.progress.models import Report


def _reads_figures(actor: Any, rest: str) -> bool:
    """Accepted figures of the nation, a province or a policy are told to everyone who reads domain data."""
    return REACH[actor.role] is not Reach.NOTHING


def _own_report(actor: Any, rest: str) -> bool:
    return rest.isdigit() and Report.objects.visible_to(actor).filter(pk=int(rest)).exists()


def _own_office(actor: Any, rest: str) -> bool:
    return rest.isdigit() and int(rest) == actor.office_id


def _own_desk(actor: Any, rest: str) -> bool:
    """The desk of a province belongs to whoever reads all of the province."""
    if not rest.isdigit():
        return False
    number = int(rest)
    return actor.scope.covers(area=number) and Area.objects.filter(pk=number).exists()


def _own_call(actor: Any, rest: str) -> bool:
    return rest.isdigit() and DataCall.objects.visible_to(actor).filter(pk=int(rest)).exists()


def register() -> None:
    """Register the kinds of topics that progress publishes."""
    for kind in ("wall", "province", "policy"):
        topic_kind(kind, _reads_figures)
    topic_kind("report", _own_report)
    topic_kind("office", _own_office)
    topic_kind("desk", _own_desk)
    topic_kind("call", _own_call)
