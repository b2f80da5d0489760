"""Who may do what with meetings; a refusal carries its reason.

The centre and those who keep executives' desks call meetings of any kind, a director-general's office those of the
department, a provincial labour office those of its province. The organiser's side prepares; chair and secretary lead;
who has a line on the roster takes part.
"""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import EXECUTIVES, Role
from prasan.meetings.models import Attendee, Briefing, Kind, Series
from prasan.meetings.models.attendee import COUNTED

Verdict = str | Promise | None

TYPISTS = (Role.SECRETARY, Role.DUTY_OFFICER, Role.POLICY_OWNER)
"""Who keeps executives' desks: they prepare meetings that executives chair."""
CALLERS: dict[str, tuple[Role, ...]] = {
    Kind.DAILY: (*sorted(EXECUTIVES), *TYPISTS),
    Kind.REGIONAL: (*sorted(EXECUTIVES), *TYPISTS),
    Kind.PROVINCE: (Role.PLO, Role.AGENCY_OFFICER),
    Kind.AD_HOC: (*sorted(EXECUTIVES), *TYPISTS, Role.DIRECTOR_GENERAL, Role.DEPARTMENT_OFFICER),
    Kind.INSPECTION: (*sorted(EXECUTIVES), *TYPISTS),
    Kind.WAR_ROOM: (*sorted(EXECUTIVES), *TYPISTS),
}
"""Which roles call which kind; for a province's meeting also the office has to lead the province."""
SIDE = tuple({role for roles in CALLERS.values() for role in roles})
SPEAKERS = (
    *sorted(EXECUTIVES), Role.SECRETARY, Role.DIRECTOR_GENERAL, Role.DEPARTMENT_OFFICER, Role.SPOKESPERSON,
    Role.DUTY_OFFICER, Role.POLICY_OWNER, Role.PLO, Role.AGENCY_HEAD, Role.AGENCY_OFFICER, Role.COUNTER_OFFICER,
    Role.COUNSELLOR, Role.VOLUNTEER_COORDINATOR, Role.PARTNER, Role.GOVERNOR,
)  # fmt: skip
"""Who takes part for an office that is invited as a whole."""
HEADS = (
    Role.MINISTER, Role.PERMANENT_SECRETARY, Role.DIRECTOR_GENERAL, Role.PLO, Role.AGENCY_HEAD, Role.COUNSELLOR,
    Role.GOVERNOR, Role.SPOKESPERSON, Role.DUTY_OFFICER, Role.PARTNER, Role.AGENCY_OFFICER,
)  # fmt: skip
"""Who leads an office, the first that is seated there."""

CALLERS_ONLY = _("ตำแหน่งนี้เรียกประชุมประเภทนี้ไม่ได้")
ORGANISERS_ONLY = _("เฉพาะหน่วยงานที่จัดประชุม ประธาน หรือผู้จดรายงานการประชุมเท่านั้น")
CHAIR_ONLY = _("เฉพาะประธานที่ประชุมเท่านั้น")
LINE_ONLY = _("เฉพาะผู้ที่ได้รับเชิญในบรรทัดนี้ หรือผู้แทนที่ระบุชื่อไว้เท่านั้น")
INVITED_ONLY = _("เฉพาะผู้ที่มีชื่อในการประชุมนี้เท่านั้น")
SYSTEM_ONLY = _("ระบบทำรายการนี้เอง ไม่มีผู้ใดสั่งเองได้")
MEMBERS_ONLY = _("เฉพาะประธานและผู้มาประชุมเท่านั้นที่ลงคะแนนได้")
REMOVED = _("ประธานเชิญท่านออกจากการประชุมนี้แล้ว")


def is_system(actor: Any) -> bool:
    """Tell whether the machine acts by itself."""
    return bool(getattr(actor, "is_system", False))


def may_call(actor: Any, kind: str) -> bool:
    """Tell whether an actor calls meetings of a kind at all."""
    if not actor.has(*CALLERS.get(kind, ())):
        return False
    return kind != Kind.PROVINCE or bool(actor.leads_province)


def kinds_of(actor: Any) -> list[str]:
    """Return the kinds that an actor may call, in the order of the kinds."""
    return [kind for kind in Kind.values if may_call(actor, kind)]


def _own_house(actor: Any, office_id: int, kind: str) -> bool:
    """Tell whether an office is one in whose name the actor calls: the own one, or any for those who keep desks."""
    return office_id == actor.office_id or (actor.has(*TYPISTS) and kind != Kind.PROVINCE)


