"""The demo's watch: a rota of the centre, its log, a hand-over, each place's days, news that may be false; invented."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from prasan.directory.actor import SeatActor, actor_for
from prasan.directory.models import Seat
from prasan.directory.roles import Role
from prasan.packs.demo.figures import chance
from prasan.platform.commands import perform
from prasan.situation.models import DayReport, LogEntry
from prasan.situation.watch.commands.claims import AskCheck, JudgeClaim
from prasan.situation.watch.commands.log import AcceptHandOver, MakeHandOver, MarkLog, WriteLog
from prasan.situation.watch.commands.rota import PlanRota
from prasan.situation.watch.days import due_at, reporting_offices

DAYS = 14
HOURS = "08.30-16.30, 16.30-00.30, 00.30-08.30"
SILENT, SOMETHING = 0.03, 0.06
"""Shares of days on which a place says nothing, or something other than normal."""
HAPPENED = (
    "ฝนตกหนัก ถนนเข้าโรงงานสองแห่งถูกตัดขาด ลูกจ้างราว 40 คนหยุดงานหนึ่งวัน ได้รับค่าจ้าง",
    "ลูกจ้างโรงงานแปรรูปยื่นข้อเรียกร้องเรื่องโบนัส นัดเจรจาพรุ่งนี้",
    "รับแจ้งนายหน้าเรียกเงินค่าสมัครไปทำงานต่างประเทศ กำลังสอบข้อเท็จจริง",
    "โรงงานเย็บผ้าแจ้งลดกำลังการผลิต อาจกระทบลูกจ้าง 60 คน",
)
LOG = (
    (30, "รับแจ้งทางสายด่วน 1506 เรื่องค้างจ่ายค่าจ้างที่โรงงานอาหารทะเล จ.ตรัง ส่งต่อสำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัดแล้ว", True),
    (21, "สำนักงานแรงงานจังหวัดตรังรายงานว่าลูกจ้างได้รับค่าจ้างงวดแรกแล้ว", False),
    (9, "กรมอุตุนิยมวิทยาเตือนฝนหนักภาคใต้ แจ้งแรงงานจังหวัดในพื้นที่เสี่ยงให้เตรียมแผน", True),
    (2, "ประสานโฆษกกระทรวงเรื่องข้อความเท็จเกี่ยวกับเงินสมทบประกันสังคม", False),
)  # fmt: skip
"""(hours ago, what was written, whether it became significant)."""


def load() -> dict[str, int]:
    """Make the watch through the doors that people use; the days in one go. Returns rows by kind."""
    duty, second = _actor("duty-1"), _actor("duty-2")
    if duty is None or second is None:
        return {}
    now = timezone.now()
    team = Seat.objects.held_on(timezone.localdate()).filter(role=Role.DUTY_OFFICER, office_id=duty.office_id)
    people = list(team.order_by("person_id").values_list("person_id", flat=True))
    perform(duty, PlanRota(first=timezone.localdate() - dt.timedelta(days=1), days=DAYS, hours=HOURS, people=people))
    for hours, text, significant in LOG:
        line = perform(duty, WriteLog(text=text, happened_at=now - dt.timedelta(hours=hours)))
        if significant:
            perform(duty, MarkLog(target_id=line.pk))
    sheet = perform(duty, MakeHandOver(word="ติดตามฝนภาคใต้ทุก 3 ชั่วโมง และขอรายงานจากจังหวัดที่ยังไม่รายงานวันนี้"))
    perform(second, AcceptHandOver(target_id=sheet.pk, remark="รับทราบครบ"))
    perform(duty, AskCheck(text="ข้อความส่งต่ออ้างว่าผู้ประกันตนทุกคนจะถูกหักเงินสมทบเพิ่มเดือนหน้า"))
    judged = perform(duty, AskCheck(text="เพจหนึ่งอ้างว่ากระทรวงแรงงานเปิดรับสมัครงานต่างประเทศโดยให้โอนค่ามัดจำ"))
    evidence = "กรมการจัดหางานยืนยันว่าไม่มีการเก็บเงินมัดจำ"
    perform(duty, JudgeClaim(target_id=judged.pk, verdict="false", evidence=evidence))
    return {"watch_log": LogEntry.objects.count(), "day_reports": _days(now)}


def _days(now: dt.datetime) -> int:
    """Write each place's word on the last days: most are normal, some tell something, some stay silent."""
    today = timezone.localdate()
    heads = Seat.objects.held_on(today).filter(role__in=[Role.PLO, Role.COUNSELLOR]).order_by("-pk")
    by_office = dict(heads.values_list("office_id", "person_id"))
    found = []
    for office in reporting_offices(today):
        if office.pk not in by_office:
            continue
        for back in range(DAYS):
            day = today - dt.timedelta(days=back)
            at = due_at(day) - dt.timedelta(minutes=30 + 200 * chance("day-at", office.code, back))
            luck = chance("day", office.code, back)
            if at > now or luck < SILENT:
                continue
            normal = luck >= SILENT + SOMETHING
            text = "" if normal else HAPPENED[int(chance("day-what", office.code, back) * len(HAPPENED))]
            found.append(
                DayReport(
                    office=office,
                    area_id=office.area_id,
                    day=day,
                    is_normal=normal,
                    text=text,
                    sent_at=at,
                    by_id=by_office[office.pk],
                )
            )
    return len(DayReport.objects.bulk_create(found))


def _actor(username: str) -> SeatActor | None:
    seat = Seat.objects.held_on(timezone.localdate()).for_actor().filter(person__username=username).first()
    return actor_for(seat) if seat else None
