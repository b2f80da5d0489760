"""The page of an office without an account: looking changes nothing, a form that was sent counts once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan.platform.commands import Command, RuleBroken, perform
from prasan.platform.commands.errors import PeopleError
from prasan.platform.web.decorators import open_to_all
from prasan.platform.web.traffic import client_of
from prasan.referrals import commands as c
from prasan.referrals.bearers import GUEST, Bearer
from prasan.referrals.cycle import moves_of
from prasan.referrals.models import Decline, GuestLink, NextStep, Outcome, Referral
from prasan.referrals.tracking import attempts
from prasan.referrals.tracking.frame import page, plain_post, private
from prasan.referrals.tracking.pins import secret_hashes
from prasan.registers.models import Tie, Worker
from prasan.registers.queries_workers import kept_number

CHAINS: dict[str, tuple[str, ...]] = {
    "accept": ("accept",), "decline": ("decline",), "ask": ("ask",), "miss": ("miss",),
    "done": ("begin", "serve", "tell"),
}  # fmt: skip
"""What the page offers, and the moves that it makes: to say what came of it is one answer, not three."""
TAKEN = frozenset({"accepted", "scheduled", "unreachable", "in_service", "served"})
"""From here on the office serves the person, and needs to know who it is; what was asked may lie before or after."""
ASKING = ("create", "reroute", "reopen")
"""Moves from which on an office is asked anew."""


@dataclass(frozen=True)
class Shown:
    """What an office without an account reads of a person: `need` "" where it may not."""

    name: str
    phone: str = ""
    need: str = ""


@dataclass(frozen=True)
class Found:
    """A link that opens: the referral, who answers, and which turn its form is."""

    link: GuestLink
    one: Referral
    bearer: Bearer


def address(secret: str) -> str:
    """Return the address of a link."""
    return f"{settings.BASE_URL.rstrip('/')}{reverse('guest', args=[secret])}"


def found_by(secret: str) -> Found | None:
    """Return what a secret opens; None for one that is unknown, over, revoked or of an office that has it no more."""
    rows = GuestLink.objects.filter(secret_hash__in=secret_hashes(secret), revoked_at=None)
    link = rows.filter(expires_at__gt=timezone.now()).first()
    if link is None:
        return None
    bearer = Bearer(GUEST, referral_id=link.referral_id, office_id=link.office_id)
    near = Referral.objects.visible_to(bearer).select_related("case", "office", "sender", "service__template")
    one = near.defer("office__grams", "sender__grams", "office__area").first()
    return Found(link, one, bearer) if one is not None else None


def choices(one: Referral) -> list[str]:
    """Return what the office can answer now."""
    known = moves_of(one.state)
    started = one.state in {"in_service", "served"}
    return [name for name, chain in CHAINS.items() if chain[0] in known or (name == "done" and started)]


def shown_person(one: Referral) -> Shown:
    """Return whom it is about: initials alone until the office has taken the matter.

    The need is told to who may read of the person, and while the matter is open, as everywhere else.
    """
    worker = Worker.objects.get(pk=kept_number(one.case.worker_id))
    reads = one.is_open and Tie.objects.living().filter(worker=worker, office=one.office_id).exists()
    need = one.case.need if reads else ""
    if reads and not worker.protected and _has_taken(one):
        return Shown(worker.full_name, worker.phone, need)
    parts = (worker.given_name or worker.name_latin, worker.family_name)
    return Shown(" ".join(f"{_initial(part)}." for part in parts if part), need=need)


def _has_taken(one: Referral) -> bool:
    """Tell whether the office has taken the matter since it was asked; where facts are asked for, its events tell."""
    if one.state != Referral.State.ASKED:
        return one.state in TAKEN
    moves = one.events.filter(move__in=[*ASKING, "accept"]).order_by("-id").values_list("move", flat=True)
    return moves.first() == "accept"


def _initial(name: str) -> str:
    """Return the first letter of a name: in Thai the consonant, not the vowel written before it."""
    return next((one for one in name if one not in "เแโใไ"), name[:1])


@open_to_all
@private
@require_http_methods(["GET", "HEAD", "POST"])
def guest(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the referral of a link, or take its answer."""
    who = client_of(request)
    found = found_by(secret)
    if found is None:
        # looking changes nothing but the count of wrong links from an address
        wait = request.method == "POST" and not attempts.pay(attempts.LINK, who)
        told = _("ลองหลายครั้งเกินไป โปรดรอสักครู่") if wait else _("ลิงก์นี้ใช้ไม่ได้แล้ว โปรดขอลิงก์ใหม่จากหน่วยงานที่ส่งเรื่อง")
        return page(request, "guests/over", {"error": told}, 429 if wait else 404)
    if request.method != "POST":
        return _show(request, found)
    if not attempts.pay(attempts.LINK, f"link {found.link.pk}"):
        return page(request, "guests/over", {"error": _("ลองหลายครั้งเกินไป โปรดรอสักครู่")}, 429)
    return _take(request, found, secret)


