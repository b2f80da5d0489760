"""The verb by which the auditor reads what the class of a policy hides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Refused
from prasan.platform.vault.reveal import Reveal
from prasan.registers import policy as may
from prasan.registers.models import Policy


@dataclass(kw_only=True)
class RevealPolicy(Reveal[Policy]):
    """Show the words of a classified policy, which the auditor's pages hide, to an auditor who says why."""

    abstract: ClassVar[bool] = False
    name = "registers.reveal_policy"
    verb = _("เปิดดูข้อความที่มีชั้นความลับของ")
    model = Policy
    allowed = may.can_reveal_policy

    def subject(self, actor: Any) -> Policy:
        """Return the policy: the auditor knows of it, though the words are hidden."""
        try:
            rows: Any = Policy.objects.known_to(actor).select_for_update(of=("self",))
            found: Policy = rows.get(pk=self.target_id)
        except (ObjectDoesNotExist, ValueError, TypeError):
            raise Refused(_("ไม่พบนโยบายนี้"), status=404) from None
        return found

    @classmethod
    def hidden(cls, subject: Policy) -> frozenset[str]:
        """Return what its class hides and what it has words for."""
        if not subject.classification:
            return frozenset()
        found = {name for name in ("name_th", "why_th", "withdrawn_why") if getattr(subject, name)}
        return frozenset(found | ({"indicators"} if subject.indicators.exists() else set()))

    @classmethod
    def read(cls, subject: Policy, names: tuple[str, ...]) -> dict[str, Any]:
        """Return the plain words; indicators by their names."""
        found: dict[str, Any] = {name: getattr(subject, name) for name in names if name != "indicators"}
        if "indicators" in names:
            found["indicators"] = " · ".join(one.name for one in subject.indicators.order_by("-is_main", "code"))
        return found
