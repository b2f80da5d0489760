"""Pages of the queue: list and item side by side, every key a form that works without scripts."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prasan.directory.models import Area
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.situation.events.commands import LinkItems, OpenEvent, Undo
from prasan.situation.events.finding import event_named
from prasan.situation.kinds import EventType
from prasan.situation.models import Item
from prasan.situation.triage import presence, queries
from prasan.situation.triage.commands import BinItem, CorrectItem, TakeBack
from prasan.situation.triage.policy import can_triage
from prasan.situation.triage.shown import FIELDS, hidden, marked

KEYS = "qwert"
"""Letters that choose among the candidate events."""


def number_of(text: str) -> int:
    """Return a typed number, 0 where it is none."""
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def _one(request: HttpRequest, pk: int) -> Item:
    found = queries.found(actor_of(request), pk)
    if found is None:
        raise Refused(_("ไม่พบข่าวนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def _must_triage(request: HttpRequest) -> None:
    refusal = can_triage(actor_of(request), None)
    if refusal is not None:
        raise Refused(refusal)


def _pane(request: HttpRequest, item: Item | None, error: str = "", review: bool = False) -> dict[str, Any]:
    """Return what the detail beside the list shows."""
    if item is None:
        return {"item": None, "error": error, "review": review}
    actor = actor_of(request)
    detail = queries.detail(actor, item)
    here = presence.others(actor, [item.pk]).get(item.pk, [])
    return {
        "item": item, "detail": detail, "error": error, "review": review, "here": here, "fields": FIELDS,
        "title": marked(item, actor, "title"), "text": marked(item, actor, "text"), "keys": KEYS,
        "types": [(one.value, one.label, str(n) if n < 10 else "") for n, one in enumerate(EventType, start=1)],
        "type_word": EventType(detail.proposal.type).label, "may": can_triage(actor, item) is None,
    }  # fmt: skip


def _show(request: HttpRequest, review: bool, error: str = "", asked: int = 0, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    rows = queries.sample(actor) if review else queries.queue(actor)
    asked = asked or number_of(request.GET.get("item", ""))
    shown = rows[: queries.SHOWN]
    part = request.GET.get("part", "")
    context: dict[str, Any] = {"review": review, "rows": shown, "more": len(rows) > len(shown), "now": timezone.now()}
    context["at"] = asked or (shown[0].pk if shown else 0)
    numbers = [one.pk for one in shown]
    behind = numbers.index(context["at"]) + 1 if context["at"] in numbers else 0
    context["next"] = numbers[behind] if behind < len(numbers) else 0
    if part != "list":
        context |= _pane(request, _one(request, context["at"]) if context["at"] else None, error, review)
    if part != "pane":
        context |= {"others": presence.others(actor, numbers), "hidden": hidden_title}
        context["counts"] = queries.counts(actor)
    name = {"list": "list", "pane": "pane"}.get(part, "triage")
    return render(request, f"situation/triage/{name}.html", context, status=status, using="jinja2")


def hidden_title(item: Item) -> str:
    """Return an item's title for the list: numbers hidden (its reading is not loaded there)."""
    return hidden(Item(title=item.title, reading={}), "title")


@require_safe
def triage(request: HttpRequest) -> HttpResponse:
    """Show the queue with one item; `?part=list` and `?part=pane` answer a half of it."""
    _must_triage(request)
    return _show(request, review=False)


@require_safe
def bin_review(request: HttpRequest) -> HttpResponse:
    """Show the sample of what the machine binned, so that what it misses is measured."""
    _must_triage(request)
    return _show(request, review=True)


@require_safe
def news_item(request: HttpRequest, item: int) -> HttpResponse:
    """Show one item: its source, its text with what was found, where it belongs."""
    found = _one(request, item)
    context = _pane(request, found) | {"next": 0, "review": False}
    return render(request, "situation/triage/item.html", context, using="jinja2")


def _next(request: HttpRequest, item: int) -> str:
    """Return the address of the queue at the item behind one."""
    review = request.POST.get("review") == "1"
    page = reverse("bin_review" if review else "triage")
    behind = number_of(request.POST.get("next", ""))
    return f"{page}?{urlencode({'item': behind})}" if behind and behind != item else page


