"""Who may do what in training; whom somebody sees at all stands in `visible_to`."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import Role
from prasan.registers.models import CASE_WORKERS
from prasan.training.bearers import holds
from prasan.training.models import Application, Certificate, Cost, Course, Demand, FollowUp, Session

Verdict = str | Promise | None

APPLIERS = tuple(sorted(CASE_WORKERS))
"""Who brings applications: whoever meets people."""
RUNNERS = (Role.AGENCY_HEAD, Role.AGENCY_OFFICER, Role.PLO)
"""Who runs sessions of the own office: who may read the people that come."""
KEEPERS = (*RUNNERS, Role.DEPARTMENT_OFFICER, Role.DIRECTOR_GENERAL)
"""Who keeps courses of the own unit or department."""
HEADS = (Role.AGENCY_HEAD, Role.PLO)
"""Who closes results and answers for certificates: never who only typed them."""
ONLY_OWN = _("เฉพาะเจ้าหน้าที่ของหน่วยงานที่จัดการฝึกนี้เท่านั้น")
ONLY_HEAD = _("เฉพาะหัวหน้าของหน่วยงานที่จัดการฝึกนี้เท่านั้น")
ONLY_BRINGS = _("เฉพาะหน่วยงานที่รับสมัครหรือหน่วยงานที่จัดการฝึกนี้เท่านั้น")
ONLY_STAFF = _("เฉพาะเจ้าหน้าที่ที่ให้บริการประชาชนเท่านั้น")
SYSTEM_ONLY = _("ระบบทำรายการนี้เองตามเวลา ไม่มีผู้ใดสั่งเองได้")


def is_system(actor: Any) -> bool:
    """Tell whether the machine acts by itself."""
    return bool(getattr(actor, "is_system", False))


def runs(actor: Any, office: int | None) -> bool:
    """Tell whether an actor runs the training of an office."""
    return bool(actor.has(*RUNNERS) and actor.office_id == office)


def can_keep_course(actor: Any, course: Course) -> Verdict:
    """Allow the unit or department that answers for the course."""
    if is_system(actor):
        return None
    return None if actor.has(*KEEPERS) and actor.office_id == course.office_id else ONLY_OWN


def can_run(actor: Any, session: Session) -> Verdict:
    """Allow the office that trains."""
    return None if is_system(actor) or runs(actor, session.office_id) else ONLY_OWN


def can_close(actor: Any, session: Session) -> Verdict:
    """Allow the head of the office that trains: who assesses does not close alone."""
    if is_system(actor):
        return None
    return None if actor.has(*HEADS) and actor.office_id == session.office_id else ONLY_HEAD


def can_cost(actor: Any, cost: Cost) -> Verdict:
    """Allow the office that trains."""
    return can_run(actor, cost.session)


def can_apply(actor: Any, application: Application) -> Verdict:
    """Allow who meets people, for the own office."""
    if is_system(actor):
        return None
    return None if actor.has(*APPLIERS) and application.office_id == actor.office_id else ONLY_STAFF


def can_answer(actor: Any, application: Application) -> Verdict:
    """Allow the office that brought the application, and the one that trains: they speak with the person."""
    if is_system(actor):
        return None
    brings = actor.has(*APPLIERS) and application.office_id == actor.office_id
    return None if brings or runs(actor, application.session.office_id) else ONLY_BRINGS


def can_speak(actor: Any, application: Application) -> Verdict:
    """Allow the applicant themselves, by the address on their slip, and who may answer for them."""
    return None if holds(actor, application.pk) else can_answer(actor, application)


def can_tell(actor: Any, one: FollowUp) -> Verdict:
    """Allow the completer themselves, and who follows up."""
    return None if holds(actor, one.application_id) else can_follow_up(actor, one)


def can_judge(actor: Any, application: Application) -> Verdict:
    """Allow the office that trains."""
    return can_run(actor, application.session)


def by_itself(actor: Any, application: Application) -> Verdict:
    """Allow the machine alone."""
    return None if is_system(actor) else SYSTEM_ONLY


def can_certify(actor: Any, certificate: Certificate) -> Verdict:
    """Allow the head of the office that trains."""
    return can_close(actor, certificate.application.session)


def can_note_demand(actor: Any, demand: Demand) -> Verdict:
    """Allow who meets people or runs training, for the own office."""
    if is_system(actor):
        return None
    own = demand.office_id == actor.office_id
    return None if own and actor.has(*APPLIERS, *RUNNERS) else ONLY_STAFF


def can_close_demand(actor: Any, demand: Demand) -> Verdict:
    """Allow the office that noted it, and who leads the province where it is."""
    if can_note_demand(actor, demand) is None:
        return None
    leads = actor.has(Role.PLO) and actor.leads_province and actor.in_area(demand.area_id)
    return None if leads else ONLY_STAFF


def can_meet_demand(actor: Any, demand: Demand) -> Verdict:
    """Allow who runs training, wherever the demand was noted; the verb asks whether the session is theirs."""
    return None if is_system(actor) or actor.has(*RUNNERS) else ONLY_OWN


def can_follow_up(actor: Any, one: FollowUp) -> Verdict:
    """Allow the office that trained and the one that brought the person."""
    return can_answer(actor, one.application)
