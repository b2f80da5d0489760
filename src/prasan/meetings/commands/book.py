"""Keep an edition of the briefing book."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.meetings import policy_after as after
from prasan.meetings.after.book import book_of
from prasan.meetings.after.canonical import canonical, digest
from prasan.meetings.commands.minutes import whole_briefing
from prasan.meetings.models import Book, Briefing
from prasan.platform.commands import Create, RuleBroken


@dataclass(kw_only=True)
class KeepBook(Create[Book]):
    """Keep the book as it stands now, once for each edition.

    Parameters: `edition`, t24 (a day before) or t0 (at the beginning); `before`, rows as in beside_after.
    """

    name = "meetings.keep_book"
    verb = gettext_lazy("เก็บแฟ้มประชุม")
    model = Book
    allowed = after.can_keep_book

    briefing_id: int | None = None
    edition: str = ""
    before: list[dict[str, Any]] = field(default_factory=list)

    def build(self, actor: Any) -> Book:
        """Return the new row, the meeting locked."""
        rows = Briefing.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
        found = rows.filter(pk=self.briefing_id or 0).values_list("pk", flat=True).first()
        if found is None:
            raise RuleBroken(_("ไม่พบการประชุมนี้ หรืออยู่นอกขอบเขตของท่าน"))
        return Book(briefing=whole_briefing(found), by_id=actor.person_id, at=timezone.now())

    def check(self, actor: Any, subject: Book) -> None:
        """Refuse an unknown edition, one that is kept already, and a meeting that is over."""
        if self.edition not in Book.Edition.values:
            raise RuleBroken(_("โปรดเลือกว่าเป็นแฟ้มก่อนประชุมหรือเริ่มประชุม"), field="edition")
        if subject.briefing.state not in {"planned", "invited", "running"}:
            raise RuleBroken(_("การประชุมนี้ปิดหรือยกเลิกแล้ว"))
        if Book.objects.filter(briefing=subject.briefing, edition=self.edition).exists():
            raise RuleBroken(_("เก็บแฟ้มประชุมฉบับนี้ไว้แล้ว"))

    def handle(self, actor: Any, subject: Book) -> Book:
        """Make it and save it."""
        content = book_of(subject.briefing, self.before)
        subject.edition, subject.content, subject.digest = self.edition, canonical(content), digest(content)
        subject.save(force_insert=True)
        return subject
