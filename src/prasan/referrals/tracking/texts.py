"""Every text of the pages for people and of the slip that a language has to have: Thai, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop as _
from django.utils.translation import override

from prasan.platform.commands import COMMANDS
from prasan.referrals.commands import NotDone, Reopen, Withdraw
from prasan.referrals.models import DataRequest, Outcome
from prasan.referrals.policy import BY_PIN
from prasan.referrals.tracking import slip, words
from prasan.referrals.tracking.frame import TITLE
from prasan.registers.models import Worker
from prasan.registers.models.worker_words import Ground, Purpose

TEMPLATES = Path(__file__).parents[1] / "templates" / "referrals" / "track"
ORDER = ("base", "open", "case", "data", "services")
_CALL = re.compile(r'_\("([^"]+)"[,)]')
_THAI = re.compile(r"[\u0e00-\u0e7f]")
REFUSALS = (
    BY_PIN, _("โปรดเลือกคะแนน 1 ถึง 5"), _("ให้คะแนนได้เมื่อหน่วยงานแจ้งผลแล้ว"), _("โปรดเลือกเรื่องที่ขอ"),
    _("โปรดเขียนว่าขอแก้ไขหรือลบข้อมูลใด"), _("มีคำขอเรื่องนี้รอคำตอบอยู่แล้ว"), _("ไม่พบความยินยอมนี้ หรือถอนแล้ว"),
    _("ไม่มีรายการเอกสารที่รอลงชื่อ หรือลงชื่อแล้ว"), _("ไม่รู้จักคำสั่งนี้"), NotDone.needs_text, Withdraw.needs_text,
    Reopen.needs_text, _("ตอนนี้ยังรับข่าวทาง LINE ไม่ได้"), _("ขอรหัสหลายครั้งแล้ว โปรดลองใหม่ภายหลัง"),
    _("ไม่ได้ผูก LINE ไว้ หรือเลิกแล้ว"),
)  # fmt: skip
"""What the person's own verbs answer where they refuse."""
BESIDE: list[Callable[[], Iterable[str]]] = []
"""Texts of further pages in these languages: a room above adds its own when it loads (counter: the kiosk)."""
LOOKED = ("referrals.track", "registers.open_glass")
"""Verbs about other things that the person sees among who looked at their record."""


def drawn(folder: Path, names: Iterable[str]) -> list[str]:
    """Return the texts that some templates draw."""
    return [found for name in names for found in _CALL.findall((folder / f"{name}.html").read_text("utf-8"))]


def _walk(value: Any) -> list[str]:
    """Return the Thai texts in a value of the words of the page."""
    if isinstance(value, words.Said):
        return [value.head, value.yours]
    if isinstance(value, Mapping):
        return [text for one in value.values() for text in _walk(one)]
    return [value] if isinstance(value, str) and _THAI.search(value) else []


@cache
def wanted() -> dict[str, str]:
    """Return each text once → "page" or "slip"; a text of both is the slip's, which is printed at every counter."""
    with override("th"):
        looked = [str(one.verb) for name, one in COMMANDS.items() if one.model is Worker or name in LOOKED]
        choices = [
            str(label) for kinds in (Outcome, DataRequest.Kind, Purpose, Ground) for _code, label in kinds.choices
        ]
        refusals = [str(one) for one in REFUSALS]
    said = [text for name, one in vars(words).items() if not name.startswith("__") for text in _walk(one)]
    beside = [text for one in BESIDE for text in one()]
    page = [TITLE, *drawn(TEMPLATES, ORDER), *said, *choices, *refusals, *looked, *beside]
    return dict.fromkeys(page, "page") | dict.fromkeys(_walk(slip.WORDS), "slip")


def coverage(texts: Mapping[str, str]) -> tuple[int, int]:
    """Return (how many of the wanted texts a language has, how many are wanted)."""
    return sum(1 for one in wanted() if texts.get(one)), len(wanted())


def missing(texts: Mapping[str, str]) -> list[str]:
    """Return the wanted texts that a language has not: people are shown English for them."""
    return [one for one in wanted() if not texts.get(one)]
