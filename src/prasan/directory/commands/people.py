"""Verbs about people and their accounts."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from prasan.directory.commands.seats import EndSeat, GiveSeat, revoke_topic
from prasan.directory.handover import handover_sources, open_items
from prasan.directory.models import Person, Seat
from prasan.directory.policy import (
    can_add_person,
    can_change_profile,
    can_close_account,
    can_manage_person,
    is_administrator,
)
from prasan.directory.text import grams_of, sort_of
from prasan.platform.commands import Command, Create, RuleBroken, perform

NAME_FIELDS = ("title", "rank", "royal_title", "academic_title", "given_name", "family_name", "name_en")
FIELDS = (*NAME_FIELDS, "email", "username", "seniority")
INVITE_JOB = "directory.send_invitation"


def set_words(person: Person) -> None:
    """Set what a person is sorted and found by: the given name without titles."""
    person.sort_th = sort_of(person.parts.sort_text())
    person.grams = grams_of(person.given_name, person.family_name, person.name_en, person.email)


def check_account(person: Person) -> None:
    """Raise RuleBroken where name, user name or address cannot be used."""
    if not person.given_name:
        raise RuleBroken(_("กรอกชื่อ"), field="given_name")
    if person.email:
        try:
            validate_email(person.email)
        except ValidationError:
            raise RuleBroken(_("อีเมลนี้ไม่ถูกต้อง"), field="email") from None
    others = Person.objects.exclude(pk=person.pk)
    if person.email and others.filter(email__iexact=person.email).exists():
        raise RuleBroken(_("อีเมลนี้เป็นของบัญชีอื่นแล้ว"), field="email")
    if others.filter(username__iexact=person.username).exists():
        raise RuleBroken(_("ชื่อผู้ใช้นี้เป็นของบัญชีอื่นแล้ว"), field="username")


def send_invitation(person_id: int) -> None:
    """Queue the letter with the link in the present transaction: it goes out once, if this is kept."""
    app.configure_task(INVITE_JOB, queue="mail").defer(person_id=person_id)


@dataclass(kw_only=True)
class AddPerson(Create[Person]):
    """Open an account for a person; a user administrator seats them at once in an own office."""

    name = "directory.add_person"
    verb = _("เปิดบัญชีให้")
    model = Person
    allowed = can_add_person

    given_name: str
    family_name: str = ""
    title: str = ""
    rank: str = ""
    royal_title: str = ""
    academic_title: str = ""
    name_en: str = ""
    email: str = ""
    username: str = ""
    seniority: int = 500
    seat: dict[str, Any] = field(default_factory=dict)
    invite: bool = False

    def build(self, actor: Any) -> Person:
        """Return the account without a password; the user name is the address, else a made one."""
        values = {name: getattr(self, name).strip() for name in (*NAME_FIELDS, "email")}
        username = self.username.strip() or values["email"] or f"p{secrets.token_hex(5)}"
        person = Person(**values, username=username, seniority=self.seniority)
        person.set_unusable_password()
        set_words(person)
        return person

    def check(self, actor: Any, subject: Person) -> None:
        """Refuse used names and addresses, and an account nobody answers for."""
        check_account(subject)
        if not self.seat and not is_administrator(actor):
            raise RuleBroken(_("ระบุหน่วยงานและบทบาทแรกของบุคคลนี้"), field="office")
        if self.invite and not subject.email:
            raise RuleBroken(_("ส่งคำเชิญไม่ได้ เพราะไม่มีอีเมล"), field="email")

    def handle(self, actor: Any, subject: Person) -> Person:
        """Save, seat and invite, each with its own line in the journal."""
        subject.save(force_insert=True)
        if self.seat:
            perform(actor, GiveSeat(person_id=subject.pk, **self.seat))
        if self.invite:
            send_invitation(subject.pk)
            self.details["invited"] = [None, True]
        return subject


@dataclass(kw_only=True)
class ChangePerson(Command[Person]):
    """Correct a name in parts, an address or the order of seniority."""

    name = "directory.change_person"
    verb = _("แก้ไขข้อมูลของ")
    model = Person
    allowed = can_manage_person

    values: dict[str, Any]

    def check(self, actor: Any, subject: Person) -> None:
        """Set the given fields and refuse what cannot be used."""
        unknown = set(self.values) - set(FIELDS)
        if unknown:
            raise ValueError(f"no such fields of a person: {sorted(unknown)}")
        for name, value in self.values.items():
            setattr(subject, name, value.strip() if isinstance(value, str) else value)
        check_account(subject)

    def handle(self, actor: Any, subject: Person) -> Person:
        """Save with the words to sort and find by."""
        set_words(subject)
        subject.save()
        return subject


@dataclass(kw_only=True)
class ChangeProfile(Command[Person]):
    """Change one's own settings: single-letter keys, and how notices come."""

    name = "directory.change_profile"
    verb = _("เปลี่ยนการตั้งค่าของตนเอง")
    model = Person
    allowed = can_change_profile

    keys_off: bool | None = None
    notice_channels: dict[str, Any] | None = None

    def handle(self, actor: Any, subject: Person) -> Person:
        """Save what was given."""
        if self.keys_off is not None:
            subject.keys_off = self.keys_off
        if self.notice_channels is not None:
            subject.notice_channels = self.notice_channels
        subject.save(update_fields=["keys_off", "notice_channels"])
        return subject


