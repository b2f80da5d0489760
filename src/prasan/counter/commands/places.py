"""Setting up a joint counter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.counter import policy as may
from prasan.counter.links import BOARD, fresh
from prasan.counter.models import Place
from prasan.counter.models.place import CLOSES, MOST_MINUTES, OPENS
from prasan.counter.models.ticket import Why
from prasan.kernel.hours import read_hour
from prasan.platform.commands import Command, Create, RuleBroken


def _hour(text: str, usual: dt.time, field: str) -> dt.time:
    """Return an hour of the day, the usual one for none; raises RuleBroken for what is no hour."""
    try:
        return read_hour(text) if text.strip() else usual
    except ValueError:
        raise RuleBroken(_("เวลาต้องเขียนเป็นชั่วโมงและนาที เช่น 8.30"), field=field) from None


@dataclass(kw_only=True)
class PlaceFields(Command[Place]):
    """What is told of a counter: `title`, `prefix` (a letter), `head_starts` (minutes by priority), `carries`, hours.

    `opens` and `closes`, hours of the day as people write them ("8.30", "16:30"), empty for the usual ones;
    `every_day`, also at weekends and on holidays.
    """

    abstract: ClassVar[bool] = True
    model = Place
    allowed = may.can_set_up

    title: str = ""
    prefix: str = "A"
    head_starts: dict[str, int] = field(default_factory=dict)
    carries: bool = False
    opens: str = ""
    closes: str = ""
    every_day: bool = False

    def fill(self, subject: Place) -> None:
        """Write them; raises RuleBroken for what is no name, no letter, or no bounded head start."""
        subject.name, subject.prefix = self.title.strip(), self.prefix.strip().upper()
        if not 1 <= len(subject.name) <= 200:
            raise RuleBroken(_("โปรดใส่ชื่อศูนย์บริการร่วม ไม่เกิน 200 ตัวอักษร"), field="title")
        if len(subject.prefix) != 1 or not "A" <= subject.prefix <= "Z":
            raise RuleBroken(_("อักษรนำหน้าหมายเลขต้องเป็นอักษร A ถึง Z หนึ่งตัว"), field="prefix")
        for code, minutes in self.head_starts.items():
            if code not in Why.values or code == Why.NONE or not 0 <= minutes <= MOST_MINUTES:
                told = {"n": MOST_MINUTES}
                raise RuleBroken(_("เวลานำหน้าต้องเป็น 0 ถึง %(n)s นาที") % told, field=f"head-{code}")
        subject.head_starts, subject.carries = self.head_starts, self.carries
        subject.opens_at, subject.closes_at = _hour(self.opens, OPENS, "opens"), _hour(self.closes, CLOSES, "closes")
        subject.every_day = self.every_day
        if subject.opens_at >= subject.closes_at:
            raise RuleBroken(_("เวลาปิดต้องอยู่หลังเวลาเปิดของวันเดียวกัน"), field="closes")
        same = Place.objects.filter(office_id=subject.office_id, name=subject.name).exclude(pk=subject.pk)
        if same.exists():
            raise RuleBroken(_("มีศูนย์บริการร่วมชื่อนี้แล้ว"), field="title")


@dataclass(kw_only=True)
class OpenPlace(PlaceFields, Create[Place]):
    """Set up a joint counter at the own office."""

    abstract: ClassVar[bool] = False
    name = "counter.open_place"
    verb = gettext_lazy("ตั้งศูนย์บริการร่วม")

    def build(self, actor: Any) -> Place:
        """Return the counter, with the address of its board."""
        nonce, kept = fresh(BOARD)
        return Place(office_id=actor.office_id, board_nonce=nonce, board_hash=kept)

    def check(self, actor: Any, subject: Place) -> None:
        """Read what was told."""
        self.fill(subject)


@dataclass(kw_only=True)
class ChangePlace(PlaceFields):
    """Change a counter. Parameters: `is_open`, it takes people; `new_board`, the board gets another address."""

    abstract: ClassVar[bool] = False
    name = "counter.change_place"
    verb = gettext_lazy("แก้ไขศูนย์บริการร่วม")

    is_open: bool = True
    new_board: bool = False

    def check(self, actor: Any, subject: Place) -> None:
        """Read what was told."""
        self.fill(subject)

    def handle(self, actor: Any, subject: Place) -> Place:
        """Save it."""
        subject.is_open = self.is_open
        if self.new_board:
            subject.board_nonce, subject.board_hash = fresh(BOARD)
        subject.save()
        return subject