@require_POST
def triage_act(request: HttpRequest, item: int) -> HttpResponse:
    """Decide about an item: accept, join, bin, keep, correct."""
    act = ACTS.get(request.POST.get("do", ""))
    try:
        if act is None:
            raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
        stay = act(request, item)
    except RuleBroken as broken:
        review = request.POST.get("review") == "1"
        return _show(request, review, str(broken.text), asked=item, status=409)
    return redirect(f"{reverse('triage')}?item={item}" if stay else _next(request, item))


def _accept(request: HttpRequest, pk: int) -> bool:
    """Do what is proposed; typed type, place and title go before it."""
    actor, item = actor_of(request), _one(request, pk)
    found = queries.detail(actor, item).proposal
    if found.event is not None and request.POST.get("how") != "open":
        perform(actor, LinkItems(target_id=found.event.pk, items=[pk]))
        messages.success(request, _("ผูกกับเหตุการณ์ %(code)s แล้ว") % {"code": found.event.code})
        return False
    values = found.values()
    area = request.POST.get("area", "").strip()
    if area or values["area_id"] is None:
        values["area_id"] = area_named(area)
    made = perform(actor, OpenEvent(values=values, items=[pk]))
    messages.success(request, _("เปิดเหตุการณ์ %(code)s แล้ว") % {"code": made.code})
    return False


def area_named(word: str) -> int:
    """Return the area that a typed word names (name, code), the nation for nothing; 0 for nonsense."""
    if not word:
        return Area.objects.filter(kind=Area.Kind.NATION).values_list("pk", flat=True).first() or 0
    rows = Area.objects.filter(kind__in=[Area.Kind.PROVINCE, Area.Kind.COUNTRY, Area.Kind.DISTRICT])
    for names in ({"code": word}, {"name_th": word}, {"name_en__iexact": word}):
        found = rows.filter(**names).order_by("pk").values_list("pk", flat=True).first()
        if found is not None:
            return found
    return 0


def _join(request: HttpRequest, pk: int) -> bool:
    """Link the item to the chosen event, or to the one whose number was typed."""
    typed = request.POST.get("number", "").strip()
    event = event_named(actor_of(request), typed) if typed else number_of(request.POST.get("event", ""))
    if not event:
        raise RuleBroken(_("โปรดเลือกเหตุการณ์ที่จะผูก หรือพิมพ์เลขที่ เช่น 12/2569"), field="number")
    made = perform(actor_of(request), LinkItems(target_id=event, items=[pk]))
    messages.success(request, _("ผูกกับเหตุการณ์ %(code)s แล้ว") % {"code": made.code})
    return False


def _bin(request: HttpRequest, pk: int) -> bool:
    perform(actor_of(request), BinItem(target_id=pk))
    messages.success(request, _("คัดข่าวออกแล้ว"))
    return False


def _keep(request: HttpRequest, pk: int) -> bool:
    perform(actor_of(request), TakeBack(target_id=pk))
    messages.success(request, _("นำข่าวกลับเข้าคิวแล้ว"))
    return False


def _correct(request: HttpRequest, pk: int) -> bool:
    perform(actor_of(request), CorrectItem(target_id=pk, field="type", value=request.POST.get("type", "")))
    return True


ACTS = {"accept": _accept, "join": _join, "bin": _bin, "keep": _keep, "type": _correct}


@require_POST
def triage_undo(request: HttpRequest) -> HttpResponse:
    """Take the actor's last linking act back and show its item again."""
    act = queries.last_act(actor_of(request))
    if act is None:
        messages.error(request, _("ไม่มีรายการของท่านให้เลิกทำ"))
        return redirect("triage")
    perform(actor_of(request), Undo(target_id=act.pk))
    messages.success(request, _("เลิกทำแล้ว: %(what)s") % {"what": act.get_kind_display()})
    return redirect(f"{reverse('triage')}?item={act.items[0]}" if act.items else reverse("triage"))


@require_POST
def triage_here(request: HttpRequest, item: int) -> HttpResponse:
    """Note who has an item open."""
    _must_triage(request)
    presence.note(actor_of(request), item)
    return HttpResponse(status=204)
