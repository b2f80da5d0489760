"""Reading where a case stands by the number of its slip alone, for the telephone: 1506, and every counter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.platform.commands import Command, Refused
from prasan.referrals import policy as may
from prasan.referrals.codes import plain_code
from prasan.referrals.models import Case


@dataclass(kw_only=True)
class Track(Command[Case]):
    """Look up a case by its number: a named exception to scope, so it stands in the journal, and the person sees it.

    What is answered is where it is, whose turn and by when (`reading.standing_of`), never who the person is or what
    they need. Parameters: `code`, as it stands on the slip.
    """

    abstract: ClassVar[bool] = False
    name = "referrals.track"
    verb = gettext_lazy("ดูสถานะเรื่องจากเลขบนใบติดตาม")
    model = Case
    allowed = may.can_track

    code: str = ""

    def subject(self, actor: Any) -> Case:
        """Return the case of a number; 404 for one that is none."""
        rows = Case.objects.select_related("office").defer("need", "office__grams")
        found = rows.filter(code=plain_code(self.code) or "-").first()
        if found is None:
            raise Refused(_("ไม่พบเลขเรื่องนี้ โปรดตรวจเลขบนใบติดตามอีกครั้ง"), status=404)
        return found

    def handle(self, actor: Any, subject: Case) -> Case:
        """Change nothing: the journal keeps who looked."""
        return subject

    def announce(self, actor: Any, subject: Case) -> None:
        """Tell no page."""