def can_call(actor: Any, briefing: Briefing) -> Verdict:
    """Allow the callers of a kind, in the name of their own house."""
    if is_system(actor):
        return None
    allowed = may_call(actor, briefing.kind) and _own_house(actor, briefing.organiser_id, briefing.kind)
    return None if allowed else CALLERS_ONLY


def can_keep_series(actor: Any, series: Series) -> Verdict:
    """Allow the callers of a kind, in the name of their own house."""
    if is_system(actor):
        return None
    allowed = may_call(actor, series.kind) and _own_house(actor, series.organiser_id, series.kind)
    return None if allowed else CALLERS_ONLY


def on_organisers_side(actor: Any, briefing: Briefing) -> bool:
    """Tell whether an actor prepares it: chair, secretary, the organiser's office, or who keeps the chair's desk."""
    if is_system(actor) or actor.seat_id in {briefing.chair_id, briefing.secretary_id}:
        return True
    if briefing.organiser_id == actor.office_id:
        return may_call(actor, briefing.kind)
    return bool(actor.has(*TYPISTS) and briefing.chair.role in EXECUTIVES)


def can_prepare(actor: Any, briefing: Briefing) -> Verdict:
    """Allow the organiser's side."""
    return None if on_organisers_side(actor, briefing) else ORGANISERS_ONLY


def can_lead(actor: Any, briefing: Briefing) -> Verdict:
    """Allow the organiser's side to lead the meeting: chair, secretary and who helps them."""
    return can_prepare(actor, briefing)


def can_lead_item(actor: Any, thing: Any) -> Verdict:
    """Allow the organiser's side of the meeting that something belongs to."""
    return can_prepare(actor, thing.briefing)


def can_approve(actor: Any, minutes: Any) -> Verdict:
    """Allow the chair alone."""
    return None if not is_system(actor) and actor.seat_id == minutes.briefing.chair_id else CHAIR_ONLY


def holds_line(actor: Any, line: Attendee) -> bool:
    """Tell whether somebody takes part on a line: its seat, its substitute, or its office where it names no seat.

    A room with several officers takes everybody of the office.
    """
    if line.substitute_id is not None and line.substitute_id == actor.person_id:
        return True
    if line.seat_id is not None and line.seat_id == actor.seat_id:
        return True
    whole_office = line.seat_id is None or line.is_camera
    return bool(whole_office and line.office_id == actor.office_id and actor.has(*SPEAKERS))


def own_line(actor: Any, lines: list[Attendee]) -> Attendee | None:
    """Return the line on which the actor takes part: the seat's own, then as a substitute, then the office's."""
    if is_system(actor):
        return None
    held = [line for line in lines if holds_line(actor, line)]
    held.sort(key=lambda line: (line.seat_id != actor.seat_id, line.substitute_id != actor.person_id, line.pk))
    return held[0] if held else None


def can_take_part(actor: Any, line: Attendee) -> Verdict:
    """Allow who holds the line, unless the chair has asked them to leave."""
    if is_system(actor):
        return SYSTEM_ONLY
    if not holds_line(actor, line):
        return LINE_ONLY
    return REMOVED if line.removed else None


def can_speak(actor: Any, thing: Any) -> Verdict:
    """Allow who holds the line that something is said from, or on which somebody shows who they are."""
    return can_take_part(actor, thing.attendee)


def can_cast(actor: Any, vote: Any) -> Verdict:
    """Allow who holds the line of a member; on which line is a rule of the verb, which is told it. One query."""
    if is_system(actor):
        return SYSTEM_ONLY
    members = vote.briefing.attendees.filter(duty__in=sorted(COUNTED), removed=False)
    return None if any(holds_line(actor, line) for line in members) else MEMBERS_ONLY


def can_reply(actor: Any, line: Attendee) -> Verdict:
    """Allow who holds the line, everybody of its office who speaks for it, and the organiser's side by telephone."""
    if is_system(actor):
        return SYSTEM_ONLY
    own = line.office_id == actor.office_id and actor.has(*SPEAKERS)
    return None if own or holds_line(actor, line) or on_organisers_side(actor, line.briefing) else LINE_ONLY


def can_lead_line(actor: Any, line: Attendee) -> Verdict:
    """Allow the organiser's side of the line's meeting."""
    return can_prepare(actor, line.briefing)


def can_vote(actor: Any, line: Attendee) -> Verdict:
    """Allow who holds the line of a member."""
    refused = can_take_part(actor, line)
    if refused is not None:
        return refused
    return None if line.counts else MEMBERS_ONLY


def can_run(actor: Any, thing: Any) -> Verdict:
    """Allow the machine alone."""
    return None if is_system(actor) else SYSTEM_ONLY
