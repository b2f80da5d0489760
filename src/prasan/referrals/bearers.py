"""Who acts without an account: the person of a case (or who helps them), an office and a volunteer that hold a link.

They hold no seat and no role. Each is bound to one case, one referral or one drive: policies and scopes compare that,
nothing else opens to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

PERSON, HELPER, GUEST, VOLUNTEER = "person", "helper", "guest", "volunteer"
LABELS = {
    PERSON: "เจ้าของเรื่อง (หน้าติดตามเรื่อง)",
    HELPER: "ผู้ช่วยของเจ้าของเรื่อง (หน้าติดตามเรื่อง)",
    GUEST: "หน่วยงานปลายทาง (ลิงก์)",
    VOLUNTEER: "อาสาสมัครแรงงาน (ลิงก์)",
}
"""How the journal names them: never by a person's name."""


@dataclass(frozen=True)
class Bearer:
    """Somebody who acts by a slip or a link.

    Parameters: `origin`, PERSON, HELPER, GUEST or VOLUNTEER; `case_id`, of the first two; `referral_id` and
    `office_id`, of an office's link; `drive_id` and `volunteer_id`, of a volunteer's; `helper_id`, which recorded
    authority; `by_pin`, the person came by the PIN of the slip, not by telephone.
    """

    origin: str
    case_id: int = 0
    referral_id: int = 0
    office_id: int | None = None
    helper_id: int | None = None
    by_pin: bool = False
    drive_id: int = 0
    volunteer_id: int = 0
    person_id: int | None = None
    seat_id: int | None = None
    is_system: bool = False
    role: str = ""
    leads_province: bool = False

    @property
    def label(self) -> str:
        """Return how the journal names the bearer."""
        number = self.helper_id or self.volunteer_id
        return f"{LABELS[self.origin]} {number}" if number else LABELS[self.origin]

    def has(self, *roles: Any) -> bool:
        """Tell that no role is held."""
        return False


def speaks_for(actor: Any, case: int) -> bool:
    """Tell whether an actor is the person of a case, or helps them with recorded authority."""
    return isinstance(actor, Bearer) and actor.origin in {PERSON, HELPER} and actor.case_id == case


def decides_for(actor: Any, case: int) -> bool:
    """Tell whether an actor is the person of a case, by the PIN of the slip; a telephone or a helper is not enough."""
    return speaks_for(actor, case) and actor.origin == PERSON and actor.by_pin


def holds_link(actor: Any, referral: Any) -> bool:
    """Tell whether an actor holds the link of a referral to the office that is asked now."""
    return (
        isinstance(actor, Bearer)
        and actor.origin == GUEST
        and actor.referral_id == referral.pk
        and actor.office_id == referral.office_id
    )


def registers_for(actor: Any, entry: Any) -> bool:
    """Tell whether an actor holds the link of the very volunteer who registered an entry of a drive."""
    return (
        isinstance(actor, Bearer)
        and actor.origin == VOLUNTEER
        and actor.drive_id == entry.drive_id
        and actor.volunteer_id == entry.volunteer_id
    )


def origin_of(actor: Any) -> str:
    """Return where an event came from: "" for officers and the machine."""
    return actor.origin if isinstance(actor, Bearer) else ""
