"""What a kiosk shows: its address, whom one may see there, its words and languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop

from prasan.counter.links import KIOSK, token_of
from prasan.counter.models import Kiosk
from prasan.referrals.tracking import tongues
from prasan.registers.models import Service

EXAMPLES = 3
"""Services named under the button of an office."""
WORDS = (
    gettext_noop("มาเรื่องอะไร"), gettext_noop("ไม่แน่ใจ"), gettext_noop("ท่านเป็นผู้ใด"), gettext_noop("บุคคลทั่วไป"),
    gettext_noop("หมายเลขของท่าน"),
)  # fmt: skip
"""What a language of the pack has to have before a kiosk offers it."""


def kiosk_address(kiosk: Kiosk) -> str:
    """Return the address of a kiosk."""
    return f"{settings.BASE_URL.rstrip('/')}{reverse('kiosk_open', args=[token_of(KIOSK, kiosk.nonce)])}"


@dataclass(frozen=True)
class Choice:
    """A button: an office, in whose words its agency is called, and a few things for which people come."""

    office: int
    title: str
    examples: tuple[str, ...] = ()


def choices(offices: Sequence[Any]) -> list[Choice]:
    """Return the buttons of some offices: one query.

    Parameters: `offices`, with their agency, for which an open desk serves.
    """
    rows = Service.objects.taking().filter(office__in=[one.pk for one in offices]).select_related("template")
    named: dict[int, list[str]] = {}
    for one in rows.order_by("template__code", "pk"):
        named.setdefault(one.office_id, []).append(str(one.name))
    return [Choice(one.pk, one.name, tuple(named.get(one.pk, ())[:EXAMPLES])) for one in offices]


def languages() -> dict[str, str]:
    """Return in which languages a kiosk speaks, code → own name: ours, and the released ones that have its words."""
    from prasan.referrals.models import PageLanguage

    rows = PageLanguage.objects.released().values_list("code", "name", "texts")
    return tongues.OWN | {code: name for code, name, texts in rows if speaks(texts)}


def speaks(texts: Iterable[str]) -> bool:
    """Tell whether the texts of a language hold the words of a kiosk."""
    return set(WORDS) <= set(texts)


def tongue_of(request: HttpRequest) -> tongues.Tongue:
    """Return the language that the address tells, Thai for none: it is forgotten with the person who chose it."""
    found = tongues.by_code(request.GET.get("l", "").replace("\0", "") or "th")
    if found is None or (found.code not in tongues.OWN and not speaks(found.texts)):
        return tongues.Tongue("th", "th")
    return found
