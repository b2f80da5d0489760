"""Verbs of bulk entry: hand a file in, go on with it, and the sets by which its people are entered."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, Create, RuleBroken
from prasan.platform.commands.many import CreateMany, Need
from prasan.platform.vault import ring
from prasan.registers import policy_workers as may
from prasan.registers.models import Load, LoadRow, Tie, Worker
from prasan.registers.models.worker_words import Ground, Purpose
from prasan.registers.workers.tied import check_tie


def digest_of(content: bytes, *, dry: bool = False) -> str:
    """Return the keyed hash by which a file is known again: nobody learns from it what the file holds.

    Parameters: `dry`, the file is looked through alone: it is never known again, since the registry goes on.
    """
    return ring.lookups("people load " + content.hex() + (secrets.token_hex(16) if dry else ""))[0]


@dataclass(kw_only=True)
class LoadPeople(Create[Load]):
    """Hand in a file of people for the actor's office; its rows are settled afterwards, in batches.

    Parameters: `lines`, the rows as `loading.reading` reads them; `digest`, of the file (`digest_of`); `dry`, look
    only, enter nobody. No pace holds here, unlike at the counter: few roles may, and each file stands in the journal.
    """

    abstract: ClassVar[bool] = False
    name = "registers.load_people"
    verb = _("นำเข้ารายชื่อแรงงานจากไฟล์")
    model = Load
    allowed = may.can_load

    lines: list[Any] = field(default_factory=list, repr=False)
    digest: str = ""
    file_name: str = ""
    dry: bool = False
    purpose: str = Purpose.SERVICE
    ground: str = Ground.CONSENT
    notice_version: str = ""

    def build(self, actor: Any) -> Load:
        """Return the file of the actor's office."""
        return Load(
            office_id=actor.office_id, person_id=actor.person_id, seat_id=actor.seat_id, name=self.file_name[:200],
            digest=self.digest, dry=self.dry, purpose=self.purpose, ground=self.ground,
            notice_version=self.notice_version.strip(), total=len(self.lines),
        )  # fmt: skip

    def check(self, actor: Any, subject: Load) -> None:
        """Refuse a tie without a right, an empty file, and the same file a second time."""
        check_tie(self.purpose, self.ground, self.notice_version)
        if not self.lines:
            raise RuleBroken(_("ไม่มีข้อมูลใต้หัวตาราง"), field="file")
        if known(actor.office_id, self.digest, dry=self.dry) is not None:
            raise RuleBroken(_("ไฟล์นี้นำเข้าแล้ว ไม่นำเข้าซ้ำ ดูผลได้ที่รายการเดิม"), field="file")

    def handle(self, actor: Any, subject: Load) -> Load:
        """Keep the rows, encrypted until each is settled."""
        subject.save(force_insert=True)
        LoadRow.objects.bulk_create(
            [
                LoadRow(load=subject, n=n, sheet=one.sheet, row=one.row, told=json.dumps(one.told, ensure_ascii=False))
                for n, one in enumerate(self.lines)
            ],
            batch_size=1000,
        )
        return subject

    def announce(self, actor: Any, subject: Load) -> None:
        """Tell no page."""


def known(office_id: int, digest: str, *, dry: bool) -> Load | None:
    """Return the same file of the same office where it was handed in before."""
    return Load.objects.filter(office_id=office_id, digest=digest, dry=dry).first()


@dataclass(kw_only=True)
class ResumeLoad(Command[Load]):
    """Go on with a file whose work was stopped or failed; what is settled stays as it is."""

    abstract: ClassVar[bool] = False
    name = "registers.resume_load"
    verb = _("ทำต่อ")
    model = Load
    allowed = may.can_load

    def check(self, actor: Any, subject: Load) -> None:
        """Refuse a file of which every row is settled."""
        if not subject.rows.filter(verdict="").exists():
            raise RuleBroken(_("ไฟล์นี้ตรวจครบทุกแถวแล้ว"))

    def handle(self, actor: Any, subject: Load) -> Load:
        """Change nothing: whoever asked queues the work."""
        return subject

    def announce(self, actor: Any, subject: Load) -> None:
        """Tell no page."""


@dataclass(kw_only=True)
class EnterPerson(CreateMany, Create[Worker]):
    """Enter somebody of a file for whom no other entry was found; the fields are settled (`facts.settled`)."""

    abstract: ClassVar[bool] = False
    name = "registers.enter_person"
    verb = _("ลงทะเบียนแรงงานจากไฟล์")
    model = Worker
    allowed = may.can_enter

    office_id: int = 0
    keys: list[int] = field(default_factory=list)
    title: str = ""
    given_name: str = ""
    family_name: str = ""
    name_latin: str = ""
    id_kind: str = "none"
    id_number: str = ""
    phone: str = ""
    contact: str = ""
    birth_year: int | None = None
    sex: str = ""
    home_area_id: int | None = None
    work_area_id: int | None = None
    occupation: str = ""
    industry: str = ""
    nationality: str = "TH"
    employment: str = ""
    informal_group: str = ""
    definition: str = ""
    definition_source: str = ""
    section: str = ""
    option: int | None = None
    channel: str = "none"
    consented_at: dt.datetime | None = None
    protected: str = ""

    def build(self, actor: Any) -> Worker:
        """Return the new row."""
        names = [one.attname for one in Worker._meta.concrete_fields]
        return Worker(**{name: getattr(self, name) for name in names if name in self.__dataclass_fields__})

    @classmethod
    def many_allowed(cls, actor: Any) -> Iterable[Need]:
        """Allow what the single form allows."""
        return _own(actor)

    @classmethod
    def many_assign(cls, actor: Any) -> dict[str, Any]:
        """Set each told value."""
        return {name.removesuffix("_id"): value for name, value in super().many_assign(actor).items()}


@dataclass(kw_only=True)
class TieLoaded(CreateMany, Create[Tie]):
    """Tie the office of a file to somebody who was entered from it."""

    abstract: ClassVar[bool] = False
    name = "registers.tie_loaded"
    verb = _("เพิ่มฐานการใช้ข้อมูลของแรงงานจากไฟล์")
    model = Tie
    allowed = may.can_enter

    worker_id: int = 0
    office_id: int = 0
    purpose: str = Purpose.SERVICE
    ground: str = Ground.CONSENT
    notice_version: str = ""
    recorded_by_id: int | None = None

    def build(self, actor: Any) -> Tie:
        """Return the new row."""
        return Tie(
            worker_id=self.worker_id, office_id=self.office_id, purpose=self.purpose, ground=self.ground,
            notice_version=self.notice_version, recorded_by_id=self.recorded_by_id,
        )  # fmt: skip

    @classmethod
    def many_allowed(cls, actor: Any) -> Iterable[Need]:
        """Allow what the single form allows."""
        return _own(actor)

    @classmethod
    def many_assign(cls, actor: Any) -> dict[str, Any]:
        """Set each told value."""
        return {name.removesuffix("_id"): value for name, value in super().many_assign(actor).items()}


def _own(actor: Any) -> Iterable[Need]:
    if getattr(actor, "is_system", False):
        return ()
    loads = actor.role in may.LOADERS
    return [
        Need("not_loader", may.ONLY_LOADERS, ~Q(pk__in=[]) if loads else Q(pk__in=[])),
        Need("not_own", may.ONLY_OWN_OFFICE, Q(office=actor.office_id)),
    ]
