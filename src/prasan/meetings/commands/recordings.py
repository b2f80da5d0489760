"""Seal a recording once it is whole, open it, keep it from being deleted, delete it by its rule."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.meetings import policy as may
from prasan.meetings import policy_recording as may_record
from prasan.meetings.commands import checks
from prasan.meetings.models import Briefing, Recording
from prasan.meetings.playback.place import folder_of, kept_of, take_away
from prasan.platform.commands import Command, Create, RuleBroken
from prasan.platform.journal.models import Entry

OPEN_HOURS = 12
"""Hours that an opened recording can be played by the seat that opened it: the longest meeting lasts as long."""
SHORTEST_REASON = 10


@dataclass(kw_only=True)
class SealRecording(Create[Recording]):
    """Keep the hash of a finished recording's manifest: from now on a change of any file can be proved."""

    name = "meetings.seal_recording"
    verb = gettext_lazy("เก็บรหัสของบันทึกเสียงและภาพ")
    model = Recording
    allowed = may.can_run

    briefing_id: int = 0
    digest: str = ""
    files: int = 0
    size: int = 0
    seconds: int = 0

    def build(self, actor: Any) -> Recording:
        """Return the new row."""
        told = {name: getattr(self, name) for name in ("briefing_id", "digest", "files", "size", "seconds")}
        return Recording(sealed_at=timezone.now(), **told)

    def check(self, actor: Any, subject: Recording) -> None:
        """Refuse it before the meeting is closed, and twice."""
        if subject.briefing.state != Briefing.State.CLOSED:
            raise RuleBroken(_("ปิดประชุมก่อน จึงเก็บรหัสของบันทึกได้"))
        if Recording.objects.filter(briefing_id=self.briefing_id).exists():
            raise RuleBroken(_("เก็บรหัสของบันทึกนี้แล้ว"))


@dataclass(kw_only=True)
class OpenRecording(Command[Briefing]):
    """Open what was recorded, to hear and see it (เปิดบันทึกเสียงและภาพ): the journal keeps who did, and lets them."""

    name = "meetings.open_recording"
    verb = gettext_lazy("เปิดบันทึกเสียงและภาพของ")
    model = Briefing
    allowed = may_record.can_play

    def check(self, actor: Any, subject: Briefing) -> None:
        """Refuse it where there is nothing to open."""
        kept = kept_of(subject)
        gone = Recording.objects.filter(briefing=subject, deleted_at__isnull=False).exists()
        if kept is None or not kept.parts or gone:
            raise RuleBroken(_("การประชุมนี้ไม่มีบันทึกเสียงและภาพให้เปิด"))
        self.details["opened_files"] = [None, len(kept.parts)]

    def handle(self, actor: Any, subject: Briefing) -> Briefing:
        """Change nothing: its line in the journal is the permit."""
        return subject

    def announce(self, actor: Any, subject: Briefing) -> None:
        """Tell no page: nothing changed."""


def open_until(actor: Any, briefing: Briefing) -> dt.datetime | None:
    """Return until when the seat may play a recording that it opened, None where it has not: one query."""
    since = Now() - dt.timedelta(hours=OPEN_HOURS)  # by the clock that wrote the journal
    lines = Entry.objects.filter(
        verb=OpenRecording.name, model=Briefing._meta.label_lower, object_id=briefing.pk, at__gt=since,
        person_id=actor.person_id, seat_id=actor.seat_id,
    )  # fmt: skip
    last = lines.order_by("-id").values_list("at", flat=True).first()
    return last + dt.timedelta(hours=OPEN_HOURS) if last is not None else None


@dataclass(kw_only=True)
class OnRecording(Command[Recording]):
    """What is done with a recording that is there."""

    abstract: ClassVar[bool] = True
    model = Recording

    def check(self, actor: Any, subject: Recording) -> None:
        """Refuse it once the files are gone; every act asks for its reason."""
        if subject.deleted_at is not None:
            raise RuleBroken(_("บันทึกเสียงและภาพนี้ถูกลบแล้ว"))
        self.reason = checks.words(self.reason, "reason", _("โปรดบอกเหตุผล"), 500)
        if len(self.reason) < SHORTEST_REASON:
            raise RuleBroken(_("โปรดบอกเหตุผลอย่างน้อย %(n)s ตัวอักษร") % {"n": SHORTEST_REASON}, field="reason")


@dataclass(kw_only=True)
class HoldRecording(OnRecording):
    """Keep a recording from being deleted (ระงับการลบ), for a case or an inquiry, or let it go again."""

    abstract: ClassVar[bool] = False
    name = "meetings.hold_recording"
    verb = gettext_lazy("ระงับหรือเลิกระงับการลบบันทึกเสียงและภาพ")
    allowed = may_record.can_hold

    held: bool = True

    def check(self, actor: Any, subject: Recording) -> None:
        """Refuse what is so already."""
        super().check(actor, subject)
        if self.held == (subject.held_at is not None):
            raise RuleBroken(_("บันทึกนี้ระงับการลบอยู่แล้ว") if self.held else _("บันทึกนี้ไม่ได้ระงับการลบ"))

    def handle(self, actor: Any, subject: Recording) -> Recording:
        """Keep since when and why."""
        subject.held_at, subject.held_why = (timezone.now(), self.reason) if self.held else (None, "")
        subject.save(update_fields=["held_at", "held_why"])
        return subject


@dataclass(kw_only=True)
class DeleteRecording(OnRecording):
    """Delete the files of a recording (ลบบันทึกเสียงและภาพ); the manifest with every hash stays, and so does this row."""

    abstract: ClassVar[bool] = False
    name = "meetings.delete_recording"
    verb = gettext_lazy("ลบบันทึกเสียงและภาพ")
    allowed = may_record.can_delete

    def check(self, actor: Any, subject: Recording) -> None:
        """Refuse it while it is held, and before its time."""
        super().check(actor, subject)
        if subject.held_at is not None:
            raise RuleBroken(_("ระงับการลบไว้: %(why)s") % {"why": subject.held_why})
        days = settings.RECORDING_DAYS
        if timezone.now() < (subject.briefing.closed_at or timezone.now()) + dt.timedelta(days=days):
            raise RuleBroken(_("ลบได้เมื่อพ้น %(n)s วันนับจากปิดประชุม") % {"n": days})

    def handle(self, actor: Any, subject: Recording) -> Recording:
        """Keep when and why; the files go once that is committed, and the job takes what a crash left."""
        subject.deleted_at, subject.deleted_why = timezone.now(), self.reason
        subject.save(update_fields=["deleted_at", "deleted_why"])
        folder = folder_of(subject.briefing)
        transaction.on_commit(lambda: take_away(folder))
        return subject
