"""Verbs that link: open an event from items, link, unlink, merge, split, edit, and take any of these back.

Each writes one act into the log and folds it (events/ledger.py). The lock of the log is taken before any row, so
that two of these acts never wait for each other.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.directory.roles import Classification
from prasan.platform.commands import Command, Create, Refused, RuleBroken
from prasan.situation.events import ledger
from prasan.situation.events import policy as may
from prasan.situation.events.places import owner_for
from prasan.situation.kinds import EventType
from prasan.situation.models import Correction, Event, EventPlace, Item, Operation

NO_ITEM = _("ไม่พบข่าวที่เลือก หรืออยู่นอกขอบเขตของท่าน โปรดเลือกอีกครั้ง")
MERGED = _("เหตุการณ์นี้รวมเข้ากับเหตุการณ์ %(code)s แล้ว โปรดทำรายการที่เหตุการณ์นั้น")
VOID = _("การเปิดเหตุการณ์นี้ถูกเลิกทำแล้ว โปรดทำซ้ำการเปิดก่อน")
MOST_ITEMS = 500


def must_stand(event: Event) -> None:
    """Raise RuleBroken for an event that was merged into another or whose opening was undone."""
    if event.merged_into is not None:
        raise RuleBroken(MERGED % {"code": event.merged_into.code})
    if event.is_void:
        raise RuleBroken(VOID)


def found_items(actor: Any, numbers: list[int]) -> list[Item]:
    """Return items in the actor's scope with the reprints that wait beside them; RuleBroken where one is missing."""
    if not numbers or len(numbers) > MOST_ITEMS:
        raise RuleBroken(NO_ITEM, field="items")
    seen = Item.objects.visible_to(actor)
    named = list(seen.filter(pk__in=numbers).order_by("pk"))
    if len(named) != len(set(numbers)):
        raise RuleBroken(NO_ITEM, field="items", status=404)
    beside = seen.filter(root__in=named, state=Item.State.NEW).exclude(pk__in=numbers).order_by("pk")
    return [*named, *beside]


def note_corrections(actor: Any, act: Operation, items: list[Item], *, kind: str = "", relevant: bool = True) -> None:
    """Keep where people decided otherwise than the machine proposed: examples to train on."""
    rows = []
    for item in items:
        common = {"item": item, "by_id": actor.person_id, "operation": act, "model_version": item.model_version}
        if item.is_relevant != relevant:
            rows.append(Correction(field="relevant", before=item.is_relevant, after=relevant, **common))
        proposed = item.types[0] if item.types else ""
        if kind and kind != proposed:
            rows.append(Correction(field="type", before=proposed, after=kind, **common))
    Correction.objects.bulk_create(rows)


class Linking:
    """What every linking verb does first: take the log's lock, then its row."""

    def subject(self, actor: Any) -> Any:
        """Return the row, after the log's lock."""
        ledger.lock()
        return super().subject(actor)  # type: ignore[misc]

    def announce(self, actor: Any, subject: Any) -> None:
        """Tell the queue, the lists and the event's own page."""
        self.publish(self.name, "triage", *subject.topics(), id=subject.pk)  # type: ignore[attr-defined]


def cleaned(values: dict[str, Any], *, new: bool) -> dict[str, Any]:
    """Return the columns of an event as they are kept; RuleBroken with the field that is wrong."""
    unknown = values.keys() - {*ledger.EDITED, ledger.PLACES}
    if unknown:
        raise RuleBroken(_("ไม่รู้จักช่อง %(what)s") % {"what": ", ".join(sorted(unknown))}, field=min(unknown))
    kept = dict(values)
    for name in ("title", "summary", "place"):
        if name in kept:
            kept[name] = str(kept[name]).strip()[: 20_000 if name == "summary" else 300]
    if (new or "title" in kept) and not kept.get("title"):
        raise RuleBroken(_("โปรดใส่ชื่อเหตุการณ์"), field="title")
    if (new or "type" in kept) and kept.get("type") not in EventType.values:
        raise RuleBroken(_("โปรดเลือกประเภทเหตุการณ์"), field="type")
    if (new or "area_id" in kept) and not Area.objects.filter(pk=kept.get("area_id") or 0).exists():
        raise RuleBroken(_("โปรดเลือกพื้นที่ที่เกิดเหตุ"), field="area")
    if kept.get("owner_id") is not None and not Office.objects.filter(pk=kept["owner_id"]).exists():
        raise RuleBroken(_("โปรดเลือกหน่วยงานเจ้าของเรื่อง"), field="owner")
    if kept.get("classification", 0) not in Classification.values:
        raise RuleBroken(_("ชั้นความลับไม่ถูกต้อง"), field="classification")
    if kept.get("happened_at") is not None and kept["happened_at"] > timezone.now() + dt.timedelta(days=366):
        raise RuleBroken(_("เวลาเกิดเหตุไกลเกินไป"), field="happened_at")
    affected = kept.get("affected")
    if affected is not None and not 0 <= affected <= 70_000_000:
        raise RuleBroken(_("จำนวนผู้ได้รับผลกระทบไม่ถูกต้อง"), field="affected")
    return kept | _point(kept)


