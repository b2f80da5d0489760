"""The demo's news: invented items about invented companies in every province, through the ledger's own door.

Five sources over the last four weeks: two news feeds that reprint each other, a bulletin that sends the same
words with other numbers every day, the hotline, and field reports. On the last working day one province brings
several lay-offs at once: the surge that raises the demo's alarm. Nothing here happened.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from prasan.directory.models import Area, Office, Seat
from prasan.directory.roles import Role
from prasan.kernel.feeds import Entry
from prasan.kernel.feeds.entry import judged
from prasan.kernel.thaidate import show_date
from prasan.packs.demo.figures import chance
from prasan.situation.intake import ledger, pipeline, raws, ways
from prasan.situation.models import Source

DAYS = 28
NAMES = ("ตัวอย่าง", "สมมติ", "ทดลอง", "สาธิต", "แบบจำลอง")
GOODS = ("เครื่องนุ่งห่ม", "ชิ้นส่วนโลหะ", "อาหารกระป๋อง", "รองเท้า", "เครื่องเรือนไม้", "บรรจุภัณฑ์", "อิเล็กทรอนิกส์")
STORIES = (
    ("โรงงาน{goods}ใน{place}แจ้งเลิกจ้าง {n} คน",
     "{firm} (ชื่อสมมติ) จังหวัด{province} แจ้งเลิกจ้างลูกจ้าง {n} คน มีผล{day} "
     "สวัสดิการและคุ้มครองแรงงานจังหวัดเข้าชี้แจงสิทธิค่าชดเชย และประสานหางานใหม่ให้"),
    ("ลูกจ้าง {n} คนใน{place}ร้องค่าจ้างค้างจ่าย",
     "ลูกจ้างของ {firm} (ชื่อสมมติ) จังหวัด{province} รวม {n} คน ยื่นคำร้องต่อพนักงานตรวจแรงงาน"
     "ว่านายจ้างค้างจ่ายค่าจ้างสองงวด เจ้าหน้าที่เรียกนายจ้างพบ{day}"),
    ("อุบัติเหตุในโรงงาน{goods} {place} เจ็บ {few} ราย",
     "เกิดอุบัติเหตุเครื่องจักรในโรงงานของ {firm} (ชื่อสมมติ) จังหวัด{province} เมื่อ{day} "
     "ลูกจ้างบาดเจ็บ {few} คน นำส่งโรงพยาบาลแล้ว สำนักงานประกันสังคมจังหวัดดูแลเงินทดแทน"),
    ("เตือนคนหางาน{place}ระวังถูกหลอกไปทำงานต่างประเทศ",
     "จัดหางานจังหวัด{province}เตือนว่ามีผู้แอบอ้างรับสมัครคนไปทำงานต่างประเทศ เรียกเก็บเงินล่วงหน้า "
     "มีผู้เสียหายแจ้งความแล้ว {few} คน ตรวจสอบรายชื่อบริษัทจัดหางานก่อนจ่ายเงิน"),
    ("พนักงาน {firm} ใน{place}ชุมนุมเรียกร้องโบนัส",
     "ลูกจ้างของ {firm} (ชื่อสมมติ) จังหวัด{province} ประมาณ {n} คน นัดหยุดงานเพื่อเจรจาข้อเรียกร้อง "
     "พนักงานประนอมข้อพิพาทแรงงานนัดไกล่เกลี่ย{day}"),
    ("น้ำท่วม{place} โรงงานหยุดชั่วคราว กระทบ {n} คน",
     "ฝนตกหนักใน{place} ทำให้สถานประกอบกิจการ {few} แห่งหยุดชั่วคราว "
     "ลูกจ้างได้รับผลกระทบ {n} คน หน่วยงานในพื้นที่สำรวจความช่วยเหลือ{day}"),
    ("{place}ต้องการช่างเชื่อมและช่างไฟฟ้า {n} อัตรา",
     "ผู้ประกอบการใน{place}แจ้งความต้องการแรงงานฝีมือ {n} อัตรา "
     "หน่วยงานพัฒนาฝีมือแรงงานเปิดรับสมัครฝึกอบรมตั้งแต่{day}"),
    ("พบแรงงานต่างด้าวไม่มีใบอนุญาต {few} คนที่{place}",
     "เจ้าหน้าที่บูรณาการตรวจสถานประกอบการในจังหวัด{province} เมื่อ{day} "
     "พบแรงงานต่างด้าวไม่มีใบอนุญาตทำงาน {few} คน ดำเนินการตามกฎหมาย"),
)  # fmt: skip
ASIDE = (
    ("งานประเพณีประจำปีของ{place}คึกคัก", "นักท่องเที่ยวร่วมงานประเพณีของ{place} ร้านอาหารและที่พักเต็มเกือบทุกแห่ง"),
    ("ทีมฟุตบอลเยาวชน{place}คว้าแชมป์", "ทีมเยาวชนของ{place}ชนะการแข่งขันระดับภาคด้วยคะแนนสองต่อหนึ่ง"),
)
BULLETIN = "รายงานประจำวันของศูนย์สมมติ วันที่ {day} มีผู้ขึ้นทะเบียนหางาน {n} คน บรรจุงาน {few} คน ตำแหน่งงานว่างคงเหลือ {left} อัตรา"
CALL = (
    "ผู้โทรแจ้งว่านายจ้างในจังหวัด{province}ไม่จ่ายค่าจ้างเดือนที่ผ่านมา มีเพื่อนร่วมงานเดือดร้อนอีก {few} คน โทรกลับได้ที่ 08x-xxx-xxxx (สมมติ)"
)
FIELD = "เจ้าหน้าที่ลงพื้นที่ตรวจโรงงาน{goods}ในจังหวัด{province} พบลูกจ้าง {few} คนทำงานโดยไม่มีอุปกรณ์ป้องกัน สั่งให้แก้ไขแล้ว"
SURGE_CODE, SURGE = "21", 6
SOURCES = {
    "demo-news-a": ("feed", "ข่าวท้องถิ่นสมมติ ก", "Invented local news A", "C"),
    "demo-news-b": ("feed", "ข่าวท้องถิ่นสมมติ ข", "Invented local news B", "D"),
    "demo-bulletin": ("json", "รายงานประจำวันสมมติ", "Invented daily bulletin", "B"),
}


def load() -> dict[str, int]:
    """Write sources, deliveries and items once; returns how many items came."""
    if Source.objects.filter(code="demo-news-a").exists():
        return {"news": 0}
    now = timezone.now().replace(microsecond=0)
    sources = _sources()
    new: list[int] = []
    for code, at, entries, extra in sorted(_deliveries(now), key=lambda plan: plan[1]):
        source = sources.get(code) or ways.way_in(code)
        content = json.dumps([[one.title, one.text] for one in entries], ensure_ascii=False).encode()
        raw = raws.row(raws.keep(content), len(content), "application/json")
        new += ledger.take(source, raw, judged(entries).entries, "", ledger.Extra(received_at=at, **extra))[1]
    pipeline.settle(new)
    return {"news": len(new)}


def _sources() -> dict[str, Source]:
    office = ways.keeper()
    assert office is not None, "the reference pack comes first"
    return {
        code: Source.objects.create(
            code=code, kind=kind, name_th=f"{name_th} (ข้อมูลสมมติ)", name_en=name_en, letter=letter, office=office,
            publisher="demo", is_active=False, url=f"https://{code}.invalid/feed",
        )
        for code, (kind, name_th, name_en, letter) in SOURCES.items()
    }  # fmt: skip


Plan = tuple[str, dt.datetime, list[Entry], dict[str, Any]]


def _deliveries(now: dt.datetime) -> Iterator[Plan]:
    """Yield every delivery: (source, moment, entries, what the items carry)."""
    provinces = sorted(
        Area.objects.provinces().values_list("code", "name_th", "id"), key=lambda row: chance("news", row[0])
    )
    if not provinces:
        return
    again = provinces[: max(0, len(provinces) // 2 - SURGE)]  # the surge takes their place: as many items as ever
    stories = [_story(row, number, now) for number, row in enumerate(provinces + again)]
    cuts = [len(stories) * day // DAYS for day in range(DAYS + 1)]
    moments = [now - dt.timedelta(days=DAYS - 1 - day, hours=1) for day in range(DAYS)]
    days = [stories[cuts[day] : cuts[day + 1]] for day in range(DAYS)]
    busy = max(day for day in range(DAYS - 1) if timezone.localdate(moments[day]).weekday() < 5)
    there = next((row for row in provinces if row[0] == SURGE_CODE), provinces[0])
    days[busy] = [*days[busy], *_surge(there, moments[busy])]
    for day, at in enumerate(moments):
        today, yesterday = days[day], days[day - 1] if day else []
        fresh = [*today, Entry("", "")] if day % 9 == 4 else today  # an entry without words, refused
        yield "demo-news-a", at, [*fresh, *yesterday], {}  # a feed shows yesterday's items once more
        if today and day % 2:
            yield "demo-news-b", at + dt.timedelta(minutes=20), [_reprint(today[0])], {}
        yield "demo-bulletin", at + dt.timedelta(minutes=30), [_bulletin(at, day)], {}
    yield from _by_people(now, provinces)


def _words(province: str, number: int, at: dt.datetime) -> dict[str, str]:
    luck = chance("story", province, number)
    place = province if province == "กรุงเทพมหานคร" else f"จังหวัด{province}"
    return {
        "province": province, "place": place, "n": str(12 + int(luck * 240)), "few": str(2 + int(luck * 9)),
        "goods": GOODS[number % len(GOODS)], "firm": f"บริษัท {NAMES[number % 5]}{GOODS[(number + 3) % len(GOODS)]}",
        "day": f"วันที่ {show_date(timezone.localtime(at).date(), 'long')}", "left": str(900 + int(luck * 4000)),
    }  # fmt: skip


def _story(row: tuple[str, str, int], number: int, now: dt.datetime) -> Entry:
    at = now - dt.timedelta(days=DAYS - 1 - number * DAYS // 116, hours=2)
    told = _words(row[1], number, at)
    title, text = ASIDE[number % 2] if number % 11 == 10 else STORIES[number % len(STORIES)]
    if row[1] == "กรุงเทพมหานคร":
        text = text.replace("จังหวัด{province}", "{province}")
    url = f"https://demo-news-a.invalid/{number}"
    return Entry(title.format(**told), text.format(**told), url, min(at, now))


def _surge(row: tuple[str, str, int], at: dt.datetime) -> list[Entry]:
    """Return the lay-offs of several firms of one province on one day."""
    found = []
    for number in range(SURGE):
        told = _words(row[1], number, at)
        url = f"https://demo-news-a.invalid/surge-{number}"
        found.append(Entry(STORIES[0][0].format(**told), STORIES[0][1].format(**told), url, at))
    return found


def _reprint(one: Entry) -> Entry:
    return Entry(one.title, f"{one.text}\n\nที่มา: ข่าวท้องถิ่นสมมติ ก", f"{one.url}?b", one.published)


def _bulletin(at: dt.datetime, day: int) -> Entry:
    told = _words("ศูนย์", day, at) | {"day": show_date(timezone.localtime(at).date(), "long")}
    return Entry(f"รายงานประจำวัน {told['day']}", BULLETIN.format(**told), published=at)


def _by_people(now: dt.datetime, provinces: list[tuple[str, str, int]]) -> Iterator[Plan]:
    """Yield calls and field reports of the last days, each in the name of an officer who could have sent it."""
    centre = Seat.objects.filter(role=Role.DUTY_OFFICER).order_by("pk").values("person_id", "office_id").first()
    offices = dict(Office.objects.filter(leads_province=True).values_list("area_id", "pk"))
    for number, (code, name, area) in enumerate(provinces[:12]):
        at = now - dt.timedelta(hours=5 + number * 7)
        told = _words(name, number, at)
        text, kind = (CALL, Source.Kind.CALL) if number % 2 else (FIELD, Source.Kind.FIELD)
        if name == "กรุงเทพมหานคร":
            text = text.replace("จังหวัด{province}", "{province}")
        office = centre["office_id"] if centre and number % 2 else offices.get(area)
        person = centre["person_id"] if centre and number % 2 else None
        entry = Entry(text.format(**told)[:60], text.format(**told), published=at, salt=str(number))
        yield kind, at, [entry], {"office_id": office, "person_id": person, "details": {"areas": [code]}}
