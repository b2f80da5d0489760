"""What the demo shows of one understanding: a brief that 150 people of three groups read, and one that is new.

The real seminar of the second article had 150 people in three groups too; the demo's people are invented, and so is
what they answered: item 2 is the one that too few understand.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from prasan.directory.models import Seat
from prasan.platform.search import fill
from prasan.registers.models import Policy
from prasan.understanding.models import GROUP_OF, GROUPS, Answer, Brief, Item, Question, Reading
from prasan.understanding.models.briefs import Group

READERS = 150
READ_BY = (Group.EXECUTIVES, Group.PROVINCES, Group.HEADS)
"""Who has read it, in this order, up to so many people."""
ITEMS = (
    ("นับคนเดียวกันครั้งเดียวในปีงบประมาณ", "แรงงานคนเดียวรับบริการสามครั้งในปีนี้ รายงานกี่คน",
     ("3 คน", "1 คน", "ไม่ต้องรายงาน"), 1, "นับคน ไม่นับครั้ง"),
    ("ผู้มีงานทำคือผู้ที่ยังทำงานอยู่เมื่อครบ 3 เดือน", "ผู้ผ่านการฝึกได้งานในสัปดาห์แรกแล้วลาออก นับเป็นผู้มีงานทำเมื่อใด",
     ("นับทันทีที่ได้งาน", "นับเมื่อยังทำงานอยู่ครบ 3 เดือน", "นับเมื่อจบการฝึก"), 1, "ถามซ้ำเมื่อครบ 3, 6 และ 12 เดือน"),
    ("แรงงานจังหวัดเป็นแกนกลางประสานทุกหน่วยงานในจังหวัด", "เรื่องที่ข้ามหน่วยงานและไม่มีผู้รับ ใครรับไว้ก่อน",
     ("หน่วยงานที่รับเรื่องครั้งแรก", "สำนักงานแรงงานจังหวัด", "กรมเจ้าภาพ"), 1, "เรื่องที่เงียบเกินกำหนดขึ้นถึงแรงงานจังหวัดเอง"),
)  # fmt: skip
"""What is to be understood, the question, the options, which is right, why."""
ASKED = (
    ("OPS-80", "แรงงานต่างด้าวที่ขึ้นทะเบียนแล้วนับรวมหรือไม่", "นับรวม โดยแยกกลุ่มในรายงาน"),
    ("OPS-92", "ผู้ฝึกอบรมออนไลน์นับเป็นผู้ผ่านการฝึกหรือไม่", ""),
)


def load() -> dict[str, int]:
    """Write two briefs of the demo's current set, who read the first, and two questions."""
    policies = list(Policy.objects.filter(policy_set__is_demo=True, withdrawn_on=None).in_order()[:2])
    today, now = timezone.localdate(), timezone.now()
    first = _brief(
        policies[0], today + dt.timedelta(days=21), [str(one) for one in READ_BY], now - dt.timedelta(days=9)
    )
    second = _brief(policies[1], today + dt.timedelta(days=45), [str(one) for one in Group], now - dt.timedelta(days=1))
    read = _read(first)
    seats = {
        one.office.code: one for one in Seat.objects.filter(role="plo", office__code__in=[row[0] for row in ASKED])
    }
    for code, text, answer in ASKED:
        seat = seats.get(code) or next(iter(seats.values()))
        told = (
            {"state": "answered", "answer": answer, "answered_at": now, "answered_by_id": first.seat_id}
            if answer
            else {}
        )
        one = Question(policy=first.policy, text=text, office_id=seat.office_id, seat=seat, asked_at=now, **told)
        fill(one)
        one.save()
    return {"briefs": len([first, second]), "readings": read, "policy_questions": len(ASKED)}


def _brief(policy: Policy, due: dt.date, groups: list[str], issued: dt.datetime) -> Brief:
    seat = Seat.objects.filter(person=policy.owner_id).order_by("pk").first()
    made = Brief.objects.create(
        policy=policy, due=due, groups=groups, state=Brief.State.ISSUED, issued_at=issued, seat=seat,
        aim="ให้ประชาชนในพื้นที่มีงานทำและมีรายได้ที่มั่นคง โดยทุกหน่วยงานทำงานเป็นระบบเดียวกัน (ข้อมูลสมมติ)",
        people="แรงงานในทุกจังหวัด นับเป็นคน ไม่นับครั้ง และติดตามว่าผลนั้นยังอยู่เมื่อครบ 12 เดือน",
        work="จังหวัดจัดทำแผนและรายงานทุกเดือน หน่วยงานรับเรื่องส่งต่อภายในกำหนด กรมสนับสนุนวิทยากรและงบประมาณ",
        measure="ผลรายงานเทียบเป้าหมายรายเดือน จำนวนคนที่ได้ประโยชน์ และอัตราการมีงานทำเมื่อครบ 3 เดือน",
    )  # fmt: skip
    Item.objects.bulk_create([
        Item(brief=made, number=at, key=f"demo{policy.pk}-{at}", text=text, question=asked, options=list(options),
             right=right, why=why)
        for at, (text, asked, options, right, why) in enumerate(ITEMS, start=1)
    ])  # fmt: skip
    return made


def _read(brief: Brief) -> int:
    """Let the people of each group read it; every third misunderstands item 2 at first, every ninth still does."""
    items = list(brief.items.order_by("number"))
    seats = Seat.objects.held_on(timezone.localdate()).filter(person__is_active=True).order_by("role", "pk")
    readings: list[Reading] = []
    wrong: list[int] = []
    for group in READ_BY:
        people: dict[int, Seat] = {}
        for seat in seats.filter(role__in=GROUPS[group]).only("person_id", "office_id", "role"):
            people.setdefault(seat.person_id, seat)
        for number, seat in enumerate(list(people.values())[: READERS - len(readings)]):
            moment = (brief.issued_at or timezone.now()) + dt.timedelta(hours=3 + number)
            still = number % 9 == 4
            readings.append(Reading(
                brief=brief, person_id=seat.person_id, office_id=seat.office_id, group=GROUP_OF[seat.role],
                read_at=moment, asked=len(items), wrong=int(still), done_at=None if still else moment,
            ))  # fmt: skip
            wrong.append(2 if still else int(number % 3 == 1))
    Reading.objects.bulk_create(readings)
    Answer.objects.bulk_create([
        Answer(
            reading=reading, item=item, answered_at=reading.read_at, tries=2 if missed == 1 and item.number == 2 else 1,
            first=0 if missed and item.number == 2 else item.right,
            last=0 if missed == 2 and item.number == 2 else item.right,
            is_right=not (missed == 2 and item.number == 2),
        )
        for reading, missed in zip(readings, wrong, strict=True)
        for item in items
    ])  # fmt: skip
    return len(readings)
