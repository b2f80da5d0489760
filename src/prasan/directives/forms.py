"""What people type about directives, read into the values that the verbs take; what cannot be read names its field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directives.commands import GiveGuidance, Issue
from prasan.directives.models import Directive, InspectionRound, Origin
from prasan.directives.policy import TYPISTS
from prasan.directives.proposals import Proposal
from prasan.directory.models import Area, Office, Seat
from prasan.directory.roles import EXECUTIVES, Classification
from prasan.kernel.dates import parse_date
from prasan.kernel.digits import to_arabic, to_scaled
from prasan.kernel.thaidate import show_date
from prasan.platform.commands import RuleBroken
from prasan.registers.models import Indicator, Policy

Told = Mapping[str, str]
MOST_LINES = 200
EVERY_PROVINCE, EVERY_ENGLISH = "ทุกจังหวัด", "every province"
LARGEST = 10**15
"""The largest scaled value that a goal may have."""


def whole(text: str, field: str) -> int | None:
    """Return a typed whole number in either script, None for nothing; RuleBroken for anything else."""
    plain = to_arabic(text).replace(",", "").strip()
    if not plain:
        return None
    if not plain.isdecimal() or len(plain) > 9:
        raise RuleBroken(_("โปรดใส่เป็นจำนวนเต็ม"), field=field)
    return int(plain)


def day_of(text: str, field: str) -> dt.date | None:
    """Return a typed day, None for nothing."""
    if not text.strip():
        return None
    found = parse_date(text.strip(), timezone.localdate())
    if found.refused or found.start is None or found.kind != "day":
        raise RuleBroken(_("อ่านวันที่ไม่ได้ โปรดพิมพ์ เช่น 25 มิ.ย. 2569"), field=field)
    return found.start


def lines_of(text: str, field: str) -> list[str]:
    """Return what was typed, one a line."""
    found = [line.strip() for line in text.replace("\0", "").splitlines() if line.strip()]
    found = [EVERY_PROVINCE if line.lower() == EVERY_ENGLISH else line for line in found]
    if len(found) > MOST_LINES:
        raise RuleBroken(_("ใส่ได้ไม่เกิน %(n)s บรรทัด") % {"n": MOST_LINES}, field=field)
    return found


def clean(typed: Told) -> dict[str, str]:
    """Return what was typed without the one sign that no database keeps."""
    return {name: text.replace("\0", "") for name, text in typed.items()}


def offices_named(words: list[str], field: str) -> list[int]:
    """Return the offices that codes or names name, one query; a province's name means the office that leads it.

    "ทุกจังหวัด" means every office that leads a province. RuleBroken with the first word that names nothing.
    """
    if not words:
        return []
    leads = Q(leads_province=True)
    where = Q(code__in=words) | Q(name_th__in=words) | Q(short_th__in=words)
    where |= leads & (Q() if EVERY_PROVINCE in words else Q(area__name_th__in=words))
    rows = Office.objects.open_on(timezone.localdate()).filter(where).order_by("pk")
    found: dict[str, list[int]] = {word: [] for word in words}
    columns = ("pk", "code", "name_th", "short_th", "leads_province", "area__name_th")
    for pk, code, name, short, leading, area in rows.values_list(*columns):
        for word in {code, name, short, *((area, EVERY_PROVINCE) if leading else ())} & found.keys():
            found[word].append(pk)
    for word, ids in found.items():
        if not ids:
            text = _("ไม่รู้จักหน่วยงาน “%(word)s” โปรดพิมพ์รหัสหรือชื่อตามทำเนียบ")
            raise RuleBroken(text % {"word": word[:60]}, field=field)
        if word != EVERY_PROVINCE and len(ids) > 1:
            text = _("มีหลายหน่วยงานชื่อ “%(word)s” โปรดพิมพ์รหัสหน่วยงาน")
            raise RuleBroken(text % {"word": word[:60]}, field=field)
    return list(dict.fromkeys(one for ids in found.values() for one in ids))


def areas_named(words: list[str], field: str) -> list[int]:
    """Return the provinces, districts ("อำเภอ จังหวัด") and countries that words name, three queries at most.

    "ทุกจังหวัด" means every province that a labour office leads.
    """
    rows = Area.objects.exclude(kind=Area.Kind.SUBDISTRICT)
    every: list[int] = []
    if EVERY_PROVINCE in words:
        words = [word for word in words if word != EVERY_PROVINCE]
        led = Office.objects.open_on(timezone.localdate()).filter(leads_province=True)
        every = list(led.order_by("area_id").values_list("area_id", flat=True).distinct())
    found: dict[str, set[int]] = {word: set() for word in words}
    plain = rows.filter(Q(code__in=words) | Q(name_th__in=words) | Q(name_en__in=words))
    for pk, code, name, english in plain.values_list("pk", "code", "name_th", "name_en") if words else ():
        for word in {code, name, english} & found.keys():
            found[word].add(pk)
    missing = {tuple(word.rsplit(" ", 1)): word for word, ids in found.items() if len(ids) != 1 and " " in word}
    if missing:
        pairs = Q()
        for district, province in missing:
            pairs |= Q(name_th=district.strip(), parent__name_th=province)
        for pk, name, parent in rows.filter(pairs).values_list("pk", "name_th", "parent__name_th"):
            found[missing[name, parent]].add(pk)
    for word, ids in found.items():
        if len(ids) != 1:
            text = _("ไม่รู้จักพื้นที่ “%(word)s” โปรดพิมพ์ชื่อจังหวัด ประเทศ หรือ “อำเภอ จังหวัด”")
            raise RuleBroken(text % {"word": word[:60]}, field=field)
    return list(dict.fromkeys([*every, *(next(iter(ids)) for ids in found.values())]))


def _scaled(text: str, indicator: Indicator | None) -> int | None:
    """Return a typed value scaled as its indicator, None for nothing."""
    if not text.strip():
        return None
    found = to_scaled(text, indicator.decimals) if indicator is not None else None
    if found is None or found.value is None or abs(found.value) > LARGEST:
        raise RuleBroken(_("โปรดเลือกตัวชี้วัดและใส่ค่าเป็นตัวเลข"), field="goal")
    return found.value


def common(told: Told) -> dict[str, Any]:
    """Return what both kinds are told: words, giver, origin, policy, class."""
    return {
        "text": told.get("text", ""), "giver_id": whole(told.get("giver", ""), "giver"),
        "origin": told.get("origin") or Origin.FREE, "origin_ref": whole(told.get("origin_ref", ""), "origin"),
        "origin_label": told.get("origin_label", ""),
        "inspection_round": whole(told.get("inspection_round", ""), "inspection_round"),
        "policy_id": whole(told.get("policy", ""), "policy"),
        "classification": whole(told.get("classification", ""), "classification") or 0,
        "key": told.get("key", "")[:100],
    }  # fmt: skip


def deadline(told: Told) -> dict[str, Any]:
    """Return a deadline as it is told: kind, amount, day."""
    kind = told.get("due_kind", "")
    amount = whole(told.get("due_amount", ""), "due_amount") if kind in {"months", "days", "hours"} else 0
    day = day_of(told.get("due_day", ""), "due_day") if kind == "date" else None
    return {"due_kind": kind, "due_amount": amount or 0, "due_day": day}


def issue(told: Told) -> Issue:
    """Return the verb that a filled form of a dated directive asks for."""
    lead = offices_named(lines_of(told.get("lead", ""), "lead")[:1], "lead")
    number = whole(told.get("indicator", ""), "indicator")
    indicator = Indicator.objects.filter(pk=number).first() if number else None
    aim = areas_named(lines_of(told.get("aim_area", ""), "aim_area")[:1], "aim_area")
    return Issue(
        **common(told), **deadline(told), lead_id=lead[0] if lead else None,
        co=offices_named(lines_of(told.get("co", ""), "co"), "co"),
        outside=lines_of(told.get("outside", ""), "outside"),
        areas=areas_named(lines_of(told.get("areas", ""), "areas"), "areas"),
        report_back=told.get("report_back") == "on", public_message=told.get("public_message", ""),
        hotline_key=to_arabic(told.get("hotline_key", "")).strip(), indicator_id=number,
        aim_area_id=aim[0] if aim else None, bound=told.get("bound") == "on",
        goal=_scaled(told.get("goal", ""), indicator), every=told.get("every", ""),
        until=day_of(told.get("until", ""), "until"), split=told.get("split") == "on",
    )  # fmt: skip


def guidance(told: Told) -> GiveGuidance:
    """Return the verb that a filled form of guidance asks for."""
    return GiveGuidance(
        **common(told), to=offices_named(lines_of(told.get("to", ""), "to"), "to"),
        review_on=day_of(told.get("review_on", ""), "review_on"),
    )  # fmt: skip


def filled(one: Proposal) -> dict[str, str]:
    """Return a proposal as a person would have typed it into the two forms."""
    areas = [EVERY_PROVINCE] if one.everywhere and one.split else [area.name_th for area in one.areas]
    spoken = [one.lead, *one.co] if one.lead else one.co
    to = areas if one.split else [office.name_th for office in spoken]
    return {
        "kind": one.kind, "text": one.text, "lead": one.lead.name_th if one.lead else "",
        "co": "\n".join(office.name_th for office in one.co), "outside": "\n".join(one.outside),
        "areas": "\n".join(areas), "split": "on" if one.split else "", "due_kind": one.due_kind,
        "due_amount": str(one.due_amount or ""), "due_day": show_date(one.due_day, "short") if one.due_day else "",
        "every": one.every, "report_back": "on" if one.report_back else "", "to": "\n".join(to),
        "review_on": show_date(one.review_on, "short") if one.review_on else "", "notes": "\n".join(one.notes),
    }  # fmt: skip


def choices(actor: Any) -> dict[str, Any]:
    """Return what the two forms choose from: three queries at most."""
    policies = Policy.objects.visible_to(actor).filter(withdrawn_on=None, policy_set__is_draft=False)
    rows = policies.select_related("policy_set").order_by("-policy_set__fiscal_year", "axis", "number")[:60]
    indicators = Indicator.objects.visible_to(actor).filter(retired_on=None).order_by("code")[:200]
    return {
        "origins": Origin.choices, "rounds": InspectionRound.choices, "classes": Classification.choices,
        "dues": Directive.Due.choices,
        "everies": Directive.Every.choices, "givers": givers(actor),
        "policies": [(one.pk, f"{one.short} ({one.policy_set.fiscal_year})") for one in rows],
        "indicators": [(one.pk, f"{one.name} ({one.unit})") for one in indicators],
    }  # fmt: skip


def givers(actor: Any) -> list[tuple[int, str]]:
    """Return the seats in whose name an actor may give: its own, and the executives' for those who keep their desks."""
    if not actor.has(*TYPISTS):
        return [(actor.seat_id, f"{actor.name} · {actor.seat_label}")]
    held = Seat.objects.held_on(timezone.localdate()).filter(role__in=sorted(EXECUTIVES)).select_related("person")
    return [(one.pk, f"{one.person.full_name} · {one.title}") for one in held.order_by("role", "pk")[:40]]
