"""Invitations and what follows, told to everybody on the roster: by number and hour, no title and nobody's name."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from prasan.desk.meetings.ics import MIME, address_of, invitation
from prasan.desk.meetings.reached import everybody, reached
from prasan.meetings.models import Attendee, Briefing, Minutes, Opinion
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.journal.models import Entry
from prasan.platform.notices.channels import Attachment
from prasan.platform.notices.kinds import IMMEDIATE, notice_kind
from prasan.platform.notices.models import Notice
from prasan.platform.notices.notify import notify, settle


def _file(url: str, to: str) -> list[Attachment]:
    """Return the calendar file of the meeting that a notice leads to."""
    number = next((part for part in reversed(url.split("/")) if part.isdigit()), "0")
    found = Briefing.objects.filter(pk=int(number)).first()
    return [Attachment("invite.ics", invitation(found, to=to), MIME)] if found is not None else []


INVITED = notice_kind(
    "meetings.invited", _("เชิญประชุม"), _("ขอเชิญประชุม การประชุมเลขที่ %(n)s %(when)s โปรดตอบรับ"), default=IMMEDIATE,
    attach=_file,
)  # fmt: skip
CHANGED = notice_kind(
    "meetings.changed", _("เปลี่ยนเวลาหรือสถานที่ประชุม"), _("การประชุมเลขที่ %(n)s เปลี่ยนเวลาหรือสถานที่ เป็น %(when)s โปรดเปิดดู"),
    default=IMMEDIATE, attach=_file,
)  # fmt: skip
CANCELLED = notice_kind(
    "meetings.cancelled", _("ยกเลิกการประชุม"), _("ยกเลิกการประชุมเลขที่ %(n)s %(when)s"), default=IMMEDIATE, attach=_file
)
DROPPED = notice_kind(
    "meetings.dropped", _("ถอนชื่อจากการประชุม"), _("ไม่ต้องเข้าประชุมเลขที่ %(n)s %(when)s ผู้จัดถอนชื่อแล้ว"), default=IMMEDIATE
)
TOMORROW = notice_kind(
    "meetings.tomorrow", _("เตือนก่อนวันประชุม"), _("การประชุมเลขที่ %(n)s เริ่ม %(when)s โปรดทดสอบเสียงและภาพก่อน"),
    default=IMMEDIATE,
)  # fmt: skip
ROUND = notice_kind(
    "meetings.round", _("แจ้งเวียนรายงานการประชุม"), _("รายงานการประชุมเลขที่ %(n)s แจ้งเวียนถึง %(day)s โปรดให้ความเห็น"),
    default=IMMEDIATE,
)  # fmt: skip
ASKING = (INVITED, CHANGED, TOMORROW)
PLACED = frozenset({"starts_at", "minutes", "mode", "venue", "link"})
"""Changes that everybody has to know of."""


def number_of(one: Briefing) -> str:
    """Return the number that a notice may carry."""
    return one.code or str(one.pk)


def _tell(one: Briefing, kind: Any, key: str, people: set[int] | None = None) -> int:
    told = everybody(one) if people is None else people
    return notify(told, kind, url=address_of(one), key=key, n=number_of(one), when=one.starts_at)


@listens("meetings.invite", "meetings.add_attendees", name="desk.meeting-invited")
def invited(event: Told) -> None:
    """Invite everybody who was not told of this invitation yet; one sent again is a new one."""
    rows = Briefing.objects.filter(pk__in=event.ids, state=Briefing.State.INVITED, invited_at__isnull=False)
    for one in rows:
        assert one.invited_at is not None
        _tell(one, INVITED, f"{one.pk}-{one.invited_at:%Y%m%d%H%M%S%f}")


@listens("meetings.change", name="desk.meeting-changed")
def changed(event: Told) -> None:
    """Tell everybody invited that time or place has changed; other changes ask nothing of anybody."""
    entry = Entry.objects.filter(pk=event.journal_id or 0).values_list("changes", flat=True).first()
    if not PLACED & set(entry or {}):
        return
    for one in Briefing.objects.filter(pk__in=event.ids, state=Briefing.State.INVITED):
        _tell(one, CHANGED, f"{one.pk}-{event.seq}")


@listens("meetings.cancel", name="desk.meeting-cancelled")
def cancelled(event: Told) -> None:
    """Tell everybody who was invited that it does not take place, and take the invitation back."""
    rows = Briefing.objects.filter(pk__in=event.ids, state=Briefing.State.CANCELLED, invited_at__isnull=False)
    for one in rows:
        people = everybody(one)
        settle(people, ASKING, [address_of(one)])
        _tell(one, CANCELLED, str(one.pk), people)


@listens("meetings.drop_attendee", name="desk.meeting-dropped")
def dropped(event: Told) -> None:
    """Tell those who were invited on a line that was taken off, and on no other; their invitation goes."""
    changes = Entry.objects.filter(pk=event.journal_id or 0).values_list("changes", flat=True).first() or {}
    pk = changes.get("briefing", [None])[0]
    for one in Briefing.objects.filter(pk=pk, state=Briefing.State.INVITED):
        kinds = [kind.name for kind in ASKING]
        asked = Notice.objects.filter(kind__in=kinds, url=address_of(one)).values_list("person_id", flat=True)
        gone = set(asked) - everybody(one)
        settle(gone, ASKING, [address_of(one)])
        notify(
            gone, DROPPED, url=reverse("meetings"), key=f"{one.pk}-{event.seq}", n=number_of(one), when=one.starts_at
        )


@listens("meetings.reply", name="desk.meeting-answered")
def answered(event: Told) -> None:
    """Take the invitation back from a line that has answered; a substitute who was named is invited."""
    for line in Attendee.objects.filter(pk__in=event.ids).select_related("briefing"):
        one = line.briefing
        if line.reply == Attendee.Reply.NONE:
            continue
        settle(reached(one, [line])[line.pk] - {line.substitute_id}, (INVITED, CHANGED), [address_of(one)])
        if line.substitute_id and one.state == Briefing.State.INVITED:
            _tell(one, INVITED, f"{one.pk}-{line.pk}-{line.substitute_id}", {line.substitute_id})


@listens("meetings.open", "meetings.close", name="desk.meeting-begun")
def begun(event: Told) -> None:
    """Take back every invitation to a meeting that has begun."""
    for one in Briefing.objects.filter(pk__in=event.ids):
        settle(everybody(one), ASKING, [address_of(one)])


@listens("meetings.circulate_minutes", name="desk.minutes-round")
def sent_round(event: Told) -> None:
    """Ask the members for their word on minutes sent round."""
    rows = Minutes.objects.filter(pk__in=event.ids, state=Minutes.State.APPROVED, circulated_until__isnull=False)
    for minutes in rows.select_related("briefing"):
        one = minutes.briefing
        people = everybody(one, one.attendees.counted())
        key = f"{minutes.pk}-{minutes.edition}-{event.seq}"
        notify(people, ROUND, url=minutes_address(one), key=key, n=number_of(one), day=minutes.circulated_until)


@listens("meetings.give_opinion", "meetings.certify_minutes", "meetings.reopen_minutes", name="desk.minutes-heard")
def heard(event: Told) -> None:
    """Take the question back from a line that has answered, from everybody once it is settled."""
    if event.name == "meetings.give_opinion":
        for row in Opinion.objects.filter(pk__in=event.ids).select_related("attendee", "minutes__briefing"):
            one = row.minutes.briefing
            settle(reached(one, [row.attendee])[row.attendee_id], (ROUND,), [minutes_address(one)])
        return
    for minutes in Minutes.objects.filter(pk__in=event.ids).select_related("briefing"):
        settle(everybody(minutes.briefing), (ROUND,), [minutes_address(minutes.briefing)])


def minutes_address(one: Briefing) -> str:
    """Return the page of a meeting's minutes."""
    return reverse("meeting_minutes", args=[one.pk])
