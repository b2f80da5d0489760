"""Which figures of a report belong together: wholes and their parts, what cannot exceed what, usual shares.

`SITUATION` holds those of the provincial labour situation (สถานการณ์แรงงานจังหวัด), by the definitions of the labour force
survey: labour force = employed + unemployed + seasonally waiting; population 15+ = labour force + not in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from prasan.registers.models import SituationField

ROUNDING = 2
"""How far parts and whole may differ: each is rounded on its own in the sources."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A figure that is the sum of its parts; `optional` are those that reports often leave out.

    `rounding` is how far they may differ: nothing where whole people are counted in one place.
    """

    name: str
    parts: tuple[str, ...]
    optional: frozenset[str] = frozenset()
    rounding: int = ROUNDING


@dataclass(frozen=True, slots=True)
class Limit:
    """A part that cannot exceed a figure around it; of different sources, the finding is soft."""

    part: str
    whole: str
    other_source: bool = False
    settled_by: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A part per hundred of a whole, and the range in which it is usually found."""

    part: str
    whole: str
    low: int
    high: int
    label: Any


@dataclass(frozen=True, slots=True)
class Relations:
    """All that is known about the figures of one kind of report.

    labels: field → its Thai name; wholes, limits, shares: the rules; steady: fields that may well be equal to last
    time; swings: field → by how many times it may change from one report to the next without a question.
    """

    labels: Mapping[str, Any]
    wholes: tuple[Whole, ...]
    limits: tuple[Limit, ...]
    shares: tuple[Share, ...]
    steady: frozenset[str] = frozenset()
    swings: Mapping[str, float] = field(default_factory=dict)
    usual_swing: float = 1.5

    def contains(self, whole: str, part: str) -> bool:
        """Tell whether one field is a part, directly or further down, of another."""
        direct = {p for w in self.wholes if w.name == whole for p in w.parts}
        direct |= {limit.part for limit in self.limits if limit.whole == whole}
        return part in direct or any(self.contains(one, part) for one in direct)


SITUATION = Relations(
    labels=dict(SituationField.choices),
    wholes=(
        Whole("pop_15plus", ("labour_force", "not_in_lf")),
        Whole("labour_force", ("employed", "unemployed", "seasonal_wait"), frozenset({"seasonal_wait"})),
        Whole("employed", ("emp_agri", "emp_nonagri")),
        Whole("informal", ("informal_agri", "informal_nonagri")),
        Whole("insured_total", ("s33", "s39", "s40")),
    ),
    limits=(
        # registered and surveyed population differ; where the survey's own sum agrees, that is the answer
        Limit("pop_15plus", "pop_total", True, ("pop_15plus", ("labour_force", "not_in_lf"))),
        Limit("labour_force", "pop_total", True, ("pop_15plus", ("labour_force", "not_in_lf"))),
        Limit("informal", "employed"),
        Limit("informal_agri", "emp_agri"),
        Limit("informal_nonagri", "emp_nonagri"),
    ),
    shares=(
        Share("unemployed", "labour_force", 0, 12, _("อัตราการว่างงาน")),
        Share("seasonal_wait", "labour_force", 0, 15, _("สัดส่วนผู้รอฤดูกาล")),
        Share("labour_force", "pop_15plus", 40, 95, _("อัตราการมีส่วนร่วมในกำลังแรงงาน")),
    ),
    steady=frozenset({"pop_total", "volunteers"}),
    swings={
        "unemployed": 4, "seasonal_wait": 20, "foreign_workers": 3, "s39": 2, "s40": 3, "volunteers": 3,
        "informal": 2, "informal_agri": 2, "informal_nonagri": 2, "establishments": 2,
    },
)  # fmt: skip
