"""Appointments, told to the offices that are asked; neither subject nor place leaves the house."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.desk.appointments.models import Appointment
from prasan.directory.queries import acting_in
from prasan.directory.roles import REACH, Reach, Role
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.journal.models import Entry
from prasan.platform.notices.kinds import IMMEDIATE, notice_kind
from prasan.platform.notices.notify import notify, settle

MADE = notice_kind("appointments.made", _("นัดหมายใหม่"), _("หน่วยงานของท่านมีนัดหมายวันที่ %(day)s โปรดเปิดดู"))
CHANGED = notice_kind("appointments.changed", _("นัดหมายเปลี่ยนแปลง"), _("นัดหมายวันที่ %(day)s เปลี่ยนแปลง โปรดเปิดดู"))
CANCELLED = notice_kind(
    "appointments.cancelled", _("ยกเลิกนัดหมาย"), _("นัดหมายวันที่ %(day)s ยกเลิกแล้ว โปรดเปิดดูเหตุผล"), default=IMMEDIATE
)
KINDS = {
    "desk.add_appointment": MADE, "desk.change_appointment": CHANGED, "desk.cancel_appointment": CANCELLED,
}  # fmt: skip
ASKED = tuple(role for role in Role if REACH[role] is not Reach.NOTHING)


@listens(*KINDS, name="desk.appointment-notices")
def tell(event: Told) -> None:
    """Tell who works in the offices that are asked, but not who did it; a later word settles an earlier one."""
    today, kind = timezone.localdate(), KINDS[event.name]
    done_by = Entry.objects.filter(pk=event.journal_id or 0).values_list("person_id", flat=True).first()
    for one in Appointment.objects.filter(pk__in=event.ids, end__gte=today).select_related("office", "area"):
        if one.cancelled_at is not None and kind is not CANCELLED:
            continue
        url = reverse("appointment", args=[one.pk])
        people = acting_in(one.asked(today).values_list("pk", flat=True), ASKED, today)
        settle(people, (MADE, CHANGED), [url])
        notify(people - {done_by}, kind, url=url, key=f"{one.pk}-{event.seq}", day=one.start)
