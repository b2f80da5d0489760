"""One subject for every verb of the directives: given by the labour officer of Trang to DOE-92."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from prasan.directives.models import Addressee, Directive, Guidance
from tests.house.rights import Sample
from tests.house.world import World


def _given(world: World) -> dict[str, object]:
    seat = world.actors[("plo", "lead")].seat_id
    now = timezone.now()
    return {
        "issuer": world.offices["OPS-92"],
        "giver_id": seat,
        "year": 2569,
        "issued_at": now,
        "text": "ให้ช่วยเหลือลูกจ้าง",
    }


def directive(world: World) -> Directive:
    if "directive" not in world.extra:
        told = _given(world)
        day = dt.date(2026, 12, 1)
        world.extra["directive"] = Directive.objects.create(
            **told, number=1, lead=world.offices["DOE-92"], area=world.areas["92"], due_kind="date", due_day=day,
            due_at=told["issued_at"] + dt.timedelta(days=7),
        )  # fmt: skip
    found: Directive = world.extra["directive"]
    return found


def own_directive(world: World, office: str = "DOE-92") -> Directive:
    """One that the labour officer is about to give in their own name."""
    return Directive(**_given(world), lead=world.offices[office], area=world.areas["92"])


def guidance(world: World) -> Guidance:
    if "guidance" not in world.extra:
        made = Guidance.objects.create(**_given(world), number=1, review_on=dt.date(2027, 9, 30))
        Addressee.objects.create(guidance=made, office=world.offices["DOE-92"], area=world.areas["92"])
        world.extra["guidance"] = made
    found: Guidance = world.extra["guidance"]
    return found


def addressee(world: World) -> Addressee:
    return Addressee.objects.select_related("guidance").get(guidance=guidance(world))


DIRECTIVES: dict[str, Sample] = {
    "directives.acknowledge": directive,
    "directives.acknowledge_guidance": addressee,
    "directives.answer": directive,
    "directives.answer_guidance": addressee,
    "directives.close": directive,
    "directives.end_guidance": guidance,
    "directives.escalate": directive,
    "directives.give_guidance": lambda world: Guidance(**_given(world)),
    "directives.issue": own_directive,
    "directives.issue_part": own_directive,
    "directives.move_due": directive,
    "directives.renew_guidance": guidance,
    "directives.reopen_fallen": directive,
    "directives.repeat": own_directive,
    "directives.return": directive,
    "directives.set_guidance_official": guidance,
    "directives.set_official": directive,
    "directives.start": directive,
    "directives.stop_repeating": directive,
    "directives.withdraw": directive,
    "directives.withdraw_guidance": guidance,
}
