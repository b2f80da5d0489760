"""Verbs about two entries of one person: merge them, undo that, say that they are two people."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Create, Refused, RuleBroken
from prasan.platform.journal.changes import plain
from prasan.platform.vault.fields import LookupField
from prasan.registers import policy_workers as may
from prasan.registers.commands.workers import refuse_merged
from prasan.registers.models import Merge, NotSame, Tie, Worker
from prasan.registers.workers.search import rekeyed

OUT_OF_SCOPE = _("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน")


def state_of(row: Worker) -> dict[str, Any]:
    """Return everything that a row holds, as JSON keeps it."""
    return {one.attname: plain(getattr(row, one.attname)) for one in Worker._meta.concrete_fields}


def restore(state: dict[str, Any]) -> None:
    """Bring a row back to what it held, its clocks too; hashes are made by the site's first key of today."""
    columns = Worker._meta.concrete_fields
    # a column that is newer than the merge held nothing then
    values = {one.attname: one.to_python(state.get(one.attname, one.get_default())) for one in columns}
    for one in Worker._meta.concrete_fields:
        if isinstance(one, LookupField):
            values[one.attname] = one.hashed(values[one.of])
    if values["keys"]:
        values |= rekeyed(Worker(**values))
    Worker.objects.filter(pk=values.pop("id")).update(**values)


def both(actor: Any, one: int, other: int) -> tuple[Worker, Worker]:
    """Return two people in the actor's scope, locked in the order of their numbers; 404 where one is not."""
    rows = Worker.objects.served_by(actor).select_for_update(of=("self",), no_key=True)
    found = {row.pk: row for row in rows.filter(pk__in=[one, other]).order_by("pk")}
    if one == other or len(found) != 2:
        raise Refused(OUT_OF_SCOPE, status=404)
    return found[one], found[other]


@dataclass(kw_only=True)
class MergeWorkers(Create[Merge]):
    """Take the entry `gone_id` into `kept_id`: the ties go along, what is told of the kept one stays as it is."""

    abstract: ClassVar[bool] = False
    name = "registers.merge_workers"
    verb = _("รวมรายการแรงงาน")
    model = Merge
    allowed = may.can_serve

    kept_id: int = 0
    gone_id: int = 0

    def build(self, actor: Any) -> Merge:
        """Return the merge of two people whom the actor reads."""
        kept, gone = both(actor, self.kept_id, self.gone_id)
        return Merge(kept=kept, gone=gone, by_id=actor.seat_id)

    def check(self, actor: Any, subject: Merge) -> None:
        """Refuse an entry that was merged already, one that others were merged into, and two known as two people."""
        refuse_merged(subject.kept)
        refuse_merged(subject.gone)
        if subject.gone.merged.exists():
            raise RuleBroken(_("มีรายการอื่นรวมอยู่ในรายการที่จะรวมเข้าไป โปรดเลือกรายการนั้นเป็นรายการที่คงไว้"))
        first, second = sorted((subject.kept_id, subject.gone_id))
        if NotSame.objects.filter(first_id=first, second_id=second).exists():
            raise RuleBroken(_("สองรายการนี้บันทึกไว้แล้วว่าเป็นคนละคน"))

    def handle(self, actor: Any, subject: Merge) -> Merge:
        """Keep both as they are, move the ties that the kept one has not, and close the other."""
        kept, gone = subject.kept, subject.gone
        has = set(kept.ties.living().values_list("office_id", "purpose"))
        subject.moved = [one.pk for one in gone.ties.all() if not one.lives or (one.office_id, one.purpose) not in has]
        ties = {one.pk: one.lives for one in Tie.objects.filter(worker__in=[kept, gone])}
        subject.prior = json.dumps([state_of(kept), state_of(gone), ties], ensure_ascii=False)
        subject.save(force_insert=True)
        Tie.objects.filter(pk__in=subject.moved).update(worker=kept)
        if gone.protected and not kept.protected:  # who is hidden stays hidden
            kept.protected = gone.protected
            kept.save(update_fields=["protected", "changed"])
        gone.state, gone.merged_into = Worker.State.MERGED, kept
        gone.save()
        return subject


@dataclass(kw_only=True)
class TellApart(Create[NotSame]):
    """Keep that two entries are two people: nobody is asked again, and they are not merged."""

    abstract: ClassVar[bool] = False
    name = "registers.tell_apart"
    verb = _("บันทึกว่าเป็นคนละคน")
    model = NotSame
    allowed = may.can_serve

    one_id: int = 0
    other_id: int = 0

    def build(self, actor: Any) -> NotSame:
        """Return the pair in order."""
        first, second = sorted(both(actor, self.one_id, self.other_id), key=lambda row: row.pk)
        return NotSame(first=first, second=second, by_id=actor.seat_id)

    def check(self, actor: Any, subject: NotSame) -> None:
        """Refuse a pair that is known."""
        if NotSame.objects.filter(first=subject.first, second=subject.second).exists():
            raise RuleBroken(_("สองรายการนี้บันทึกไว้แล้วว่าเป็นคนละคน"))
