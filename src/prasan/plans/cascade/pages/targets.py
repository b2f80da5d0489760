"""The page that shows how a policy's target was split among the provinces."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prasan.kernel.digits import format_percent
from prasan.plans.cascade import queries, targets
from prasan.plans.cascade.pages import common
from prasan.plans.cascade.pages.common import draw
from prasan.plans.models import Expected
from prasan.platform.commands import Refused
from prasan.platform.web.asking import actor_of
from prasan.registers.models import Policy


@require_safe
def policy_split(request: HttpRequest, policy: int) -> HttpResponse:
    """Show a policy's split: `?of=` a cascade of it, `?activity=` one activity, `?adjusted=1` what was changed."""
    actor = actor_of(request)
    found = Policy.objects.visible_to(actor).select_related("policy_set").filter(pk=policy).first()
    if found is None:
        raise Refused(_("ไม่พบนโยบายนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    cascades = targets.cascades_of(found, actor)
    chosen = next((one for one in cascades if str(one.pk) == request.GET.get("of")), cascades[0] if cascades else None)
    tables = targets.split_tables(chosen, actor) if chosen else []
    asked = request.GET.get("activity", "")
    table = next((one for one in tables if str(one.expected.pk) == asked), tables[0] if tables else None)
    adjusted = request.GET.get("adjusted") == "1"
    shares = [one for one in table.shares if one.adjusted or not adjusted] if table else []
    return draw(request, "targets", {
        "policy": found, "cascades": cascades, "cascade": chosen, "tables": tables, "table": table, "shares": shares,
        "adjusted": adjusted, "changed": sum(one.adjusted for one in table.shares) if table else 0,
        "shown": common.shown, "sums": queries.sums, "percent": format_percent, "shapes": common.STATES,
        "how": dict(Expected.Split.choices), "now": timezone.now(),
    })  # fmt: skip
