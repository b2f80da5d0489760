"""The policy × province matrix: what is planned, where a gap is and whose task, what does not apply and why.

A constant number of set-based questions whatever its size; the states are told in docs/algorithms/cascade.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.translation import get_language

from prasan.directory.models import Agency, Area, GroupKind, Membership, Office
from prasan.kernel.fiscal import fiscal_year, fiscal_year_bounds
from prasan.plans.cascade.cycle import COUNTS, NOT_HERE, WAITS_FOR_CENTRE
from prasan.plans.models import Activity, Item, Project
from prasan.registers.models import Policy, PolicySet, Target

STATES = ("planned", "pending", "gap", "unmapped", "not_applicable")
"""Every cell is one of these."""
OWED = frozenset({"pending", "gap", "unmapped"})
"""States that are somebody's task."""


@dataclass(slots=True)
class Cell:
    """One policy in one province.

    `task` says what is to do: answer, decide, land, plan or relink; `by` whose it is: province or centre.
    `activities` counts those of plans; `draft` is true while none of them was approved.
    """

    policy: int
    area: int
    state: str = "gap"
    activities: int = 0
    draft: bool = False
    why: str = ""
    task: str = ""
    by: str = ""
    offer: int | None = None


@dataclass(slots=True)
class Province:
    """A province with its regions of today and the office that leads it."""

    area: Area
    region: tuple[int, str] = (0, "")
    group: tuple[int, str] = (0, "")
    office: str = ""


