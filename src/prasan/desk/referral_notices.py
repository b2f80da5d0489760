"""Referrals, told to those whose turn it is, and upwards when nothing happens.

Neither words nor people leave the house: the case's code, the moment and the level alone.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.queries import acting, acting_in, leading
from prasan.directory.roles import Role
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.notices.kinds import IMMEDIATE, NoticeKind, notice_kind
from prasan.platform.notices.models import Notice
from prasan.platform.notices.notify import notify, settle
from prasan.referrals.commands import BY_MOVE
from prasan.referrals.models import Level, Referral

TURN = notice_kind(
    "referrals.turn",
    _("เรื่องส่งต่อที่รอหน่วยงานของท่าน"),
    _("เรื่อง %(code)s รอหน่วยงานของท่าน กำหนด %(when)s"),
    default=IMMEDIATE,
)
LATE = notice_kind(
    "referrals.late", _("เรื่องส่งต่อเกินกำหนด"), _("เรื่อง %(code)s เกินกำหนดตั้งแต่ %(when)s ถึงระดับ %(level)s โปรดดำเนินการ"),
    default=IMMEDIATE,
)  # fmt: skip
ENDED = notice_kind("referrals.ended", _("เรื่องส่งต่อที่ยุติแล้ว"), _("เรื่อง %(code)s ที่ท่านส่งต่อยุติแล้ว"), default=IMMEDIATE)
SLIP = notice_kind(
    "referrals.asked_twice", _("ขอเอกสารประชาชนซ้ำเพราะแจ้งไม่ครบ"),
    _("เรื่อง %(code)s หน่วยงานของท่านขอเอกสารเพิ่มอีกครั้ง เพราะแจ้งไม่ครบในครั้งแรก"), default=IMMEDIATE,
)  # fmt: skip
HEADS = (Role.AGENCY_HEAD, Role.PLO, Role.COUNSELLOR)
CENTRE = Q(role=Role.DUTY_OFFICER)
STEPS = {Level.HEAD: 1, Level.PROVINCE: 2, Level.CENTRE: 3}
"""A level as a number: notices carry no words."""


def asked(one: Referral, today: dt.date) -> set[int]:
    """Return who is asked at a referral's level: its contact, the head, the province's labour officer, the centre."""
    if one.owner is None:
        return set()
    if one.level == Level.HEAD:
        return acting_in([one.owner_id or 0], HEADS, today) or leading(one.owner.area_id, today)
    if one.level == Level.PROVINCE:
        return leading(one.owner.area_id, today) or acting(CENTRE, today)
    if one.level == Level.CENTRE:
        return acting(CENTRE, today)
    return acting(Q(pk=one.contact_id), today)


@listens("referrals.refer", "referrals.restaff", *(f"referrals.{move}" for move in BY_MOVE), name="desk.referral-turns")
def tell_turn(event: Told) -> None:
    """Tell whose turn it is, as it stands now, and how it ended; take back what asks nothing of the former any more."""
    today = timezone.localdate()
    for one in _rows(event):
        url = reverse("referral", args=[one.pk])
        last = one.events.exclude(move__in=["rise", "reclock"]).order_by("-id").first()
        acted = acting(Q(pk=last.seat_id), today) if last is not None and last.seat_id else set()
        if not one.is_open:
            _settled(url, set(), (TURN, LATE))
            notify(acting(Q(pk=one.sender_seat_id), today) - acted, ENDED, url=url, key=f"{one.pk}-{event.seq}",
                   code=one.case.code)  # fmt: skip
            continue
        owing = asked(one, today) | acting(Q(pk=one.contact_id), today)
        if event.name == "referrals.receive":
            continue
        _settled(url, owing, (TURN, LATE) if one.level == Level.CONTACT else (TURN,))
        notify(owing - acted, TURN, url=url, key=f"{one.pk}-{event.seq}", code=one.case.code, when=one.due_at)


@listens("referrals.ask", name="desk.referral-papers")
def tell_slip(event: Told) -> None:
    """Tell those who lead an office that it asked a person for papers a second time by its own slip."""
    today = timezone.localdate()
    for one in _rows(event) if event.payload.get("slip") else ():
        heads = acting_in([one.office_id], HEADS, today) or leading(one.area_id, today)
        notify(heads, SLIP, url=reverse("referral", args=[one.pk]), key=f"{one.pk}-{event.seq}", code=one.case.code)


def _settled(url: str, but: set[int], kinds: tuple[NoticeKind, ...]) -> None:
    """Mark as read what a referral asks of anybody but some people: of the office that it was taken from too."""
    rows = Notice.objects.unread().filter(url=url, kind__in=[kind.name for kind in kinds])
    settle(set(rows.values_list("person_id", flat=True)) - but, kinds, [url])


@listens("referrals.escalate", name="desk.referral-late")
def tell_late(event: Told) -> None:
    """Tell the level that silence has risen to."""
    today = timezone.localdate()
    for one in _rows(event):
        if one.is_open and one.level in STEPS:
            told: dict[str, Any] = {"code": one.case.code, "when": one.due_at, "level": STEPS[Level(one.level)]}
            key = f"{one.pk}-{one.due_at.timestamp():.0f}-{one.level}"
            notify(asked(one, today), LATE, url=reverse("referral", args=[one.pk]), key=key, **told)


@listens("referrals.reclock", name="desk.referral-reclock")
def take_back(event: Told) -> None:
    """Take back that something is late where a holiday moved its due moment on."""
    for one in _rows(event):
        if one.level == Level.CONTACT:
            _settled(reverse("referral", args=[one.pk]), set(), (LATE,))


def _rows(event: Told) -> Any:
    rows = Referral.objects.filter(pk__in=event.ids).select_related("case", "owner", "office")
    return rows.defer("owner__grams", "office__grams", "case__need")
