"""Who a service is for, as codes a machine can compare; and whether a described person fits, with the reason.

A condition that is not set asks nothing. A fact that nobody told is neither yes nor no: the answer is then "perhaps",
with what has to be asked, never a refusal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

WHO = (
    "employee", "informal", "home_worker", "domestic", "rider", "vendor", "contract_farmer", "own_account",
    "family_worker", "job_seeker", "employer", "going_abroad", "abroad", "disabled",
)  # fmt: skip
"""Groups of people by their work. `informal` holds the groups of INFORMAL; the rest stand beside each other."""
INFORMAL = frozenset({"home_worker", "domestic", "rider", "vendor", "contract_farmer", "own_account", "family_worker"})
"""Groups whose members are informal workers whichever of the words is used of them."""
SECTIONS = ("33", "39", "40", "40-1", "40-2", "40-3", "none")
"""Insured under which section of the Social Security Act B.E. 2533; 40 with its option, `none` not insured."""

Fact = Literal["who", "section", "age", "nationality"]
Answer = Literal["yes", "no", "perhaps"]


@dataclass(frozen=True, slots=True)
class Conditions:
    """The coded conditions of a service.

    Parameters: `who` and `sections`, any one of them suffices, empty asks nothing; `age_from` and `age_to`, full years,
    inclusive; `nationality`, "thai", "foreign" or "" for both.
    """

    who: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    age_from: int | None = None
    age_to: int | None = None
    nationality: str = ""


@dataclass(frozen=True, slots=True)
class Asker:
    """A person as far as they told: None is "not told"; `who` holds every group that they belong to."""

    who: frozenset[str] | None = None
    section: str | None = None
    age: int | None = None
    nationality: str | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a person fits: "yes", "no" or "perhaps", with the facts that decided it.

    `met`, conditions that are met; `failed`, that are not; `unknown`, facts that have to be asked.
    """

    answer: Answer
    met: tuple[Fact, ...] = ()
    failed: tuple[Fact, ...] = ()
    unknown: tuple[Fact, ...] = ()


def fit(conditions: Conditions, asker: Asker) -> Fit:
    """Tell whether a person fits a service's conditions: one that fails decides, one that is unknown leaves it open."""
    told: dict[Fact, bool | None] = {}
    if conditions.who:
        told["who"] = None if asker.who is None else bool(_widened(asker.who) & conditions.who)
    if conditions.sections:
        told["section"] = None if asker.section is None else bool(_sections(asker.section) & conditions.sections)
    if conditions.age_from is not None or conditions.age_to is not None:
        told["age"] = None if asker.age is None else _aged(conditions, asker.age)
    if conditions.nationality:
        told["nationality"] = None if asker.nationality is None else asker.nationality == conditions.nationality
    met = tuple(name for name, holds in told.items() if holds)
    failed = tuple(name for name, holds in told.items() if holds is False)
    unknown = tuple(name for name, holds in told.items() if holds is None)
    return Fit("no" if failed else "perhaps" if unknown else "yes", met, failed, unknown)


def _widened(who: frozenset[str]) -> frozenset[str]:
    return who | {"informal"} if who & INFORMAL else who


def _sections(section: str) -> frozenset[str]:
    """Return a section with the one that it is an option of."""
    return frozenset({section, section.partition("-")[0]})


def _aged(conditions: Conditions, age: int) -> bool:
    above = conditions.age_from is None or age >= conditions.age_from
    return above and (conditions.age_to is None or age <= conditions.age_to)
