"""Kinds of notices: their words, how they go by default, and what their words may hold."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from prasan.kernel.thaidate import show_date, show_time

IMMEDIATE, DIGEST, OFF = "immediate", "digest", "off"
MODES = {IMMEDIATE: _("ทันที"), DIGEST: _("รวมวันละครั้ง"), OFF: _("ไม่ส่ง (ดูในระบบ)")}
_CODE = re.compile(r"[0-9A-Za-z๐-๙./:_-]{1,60}")


@dataclass(frozen=True)
class NoticeKind:
    """One kind: `text`, words with %(name)s; `urgent` passes quiet hours; `default`, how it goes unless chosen.

    `attach`, (address of the notice, address of the reader) → files that go with its mail: as plain as its words.
    """

    name: str
    label: Any
    text: Any
    default: str = DIGEST
    urgent: bool = False
    attach: Callable[[str, str], list[Any]] | None = None

    def words(self, args: dict[str, Any]) -> str:
        """Return the sentence in the reader's language."""
        lang: Any = "en" if get_language() == "en" else "th"
        return str(self.text) % {name: _shown(value, lang) for name, value in args.items()}


KINDS: dict[str, NoticeKind] = {}
"""Every kind by its dotted name."""


def notice_kind(
    name: str, label: Any, text: Any, *, default: str = DIGEST, urgent: bool = False,
    attach: Callable[[str, str], list[Any]] | None = None,
) -> NoticeKind:  # fmt: skip
    """Register a kind of notice."""
    if default not in MODES:
        raise ValueError(default)
    kind = NoticeKind(name, label, text, default, urgent, attach)
    KINDS[name] = kind
    return kind


def _shown(value: Any, lang: Any) -> Any:
    """Return a stored value as words: months, days and moments are kept in ISO form."""
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value):
        return show_date(dt.date(int(value[:4]), int(value[5:]), 1), "month", lang)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = parse_date(value)
        return show_date(day, "short", lang) if day else value
    moment = parse_datetime(value) if re.match(r"\d{4}-\d\d-\d\dT", value) else None
    if moment is None:
        return value
    local = timezone.localtime(moment)
    return f"{show_date(local.date(), 'short', lang)} {show_time(local.time(), lang)}"


def plain_args(args: dict[str, Any]) -> dict[str, Any]:
    """Return the values as they are kept.

    Raises ValueError for anything but numbers, months, days, moments and codes: names and free text may be
    somebody's, and a notice leaves the house.
    """
    found: dict[str, Any] = {}
    for name, value in args.items():
        if isinstance(value, dt.date | dt.datetime):
            found[name] = value.isoformat()
        elif (isinstance(value, int) and not isinstance(value, bool)) or (
            isinstance(value, str) and _CODE.fullmatch(value)
        ):
            found[name] = value
        else:
            raise ValueError(f"a notice cannot hold {name}: only numbers, days and codes may leave")
    return found
