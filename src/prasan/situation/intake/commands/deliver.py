"""Verbs by which people and systems bring news in: pasted, a picture, a file, a call, a field report, by API."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import IO, Any, ClassVar

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Area
from prasan.kernel.feeds import MOST_TEXT, Entry, Parsed, pasted
from prasan.kernel.feeds.entry import judged
from prasan.platform.commands import Command, Create, RuleBroken
from prasan.platform.files.models import File
from prasan.platform.files.sniff import PICTURES
from prasan.platform.files.store import file_kind, keep
from prasan.situation.intake import ledger, pipeline, raws, readers, ways
from prasan.situation.intake import policy as may
from prasan.situation.intake.reasons import REASONS
from prasan.situation.models import Fetch, Item, Source

PHOTO = "situation.photo"
NOT_READABLE = gettext_lazy("ภาพนี้เป็นของข่าวที่อยู่นอกขอบเขตของท่าน")


def _may_read(actor: Any, file: File) -> Any:
    """Let whoever reads the item see its picture."""
    return None if Item.objects.visible_to(actor).filter(photo=file).exists() else NOT_READABLE


file_kind(PHOTO, _may_read, PICTURES)


@dataclass(kw_only=True)
class Deliver(Create[Fetch]):
    """Base: a delivery by a person. Subclasses say the way in and what it holds."""

    abstract: ClassVar[bool] = True
    way: ClassVar[str] = Source.Kind.PASTE

    items: list[int] = field(default_factory=list, init=False, repr=False)

    def build(self, actor: Any) -> Fetch:
        """Return the delivery, in the name of the one who brings it."""
        return Fetch(
            source=ways.way_in(self.way), by_id=actor.person_id, office_id=getattr(actor, "office_id", None) or None,
            started_at=timezone.now(),
        )  # fmt: skip

    def told(self, subject: Fetch) -> tuple[bytes, Parsed]:
        """Return the bytes to be kept, and what they hold."""
        raise NotImplementedError

    def carried(self, actor: Any, subject: Fetch) -> ledger.Extra:
        """Return what the items carry beside their content."""
        return ledger.Extra(office_id=subject.office_id, person_id=subject.by_id)

    def handle(self, actor: Any, subject: Fetch) -> Fetch:
        """Keep the bytes, write the ledger, let the new items be judged."""
        content, parsed = self.told(subject)
        extra = self.carried(actor, subject)
        raw = raws.row(raws.keep(content), len(content))
        made, new = ledger.take(subject.source, raw, parsed.entries, parsed.fault, extra)
        pipeline.settle(new)
        rows = made.arrivals.exclude(item=None).order_by("place")
        self.items = list(rows.values_list("item_id", flat=True)[:50])
        counts = ("received", "stored", "duplicate", "refused")
        self.details |= {name: [None, getattr(made, name)] for name in counts if getattr(made, name)}
        return made


def _photo(actor: Any, upload: IO[bytes] | None, name: str, area_id: int | None) -> int | None:
    if upload is None:
        return None
    return keep(actor, upload, name, kind=PHOTO, area_id=area_id).pk


@dataclass(kw_only=True)
class HandIn(Deliver):
    """Hand in what somebody passed on: text (a picture may come with it), or a file."""

    name = "situation.hand_in"
    verb = gettext_lazy("ส่งข่าวเข้า")
    model = Fetch
    allowed = may.can_hand_in

    title: str = ""
    text: str = ""
    url: str = ""
    photo: IO[bytes] | None = None
    photo_name: str = ""
    file_name: str = ""
    content: bytes = b""

    def build(self, actor: Any) -> Fetch:
        """Return the delivery of the way in that fits what is handed in."""
        if self.file_name:
            self.way = Source.Kind.MAIL if self.file_name.lower().endswith(".eml") else Source.Kind.FILE  # type: ignore[misc]
        return super().build(actor)

    def check(self, actor: Any, subject: Fetch) -> None:
        """Ask for words; a picture needs them most: nobody reads letters out of pictures here."""
        if self.file_name:
            if len(self.content) > settings.LISTEN_LIMIT:
                raise RuleBroken(_("ไฟล์ใหญ่เกินกว่าที่รับได้"), field="file")
            return
        if self.photo is not None and not self.text.strip():
            raise RuleBroken(_("โปรดพิมพ์ว่าภาพบอกอะไร ระบบไม่อ่านตัวหนังสือจากภาพ"), field="text")
        if not self.text.strip() and not self.title.strip():
            raise RuleBroken(_("โปรดวางข้อความข่าว หรือเลือกไฟล์"), field="text")
        if len(self.text) > MOST_TEXT:
            raise RuleBroken(_("ข้อความยาวเกินกว่าที่รับได้"), field="text")

    def told(self, subject: Fetch) -> tuple[bytes, Parsed]:
        """Return the text as it was pasted, or the file."""
        if self.file_name:
            delivery = readers.Delivery(self.content, timezone.now(), name=self.file_name)
            return self.content, readers.read(subject.source.kind, delivery)
        return self.text.encode("utf-8", "replace"), judged([pasted.parse(self.text, self.title, self.url)])

    def carried(self, actor: Any, subject: Fetch) -> ledger.Extra:
        """Add the picture."""
        photo = _photo(actor, self.photo, self.photo_name, None)
        return ledger.Extra(office_id=subject.office_id, person_id=subject.by_id, photo_id=photo)


@dataclass(kw_only=True)
class Report(Deliver):
    """Base of a call and a field report: what, where, when, how many people."""

    abstract: ClassVar[bool] = True

    title: str = ""
    text: str = ""
    area_code: str = ""
    place: str = ""
    people: int | None = None
    happened_at: dt.datetime | None = None
    caller: str = ""

    def check(self, actor: Any, subject: Fetch) -> None:
        """Ask for what happened; refuse a place nobody knows, a moment to come."""
        if not self.text.strip():
            raise RuleBroken(_("โปรดเขียนว่าเกิดอะไรขึ้น"), field="text")
        if len(self.text) > MOST_TEXT:
            raise RuleBroken(_("ข้อความยาวเกินกว่าที่รับได้"), field="text")
        if self.area_code and not Area.objects.filter(code=self.area_code).exists():
            raise RuleBroken(_("ไม่รู้จักพื้นที่นี้"), field="area")
        if self.people is not None and not 0 <= self.people < 10_000_000:
            raise RuleBroken(_("จำนวนคนต้องเป็นตัวเลข"), field="people")
        if self.happened_at is not None and self.happened_at > timezone.now() + dt.timedelta(minutes=10):
            raise RuleBroken(_("เวลาเกิดเหตุอยู่ในอนาคต"), field="day")

    def told(self, subject: Fetch) -> tuple[bytes, Parsed]:
        """Return the form as it was filled in; the caller's name is kept apart, encrypted."""
        title = self.title.strip() or self.text.strip().partition("\n")[0][: pasted.TITLE]
        when = self.happened_at.isoformat() if self.happened_at else ""
        salt = f"{subject.office_id}|{when}|{self.area_code}|{self.place.strip()}|{self.people}"
        entry = Entry(title, "\n".join(self._lines()), published=self.happened_at or subject.started_at, salt=salt)
        kept = {"title": title, "text": entry.text, "salt": salt}
        return json.dumps(kept, ensure_ascii=False).encode(), judged([entry])

    def _lines(self) -> list[str]:
        """Return the words of the report as the reader reads them: Thai, whatever language the page had."""
        lines = [self.text.strip()]
        if self.place.strip():
            lines.append(f"สถานที่: {self.place.strip()}")
        if self.people is not None:
            lines.append(f"ผู้ได้รับผลกระทบ: {self.people:,} คน")
        return lines

    def carried(self, actor: Any, subject: Fetch) -> ledger.Extra:
        """Add the answers, so that the event can take them over."""
        details: dict[str, Any] = {"areas": [self.area_code] if self.area_code else []}
        details |= {"place": self.place.strip()[:300]} if self.place.strip() else {}
        details |= {"people": self.people} if self.people is not None else {}
        details |= {"happened_at": self.happened_at.isoformat()} if self.happened_at else {}
        return ledger.Extra(
            office_id=subject.office_id, person_id=subject.by_id, details=details, caller=self.caller.strip()[:300]
        )


