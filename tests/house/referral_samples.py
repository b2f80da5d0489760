"""One subject for every verb of the referrals: sent by the labour office of Trang (lead) to DOE-92 (own)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from prasan.referrals.models import Case, OutreachLine, OutreachList, PageLanguage, Referral
from prasan.registers.models import Tie, Worker
from tests.house.rights import Sample
from tests.house.world import World


def _case(world: World, office: str) -> dict[str, Any]:
    seat = world.actors[("counter-officer", "lead")].seat_id
    return {
        "office": world.offices[office],
        "area": world.areas["92"],
        "opened_by_id": seat,
        "opened_at": timezone.now(),
    }


def case(world: World) -> Case:
    """A case of the labour office, about a person whom it and DOE-92 know."""
    if "case" not in world.extra:
        person = Worker.objects.create(given_name="สมมติ", office=world.offices["OPS-92"])
        for office in ("OPS-92", "DOE-92"):
            told = {"ground": "public-task", "notice_version": "test/1"}
            Tie.objects.create(worker=person, office=world.offices[office], **told)
        world.extra["case"] = Case.objects.create(
            worker=person, need="หางาน", code="AAAA-AAAA-A", **_case(world, "OPS-92")
        )
    found: Case = world.extra["case"]
    return found


def _referral(world: World, sender: str, to: str) -> Referral:
    now = timezone.now()
    seat = world.actors[("agency-officer", "own")].seat_id
    return Referral(
        case=case(world), sender=world.offices[sender], office=world.offices[to], owner=world.offices[to],
        area=world.areas["92"], sender_seat_id=world.actors[("counter-officer", "lead")].seat_id, contact_id=seat,
        level="contact", offered_at=now, moved_at=now, due_at=now + dt.timedelta(days=2),
        rises_at=now + dt.timedelta(days=2),
    )  # fmt: skip


def referral(world: World) -> Referral:
    if "referral" not in world.extra:
        made = _referral(world, "OPS-92", "DOE-92")
        made.save()
        world.extra["referral"] = made
    found: Referral = world.extra["referral"]
    return found


def new_case(world: World) -> Case:
    return Case(**_case(world, "DOE-92"))


def new_referral(world: World) -> Referral:
    """One that DOE-92 is about to send."""
    return _referral(world, "DOE-92", "DSD-92")


def outreach_list(world: World) -> OutreachList:
    """A list of DOE-92, about the person of the case, whom it knows."""
    if "outreach" not in world.extra:
        seat = world.actors[("agency-officer", "own")].seat_id
        told = {"office": world.offices["DOE-92"], "area": world.areas["92"], "made_by_id": seat}
        made = OutreachList.objects.create(title="รอบธันวาคม", made_at=timezone.now(), **told)
        world.extra["outreach"] = OutreachLine.objects.create(list=made, worker=case(world).worker)
    line: OutreachLine = world.extra["outreach"]
    return line.list


def outreach_line(world: World) -> OutreachLine:
    """Its one line."""
    outreach_list(world)
    line: OutreachLine = world.extra["outreach"]
    return line


def page_language(world: World) -> PageLanguage:
    """Burmese, a draft with one text."""
    if "page_language" not in world.extra:
        texts = {"ภาษา": "ဘာသာစကား"}
        world.extra["page_language"] = PageLanguage.objects.create(code="my", name="မြန်မာ", texts=texts)
    found: PageLanguage = world.extra["page_language"]
    return found


MOVES = (
    "accept", "answer", "ask", "begin", "confirm", "decline", "end_unserved", "escalate", "give_up", "miss", "not_done",
    "receive", "reclock", "reopen", "reroute", "restaff", "revoke", "schedule", "serve", "tell", "withdraw",
)  # fmt: skip
BESIDE = ("make_link", "pass_week", "rate", "revoke_link", "sign_papers", "write_reason")
OF_CASE = (
    "add_helper",
    "answer_data",
    "ask_data",
    "end_helper",
    "leave_line",
    "make_line_code",
    "make_pin",
    "take_back_consent",
    "tell_by_hand",
    "track",
)
OF_LANGUAGE = ("mark_language_read", "release_language", "set_page_texts", "withdraw_language")
OF_LINE = ("add_outreach_line", "assign_visit", "drop_outreach_line", "follow_merge", "record_visit")
REFERRALS: dict[str, Sample] = (
    {f"referrals.{move}": referral for move in MOVES + BESIDE}
    | {
        "referrals.open_case": new_case,
        "referrals.refer": new_referral,
    }
    | {f"referrals.{verb}": case for verb in OF_CASE}
    | {f"referrals.{verb}": outreach_list for verb in ("make_outreach_list", "close_outreach_list")}
    | {f"referrals.{verb}": outreach_line for verb in OF_LINE}
    | {f"referrals.{verb}": page_language for verb in OF_LANGUAGE}
)
