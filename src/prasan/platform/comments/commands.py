"""Verbs of comments: say, mend within a while, take back, follow."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, Create, RuleBroken
from prasan.platform.comments.kinds import KINDS, find
from prasan.platform.comments.models import Comment, Follow, Mention

EDIT_MINUTES = 15
LONGEST = 4000
Answer = str | Promise | None

UNSEEN = _("ไม่พบเรื่องที่จะแสดงความเห็น หรืออยู่นอกขอบเขตของท่าน")
WATCHES = _("ตำแหน่งของท่านอ่านเพื่อตรวจสอบ จึงไม่แสดงความเห็น")
NOT_YOURS = _("แก้หรือลบได้เฉพาะความเห็นของตนเอง")


def can_comment(actor: Any, about: Any) -> Answer:
    """Allow everybody who sees the thing, but not who only watches it."""
    if find(actor, about.model, about.object_id) is None:
        return UNSEEN
    return WATCHES if actor.scope.masked else None


def can_mend(actor: Any, comment: Comment) -> Answer:
    """Allow the person who wrote it."""
    return None if actor.person_id == comment.person_id else NOT_YOURS


def follow(label: str, pk: int, person_id: int, seen: int = 0) -> None:
    """Have a person follow a thing who has not decided otherwise; what they wrote or read counts as read."""
    kept, made = Follow.objects.get_or_create(
        model=label, object_id=pk, person_id=person_id, defaults={"seen_id": seen}
    )
    if not made and seen > kept.seen_id:
        Follow.objects.filter(pk=kept.pk).update(seen_id=seen)


@dataclass(kw_only=True)
class AddComment(Create[Comment]):
    """Say something about a thing; whoever is mentioned is told, and so are its followers."""

    name = "platform.comment"
    verb = _("แสดงความเห็น")
    model = Comment
    allowed = can_comment

    label: str = ""
    object_id: int = 0
    text: str = ""
    mention: list[int] = field(default_factory=list)

    def build(self, actor: Any) -> Comment:
        """Return the comment, in the place of its subject."""
        about = find(actor, self.label, self.object_id)
        place = getattr(about, "journal_place", lambda: (None, None, 0))()
        return Comment(
            model=self.label, object_id=self.object_id, person_id=actor.person_id, author=actor.label,
            text=self.text.strip(), area_id=place[0], office_id=place[1], classification=place[2],
        )  # fmt: skip

    def check(self, actor: Any, subject: Comment) -> None:
        """Refuse an empty or endless text, and a mention of somebody who is not involved."""
        if not subject.text:
            raise RuleBroken(_("โปรดพิมพ์ความเห็นก่อนส่ง"), field="text")
        if len(subject.text) > LONGEST:
            raise RuleBroken(_("ความเห็นยาวเกิน %(n)s ตัวอักษร") % {"n": LONGEST}, field="text")
        self._about = find(actor, self.label, self.object_id)
        known = dict(KINDS[self.label].people(self._about)) if self.mention else {}
        if set(self.mention) - set(known):
            raise RuleBroken(_("กล่าวถึงได้เฉพาะผู้ที่เกี่ยวข้องและเห็นเรื่องนี้"), field="mention")
        self._named = {pk: known[pk] for pk in self.mention}

    def handle(self, actor: Any, subject: Comment) -> Comment:
        """Save it; who wrote it and who is mentioned follow from now on."""
        subject.save(force_insert=True)
        Mention.objects.bulk_create(Mention(comment=subject, person_id=pk, name=n) for pk, n in self._named.items())
        follow(self.label, self.object_id, actor.person_id, subject.pk)
        for pk in self._named:
            follow(self.label, self.object_id, pk)
        return subject

    def announce(self, actor: Any, subject: Comment) -> None:
        """Tell the pages of the subject, and desk whom to tell."""
        topics = getattr(self._about, "topics", lambda: ())()
        self.publish(self.name, *topics, id=subject.pk)


@dataclass(kw_only=True)
class EditComment(Command[Comment]):
    """Mend one's own words within a while; the journal keeps the former."""

    name = "platform.edit_comment"
    verb = _("แก้ความเห็น")
    model = Comment
    allowed = can_mend

    text: str = ""

    def check(self, actor: Any, subject: Comment) -> None:
        """Refuse an empty text, one that was removed, and one that is too old."""
        if subject.removed_at:
            raise RuleBroken(_("ความเห็นนี้ถูกลบแล้ว"))
        if timezone.now() - subject.at > dt.timedelta(minutes=EDIT_MINUTES):
            raise RuleBroken(_("แก้ได้ภายใน %(n)s นาทีหลังส่ง โปรดเขียนความเห็นใหม่") % {"n": EDIT_MINUTES})
        if not self.text.strip() or len(self.text) > LONGEST:
            raise RuleBroken(_("โปรดพิมพ์ความเห็นก่อนส่ง"), field="text")

    def handle(self, actor: Any, subject: Comment) -> Comment:
        """Write it."""
        subject.text, subject.edited_at = self.text.strip(), timezone.now()
        subject.save(update_fields=["text", "edited_at"])
        return subject


@dataclass(kw_only=True)
class RemoveComment(Command[Comment]):
    """Take one's own words back; the page says that something was removed."""

    name = "platform.remove_comment"
    verb = _("ลบความเห็น")
    model = Comment
    allowed = can_mend

    def check(self, actor: Any, subject: Comment) -> None:
        """Refuse what is gone already."""
        if subject.removed_at:
            raise RuleBroken(_("ความเห็นนี้ถูกลบแล้ว"))

    def handle(self, actor: Any, subject: Comment) -> Comment:
        """Empty it."""
        subject.text, subject.removed_at = "", timezone.now()
        subject.save(update_fields=["text", "removed_at"])
        return subject


@dataclass(kw_only=True)
class SetFollow(Command[Follow]):
    """Follow a thing, or follow it no more; what stands there now counts as read."""

    name = "platform.follow"
    verb = _("ติดตามเรื่อง")
    model = Follow
    allowed = can_comment

    label: str = ""
    object_id: int = 0
    active: bool = True

    def subject(self, actor: Any) -> Follow:
        """Return the actor's own mark on the thing, a new one where there is none."""
        keys = {"model": self.label, "object_id": self.object_id, "person_id": actor.person_id}
        return Follow.objects.select_for_update().filter(**keys).first() or Follow(**keys, active=False)

    def handle(self, actor: Any, subject: Follow) -> Follow:
        """Save it."""
        last = Comment.objects.about(self.label, self.object_id).values_list("pk", flat=True).last()
        subject.active, subject.seen_id = self.active, last or 0
        subject.save()
        return subject
