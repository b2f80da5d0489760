"""What a meeting may have to speak about: one fact each, as data and never as prose."""

from __future__ import annotations

from dataclasses import dataclass

KINDS: tuple[str, ...] = (
    "red", "late", "missing", "unproven", "event", "decision_waiting",
    "overdue_directive", "returned_directive", "open_directive", "closed_directive", "guidance_unanswered",
)  # fmt: skip
"""red: a figure behind its path · late: an office's report is past its day · missing: a figure is not reported ·
unproven: claimed without a figure, or sent and not confirmed in time · event: open and severe · decision_waiting:
somebody asks for a decision · the directives by where they stand (returned: sent back or reopened) ·
guidance_unanswered: an office has not said how it follows guidance."""
DIRECTIVES = frozenset({"overdue_directive", "returned_directive", "open_directive", "closed_directive"})

Part = tuple[str, "str | int | None"]
"""A named value of a fact, such as ("state", "returned") or ("days", 12)."""


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Where a fact can be looked up: the kind of thing and its id, from which the screens build a link.

    Kinds: figure (id "indicator/area code/period"), report, office (id its code), directive, guidance, event,
    exemption, meeting; the others by number.
    """

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a fact: scaled by 10 ** `decimals`; `gap` in tenths of a per cent, negative = behind.

    `value` is None where nothing was reported; `period` is fiscal year × 100 + month; `accepted` is false while the
    province has not accepted all of it.
    """

    value: int | None
    path: int | None
    target: int | None
    status: str
    gap: int | None
    period: int
    decimals: int = 0
    unit_th: str = ""
    unit_en: str = ""
    accepted: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. `key` names it for good: the same thing has the same key tomorrow, and no two facts share one.

    Parameters: `area_code`, the place it belongs to, with its names; `office`, the code of the office that answers,
    with its names; `order`, the ministry's order of the office's agency or of the policy, for ties; `label_th` and
    `label_en`, what it is called (a policy, a directive with its number, an event); `ref`, what lines are grouped by
    where it is a policy, a directive or guidance; `weight`, its importance in per cent (100 is normal); `minutes`, how
    long it needs at least where somebody said so; `parts`, further values; `origin`, the meeting that gave a directive.
    """

    kind: str
    key: str
    area_code: str
    area_th: str
    area_en: str
    evidence: tuple[Evidence, ...]
    office: str = ""
    office_th: str = ""
    office_en: str = ""
    order: int = 0
    policy: int | None = None
    indicator: int | None = None
    ref: int | None = None
    label_th: str = ""
    label_en: str = ""
    weight: int = 100
    minutes: int | None = None
    origin: int | None = None
    figures: Figures | None = None
    parts: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no kind of fact: {self.kind}")
        if not self.key or not self.evidence:
            raise ValueError(f"a fact needs a key and evidence: {self.key or self.kind}")
        if self.weight < 0 or (self.minutes is not None and self.minutes < 1):
            raise ValueError(f"weight from 0, minutes from 1: {self.key}")

    def part(self, name: str) -> str | int | None:
        """Return a named value, None where the fact has none."""
        return next((value for key, value in self.parts if key == name), None)

    def number(self, name: str) -> int:
        """Return a named value as a number, 0 where the fact has none."""
        value = self.part(name)
        return value if isinstance(value, int) else 0
