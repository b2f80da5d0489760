"""Live topics of training: who may be told that something changed."""

from __future__ import annotations

from typing import Any

from prasan.platform.live.topics import topic_kind
from prasan.training.models import Session


def _reads(actor: Any, rest: str) -> bool:
    return rest.isdigit() and Session.objects.visible_to(actor).filter(pk=int(rest)).exists()


def register() -> None:
    """Register the kind of topic that this room publishes."""
    topic_kind("training", _reads)
