"""One subject for every verb of the counter: run by the labour office of Trang (lead), a desk of DOE-92 (own)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from prasan.counter.links import BOARD, KIOSK, LINE, hash_of, token_of
from prasan.counter.models import Desk, Kiosk, Place, Stop, Ticket
from tests.house.drive_samples import DRIVES
from tests.house.networks_samples import NETWORKS
from tests.house.privacy_samples import PRIVACY
from tests.house.referral_samples import REFERRALS
from tests.house.resource_samples import RESOURCES
from tests.house.rights import Sample
from tests.house.training_samples import TRAINING
from tests.house.understanding_samples import UNDERSTANDING
from tests.house.world import World


def place(world: World) -> Place:
    if "counter_place" not in world.extra:
        made = Place.objects.create(
            office=world.offices["OPS-92"], name="ศูนย์บริการร่วมตรัง", board_nonce="board",
            board_hash=hash_of(token_of(BOARD, "board")),
        )  # fmt: skip
        world.extra["counter_place"] = made
        for number, office in enumerate(("OPS-92", "DOE-92"), start=1):
            world.extra[f"counter_desk_{office}"] = Desk.objects.create(
                place=made, office=world.offices[office], number=number
            )
    found: Place = world.extra["counter_place"]
    return found


def desk(world: World) -> Desk:
    """The desk of DOE-92."""
    place(world)
    found: Desk = world.extra["counter_desk_DOE-92"]
    return found


def ticket(world: World) -> Ticket:
    """One that was called to the desk of DOE-92."""
    if "counter_ticket" not in world.extra:
        made = _ticket(
            world, state="called", desk=desk(world), nonce="line", token_hash=hash_of(token_of(LINE, "line"))
        )
        made.save()
        Stop.objects.create(ticket=made, order=0, office=world.offices["DOE-92"])
        made.calling = desk(world)
        world.extra["counter_ticket"] = made
    found: Ticket = world.extra["counter_ticket"]
    return found


def _ticket(world: World, **more: Any) -> Ticket:
    now = timezone.now()
    told = {"place": place(world), "day": timezone.localdate(now), "number": 1, "office": world.offices["DOE-92"]}
    return Ticket(came_at=now, since=now, moved_at=now, **told | more)


def kiosk(world: World) -> Kiosk:
    """One in the hall of the counter."""
    if "counter_kiosk" not in world.extra:
        now = timezone.now()
        world.extra["counter_kiosk"] = Kiosk.objects.create(
            place=place(world), name="โถงชั้น 1", opened_at=now, expires_at=now + dt.timedelta(days=9), nonce="kiosk",
            token_hash=hash_of(token_of(KIOSK, "kiosk")),
        )  # fmt: skip
    found: Kiosk = world.extra["counter_kiosk"]
    return found


def shown(world: World) -> dict[str, Any]:
    """The values in addresses of the counter's pages."""
    return {
        "counter_place": place(world).pk, "counter_desk": desk(world).pk, "counter_ticket": ticket(world).pk,
        "counter_kiosk": kiosk(world).pk, "kiosk_token": token_of(KIOSK, "kiosk"),
        "line_token": token_of(LINE, "line"), "board_token": token_of(BOARD, "board"),
    }  # fmt: skip


AT_DESK = ("see_priority", "call", "call_again", "begin", "miss", "hold", "pass_on", "finish", "join_case")
OF_PLACE = ("leave", "resume", "carry_over", "close")
COUNTER: dict[str, Sample] = {f"counter.{verb}": ticket for verb in AT_DESK + OF_PLACE} | {
    "counter.take": _ticket,
    "counter.come_back": _ticket,
    "counter.open_place": lambda world: Place(office=world.offices["DOE-92"]),
    "counter.change_place": place,
    "counter.add_desk": lambda world: Desk(place=place(world), office=world.offices["DOE-92"]),
    "counter.change_desk": desk,
    "counter.staff_desk": desk,
    "counter.end_desk": desk,
    "counter.open_kiosk": kiosk,
    "counter.end_kiosk": kiosk,
    "counter.take_alone": lambda world: _ticket(world, kiosk=kiosk(world)),
}
CASES_AND_COUNTER = REFERRALS | DRIVES | COUNTER | PRIVACY | TRAINING | RESOURCES | NETWORKS | UNDERSTANDING
"""All of them, so that the list of all samples takes them in one line."""