def _point(kept: dict[str, Any]) -> dict[str, Any]:
    """Return latitude and longitude with five decimals (about a metre); both or none."""
    if not {"latitude", "longitude"} & kept.keys():
        return {}
    told = [kept.get("latitude"), kept.get("longitude")]
    if told == [None, None]:
        return {"latitude": None, "longitude": None}
    try:
        latitude, longitude = (Decimal(str(one)).quantize(Decimal("0.00001")) for one in told)
    except InvalidOperation:
        raise RuleBroken(_("พิกัดต้องมีทั้งละติจูดและลองจิจูดเป็นตัวเลข"), field="latitude") from None
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise RuleBroken(_("พิกัดต้องมีทั้งละติจูดและลองจิจูดเป็นตัวเลข"), field="latitude")
    return {"latitude": latitude, "longitude": longitude}


@dataclass(kw_only=True)
class OpenEvent(Linking, Create[Event]):
    """Open an event, usually from items; it gets the year's next number and an office that answers for it.

    Parameters: `values`, columns as `ledger.EDITED` names them (title, type and area_id at least); `items`, what
    it is opened from; the reprints that wait beside them come along.
    """

    name = "situation.open_event"
    verb = _("เปิดเหตุการณ์")
    model = Event
    allowed = may.can_open

    values: dict[str, Any] = field(default_factory=dict)
    items: list[int] = field(default_factory=list)

    def build(self, actor: Any) -> Event:
        """Return the event without its number, which is taken when all rules hold."""
        told = {name: value for name, value in self.values.items() if name != ledger.PLACES}
        return Event(
            **{**told, **({"area_id": 0} if told.get("area_id") is None else {})}, opened_by_id=actor.person_id
        )

    def check(self, actor: Any, subject: Event) -> None:
        """Refuse missing columns and items out of sight."""
        for name, value in cleaned(self.values, new=True).items():
            if name != ledger.PLACES:
                setattr(subject, name, value)
        self._items = found_items(actor, self.items) if self.items else []
        if subject.owner_id is None:
            subject.owner_id = owner_for(subject.area_id, actor.office_id)
        if subject.owner_id is None:
            raise RuleBroken(_("โปรดเลือกหน่วยงานเจ้าของเรื่อง"), field="owner")

    def handle(self, actor: Any, subject: Event) -> Event:
        """Number it, save it, link its items."""
        subject.number, subject.year = ledger.next_number(timezone.now())
        subject.save(force_insert=True)
        places = self.values.get(ledger.PLACES) or []
        EventPlace.objects.bulk_create(
            EventPlace(event=subject, area_id=area, role=role, people=people) for area, role, people in places
        )
        act = ledger.write(actor, "link", event=subject, items=self._items, values={"opens": True})
        note_corrections(actor, act, self._items, kind=subject.type)
        self.details["items"] = [None, [one.pk for one in self._items]]
        return subject


@dataclass(kw_only=True)
class OnItems(Linking, Command[Event]):
    """A verb about an event and some items."""

    abstract: ClassVar[bool] = True
    model = Event
    allowed = may.can_handle

    items: list[int] = field(default_factory=list)

    def check(self, actor: Any, subject: Event) -> None:
        """Refuse an event that does not stand and items out of sight."""
        must_stand(subject)
        self._items = found_items(actor, self.items)

    def here(self, subject: Event) -> list[Item]:
        """Return the named items that belong to the event; RuleBroken where none does."""
        found = [one for one in self._items if one.event_id == subject.pk]
        if not found:
            raise RuleBroken(_("ข่าวที่เลือกไม่ได้ผูกกับเหตุการณ์นี้แล้ว โปรดเปิดดูข้อมูลล่าสุด"), field="items")
        return found


@dataclass(kw_only=True)
class LinkItems(OnItems):
    """Link items to an event, from the queue, the bin or another event; reprints come along."""

    abstract: ClassVar[bool] = False
    name = "situation.link"
    verb = _("ผูกข่าวกับ")

    def handle(self, actor: Any, subject: Event) -> Event:
        """Write the act."""
        moved = [one for one in self._items if one.event_id != subject.pk]
        if moved:
            act = ledger.write(actor, "link", event=subject, items=moved)
            note_corrections(actor, act, moved)
            self.details["items"] = [None, [one.pk for one in moved]]
        return subject


@dataclass(kw_only=True)
class UnlinkItems(OnItems):
    """Take items out of an event; they wait in the queue again."""

    abstract: ClassVar[bool] = False
    name = "situation.unlink"
    verb = _("ถอดข่าวจาก")

    def handle(self, actor: Any, subject: Event) -> Event:
        """Write the act."""
        found = self.here(subject)
        ledger.write(actor, "unlink", event=subject, items=found)
        self.details["items"] = [[one.pk for one in found], None]
        return subject