@dataclass(kw_only=True)
class InvitePerson(Command[Person]):
    """Send the person a link to choose a password."""

    name = "directory.invite_person"
    verb = _("ส่งคำเชิญเข้าใช้ระบบถึง")
    model = Person
    allowed = can_manage_person

    def check(self, actor: Any, subject: Person) -> None:
        """Refuse without an address or to a closed account."""
        if not subject.email:
            raise RuleBroken(_("ส่งคำเชิญไม่ได้ เพราะไม่มีอีเมล"), field="email")
        if not subject.is_active:
            raise RuleBroken(_("บัญชีของบุคคลนี้ปิดอยู่ ให้เปิดบัญชีก่อน"))

    def handle(self, actor: Any, subject: Person) -> Person:
        """Queue the letter."""
        send_invitation(subject.pk)
        self.details["invited"] = [None, True]
        return subject


@dataclass(kw_only=True)
class CloseAccount(Command[Person]):
    """Close an account: nobody signs in with it any more; what the person did stays under their name."""

    name = "directory.close_account"
    verb = _("ปิดบัญชีของ")
    model = Person
    allowed = can_close_account

    def check(self, actor: Any, subject: Person) -> None:
        """Refuse while a seat is held or will be."""
        if not subject.is_active:
            raise RuleBroken(_("บัญชีนี้ปิดอยู่แล้ว"))
        if subject.seats.filter(Q(end=None) | Q(end__gte=timezone.localdate())).exists():
            raise RuleBroken(_("บุคคลนี้ยังดำรงตำแหน่ง ให้สิ้นสุดตำแหน่งทั้งหมดก่อน"))

    def handle(self, actor: Any, subject: Person) -> Person:
        """Close."""
        subject.is_active = False
        subject.save(update_fields=["is_active"])
        return subject

    def announce(self, actor: Any, subject: Person) -> None:
        """Close the person's streams."""
        self.publish(self.name, revoke_topic(subject.pk), id=subject.pk)


@dataclass(kw_only=True)
class OpenAccount(Command[Person]):
    """Open a closed account again; seats are given anew."""

    name = "directory.open_account"
    verb = _("เปิดบัญชีอีกครั้งของ")
    model = Person
    allowed = can_manage_person

    def check(self, actor: Any, subject: Person) -> None:
        """Refuse when it is open."""
        if subject.is_active:
            raise RuleBroken(_("บัญชีนี้เปิดอยู่แล้ว"))

    def handle(self, actor: Any, subject: Person) -> Person:
        """Open."""
        subject.is_active = True
        subject.save(update_fields=["is_active"])
        return subject


@dataclass(kw_only=True)
class Leave(Command[Person]):
    """A person leaves (พ้นจากหน้าที่, เกษียณ, ลาออก): all seats end on one day, open work has a taker.

    Parameters: `on`, the last day; `receiver_id`, who takes over what is open in the person's name;
    `close`, close the account as well (only where the last day has passed or is today).
    """

    name = "directory.leave"
    verb = _("บันทึกการพ้นจากหน้าที่ของ")
    model = Person
    allowed = can_close_account

    on: dt.date
    receiver_id: int | None = None
    close: bool = False

    def check(self, actor: Any, subject: Person) -> None:
        """Refuse while work is open without a taker, or a seat begins after the last day."""
        self._seats = list(Seat.objects.filter(person=subject).open_after(self.on + dt.timedelta(days=1)))
        if any(seat.start > self.on for seat in self._seats):
            raise RuleBroken(_("มีตำแหน่งที่เริ่มหลังวันสุดท้าย ให้แก้คำสั่งนั้นก่อน"), field="on")
        if self.close and self.on > timezone.localdate():
            raise RuleBroken(_("ปิดบัญชีล่วงหน้าไม่ได้ ให้ปิดเมื่อถึงวันนั้น"), field="close")
        waiting = open_items([subject.pk]).get(subject.pk, [])
        if waiting and self.receiver_id is None:
            told = {"n": len(waiting)}
            raise RuleBroken(_("ยังมีงานค้างในชื่อบุคคลนี้ %(n)s รายการ ระบุผู้รับมอบงานก่อน") % told, field="receiver")
        if self.receiver_id is not None:
            self._check_receiver(subject, self.receiver_id)

    def _check_receiver(self, subject: Person, receiver: int) -> None:
        offices = {seat.office_id for seat in subject.seats.filter(start__lte=self.on).open_after(self.on)}
        held = Seat.objects.filter(person_id=receiver, person__is_active=True).held_on(self.on)
        if receiver == subject.pk or not held.filter(office_id__in=offices).exists():
            raise RuleBroken(_("ผู้รับมอบงานต้องดำรงตำแหน่งในหน่วยงานเดียวกัน"), field="receiver")

    def handle(self, actor: Any, subject: Person) -> Person:
        """End the seats, hand the work over, close the account where asked."""
        for seat in self._seats:
            perform(actor, EndSeat(target_id=seat.pk, on=self.on, reason=self.reason))
        subject.delegations.filter(revoked=None, end__gt=self.on).update(revoked=timezone.now())
        if self.receiver_id is not None:
            for source in handover_sources():
                if source.move is not None:
                    source.move(actor, subject.pk, self.receiver_id)
            self.details["handed_over_to"] = [None, self.receiver_id]
        self.details["left_on"] = [None, self.on.isoformat()]
        if self.close:
            subject.is_active = False
            subject.save(update_fields=["is_active"])
        return subject

    def announce(self, actor: Any, subject: Person) -> None:
        """Close the person's streams."""
        self.publish(self.name, revoke_topic(subject.pk), id=subject.pk)
