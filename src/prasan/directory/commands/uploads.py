"""The verb that loads a previewed file: every step through the door, all of them or none."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.commands.transfers import ApplyTransferOrder, Transfer
from prasan.directory.models import Office, Upload
from prasan.directory.policy import can_apply_upload
from prasan.platform.commands import COMMANDS, Command, Create, RuleBroken, perform
from prasan.platform.commands.errors import PeopleError

STEPS = frozenset(
    {
        "directory.add_office",
        "directory.rename_office",
        "directory.change_office_contact",
        "directory.move_office",
        "directory.add_person",
        "directory.change_person",
        "directory.give_seat",
        "directory.set_boundary",
    }
)
"""What an import may do; a kept file can ask for nothing else."""
DAYS = frozenset({"start", "end", "order_date", "valid_from", "date", "effective"})


def with_days(values: dict[str, Any]) -> dict[str, Any]:
    """Return the fields with their ISO days read, those of a seat within as well."""
    read: dict[str, Any] = {k: dt.date.fromisoformat(v) if k in DAYS and v else v for k, v in values.items()}
    if isinstance(read.get("seat"), dict):
        read["seat"] = with_days(read["seat"])
    return read


@dataclass(kw_only=True)
class KeepUpload(Create[Upload]):
    """Keep a file that was read, until its preview is accepted."""

    name = "directory.keep_upload"
    verb = _("ส่งไฟล์เพื่อตรวจก่อนนำเข้า")
    model = Upload
    allowed = can_apply_upload

    kind: str
    file_name: str
    content: dict[str, Any]

    def build(self, actor: Any) -> Upload:
        """Return the upload, in the name of the one who sent it."""
        return Upload(kind=self.kind, file_name=self.file_name[:200], content=self.content, person_id=actor.person_id)


def must_be_loadable(upload: Upload) -> None:
    """Raise RuleBroken for a file that was loaded already, or that has rows which cannot be read."""
    if upload.applied is not None:
        raise RuleBroken(_("ไฟล์นี้นำเข้าแล้ว"))
    if upload.content["bad"] or not upload.content["steps"]:
        raise RuleBroken(_("ยังมีแถวที่อ่านไม่ได้ แก้ไฟล์แล้วส่งใหม่"))


@dataclass(kw_only=True)
class ApplyUpload(Command[Upload]):
    """Load a file as its preview showed it.

    `step` is called with the number of rows done; what it raises undoes everything.
    """

    name = "directory.apply_upload"
    verb = _("นำเข้าไฟล์")
    model = Upload
    allowed = can_apply_upload

    step: Callable[[int], None] = field(default=lambda rows: None, repr=False)

    def check(self, actor: Any, subject: Upload) -> None:
        """Refuse what cannot be loaded."""
        must_be_loadable(subject)

    def handle(self, actor: Any, subject: Upload) -> Upload:
        """Perform every step; the first that is refused undoes all before it and is named."""
        if subject.kind == Upload.Kind.TRANSFER:
            self._order(actor, subject)
        else:
            self._steps(actor, subject)
        self.details["steps"] = [None, len(subject.content["steps"])]
        subject.applied = timezone.now()
        subject.save(update_fields=["applied"])
        return subject

    def _order(self, actor: Any, subject: Upload) -> None:
        """Carry out the transfer order that the file lists."""
        order = with_days(subject.content["order"])
        lines = [
            Transfer(values["person_id"], tuple(values["leaves"]), values["takes"], values["row"])
            for _name, values, _where in subject.content["steps"]
        ]
        made = perform(actor, ApplyTransferOrder(**order, lines=lines, step=self.step))
        self.details["order"] = [None, made.pk]

    def _steps(self, actor: Any, subject: Upload) -> None:
        made: dict[str, int] = {}
        for name, values, where in subject.content["steps"]:
            if name not in STEPS:
                raise ValueError(f"an import cannot do {name}")
            try:
                row = perform(actor, self._command(name, dict(values), made))
            except PeopleError as error:
                raise RuleBroken(_("แถว %(row)s: %(text)s") % {"row": where, "text": error.text}) from error
            made[where] = row.pk
            self.step(1)

    @staticmethod
    def _command(name: str, values: dict[str, Any], made: dict[str, int]) -> Command[Any]:
        """Return the command of a step; references to rows that the file itself made are resolved."""
        if "parent_code" in values:
            code = values.pop("parent_code")
            values["parent_id"] = Office.objects.values_list("pk", flat=True).filter(code=code).first()
        if "person_ref" in values:
            values["person_id"] = made[values.pop("person_ref")]
        command = COMMANDS[name]
        known = {one.name for one in dataclasses.fields(command)}
        return command(**{k: v for k, v in with_days(values).items() if k in known})
