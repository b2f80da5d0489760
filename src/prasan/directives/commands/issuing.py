"""Issue a dated directive (ข้อสั่งการ), whole or split to the provinces and countries it names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directives import policy as may
from prasan.directives.clock import due_of
from prasan.directives.commands import checks
from prasan.directives.commands.parts import issue_parts
from prasan.directives.models import Directive, DirectiveArea, DirectiveOffice
from prasan.directives.numbers import next_number
from prasan.directives.queries import answering
from prasan.directory.clocks import Clocks
from prasan.directory.models import Area, Office
from prasan.platform.commands import Create, RuleBroken
from prasan.platform.search import fill
from prasan.registers.models import Indicator

MOST_OUTSIDE = 20


@dataclass(kw_only=True)
class Issue(Create[Directive]):
    """Issue it, with all that is told in one go.

    Parameters: `giver_id`, the seat in whose name (own where None); `origin_ref`, the number of the event or agenda
    item; `co`, offices; `areas`, area numbers; `due_amount`, months, days or working hours by `due_kind`; `due_day`,
    for a date; `goal`, scaled as the indicator; `split`, one part for each of the areas.
    """

    name = "directives.issue"
    verb = gettext_lazy("สั่งการ")
    model = Directive
    allowed = may.can_issue

    text: str = ""
    lead_id: int | None = None
    giver_id: int | None = None
    origin: str = "free"
    origin_ref: int | None = None
    origin_label: str = ""
    inspection_round: int | None = None
    co: list[int] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    areas: list[int] = field(default_factory=list)
    due_kind: str = ""
    due_amount: int = 0
    due_day: dt.date | None = None
    report_back: bool = True
    public_message: str = ""
    hotline_key: str = ""
    policy_id: int | None = None
    indicator_id: int | None = None
    aim_area_id: int | None = None
    bound: bool = False
    goal: int | None = None
    every: str = ""
    until: dt.date | None = None
    classification: int = 0
    split: bool = False

    def build(self, actor: Any) -> Directive:
        """Return the new row with its lead office and giver; refuses it without an owner."""
        if not self.lead_id:
            raise RuleBroken(_("โปรดเลือกหน่วยงานหลัก ข้อสั่งการทุกข้อต้องมีหน่วยงานรับผิดชอบ"), field="lead")
        lead = checks.offices([self.lead_id], "lead")[0]
        giver = checks.giver(self.giver_id, actor)
        return Directive(
            issuer=giver.office, giver=giver, lead=lead, area_id=lead.area_id, issued_by_id=actor.person_id,
            classification=self.classification, origin=self.origin,
        )  # fmt: skip

    def check(self, actor: Any, subject: Directive) -> None:
        """Refuse what is not whole, each time with the field it is about."""
        self.text = checks.words(self.text, "text", _("โปรดเขียนข้อสั่งการ"))
        self.public_message = checks.words(self.public_message, "public_message", "")
        checks.origin(self.origin, self.origin_ref, self.origin_label, self.inspection_round)
        today = timezone.now().astimezone(ZoneInfo(subject.lead.time_zone)).date()
        checks.deadline(self.due_kind, self.due_amount, self.due_day, today)
        checks.recurring(self.every, self.until, self.due_kind, today)
        checks.classified(self.classification, actor)
        checks.policy(self.policy_id, actor)
        self._co = checks.offices(set(self.co) - {subject.lead_id}, "co")
        self.outside = [one for one in (told.strip() for told in self.outside) if one]
        if len(self.outside) > MOST_OUTSIDE or any(len(one) > 200 for one in self.outside):
            raise RuleBroken(_("หน่วยงานภายนอกได้ไม่เกิน 20 ชื่อ ชื่อละไม่เกิน 200 ตัวอักษร"), field="outside")
        if self.hotline_key and not (
            len(self.hotline_key) <= 5 and self.hotline_key.isascii() and self.hotline_key.isdecimal()
        ):
            raise RuleBroken(_("โปรดใส่หมายเลขกด 1 ถึง 5 หลัก"), field="hotline_key")
        self._areas = self._found_areas()
        self._check_aim(actor)
        self._leads = self._found_leads(actor, subject)
        checks.readers([subject.lead, *self._co, *self._leads.values()], self.classification, "lead")

    def _found_areas(self) -> list[Area]:
        found = list(Area.objects.filter(pk__in=set(self.areas)).defer("grams", "boundary").order_by("pk"))
        if len(found) != len(set(self.areas)):
            raise RuleBroken(_("ไม่พบบางพื้นที่ โปรดเลือกจากรายการ"), field="areas")
        return found

    def _check_aim(self, actor: Any) -> None:
        """Refuse an unknown figure, and a bound one that does not say which figure holds it."""
        self._indicator = None
        if self.indicator_id:
            self._indicator = Indicator.objects.visible_to(actor).filter(pk=self.indicator_id).first()
            if self._indicator is None:
                raise RuleBroken(_("ไม่พบตัวชี้วัดนี้ โปรดเลือกจากรายการ"), field="indicator")
        if self.aim_area_id and not Area.objects.filter(pk=self.aim_area_id).exists():
            raise RuleBroken(_("ไม่พบพื้นที่นี้ โปรดเลือกจากรายการ"), field="aim_area")
        if self.bound and not (self.indicator_id and self.aim_area_id):
            text = _("ข้อสั่งการที่ผูกกับตัวเลขต้องบอกตัวชี้วัดและพื้นที่")
            raise RuleBroken(text, field="aim_area" if self.indicator_id else "indicator")
        if self.bound and self.goal is None:
            raise RuleBroken(_("โปรดใส่ค่าที่ต้องไปให้ถึง ถ้าตัวเลขถอยจากค่านี้ เรื่องจะเปิดขึ้นใหม่"), field="goal")
        if self.bound and not self.report_back:
            raise RuleBroken(_("ข้อสั่งการที่ผูกกับตัวเลขต้องให้รายงานผลกลับ"), field="report_back")

    def _found_leads(self, actor: Any, subject: Directive) -> dict[int, Office]:
        """Return the office that answers for each area where it is split; refuses an area without one."""
        if not self.split:
            return {}
        if not self._areas or any(one.kind not in {Area.Kind.PROVINCE, Area.Kind.COUNTRY} for one in self._areas):
            raise RuleBroken(_("แยกรายจังหวัดหรือประเทศได้เมื่อเลือกจังหวัดหรือประเทศอย่างน้อยหนึ่งแห่ง"), field="areas")
        if self.every:
            raise RuleBroken(_("ข้อสั่งการที่แยกรายพื้นที่ทำซ้ำไม่ได้ โปรดเลือกอย่างใดอย่างหนึ่ง"), field="every")
        found = answering(one.pk for one in self._areas)
        without = [one.name for one in self._areas if one.pk not in found]
        if without:
            text = _("ไม่มีสำนักงานที่รับผิดชอบใน %(names)s") % {"names": ", ".join(without[:3])}
            raise RuleBroken(text, field="areas")
        if not all(may.reaches(actor, office, subject) for office in found.values()):
            raise RuleBroken(may.GIVERS_ONLY, field="areas")
        return found

    def handle(self, actor: Any, subject: Directive) -> Directive:
        """Number it, compute its deadline, save it with its offices and areas, and its parts."""
        now = timezone.now()
        clocks = Clocks([subject.lead, *self._leads.values()], timezone.localdate(now))
        subject.number, subject.year = next_number(subject.issuer_id, "directive", now)
        self._fill(subject, now, clocks)
        subject.save(force_insert=True)
        DirectiveOffice.objects.bulk_create([DirectiveOffice(directive=subject, office=one) for one in self._co])
        DirectiveArea.objects.bulk_create([DirectiveArea(directive=subject, area=one) for one in self._areas])
        if self.split:
            issue_parts(actor, subject, [(area, self._leads[area.pk]) for area in self._areas], clocks)
        return subject

    def _fill(self, subject: Directive, now: dt.datetime, clocks: Clocks) -> None:
        for name in (
            "text", "origin", "origin_ref", "origin_label", "inspection_round", "outside", "due_kind", "due_amount",
            "report_back", "public_message", "hotline_key", "policy_id", "indicator_id", "aim_area_id", "bound",
            "goal", "every", "until",
        ):  # fmt: skip
            setattr(subject, name, getattr(self, name))
        fill(subject)
        subject.issued_at = now
        calendar = clocks.of(subject.lead)
        subject.due_at, subject.due_day = due_of(calendar, now, self.due_kind, self.due_amount, self.due_day)
        subject.escalate_at = subject.due_at
