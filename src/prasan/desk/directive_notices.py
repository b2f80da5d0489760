"""Directives, told to those whom they ask for something: the office that does it, who closes it, the level above.

Neither words nor places leave the house: number, moment and level alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directives.models import Addressee, Directive, Guidance
from prasan.directives.models.given import Given
from prasan.directives.policy import CENTRAL, DOERS, TYPISTS
from prasan.directory.models import Office
from prasan.directory.queries import acting, acting_in, leading
from prasan.directory.roles import CLEARANCE, EXECUTIVES, Role
from prasan.directory.scope import CENTRAL_KINDS
from prasan.platform.jobs.job import job
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.jobs.schedule import daily
from prasan.platform.notices.kinds import IMMEDIATE, notice_kind
from prasan.platform.notices.notify import notify, settle

ISSUED = notice_kind(
    "directives.issued", _("ข้อสั่งการถึงหน่วยงานของท่าน"),
    _("ข้อสั่งการเลขที่ %(code)s ถึงหน่วยงานของท่าน กำหนด %(when)s โปรดรับทราบ"), default=IMMEDIATE,
)  # fmt: skip
ANSWERED = notice_kind(
    "directives.answered", _("ข้อสั่งการที่รายงานผลแล้ว"),
    _("ข้อสั่งการเลขที่ %(code)s มีรายงานผลแล้ว โปรดตรวจและปิดเรื่อง"), default=IMMEDIATE,
)  # fmt: skip
RETURNED = notice_kind(
    "directives.returned", _("ข้อสั่งการที่ส่งกลับ"), _("ข้อสั่งการเลขที่ %(code)s ต้องดำเนินการต่อ กำหนด %(when)s"),
    default=IMMEDIATE,
)  # fmt: skip
LATE = notice_kind(
    "directives.late", _("ข้อสั่งการเกินกำหนด"), _("ข้อสั่งการเลขที่ %(code)s เกินกำหนด แจ้งถึงระดับ %(level)s"), default=IMMEDIATE
)
GUIDANCE = notice_kind(
    "directives.guidance", _("แนวทางการปฏิบัติงานถึงหน่วยงานของท่าน"), _("แนวทางเลขที่ %(code)s ขอให้ตอบว่าปฏิบัติอย่างไร"),
    default=IMMEDIATE,
)  # fmt: skip
REVIEW = notice_kind(
    "directives.review", _("แนวทางที่ถึงวันทบทวน"), _("แนวทางเลขที่ %(code)s ถึงวันทบทวน %(day)s โปรดให้ใช้ต่อหรือให้สิ้นสุด"),
    default=IMMEDIATE,
)  # fmt: skip
DOING = (ISSUED, RETURNED, LATE)


def _today() -> dt.date:
    return timezone.localdate()


def _cleared(roles: tuple[Role, ...], told: int) -> list[Role]:
    """Return the roles among some that may read a class."""
    return [role for role in roles if CLEARANCE.get(role, 0) >= told]


def doers(one: Directive) -> set[int]:
    """Return who acts for the lead office and may read the directive."""
    return acting_in([one.lead_id], _cleared(DOERS, one.classification), _today())


def givers(one: Given) -> set[int]:
    """Return who sits in the giver's seat, who follows up in its office, and the centre for what an executive gave."""
    follow = _cleared(TYPISTS, one.classification)
    which = Q(pk=one.giver_id) | Q(office_id=one.issuer_id, role__in=follow)
    if one.giver.role in EXECUTIVES and Role.DUTY_OFFICER in follow:
        which |= Q(office__kind__in=sorted(CENTRAL), role=Role.DUTY_OFFICER)
    return acting(which, _today())


def superiors(one: Directive) -> set[int]:
    """Return who stands above the lead office: the province's labour officer, the department's head, or the centre.

    The office that leads a province, one abroad and the ministry's own have the centre above them.
    """
    lead = one.lead
    if lead.kind in {Office.Kind.PROVINCIAL, Office.Kind.BRANCH} and not lead.leads_province:
        return leading(lead.area_id, _today())
    if lead.kind in CENTRAL_KINDS - CENTRAL and lead.agency_id:
        heads = Q(office__agency_id=lead.agency_id, office__kind=Office.Kind.DEPARTMENT, role=Role.DIRECTOR_GENERAL)
        return acting(heads, _today())
    return centre(one)


def centre(one: Directive) -> set[int]:
    """Return who keeps the centre's desk and may read the directive."""
    roles = _cleared((Role.DUTY_OFFICER, Role.POLICY_OWNER), one.classification)
    return acting(Q(office__kind__in=sorted(CENTRAL), role__in=roles), _today())


