"""Questions to the service directory: what there is, in a province, for a described person; papers asked for once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from prasan.directory.models import Area
from prasan.directory.text import grams_of
from prasan.kernel.normalise import query_grams
from prasan.kernel.services import Asker, Fit
from prasan.kernel.services.conditions import fit
from prasan.registers.models import Paper, Service, ServiceTemplate

UNDRAWN = ("area__grams", "area__boundary", "office__grams")


@dataclass(frozen=True)
class Found:
    """A service that fits the question: national (`row` a ServiceTemplate) or of an office, and how a person fits."""

    row: Any
    fit: Fit


def services(
    actor: Any, *, typed: str = "", agency: str = "", area: Area | None = None, asker: Asker | None = None
) -> list[Found]:
    """Return the services that fit a question, those that a person is entitled to before those that "perhaps" fit.

    Parameters: `typed`, words to look for, folded as every search here; `area`, the services of offices in it, else the
    national ones; `asker`, leaves out what the person does not fit. Two queries.
    """
    rows: Iterable[Any]
    if area is None:
        rows = ServiceTemplate.objects.visible_to(actor).select_related("agency").order_by("agency__order", "pk")
        if agency:
            rows = rows.filter(agency=agency)
    else:
        rows = Service.objects.visible_to(actor).living().filter(area__gte=area.pk, area__lte=area.last)
        if agency:
            rows = rows.filter(office__agency=agency)
        rows = rows.select_related("template", "office__agency", "area").defer(*UNDRAWN)
        rows = rows.order_by("office__agency__order", "office", "template", "pk")
    wanted = set(query_grams(typed))
    found = [Found(one, fit(one.conditions, asker or Asker())) for one in rows if wanted <= set(_grams(one))]
    if asker is None:
        return found
    return sorted((one for one in found if one.fit.answer != "no"), key=lambda one: one.fit.answer != "yes")


def _grams(one: ServiceTemplate | Service) -> list[str]:
    names: Any = one.template if isinstance(one, Service) and one.template else one
    texts = [names.name_th, names.name_en, names.description_th, names.eligibility_th]
    return grams_of(*texts, one.office.name_th) if isinstance(one, Service) else grams_of(*texts)


def entitled(asker: Asker, area: Area, besides: Iterable[int] = ()) -> list[Found]:
    """Return what else a person is entitled to in an area: services that take people, surely fitting ones first.

    Parameters: `besides`, services that the person has already; others of the same template are left out too.
    """
    rows = Service.objects.taking().filter(area__gte=area.pk, area__lte=area.last)
    rows = rows.select_related("template", "office").defer(*UNDRAWN[2:])
    known = list(Service.objects.filter(pk__in=list(besides)).values_list("pk", "template"))
    had, same = {pk for pk, _t in known}, {template for _pk, template in known if template is not None}
    found = [
        Found(one, fit(one.conditions, asker)) for one in rows if one.pk not in had and one.template_id not in same
    ]
    return sorted(
        (one for one in found if one.fit.answer != "no"), key=lambda one: (one.fit.answer != "yes", one.row.pk)
    )


def papers_of(rows: Iterable[Service]) -> list[Paper]:
    """Return the papers that several services ask for, each once, in the order of the list."""
    codes = {code for one in rows for code in one.term("papers") or ()}
    return list(Paper.objects.filter(code__in=codes))


def paper_names() -> dict[str, str]:
    """Return what each paper is called in the reader's language, by code, in order."""
    return {one.code: one.name for one in Paper.objects.all()}
