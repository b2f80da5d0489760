"""One subject for every verb after a meeting: called by the labour office of Trang (lead), to which DOE-92 came."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from prasan.meetings.models import Attendee, Book, Briefing, Letter, Minutes, Opinion
from tests.house.rights import Sample
from tests.house.world import World


def briefing(world: World) -> Briefing:
    """A closed meeting that the labour officer chaired and an officer of the same office wrote down."""
    if "after-briefing" not in world.extra:
        chair, writer = (world.actors[(role, "lead")].seat_id for role in ("plo", "agency-officer"))
        now = timezone.now()
        made = Briefing.objects.create(
            kind="province", title="ประชุมหัวหน้าหน่วยงาน", organiser=world.offices["OPS-92"], chair_id=chair,
            secretary_id=writer, mode="hall", venue="ห้องประชุม", starts_at=now - dt.timedelta(hours=3), minutes=60,
            state="closed", opened_at=now - dt.timedelta(hours=3), closed_at=now - dt.timedelta(hours=2),
        )  # fmt: skip
        for office in ("OPS-92", "DOE-92"):
            Attendee.objects.create(briefing=made, office=world.offices[office], area=world.areas["92"])
        world.extra["after-briefing"] = made
    found: Briefing = world.extra["after-briefing"]
    return found


def minutes(world: World) -> Minutes:
    if "after-minutes" not in world.extra:
        from prasan.meetings.after.content import content_of
        from prasan.meetings.commands.minutes import whole_briefing

        content = content_of(whole_briefing(briefing(world).pk), [], [])
        world.extra["after-minutes"] = Minutes.objects.create(briefing=briefing(world), content=content)
    found: Minutes = world.extra["after-minutes"]
    return found


def letter(world: World) -> Letter:
    if "after-letter" not in world.extra:
        world.extra["after-letter"] = Letter.objects.create(
            briefing=briefing(world), form="memo", to="หัวหน้า", subject="ข้อสั่งการ", body="ข้อความ", made_at=timezone.now()
        )
    found: Letter = world.extra["after-letter"]
    return found


def opinion(world: World) -> Opinion:
    line = Attendee.objects.select_related("briefing").get(briefing=briefing(world), office=world.offices["DOE-92"])
    return Opinion(minutes=minutes(world), attendee=line, agrees=True)


MEETINGS_AFTER: dict[str, Sample] = {
    "meetings.approve_minutes": minutes,
    "meetings.attach_letter": letter,
    "meetings.certify_minutes": minutes,
    "meetings.change_letter": letter,
    "meetings.check_minutes": minutes,
    "meetings.circulate_minutes": minutes,
    "meetings.draft_letter": lambda world: Letter(briefing=briefing(world)),
    "meetings.draft_minutes": lambda world: Minutes(briefing=briefing(world)),
    "meetings.drop_letter": letter,
    "meetings.give_opinion": opinion,
    "meetings.keep_book": lambda world: Book(briefing=briefing(world)),
    "meetings.number_letter": letter,
    "meetings.refresh_minutes": minutes,
    "meetings.reopen_minutes": minutes,
}
