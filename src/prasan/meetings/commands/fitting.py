"""Give a line as many pictures as its link carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.meetings.commands.running import Takes
from prasan.meetings.models import Attendee
from prasan.platform.commands import RuleBroken


@dataclass(kw_only=True)
class StepTo(Takes):
    """Keep how many pictures the link of one's own line carries: 9, 4, 1 or 0; what is chosen stays as it is.

    Parameters: `small`, of the speaker only the small picture.
    """

    abstract: ClassVar[bool] = False
    name = "meetings.step_to"
    verb = gettext_lazy("ปรับจำนวนภาพตามกำลังของเน็ต")

    pictures: int = 9
    small: bool = False

    def check(self, actor: Any, subject: Attendee) -> None:
        """Refuse other numbers, and a small picture where there is more than one or none."""
        super().check(actor, subject)
        if self.pictures not in {9, 4, 1, 0} or (self.small and self.pictures != 1):
            raise RuleBroken(_("โปรดเลือก 9, 4, 1 ภาพ หรือเสียงอย่างเดียว"), field="pictures")

    def handle(self, actor: Any, subject: Attendee) -> Attendee:
        """Keep it."""
        subject.fits, subject.small = self.pictures, self.small
        subject.save(update_fields=["fits", "small"])
        return subject
