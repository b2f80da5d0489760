"""Partners as data, with their verbs: find, add, change, retire, work with again."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from prasan.directory.models import Office
from prasan.directory.typed import area_by
from prasan.networks import commands
from prasan.networks.commands.partners import NOT_OUTSIDE
from prasan.networks.models import Partner
from prasan.platform.commands import RuleBroken
from prasan.platform.search import matching
from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.platform.web.asking import actor_of

router = Router(tags=["networks"])


class PartnerRow(Strict):
    """A partner; `office`, the code of its own unit in the directory; `keeper`, of the office that keeps it."""

    id: int
    name: str
    sector: str
    area: str
    office: str | None
    keeper: str
    helps: str
    state: str
    retired: str


class PartnerPage(Strict):
    """A page of partners, in the order of their numbers."""

    items: list[PartnerRow]
    next: int | None


class PartnerIn(Strict):
    """What to set of a partner; what is left out stays. `area` and `office`, codes."""

    name: str | None = None
    sector: str | None = None
    area: str | None = None
    office: str | None = None
    helps: str | None = None


class PartnerWhy(Strict):
    """The reason of an act that asks for one."""

    reason: str = ""


def partner_row(one: Partner) -> dict[str, Any]:
    """Return a partner as data."""
    names = ("name", "sector", "helps", "state", "retired")
    codes = {"area": one.area.code, "office": one.office.code if one.office else None, "keeper": one.keeper.code}
    return {"id": one.pk} | codes | {name: getattr(one, name) for name in names}


def partners_of(actor: Any) -> Any:
    """Return the partners that an actor finds, with what a row needs."""
    rows = Partner.objects.visible_to(actor).select_related("area", "office", "keeper")
    return rows.defer("grams", "office__grams", "keeper__grams", "area__grams", "area__boundary")


def partners_by(actor: Any, *, q: str = "", sector: str = "", area: str = "", retired: bool = False) -> Any:
    """Return the partners that fit; without `retired` those that the offices work with."""
    rows = partners_of(actor)
    rows = rows if retired else rows.filter(state=Partner.State.ACTIVE)
    rows = matching(rows, q) if q else rows
    rows = rows.filter(sector=sector) if sector else rows
    if area:
        place = area_by(area)
        rows = rows.filter(area__gte=place.pk, area__lte=place.last)
    return rows.order_by("pk")


def values_of(told: dict[str, Any]) -> dict[str, Any]:
    """Return told values as the verbs take them; null empties a word."""
    found = {name: "" if value is None else value for name, value in told.items()}
    if "area" in found:
        area = found.pop("area")
        found["area_id"] = area_by(area).pk if area else None
    if "office" in found:
        found["office_id"] = _outside(found.pop("office"))
    return found


def _outside(code: str) -> int | None:
    if not code:
        return None
    office = Office.objects.filter(code=code, kind=Office.Kind.OUTSIDE).only("pk").first()
    if office is None:
        raise RuleBroken(NOT_OUTSIDE, field="office")
    return int(office.pk)


def partner_whole(actor: Any, pk: int) -> dict[str, Any]:
    """Return one partner; 404 where the actor finds none."""
    return partner_row(one_or_404(partners_of(actor).filter(pk=pk)))


@router.get("/networks/partners", response=answers(PartnerPage))
def partners_list(
    request: HttpRequest, limit: Limit, after: After, q: str = "", sector: str = "", area: str = "",
    retired: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """List the partners; with `retired` also those that the offices work with no more."""
    rows = partners_by(actor_of(request), q=q, sector=sector, area=area, retired=retired)
    rows = rows.filter(pk__gt=after) if after is not None else rows
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [partner_row(one) for one in found], "next": more}


@router.get("/networks/partners/{pk}", response=answers(PartnerRow))
def partner_read(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one partner."""
    return partner_whole(actor_of(request), pk)


@router.post("/networks/partners", response=answers(PartnerRow))
def add_partner(request: HttpRequest, told: PartnerIn) -> dict[str, Any]:
    """Add a partner that one's own office keeps."""
    made = act(request, commands.AddPartner(values=values_of(told.dict(exclude_unset=True))))
    return partner_whole(actor_of(request), made.pk)


@router.patch("/networks/partners/{pk}", response=answers(PartnerRow))
def change_partner(request: HttpRequest, pk: int, told: PartnerIn) -> dict[str, Any]:
    """Change the profile of a partner."""
    act(request, commands.ChangePartner(target_id=pk, values=values_of(told.dict(exclude_unset=True))))
    return partner_whole(actor_of(request), pk)


@router.post("/networks/partners/{pk}/{move}", response=answers(PartnerRow))
def move_partner(request: HttpRequest, pk: int, move: Literal["retire", "restore"], told: PartnerWhy) -> dict[str, Any]:
    """Retire a partner with the reason, or work with it again."""
    verb: Any = commands.RetirePartner if move == "retire" else commands.RestorePartner
    act(request, verb(target_id=pk, reason=told.reason))
    return partner_whole(actor_of(request), pk)
