"""The centre's pages: list, prepare, preview and send, follow the answers, decide, chase, recall."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.places import places
from prasan.plans.cascade import commands, policy, queries
from prasan.plans.cascade.cycle import NOT_HERE, WAITS_FOR_CENTRE
from prasan.plans.cascade.pages import common
from prasan.plans.cascade.pages.common import READ_WRITE, draw, find_cascade, find_expected, key_of
from prasan.plans.cascade.pages.forms import CascadeForm, ExpectedForm
from prasan.plans.models import Cascade, Expected
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.commands.bulk import perform_many
from prasan.platform.web.asking import actor_of
from prasan.registers.policy import can_manage_policies


@require_safe
def cascades(request: HttpRequest) -> HttpResponse:
    """List the cascades that a seat reads, newest first."""
    sent = Q(offers__state="offered")
    waiting = sent & Q(offers__items__state="open", offers__items__expected__offered_at__isnull=False)
    rows = Cascade.objects.visible_to(actor_of(request)).select_related("policy").annotate(
        provinces=Count("offers", filter=sent, distinct=True), waiting=Count("offers", filter=waiting, distinct=True),
        undecided=Count("offers__items", filter=sent & Q(offers__items__state__in=WAITS_FOR_CENTRE), distinct=True),
    )  # fmt: skip
    may_begin = can_manage_policies(actor_of(request), None) is None
    return draw(request, "list", {"rows": list(rows[:200]), "may_begin": may_begin})


@require_http_methods(READ_WRITE)
def cascade_new(request: HttpRequest) -> HttpResponse:
    """Begin a cascade; `?policy=` chooses the policy."""
    actor = actor_of(request)
    form = CascadeForm(request.POST or None, actor=actor, initial={"policy": request.GET.get("policy", "")})
    if request.method == "POST" and form.is_valid():
        try:
            made = perform(actor, commands.BeginCascade(**form.told(), key=key_of(request)))
        except RuleBroken as broken:
            common.put_errors(form, broken)
        else:
            messages.success(request, _("เริ่มแล้วเป็นร่าง เพิ่มกิจกรรมที่คาดหวัง แล้วแบ่งเป้าหมายรายจังหวัด"))
            return redirect("cascade", made.pk)
    return _form(request, form, _("เริ่มการถ่ายทอดนโยบาย"), _("เริ่มเป็นร่าง"), reverse("cascades"))


def _form(request: HttpRequest, form: Any, title: str, submit: str, back: str, sub: str = "") -> HttpResponse:
    context = {"form": form, "title": title, "submit": submit, "back": back, "sub": sub}
    return draw(request, "form", context, 422 if form.is_bound and form.errors else 200)


@require_safe
def cascade(request: HttpRequest, cascade: int) -> HttpResponse:
    """Show a cascade: what is expected, asked against promised, and where every province stands."""
    return _page(request, find_cascade(request, cascade))


def _page(request: HttpRequest, found: Cascade, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    rows = queries.rows(found, actor)
    asked = request.GET.get("state", "")
    words = common.whole_words()
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.state] = counts.get(row.state, 0) + 1
    tallies = queries.summary(found)
    context = {
        "cascade": found, "tallies": tallies, "words": words, "shapes": common.STATES, "shown": common.shown,
        "sums": queries.sums, "rows": [row for row in rows if not asked or row.state == asked], "asked": asked,
        "counts": [(key, word, counts[key]) for key, word in words.items() if key in counts], "total": len(rows),
        "undecided": [item for row in rows for item in row.items.values() if item.state in WAITS_FOR_CENTRE],
        "left": queries.days_left(found, timezone.localdate()), "may": policy.can_cascade(actor, found) is None,
        "weight": sum((one.expected.weight for one in tallies), queries.WHOLE * 0),
        "fresh": sum(1 for one in tallies if one.expected.offered_at is None) or counts.get("recalled", 0),
        "error": str(error.text) if error else "", "error_field": error.field if error else "",
        "reason": request.POST.get("reason", "") if error else "", "not_here": NOT_HERE,
        "split_words": dict(Expected.Split.choices),
    }  # fmt: skip
    return draw(request, "cascade", context, 409 if error else 200)


@require_http_methods(READ_WRITE)
def cascade_edit(request: HttpRequest, cascade: int) -> HttpResponse:
    """Change name, goal and due day."""
    actor, found = actor_of(request), find_cascade(request, cascade)
    initial = {"policy": found.policy_id, "fiscal_year": found.fiscal_year, "name_th": found.name_th,
               "goal_th": found.goal_th, "due": found.due}  # fmt: skip
    form = CascadeForm(request.POST or None, actor=actor, cascade=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("name_th", "goal_th", "due")}
        try:
            perform(actor, commands.ChangeCascade(target_id=found.pk, **told, key=key_of(request)))
        except RuleBroken as broken:
            common.put_errors(form, broken)
        else:
            messages.success(request, _("บันทึกแล้ว"))
            return redirect("cascade", found.pk)
    back = reverse("cascade", args=[found.pk])
    return _form(request, form, _("แก้ไขการถ่ายทอด"), _("บันทึก"), back, found.name_th)


@require_http_methods(READ_WRITE)
def expected_new(request: HttpRequest, cascade: int) -> HttpResponse:
    """Add an expected activity."""
    return _expected(request, find_cascade(request, cascade), None)


@require_http_methods(READ_WRITE)
def expected_edit(request: HttpRequest, cascade: int, expected: int) -> HttpResponse:
    """Change an expected activity that nobody answered."""
    found = find_cascade(request, cascade)
    return _expected(request, found, find_expected(found, expected))


def _expected(request: HttpRequest, found: Cascade, line: Expected | None) -> HttpResponse:
    actor = actor_of(request)
    form = ExpectedForm(request.POST or None, actor=actor, cascade=found, line=line)
    if request.method == "POST" and form.is_valid():
        command = commands.SaveExpected(
            target_id=found.pk, row=line.pk if line else None, key=key_of(request), **form.told()
        )
        try:
            perform(actor, command)
        except RuleBroken as broken:
            common.put_errors(form, broken)
        else:
            made = command.made
            if made is not None and made.indicator_id and made.split == Expected.Split.NONE:
                messages.success(request, _("บันทึกกิจกรรมแล้ว ต่อไปแบ่งเป้าหมายให้ทุกจังหวัด"))
                return redirect("cascade_split", found.pk, made.pk)
            messages.success(request, _("บันทึกแล้ว"))
            return redirect("cascade", found.pk)
    title = _("แก้ไขกิจกรรมที่คาดหวัง") if line else _("เพิ่มกิจกรรมที่คาดหวัง")
    return _form(request, form, title, _("บันทึกกิจกรรม"), reverse("cascade", args=[found.pk]), found.name_th)


@require_POST
def expected_remove(request: HttpRequest, cascade: int, expected: int) -> HttpResponse:
    """Take an expected activity away."""
    return _act(request, cascade, commands.RemoveExpected(target_id=cascade, row=expected), _("ตัดออกแล้ว"))


def _act(request: HttpRequest, pk: int, command: Any, done: str) -> HttpResponse:
    """Carry out a verb and show the cascade; what hinders it stands on its page."""
    found = find_cascade(request, pk)
    command.key, command.reason = key_of(request), request.POST.get("reason", "")[:500]
    try:
        perform(actor_of(request), command)
    except RuleBroken as broken:
        return _page(request, found, broken)
    messages.success(request, done)
    return redirect("cascade", pk)


@require_safe
def cascade_preview(request: HttpRequest, cascade: int) -> HttpResponse:
    """Show what every province will be asked, with totals, before it is sent."""
    found = find_cascade(request, cascade)
    rows = queries.rows(found, actor_of(request))
    context = {
        "cascade": found, "rows": rows, "asked": places([row.offer.area.code for row in rows]),
        "shown": common.shown, "sums": queries.sums,
        "tallies": queries.summary(found, recalled=True), "faults": commands.send_faults(found),
        "may": policy.can_cascade(actor_of(request), found) is None, "not_here": NOT_HERE,
    }  # fmt: skip
    return draw(request, "preview", context)


@require_POST
def cascade_send(request: HttpRequest, cascade: int) -> HttpResponse:
    """Send it to every province."""
    edits = request.POST.get("edits", "")
    told = int(edits) if edits.isdigit() and len(edits) < 10 else None
    return _act(request, cascade, commands.OfferAll(target_id=cascade, edits=told), _("ถ่ายทอดถึงทุกจังหวัดแล้ว"))


@require_POST
def cascade_recall(request: HttpRequest, cascade: int) -> HttpResponse:
    """Take it back from the provinces that have not answered."""
    done = _("เรียกคืนจากจังหวัดที่ยังไม่ตอบแล้ว แก้ไขแล้วถ่ายทอดใหม่ได้")
    return _act(request, cascade, commands.RecallCascade(target_id=cascade), done)


@require_POST
def cascade_close(request: HttpRequest, cascade: int) -> HttpResponse:
    """Take no more answers."""
    return _act(request, cascade, commands.CloseCascade(target_id=cascade), _("ปิดรับคำตอบแล้ว"))


@require_POST
def cascade_chase(request: HttpRequest, cascade: int) -> HttpResponse:
    """Ask every province that has not answered, once a day."""
    found = find_cascade(request, cascade)
    offers = found.offers.filter(state="offered").order_by("pk").values_list("pk", flat=True)
    rows = ({"target_id": pk} for pk in offers)
    outcome = perform_many(actor_of(request), commands.ChaseOffer, rows, all_or_nothing=False)
    if outcome.done:
        messages.success(request, _("ทวง %(n)s จังหวัดแล้ว") % {"n": outcome.done})
    else:
        why = str(outcome.refused[0].text) if outcome.refused else _("ไม่มีจังหวัดที่ต้องทวง")
        messages.warning(request, why)
    return redirect("cascade", cascade)


@require_POST
def cascade_decide(request: HttpRequest, cascade: int, item: int) -> HttpResponse:
    """Agree to a province's answer, or ask again with the reason."""
    found = find_cascade(request, cascade)
    offer = found.offers.filter(items__pk=item).values_list("pk", flat=True).first()
    agree = request.POST.get("act") != "ask"
    done = _("ตกลงตามที่จังหวัดตอบแล้ว") if agree else _("ขอให้จังหวัดตอบใหม่แล้ว")
    return _act(request, cascade, commands.DecideAnswer(target_id=offer, item=item, agree=agree), done)
