"""The verb of a reader: read a brief and answer its questions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, Refused, RuleBroken
from prasan.understanding import policy as may
from prasan.understanding.commands.briefs import NOT_FOUND
from prasan.understanding.models import GROUP_OF, Answer, Brief, Item, Reading
from prasan.understanding.queries import understood


@dataclass(kw_only=True)
class Understand(Command[Reading]):
    """Read a brief, and answer some of its items; what was answered right already stays.

    `choices`, {item: place of the chosen option}; empty, read alone. `at`, when the person did it, of a phone that
    had no signal; never after now. Answers to a version that was replaced meanwhile are taken: they count for the
    items whose words have not changed.
    """

    name = "understanding.understand"
    verb = _("รับทราบและตอบคำถามของเอกสารสรุปนโยบาย")
    model = Reading
    allowed = may.can_understand

    brief_id: int = 0
    choices: dict[int, int] = field(default_factory=dict)
    at: dt.datetime | None = None
    items: dict[int, Item] = field(default_factory=dict, init=False, repr=False)

    def subject(self, actor: Any) -> Reading:
        """Return the person's reading of the brief, locked, or a new one; 404 for a brief they do not read."""
        brief = Brief.objects.visible_to(actor).select_related("policy").filter(pk=self.brief_id).first()
        if brief is None:
            raise Refused(NOT_FOUND, status=404)
        if actor.person_id is None:
            raise Refused(may.ONLY_STAFF)
        self.items = {one.pk: one for one in brief.items.all()}
        rows = Reading.objects.select_for_update(of=("self",), no_key=True).select_related("office")
        found = rows.filter(brief=brief, person=actor.person_id).first()
        if found is None:
            group = GROUP_OF.get(actor.role, "")
            found = Reading(person_id=actor.person_id, office_id=actor.office_id, group=group, read_at=self._moment())
        found.brief = brief
        return found

    def check(self, actor: Any, subject: Reading) -> None:
        """Refuse a brief that is no longer used, and choices that are none of the brief's."""
        if subject.brief.state not in {Brief.State.ISSUED, Brief.State.REPLACED}:
            raise RuleBroken(_("เอกสารสรุปนี้ไม่ได้ใช้แล้ว โปรดเปิดดูฉบับล่าสุด"))
        if subject._state.adding and subject.brief.state == Brief.State.REPLACED and not self.choices:
            raise RuleBroken(_("มีฉบับใหม่แทนแล้ว โปรดเปิดดูฉบับล่าสุด"))
        for item, choice in self.choices.items():
            if item not in self.items or not 0 <= choice < len(self.items[item].options):
                raise RuleBroken(_("คำตอบไม่ตรงกับข้อของเอกสารนี้ โปรดเปิดหน้านี้อีกครั้งแล้วตอบใหม่"), field="choices")

    def handle(self, actor: Any, subject: Reading) -> Reading:
        """Write the answers, and count what is left and what is wrong."""
        known = understood(subject.person_id, self.items.values())
        if subject._state.adding:
            subject.asked = subject.left = len(self.items) - len(known)
            try:
                with transaction.atomic():
                    subject.save(force_insert=True)
            except IntegrityError as error:  # the same person in two tabs at once
                raise RuleBroken(_("กำลังบันทึกคำตอบของท่านจากอีกหน้าหนึ่ง โปรดลองอีกครั้ง")) from error
        self._write({item: choice for item, choice in self.choices.items() if item not in known}, subject)
        self._recount(subject)
        for other in self._others(subject):
            self._recount(other)
        return subject

    def _moment(self) -> dt.datetime:
        now = timezone.now()
        return min(self.at, now) if self.at is not None else now

    def _write(self, choices: dict[int, int], reading: Reading) -> None:
        earlier = {one.item_id: one for one in Answer.objects.filter(reading=reading, item__in=choices)}
        moment, new = self._moment(), []
        for item, choice in choices.items():
            right = choice == self.items[item].right
            if (one := earlier.get(item)) is not None:
                one.last, one.is_right, one.tries, one.answered_at = choice, right, one.tries + 1, moment
            else:
                new.append(Answer(
                    reading=reading, item_id=item, first=choice, last=choice, is_right=right, answered_at=moment
                ))  # fmt: skip
        Answer.objects.bulk_create(new)
        Answer.objects.bulk_update(earlier.values(), ["last", "is_right", "tries", "answered_at"])
        self.details["answers"] = [None, len(choices)]

    def _recount(self, reading: Reading) -> None:
        items = self.items if reading.brief_id == self.brief_id else {one.pk: one for one in reading.brief.items.all()}
        known = understood(reading.person_id, items.values())
        tried = set(Answer.objects.filter(reading=reading).values_list("item_id", flat=True))
        missing = items.keys() - known
        reading.wrong, reading.left = len(missing & tried), len(missing - tried)
        if not missing and reading.done_at is None:
            reading.done_at = self._moment()
        reading.save(update_fields=["wrong", "left", "done_at"])

    def _others(self, reading: Reading) -> list[Reading]:
        """Return the person's readings of other versions that an answer to this one may complete."""
        keys = [one.key for one in self.items.values()]
        rows = Reading.objects.filter(person=reading.person_id, done_at=None, brief__items__key__in=keys)
        return list(rows.exclude(pk=reading.pk).select_related("brief").distinct())
