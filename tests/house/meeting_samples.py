"""One subject for every verb of the meetings: called and led by the labour officer of Trang (lead), DOE-92 invited."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from prasan.meetings.models import (
    Attendee,
    Briefing,
    CheckIn,
    Item,
    Message,
    Problem,
    Recording,
    Series,
    SeriesOffice,
    Vote,
)
from tests.house.rights import Sample
from tests.house.world import World


def _led(world: World) -> dict[str, Any]:
    return {
        "kind": "province", "organiser": world.offices["OPS-92"], "mode": "hall", "venue": "ห้องประชุม 1", "minutes": 60,
    }  # fmt: skip


def new_series(world: World) -> Series:
    return Series(name_th="ประชุมหัวหน้าหน่วยงาน", **_led(world))


def series(world: World) -> Series:
    if "meeting_series" not in world.extra:
        made = new_series(world)
        made.save()
        SeriesOffice.objects.create(series=made, office=world.offices["DOE-92"])
        world.extra["meeting_series"] = made
    found: Series = world.extra["meeting_series"]
    return found


def new_meeting(world: World) -> Briefing:
    chair, secretary = (world.actors[(role, "lead")].seat_id for role in ("plo", "agency-officer"))
    at = timezone.now() + dt.timedelta(days=1)
    return Briefing(title="ประชุมจังหวัด", chair_id=chair, secretary_id=secretary, starts_at=at, **_led(world))


def meeting(world: World) -> Briefing:
    if "meeting" not in world.extra:
        made = new_meeting(world)
        made.save()
        for office, seat, duty in (("OPS-92", made.chair_id, "chair"), ("DOE-92", None, "member")):
            Attendee.objects.create(
                briefing=made, office=world.offices[office], area=world.areas["92"], seat_id=seat, duty=duty
            )
        world.extra["meeting"] = made
    found: Briefing = world.extra["meeting"]
    return found


def line(world: World) -> Attendee:
    """The line of DOE-92, which is invited as a whole."""
    return meeting(world).attendees.get(office=world.offices["DOE-92"])


def check_in(world: World) -> CheckIn:
    return CheckIn(attendee=line(world))


def item(world: World) -> Item:
    made, _new = Item.objects.get_or_create(briefing=meeting(world), section="decide", number=1, title="วาระ")
    return made


def vote(world: World) -> Vote:
    told = {"choices": ["เห็นชอบ", "ไม่เห็นชอบ"], "opened_at": timezone.now()}
    made, _new = Vote.objects.get_or_create(briefing=meeting(world), question="เห็นชอบหรือไม่", defaults=told)
    return made


def _said(world: World) -> dict[str, Any]:
    return {"briefing": meeting(world), "attendee": line(world), "by_id": world.actors[("plo", "lead")].person_id}


def message(world: World) -> Message:
    made, _new = Message.objects.get_or_create(text="ได้ยินชัดเจน", defaults=_said(world) | {"at": timezone.now()})
    return made


def problem(world: World) -> Problem:
    made, _new = Problem.objects.get_or_create(text="ไม่ได้ยินเสียง", defaults=_said(world) | {"at": timezone.now()})
    return made


def recording(world: World) -> Recording:
    told = {"digest": "0" * 64, "files": 1, "size": 1, "seconds": 1, "sealed_at": timezone.now()}
    made, _new = Recording.objects.get_or_create(briefing=meeting(world), defaults=told)
    return made


MEETINGS: dict[str, Sample] = {
    "meetings.add_attendees": meeting,
    "meetings.delete_recording": recording,
    "meetings.hold_recording": recording,
    "meetings.open_recording": meeting,
    "meetings.seal_recording": lambda world: Recording(briefing=meeting(world)),
    "meetings.add_item": lambda world: Item(briefing=meeting(world)),
    "meetings.attach_paper": item,
    "meetings.drop_paper": item,
    "meetings.call": new_meeting,
    "meetings.call_to_stage": meeting,
    "meetings.cancel": meeting,
    "meetings.cast": vote,
    "meetings.change": meeting,
    "meetings.change_item": item,
    "meetings.check_in": check_in,
    "meetings.choose_pictures": line,
    "meetings.close": meeting,
    "meetings.close_vote": vote,
    "meetings.drop_attendee": line,
    "meetings.drop_item": item,
    "meetings.drop_vote": vote,
    "meetings.end_series": series,
    "meetings.hide_message": message,
    "meetings.invite": meeting,
    "meetings.lock": meeting,
    "meetings.lower_hand": line,
    "meetings.make_series": new_series,
    "meetings.mark": line,
    "meetings.move_item": item,
    "meetings.mute": line,
    "meetings.mute_all": meeting,
    "meetings.note_engine": meeting,
    "meetings.note_item": item,
    "meetings.note_recording": meeting,
    "meetings.note_signals": meeting,
    "meetings.show_card": meeting,
    "meetings.show_given": meeting,
    "meetings.show_state": meeting,
    "meetings.open": meeting,
    "meetings.open_vote": lambda world: Vote(briefing=meeting(world)),
    "meetings.check_out": line,
    "meetings.raise_hand": line,
    "meetings.record": meeting,
    "meetings.remove": line,
    "meetings.reply": line,
    "meetings.report_problem": lambda world: Problem(**_said(world)),
    "meetings.say": lambda world: Message(**_said(world)),
    "meetings.settle_problem": problem,
    "meetings.share": line,
    "meetings.step_to": line,
    "meetings.take_up": item,
    "meetings.vouch": check_in,
    "meetings.write_agenda": meeting,
}
