"""What people type about events, read into the values that the verbs take."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directory.models import Area, Office
from prasan.directory.roles import Classification
from prasan.kernel.dates import parse_date
from prasan.kernel.digits import to_arabic
from prasan.platform.commands import RuleBroken
from prasan.platform.ui.filters import thaidate
from prasan.situation.kinds import EventType
from prasan.situation.models import Event

_TIME = re.compile(r"(\d{1,2})[.:](\d{2})")
_PART = re.compile(r"(.+?)[\s:=]+([\d,]+)\s*(?:คน|ราย)?$")


def whole(text: str, field: str) -> int | None:
    """Return a typed whole number in either script, None for nothing; RuleBroken for anything else."""
    plain = to_arabic(text).replace(",", "").strip()
    if not plain:
        return None
    if not plain.isdecimal() or len(plain) > 9:
        raise RuleBroken(_("โปรดใส่เป็นจำนวนเต็ม"), field=field)
    return int(plain)


def moment_of(day: str, time: str, field: str) -> dt.datetime | None:
    """Return a typed day with a typed time of Thailand (none: midnight); None for nothing."""
    if not day.strip():
        return None
    found = parse_date(day.strip(), timezone.localdate())
    if found.refused or found.start is None or found.kind != "day":
        raise RuleBroken(_("อ่านวันที่ไม่ได้ โปรดพิมพ์ เช่น 25 มิ.ย. 2569"), field=field)
    clock = _TIME.search(to_arabic(time))
    hour, minute = (int(clock[1]), int(clock[2])) if clock else (0, 0)
    if hour > 23 or minute > 59 or (time.strip() and clock is None):
        raise RuleBroken(_("อ่านเวลาไม่ได้ โปรดพิมพ์ เช่น 14.25"), field=field)
    return timezone.make_aware(dt.datetime.combine(found.start, dt.time(hour, minute)))


def area_of(word: str, field: str = "area") -> int:
    """Return the area that a word names (code, name, "อำเภอ จังหวัด"); RuleBroken where none or several do."""
    word = word.strip()
    rows = Area.objects.exclude(kind=Area.Kind.SUBDISTRICT)
    for names in ({"code": word}, {"name_th": word}, {"name_en__iexact": word}):
        found = list(rows.filter(**names).values_list("pk", flat=True)[:2])
        if len(found) == 1:
            return found[0]
    district, _space, province = word.rpartition(" ")
    if district:
        inside = rows.filter(name_th=district.strip(), parent__name_th=province)
        found = list(inside.values_list("pk", flat=True)[:2])
        if len(found) == 1:
            return found[0]
    raise RuleBroken(_("ไม่รู้จักพื้นที่นี้ โปรดพิมพ์ชื่อจังหวัด ประเทศ หรือ “อำเภอ จังหวัด”"), field=field)


def office_of(word: str, field: str = "office") -> int | None:
    """Return the office that a code or a name names, None for nothing."""
    word = word.strip()
    if not word:
        return None
    for names in ({"code": word}, {"name_th": word}, {"short_th": word}):
        found = Office.objects.filter(**names).order_by("pk").values_list("pk", flat=True).first()
        if found is not None:
            return found
    raise RuleBroken(_("ไม่รู้จักหน่วยงานนี้ โปรดพิมพ์รหัสหรือชื่อตามทำเนียบ"), field=field)


def event_values(told: Mapping[str, str]) -> dict[str, Any]:
    """Return the columns of an event from its form."""
    values: dict[str, Any] = {name: told.get(name, "") for name in ("title", "type", "place", "summary")}
    values["area_id"] = area_of(told.get("area", ""))
    values["happened_at"] = moment_of(told.get("day", ""), told.get("time", ""), "day")
    values["affected"] = whole(told.get("affected", ""), "affected")
    point = [one.strip() or None for one in to_arabic(told.get("point", "")).split(",")]
    values["latitude"], values["longitude"] = [*point, None, None][:2]
    owner = office_of(told.get("owner", ""), "owner")
    if owner is not None:
        values["owner_id"] = owner
    values["classification"] = whole(told.get("classification", ""), "classification") or 0
    values["is_public"] = told.get("is_public") == "on"
    return values


def told_of(event: Event) -> dict[str, str]:
    """Return the values of an event as its form shows them."""
    there = timezone.localtime(event.happened_at) if event.happened_at else None
    point = f"{event.latitude}, {event.longitude}" if event.latitude is not None else ""
    return {
        "title": event.title, "type": event.type, "place": event.place, "summary": event.summary,
        "area": event.area.code, "day": thaidate(there) if there else "", "time": f"{there:%H.%M}" if there else "",
        "affected": "" if event.affected is None else str(event.affected), "point": point, "owner": event.owner.code,
        "classification": str(event.classification), "is_public": "on" if event.is_public else "",
    }  # fmt: skip


def choices() -> dict[str, Any]:
    """Return what the form chooses from: one query."""
    names = Area.objects.filter(kind__in=[Area.Kind.PROVINCE, Area.Kind.COUNTRY]).values_list(
        "code", "name_th", "name_en"
    )
    return {"types": EventType.choices, "classes": Classification.choices, "areas": list(names)}


def parts_of(text: str, field: str) -> list[tuple[str, int]]:
    """Return lines such as "ตรัง 12" or "ถูกกฎหมาย: 50 คน" as (words, number)."""
    found = []
    for line in to_arabic(text).splitlines():
        if not line.strip():
            continue
        match = _PART.fullmatch(line.strip())
        if match is None:
            raise RuleBroken(
                _("อ่านบรรทัด “%(line)s” ไม่ได้ โปรดพิมพ์ชื่อแล้วตามด้วยจำนวน") % {"line": line.strip()[:60]}, field=field
            )
        found.append((match[1].strip(), int(match[2].replace(",", ""))))
    return found


def plan_lines(told: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return the lines of a plan from one text a phase: what is done, and who after a bar: "ซ้อมแผน | สสค."."""
    found = []
    for phase in ("before", "during", "after"):
        for line in told.get(phase, "").splitlines():
            text, _bar, who = line.partition("|")
            if text.strip():
                found.append((phase, text.strip(), who.strip()))
    return found
