"""Pages of who understood what: by province and group, the people behind a number, and what the questions tell."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prasan.directory.models import Area
from prasan.understanding import policy as may
from prasan.understanding import queries
from prasan.understanding.models import GROUP_OF, Brief, Item
from prasan.understanding.models.briefs import Group
from prasan.understanding.models.readings import LEADERS
from prasan.understanding.pages import common

MOST = 200


def _item(request: HttpRequest, brief: Brief) -> Item | None:
    """Return the item of the address, None for all; one of another brief is not found."""
    if not (asked := request.GET.get("item", "")):
        return None
    number = common.number_of(asked)
    found: Item | None = brief.items.filter(number=number).first() if number else None
    if found is None:
        raise common.not_found()
    return found


def _leads(request: HttpRequest) -> None:
    common.allowed(None if common.actor_of(request).has(*LEADERS) else may.ONLY_LEADERS)


@require_safe
def understanding_brief_map(request: HttpRequest, understanding_brief: int) -> HttpResponse:
    """Show by province and group how many understand a brief, or one item of it."""
    _leads(request)
    actor, one = common.actor_of(request), common.brief_or_404(request, understanding_brief)
    item = _item(request, one)
    cells = queries.cells(queries.people(actor, one, item))
    provinces = list(Area.objects.provinces().order_by("sort_th").only("code", "name_th", "name_en"))
    rows = [(area.code, area.name) for area in provinces if (area.code, "") in cells]
    if (queries.FAR, "") in cells:
        rows.insert(0, (queries.FAR, _("ส่วนกลางและต่างประเทศ")))
    groups = [(key, label) for key, label in Group.choices if key in one.groups]
    heads = [("area", _("จังหวัด")), *groups, ("all", _("รวม"))]
    return common.draw(request, "map", {
        "one": one, "item": item, "items": list(one.items.order_by("number")), "cells": cells, "rows": rows,
        "groups": groups, "at": timezone.now(),
        "columns": [{"key": key, "label": label} for key, label in heads],
    })  # fmt: skip


@require_safe
def understanding_brief_people(request: HttpRequest, understanding_brief: int) -> HttpResponse:
    """Show the people behind a number of the map."""
    _leads(request)
    actor, one = common.actor_of(request), common.brief_or_404(request, understanding_brief)
    item = _item(request, one)
    asked = {name: request.GET.get(name, "") for name in ("area", "group", "state")}
    rows = [
        who for who in queries.people(actor, one, item)
        if asked["area"] in {"", who.province} and asked["group"] in {"", who.group}
        and asked["state"] in {"", who.state}
    ]  # fmt: skip
    names = dict(Area.objects.provinces().values_list("code", "name_th"))
    return common.draw(request, "people", {
        "one": one, "item": item, "rows": rows[:MOST], "all": len(rows), "asked": asked, "provinces": names,
        "groups": dict(Group.choices), "area_choices": [("", _("ทั้งหมด")), *sorted(names.items(), key=lambda p: p[1])],
        "group_choices": [("", _("ทั้งหมด")), *Group.choices],
        "state_choices": [("", _("ทั้งหมด")), *((key, common.WORDS[key]) for key in queries.STATES)],
    })  # fmt: skip


@require_safe
def understanding_brief_items(request: HttpRequest, understanding_brief: int) -> HttpResponse:
    """Show what the first answers tell of every item: how many right, which wrong option, is the question good."""
    _leads(request)
    one = common.brief_or_404(request, understanding_brief)
    rows = [(item, facts, facts.worst(item.right)) for item, facts in queries.statistics(one)]
    return common.draw(request, "items", {
        "one": one, "rows": rows, "writes": may.writes(common.actor_of(request), one.policy),
        "groups": [str(label) for key, label in Group.choices if key in set(GROUP_OF.values()) & set(one.groups)],
    })  # fmt: skip
