"""The small ministry of the referrals' tests with a protection officer at the ministry."""

from __future__ import annotations

from typing import Any

from prasan.directory.roles import Role
from prasan.privacy import commands as c
from prasan.privacy.models import Breach
from tests.referrals import ground
from tests.referrals.ground import MONDAY, Ground, at, case, days, referral, seat, worker

__all__ = ["MONDAY", "Ground", "at", "breach", "build", "case", "days", "referral", "seat", "step", "worker"]


def build() -> Ground:
    """Make the small ministry with a protection officer."""
    g = ground.build()
    central = next(code for code, one in g.offices.items() if one.kind in {"ministry", "department", "central"})
    seat(g, "dpo", Role.DPO, central)
    return g


def breach(g: Ground, who: str = "doe", **more: Any) -> Breach:
    """Report a breach."""
    told = {"kind": "confidential", "what": "ส่งรายชื่อไปผิดหน่วยงาน"} | more
    made: Breach = g.do(who, c.ReportBreach(**told))
    return made


def step(g: Ground, what: type[Any], one: Breach, who: str = "dpo", **more: Any) -> Breach:
    """Make a step."""
    g.do(who, what(target_id=one.pk, **more))
    one.refresh_from_db()
    return one
