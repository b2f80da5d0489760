"""What the pages of sent files share: the kept file, and its preview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from prasan.directory.intake import Plan
from prasan.plans.models import SentFile
from prasan.platform.commands import Refused
from prasan.platform.web.asking import actor_of

SHOWN = 500
"""Lines of a preview on the page; the counts are of all."""
ORDER = {"new": 0, "changed": 1, "same": 2}


def kept_file(request: HttpRequest, token: str, kind: str) -> SentFile:
    """Return the actor's own sent file; 404 otherwise."""
    found = SentFile.objects.visible_to(actor_of(request)).filter(token=token, kind=kind).first()
    if found is None:
        raise Refused(_("ไม่พบไฟล์นี้ หรือเป็นของผู้อื่น"), status=404)
    return found


def preview(found: SentFile, headings: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a preview shows: counts, lines with what is new first, cells that cannot be read."""
    plan = Plan.from_json({name: found.content[name] for name in ("lines", "bad", "steps")})
    return {
        "sent": found, "plan": plan, "lines": sorted(plan.lines, key=lambda one: ORDER[one.status])[:SHOWN],
        "bad": plan.bad[:SHOWN], "words": {"new": _("ใหม่"), "changed": _("เปลี่ยน"), "same": _("เท่าเดิม")},
        "heading_of": lambda name: headings.get(name, name),
    }  # fmt: skip
