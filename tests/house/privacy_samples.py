"""One subject for every verb of the protection of personal data: run by the protection officer, wherever they sit."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from prasan.directory.roles import Role
from prasan.privacy.models import Breach, Hold
from tests.house.rights import Sample
from tests.house.worker_samples import worker
from tests.house.world import World


def breach(world: World) -> Breach:
    """One that was reported by the protection officer, so that nobody else sees it."""
    if "breach" not in world.extra:
        made = _breach(world)
        made.save()
        world.extra["breach"] = made
    found: Breach = world.extra["breach"]
    return found


def _breach(world: World) -> Breach:
    actor = next(one for (role, _place), one in sorted(world.actors.items()) if role == Role.DPO)
    now = timezone.now()
    return Breach(
        year=2569, number=1, kind="confidential", what="-", office=world.offices["OPS-92"], reported_at=now,
        aware_at=now, reporter_id=actor.person_id, reporter_seat_id=actor.seat_id,
    )  # fmt: skip


STEPS = ("assess_breach", "contain_breach", "notify_office", "tell_persons", "close_breach", "reopen_breach")


def hold(world: World) -> Hold:
    """One over the person of the workers' samples."""
    if "hold" not in world.extra:
        reporter = breach(world)
        now = timezone.now()
        world.extra["hold"] = Hold.objects.create(
            worker=worker(world), order_no="1", reason="-", from_day=timezone.localdate(now), placed_at=now,
            placed_by_id=reporter.reporter_seat_id,
        )  # fmt: skip
    found: Hold = world.extra["hold"]
    return found


PRIVACY: dict[str, Sample] = {f"privacy.{verb}": breach for verb in STEPS} | {
    "privacy.report_breach": _breach,
    "privacy.place_hold": lambda world: Hold(),
    "privacy.lift_hold": hold,
    "privacy.erase_worker": worker,
}


def shown(world: World) -> dict[str, Any]:
    """Return the values of this room's addresses."""
    return {"breach": breach(world).pk, "hold": hold(world).pk}
