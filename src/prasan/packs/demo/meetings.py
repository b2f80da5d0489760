"""The demo's meetings: a series with two that are over and one ahead, the nine southern provinces, one of a province.

The two that are over are called by the door like any other and then set back in time with their log: no door calls a
meeting of last week.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.utils import timezone

from prasan.directory.actor import SeatActor, actor_for
from prasan.directory.models import Office, Seat
from prasan.directory.roles import Role
from prasan.meetings import commands as c
from prasan.meetings.evidence.log import append, last_hash
from prasan.meetings.models import Attendee, Briefing, Item, Series, What
from prasan.platform.commands import perform

NAME, NAME_EN = "ประชุมศูนย์ปฏิบัติการกระทรวงแรงงาน", "Meeting of the operations centre"
REGIONAL = "ประชุมหัวหน้าหน่วยงาน 9 จังหวัดภาคใต้"
PROVINCE = "ประชุมหัวหน้าหน่วยงานกระทรวงแรงงานจังหวัดตรัง"
SOUTH = ("86", "84", "80", "93", "85", "82", "83", "81", "92")
"""The nine provinces of the briefing of 2 November 2560: two regions of those days."""
USUAL = (
    ("told", "ประธานแจ้งสถานการณ์แรงงานประจำสัปดาห์", 10, ""), ("certify", "รับรองรายงานการประชุมครั้งก่อน", 5, ""),
    ("follow", "ติดตามข้อสั่งการที่ยังไม่ปิด", 20, ""), ("decide", "ตรัง: คนได้งานทำต่ำกว่าแผน", 15, "92"),
    ("decide", "เตรียมรับแรงงานคืนถิ่น", 20, ""),
)  # fmt: skip
"""Section, title, minutes, and the province that it is about."""
LOCAL = (("told", "จังหวัดแจ้งผลการดำเนินงาน", 20, ""), ("decide", "แผนออกหน่วยบริการเคลื่อนที่", 30, ""))


def _seats() -> dict[str, SeatActor]:
    """Return who acts for the ministry, by role, and for Trang's labour office."""
    rows = Seat.objects.held_on(timezone.localdate()).select_related("office__area", "person").order_by("pk")
    ministry = {role: rows.filter(role=role).first() for role in (Role.PERMANENT_SECRETARY, Role.DUTY_OFFICER)}
    trang = rows.filter(role=Role.PLO, office__code="OPS-92").first()
    found: dict[str, Seat | None] = {str(role): seat for role, seat in ministry.items()}
    return {name: actor_for(seat) for name, seat in (found | {"trang": trang}).items() if seat is not None}


def load() -> dict[str, int]:
    """Make them, once; nothing where nobody calls."""
    seats = _seats()
    duty, chair = seats.get(Role.DUTY_OFFICER), seats.get(Role.PERMANENT_SECRETARY)
    if duty is None or chair is None or Briefing.objects.exists():
        return {"meetings": 0}
    today = timezone.localdate()
    departments = Office.objects.open_on(today).filter(kind=Office.Kind.DEPARTMENT)
    south = Office.objects.open_on(today).filter(leads_province=True, area__code__in=SOUTH)
    to = list(departments.values_list("pk", flat=True)) + list(
        south.filter(area__code="92").values_list("pk", flat=True)
    )
    if to:
        made = perform(duty, c.MakeSeries(name_th=NAME, name_en=NAME_EN, kind="daily", to=to, minutes=90))
        for weeks in (2, 1):
            _held(_call(duty, chair, USUAL, series_id=made.pk), weeks)
        _invited(duty, _call(duty, chair, USUAL, series_id=made.pk, starts_at=_at(1, 9, 30)))
    nine = list(south.values_list("pk", flat=True))
    if nine:
        told: dict[str, Any] = {"kind": "regional", "title": REGIONAL, "to": nine, "minutes": 180}
        _replied(_invited(duty, _call(duty, chair, USUAL, starts_at=_at(3, 13, 30), quorum=5, **told)), duty)
    if "trang" in seats:
        _province(seats["trang"])
    return {"meetings": Briefing.objects.count(), "meeting_series": Series.objects.count()}


def _at(days: int, hour: int, minute: int) -> dt.datetime:
    day = timezone.localdate() + dt.timedelta(days=days)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


