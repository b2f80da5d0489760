"""Who may do what with directives and guidance; a refusal carries its reason.

Executives give to any office, and those who keep their desks type it in their name; a director-general gives to the
department's offices, a provincial labour officer to the offices of the province. The lead office answers; the giver's
side closes, and never the person who answered.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directives.models import Addressee, Directive, Guidance
from prasan.directives.models.given import Given, Origin
from prasan.directory.models import Office
from prasan.directory.roles import EXECUTIVES, Role
from prasan.platform.commands.many import Need

Verdict = str | Promise | None

TYPISTS = (Role.SECRETARY, Role.DUTY_OFFICER, Role.POLICY_OWNER)
"""Who types and follows up what executives order."""
GIVERS = (*sorted(EXECUTIVES), *TYPISTS, Role.DIRECTOR_GENERAL, Role.PLO)
DOERS = (
    Role.PLO, Role.AGENCY_HEAD, Role.AGENCY_OFFICER, Role.COUNSELLOR, Role.DEPARTMENT_OFFICER, Role.DIRECTOR_GENERAL,
    Role.SPOKESPERSON, Role.VOLUNTEER_COORDINATOR, Role.DUTY_OFFICER, Role.POLICY_OWNER,
)  # fmt: skip
"""Who acts for an office that has to do something."""
SCRIBES = {Role.PLO: (Role.AGENCY_OFFICER,), Role.DIRECTOR_GENERAL: (Role.DEPARTMENT_OFFICER,)}
"""Who types what a head orders in a meeting: officers of the head's own office."""
CENTRAL = frozenset({Office.Kind.MINISTRY, Office.Kind.CENTRE})

GIVERS_ONLY = _("เฉพาะผู้บริหาร ศูนย์ปฏิบัติการในนามผู้บริหาร อธิบดีต่อหน่วยงานในสังกัด และแรงงานจังหวัดต่อหน่วยงานในจังหวัดเท่านั้นที่สั่งการได้")
OWN_NAME = _("สั่งการในนามผู้อื่นได้เฉพาะเลขานุการ เจ้าหน้าที่เวร และผู้รับผิดชอบนโยบาย ในนามผู้บริหารเท่านั้น")
LEAD_ONLY = _("เฉพาะหน่วยงานหลักของข้อสั่งการนี้เท่านั้น")
GIVERS_SIDE = _("เฉพาะผู้สั่งการ หรือผู้ที่ติดตามงานแทนผู้สั่งการเท่านั้น")
NOT_BOTH = _("ผู้รายงานผลปิดเรื่องเองไม่ได้ ผู้สั่งการหรือผู้ติดตามงานแทนต้องเป็นคนปิด")
ADDRESSEE_ONLY = _("เฉพาะหน่วยงานผู้รับแนวทางนี้เท่านั้นที่ตอบได้")
SYSTEM_ONLY = _("ระบบทำรายการนี้เองตามเวลาหรือตามตัวเลข ไม่มีผู้ใดสั่งเองได้")


def is_system(actor: Any) -> bool:
    """Tell whether the machine acts by itself."""
    return bool(getattr(actor, "is_system", False))


def writes_for_head(actor: Any, given: Given) -> bool:
    """Tell whether an officer writes down what the head of the own office orders in a meeting, and no other time."""
    if given.origin != Origin.BRIEFING or given.giver.office_id != actor.office_id:
        return False
    return bool(actor.has(*SCRIBES.get(Role(given.giver.role), ())))


def reaches(actor: Any, office: Office, given: Given | None = None) -> bool:
    """Tell whether an actor may give something to an office; a scribe as far as the head does in whose name it is."""
    if is_system(actor):
        return True
    head = Role(given.giver.role) if given is not None and writes_for_head(actor, given) else actor.role
    if head in EXECUTIVES or head in TYPISTS:
        return True
    if head == Role.DIRECTOR_GENERAL:
        return actor.agency is not None and office.agency_id == actor.agency
    return bool(head == Role.PLO and actor.leads_province and actor.in_area(office.area_id))


