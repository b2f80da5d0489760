"""One subject for every verb of training: a session of DOE-92 (own), applied for by OPS-92 of Trang (lead)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from prasan.platform.web.links import hash_of, token_of
from prasan.training.commands.applications import APPLICANT
from prasan.training.commands.certificates import CERTIFICATE
from prasan.training.models import Application, Certificate, Cost, Course, Day, Demand, FollowUp, Session
from tests.house.rights import Sample
from tests.house.worker_samples import worker
from tests.house.world import World


def course(world: World) -> Course:
    """A course of DOE-92."""
    if "training_course" not in world.extra:
        world.extra["training_course"] = Course.objects.create(
            code="welding", kind="upgrade", name_th="ช่างเชื่อม", skill="ช่างเชื่อม", hours=30, office=world.offices["DOE-92"]
        )
    found: Course = world.extra["training_course"]
    return found


def session(world: World) -> Session:
    """An open session of DOE-92 with one day."""
    if "training_session" not in world.extra:
        made = _session(world)
        made.save()
        Day.objects.create(session=made, day=made.begins, begins=dt.time(9), ends=dt.time(16))
        world.extra["training_session"] = made
    found: Session = world.extra["training_session"]
    return found


def _session(world: World) -> Session:
    today = timezone.localdate()
    days = {"begins": today, "ends": today, "applies_until": today, "joins_until": today}
    told = {"year": 2570, "number": 1, "area": world.areas["92"], "place": "โรงฝึก", "seats": 20, "state": "open"}
    return Session(course=course(world), office=world.offices["DOE-92"], **told, **days)


def application(world: World) -> Application:
    """One that the labour office of Trang brought, enrolled."""
    if "training_application" not in world.extra:
        world.extra["training_application"] = _application(world, "OPS-92", state="enrolled", seat_no=1)
        world.extra["training_application"].save()
    found: Application = world.extra["training_application"]
    return found


def _application(world: World, office: str, **more: Any) -> Application:
    now = timezone.now()
    told = {
        "applied_at": now,
        "since": now,
        "moved_at": now,
        "nonce": office,
        "token_hash": hash_of(token_of(APPLICANT, office)),
    }
    return Application(session=session(world), worker=worker(world), office=world.offices[office], **told | more)


def certificate(world: World) -> Certificate:
    """The certificate of the application."""
    if "training_certificate" not in world.extra:
        world.extra["training_certificate"] = Certificate.objects.create(
            application=application(world), office=world.offices["DOE-92"], year=2570, number=1,
            name_printed="สมมติ ทดลอง", issued_on=timezone.localdate(), nonce="paper",
            token_hash=hash_of(token_of(CERTIFICATE, "paper")),
        )  # fmt: skip
    found: Certificate = world.extra["training_certificate"]
    return found


def follow_up(world: World) -> FollowUp:
    """A question that is due."""
    if "training_follow_up" not in world.extra:
        world.extra["training_follow_up"] = FollowUp.objects.create(
            application=application(world), months=3, due_on=timezone.localdate()
        )
    found: FollowUp = world.extra["training_follow_up"]
    return found


def demand(world: World) -> Demand:
    """A demand in Trang that DOE-92 noted."""
    if "training_demand" not in world.extra:
        world.extra["training_demand"] = _demand(world)
        world.extra["training_demand"].save()
    found: Demand = world.extra["training_demand"]
    return found


def _demand(world: World) -> Demand:
    told = {"source": "survey", "skill": "ช่างเชื่อม", "people": 9}
    return Demand(area=world.areas["92"], office=world.offices["DOE-92"], **told)


def shown(world: World) -> dict[str, Any]:
    """The values in addresses of the room's pages."""
    return {
        "training_course": course(world).pk, "training_session": session(world).pk,
        "training_application": application(world).pk, "training_certificate": certificate(world).pk,
        "training_wish": demand(world).pk, "training_follow_up": follow_up(world).pk,
        "certificate_token": token_of(CERTIFICATE, "paper"), "applicant_token": token_of(APPLICANT, "OPS-92"),
    }  # fmt: skip


OF_APPLICATION = (
    "offer", "accept", "withdraw", "refuse", "drop_out", "lapse", "turn_away", "mark_attendance",
    "take_back_attendance", "pass", "fail",
)  # fmt: skip
OF_SESSION = ("change_session", "publish", "cancel_session", "close_session")
TRAINING: dict[str, Sample] = {
    **{f"training.{verb}": application for verb in OF_APPLICATION},
    **{f"training.{verb}": session for verb in OF_SESSION},
    "training.add_course": lambda world: Course(office=world.offices["DOE-92"]),
    "training.change_course": course,
    "training.retire_course": course,
    "training.add_session": _session,
    "training.add_cost": lambda world: Cost(session=session(world)),
    "training.apply": lambda world: _application(world, "DOE-92"),
    "training.issue": lambda world: Certificate(application=application(world), office=world.offices["DOE-92"]),
    "training.revoke": certificate,
    "training.answer_follow_up": follow_up,
    "training.ask_further": follow_up,
    "training.add_demand": _demand,
    "training.meet_demand": demand,
    "training.close_demand": demand,
}
