"""Verbs about surveys: write, open, close, answer."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area
from prasan.kernel.surveys import questions as q
from prasan.kernel.surveys.xforms import FormError, read_form
from prasan.networks import policy as may
from prasan.networks.cycle import SURVEY
from prasan.networks.models import Response, Survey, Volunteer
from prasan.networks.queries import areas_of, asked_about
from prasan.platform.commands import Create, Refused, RuleBroken, Step
from prasan.registers.commands.frame import FromValues, ToValues, known

FIELDS = frozenset({"title", "area_id", "deadline", "lines", "form"})
LINE_WRONG = {
    "empty": _("บรรทัดที่ %(n)s ไม่มีคำถาม"),
    "kind": _("บรรทัดที่ %(n)s ไม่รู้จักชนิดคำตอบ ใช้ ข้อความ จำนวน ทศนิยม ใช่ไม่ใช่ เลือกหนึ่ง เลือกหลาย วันที่ หรือ พิกัด"),
    "choices": _("บรรทัดที่ %(n)s ต้องมีตัวเลือก 2 ถึง 40 ข้อ คั่นด้วยจุลภาค และไม่ซ้ำกัน"),
    "many": _("บรรทัดที่ %(n)s เกินจำนวนคำถามที่มีได้ 40 ข้อ"),
}
FORM_WRONG = {
    "xml": _("อ่านไฟล์แบบฟอร์มไม่ได้ โปรดใช้ไฟล์ XForm (.xml) ที่แปลงจาก XLSForm"),
    "not-a-form": _("ไฟล์นี้ไม่ใช่แบบฟอร์ม XForm"),
    "no-id": _("แบบฟอร์มไม่มีรหัส (form_id) หรือรหัสยาวเกิน 64 ตัวอักษร"),
    "no-questions": _("แบบฟอร์มไม่มีคำถาม"),
    "kind": _("แบบฟอร์มมีส่วนที่ยังรับไม่ได้ (%(what)s) เช่น การแนบไฟล์ หรือคำถามซ้ำเป็นชุด"),
}
ANSWER_WRONG = {
    "missing": _("ข้อนี้ต้องตอบ"), "number": _("โปรดใส่เป็นจำนวนเต็ม"), "decimal": _("โปรดใส่เป็นตัวเลข เช่น 12.5"),
    "choice": _("โปรดเลือกจากตัวเลือก"), "date": _("โปรดใส่วันที่ เช่น 2569-12-25"), "point": _("อ่านพิกัดไม่ได้"),
    "long": _("ยาวได้ไม่เกิน 1,000 ตัวอักษร"),
}  # fmt: skip


@dataclass(kw_only=True)
class AddSurvey(FromValues):
    """Write a survey over the sub-districts of the own province or of a district in it."""

    name: ClassVar[str] = "networks.add_survey"
    verb = _("ร่างแบบสำรวจ")
    model = Survey
    allowed = may.can_ask
    fields = FIELDS

    def build(self, actor: Any) -> models.Model:
        """Return the draft of the own office."""
        told = dict(known(self.values, self.fields))
        lines, form = told.pop("lines", ""), told.pop("form", "")
        made = Survey(
            office_id=actor.office_id, seat_id=actor.seat_id, form_id=f"prasan-{secrets.token_hex(6)}", **told
        )
        take_questions(made, lines, form)
        return made

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse a survey without title, place, deadline or questions."""
        judge(subject)