def _take(request: HttpRequest, found: Found, secret: str) -> HttpResponse:
    told = plain_post(request)
    try:
        with transaction.atomic():
            # the referral before its link, as who makes or ends links does: none waits for the other
            near = Referral.objects.visible_to(found.bearer).select_for_update(of=("self",), no_key=True)
            one = near.filter(pk=found.one.pk).first()
            rows = GuestLink.objects.select_for_update().filter(pk=found.link.pk, revoked_at=None)
            link = rows.filter(expires_at__gt=timezone.now()).first()
            if one is None or link is None or told.get("turn") != str(link.turn):
                raise RuleBroken(_("แบบนี้ส่งแล้ว ไม่ได้บันทึกซ้ำ หน้านี้แสดงข้อมูลล่าสุด"))
            for command in _commands(one, told):
                perform(found.bearer, command)
            link.turn += 1
            link.save(update_fields=["turn"])
    except PeopleError as refused:
        again = found_by(secret)
        if again is None:
            return page(request, "guests/over", {"error": str(refused.text)}, 409)
        return _show(request, again, str(refused.text), told)
    return HttpResponseRedirect(f"{reverse('guest', args=[secret])}?done=1")


def _commands(one: Referral, told: dict[str, str]) -> list[Command[Any]]:
    """Return the moves that an answer makes; raises RuleBroken for none."""
    what, text = told.get("do", ""), told.get("text", "")
    if what not in choices(one):
        raise RuleBroken(_("โปรดเลือกคำตอบ"))
    made: list[Command[Any]] = []
    for move in CHAINS[what]:
        if (move == "begin" and one.state in {"in_service", "served"}) or (move == "serve" and one.state == "served"):
            continue
        if move == "decline":
            reason = {"decline": told.get("decline", ""), "next_step": told.get("next_step", "")}
            made.append(c.TurnDown(target_id=one.pk, text=text, **reason))
        elif move == "tell":
            made.append(c.Tell(target_id=one.pk, text=text, outcome=told.get("outcome", "")))
        else:
            made.append(c.BY_MOVE[move](target_id=one.pk, text=text if what == move else ""))
    return made


def _show(request: HttpRequest, found: Found, error: str = "", typed: dict[str, str] | None = None) -> HttpResponse:
    context = {
        "one": found.one, "turn": found.link.turn, "choices": choices(found.one), "person": shown_person(found.one),
        "until": found.link.expires_at, "error": error, "typed": typed or {}, "title": _("เรื่องที่ส่งถึงหน่วยงานของท่าน"),
        "told": _("บันทึกแล้ว ขอบคุณ") if request.GET.get("done") else "",
        "declines": Decline.choices, "next_steps": NextStep.choices, "outcomes": Outcome.choices,
    }  # fmt: skip
    return page(request, "guests/referral", context, 409 if error else 200)
