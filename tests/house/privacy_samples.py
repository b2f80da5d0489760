"""One subject for every verb of the protection of personal data: run by the protection officer, wherever they sit."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from prasan.directory.roles import Role
from prasan.privacy.commands.records import TOLD
from prasan.privacy.models import Breach, DestructionList, Hold, ProcessingRecord, RetentionRun, RetentionTerm
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


def record(world: World) -> ProcessingRecord:
    """One of the directory of the staff."""
    if "record" not in world.extra:
        texts = dict.fromkeys(TOLD, "-")
        world.extra["record"] = ProcessingRecord.objects.create(
            code="staff-directory", owner=world.offices["OPS"], basis="public-task", valid_from=timezone.localdate(),
            covers=["directory.person"], **texts,
        )  # fmt: skip
    found: ProcessingRecord = world.extra["record"]
    return found


def term(world: World) -> RetentionTerm:
    """The years after the entry."""
    if "retention_term" not in world.extra:
        world.extra["retention_term"] = RetentionTerm.objects.create(kind="entry", years=2)
    found: RetentionTerm = world.extra["retention_term"]
    return found


def documents(world: World) -> DestructionList:
    """One of the employment office in Trang."""
    if "documents" not in world.extra:
        made = DestructionList(
            office=world.offices["DOE-92"], year=2569, title="-", made_at=timezone.now(), made_by=world.seat
        )
        made.save()
        world.extra["documents"] = made
    found: DestructionList = world.extra["documents"]
    return found


ON_LISTS = (
    "add_document", "drop_document", "name_committee", "judge_document", "order_destruction", "finish_destruction"
)  # fmt: skip
PRIVACY: dict[str, Sample] = {f"privacy.{verb}": breach for verb in STEPS} | {
    **{f"privacy.{verb}": documents for verb in ON_LISTS},
    "privacy.list_documents": lambda world: DestructionList(office=world.offices["DOE-92"]),
    "privacy.report_breach": _breach,
    "privacy.place_hold": lambda world: Hold(),
    "privacy.lift_hold": hold,
    "privacy.erase_worker": worker,
    "privacy.add_record": lambda world: ProcessingRecord(),
    "privacy.change_record": record,
    "privacy.review_record": record,
    "privacy.end_record": record,
    "privacy.set_term": term,
    "privacy.start_retention": lambda world: RetentionRun(),
    "privacy.run_retention": worker,
}


def shown(world: World) -> dict[str, Any]:
    """Return the values of this room's addresses."""
    return {
        "breach": breach(world).pk, "hold": hold(world).pk, "processing_record": record(world).code,
        "term": term(world).kind, "documents": documents(world).pk,
    }  # fmt: skip