def _call(who: SeatActor, chair: SeatActor, items: Any, **told: Any) -> Briefing:
    """Call a meeting with its agenda."""
    usual: dict[str, Any] = {"chair_id": chair.seat_id, "starts_at": timezone.now()}
    made: Briefing = perform(who, c.CallBriefing(**usual | told))
    areas = dict(Office.objects.filter(code="OPS-92").values_list("area__code", "area_id"))
    counted: Counter[str] = Counter()
    rows = []
    for section, title, minutes, area in items:
        counted[section] += 1
        told_of = {"section": section, "title": title, "minutes": minutes, "area_id": areas.get(area)}
        rows.append(Item(briefing=made, number=counted[section], **told_of))
    Item.objects.bulk_create(rows)  # one statement: a demo is loaded often
    return made


def _invited(who: SeatActor, made: Briefing) -> Briefing:
    done: Briefing = perform(who, c.Invite(target_id=made.pk))
    return done


def _replied(made: Briefing, who: SeatActor) -> None:
    """Let some of the invited answer: most come, one sends somebody, one stays away."""
    lines = made.attendees.filter(duty=Attendee.Duty.MEMBER).order_by("position")
    answers: list[dict[str, Any]] = [
        {"reply": "coming", "is_camera": True},
        {"reply": "substitute", "substitute_name": "นางสาวสมมติ ใจดี", "substitute_position": "นักวิชาการแรงงานชำนาญการ"},
        {"reply": "absent", "why": "ติดราชการด่วนในพื้นที่น้ำท่วม"},
    ]  # fmt: skip
    for line, told in zip(lines, answers, strict=False):
        perform(who, c.ReplyTo(target_id=line.pk, **told))


def _held(made: Briefing, weeks: int) -> None:
    """Set a meeting back by weeks and let it have been held: its log tells who came when, the items what was said."""
    begun = _at(-7 * weeks, 9, 30)
    over = begun + dt.timedelta(minutes=85)
    append(made.pk, What.OPENED, person=made.secretary.person_id, at=begun, recording=False, mode=made.mode)
    lines = list(made.attendees.order_by("position"))
    away = lines.pop(-2) if len(lines) > 3 else None
    for place, line in enumerate(lines):
        came = begun + dt.timedelta(minutes=12 if place == 2 else 1)
        append(made.pk, What.JOINED, line=line.pk, at=came, connection=f"c{line.pk}")
    if away is not None:
        Attendee.objects.filter(pk=away.pk).update(reply=Attendee.Reply.ABSENT, reply_why="ติดราชการในพื้นที่")
    _told(made, begun)
    append(made.pk, What.CLOSED, at=over)
    Item.objects.filter(briefing=made).update(
        state=Item.State.DONE, spent=900, note="ที่ประชุมรับทราบและให้ความเห็นประกอบการดำเนินงาน", resolution="รับทราบ"
    )
    Briefing.objects.filter(pk=made.pk).update(
        state=Briefing.State.CLOSED, starts_at=begun, invited_at=begun - dt.timedelta(days=2), opened_at=begun,
        closed_at=over, final_hash=last_hash(made.pk),
    )  # fmt: skip


def _told(made: Briefing, begun: dt.datetime) -> None:
    """Let the log tell when each item was taken up, and that the province that one is about came on stage then."""
    at = begun + dt.timedelta(minutes=2)
    for item in sorted(made.items.all(), key=lambda one: (made.sections.index(one.section), one.number)):
        append(made.pk, What.ITEM, at=at, item=item.pk, secret=False)
        line = made.attendees.filter(area_id=item.area_id, duty=Attendee.Duty.MEMBER).first() if item.area_id else None
        if line is not None:
            append(made.pk, What.CALLED, line=line.pk, at=at + dt.timedelta(seconds=20))
        at += dt.timedelta(minutes=item.minutes)


def _province(trang: SeatActor) -> None:
    """Call the monthly meeting of the ministry's heads in Trang, in a hall."""
    same = Office.objects.open_on(timezone.localdate()).filter(area_id=trang.area_id, kind=Office.Kind.PROVINCIAL)
    to = list(same.exclude(pk=trang.office_id).values_list("pk", flat=True))
    if to:
        told: dict[str, Any] = {"kind": "province", "title": PROVINCE, "to": to, "mode": "hall"}
        _call(trang, trang, LOCAL, starts_at=_at(5, 9, 0), venue="ห้องประชุมสำนักงานแรงงานจังหวัดตรัง", **told)
