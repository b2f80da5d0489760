"""What is told of a person, read and judged once: the same for page, API and bulk entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directory.models import Area
from prasan.kernel.checkdigit import is_valid_id
from prasan.kernel.digits import to_arabic
from prasan.kernel.names import split_name
from prasan.kernel.people.claim import claim_of
from prasan.platform.commands import RuleBroken
from prasan.registers.models import Worker
from prasan.registers.models.worker_words import DEFAULT_DEFINITION, DEFINITIONS
from prasan.registers.workers import normal

WORDS = ("title", "given_name", "family_name", "name_latin")
CHOICES = (
    "id_kind",
    "sex",
    "occupation",
    "industry",
    "employment",
    "informal_group",
    "section",
    "channel",
    "protected",
)
FACTS = (
    *WORDS, *CHOICES, "id_number", "phone", "contact", "birth_year", "home_area_id", "work_area_id", "nationality",
    "definition", "option",
)  # fmt: skip
"""What may be told of a person; beside them `consented`, that the person agreed to the channel."""
_LONGEST = {"contact": 500}
_OLDEST = 120
_BUDDHIST_FROM = 2300


def settled(told: Mapping[str, Any], before: Worker | None = None) -> dict[str, Any]:
    """Return the values of a row from what is told, what is not told as it was before.

    Raises RuleBroken naming the field and what to do.
    """
    unknown = set(told) - {*FACTS, "consented"}
    if unknown:
        raise RuleBroken(_("ไม่รู้จักช่อง %(names)s") % {"names": ", ".join(sorted(unknown))}, status=400)
    base = before or Worker()
    asked = {name: told.get(name, getattr(base, name)) for name in FACTS}
    found: dict[str, Any] = {name: _text(name, asked[name]) for name in (*WORDS, "contact")}
    found |= _name(found)
    found |= _paper(str(asked["id_kind"] or ""), str(asked["id_number"] or ""))
    found |= {"phone": _phone(str(asked["phone"] or "")), "contact": normal.line(found["contact"])}
    found |= {name: _chosen(name, asked[name]) for name in CHOICES if name not in {"id_kind", "sex"}}
    found["sex"] = _chosen("sex", asked["sex"]) or claim_of({"given_name": "-", "title": found["title"]}).sex
    found |= {"birth_year": _year(asked["birth_year"]), "nationality": _nation(str(asked["nationality"] or "TH"))}
    found |= {name: _area(name, asked[name]) for name in ("home_area_id", "work_area_id")}
    found |= _work(found, str(asked["definition"] or ""), asked["option"])
    found["consented_at"] = _consent(found, bool(told.get("consented")), base)
    return found


def _text(name: str, value: Any) -> str:
    told = " ".join(str(value or "").split())
    if len(told) > _LONGEST.get(name, 200):
        raise RuleBroken(_("ข้อความยาวเกินไป"), field=name)
    return told


def _name(told: dict[str, Any]) -> dict[str, str]:
    """Return title, given and family name; a title written in front of the name goes where it belongs."""
    if not told["given_name"]:
        raise RuleBroken(_("โปรดใส่ชื่อ"), field="given_name")
    if told["title"]:
        return {}
    whole = split_name(f"{told['given_name']} {told['family_name']}".strip())
    if whole.is_royal or not whole.title or not whole.given:
        return {}
    return {"title": whole.title, "given_name": whole.given, "family_name": whole.family}


def _paper(kind: str, typed: str) -> dict[str, str]:
    """Return kind and number of the paper; a number without a kind tells its own."""
    told = normal.number(typed)
    if kind in {"", "none"} and told:
        kind = "thai" if told.isdigit() and len(told) == 13 else "passport"
    kind = _chosen("id_kind", kind or "none")
    if kind == "thai" and not (told.isdigit() and len(told) == 13):
        raise RuleBroken(_("เลขประจำตัวประชาชนต้องมี 13 หลัก ที่ใส่มามี %(n)s หลัก") % {"n": len(told)}, field="id_number")
    if kind == "thai" and not is_valid_id(told):
        raise RuleBroken(_("เลขประจำตัวประชาชนนี้ไม่ถูกต้อง หลักตรวจสอบไม่ตรงกัน โปรดเทียบกับบัตรทีละหลัก"), field="id_number")
    if kind == "passport" and not 5 <= len(told) <= 20:
        raise RuleBroken(_("โปรดใส่เลขหนังสือเดินทาง เป็นตัวอักษรและตัวเลข 5 ถึง 20 ตัว"), field="id_number")
    return {"id_kind": kind, "id_number": told}


def _phone(typed: str) -> str:
    told = normal.phone(typed)
    abroad, home = told.startswith("+") and 8 <= len(told) <= 16, told.startswith("0") and len(told) in {9, 10}
    if not abroad and not home and (told or typed.strip()):
        raise RuleBroken(_("โปรดใส่เบอร์โทรศัพท์ 9 หรือ 10 หลักที่ขึ้นต้นด้วย 0 หรือเบอร์ต่างประเทศที่ขึ้นต้นด้วย +"), field="phone")
    return told


def _chosen(name: str, value: Any) -> str:
    told = str(value if value is not None else "")
    column: Any = Worker._meta.get_field(name)
    if told and told not in dict(column.choices):
        raise RuleBroken(_("ค่านี้ไม่อยู่ในรายการให้เลือก"), field=name)
    return told or str(column.default)


def _year(value: Any) -> int | None:
    """Return a year of the common era from one of either era."""
    told = to_arabic(str(value if value is not None else "")).strip()
    if not told:
        return None
    year, now = int(told) if told.isdecimal() and len(told) == 4 else 0, timezone.localdate().year
    year -= 543 if year >= _BUDDHIST_FROM else 0
    if not now - _OLDEST <= year <= now:
        raise RuleBroken(_("โปรดใส่ปีเกิด 4 หลัก เช่น 2520"), field="birth_year")
    return year


def _nation(typed: str) -> str:
    told = typed.strip().upper()
    if len(told) != 2 or not told.isascii() or not told.isalpha():
        raise RuleBroken(_("โปรดใส่รหัสสัญชาติ 2 ตัวอักษร เช่น TH"), field="nationality")
    return told


def _area(name: str, value: Any) -> int | None:
    if value in {None, ""}:
        return None
    found = Area.objects.filter(pk=value).values_list("pk", flat=True).first() if str(value).isdecimal() else None
    if found is None:
        raise RuleBroken(_("ไม่พบพื้นที่นี้"), field=name.removesuffix("_id"))
    return int(found)


def _work(found: dict[str, Any], definition: str, option: Any) -> dict[str, Any]:
    """Return how the person works with the definition by which that is told, and the option of section 40."""
    if found["informal_group"] and found["employment"] != "informal":
        raise RuleBroken(_("กลุ่มแรงงานนอกระบบใส่ได้เมื่อสถานะการทำงานเป็นแรงงานนอกระบบเท่านั้น"), field="informal_group")
    code = (definition or DEFAULT_DEFINITION) if found["employment"] else ""
    if code and code not in DEFINITIONS:
        raise RuleBroken(_("ค่านี้ไม่อยู่ในรายการให้เลือก"), field="definition")
    chosen = int(option) if str(option or "").isdecimal() else None
    if chosen is not None and (found["section"] != "40" or not 1 <= chosen <= 3):
        raise RuleBroken(_("ทางเลือก 1 ถึง 3 มีเฉพาะผู้ประกันตนมาตรา 40"), field="option")
    return {
        "definition": code, "definition_source": DEFINITIONS[code].source if code else "", "option": chosen,
    }  # fmt: skip


def _consent(found: dict[str, Any], agreed: bool, before: Worker) -> dt.datetime | None:
    """Return the moment of consent to the channel: what it was while the channel stays."""
    channel = found["channel"]
    if channel == "none":
        return None
    needs = "phone" if channel in {"sms", "call"} else "contact"
    if not found[needs]:
        text = _("ช่องทางนี้ต้องมีเบอร์โทรศัพท์") if needs == "phone" else _("ช่องทางนี้ต้องมีที่อยู่หรืออีเมล")
        raise RuleBroken(text, field=needs)
    if before.consented_at is not None and before.channel == channel:
        return before.consented_at
    if not agreed:
        raise RuleBroken(_("โปรดยืนยันว่าเจ้าตัวยินยอมให้ติดต่อทางช่องทางนี้"), field="consented")
    return timezone.now()
