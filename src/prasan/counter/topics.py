"""Live topics of the joint counter: who may be told that something changed."""

from __future__ import annotations

from typing import Any

from prasan.counter.models import Place
from prasan.platform.live.topics import topic_kind


def _reads(actor: Any, rest: str) -> bool:
    return rest.isdigit() and Place.objects.visible_to(actor).filter(pk=int(rest)).exists()


def register() -> None:
    """Register the kind of topic that this room publishes."""
    topic_kind("counter", _reads)
