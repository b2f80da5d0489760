"""What the things and columns after a meeting are called in the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FIELDS = {
    "briefing": _("การประชุม"),
    "meetings.minutes.content": _("ข้อความรายงานการประชุม"),
    "edition": _("ฉบับที่"),
    "meetings.book.edition": _("ฉบับของแฟ้มประชุม"),
    "meetings.minutes.digest": _("ค่าแฮช"),
    "meetings.book.digest": _("ค่าแฮช"),
    "meetings.minutes.checked_by": _("ผู้ตรวจรายงานการประชุม"),
    "meetings.minutes.checked_at": _("ตรวจเมื่อ"),
    "meetings.minutes.approved_by": _("ประธานผู้เห็นชอบ"),
    "meetings.minutes.approved_at": _("เห็นชอบเมื่อ"),
    "circulated_at": _("แจ้งเวียนเมื่อ"),
    "circulated_until": _("แจ้งเวียนถึง"),
    "certified_how": _("วิธีรับรอง"),
    "certified_in": _("รับรองในการประชุม"),
    "certified_at": _("รับรองเมื่อ"),
    "opinions": _("จำนวนความเห็น"),
    "meetings.opinion.minutes": _("รายงานการประชุม"),
    "attendee": _("ผู้เข้าประชุม"),
    "agrees": _("เห็นชอบ"),
    "meetings.opinion.text": _("สิ่งที่ขอแก้ไข"),
    "meetings.opinion.by": _("ผู้ให้ความเห็น"),
    "meetings.opinion.at": _("ให้ความเห็นเมื่อ"),
    "form": _("แบบหนังสือ"),
    "to_office": _("หน่วยงานผู้รับ"),
    "meetings.letter.to": _("เรียน"),
    "meetings.letter.subject": _("เรื่อง"),
    "body": _("ข้อความ"),
    "directives": _("ข้อสั่งการในหนังสือ"),
    "meetings.letter.items": _("รายการในหนังสือ"),
    "signed": _("ฉบับลงนาม"),
    "meetings.letter.made_by": _("ผู้ร่างหนังสือ"),
    "meetings.letter.made_at": _("ร่างเมื่อ"),
    "meetings.book.at": _("เก็บเมื่อ"),
    "meetings.book.by": _("ผู้เก็บ"),
}

THINGS = {
    "meetings.minutes": _("รายงานการประชุม"), "meetings.opinion": _("ความเห็นต่อรายงานการประชุม"),
    "meetings.letter": _("หนังสือสั่งการ"), "meetings.book": _("แฟ้มประชุม"),
}  # fmt: skip