@dataclass(kw_only=True)
class ChangeSurvey(ToValues):
    """Change a draft; of one that is open the deadline alone."""

    name: ClassVar[str] = "networks.change_survey"
    verb = _("แก้ไขแบบสำรวจ")
    model = Survey
    allowed = may.can_ask
    fields = FIELDS

    def handle(self, actor: Any, subject: Any) -> models.Model:
        """Set what may be set now, and save it."""
        told = dict(known(self.values, self.fields))
        if subject.state == Survey.State.CLOSED:
            raise RuleBroken(_("แบบสำรวจนี้ปิดรับแล้ว โปรดเปิดรับอีกครั้งก่อนแก้ไข"))
        if subject.state == Survey.State.OPEN and set(told) - {"deadline"}:
            raise RuleBroken(_("แบบสำรวจเปิดรับคำตอบแล้ว แก้ได้เฉพาะกำหนดส่ง"))
        lines, form = told.pop("lines", None), told.pop("form", None)
        for name, value in told.items():
            setattr(subject, name, value)
        if lines or form:
            take_questions(subject, lines or "", form or "")
        judge(subject)
        subject.full_clean()
        subject.save()
        return subject


def take_questions(one: Survey, lines: str, form: str) -> None:
    """Read the questions of typed lines or of a form. Raises RuleBroken with the line or the part that is wrong."""
    if form.strip():
        try:
            read = read_form(form.encode())
        except FormError as error:
            raise RuleBroken(_now(str(FORM_WRONG[error.code])) % {"what": error.detail}, field="form") from None
        if Survey.objects.filter(form_id=read.form_id).exclude(pk=one.pk).exists():
            raise RuleBroken(_("มีแบบสำรวจที่ใช้รหัสแบบฟอร์มนี้แล้ว โปรดเปลี่ยน form_id ในไฟล์"), field="form")
        one.form, one.form_id = form, read.form_id
        one.questions = [question.as_data() for question in read.questions]
        return
    found, bad = q.read_lines(lines)
    if bad:
        raise RuleBroken(LINE_WRONG[bad[0].why] % {"n": bad[0].line}, field="lines")
    one.questions = [question.as_data() for question in found]
    if one.form:
        one.form, one.form_id = "", f"prasan-{secrets.token_hex(6)}"


def judge(one: Survey) -> None:
    """Refuse a survey without title, a place in the office's own province, a deadline to come, or questions."""
    one.title = (one.title or "").strip()
    if not one.title:
        raise RuleBroken(_("โปรดใส่ชื่อแบบสำรวจ"), field="title")
    if one.deadline is None or one.deadline <= timezone.now():
        raise RuleBroken(_("กำหนดส่งต้องอยู่ข้างหน้า"), field="deadline")
    around = one.office.area
    kinds = (Area.Kind.PROVINCE, Area.Kind.DISTRICT)
    if not Area.objects.within(around).filter(pk=one.area_id, kind__in=kinds).exists():
        raise RuleBroken(_("โปรดเลือกจังหวัดของสำนักงานหรืออำเภอในจังหวัด"), field="area")
    if not one.questions:
        raise RuleBroken(_("โปรดเขียนคำถามอย่างน้อยหนึ่งข้อ บรรทัดละหนึ่งคำถาม"), field="lines")


