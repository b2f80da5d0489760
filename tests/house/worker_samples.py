"""One subject for every verb about people of the registry: a worker whom DOE-92 serves."""

from __future__ import annotations

import json
from typing import Any

from django.utils import timezone

from prasan.registers.commands.worker_merge import state_of
from prasan.registers.models import OPEN_FOR, Glass, Load, Merge, NotSame, PersonCheck, Tie, Worker
from tests.house.rights import Sample
from tests.house.world import World
from tests.registers.workers.people import make


def worker(world: World) -> Worker:
    """A person with a living tie to DOE-92."""
    if "worker" not in world.extra:
        world.extra["worker"] = make(world.offices["DOE-92"], phone="0812345678")
    found: Worker = world.extra["worker"]
    return found


def tie(world: World) -> Tie:
    """The tie of DOE-92."""
    return worker(world).ties.get()


def merge(world: World) -> Merge:
    """An entry of somebody unknown that was taken into the worker's."""
    if "merge" not in world.extra:
        gone = Worker.objects.create(given_name="สมมาย", office=world.offices["DOE-92"])
        prior = json.dumps([state_of(worker(world)), state_of(gone), {}])
        world.extra["merge"] = Merge.objects.create(kept=worker(world), gone=gone, prior=prior)
    found: Merge = world.extra["merge"]
    return found


def load(world: World) -> Load:
    """A file of people of DOE-92."""
    return Load(office=world.offices["DOE-92"], name="a.csv", digest="0", ground="consent", notice_version="1")


def glass(world: World) -> Glass:
    """An entry that somebody of DOE-92 opened in an emergency."""
    return Glass(office=world.offices["DOE-92"], person_id=0, seat_id=0)


def shown(world: World) -> dict[str, Any]:
    """Return values for the addresses of the registry: two people, a merge, a file and an opening that are there."""
    if "worker_rows" not in world.extra:
        other = make(world.offices["DOE-92"], given_name="สมศรี")
        file, now, actor = load(world), timezone.now(), world.actors["agency-officer", "own"]
        file.save()
        opened = Glass.objects.create(
            worker=other, person_id=actor.person_id, seat_id=actor.seat_id, office_id=actor.office_id,
            why="ทดสอบการเปิด", at=now, until=now + OPEN_FOR,
        )  # fmt: skip
        world.extra["worker_rows"] = {
            "other": other.pk, "load": file.pk, "glass": opened.pk, "merge": merge(world).pk,
        }  # fmt: skip
    rows: dict[str, Any] = world.extra["worker_rows"]
    return {"worker": worker(world).pk, "tie": tie(world).pk} | rows


WORKERS: dict[str, Sample] = {
    "registers.add_tie": tie,
    "registers.change_worker": worker,
    "registers.check_person": lambda world: PersonCheck(),
    "registers.enter_person": lambda world: Worker(office=world.offices["DOE-92"]),
    "registers.load_people": load,
    "registers.open_glass": glass,
    "registers.resume_load": load,
    "registers.review_glass": glass,
    "registers.tie_loaded": lambda world: Tie(worker=worker(world), office=world.offices["DOE-92"]),
    "registers.link_line": worker,
    "registers.unlink_line": worker,
    "registers.merge_workers": merge,
    "registers.register_worker": lambda world: Worker(office=world.offices["DOE-92"]),
    "registers.reveal_worker": worker,
    "registers.tell_apart": lambda world: NotSame(first=worker(world)),
    "registers.undo_merge": merge,
    "registers.use_worker": worker,
    "registers.withdraw_tie": tie,
}
