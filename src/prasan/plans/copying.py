"""Copying the lines of a plan into another, set by set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Max

from prasan.directory.models import Office, Person
from prasan.kernel.fiscal import add_months
from prasan.plans.models import Activity, BeneficiaryLine, Milestone, MoneyLine, Plan, Project
from prasan.plans.queries import Tree, tree


@dataclass(frozen=True, slots=True)
class Move:
    """From which plan to which, and what that means for days, offices, people and places."""

    source: Plan
    target: Plan
    units: dict[str, int]
    """The target's unit of each agency, where the place differs."""
    active: frozenset[int]
    """People whose account is open."""

    @property
    def same_place(self) -> bool:
        """Tell whether the copy stays with the same area, group or department."""
        keys = ("area_id", "group_id", "agency_id")
        return all(getattr(self.source, key) == getattr(self.target, key) for key in keys)

    def day(self, day: dt.date) -> dt.date:
        """Return a day moved by whole years; 29 February becomes the 28th."""
        return add_months(day, 12 * (self.target.fiscal_year - self.source.fiscal_year))

    def office(self, office: Office) -> int:
        """Return who does in the target what an office does in the source; the drafting office where none fits."""
        return office.pk if self.same_place else self.units.get(office.agency_id or "", self.target.office_id)

    def person(self, number: int | None) -> int | None:
        """Return the responsible person, who stays with the place and with an open account."""
        return number if self.same_place and number in self.active else None

    def area(self, number: int | None) -> int | None:
        """Return the place, which a copy to elsewhere leaves open."""
        return number if self.same_place else None


def copy_lines(source: Plan, target: Plan, *, with_money: bool) -> int:
    """Copy projects, activities, milestones, people and, where asked, money; returns how many projects.

    Values of results are left empty; links to policies and indicators are kept, so that a copy made under
    an older policy set shows as not mapped until it is linked anew.
    """
    found = tree(source)
    move = _move(source, target, found)
    number = target.projects.aggregate(n=Max("number"))["n"] or 0
    projects = [
        Project(
            plan=target, number=number + place, name_th=one.name_th, goal_th=one.goal_th, start=move.day(one.start),
            end=move.day(one.end), multi_year=one.multi_year, office_id=move.office(one.office),
            responsible_id=move.person(one.responsible_id), labels=list(one.labels), copied_from=one,
        )
        for place, one in enumerate(found.projects, 1)
    ]  # fmt: skip
    Project.objects.bulk_create(projects)
    new = {old.pk: made.pk for old, made in zip(found.projects, projects, strict=True)}
    _relations(Project, "policies", new)
    _relations(Project, "indicators", new)
    activities = _activities(found, move, new)
    if with_money:
        _money(found, new, activities)
    _people(found, move, new)
    return len(projects)


def _move(source: Plan, target: Plan, found: Tree) -> Move:
    here = target.area_id if target.area_id is not None else target.office.area_id
    units = Office.objects.filter(area_id=here, kind=Office.Kind.PROVINCIAL, agency__isnull=False).order_by("-code")
    people = {one.responsible_id for one in found.projects}
    people |= {one.responsible_id for some in found.activities.values() for one in some}
    active = Person.objects.active().filter(pk__in=[one for one in people if one is not None])
    return Move(
        source, target, {one.agency_id or "": one.pk for one in units}, frozenset(active.values_list("pk", flat=True))
    )


def _relations(model: type[models.Model], name: str, new: dict[int, int], move: Any = None) -> None:
    """Copy a relation to many for the rows of a model: two queries."""
    field: Any = model._meta.get_field(name)
    through = field.remote_field.through
    own, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    rows = through.objects.filter(**{f"{own}__in": list(new)}).values_list(own, other)
    pairs = {(new[pk], move[number] if move is not None else number) for pk, number in rows}
    through.objects.bulk_create([through(**{own: pk, other: number}) for pk, number in sorted(pairs)])


def _activities(found: Tree, move: Move, new: dict[int, int]) -> dict[int, int]:
    """Copy activities with their milestones; returns the new numbers by the old."""
    old = [one for project in found.projects for one in found.activities.get(project.pk, [])]
    made = [
        Activity(
            project_id=new[one.project_id], number=one.number, name_th=one.name_th, start=move.day(one.start),
            end=move.day(one.end), weight=one.weight, office_id=move.office(one.office),
            responsible_id=move.person(one.responsible_id), partners=one.partners, area_id=move.area(one.area_id),
            place=one.place if move.same_place else "", labels=list(one.labels),
            indicator_id=one.indicator_id, target=one.target if move.same_place else None,
        )
        for one in old
    ]  # fmt: skip
    Activity.objects.bulk_create(made)
    numbers = {a.pk: b.pk for a, b in zip(old, made, strict=True)}
    _relations(Activity, "co_offices", numbers, _offices(move, numbers))
    Milestone.objects.bulk_create(
        Milestone(activity_id=numbers[one.activity_id], name_th=one.name_th, due=move.day(one.due))
        for activity in old
        for one in found.milestones.get(activity.pk, [])
    )
    return numbers


def _offices(move: Move, activities: Iterable[int]) -> dict[int, int]:
    rows = Office.objects.filter(
        pk__in=Activity.co_offices.through.objects.filter(activity_id__in=list(activities)).values("office_id")
    )
    return {one.pk: move.office(one) for one in rows}


def _money(found: Tree, new: dict[int, int], activities: dict[int, int]) -> None:
    """Copy sources and allocated amounts; what was moved, bound and spent is another year's."""
    MoneyLine.objects.bulk_create(
        MoneyLine(
            project_id=new[one.project_id], activity_id=activities.get(one.activity_id or 0), source=one.source,
            giver=one.giver, allocated=one.allocated,
        )
        for some in found.money.values()
        for one in some
    )  # fmt: skip


def _people(found: Tree, move: Move, new: dict[int, int]) -> None:
    BeneficiaryLine.objects.bulk_create(
        BeneficiaryLine(
            project_id=new[one.project_id], kind=one.kind, who_th=one.who_th, area_id=move.area(one.area_id),
            number=one.number, outcome=one.outcome, unit_th=one.unit_th,
        )
        for some in found.people.values()
        for one in some
    )  # fmt: skip
