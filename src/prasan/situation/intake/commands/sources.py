"""Verbs about sources: add, change, stop, start, fetch now."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.kernel.feeds import webpage
from prasan.platform.commands import Command, Create, RuleBroken
from prasan.situation.intake import deliveries, jobs, network, ways
from prasan.situation.intake import policy as may
from prasan.situation.kinds import Reliability
from prasan.situation.models import Source

CODE = re.compile(r"^[a-z0-9][a-z0-9-]{1,38}$")
MOST_MINUTES = 7 * 24 * 60
SETTINGS = frozenset({"robots", "selectors"})


@dataclass(kw_only=True)
class Written:
    """What a source is told: names, address, pace, selectors of a page; `minutes` 0 is never by itself."""

    name_th: str = ""
    name_en: str = ""
    publisher: str = ""
    url: str = ""
    minutes: int = 0
    is_public: bool = True
    letter: str = "F"
    robots: bool = True
    selectors: dict[str, str] = field(default_factory=dict)

    def refuse(self, kind: str) -> None:
        """Raise RuleBroken, with the field, where something is missing or cannot be used."""
        if not self.name_th.strip():
            raise RuleBroken(_("โปรดใส่ชื่อแหล่งข่าว"), field="name_th")
        if kind in deliveries.FETCHED:
            try:
                network.checked(self.url)
            except network.Fault:
                raise RuleBroken(_("ที่อยู่เว็บใช้ไม่ได้ ต้องขึ้นต้นด้วย http:// หรือ https://"), field="url") from None
        if not 0 <= self.minutes <= MOST_MINUTES or (0 < self.minutes < 5 and not settings.LISTEN_NETWORKS):
            raise RuleBroken(_("ดึงทุกกี่นาที: 0 คือไม่ดึงเอง น้อยที่สุด 5 นาที"), field="minutes")
        if self.letter not in Reliability.values:
            raise RuleBroken(_("ความน่าเชื่อถือต้องเป็น A ถึง F"), field="letter")
        wrong = webpage.wrong_selector(self.selectors)
        if wrong:
            raise RuleBroken(_("ตัวเลือก CSS นี้ใช้ไม่ได้"), field=f"selector_{wrong}")

    def fill(self, source: Source) -> None:
        """Write it into a source."""
        source.name_th, source.name_en = self.name_th.strip()[:200], self.name_en.strip()[:200]
        source.publisher, source.url = self.publisher.strip()[:100], self.url.strip()[:500]
        source.every_minutes, source.is_public, source.letter = self.minutes, self.is_public, self.letter
        chosen = {name: text.strip() for name, text in self.selectors.items() if text.strip()}
        kept = {name: value for name, value in source.settings.items() if name not in SETTINGS}
        source.settings = {**kept, "robots": self.robots, **({"selectors": chosen} if chosen else {})}


@dataclass(kw_only=True)
class AddSource(Written, Create[Source]):
    """Add a source; it is listened to once somebody starts it."""

    name = "situation.add_source"
    verb = gettext_lazy("เพิ่มแหล่งข่าว")
    model = Source
    allowed = may.can_keep_sources

    code: str = ""
    kind: str = Source.Kind.FEED

    def build(self, actor: Any) -> Source:
        """Return the source in the keeping of the centre."""
        office = ways.keeper()
        if office is None:
            raise RuleBroken(ways.NO_OFFICE)
        source = Source(code=self.code.strip(), kind=self.kind, office=office, is_active=False)
        self.fill(source)
        return source

    def check(self, actor: Any, subject: Source) -> None:
        """Refuse a code that is taken or none, a kind nobody knows, an address that cannot be asked."""
        if not CODE.match(subject.code):
            raise RuleBroken(_("รหัสใช้ได้เฉพาะตัวอักษรอังกฤษตัวเล็ก ตัวเลข และขีด"), field="code")
        if Source.objects.filter(code=subject.code).exists():
            raise RuleBroken(_("มีแหล่งข่าวรหัสนี้แล้ว"), field="code")
        if subject.kind not in Source.Kind.values:
            raise RuleBroken(_("โปรดเลือกชนิดของแหล่งข่าว"), field="kind")
        self.refuse(subject.kind)


@dataclass(kw_only=True)
class ChangeSource(Written, Command[Source]):
    """Change a source; the next fetch reads it anew."""

    name = "situation.change_source"
    verb = gettext_lazy("แก้ไขแหล่งข่าว")
    model = Source
    allowed = may.can_keep_sources

    def check(self, actor: Any, subject: Source) -> None:
        """Refuse what cannot be used."""
        self.refuse(subject.kind)

    def handle(self, actor: Any, subject: Source) -> Source:
        """Write it, and forget what the source last sent: other selectors find other things in it."""
        self.fill(subject)
        subject.etag, subject.last_modified, subject.last_ok_at, subject.failures = "", "", None, 0
        subject.next_at = timezone.now()
        subject.save()
        return subject


@dataclass(kw_only=True)
class StartSource(Command[Source]):
    """Listen to a source from now on."""

    name = "situation.start_source"
    verb = gettext_lazy("เปิดรับข่าวจาก")
    model = Source
    allowed = may.can_keep_sources

    def check(self, actor: Any, subject: Source) -> None:
        """Refuse a source that is listened to."""
        if subject.is_active:
            raise RuleBroken(_("แหล่งข่าวนี้เปิดรับอยู่แล้ว"))

    def handle(self, actor: Any, subject: Source) -> Source:
        """Switch it on; it is due at once."""
        subject.is_active, subject.next_at, subject.failures = True, timezone.now(), 0
        subject.save(update_fields=["is_active", "next_at", "failures"])
        return subject


@dataclass(kw_only=True)
class StopSource(Command[Source]):
    """Stop listening to a source, with the reason; what it sent stays."""

    name = "situation.stop_source"
    verb = gettext_lazy("หยุดรับข่าวจาก")
    model = Source
    allowed = may.can_keep_sources

    def check(self, actor: Any, subject: Source) -> None:
        """Ask for a reason; refuse a source that is stopped."""
        if not subject.is_active:
            raise RuleBroken(_("แหล่งข่าวนี้หยุดรับอยู่แล้ว"))
        if not self.reason.strip():
            raise RuleBroken(_("โปรดบอกเหตุผลที่หยุดรับ"), field="reason")

    def handle(self, actor: Any, subject: Source) -> Source:
        """Switch it off."""
        subject.is_active = False
        subject.save(update_fields=["is_active"])
        return subject


@dataclass(kw_only=True)
class FetchNow(Command[Source]):
    """Fetch a source now, in the background; the progress leads to the delivery."""

    name = "situation.fetch_now"
    verb = gettext_lazy("สั่งดึงข่าวเดี๋ยวนี้จาก")
    model = Source
    allowed = may.can_keep_sources

    job: Any = field(default=None, init=False, repr=False)

    def check(self, actor: Any, subject: Source) -> None:
        """Refuse what has no address, and a source that somebody stopped."""
        if subject.kind not in deliveries.FETCHED or not subject.url:
            raise RuleBroken(_("แหล่งข่าวนี้ไม่มีที่อยู่เว็บให้ดึง"))
        if not subject.is_active:
            raise RuleBroken(_("แหล่งข่าวนี้หยุดรับอยู่ โปรดเปิดรับก่อน"))

    def handle(self, actor: Any, subject: Source) -> Source:
        """Queue it."""
        self.job = jobs.fetch_one.defer(actor, total=1, title=str(subject), source_id=subject.pk)
        return subject
