"""Sources that every installation has: the ways in, and the ministry's own site as an example that is switched off."""

from __future__ import annotations

from prasan.situation.intake import ways
from prasan.situation.models import Source

EXAMPLE = {
    "kind": "page", "name_th": "เว็บไซต์กระทรวงแรงงาน (ตัวอย่าง ยังไม่เปิดรับ)",
    "name_en": "Ministry of Labour's site (example, off)",
    "publisher": "mol", "url": "https://www.mol.go.th/", "is_active": False, "letter": "A",
    "settings": {"robots": True},
}  # fmt: skip


def load() -> int:
    """Write them once; what people changed since stays. Nothing here is fetched before somebody starts it."""
    before = Source.objects.count()
    for kind in ways.WAYS:
        ways.way_in(kind)
    office = ways.keeper()
    if office is not None:
        Source.objects.get_or_create(code="mol", defaults={**EXAMPLE, "office": office})
    return Source.objects.count() - before