@dataclass(slots=True)
class Matrix:
    """The cells of some policies and provinces of a fiscal year."""

    year: int
    policy_set: PolicySet | None
    sets: list[PolicySet] = field(default_factory=list)
    agencies: list[Agency] = field(default_factory=list)
    places: list[Province] = field(default_factory=list)
    """Every province that the reader sees, before regions and groups narrow them."""
    policies: list[Policy] = field(default_factory=list)
    provinces: list[Province] = field(default_factory=list)
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def cell(self, policy: int, area: int) -> Cell:
        """Return the cell of a policy and a province."""
        return self.cells[policy, area]

    def counts(self, area: int | None = None, policy: int | None = None) -> dict[str, int]:
        """Return cells by state: of all, of one province, of one policy."""
        found = dict.fromkeys(STATES, 0)
        for (row, column), cell in self.cells.items():
            if area in {None, column} and policy in {None, row}:
                found[cell.state] += 1
        return found

    def owed(self) -> list[Cell]:
        """Return the cells that are somebody's task, in the order of the policies and provinces."""
        order = [(one.pk, place.area.pk) for place in self.provinces for one in self.policies]
        return [self.cells[key] for key in order if self.cells[key].state in OWED]


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the matrix is asked for; empty fields ask for all."""

    year: int = 0
    policy_set: str = ""
    axis: str = ""
    agency: str = ""
    region: int = 0
    group: int = 0
    area: str = ""
    policy: int = 0


def sets_of(actor: Any, year: int) -> list[PolicySet]:
    """Return the sets of a year that were handed down, the one in force first: one query."""
    return list(_given(actor, year))


def _given(actor: Any, year: int) -> QuerySet[PolicySet]:
    first, last = fiscal_year_bounds(year)
    day = min(max(timezone.localdate(), first), last)
    rows = PolicySet.objects.visible_to(actor).filter(fiscal_year=year, is_draft=False)
    return rows.filter(Q(given_on=None) | Q(given_on__lte=day)).order_by("is_demo", "-version")


def build(actor: Any, asked: Asked) -> Matrix:
    """Return the matrix as far as an actor sees provinces: eight queries at most.

    Who reads everything or a department's work sees every province, others those of their areas. That a province has
    something planned is told to all of them; what it is, is read under the rules of the plans.
    """
    year = asked.year or fiscal_year(timezone.localdate())
    sets = sets_of(actor, year)
    chosen = next((one for one in sets if one.code == asked.policy_set), sets[0] if sets else None)
    found = Matrix(year, chosen, sets)
    if chosen is None:
        return found
    every = _policies(actor, chosen)
    found.agencies = sorted({one.lead for one in every if one.lead is not None}, key=lambda one: one.order)
    found.policies = [one for one in every if _fits(one, asked)]
    found.places = _provinces(actor, asked)
    found.provinces = [
        one for one in found.places if asked.region in {0, one.region[0]} and asked.group in {0, one.group[0]}
    ]
    for policy in found.policies:
        for place in found.provinces:
            found.cells[policy.pk, place.area.pk] = Cell(policy.pk, place.area.pk)
    return _filled(found)


def _filled(found: Matrix) -> Matrix:
    """Give every cell its state; what is settled is not asked about again: two to four queries."""
    if not found.cells:
        return found
    _planned(found)
    _answers(found)
    if any(cell.state == "gap" for cell in found.cells.values()):
        _not_applicable(found)
        _unmapped(found)
    for cell in found.cells.values():
        if cell.state == "gap":
            cell.task, cell.by = "plan", "province"
    return found


def one_cell(actor: Any, policy: Policy, code: str, year: int) -> tuple[Province, Cell] | None:
    """Return a province and its cell of a policy, None where the actor does not see the province: five queries.

    Parameters: `policy`, with its set loaded; `code`, of the province. The province has no regions.
    """
    places = _provinces(actor, Asked(area=code), grouped=False)
    if not places:
        return None
    found = Matrix(year, policy.policy_set, policies=[policy], provinces=places)
    pk = places[0].area.pk
    found.cells[policy.pk, pk] = Cell(policy.pk, pk)
    return places[0], _filled(found).cell(policy.pk, pk)


def _policies(actor: Any, chosen: PolicySet) -> list[Policy]:
    rows = Policy.objects.visible_to(actor).filter(policy_set=chosen, withdrawn_on=None).select_related("lead")
    order = list(Policy.Axis.values)
    return sorted(rows, key=lambda one: (order.index(one.axis), one.number))


def _fits(one: Policy, asked: Asked) -> bool:
    """Tell whether a policy is asked for."""
    return asked.axis in {"", one.axis} and asked.agency in {"", one.lead_id} and asked.policy in {0, one.pk}


def _provinces(actor: Any, asked: Asked, *, grouped: bool = True) -> list[Province]:
    """Return the provinces that the actor sees, in Thai order, with office and groups: two queries."""
    leading = Office.objects.filter(area=OuterRef("pk"), leads_province=True, valid_to=None).order_by("code")
    rows = (
        Area.objects.provinces()
        .defer("grams", "boundary")
        .annotate(office_name=Subquery(leading.annotate(called=_name()).values("called")[:1]))
    )
    if asked.area:
        rows = rows.filter(code=asked.area)
    if not (getattr(actor, "is_system", False) or actor.scope.everything or actor.scope.agency is not None):
        inside = Q(pk__lte=actor.area_id, last__gte=actor.area_id)
        for first, last in actor.scope.ranges:
            inside |= Q(pk__gte=first, pk__lte=last)
        rows = rows.filter(inside)
    places = {one.pk: Province(one, office=one.office_name or "") for one in rows.order_by("sort_th", "id")}
    if not grouped:
        return list(places.values())
    for one in Membership.objects.on(timezone.localdate()).filter(area__in=list(places)).select_related("group"):
        told = (one.group.number, one.group.name)
        if one.group.kind == GroupKind.INSPECTION_REGION:
            places[one.area_id].region = told
        else:
            places[one.area_id].group = told
    return list(places.values())


def _name() -> Any:
    """Return a name as a column in the reader's language; Thai where there is no English one."""
    if get_language() != "en":
        return F("name_th")
    return Coalesce(NullIf(F("name_en"), Value("")), F("name_th"))


def _planned(found: Matrix) -> None:
    """Count activities of the provinces' own plans, and of others' that are placed there: one query."""
    rows = _activities(found.year).filter(project__policies__in=[one.pk for one in found.policies])
    counted = rows.values_list("project__policies", "where").annotate(
        n=Count("pk"), kept=Count("pk", filter=Q(project__plan__version__gt=0))
    )
    spots = [(place.area.pk, place.area.last) for place in found.provinces]
    for policy, area, count, kept in counted:
        first = next((first for first, last in spots if first <= area <= last), None)
        if first is not None:
            _add(found, policy, first, count, kept)


def _activities(year: int) -> Any:
    """Return the year's activities with `where`: the plan's province, else the place that the activity names."""
    rows = Activity.objects.filter(project__plan__fiscal_year=year).order_by()
    return rows.annotate(where=Coalesce("project__plan__area_id", "area_id")).exclude(where=None)


def _add(found: Matrix, policy: int, area: int, count: int, kept: int) -> None:
    cell = found.cells.get((policy, area))
    if cell is None or not count:
        return
    cell.state, cell.draft = "planned", not kept and (cell.draft or not cell.activities)
    cell.activities += count


