"""Verbs of the queue: put an item into the bin, take it back, put right what the machine read into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area
from prasan.platform.commands import Command, RuleBroken
from prasan.situation.events import ledger
from prasan.situation.events.commands.linking import Linking, found_items, note_corrections
from prasan.situation.kinds import EventType
from prasan.situation.models import Correction, Item, ItemPlace
from prasan.situation.triage.policy import can_triage


@dataclass(kw_only=True)
class OnItem(Linking, Command[Item]):
    """A verb about an item and the reprints that wait beside it."""

    abstract: ClassVar[bool] = True
    model = Item
    allowed = can_triage

    made: Any = field(default=None, init=False, repr=False)


@dataclass(kw_only=True)
class BinItem(OnItem):
    """Put an item into the bin: nothing for the centre. What the machine thought relevant is kept as a correction."""

    abstract: ClassVar[bool] = False
    name = "situation.bin_item"
    verb = _("คัดออก")

    def check(self, actor: Any, subject: Item) -> None:
        """Refuse one that is no longer in the queue."""
        if subject.state != Item.State.NEW:
            shown = subject.get_state_display()
            raise RuleBroken(_("ข่าวนี้อยู่ในสถานะ “%(state)s” แล้ว โปรดเปิดดูข้อมูลล่าสุด") % {"state": shown})

    def handle(self, actor: Any, subject: Item) -> Item:
        """Write the act."""
        items = found_items(actor, [subject.pk])
        self.made = ledger.write(actor, "bin", items=items)
        note_corrections(actor, self.made, items[:1], relevant=False)
        subject.refresh_from_db()
        return subject


@dataclass(kw_only=True)
class TakeBack(OnItem):
    """Take an item out of the bin, the machine's or a person's: it waits in the queue."""

    abstract: ClassVar[bool] = False
    name = "situation.take_back"
    verb = _("นำกลับเข้าคิวคัดกรอง")

    def check(self, actor: Any, subject: Item) -> None:
        """Refuse one that is in no bin."""
        if subject.state != Item.State.BINNED and subject.is_relevant:
            raise RuleBroken(_("ข่าวนี้ไม่ได้ถูกคัดออก"))

    def handle(self, actor: Any, subject: Item) -> Item:
        """Write the act; what the machine thought irrelevant is kept as a correction, and is put right."""
        self.made = ledger.write(actor, "unlink", items=[subject])
        note_corrections(actor, self.made, [subject])
        subject.refresh_from_db()
        if not subject.is_relevant:
            subject.is_relevant = True
            subject.save(update_fields=["is_relevant"])
        return subject


@dataclass(kw_only=True)
class CorrectItem(Command[Item]):
    """Put right what the machine proposes of an item; kept as an example to train on.

    Parameters: `field` type, relevant or place; `value`, an EventType, a bool, or the numbers of its areas.
    """

    name = "situation.correct_item"
    verb = _("แก้คำเสนอของระบบใน")
    model = Item
    allowed = can_triage

    field: str = ""
    value: Any = None

    def check(self, actor: Any, subject: Item) -> None:
        """Refuse a value that does not exist."""
        right = {
            "type": lambda: self.value in EventType.values,
            "relevant": lambda: isinstance(self.value, bool),
            "place": lambda: (
                isinstance(self.value, list) and Area.objects.filter(pk__in=self.value).count() == len(set(self.value))
            ),
        }.get(self.field)
        if right is None or not right():
            raise RuleBroken(_("ค่าที่แก้ไขไม่ถูกต้อง"), field=self.field)

    def handle(self, actor: Any, subject: Item) -> Item:
        """Put it right and keep the correction; the same once more changes nothing."""
        before, after = self._apply(subject)
        if before != after:
            Correction.objects.create(
                item=subject, field=self.field, before=before, after=after, by_id=actor.person_id,
                model_version=subject.model_version,
            )  # fmt: skip
            self.details[f"item.{self.field}"] = [before, after]
        return subject

    def _apply(self, subject: Item) -> tuple[Any, Any]:
        if self.field == "type":
            first = subject.types[0] if subject.types else ""
            subject.types = [self.value, *(one for one in subject.types if one != self.value)]
            subject.save(update_fields=["types"])
            return first, self.value
        if self.field == "relevant":
            relevant = subject.is_relevant
            subject.is_relevant = self.value
            subject.save(update_fields=["is_relevant"])
            return relevant, self.value
        places = sorted(subject.places.values_list("area_id", flat=True))
        wanted = sorted(set(self.value))
        if places != wanted:
            subject.places.exclude(area_id__in=wanted).delete()
            new = set(wanted) - set(places)
            ItemPlace.objects.bulk_create(ItemPlace(item=subject, area_id=area) for area in self.value if area in new)
        return places, wanted
