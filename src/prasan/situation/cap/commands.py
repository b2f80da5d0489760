"""Verbs of notices: word, change, drop, publish; an update or cancellation replaces what was published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import Classification
from prasan.kernel import cap
from prasan.platform.commands import Command, Create, Refused, RuleBroken, Step
from prasan.situation.cap import message, words
from prasan.situation.cap.cycle import NOTICE
from prasan.situation.cap.policy import can_prepare_alert, can_publish_alert
from prasan.situation.models import Alert, Event

MOST_WORDS = 4000
LONGEST = dt.timedelta(days=90)
"""How long a notice may hold; what is older is worded anew."""
NOT_PUBLIC = _("เหตุการณ์นี้มีชั้นความลับหรือยังไม่เปิดเผยต่อสาธารณะ จึงประกาศไม่ได้")
GONE = _("เหตุการณ์นี้ถูกรวมกับเหตุการณ์อื่นหรือพบว่าไม่จริง จึงประกาศไม่ได้")
TEXTS = ("headline_th", "headline_en", "description_th", "description_en", "instruction_th", "instruction_en")


@dataclass(kw_only=True)
class Worded:
    """The words of a notice; `expires`, until when it holds; `checked`, that what looks personal is not."""

    headline_th: str = ""
    headline_en: str = ""
    description_th: str = ""
    description_en: str = ""
    instruction_th: str = ""
    instruction_en: str = ""
    expires: dt.datetime | None = None
    checked: bool = False

    def fill(self, row: Alert, actor: Any) -> Alert:
        """Write the words into a row; who words it last is who prepared it."""
        for name in TEXTS:
            setattr(row, name, getattr(self, name).strip().replace("\r\n", "\n"))
        if self.expires is not None:
            row.expires = self.expires.replace(microsecond=0)
        row.checked, row.prepared_by_id, row.prepared_at = self.checked, actor.person_id, timezone.now()
        return row

    def must_hold(self, row: Alert) -> None:
        """Raise RuleBroken for words that cannot go out."""
        for name, most in zip(TEXTS, (160, 160, *[MOST_WORDS] * 4), strict=True):
            if len(getattr(row, name)) > most:
                raise RuleBroken(_("ข้อความยาวเกินไป ใส่ได้ไม่เกิน %(n)s ตัวอักษร") % {"n": most}, field=name)
        if not row.headline_th:
            raise RuleBroken(_("โปรดใส่หัวข้อประกาศภาษาไทย"), field="headline_th")
        if not row.description_th:
            raise RuleBroken(_("โปรดใส่รายละเอียดภาษาไทย"), field="description_th")
        if bool(row.headline_en) != bool(row.description_en):
            missing = "headline_en" if row.description_en else "description_en"
            raise RuleBroken(_("ภาษาอังกฤษต้องมีทั้งหัวข้อและรายละเอียด หรือเว้นว่างทั้งสองช่อง"), field=missing)
        self._must_end(row)
        _must_be_message(row)
        found = words.personal_in([getattr(row, name) for name in TEXTS], row.event_id)
        if found and not self.checked:
            raise RuleBroken(
                _("พบข้อความที่อาจเป็นข้อมูลส่วนบุคคล: %(found)s โปรดนำออก หรือยืนยันว่าไม่ใช่")
                % {"found": ", ".join(found[:5])}, field="checked",
            )  # fmt: skip

    def _must_end(self, row: Alert) -> None:
        now = timezone.now()
        if self.expires is None or not now < row.expires <= now + LONGEST:
            raise RuleBroken(_("โปรดบอกว่าประกาศมีผลถึงเมื่อใด ไม่เกิน %(n)s วันนับจากนี้") % {"n": LONGEST.days}, field="expires")


def _must_be_message(row: Alert) -> None:
    """Refuse words that no CAP message can carry (control characters), before anybody waits for it."""
    trial = Alert(event=row.event, kind=Alert.Kind.ALERT, expires=row.expires)
    for name in TEXTS:
        setattr(trial, name, getattr(row, name))
    trial.identifier, trial.sender, trial.sent = "trial", settings.CAP_SENDER, timezone.now()
    try:
        cap.write(message.message(trial, [], []))
    except cap.CapError as error:
        raise RuleBroken(_("ข้อความมีอักขระที่ส่งออกไม่ได้ โปรดพิมพ์ใหม่"), field="description_th") from error


def _event_of(actor: Any, event_id: Any) -> Event:
    """Return the event, locked: notices of one event are prepared and published one after the other."""
    rows = Event.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=event_id)
    found = rows.first()
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def published_of(event_id: int) -> Alert | None:
    """Return the newest published notice of an event that is no cancellation, expired or not."""
    rows = Alert.objects.filter(event_id=event_id, state=Alert.State.PUBLISHED)
    return rows.exclude(kind=Alert.Kind.CANCEL).select_related("event").first()


def _must_be_public(event: Event, kind: str) -> None:
    """Refuse events that are not for everybody; what was told before may always be taken back."""
    if kind == Alert.Kind.CANCEL:
        return
    if event.classification != Classification.NORMAL or not event.is_public:
        raise RuleBroken(NOT_PUBLIC)
    if event.merged_into_id or event.is_void or event.state == Event.State.REFUTED:
        raise RuleBroken(GONE)


@dataclass(kw_only=True)
class PrepareAlert(Worded, Create[Alert]):
    """Word a notice of an event: a new one, or the update or cancellation of the one that was published."""

    name: ClassVar[str] = "situation.prepare_alert"
    verb = _("ร่างประกาศแจ้งเตือน")
    model = Alert
    allowed = can_prepare_alert

    event_id: int | None = None
    kind: str = Alert.Kind.ALERT

    def build(self, actor: Any) -> Alert:
        """Return the draft."""
        event = _event_of(actor, self.event_id)
        before = published_of(event.pk) if self.kind != Alert.Kind.ALERT else None
        return self.fill(Alert(event=event, kind=self.kind, previous=before), actor)

    def check(self, actor: Any, subject: Alert) -> None:
        """Refuse what cannot go out, a second draft, and a kind that does not follow what was published."""
        if self.kind not in Alert.Kind.values:
            raise RuleBroken(_("โปรดเลือกว่าเป็นประกาศใหม่ ปรับปรุง หรือยกเลิก"), field="kind")
        _must_be_public(subject.event, subject.kind)
        if Alert.objects.filter(event_id=subject.event_id, state=Alert.State.DRAFT).exists():
            raise RuleBroken(_("เหตุการณ์นี้มีร่างประกาศรออยู่แล้ว โปรดแก้ไขร่างนั้น"))
        if subject.kind == Alert.Kind.ALERT and published_of(subject.event_id):
            raise RuleBroken(_("เหตุการณ์นี้มีประกาศอยู่แล้ว โปรดปรับปรุงหรือยกเลิกประกาศนั้น"), field="kind")
        if subject.kind != Alert.Kind.ALERT and subject.previous_id is None:
            raise RuleBroken(_("ยังไม่มีประกาศให้ปรับปรุงหรือยกเลิก"), field="kind")
        self.must_hold(subject)


@dataclass(kw_only=True)
class ChangeAlert(Worded, Command[Alert]):
    """Change the words of a draft; whoever changes it has prepared it and cannot publish it."""

    name: ClassVar[str] = "situation.change_alert"
    verb = _("แก้ร่างประกาศแจ้งเตือน")
    model = Alert
    allowed = can_prepare_alert

    def check(self, actor: Any, subject: Alert) -> None:
        """Refuse what is no draft any more, and words that cannot go out."""
        _must_be_draft(subject)
        _must_be_public(subject.event, subject.kind)
        self.fill(subject, actor)
        self.must_hold(subject)

    def handle(self, actor: Any, subject: Alert) -> Alert:
        """Save the words."""
        subject.save()
        return subject


@dataclass(kw_only=True)
class DropAlert(Step[Alert]):
    """Drop a draft; it is kept, and never goes out."""

    name = "situation.drop_alert"
    verb = _("ไม่เผยแพร่ร่างประกาศแจ้งเตือน")
    model = Alert
    allowed = can_prepare_alert
    cycle, move = NOTICE, "drop"


@dataclass(kw_only=True)
class PublishAlert(Step[Alert]):
    """Publish a notice: from now on it stands under its name in the world and cannot be changed, only replaced."""

    name = "situation.publish_alert"
    verb = _("เผยแพร่ประกาศแจ้งเตือน")
    model = Alert
    allowed = can_publish_alert
    cycle, move = NOTICE, "publish"

    def check(self, actor: Any, subject: Alert) -> None:
        """Refuse a notice whose event closed to the public, that has expired, or whose chain moved on."""
        super().check(actor, subject)
        event = _event_of(actor, subject.event_id)
        subject.event = event
        _must_be_public(event, subject.kind)
        if subject.expires <= timezone.now():
            raise RuleBroken(_("ประกาศนี้หมดเวลามีผลแล้ว โปรดแก้เวลาในร่างก่อน"))
        before = published_of(event.pk)
        if (before.pk if before else None) != subject.previous_id:
            raise RuleBroken(_("มีประกาศฉบับอื่นเผยแพร่ไปก่อน โปรดร่างใหม่จากฉบับล่าสุด"))

    def handle(self, actor: Any, subject: Alert) -> Alert:
        """Give it its name, freeze the message, and replace what stood before."""
        told = Alert.objects.filter(event_id=subject.event_id, state__in=Alert.TOLD)
        earlier = _chain(subject)
        event = subject.event
        subject.identifier = f"prasan-{event.year}-{event.number}-{told.count() + 1}"
        subject.sender, subject.published_by_id = settings.CAP_SENDER, actor.person_id
        last = max((one.sent for one in earlier if one.sent), default=None)
        now = timezone.now().replace(microsecond=0)
        # whole seconds: two messages of one chain never bear the same moment
        subject.sent = max(now, last + dt.timedelta(seconds=1)) if last else now
        subject.document = cap.write(message.message(subject, earlier, message.areas_of(event))).decode()
        # what stands published of the event before this one gives way: an earlier notice, or an old cancellation
        for one in Alert.objects.filter(event_id=event.pk, state=Alert.State.PUBLISHED):
            self.details["replaced"] = [one.identifier, subject.identifier]
            one.state = NOTICE.after(one.state, "replace")
            one.save(update_fields=["state"])
        return super().handle(actor, subject)


def _chain(alert: Alert) -> list[Alert]:
    """Return the notices before one, the newest first: at most as many queries as it was updated."""
    found: list[Alert] = []
    one = alert.previous
    while one is not None and len(found) < 50:
        found.append(one)
        one = one.previous
    return found


def _must_be_draft(alert: Alert) -> None:
    if alert.state != Alert.State.DRAFT:
        raise RuleBroken(_("ประกาศนี้ไม่ใช่ร่างแล้ว หากต้องเปลี่ยน โปรดร่างฉบับปรับปรุง"))
