"""Live topics of the directives: who may be told that something changed."""

from __future__ import annotations

from typing import Any

from prasan.directives.models import Directive, Guidance
from prasan.directory.roles import REACH, Reach
from prasan.platform.live.topics import topic_kind


def _reads(actor: Any, rest: str) -> bool:
    """That some directive moved is told to everyone who reads domain data; which one is not said."""
    return REACH[actor.role] is not Reach.NOTHING


def _own(model: Any) -> Any:
    def reads(actor: Any, rest: str) -> bool:
        return rest.isdigit() and model.objects.visible_to(actor).filter(pk=int(rest)).exists()

    return reads


def register() -> None:
    """Register the kinds of topics that this room publishes."""
    topic_kind("directives", _reads)
    topic_kind("directive", _own(Directive))
    topic_kind("guidance", _own(Guidance))
