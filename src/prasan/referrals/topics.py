"""Live topics of cases and referrals: who may be told that something changed."""

from __future__ import annotations

from typing import Any

from prasan.platform.live.topics import topic_kind
from prasan.referrals.models import Case, Referral


def _own(model: Any) -> Any:
    def reads(actor: Any, rest: str) -> bool:
        return rest.isdigit() and model.objects.visible_to(actor).filter(pk=int(rest)).exists()

    return reads


def register() -> None:
    """Register the kinds of topics that this room publishes."""
    topic_kind("referral", _own(Referral))
    topic_kind("case", _own(Case))