@dataclass(kw_only=True)
class OpenSurvey(Step[Survey]):
    """Open it: every volunteer of its sub-districts finds it."""

    name = "networks.open_survey"
    verb = _("เปิดแบบสำรวจ")
    model = Survey
    allowed = may.can_ask
    cycle = SURVEY

    def check(self, actor: Any, subject: Survey) -> None:
        """Refuse one whose deadline has passed meanwhile."""
        super().check(actor, subject)
        judge(subject)

    def handle(self, actor: Any, subject: Survey) -> Survey:
        """Note when."""
        subject.opened_at = timezone.now()
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class CloseSurvey(Step[Survey]):
    """Close it: what comes later is refused with a sentence that says so."""

    name = "networks.close_survey"
    verb = _("ปิดแบบสำรวจ")
    model = Survey
    allowed = may.can_ask
    cycle = SURVEY

    def handle(self, actor: Any, subject: Survey) -> Survey:
        """Note when."""
        subject.closed_at = timezone.now()
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class ReopenSurvey(Step[Survey]):
    """Take answers again; those after the deadline stay marked as late."""

    name = "networks.reopen_survey"
    verb = _("เปิดรับคำตอบแบบสำรวจอีกครั้ง")
    model = Survey
    allowed = may.can_ask
    cycle = SURVEY

    def handle(self, actor: Any, subject: Survey) -> Survey:
        """Forget when it was closed."""
        subject.closed_at = None
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class AnswerSurvey(Create[Response]):
    """Answer a survey about a sub-district that the volunteer serves.

    `given`, text of each field by name, `tambon` among them; `instance`, made by the phone. The callers look first
    whether the instance is known (`networks.receiving`).
    """

    name = "networks.answer_survey"
    verb = _("ส่งคำตอบแบบสำรวจ")
    model = Response
    allowed = may.can_answer
    without_account = True

    survey_id: int = 0
    volunteer_id: int = 0
    given: dict[str, str] = field(default_factory=dict)
    instance: str = ""
    problems: dict[str, Any] = field(default_factory=dict, init=False, repr=False)

    def build(self, actor: Any) -> Response:
        """Return the answer; 404 for a survey or a volunteer that there is not."""
        survey = Survey.objects.select_related("area", "office").filter(pk=self.survey_id).first()
        volunteer = Volunteer.objects.active().select_related("office").filter(pk=self.volunteer_id).first()
        if survey is None or volunteer is None or survey.state == Survey.State.DRAFT:
            raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
        return Response(survey=survey, volunteer=volunteer, instance=self.instance, received_at=timezone.now())

    def check(self, actor: Any, subject: Response) -> None:
        """Refuse a survey that is closed, a sub-district that is not theirs, and answers that fit no question."""
        survey = subject.survey
        if survey.state == Survey.State.CLOSED:
            raise RuleBroken(_("แบบสำรวจนี้ปิดรับแล้ว คำตอบยังอยู่ในเครื่องของท่าน โปรดติดต่อสำนักงานแรงงานจังหวัด"))
        if not 0 < len(self.instance) <= 100:
            raise RuleBroken(_("คำตอบไม่มีรหัส (instanceID) โปรดเปิดแบบฟอร์มใหม่"))
        mine = asked_about(survey, areas_of(subject.volunteer))
        subject.area = place_of(mine, self.given.get(q.PLACE, ""))
        answers, wrong = q.judge(survey.asked, self.given)
        self.problems = {name: ANSWER_WRONG[why] for name, why in wrong.items()}
        if wrong:
            first = next(one for one in survey.asked if one.name in wrong)
            told = {"question": first.label, "why": ANSWER_WRONG[wrong[first.name]]}
            raise RuleBroken(_now("%(question)s: %(why)s") % told, field=first.name, status=422)
        subject.answers, subject.digest = answers, digest_of(subject.area_id, answers)
        subject.late = subject.received_at > survey.deadline


def place_of(mine: list[Area], code: str) -> Area:
    """Return the sub-district of an answer. Raises RuleBroken where it is not told or not the volunteer's."""
    if not mine:
        raise RuleBroken(_("ท่านไม่ได้ประจำตำบลในพื้นที่ของแบบสำรวจนี้ในวันนี้"), field=q.PLACE)
    if not code and len(mine) == 1:
        return mine[0]
    found = next((one for one in mine if one.code == code), None)
    if found is None:
        names = ", ".join(one.name_th for one in mine[:10])
        raise RuleBroken(_("โปรดเลือกตำบลที่ท่านประจำ: %(names)s") % {"names": names}, field=q.PLACE)
    return found


def digest_of(area: int, answers: dict[str, Any]) -> str:
    """Return the digest of what an answer says."""
    text = json.dumps([area, answers], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def deadline_of(day: dt.date, hour: dt.time) -> dt.datetime:
    """Return a moment in Thailand's time."""
    return dt.datetime.combine(day, hour, timezone.get_current_timezone())
