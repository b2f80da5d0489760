"""What people type into forms of every room, read into values; what cannot be read names its field."""

from __future__ import annotations

import datetime as dt
import re

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directory.models import Area, Office
from prasan.kernel.dates import parse_date
from prasan.kernel.digits import to_arabic
from prasan.platform.commands import RuleBroken

MOST_LINES = 200
EVERY_PROVINCE, EVERY_ENGLISH = "ทุกจังหวัด", "every province"
HOUR = re.compile(r"(?:เวลา ?)?([01]?\d|2[0-3])(?:[.:]([0-5]\d))?(?: ?(?:น|นาฬิกา)\.?)?")


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


def clock_of(text: str, field: str) -> dt.time | None:
    """Return a typed time of day ("14.25 น.", "๙.๓๐", "14:25"), None for nothing."""
    if not text.strip():
        return None
    found = HOUR.fullmatch(to_arabic(text.strip()))
    if found is None:
        raise RuleBroken(_("อ่านเวลาไม่ได้ โปรดพิมพ์ เช่น 09.30 น."), field=field)
    return dt.time(int(found[1]), int(found[2] or 0))


def moment_of(day: str, clock: str, day_field: str, clock_field: str) -> dt.datetime | None:
    """Return a typed day and time in Thailand, None where no day is told; a day without its time is refused."""
    date, at = day_of(day, day_field), clock_of(clock, clock_field)
    if date is None:
        return None
    if at is None:
        raise RuleBroken(_("โปรดใส่เวลา เช่น 09.30 น."), field=clock_field)
    return timezone.make_aware(dt.datetime.combine(date, at))


def lines_of(text: str, field: str) -> list[str]:
    """Return what was typed, one a line."""
    found = [line.strip() for line in text.replace("\0", "").splitlines() if line.strip()]
    found = [EVERY_PROVINCE if line.lower() == EVERY_ENGLISH else line for line in found]
    if len(found) > MOST_LINES:
        raise RuleBroken(_("ใส่ได้ไม่เกิน %(n)s บรรทัด") % {"n": MOST_LINES}, field=field)
    return found


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


def area_by(code: str) -> Area:
    """Return an area by its code. Raises RuleBroken for one that is not there."""
    found = Area.objects.filter(code=code).defer("grams", "boundary").first()
    if found is None:
        raise RuleBroken(_("ไม่พบพื้นที่ %(code)s") % {"code": code[:20]}, field="area")
    return found


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
