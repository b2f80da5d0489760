"""The province's page: what is asked of it, and its answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prasan.directory.forms import read_day
from prasan.plans.cascade import commands, policy, queries
from prasan.plans.cascade.cycle import COUNTS
from prasan.plans.cascade.pages import common
from prasan.plans.cascade.pages.common import draw, find_offer, key_of
from prasan.plans.models import Item, Offer, Plan
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.registers import settings
from prasan.registers.typed import scaled


@require_safe
def offer(request: HttpRequest, offer: int) -> HttpResponse:
    """Show what one cascade asks of one province, with the answers that the reader may give."""
    return _page(request, find_offer(request, offer))


def _page(request: HttpRequest, found: Offer, error: RuleBroken | None = None, item: int = 0) -> HttpResponse:
    actor = actor_of(request)
    row = queries.rows(found.cascade, actor, found.pk)[0]
    items = [one for one in row.items.values() if one.expected.offered_at is not None]
    stands = found.state == "offered" and found.cascade.state == "offered"
    may = stands and policy.can_answer(actor, found) is None
    mine = {one.pk for one in items if may and one.state == "open" and policy.answers_for(actor, one)}
    year = found.cascade.fiscal_year
    context = {
        "offer": found, "cascade": found.cascade, "row": row, "items": items, "shown": common.shown, "mine": mine,
        "shapes": common.STATES, "words": common.whole_words(), "weights": queries.effective_weights(items),
        "left": queries.days_left(found.cascade, timezone.localdate()), "stands": stands,
        "plan": Plan.objects.visible_to(actor).filter(area_id=found.area_id, fiscal_year=year).first(),
        "landing": [one for one in items if one.state in COUNTS and one.activity_id is None],
        "may_land": policy.can_land(actor, found) is None,
        "tolerance": settings.RULES["cascade-tolerance"].shown(settings.current()["cascade-tolerance"]),
        "error": str(error.text) if error else "", "error_field": error.field if error else "", "error_item": item,
        "typed": request.POST if error else {},
    }  # fmt: skip
    return draw(request, "offer", context, 409 if error else 200)


@require_POST
def offer_accept(request: HttpRequest, offer: int) -> HttpResponse:
    """Accept everything that is asked: one tap."""
    return _answer(request, offer, commands.AcceptOffer(target_id=offer))


@require_POST
def offer_land(request: HttpRequest, offer: int) -> HttpResponse:
    """Take what was promised into the plan."""
    return _answer(request, offer, commands.LandOffer(target_id=offer))


@require_POST
def offer_answer(request: HttpRequest, offer: int, item: int) -> HttpResponse:
    """Answer one activity."""
    found = find_offer(request, offer)
    line = Item.objects.filter(offer=found, pk=item).select_related("expected__indicator").first()
    posted = request.POST
    command = commands.AnswerOffer(target_id=offer, item=item, answer=posted.get("answer", "")[:10])
    command.reason = posted.get("reason", "")[:500]
    try:
        if line is not None and "asked" in posted:
            command.looked, command.asked = True, _whole(posted["asked"])
        if command.answer == "adjust" and line is not None:
            command.value = scaled(posted.get("value", ""), line.expected.indicator, "value")
            command.start, command.end = _day(posted, "start"), _day(posted, "end")
    except RuleBroken as broken:
        return _page(request, found, broken, item)
    return _answer(request, offer, command, item)


def _whole(text: str) -> int | None:
    return int(text) if text.isdigit() and len(text) < 19 else None


def _day(posted: Any, name: str) -> Any:
    text = posted.get(name, "").strip()[:40]
    if not text:
        return None
    try:
        return read_day(text)
    except ValidationError as error:
        raise RuleBroken(" ".join(error.messages), field=name) from error


def _answer(request: HttpRequest, pk: int, command: Any, item: int = 0) -> HttpResponse:
    """Carry out an answer and show the offer; what hinders it stands on its page."""
    found = find_offer(request, pk)
    command.key = key_of(request)
    try:
        perform(actor_of(request), command)
    except RuleBroken as broken:
        return _page(request, found, broken, item)
    if command.landed:
        messages.success(request, _("บันทึกคำตอบแล้ว กิจกรรมที่รับอยู่ในแผนของจังหวัด"))
    else:
        messages.success(request, _("บันทึกคำตอบแล้ว กิจกรรมที่รับจะลงแผนเมื่อแรงงานจังหวัดกดนำลงแผน"))
    return redirect("offer", pk)
