"""Minutes as the words of their paper: form 11 of the regulation on correspondence, the same for PDF and DOCX.

Every value is text; Thai digits are set where the file is written. Hashes stand under `code`: they keep their digits.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import override

from prasan.kernel.thaidate import MONTHS_TH, thai_date, thai_time
from prasan.meetings.models import Minutes
from prasan.platform.documents.official import CLASS_MARKS, as_of

TEMPLATE = "meetings/after/minutes.typ"
NOTHING = "ไม่มี"


def paper_of(minutes: Minutes) -> dict[str, Any]:
    """Return everything that the minutes say, as texts. The row has briefing, certified_in and its people with it."""
    with override("th"):
        told, meeting = minutes.content, minutes.content["meeting"]
        return {
            "title": meeting["title"], "code_words": f"ครั้งที่ {meeting['code']}" if meeting["code"] else "",
            "when": f"เมื่อ{_day(meeting['opened_at'])}", "where": where(meeting), "draft": _draft(minutes),
            "present": [_person(row) for row in told["present"]], "absent": [_absent(row) for row in told["absent"]],
            "guests": [_person(row) for row in told["guests"]], "listeners": _listeners(told),
            "begins": f"เริ่มประชุมเวลา {_hour(meeting['opened_at'])}", "quorum": _quorum(told["quorum"]),
            "sections": [_section(one, told["follow"]) for one in told["agenda"]],
            "loose": _votes(told["loose"]["votes"]) + _orders(told["loose"]["directives"]),
            "withheld": withheld(told), "ends": f"เลิกประชุมเวลา {_hour(meeting['closed_at'])}",
            "writer": told["writer"], "checker": _checker(minutes), "approved": _approved(minutes),
            "certified": _certified(minutes), "hashes": _hashes(minutes),
            "mark": CLASS_MARKS[meeting["classification"]], "as_of": as_of(minutes.approved_at),
            "training": settings.TRAINING, "font": settings.DOCUMENT_FONT, "kept_whole": list(MONTHS_TH),
        }  # fmt: skip


def _moment(text: str) -> dt.datetime | None:
    return parse_datetime(text) if text else None


def _day(text: str) -> str:
    found = _moment(text)
    return thai_date(found.date(), "weekday-long") if found else ""


def _hour(text: str) -> str:
    found = _moment(text)
    return thai_time(found.time()) if found else ""


def when_due(text: str) -> str:
    """Return a deadline as papers write it: a day, with the hour where it has one."""
    moment = _moment(text) if "T" in text else None
    if moment is not None:
        return f"{thai_date(moment.date(), 'long')} เวลา {thai_time(moment.time())}"
    day = parse_date(text) if text else None
    return thai_date(day, "long") if day else ""


def where(meeting: dict[str, Any]) -> str:
    """Return where a meeting was held, as form 11 asks (ณ …)."""
    place = meeting["venue"]
    if meeting["host"] and meeting["host"] not in place:
        place = f"{place} จังหวัด{meeting['host']}".strip()
    if not meeting["media"]:
        return f"ณ {place}"
    return f"ณ {place} และผ่านสื่ออิเล็กทรอนิกส์" if place else "ประชุมผ่านสื่ออิเล็กทรอนิกส์"


def _draft(minutes: Minutes) -> str:
    return "(ร่าง)" if minutes.state in {Minutes.State.DRAFT, Minutes.State.CHECKED} else ""


DUTIES = {"chair": "ประธาน", "secretary": "เลขานุการ"}


def _person(row: dict[str, Any]) -> list[str]:
    """Return name, position with office and order, and duty in the meeting."""
    parts = [row["position"], row["instead"]]
    if row["office"] and row["office"] not in row["position"]:
        parts.insert(1, row["office"])
    if row["order_no"]:
        parts.append(f"(คำสั่งที่ {row['order_no']})")
    late = f"(มาเวลา {_hour(row['first'])})" if row.get("late") else ""
    return [
        row["name"] or "(ไม่ได้แจ้งชื่อ)",
        " ".join(filter(None, parts)),
        " ".join(filter(None, [DUTIES.get(row["duty"], ""), late])),
    ]


def _absent(row: dict[str, Any]) -> list[str]:
    name, position, duty = _person(row)
    if not row["name"]:
        name, position = row["position"], ""
    return [name, position, row["why"] or duty]


def _listeners(told: dict[str, Any]) -> str:
    return f"และมีผู้รับฟังอีก {told['listeners']} แห่ง" if told["listeners"] else ""


def _quorum(told: dict[str, Any]) -> str:
    words = f"ผู้มาประชุม {told['here']} จาก {told['members']} คน"
    if told["needed"] is None:
        return ""
    return f"{words} {'ครบ' if told['met'] else 'ไม่ครบ'}องค์ประชุม (ต้องมีอย่างน้อย {told['needed']} คน)"


def _section(one: dict[str, Any], follow: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "title": f"ระเบียบวาระที่ {one['number']}  {one['title']}", "items": [_item(row) for row in one["items"]],
        "nothing": "" if one["items"] or (one["section"] == "follow" and follow) else NOTHING,
        "follow": [_followed(row) for row in follow] if one["section"] == "follow" else [],
    }  # fmt: skip


def _item(row: dict[str, Any]) -> dict[str, Any]:
    lines = [*row["text"].splitlines(), *row["note"].splitlines()]
    if row["state"] == "written":
        lines.append("เรื่องนี้ให้ตอบเป็นหนังสือ ไม่ได้พิจารณาในที่ประชุม")
    return {
        "title": f"{row['number']} {row['title']}", "lines": [line.strip() for line in lines if line.strip()],
        "votes": _votes(row["votes"]), "resolution": row["resolution"], "orders": _orders(row["directives"]),
    }  # fmt: skip


def _votes(rows: list[dict[str, Any]]) -> list[str]:
    """Return the votes as sentences: counts alone, whether open or secret."""
    found = []
    for row in rows:
        counts = " ".join(f"{choice} {count} เสียง" for choice, count in row["counts"])
        how = "ลงคะแนนลับ" if row["secret"] else "ลงคะแนนโดยเปิดเผย"
        found.append(f"ที่ประชุม{how} เรื่อง {row['question']}: {counts} (ผู้มีสิทธิ {row['may']} คน ลงคะแนน {row['voted']} คน)")
    return found


def order_words(row: dict[str, Any]) -> str:
    """Return a directive as one sentence: number, words, who does it, by when."""
    guidance = row["kind"] == "guidance"
    what = "แนวทางการปฏิบัติงานเลขที่" if guidance else "ข้อสั่งการเลขที่"
    who = "หน่วยงานผู้รับ" if guidance else "หน่วยงานหลัก"
    words = [f"{what} {row['number']}: {row['text']}", f"{who} {row['owner']}"]
    together = ", ".join([*row["co"], *row["outside"]])
    if together:
        words.append(f"หน่วยงานร่วม {together}")
    due = when_due(row["due"])
    if due:
        words.append(f"{'ทบทวน' if guidance else 'กำหนด'} {due}")
    return " ".join(words)


def _orders(rows: list[dict[str, Any]]) -> list[str]:
    return [order_words(row) for row in rows]


def _followed(row: dict[str, Any]) -> list[str]:
    """Return a directive of an earlier meeting with where it stands and what proves it."""
    answer = " ".join(filter(None, [row["answer"], f"(หลักฐาน: {row['evidence']})" if row["evidence"] else ""]))
    return [row["number"], f"{row['text']} ({row['owner']})", row["state"], answer or "ยังไม่มีรายงานผล"]


def withheld(told: dict[str, Any]) -> str:
    """Return that directives of a higher class stand elsewhere, empty where there are none."""
    count = told["withheld"]
    return f"มีข้อสั่งการที่มีชั้นความลับสูงกว่ารายงานนี้อีก {count} เรื่อง แยกเก็บต่างหาก" if count else ""


def _checker(minutes: Minutes) -> dict[str, str]:
    person = minutes.checked_by
    return {"name": person.parts.formal() if person is not None else "", "position": ""}


def _approved(minutes: Minutes) -> str:
    if minutes.approved_by is None or minutes.approved_at is None:
        return ""
    who = minutes.approved_by.parts.formal()
    return f"{who} ประธาน เห็นชอบแล้ว {_stamp(minutes.approved_at)}"


def _certified(minutes: Minutes) -> str:
    if minutes.certified_at is None:
        return ""
    if minutes.certified_in is not None:
        return f"รับรองใน{minutes.certified_in.name} {_stamp(minutes.certified_at)}"
    return f"รับรองโดยการแจ้งเวียน {_stamp(minutes.certified_at)}"


def _stamp(moment: dt.datetime) -> str:
    local = timezone.localtime(moment)
    return f"เมื่อวันที่ {thai_date(local.date(), 'long')} เวลา {thai_time(local.time())}"


def _hashes(minutes: Minutes) -> list[dict[str, str]]:
    rows = [("ค่าแฮชสุดท้ายของข้อมูลจราจรการประชุม", minutes.content["hash"])]
    if minutes.digest:
        rows.append((f"ค่าแฮชของรายงานฉบับที่ {minutes.edition}", minutes.digest))
    return [{"label": label, "code": f"SHA-256 {code}"} for label, code in rows if code]
