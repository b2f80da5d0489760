"""What the things and columns of the joint counter are called in the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FIELDS = {
    "prefix": _("อักษรนำหน้าหมายเลข"),
    "head_starts": _("เวลานำหน้า"),
    "carries": _("ยกคิวไปวันอื่น"),
    "is_open": _("เปิดให้บริการ"),
    "counter.desk.number": _("หมายเลขช่อง"),
    "counter.desk.place": _("ศูนย์บริการร่วม"),
    "also": _("หน่วยงานที่รับแทน"),
    "counter.ticket.place": _("ศูนย์บริการร่วม"),
    "counter.ticket.day": _("วัน"),
    "counter.ticket.number": _("หมายเลข"),
    "priority": _("ประเภทผู้รับบริการ"),
    "desk": _("ช่องบริการ"),
    "counter.ticket.seat": _("เจ้าหน้าที่ประจำช่อง"),
    "came_at": _("มาเมื่อ"),
    "since": _("เข้าแถวเมื่อ"),
    "misses": _("เรียกแล้วไม่มา (ครั้ง)"),
    "hold_reason": _("เหตุที่พักไว้"),
    "leave_reason": _("เหตุที่จบ"),
    "closing": _("ระบบปิดเมื่อสิ้นวัน"),
    "agreed": _("ยินยอมให้หน่วยงานที่พบอ่านเรื่อง"),
    "counter.ticket.ended_at": _("จบเมื่อ"),
    "carried_from": _("ยกมาจากบัตร"),
}

THINGS = {
    "counter.place": _("ศูนย์บริการร่วม"), "counter.desk": _("ช่องบริการ"), "counter.ticket": _("บัตรคิว"),
}  # fmt: skip