@dataclass(kw_only=True)
class RecordCall(Report):
    """Write down a call to 1506 that tells of something that happened."""

    abstract: ClassVar[bool] = False
    way: ClassVar[str] = Source.Kind.CALL
    name = "situation.record_call"
    verb = gettext_lazy("บันทึกสายด่วน 1506 เข้า")
    model = Fetch
    allowed = may.can_record_call


@dataclass(kw_only=True)
class FieldReport(Report):
    """Report from the spot: what an office sees, with a picture where there is one."""

    abstract: ClassVar[bool] = False
    way: ClassVar[str] = Source.Kind.FIELD
    name = "situation.field_report"
    verb = gettext_lazy("รายงานจากพื้นที่เข้า")
    model = Fetch
    allowed = may.can_report

    photo: IO[bytes] | None = None
    photo_name: str = ""

    def carried(self, actor: Any, subject: Fetch) -> ledger.Extra:
        """Add the picture."""
        plain = super().carried(actor, subject)
        area = Area.objects.filter(code=self.area_code).values_list("pk", flat=True).first()
        photo = _photo(actor, self.photo, self.photo_name, area)
        return replace(plain, photo_id=photo)


@dataclass(kw_only=True)
class Receive(Command[Fetch]):
    """Take items that another system sends; each is stored, a duplicate, or refused with its reason."""

    name = "situation.receive"
    verb = gettext_lazy("รับข่าวจากระบบอื่นเข้า")
    model = Fetch
    allowed = may.can_receive

    rows: Sequence[dict[str, Any]] = ()
    source_code: str = ""

    def subject(self, actor: Any) -> Fetch:
        """Return the delivery of a source of the kind API: the one named, else the one for all."""
        source = Source.objects.filter(code=self.source_code, kind=Source.Kind.API).first()
        if self.source_code and source is None:
            raise RuleBroken(_("ไม่พบแหล่งข่าวชนิด API รหัสนี้"), field="source")
        office = getattr(actor, "office_id", None) or None
        found = source or ways.way_in(Source.Kind.API)
        return Fetch(source=found, by_id=actor.person_id, office_id=office, started_at=timezone.now())

    def check(self, actor: Any, subject: Fetch) -> None:
        """Refuse an empty delivery, and a source that was stopped."""
        if not self.rows:
            raise RuleBroken(REASONS["empty"], field="items")
        if not subject.source.is_active:
            raise RuleBroken(_("แหล่งข่าวนี้หยุดรับอยู่ โปรดเปิดรับก่อน"), field="source")

    def handle(self, actor: Any, subject: Fetch) -> Fetch:
        """Keep what was sent and write the ledger."""
        content = json.dumps(list(self.rows), ensure_ascii=False, default=str).encode("utf-8", "replace")
        parsed = readers.read(Source.Kind.API, readers.Delivery(content, timezone.now()))
        raw = raws.row(raws.keep(content), len(content), "application/json")
        extra = ledger.Extra(office_id=subject.office_id, person_id=subject.by_id)
        made, new = ledger.take(subject.source, raw, parsed.entries, parsed.fault, extra)
        pipeline.settle(new)
        return made
