"""The verb that undoes a merge, and what has to be told where something happened to the entry in between."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, RuleBroken
from prasan.platform.journal.changes import plain
from prasan.registers import policy_workers as may
from prasan.registers.commands.worker_line import COLUMNS
from prasan.registers.commands.worker_merge import restore, state_of
from prasan.registers.commands.workers import laid, refuse_merged
from prasan.registers.models import Merge, Tie, Worker
from prasan.registers.models.worker_words import Channel
from prasan.registers.workers.facts import FACTS, settled

WHOSE = ("kept", "gone")


@dataclass
class Since:
    """What happened to the kept entry since a merge: fields that changed, ties that were given, ties that were ended.

    Parameters: `given`, ties; `ended`, (office, purpose) of ties that lived when the merge was made; `consented_at`,
    when the person agreed to the channel that the kept entry has now; `quiet`, they took that back in between;
    `hidden`, the protection that was put on in between; `unlinked`, the entries whose LINE was closed in between:
    both, where it was the kept one's; `linked`, (account, moment) of one that was linked in between.
    """

    changed: dict[str, Any] = field(default_factory=dict)
    given: list[Tie] = field(default_factory=list)
    ended: set[tuple[int, str]] = field(default_factory=set)
    consented_at: dt.datetime | None = None
    quiet: bool = False
    hidden: str = ""
    unlinked: frozenset[int] = frozenset()
    linked: tuple[str, dt.datetime] | None = None

    @property
    def anything(self) -> bool:
        """Tell whether it has to be said whose it is."""
        return bool(self.changed or self.given or self.linked)


def since(merge: Merge) -> Since:
    """Return what happened since a merge; three queries."""
    before, taken, ties = (*json.loads(merge.prior), {})[:3]
    merged = before | {"protected": before["protected"] or taken["protected"]}
    row = Worker.objects.get(pk=merge.kept_id)
    now = state_of(row)
    changed = {name: now[name] for name in FACTS if now[name] != merged[name]}
    if now["consented_at"] != merged["consented_at"]:  # taken back and given anew for the same channel
        changed["channel"] = now["channel"]
    unlinked, linked = _line(merge, row, before, taken)
    here = list(merge.kept.ties.select_related("office"))
    ended = {(one.office_id, one.purpose) for one in here if not one.lives and ties.get(str(one.pk))}
    return Since(
        changed, [one for one in here if str(one.pk) not in ties], ended, row.consented_at,
        quiet="channel" in changed and row.channel == Channel.NONE, hidden=changed.get("protected", ""),
        unlinked=unlinked, linked=linked,
    )  # fmt: skip


def _line(
    merge: Merge, kept: Worker, before: dict[str, Any], taken: dict[str, Any]
) -> tuple[frozenset[int], tuple[str, dt.datetime] | None]:
    """Return (numbers whose LINE was closed since a merge, what was linked on the kept entry since)."""
    both = frozenset({merge.kept_id, merge.gone_id})
    had = before.get("line_at")
    quiet = before["channel"] != Channel.NONE and kept.channel == Channel.NONE
    if kept.line_at is not None and plain(kept.line_at) != had:
        return both if quiet else frozenset(), (kept.line_id, kept.line_at)
    if quiet or (had and kept.line_at is None):
        return both, None
    closed = taken.get("line_at") and not Worker.objects.filter(pk=merge.gone_id).exclude(line_at=None).exists()
    return frozenset({merge.gone_id}) if closed else frozenset(), None


@dataclass(kw_only=True)
class UndoMerge(Command[Merge]):
    """Undo a merge: both entries hold again what they held, and the ties that went along go back.

    Where something was changed or consented to in between, `whose` says to which of the two it belongs: "kept" or
    "gone". What was withdrawn in between stays withdrawn for both, the consent to be contacted too; who was
    put under protection in between stays protected as both.
    """

    abstract: ClassVar[bool] = False
    name = "registers.undo_merge"
    verb = _("ยกเลิกการรวมรายการแรงงาน")
    model = Merge
    allowed = may.can_serve

    whose: str = ""

    def check(self, actor: Any, subject: Merge) -> None:
        """Refuse one that is undone, one whose kept entry went on, and one of which it is not said whose is what."""
        both = Worker.objects.select_for_update().filter(pk__in=[subject.kept_id, subject.gone_id])
        rows = {row.pk: row for row in both.order_by("pk")}
        if subject.undone_at is not None:
            raise RuleBroken(_("การรวมนี้ยกเลิกแล้ว"))
        refuse_merged(rows[subject.kept_id])
        if Merge.objects.filter(kept_id=subject.kept_id, pk__gt=subject.pk, undone_at=None).exists():
            raise RuleBroken(_("มีการรวมรายการอื่นหลังจากนี้ โปรดยกเลิกรายการล่าสุดก่อน"))
        if self.whose not in {"", *WHOSE}:
            raise RuleBroken(_("โปรดเลือกว่าเป็นของรายการใด"), field="whose")
        self.since = since(subject)
        if self.since.anything and not self.whose:
            told = {"changes": len(self.since.changed) + bool(self.since.linked), "ties": len(self.since.given)}
            raise RuleBroken(
                gettext("หลังการรวมมีการแก้ไข %(changes)s ช่อง และให้ฐานการใช้ข้อมูล %(ties)s รายการ โปรดเลือกว่าเป็นของรายการใด")
                % told,
                field="whose",
            )

    def handle(self, actor: Any, subject: Merge) -> Merge:
        """Restore both rows and the ties, then lay what happened since where it belongs."""
        before, taken = json.loads(subject.prior)[:2]
        restore(before)
        restore(taken)
        Tie.objects.filter(pk__in=subject.moved).update(worker_id=subject.gone_id)
        for office, purpose in self.since.ended:  # before the new ones move: what was given anew lives
            Tie.objects.living().filter(worker=subject.gone_id, office=office, purpose=purpose).update(
                withdrawn_at=Now()
            )
        if self.whose:
            self._overlay(subject.gone_id if self.whose == "gone" else subject.kept_id, self.since.changed)
        if self.whose == "gone":
            self._move(subject)
        self._settle_both(subject)
        self._settle_line(subject)
        if self.since.anything:
            self.details["whose"] = [None, self.whose]
        Merge.objects.filter(pk=subject.pk).update(undone_at=Now(), undone_by_id=actor.seat_id)
        subject.refresh_from_db()
        return subject

    def _overlay(self, number: int, changed: dict[str, Any]) -> None:
        """Change an entry by what was told in between; raises RuleBroken where the two do not go together."""
        if not changed:
            return
        row = Worker.objects.get(pk=number)
        values = settled(changed | {"consented": True}, row)
        if "channel" in changed:  # consent carries its own moment along, not that of the undoing
            values["consented_at"] = self.since.consented_at
        laid(row, values).save()

    def _settle_both(self, subject: Merge) -> None:
        """Bring to both what may be lost on neither: contact that is no longer wanted, and protection."""
        for row in Worker.objects.filter(pk__in=[subject.kept_id, subject.gone_id]):
            quiet = self.since.quiet and row.channel != Channel.NONE
            hidden = bool(self.since.hidden) and not row.protected
            if quiet:
                row.channel, row.consented_at = Channel.NONE, None
            if hidden:
                row.protected = self.since.hidden
            if quiet or hidden:
                row.save(update_fields=["channel", "consented_at", "protected", "changed"])

    def _settle_line(self, subject: Merge) -> None:
        """Bring back no link to LINE that was closed in between; one that was made in between goes where it belongs."""
        for row in Worker.objects.filter(pk__in=self.since.unlinked).exclude(line_at=None):
            row.line_id, row.line_at = "", None
            row.save(update_fields=COLUMNS)
        if self.since.linked is not None:
            row = Worker.objects.get(pk=subject.gone_id if self.whose == "gone" else subject.kept_id)
            row.line_id, row.line_at = self.since.linked
            row.save(update_fields=COLUMNS)

    def _move(self, subject: Merge) -> None:
        """Move the ties that were given in between; one that the other entry has already stays where it is."""
        has = set(Tie.objects.living().filter(worker=subject.gone_id).values_list("office_id", "purpose"))
        going = [one.pk for one in self.since.given if not one.lives or (one.office_id, one.purpose) not in has]
        Tie.objects.filter(pk__in=going).update(worker_id=subject.gone_id)
