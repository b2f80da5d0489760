"""The parts of a split directive: one row for each area's own office, made as one set (docs/architecture.md)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy

from prasan.directives import policy as may
from prasan.directives.clock import due_of
from prasan.directives.models import Directive, DirectiveArea
from prasan.directory.clocks import Clocks
from prasan.directory.models import Area, Office
from prasan.platform.commands import Create
from prasan.platform.commands.bulk import perform_many
from prasan.platform.commands.errors import Refused
from prasan.platform.commands.many import CreateMany, Need, Staged, staged_fields

COPIED = (
    "issuer_id", "giver_id", "number", "year", "issued_by_id", "issued_at", "origin", "origin_ref", "origin_label",
    "inspection_round", "text", "grams", "policy_id", "classification", "due_kind", "due_amount", "report_back",
    "public_message", "hotline_key",
)  # fmt: skip
"""What a part of a split directive takes over from its whole; the next of a recurring one: clockwork.TAKEN_OVER."""


@dataclass(kw_only=True)
class IssuePart(CreateMany, Create[Directive]):
    """Issue the part of a split directive for one area, within its whole's transaction: one row each, one roll-up.

    Its values are columns of the part; `area_id` is where its lead office stands.
    """

    name = "directives.issue_part"
    verb = gettext_lazy("สั่งการรายพื้นที่")
    model = Directive
    allowed = may.can_issue

    whole_id: int = 0
    part: int = 0
    lead_id: int = 0
    area_id: int = 0
    issuer_id: int = 0
    giver_id: int = 0
    number: int = 0
    year: int = 0
    issued_by_id: int | None = None
    issued_at: dt.datetime | None = None
    origin: str = "free"
    origin_ref: int | None = None
    origin_label: str = ""
    inspection_round: int | None = None
    text: str = ""
    grams: list[str] = field(default_factory=list)
    policy_id: int | None = None
    classification: int = 0
    due_kind: str = ""
    due_amount: int = 0
    due_day: dt.date | None = None
    due_at: dt.datetime | None = None
    report_back: bool = True
    public_message: str = ""
    hotline_key: str = ""
    indicator_id: int | None = None
    aim_area_id: int | None = None

    def build(self, actor: Any) -> Directive:
        """Return the part."""
        told = {name: getattr(self, name) for name in staged_fields(type(self))}
        return Directive(**told, escalate_at=self.due_at)

    @classmethod
    def many_allowed(cls, actor: Any) -> Iterable[Need]:
        """Allow what the single form allows."""
        return may.issue_needs(actor)

    @classmethod
    def many_assign(cls, actor: Any) -> dict[str, Any]:
        """Set each told value; the first escalation comes with the deadline."""
        told = {name.removesuffix("_id"): value for name, value in super().many_assign(actor).items()}
        return told | {"escalate_at": Staged("due_at", Directive._meta.get_field("due_at"))}


def part_of(whole: Directive, part: int, area: Area, lead: Office, clocks: Clocks) -> dict[str, Any]:
    """Return the values of a part: what it takes over, its own office, and the deadline in that office's time."""
    said = whole.due_day if whole.due_kind == Directive.Due.DATE else None
    due_at, due_day = due_of(clocks.of(lead), whole.issued_at, whole.due_kind, whole.due_amount, said)
    aims = whole.indicator_id is not None and not whole.bound
    return {name: getattr(whole, name) for name in COPIED} | {
        "whole_id": whole.pk, "part": part, "lead_id": lead.pk, "area_id": lead.area_id, "due_at": due_at,
        "due_day": due_day, "indicator_id": whole.indicator_id if aims else None,
        "aim_area_id": area.pk if aims else None,
    }  # fmt: skip


def issue_parts(actor: Any, whole: Directive, split: Sequence[tuple[Area, Office]], clocks: Clocks) -> None:
    """Issue the parts of a directive as one set, each with its own journal entry; raises Refused where one may not.

    Parameters: `split`, each area with the office that answers for it; `clocks`, of all these offices.
    """
    for _area, lead in split:  # before the set: its refused rows would have to be deleted, which the table forbids
        refusal = may.can_issue(actor, Directive(lead=lead, giver=whole.giver, origin=whole.origin))
        if refusal is not None:
            raise Refused(refusal)
    rows = [part_of(whole, n, area, lead, clocks) for n, (area, lead) in enumerate(split, start=1)]
    made = perform_many(actor, IssuePart, rows, want_ids=True)
    DirectiveArea.objects.bulk_create(
        [DirectiveArea(directive_id=pk, area=area) for pk, (area, _lead) in zip(made.ids, split, strict=True)]
    )
