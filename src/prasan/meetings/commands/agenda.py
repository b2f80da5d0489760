"""The agenda: add, change, move, drop, take over a proposal, attach papers, take up, note."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO, Any, ClassVar

from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Area, Office
from prasan.directory.roles import Classification
from prasan.meetings import policy as may
from prasan.meetings.commands import checks
from prasan.meetings.commands.showing import Shows
from prasan.meetings.evidence.log import append
from prasan.meetings.models import Basis, Briefing, Item, Paper, What
from prasan.meetings.stage.engine import hush
from prasan.platform.commands import Command, Create, RuleBroken
from prasan.platform.files.models import File
from prasan.platform.files.sniff import TYPES
from prasan.platform.files.store import file_kind, keep

KIND = "meetings.paper"
MOST_ITEMS = 300
NOT_READABLE = gettext_lazy("เอกสารนี้เป็นของการประชุมที่อยู่นอกขอบเขตของท่าน")


def _may_read(actor: Any, file: File) -> Any:
    """Let whoever reads the item read its papers."""
    return None if Paper.objects.visible_to(actor).filter(file=file).exists() else NOT_READABLE


file_kind(KIND, _may_read, frozenset(TYPES))


def next_place(briefing_id: int, section: str) -> int:
    """Return the number of a new item at the end of a section."""
    last = Item.objects.filter(briefing_id=briefing_id, section=section).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def typed(item: Item, told: Any, actor: Any) -> None:
    """Put what was told into an item, refusing what is not whole."""
    briefing = item.briefing
    if told.section not in briefing.sections:
        raise RuleBroken(_("โปรดเลือกระเบียบวาระ"), field="section")
    item.title = checks.words(told.title, "title", _("โปรดใส่ชื่อวาระ"), 500)
    item.text = checks.words(told.text, "text")
    if not 0 <= told.minutes <= 720:
        raise RuleBroken(_("เวลาของวาระต้องอยู่ระหว่าง 0 ถึง 720 นาที"), field="minutes")
    if told.classification not in Classification.values or told.classification > briefing.classification:
        raise RuleBroken(_("ชั้นความลับของวาระต้องไม่สูงกว่าของการประชุม"), field="classification")
    if told.area_id and not Area.objects.filter(pk=told.area_id).exists():
        raise RuleBroken(_("ไม่พบพื้นที่นี้ โปรดเลือกจากรายการ"), field="area")
    if told.office_id and not Office.objects.filter(pk=told.office_id).exists():
        raise RuleBroken(_("ไม่พบหน่วยงานนี้ โปรดเลือกจากรายการ"), field="office")
    item.section, item.minutes, item.classification = told.section, told.minutes, told.classification
    item.secret, item.area_id, item.office_id = told.secret, told.area_id, told.office_id


@dataclass(kw_only=True)
class AddItem(Create[Item]):
    """Put an item on the agenda, at the end of its section; also while the meeting runs."""

    name = "meetings.add_item"
    verb = gettext_lazy("เพิ่มวาระ")
    model = Item
    allowed = may.can_lead_item

    briefing_id: int | None = None
    section: str = ""
    title: str = ""
    text: str = ""
    minutes: int = 0
    classification: int = 0
    secret: bool = False
    area_id: int | None = None
    office_id: int | None = None

    def build(self, actor: Any) -> Item:
        """Return the new row, the meeting locked."""
        rows = (
            Briefing.objects.visible_to(actor)
            .select_for_update(of=("self",), no_key=True)
            .select_related("organiser", "chair")
        )
        found = rows.filter(pk=self.briefing_id or 0).first()
        if found is None:
            raise RuleBroken(_("ไม่พบการประชุมนี้ หรืออยู่นอกขอบเขตของท่าน"))
        return Item(briefing=found)

    def check(self, actor: Any, subject: Item) -> None:
        """Refuse what is not whole, and more than anybody hears."""
        checks.not_over(subject.briefing)
        typed(subject, self, actor)
        if subject.briefing.items.count() >= MOST_ITEMS:
            raise RuleBroken(_("วาระมีได้ไม่เกิน %(n)s เรื่อง") % {"n": MOST_ITEMS})

    def handle(self, actor: Any, subject: Item) -> Item:
        """Save it at the end of its section."""
        subject.number = next_place(subject.briefing_id, subject.section)
        subject.save(force_insert=True)
        return subject


@dataclass(kw_only=True)
class ChangeItem(Command[Item]):
    """Change an item of a meeting that is not over."""

    name = "meetings.change_item"
    verb = gettext_lazy("แก้ไขวาระ")
    model = Item
    allowed = may.can_lead_item

    section: str = ""
    title: str = ""
    text: str = ""
    minutes: int = 0
    classification: int = 0
    secret: bool = False
    area_id: int | None = None
    office_id: int | None = None

    def check(self, actor: Any, subject: Item) -> None:
        """Refuse what is not whole."""
        checks.not_over(subject.briefing)
        self._section = subject.section
        typed(subject, self, actor)

    def handle(self, actor: Any, subject: Item) -> Item:
        """Save it; one that changes its section goes to the end of the new one."""
        if subject.section != self._section:
            subject.number = next_place(subject.briefing_id, subject.section)
        subject.save()
        return subject


@dataclass(kw_only=True)
class MoveItem(Command[Item]):
    """Move an item up or down within its section. Parameters: `by`, places, negative is up."""

    name = "meetings.move_item"
    verb = gettext_lazy("เลื่อนวาระ")
    model = Item
    allowed = may.can_lead_item

    by: int = 0

    def check(self, actor: Any, subject: Item) -> None:
        """Refuse no move, and a meeting that is over."""
        checks.not_over(subject.briefing)
        if self.by == 0:
            raise RuleBroken(_("โปรดเลือกว่าจะเลื่อนขึ้นหรือลง"))

    def handle(self, actor: Any, subject: Item) -> Item:
        """Number the section anew with the item in its new place; past an end it stays there."""
        rows = list(subject.briefing.items.select_for_update().filter(section=subject.section).order_by("number", "id"))
        place = next(index for index, row in enumerate(rows) if row.pk == subject.pk)
        rows.insert(max(0, min(len(rows) - 1, place + self.by)), rows.pop(place))
        for number, row in enumerate(rows, start=1):
            row.number = number
            if row.pk == subject.pk:
                subject.number = number
        Item.objects.bulk_update(rows, ["number"])
        return subject


@dataclass(kw_only=True)
class DropItem(Command[Item]):
    """Take an item off the agenda before it was taken up."""

    name = "meetings.drop_item"
    verb = gettext_lazy("ถอนวาระ")
    model = Item
    allowed = may.can_lead_item

    def check(self, actor: Any, subject: Item) -> None:
        """Refuse it for what was heard, noted or voted on."""
        checks.not_over(subject.briefing)
        if subject.state not in {Item.State.WAITING, Item.State.WRITTEN} or subject.note or subject.spent:
            raise RuleBroken(_("ถอนได้เฉพาะวาระที่ยังไม่พิจารณา"))
        if subject.votes.exists():
            raise RuleBroken(_("วาระนี้มีการลงคะแนนแล้ว ถอนไม่ได้"))

    def handle(self, actor: Any, subject: Item) -> Item:
        """Delete it; the journal keeps what it was."""
        number = subject.pk
        self.details["title"] = [subject.title, None]
        subject.delete()
        subject.pk = number
        return subject


@dataclass(kw_only=True)
class WriteAgenda(Command[Briefing]):
    """Take a proposed agenda over: what nobody has typed or touched gives way to it, the rest stays.

    Parameters: `items`, each with section, title, text, minutes, area_id, office_id, key, facts, written; `facts`,
    the canonical text that it was made from, with its `digest` and that of what was made.
    """

    name = "meetings.write_agenda"
    verb = gettext_lazy("จัดระเบียบวาระจากข้อมูล")
    model = Briefing
    allowed = may.can_prepare

    items: list[dict[str, Any]] = field(default_factory=list)
    facts: str = ""
    digest: str = ""
    made_digest: str = ""

    def check(self, actor: Any, subject: Briefing) -> None:
        """Refuse it once the meeting is over, or without what it was made from."""
        checks.not_over(subject)
        if len(self.items) > MOST_ITEMS:
            raise RuleBroken(_("วาระมีได้ไม่เกิน %(n)s เรื่อง") % {"n": MOST_ITEMS})
        if not self.facts or len(self.digest) != 64 or len(self.made_digest) != 64:
            raise RuleBroken(_("ไม่มีข้อมูลที่ใช้จัดระเบียบวาระ โปรดลองอีกครั้ง"))
        unknown = {one["section"] for one in self.items} - set(subject.sections)
        if unknown:
            raise RuleBroken(_("โปรดเลือกระเบียบวาระ"), field="section")

    def handle(self, actor: Any, subject: Briefing) -> Briefing:
        """Replace the proposed items that nobody touched, behind those that stay; keep the basis."""
        gone = subject.items.filter(proposed=True, state__in=["waiting", "written"], note="", resolution="", spent=0)
        gone.filter(votes=None, papers=None).delete()
        kept = {one.key for one in subject.items.exclude(key="")}
        last = dict(subject.items.values_list("section").annotate(last=Max("number")).order_by())
        made = []
        for told in self.items:
            if told.get("key") in kept:
                continue
            last[told["section"]] = last.get(told["section"], 0) + 1
            made.append(self._item(subject, told, last[told["section"]]))
        Item.objects.bulk_create(made)
        Basis.objects.create(
            briefing=subject, at=timezone.now(), by_id=actor.person_id, facts=self.facts, digest=self.digest,
            made_digest=self.made_digest,
        )  # fmt: skip
        self.details["agenda"] = [None, {"items": len(made), "basis": self.digest, "made": self.made_digest}]
        return subject

    @staticmethod
    def _item(subject: Briefing, told: dict[str, Any], number: int) -> Item:
        names = ("section", "title", "text", "minutes", "area_id", "office_id", "key", "facts")
        state = Item.State.WRITTEN if told.get("written") else Item.State.WAITING
        values = {name: told[name] for name in names if name in told}
        return Item(briefing=subject, number=number, proposed=True, state=state, **values)


@dataclass(kw_only=True)
class AttachPaper(Command[Item]):
    """Lay a document before the meeting."""

    name = "meetings.attach_paper"
    verb = gettext_lazy("แนบเอกสารประกอบการประชุม")
    model = Item
    allowed = may.can_lead_item

    upload: IO[bytes] | None = None
    file_name: str = ""

    def check(self, actor: Any, subject: Item) -> None:
        """Refuse nothing to attach."""
        checks.not_over(subject.briefing)
        if self.upload is None:
            raise RuleBroken(_("โปรดเลือกไฟล์"), field="file")

    def handle(self, actor: Any, subject: Item) -> Item:
        """Keep the file under the class of the item."""
        assert self.upload is not None
        briefing = subject.briefing
        told = max(subject.classification, briefing.classification)
        place = {"office_id": briefing.organiser_id, "area_id": briefing.organiser.area_id, "classification": told}
        file = keep(actor, self.upload, self.file_name, kind=KIND, **place)
        Paper.objects.create(item=subject, file=file)
        self.details["paper"] = [None, file.pk]
        return subject


@dataclass(kw_only=True)
class DropPaper(Command[Item]):
    """Take a document off the item before the meeting is over; the file itself is kept, as the journal names it."""

    name = "meetings.drop_paper"
    verb = gettext_lazy("ถอนเอกสารประกอบการประชุม")
    model = Item
    allowed = may.can_lead_item

    paper_id: int | None = None

    def check(self, actor: Any, subject: Item) -> None:
        """Refuse a document that does not lie on the item."""
        checks.not_over(subject.briefing)
        self._paper = subject.papers.filter(pk=self.paper_id or 0).first()
        if self._paper is None:
            raise RuleBroken(_("ไม่พบเอกสารนี้ในวาระ หรือถอนไปแล้ว"))

    def handle(self, actor: Any, subject: Item) -> Item:
        """Take it off."""
        assert self._paper is not None
        self.details["paper"] = [self._paper.file_id, None]
        self._paper.delete()
        return subject


@dataclass(kw_only=True)
class InMeeting(Command[Item]):
    """What is done with an item while the meeting runs."""

    abstract: ClassVar[bool] = True
    model = Item
    allowed = may.can_lead_item

    def check(self, actor: Any, subject: Item) -> None:
        """Refuse it outside the meeting."""
        checks.running(subject.briefing)


def put_down(briefing_id: int) -> None:
    """End what is taken up now, adding the seconds it took: one statement."""
    now = timezone.now()
    rows = Item.objects.select_for_update().filter(briefing_id=briefing_id, state=Item.State.CURRENT)
    for item in rows:
        assert item.taken_up_at is not None
        seconds = max(0, int((now - item.taken_up_at).total_seconds()))
        Item.objects.filter(pk=item.pk).update(state=Item.State.DONE, taken_up_at=None, spent=F("spent") + seconds)


@dataclass(kw_only=True)
class TakeUp(Shows, InMeeting):
    """Take an item up: its timer starts, the one before it ends. A secret one pauses recording and listeners."""

    abstract: ClassVar[bool] = False
    name = "meetings.take_up"
    parts = ("agenda",)
    verb = gettext_lazy("เข้าสู่วาระ")

    def check(self, actor: Any, subject: Item) -> None:
        """Refuse what is taken up already."""
        super().check(actor, subject)
        if subject.state == Item.State.CURRENT:
            raise RuleBroken(_("กำลังพิจารณาวาระนี้อยู่แล้ว"))

    def handle(self, actor: Any, subject: Item) -> Item:
        """Hush the recorder where it is secret, put down the one before, take this up, tell the log."""
        if subject.secret:
            hush(subject.briefing)
        put_down(subject.briefing_id)
        subject.state, subject.taken_up_at = Item.State.CURRENT, timezone.now()
        subject.save(update_fields=["state", "taken_up_at"])
        append(subject.briefing_id, What.ITEM, person=actor.person_id, item=subject.pk, secret=subject.secret)
        return subject


@dataclass(kw_only=True)
class NoteItem(Command[Item]):
    """Write down what was said and decided; words may follow after the meeting, until the chair approves."""

    name = "meetings.note_item"
    verb = gettext_lazy("จดรายงานการประชุม")
    model = Item
    allowed = may.can_lead_item

    note: str = ""
    resolution: str = ""

    def check(self, actor: Any, subject: Item) -> None:
        """Refuse it before the meeting, and once the chair has approved the minutes."""
        if subject.briefing.state not in {Briefing.State.RUNNING, Briefing.State.CLOSED}:
            raise RuleBroken(_("จดได้เมื่อเปิดประชุมแล้ว"))
        report = getattr(subject.briefing, "report", None)
        if report is not None and report.state in {"approved", "certified"}:
            raise RuleBroken(_("ประธานเห็นชอบรายงานการประชุมแล้ว แก้ไขไม่ได้"))
        self.note = checks.words(self.note, "note")
        self.resolution = checks.words(self.resolution, "resolution", most=5000)

    def handle(self, actor: Any, subject: Item) -> Item:
        """Keep the words."""
        subject.note, subject.resolution = self.note, self.resolution
        subject.save(update_fields=["note", "resolution"])
        return subject