def _gives(actor: Any, given: Given) -> bool:
    return bool(actor.has(*GIVERS)) or writes_for_head(actor, given)


def _in_whose_name(actor: Any, given: Given) -> Verdict:
    """Allow one's own name; an executive's where the actor keeps executives' desks; the own head's as the scribe."""
    if given.giver_id == actor.seat_id or writes_for_head(actor, given):
        return None
    return None if actor.has(*TYPISTS) and given.giver.role in EXECUTIVES else OWN_NAME


def can_issue(actor: Any, directive: Directive) -> Verdict:
    """Allow who reaches the lead office, in a name that is theirs to use; a scribe as far as the head reaches."""
    if is_system(actor):
        return None
    if not _gives(actor, directive) or not reaches(actor, directive.lead, directive):
        return GIVERS_ONLY
    return _in_whose_name(actor, directive)


def issue_needs(actor: Any) -> list[Need]:
    """Return `can_issue` as conditions on directives, for the set form."""
    if is_system(actor):
        return []
    head = next((head for head, scribes in SCRIBES.items() if actor.has(*scribes)), None)
    if head is not None:
        written = Q(origin=Origin.BRIEFING, giver__office_id=actor.office_id, giver__role=head)
        return [Need("givers_only", GIVERS_ONLY, written & _within(actor, head))]
    if not actor.has(*GIVERS):
        return [Need("givers_only", GIVERS_ONLY, Q(pk__in=[]))]
    own = Q(giver_id=actor.seat_id)
    name = own | Q(giver__role__in=sorted(EXECUTIVES)) if actor.has(*TYPISTS) else own
    return [Need("givers_only", GIVERS_ONLY, _within(actor, actor.role)), Need("own_name", OWN_NAME, name)]


def _within(actor: Any, head: Role) -> Q:
    """Return `reaches` as a condition. Parameters: `head`, the role as which the actor gives."""
    if head in EXECUTIVES or head in TYPISTS:
        return Q()
    if head == Role.DIRECTOR_GENERAL and actor.agency is not None:
        return Q(lead__agency_id=actor.agency)
    if head == Role.PLO and actor.leads_province:
        return Q(lead__area_id__gte=actor.area_id, lead__area_id__lte=actor.area_last)
    return Q(pk__in=[])


def can_give(actor: Any, guidance: Guidance) -> Verdict:
    """Allow who may give at all; that each addressee is in reach is a rule of the verb."""
    if is_system(actor):
        return None
    return _in_whose_name(actor, guidance) if _gives(actor, guidance) else GIVERS_ONLY


def on_givers_side(actor: Any, given: Given) -> bool:
    """Tell whether an actor gave it, sits in the giver's office with such a role, or follows up for the executives."""
    if is_system(actor) or given.giver_id == actor.seat_id:
        return True
    if given.issuer_id == actor.office_id:
        return bool(actor.has(*GIVERS))
    return bool(actor.has(*TYPISTS) and given.giver.role in EXECUTIVES)


def can_follow(actor: Any, given: Given) -> Verdict:
    """Allow the giver's side."""
    return None if on_givers_side(actor, given) else GIVERS_SIDE


def can_do(actor: Any, directive: Directive) -> Verdict:
    """Allow the lead office."""
    if is_system(actor):
        return SYSTEM_ONLY
    return None if actor.office_id == directive.lead_id and actor.has(*DOERS) else LEAD_ONLY


def can_close(actor: Any, directive: Directive) -> Verdict:
    """Allow the giver's side, never the person who answered."""
    if not is_system(actor) and directive.answered_by_id is not None and directive.answered_by_id == actor.person_id:
        return NOT_BOTH
    return can_follow(actor, directive)


def can_run(actor: Any, directive: Directive) -> Verdict:
    """Allow the machine alone."""
    return None if is_system(actor) else SYSTEM_ONLY


def can_reply(actor: Any, addressee: Addressee) -> Verdict:
    """Allow the office that the guidance is addressed to."""
    if is_system(actor):
        return SYSTEM_ONLY
    return None if actor.office_id == addressee.office_id and actor.has(*DOERS) else ADDRESSEE_ONLY