LEVELS = {1: doers, 2: superiors, 3: centre, 4: givers}
"""Who is told at each level, in this order and never two at once."""


@listens(
    "directives.issue", "directives.issue_part", "directives.repeat", "directives.answer", "directives.return",
    "directives.reopen_fallen", "directives.escalate", "directives.close", "directives.withdraw",
    name="desk.directive-notices",
)  # fmt: skip
def tell(event: Told) -> None:
    """Tell what happened to some directives, as far as it still stands so; take back what asks nothing any more."""
    rows = Directive.objects.filter(pk__in=event.ids).select_related("lead").defer("text", "grams", "lead__grams")
    for one in rows:
        _tell(event, one)
        for part in one.parts.select_related("lead").defer("text", "grams") if event.name == "directives.issue" else ():
            _tell(event, part)


def _tell(event: Told, one: Directive) -> None:
    url, state, key = reverse("directive", args=[one.pk]), one.state, f"{one.pk}-{event.seq}"
    if event.name == "directives.escalate":
        if one.is_open and one.level in LEVELS:
            notify(LEVELS[one.level](one), LATE, url=url, key=f"{one.pk}-{one.level}-{event.seq}", code=one.code,
                   level=one.level)  # fmt: skip
    elif state == Directive.State.ISSUED:
        notify(doers(one), ISSUED, url=url, key=str(one.pk), code=one.code, when=one.due_at)
    elif state == Directive.State.RETURNED:
        settle(givers(one), (ANSWERED,), [url])
        notify(doers(one), RETURNED, url=url, key=key, code=one.code, when=one.due_at)
    elif state == Directive.State.ANSWERED:
        settle(doers(one) | superiors(one) | centre(one) | givers(one), DOING, [url])
        notify(givers(one) - {one.answered_by_id}, ANSWERED, url=url, key=key, code=one.code)
    elif not one.is_open:
        settle(doers(one) | superiors(one) | centre(one) | givers(one), (*DOING, ANSWERED), [url])


@listens("directives.give_guidance", "directives.renew_guidance", name="desk.guidance-notices")
def tell_guidance(event: Told) -> None:
    """Tell the addressees of guidance, once a round; a review that renewed it is no longer asked for."""
    for one in Guidance.objects.in_force().filter(pk__in=event.ids).select_related("giver").defer("text", "grams"):
        url = reverse("guidance", args=[one.pk])
        people = _addressed(one)
        if event.name == "directives.renew_guidance":
            settle(givers(one), (REVIEW,), [url])
            settle(people, (GUIDANCE,), [url])
        notify(people, GUIDANCE, url=url, key=f"{one.pk}-{one.round}", code=one.code)


@listens("directives.end_guidance", "directives.withdraw_guidance", name="desk.guidance-over")
def guidance_over(event: Told) -> None:
    """Take back what is asked of anybody about guidance that holds no more."""
    rows = Guidance.objects.exclude(state=Guidance.State.IN_FORCE).filter(pk__in=event.ids)
    for one in rows.select_related("giver").defer("text", "grams"):
        settle(givers(one) | _addressed(one), (GUIDANCE, REVIEW), [reverse("guidance", args=[one.pk])])


def _addressed(one: Guidance) -> set[int]:
    """Return who acts for the offices that are asked in the round of now, and may read the guidance."""
    offices = list(one.addressees.filter(round=one.round).values_list("office_id", flat=True))
    return acting_in(offices, _cleared(DOERS, one.classification), _today())


@job("desk.guidance_review", title=_("เตือนแนวทางที่ถึงวันทบทวน"), every=daily("06:40"))
def guidance_review(run: Any) -> None:
    """Tell the giver's side of guidance whose review date has come: each person once a date."""
    due = Guidance.objects.in_force().filter(review_on__lte=_today())
    run.each(list(due.order_by("pk").values_list("pk", flat=True)), tell_review, size=50)


def tell_review(chosen: Sequence[int]) -> None:
    """Tell it of some guidance."""
    rows = Guidance.objects.in_force().filter(pk__in=chosen, review_on__lte=_today())
    for one in rows.select_related("giver").defer("text", "grams"):
        url, key = reverse("guidance", args=[one.pk]), f"{one.pk}-{one.review_on}"
        notify(givers(one), REVIEW, url=url, key=key, code=one.code, day=one.review_on)


@listens("directives.answer_guidance", "directives.acknowledge_guidance", name="desk.guidance-heard")
def heard(event: Told) -> None:
    """Take the word back from an office that has answered or heard it."""
    for row in Addressee.objects.filter(pk__in=event.ids):
        people = acting_in([row.office_id], DOERS, _today())
        settle(people, (GUIDANCE,), [reverse("guidance", args=[row.guidance_id])])