def _answers(found: Matrix) -> None:
    """Read what cascades asked and what was answered: one query."""
    rows = Item.objects.filter(
        offer__state="offered", offer__cascade__fiscal_year=found.year, expected__offered_at__isnull=False,
        offer__cascade__policy_id__in=[one.pk for one in found.policies],
    ).order_by("pk")  # fmt: skip
    items: dict[tuple[int, int], list[tuple[Any, ...]]] = {}
    for policy, area, *told in rows.values_list(
        "offer__cascade__policy_id",
        "offer__area_id",
        "state",
        "reason",
        "activity_id",
        "offer_id",
        "offer__cascade__state",
    ):
        items.setdefault((policy, area), []).append(tuple(told))
    for key, some in items.items():
        cell = found.cells.get(key)
        if cell is not None:
            cell.offer = some[-1][3]
            _judge(cell, some)


def _judge(cell: Cell, items: Iterable[tuple[Any, ...]]) -> None:
    """Give a cell the most urgent state of its asked items; what is planned stays planned but names what is open."""
    rows = list(items)
    for test, task, by in (
        (lambda r: r[0] == "open" and r[4] == "offered", "answer", "province"),
        (lambda r: r[0] in WAITS_FOR_CENTRE, "decide", "centre"),
        (lambda r: r[0] in COUNTS and r[2] is None, "land", "province"),
    ):
        owed = next((row for row in rows if test(row)), None)
        if owed is not None:
            cell.task, cell.by, cell.offer, cell.why = task, by, owed[3], owed[1]
            if cell.state == "gap":
                cell.state = "pending"
            return
    if cell.state == "gap" and all(row[0] in NOT_HERE for row in rows):
        cell.state, cell.why = "not_applicable", next(row[1] for row in rows)


def _not_applicable(found: Matrix) -> None:
    """Read where the policy's main indicator has no meaning: one query."""
    rows = Target.objects.filter(
        applies=False, fiscal_year=found.year, indicator__is_main=True,
        indicator__policy_id__in=[one.pk for one in found.policies],
    ).order_by()  # fmt: skip
    for policy, area, reason in rows.values_list("indicator__policy_id", "area_id", "reason"):
        cell = found.cells.get((policy, area))
        if cell is not None and cell.state == "gap":
            cell.state, cell.why = "not_applicable", reason


def _unmapped(found: Matrix) -> None:
    """Mark the gaps of provinces whose plan has projects of another set of the year, linked to none of this one."""
    areas = set(_loose(found.year, found.policy_set).values_list("plan__area_id", flat=True))
    for (_policy, area), cell in found.cells.items():
        if cell.state == "gap" and area in areas:
            cell.state, cell.task, cell.by = "unmapped", "relink", "province"


def _loose(year: int, policy_set: PolicySet | Subquery | None) -> Any:
    """Return the projects of provinces' plans of a year that are linked to no policy of a set."""
    rows = Project.objects.filter(plan__fiscal_year=year, plan__area__isnull=False, activities__isnull=False)
    return rows.exclude(policies__policy_set=policy_set).order_by()


def gaps_of(actor: Any) -> list[Policy]:
    """Return the policies that the actor's own province plans nothing for and is not asked about: one query.

    Each has `relink`, whether existing projects wait to be linked to the set, and `area_code`.
    """
    year = fiscal_year(timezone.localdate())
    chosen = Subquery(_given(actor, year).values("pk")[:1])
    here = {"where__gte": actor.area_id, "where__lte": actor.area_last}
    planned = _activities(year).filter(project__policies=OuterRef("pk"), **here)
    told = Item.objects.filter(
        offer__cascade__policy=OuterRef("pk"), offer__cascade__fiscal_year=year, offer__area=actor.area_id,
        offer__state="offered", expected__offered_at__isnull=False,
    ).exclude(state="open", offer__cascade__state="closed").order_by()  # fmt: skip
    left_out = Target.objects.filter(
        indicator__policy=OuterRef("pk"), indicator__is_main=True, area=actor.area_id, fiscal_year=year, applies=False
    )
    code = Area.objects.filter(pk=actor.area_id).order_by().values("code")
    rows = Policy.objects.visible_to(actor).filter(policy_set=chosen, withdrawn_on=None)
    rows = rows.filter(~Exists(planned), ~Exists(told), ~Exists(left_out.order_by())).annotate(
        relink=Exists(_loose(year, chosen).filter(plan__area=actor.area_id)), area_code=Subquery(code)
    )
    order = list(Policy.Axis.values)
    return sorted(rows, key=lambda one: (one.headline or 99, order.index(one.axis), one.number))