@dataclass(kw_only=True)
class Merge(Linking, Command[Event]):
    """Merge an event into another: its items belong there from now on; its number stays and leads there.

    Parameters: `into`, the event that stays.
    """

    name = "situation.merge"
    verb = _("รวมเหตุการณ์")
    model = Event
    allowed = may.can_handle

    into: int = 0

    def check(self, actor: Any, subject: Event) -> None:
        """Refuse the event itself, one out of sight or in other hands, and one that does not stand."""
        must_stand(subject)
        other = Event.objects.visible_to(actor).filter(pk=self.into).exclude(pk=subject.pk).first()
        if other is None:
            raise RuleBroken(_("ไม่พบเหตุการณ์ที่จะรวมเข้าด้วยกัน"), field="into")
        refusal = may.can_handle(actor, other)
        if refusal is not None:
            raise Refused(refusal)
        must_stand(other)
        self._other = other

    def handle(self, actor: Any, subject: Event) -> Event:
        """Write the act."""
        ledger.write(actor, "merge", event=subject, other=self._other)
        subject.merged_into_id = self._other.pk
        return subject

    def announce(self, actor: Any, subject: Event) -> None:
        """Tell both events' pages."""
        self.publish(self.name, "triage", *subject.topics(), f"event:{self.into}", id=subject.pk, into=self.into)


@dataclass(kw_only=True)
class Split(OnItems):
    """Split items off into a new event that starts with the columns of the old one; it stands in `made`."""

    abstract: ClassVar[bool] = False
    name = "situation.split"
    verb = _("แยกเหตุการณ์")

    title: str = ""
    made: Any = field(default=None, init=False, repr=False)

    def check(self, actor: Any, subject: Event) -> None:
        """Refuse a split without title, or of items that are not here."""
        super().check(actor, subject)
        if not self.title.strip():
            raise RuleBroken(_("โปรดใส่ชื่อเหตุการณ์"), field="title")
        self._found = self.here(subject)

    def handle(self, actor: Any, subject: Event) -> Event:
        """Number the new event and write the act."""
        number, year = ledger.next_number(timezone.now())
        kept = ("summary", "type", "area_id", "place", "happened_at", "owner_id", "classification")
        self.made = Event.objects.create(
            number=number, year=year, title=self.title.strip()[:300], opened_by_id=actor.person_id,
            **{name: getattr(subject, name) for name in kept},
        )  # fmt: skip
        ledger.write(actor, "split", event=self.made, other=subject, items=self._found, values={"opens": True})
        self.details["split"] = [None, self.made.code]
        return subject


@dataclass(kw_only=True)
class EditEvent(Linking, Command[Event]):
    """Change columns of an event; what they held is kept in the log and can come back.

    Parameters: `values`, as `ledger.EDITED` names them; `places`, [[area, role, people], …], all of them.
    """

    name = "situation.edit_event"
    verb = _("แก้ไขเหตุการณ์")
    model = Event
    allowed = may.can_handle

    values: dict[str, Any] = field(default_factory=dict)

    def check(self, actor: Any, subject: Event) -> None:
        """Refuse an event that does not stand, and columns that are wrong."""
        must_stand(subject)
        self._kept = cleaned(self.values, new=False)
        moved = self._kept.get("area_id")
        if moved is not None and not may.is_centre(actor) and not may.holds(actor, moved):
            raise Refused(may.HOLDERS_ONLY)

    def handle(self, actor: Any, subject: Event) -> Event:
        """Write the act with what differs; nothing where nothing does."""
        return edit(actor, subject, self._kept)


def edit(actor: Any, event: Event, values: dict[str, Any]) -> Event:
    """Write an edit of the columns that differ, and return the event as it stands then."""
    fields: dict[str, list[Any]] = {}
    for name, value in values.items():
        if name == ledger.PLACES:
            before: Any = ledger.places_of(event)
            after: Any = sorted(([*row] for row in value), key=lambda row: (row[1], row[0]))
        else:
            before = ledger.plain_of(event, name)
            setattr(event, name, value)
            after = ledger.plain_of(event, name)
        if before != after:
            fields[name] = [before, after]
    if fields:
        event.refresh_from_db()
        ledger.write(actor, "edit", event=event, values={"fields": fields})
        event.refresh_from_db()
    return event


@dataclass(kw_only=True)
class Undo(Linking, Command[Operation]):
    """Take back any linking act, or take the taking back back (redo); the others stand as they do."""

    name = "situation.undo"
    verb = _("เลิกทำ")
    model = Operation
    allowed = may.can_undo

    made: Any = field(default=None, init=False, repr=False)

    def check(self, actor: Any, subject: Operation) -> None:
        """Refuse an act that is undone already: it is brought back by undoing the undo."""
        acts = ledger.connected([subject])
        if subject.pk not in ledger.active(acts):
            raise RuleBroken(_("รายการนี้ถูกเลิกทำไปแล้ว โปรดเปิดดูข้อมูลล่าสุด"))

    def handle(self, actor: Any, subject: Operation) -> Operation:
        """Write the undo."""
        self.made = ledger.undo(actor, subject)
        return subject
