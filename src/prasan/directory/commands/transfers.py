"""The verbs of a transfer order: hundreds of seats change on one day; each successor accepts the work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.commands.seats import EndSeat, GiveSeat
from prasan.directory.handover import handover_sources, open_of_lines
from prasan.directory.models import Seat, TransferLine, TransferOrder
from prasan.directory.policy import can_accept_handover, can_order_transfers
from prasan.platform.commands import Command, Create, RuleBroken, perform
from prasan.platform.commands.errors import PeopleError


@dataclass(frozen=True, slots=True)
class Transfer:
    """One line of an order.

    Parameters: `person_id`; `leaves`, ids of the seats that end the day before; `takes`, the fields of
    the new seat (GiveSeat without person and start), empty for one who only leaves; `row`, where it
    stands in the file, for messages.
    """

    person_id: int
    leaves: tuple[int, ...] = ()
    takes: dict[str, Any] = field(default_factory=dict)
    row: str = ""


@dataclass(kw_only=True)
class ApplyTransferOrder(Create[TransferOrder]):
    """Carry out a transfer order: every old seat ends the day before, every new one starts on the day.

    All lines or none: a line that cannot be carried out is named and nothing changes. `step` is called
    with the number of lines done; what it raises undoes everything.
    """

    name = "directory.apply_transfer_order"
    verb = _("ดำเนินการตามคำสั่งแต่งตั้ง โยกย้าย")
    model = TransferOrder
    allowed = can_order_transfers

    number: str
    date: dt.date
    effective: dt.date
    title: str = ""
    lines: list[Transfer] = field(default_factory=list)
    step: Callable[[int], None] = field(default=lambda lines: None, repr=False)

    def build(self, actor: Any) -> TransferOrder:
        """Return the order."""
        return TransferOrder(
            number=self.number.strip(), date=self.date, effective=self.effective, title=self.title.strip()
        )

    def check(self, actor: Any, subject: TransferOrder) -> None:
        """Refuse an order without number or lines, or one that was carried out already."""
        if not subject.number:
            raise RuleBroken(_("กรอกเลขที่คำสั่ง"), field="number")
        if TransferOrder.objects.filter(number=subject.number).exists():
            raise RuleBroken(_("คำสั่งเลขที่นี้ดำเนินการแล้ว"), field="number")
        if not self.lines:
            raise RuleBroken(_("คำสั่งนี้ไม่มีรายชื่อ"), field="lines")

    def handle(self, actor: Any, subject: TransferOrder) -> TransferOrder:
        """End all old seats first, so that two people may change places; then give the new ones."""
        subject.save(force_insert=True)
        last_day = self.effective - dt.timedelta(days=1)
        left: dict[int, int] = {}
        for line in self.lines:
            self.step(0)
            for seat_id in line.leaves:
                self._step(actor, line, EndSeat(target_id=seat_id, on=last_day, reason=subject.number))
                left.setdefault(id(line), seat_id)
        rows = []
        for line in self.lines:
            taken: Seat | None = None
            if line.takes:
                order = {"order_no": subject.number, "order_date": subject.date, "start": self.effective}
                taken = self._step(actor, line, GiveSeat(person_id=line.person_id, **{**line.takes, **order}))
            self.step(1)
            rows.append(
                TransferLine(order=subject, person_id=line.person_id, leaves_id=left.get(id(line)), takes=taken)
            )
        TransferLine.objects.bulk_create(rows)
        self.details["lines"] = [None, len(rows)]
        return subject

    @staticmethod
    def _step(actor: Any, line: Transfer, command: Any) -> Any:
        """Perform one line's command; an error names the line."""
        try:
            return perform(actor, command)
        except PeopleError as error:
            told = {"row": line.row or line.person_id, "text": error.text}
            raise RuleBroken(_("%(row)s: %(text)s") % told, field="lines") from error


@dataclass(kw_only=True)
class AcceptHandover(Command[TransferLine]):
    """Accept what a person hands over (รับมอบงาน): the list is kept as it stood, and the acceptor answers for it."""

    name = "directory.accept_handover"
    verb = _("รับมอบงานตามคำสั่งย้ายของ")
    model = TransferLine
    allowed = can_accept_handover

    remark: str = ""

    def check(self, actor: Any, subject: TransferLine) -> None:
        """Refuse before the order's day and twice."""
        if subject.accepted_at is not None:
            raise RuleBroken(_("รับมอบงานรายการนี้แล้ว"))
        if subject.order.effective > timezone.localdate():
            raise RuleBroken(_("รับมอบงานได้ตั้งแต่วันที่คำสั่งมีผล"))

    def handle(self, actor: Any, subject: TransferLine) -> TransferLine:
        """Keep who, when, and the list."""
        listed = open_of_lines([subject])[subject.pk]
        subject.handed = [[str(source.label), item.what, item.due] for source, item in listed]
        subject.accepted_by_id, subject.accepted_at = actor.person_id, timezone.now()
        subject.remark = self.remark.strip()
        subject.save(update_fields=["handed", "accepted_by", "accepted_at", "remark"])
        self.details["handed"] = [None, len(listed)]
        for source in handover_sources():
            if source.move is not None:
                source.move(actor, subject.person_id, actor.person_id)
        return subject
