"""Who takes a ticket alone: the holder of a kiosk's link, who has no seat and no role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from prasan.referrals.bearers import Bearer

KIOSK = "kiosk"


@dataclass(frozen=True)
class KioskBearer(Bearer):
    """Somebody at a kiosk. Parameters: `origin`, KIOSK; `kiosk_id` and `place_id`, which one, of which counter."""

    kiosk_id: int = 0
    place_id: int = 0

    @property
    def label(self) -> str:
        """Return how the journal names them: by the kiosk, for nobody knows who it is."""
        return f"ผู้รับบริการที่ตู้ออกบัตรคิว {self.kiosk_id}"


def stands_at(actor: Any, ticket: Any) -> bool:
    """Tell whether an actor holds the link of the very kiosk at which a ticket is taken."""
    return (
        isinstance(actor, KioskBearer)
        and actor.origin == KIOSK
        and actor.kiosk_id == ticket.kiosk_id
        and actor.place_id == ticket.place_id
    )
