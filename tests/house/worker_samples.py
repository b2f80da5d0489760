"""One subject for every verb about people of the registry: a worker whom DOE-92 serves."""

from __future__ import annotations

from typing import Any

from prasan.registers.models import Merge, NotSame, PersonCheck, Tie, Worker
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
        world.extra["merge"] = Merge.objects.create(kept=worker(world), gone=gone, prior="[]")
    found: Merge = world.extra["merge"]
    return found


def shown(world: World) -> dict[str, Any]:
    """Return values for the addresses of the registry."""
    return {"worker": worker(world).pk, "tie": tie(world).pk}


WORKERS: dict[str, Sample] = {
    "registers.add_tie": tie,
    "registers.change_worker": worker,
    "registers.check_person": lambda world: PersonCheck(),
    "registers.merge_workers": merge,
    "registers.register_worker": lambda world: Worker(office=world.offices["DOE-92"]),
    "registers.reveal_worker": worker,
    "registers.tell_apart": lambda world: NotSame(first=worker(world)),
    "registers.undo_merge": merge,
    "registers.use_worker": worker,
    "registers.withdraw_tie": tie,
}
