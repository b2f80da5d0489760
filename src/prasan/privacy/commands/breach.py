"""Verbs of a breach of personal data, each an event of its timeline."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.kernel.privacy import BREACH, is_late, owed
from prasan.platform.commands import Create, RuleBroken, Step
from prasan.platform.commands.texts import words
from prasan.privacy import policy as may
from prasan.privacy.commands.frame import next_number, passed, people
from prasan.privacy.models import Breach, BreachEvent

REFERENCE = 60
OWED = {
    "assess": gettext_lazy("ประเมินความเสี่ยง"),
    "contain": gettext_lazy("บันทึกการระงับเหตุ"),
    "notify_office": gettext_lazy("แจ้งสำนักงานคณะกรรมการคุ้มครองข้อมูลส่วนบุคคล"),
    "tell_persons": gettext_lazy("แจ้งเจ้าของข้อมูล"),
}
"""What each duty is called."""


@dataclass(kw_only=True)
class ReportBreach(Create[Breach]):
    """Tell the protection officer of a breach that one has noticed.

    Parameters: `kind`; `what` happened; `aware_at`, when the organisation became aware (now by default); `people`, how
    many persons it touches, None where that is not known.
    """

    abstract: ClassVar[bool] = False
    name = "privacy.report_breach"
    verb = gettext_lazy("แจ้งเหตุละเมิดข้อมูลส่วนบุคคล")
    model = Breach
    allowed = may.can_report

    kind: str = ""
    what: str = ""
    aware_at: dt.datetime | None = None
    people: int | None = None

    def build(self, actor: Any) -> Breach:
        """Return the breach as it is told."""
        now = timezone.now()
        return Breach(
            kind=self.kind, office_id=actor.office_id, reporter_id=actor.person_id, reporter_seat_id=actor.seat_id,
            reported_at=now, aware_at=self.aware_at or now, people=self.people,
        )  # fmt: skip

    def check(self, actor: Any, subject: Breach) -> None:
        """Refuse one that tells nothing, and one that was noticed in time to come."""
        if self.kind not in Breach.Kind.values:
            raise RuleBroken(_("โปรดเลือกว่าเกิดอะไรกับข้อมูล"), field="kind")
        subject.what = words(self.what, "what", _("โปรดเล่าว่าเกิดอะไรขึ้น กับข้อมูลใด"))
        subject.aware_at = passed(self.aware_at or subject.aware_at, "aware")
        subject.people = people(self.people)

    def handle(self, actor: Any, subject: Breach) -> Breach:
        """Give it its number and write the first event."""
        subject.year, subject.number = next_number(subject.reported_at)
        subject.save(force_insert=True)
        BreachEvent.objects.create(
            breach=subject, move="report", at=subject.reported_at, when=subject.aware_at, people=subject.people,
            text=subject.what, seat_id=actor.seat_id,
        )  # fmt: skip
        return subject


@dataclass(kw_only=True)
class BreachStep(Step[Breach]):
    """A step for a breach. Parameters: `text`, what is said with it."""

    abstract: ClassVar[bool] = True
    model = Breach
    cycle = BREACH
    allowed = may.can_keep

    text: str = ""

    def told(self, subject: Breach) -> dict[str, Any]:
        """Return what the event holds beside its words; the breach itself is changed here."""
        return {}

    def handle(self, actor: Any, subject: Breach) -> Breach:
        """Write the event and move along."""
        more = self.told(subject)
        now = timezone.now()
        BreachEvent.objects.create(
            breach=subject, move=self.move_name(), at=now, text=self.text, seat_id=actor.seat_id, **more
        )
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class AssessBreach(BreachStep):
    """Say which risk it is to the persons; judged again it replaces what was found.

    Parameters: `risk`, none, risk or high; `text`, why: asked for where there is no risk, or where `aware_at`, the
    moment of becoming aware, is set right; `people`, how many persons, None leaves what is known.
    """

    abstract: ClassVar[bool] = False
    name = "privacy.assess_breach"
    verb = gettext_lazy("ประเมินความเสี่ยงของเหตุละเมิด")
    move = "assess"

    risk: str = ""
    aware_at: dt.datetime | None = None
    people: int | None = None

    def check(self, actor: Any, subject: Breach) -> None:
        """Refuse one that finds nothing, and a reason that is not told."""
        super().check(actor, subject)
        if self.risk not in {"none", "risk", "high"}:
            raise RuleBroken(_("โปรดเลือกระดับความเสี่ยง"), field="risk")
        missing = _("โปรดเขียนเหตุผลว่าทำไมจึงไม่มีความเสี่ยง") if self.risk == "none" else ""
        if self.aware_at is not None and self.aware_at != subject.aware_at:
            missing = missing or _("โปรดเขียนเหตุผลที่แก้เวลาที่ทราบเหตุ")
            passed(self.aware_at, "aware")
            done = [one for one in (subject.contained_at, subject.notified_at, subject.told_at) if one is not None]
            if done and self.aware_at > min(done):
                raise RuleBroken(_("เวลาที่ทราบเหตุอยู่หลังสิ่งที่ทำไปแล้ว โปรดตรวจวันและเวลา"), field="aware")
        self.text = words(self.text, "text", missing)
        people(self.people)

    def told(self, subject: Breach) -> dict[str, Any]:
        """Keep the risk."""
        subject.risk = self.risk
        subject.aware_at = self.aware_at or subject.aware_at
        subject.people = subject.people if self.people is None else self.people
        return {"code": self.risk, "when": subject.aware_at, "people": self.people}


@dataclass(kw_only=True)
class ContainBreach(BreachStep):
    """Write down what was done to stop it and to heal it. Parameters: `at`, when (now by default)."""

    abstract: ClassVar[bool] = False
    name = "privacy.contain_breach"
    verb = gettext_lazy("บันทึกการระงับเหตุละเมิด")
    move = "contain"

    at: dt.datetime | None = None

    def check(self, actor: Any, subject: Breach) -> None:
        """Refuse one that does not say what was done."""
        super().check(actor, subject)
        self.text = words(self.text, "text", _("โปรดเขียนว่าได้ทำอะไรเพื่อระงับเหตุ"))
        self.at = passed(self.at, "at", subject.aware_at)

    def told(self, subject: Breach) -> dict[str, Any]:
        """Keep the first moment."""
        subject.contained_at = subject.contained_at or self.at
        return {"when": self.at}


@dataclass(kw_only=True)
class NotifyOffice(BreachStep):
    """Write down the notice to the office of the committee; a later one adds to it, the first one keeps the term.

    Parameters: `at`, when it was sent (now by default); `reference`, its number; `text`, why it is late: asked for
    after the term.
    """

    abstract: ClassVar[bool] = False
    name = "privacy.notify_office"
    verb = gettext_lazy("บันทึกการแจ้งเหตุละเมิดต่อสำนักงานคณะกรรมการคุ้มครองข้อมูลส่วนบุคคล")
    move = "notify_office"

    at: dt.datetime | None = None
    reference: str = ""

    def check(self, actor: Any, subject: Breach) -> None:
        """Refuse one without a number, and a late one without its reason."""
        super().check(actor, subject)
        self.at = passed(self.at, "at", subject.aware_at)
        self.reference = self.reference.strip()
        if not 0 < len(self.reference) <= REFERENCE:
            raise RuleBroken(_("โปรดใส่เลขที่หนังสือหรือเลขรับแจ้ง ไม่เกิน 60 ตัวอักษร"), field="reference")
        late = subject.notified_at is None and is_late(subject.aware_at, self.at)
        self.text = words(self.text, "text", _("แจ้งเกิน 72 ชั่วโมง โปรดเขียนเหตุผลที่ล่าช้า") if late else "")

    def told(self, subject: Breach) -> dict[str, Any]:
        """Keep the first notice."""
        if subject.notified_at is None:
            subject.notified_at, subject.reference = self.at, self.reference
        return {"when": self.at, "code": self.reference}


@dataclass(kw_only=True)
class TellPersons(BreachStep):
    """Write down that the persons were told. Parameters: `at`, when; `people`, how many; `text`, how and what."""

    abstract: ClassVar[bool] = False
    name = "privacy.tell_persons"
    verb = gettext_lazy("บันทึกการแจ้งเหตุละเมิดต่อเจ้าของข้อมูล")
    move = "tell_persons"

    at: dt.datetime | None = None
    people: int | None = None

    def check(self, actor: Any, subject: Breach) -> None:
        """Refuse one that does not say how many and how."""
        super().check(actor, subject)
        self.at = passed(self.at, "at", subject.aware_at)
        people(self.people, needed=True)
        self.text = words(self.text, "text", _("โปรดเขียนว่าแจ้งเจ้าของข้อมูลด้วยวิธีใด และแจ้งว่าอย่างไร"))

    def told(self, subject: Breach) -> dict[str, Any]:
        """Keep the first moment; persons who were told later are added."""
        subject.told_at = subject.told_at or self.at
        subject.told_people = (subject.told_people or 0) + (self.people or 0)
        return {"when": self.at, "people": self.people}


@dataclass(kw_only=True)
class CloseBreach(BreachStep):
    """Close it once nothing is owed."""

    abstract: ClassVar[bool] = False
    name = "privacy.close_breach"
    verb = gettext_lazy("ปิดเหตุละเมิด")
    move = "close"

    def check(self, actor: Any, subject: Breach) -> None:
        """Refuse while a duty is open, and say which."""
        super().check(actor, subject)
        left = owed(subject.facts)
        if left:
            told = {"left": " · ".join(str(OWED[one]) for one in left)}
            raise RuleBroken(_("ยังปิดไม่ได้ ต้องทำก่อน: %(left)s") % told)
        self.text = words(self.text, "text")

    def told(self, subject: Breach) -> dict[str, Any]:
        """Keep the moment."""
        subject.closed_at = timezone.now()
        return {}


@dataclass(kw_only=True)
class ReopenBreach(BreachStep):
    """Open a closed one again, because more is known."""

    abstract: ClassVar[bool] = False
    name = "privacy.reopen_breach"
    verb = gettext_lazy("เปิดเหตุละเมิดอีกครั้ง")
    move = "reopen"

    def check(self, actor: Any, subject: Breach) -> None:
        """Refuse one without its reason."""
        super().check(actor, subject)
        self.text = words(self.text, "text", _("โปรดเขียนเหตุผลที่เปิดเหตุนี้อีกครั้ง"))

    def told(self, subject: Breach) -> dict[str, Any]:
        """Forget the end."""
        subject.closed_at = None
        return {}
