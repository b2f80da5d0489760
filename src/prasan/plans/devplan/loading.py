"""Verbs about a development plan's file: keep what was read, load it as it was shown."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.intake import Plan
from prasan.plans.devplan.commands import AddDevLine, ChangeDevLine, MoveDevLine
from prasan.plans.devplan.policy import can_send_lines
from prasan.plans.devplan.reading import read
from prasan.plans.models import DevLine, SentFile
from prasan.platform.commands import Command, Create, RuleBroken, perform
from prasan.platform.commands.errors import PeopleError

STEPS: dict[str, type[Command[DevLine]]] = {one.name: one for one in (AddDevLine, ChangeDevLine, MoveDevLine)}
"""What a kept file may ask for; nothing else."""


@dataclass(kw_only=True)
class KeepDevLines(Create[SentFile]):
    """Read a development plan's file and keep what it would change, until that is accepted."""

    name = "plans.keep_dev_lines"
    verb = gettext_lazy("ส่งไฟล์แผนพัฒนาจังหวัดเพื่อตรวจก่อนนำเข้า")
    model = SentFile
    allowed = can_send_lines

    file_name: str
    content: bytes
    area_id: int | None = None
    group_id: int | None = None

    def build(self, actor: Any) -> SentFile:
        """Return the file, in the name of the one who sent it."""
        return SentFile(
            kind=SentFile.Kind.DEVELOPMENT, file_name=self.file_name[:200], person_id=actor.person_id,
            digest=hashlib.sha256(self.content).hexdigest(), content={},
        )  # fmt: skip

    def check(self, actor: Any, subject: SentFile) -> None:
        """Read it; another's place and a file that cannot be read are refused."""
        if (self.area_id is None) == (self.group_id is None):
            raise RuleBroken(_("โปรดเลือกจังหวัดหรือกลุ่มจังหวัดเดียว"), field="place")
        must_keep(actor, self.area_id, self.group_id)
        plan = read(self.file_name, self.content, area_id=self.area_id, group_id=self.group_id)
        subject.content = plan.as_json() | {"area_id": self.area_id, "group_id": self.group_id}


def must_keep(actor: Any, area_id: int | None, group_id: int | None) -> None:
    """Raise Refused where the actor does not keep the place's plan."""
    from prasan.plans.devplan.policy import can_keep_line
    from prasan.platform.commands import Refused

    refusal = can_keep_line(actor, DevLine(area_id=area_id, group_id=group_id))
    if refusal is not None:
        raise Refused(refusal)


@dataclass(kw_only=True)
class LoadDevLines(Command[SentFile]):
    """Load a kept file as its preview showed it: every line through the door, all of them or none."""

    name = "plans.load_dev_lines"
    verb = gettext_lazy("นำเข้าแผนพัฒนาจังหวัด")
    model = SentFile
    allowed = can_send_lines

    def check(self, actor: Any, subject: SentFile) -> None:
        """Refuse a file that was loaded, or of which a cell cannot be read."""
        if subject.kind != SentFile.Kind.DEVELOPMENT or subject.applied is not None:
            raise RuleBroken(_("ไฟล์นี้นำเข้าแล้ว"))
        if subject.content["bad"]:
            raise RuleBroken(_("ยังมีช่องที่อ่านไม่ได้ แก้ไฟล์แล้วส่งใหม่"))

    def handle(self, actor: Any, subject: SentFile) -> SentFile:
        """Perform every step; the first that is refused undoes all before it and is named."""
        plan = Plan.from_json(subject.content)
        for name, told, where in plan.steps:
            values = dict(told)
            if values.get("on"):
                values["on"] = dt.date.fromisoformat(values["on"])
            try:
                perform(actor, STEPS[name](**values))
            except PeopleError as error:
                raise RuleBroken(_("แถว %(row)s: %(text)s") % {"row": where, "text": error.text}) from error
        counts = plan.counts()
        self.details["rows"] = [None, counts["new"] + counts["changed"]]
        subject.applied = timezone.now()
        subject.save(update_fields=["applied"])
        return subject
